"""The TEI out of any export, or out of a bag."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

from exporter.archives.bag_reader import BagLimits, loaded, opened
from exporter.archives.editions import editions
from exporter.arguments import checked
from exporter.errors import ArchiveError, InputError
from exporter.files.inputs import Loaded, Readable
from exporter.files.reading import LARGEST, read_regular
from exporter.files.zip_reader import opened as unzipped

__all__ = ["recover"]

_IS_TEI = re.compile(rb"<(?:\w+:)?(?:TEI|teiCorpus)[\s>]")


@checked
def recover(path: Readable, *, edition: int | None = None, name: str | None = None) -> bytes:
    """The TEI that a PDF, DOCX, HTML or EPUB file or a bag carries: a path, the file's bytes, or
    an open binary file. ``name`` is what messages call it.

    Equal, in canonical XML, to what the export was made from: a public copy carries no internal
    layer. Of a bag it is the newest edition, or the ``edition`` of that number (from 1).

    Raises ArchiveError for a file that carries no TEI.
    """
    given = loaded(path, BagLimits(), name)
    if isinstance(given, Path):
        return _from_bag(given, edition)
    data = given.data
    kind = _kind(data)
    if kind == "bag":
        return _from_bag(given, edition)
    try:
        found: bytes | None = import_module(f"exporter.{kind}").recover(data)
    except InputError as error:
        raise ArchiveError(error.message, file=given.file) from error
    if found is None and kind == "html":
        found = _beside(given)
    if found is None:
        raise ArchiveError(
            "It is TEI already, not an export that carries it."
            if _IS_TEI.search(data[:4096])
            else "It carries no TEI. Was it made by exporter, and not saved by another program "
            "since?",
            file=given.file,
        )
    return found


def _beside(page: Loaded) -> bytes | None:
    """The TEI that a page names as a file in its own folder or below."""
    from exporter.html.recovery import source_beside

    address = source_beside(page.data)
    if address is None:
        return None
    if page.folder is None:
        raise ArchiveError(
            f"Its TEI is a file beside it, {address}. Give the page as a path.", file=page.file
        )
    try:
        folder = page.folder.resolve()
        source = (folder / address).resolve()
        if not source.is_relative_to(folder):
            return None
        return read_regular(source, LARGEST)
    except (OSError, ValueError, RuntimeError) as error:  # the last: links in a circle
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise ArchiveError(
            f"Its TEI, {address}, cannot be read: {reason}. Keep the page's files beside it.",
            file=page.file,
        ) from error


def _from_bag(given: Path | Loaded, edition: int | None) -> bytes:
    found = editions(opened(given, BagLimits()))
    file = str(given) if isinstance(given, Path) else given.file
    number = len(found) if edition is None else edition
    if not 1 <= number <= len(found):
        raise ArchiveError(f"There is no edition {number}; it holds {len(found)}.", file=file)
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
