"""The parts of a zip package (DOCX, ODT), and XML from anywhere, read safely.

Nothing is unpacked to disk; what would unpack to more than the limit is refused before it is
unpacked; no entity is expanded and nothing outside is opened.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

import lxml.etree as etree

from exporter.errors import InputError, LimitExceeded, MalformedXML
from exporter.values import Value

__all__ = ["Package", "open_package", "parse_xml"]

_RATIO = 500
"""Text deflates to a tenth, a page of blanks to a thousandth; no draft is all blanks."""
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError)


class Package(Value):
    """``names`` are the parts there are, by their folded names, as readers ask in any case."""

    archive: Any
    names: dict[str, str]
    file: str | None

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self.names

    def read(self, part: str) -> bytes:
        """The bytes of a part; raises InputError where it is not there or is damaged."""
        name = self.names.get(part.casefold())
        if name is None:
            raise InputError(
                f"The file is damaged: its part {part} is missing. Open it in the program it "
                "comes from, and save it again.",
                file=self.file,
            )
        try:
            data: bytes = self.archive.read(name)
        except (*_BROKEN, RuntimeError) as error:
            raise InputError(
                f"The file is damaged: its part {part} cannot be unpacked ({error}). Open it in "
                "the program it comes from, and save it again.",
                file=self.file,
            ) from None
        return data

    def xml(self, part: str) -> Any:
        """The root element of a part."""
        return parse_xml(self.read(part), self.file, part)


def open_package(data: bytes, file: str | None, *, size: int, kind: str) -> Package:
    """Open a zip of ``kind`` (for messages). ``size`` is how many bytes all its parts may have.

    Raises InputError where it is no zip or is encrypted, LimitExceeded where it is too large.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except _BROKEN as error:
        raise InputError(
            f"This is no {kind} file that can be read ({error}). It may be cut off: open it in "
            "the program it comes from, and save it again.",
            file=file,
        ) from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError(
            "The file is encrypted. Open it with its password, and save it without one.", file=file
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > size:
        raise LimitExceeded(
            f"The file unpacks to {unpacked:,} bytes; the limit is {size:,}. Make its pictures "
            "smaller, or read it with Limits(size=…).",
            file=file,
        )
    if unpacked > 2**22 and unpacked > _RATIO * max(len(data), 1):
        raise LimitExceeded(
            f"{len(data):,} bytes would unpack to {unpacked:,}: no {kind} file of an article does "
            "that.",
            file=file,
        )
    return Package(archive, {entry.filename.casefold(): entry.filename for entry in entries}, file)


def parse_xml(data: bytes, file: str | None, part: str = "") -> Any:
    """Bytes → the root element; raises MalformedXML. No entity is expanded, no file opened."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        recover=True,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    fatal = [entry for entry in parser.error_log if entry.level_name == "FATAL"]
    if root is None or fatal:
        line = fatal[0].line if fatal else 1
        said = fatal[0].message if fatal else "it is empty"
        place = f"The file is damaged: its part {part}" if part else "The file"
        raise MalformedXML(
            f"{place} is not well-formed XML in line {line}: {said.strip()}.",
            file=file,
            line=None if part else line,
            faults=((line, 1, said),),
        )
    return root
