"""The zip file (OCF 3.3): the same files give the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from exporter.files.reading import LARGEST
from exporter.files.zip_writer import zipped

__all__ = ["SOURCE", "pack", "recover"]

SOURCE = "EPUB/article.xml"
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    '<rootfiles><rootfile full-path="EPUB/package.opf"'
    ' media-type="application/oebps-package+xml"/></rootfiles>\n</container>\n'
)


def pack(files: Mapping[str, bytes], timestamp: datetime) -> bytes:
    """The container of these files; ``mimetype`` comes first, not compressed (OCF 4.3)."""
    moment = max(timestamp.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    whole = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": _CONTAINER.encode(),
        **files,
    }
    return zipped(whole.items(), moment, 0o644)


def recover(data: bytes, most: int = LARGEST) -> bytes | None:
    """The TEI that a book carries, byte for byte; None where it carries none, or is no zip.

    ``most`` bytes are unpacked. Raises InputError where the zip is damaged, LimitExceeded where it
    unpacks to more.
    """
    if not data.startswith(b"PK"):
        return None
    from exporter.files.zip_reader import opened

    with opened(data, most, "book") as package:
        return package.read(SOURCE) if SOURCE in package.names else None
