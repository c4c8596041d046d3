"""The TEI back out of a Word copy."""

from __future__ import annotations

import io

from lxml import etree

from exporter.errors import InputError

__all__ = ["recover"]

_TEI = "{http://www.tei-c.org/ns/1.0}"
_P4 = frozenset({"TEI", "TEI.2", "teiCorpus", "teiCorpus.2", "text", "body", "div"})
_LARGEST = 512 * 2**20


def recover(data: bytes) -> bytes | None:
    """The custom XML part that holds TEI, or None where there is none.

    An editor may have serialised it anew: compare its canonical form. Raises InputError where the
    data are no Word document.
    """
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in sorted(archive.infolist(), key=lambda each: each.filename):
                if not info.filename.lower().startswith("customxml/"):
                    continue
                if not info.filename.endswith(".xml") or info.file_size > _LARGEST:
                    continue
                part = archive.read(info)
                if _is_tei(part):
                    return part
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise InputError(f"this is no Word document: {error}.") from error
    return None


def _is_tei(part: bytes) -> bool:
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, recover=True
    )
    parser.feed(part[:65536])
    for _, element in parser.read_events():
        tag = str(element.tag)
        return tag.startswith(_TEI) or tag in _P4
    return False
