"""The TEI out of any export, or out of a bag."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

from exporter.archives.bag_reader import BagLimits, file_bytes, opened
from exporter.archives.editions import editions
from exporter.errors import ArchiveError, InputError
from exporter.files.reading import LARGEST, read_regular
from exporter.files.zip_reader import opened as unzipped

__all__ = ["recover"]


def recover(path: str | os.PathLike[str], *, edition: int | None = None) -> bytes:
    """The TEI that a PDF, DOCX, HTML or EPUB file or a bag carries.

    Equal, in canonical XML, to what the export was made from: a public copy carries no internal
    layer. Of a bag it is the newest edition, or the ``edition`` of that number (from 1).

    Raises ArchiveError for a file that carries no TEI.
    """
    place = Path(path)
    if place.is_dir():
        return _from_bag(place, edition)
    data = file_bytes(place, BagLimits().size)
    kind = _kind(data)
    if kind == "bag":
        return _from_bag(place, edition)
    try:
        found: bytes | None = import_module(f"exporter.{kind}").recover(data)
    except InputError as error:
        raise ArchiveError(error.message, file=str(place)) from error
    if found is None and kind == "html":
        found = _beside(place, data)
    if found is None:
        raise ArchiveError(
            "it carries no TEI. Was it made by exporter, and not saved by another program since?",
            file=str(place),
        )
    return found


def _beside(page: Path, data: bytes) -> bytes | None:
    """The TEI that a page names as a file in its own folder or below."""
    from exporter.html.recovery import source_beside

    address = source_beside(data)
    if address is None:
        return None
    try:
        folder = page.parent.resolve()
        source = (folder / address).resolve()
        if not source.is_relative_to(folder):
            return None
        return read_regular(source, LARGEST)
    except (OSError, ValueError, RuntimeError) as error:  # the last: links in a circle
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ArchiveError(
            f"its TEI, {address}, cannot be read: {reason}. Keep the page's files beside it.",
            file=str(page),
        ) from error


def _from_bag(place: Path, edition: int | None) -> bytes:
    found = editions(opened(place, BagLimits()))
    number = len(found) if edition is None else edition
    if not 1 <= number <= len(found):
        raise ArchiveError(f"there is no edition {number}; it holds {len(found)}.", file=str(place))
    return found[number - 1].article


def _kind(data: bytes) -> str:
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if not data.startswith(b"PK"):
        return "html"
    try:
        with unzipped(data, 0, "zip") as package:
            names = set(package.names)
    except InputError:
        return "bag"
    if "META-INF/container.xml" in names:
        return "epub"
    return "docx" if "[Content_Types].xml" in names else "bag"
