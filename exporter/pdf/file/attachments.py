"""The TEI inside the PDF: an associated file, there and back (ISO 32000-2 14.13)."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

from exporter.errors import InputError
from exporter.model import Edition
from exporter.text import printable

if TYPE_CHECKING:
    from exporter.pdf.objects.store import Store

__all__ = ["attach", "recover"]


def attach(store: Store, edition: Edition) -> bytes:
    """Write the file; what the catalogue says of it."""
    from exporter.pdf.file.xmp import pdf_date

    data = edition.article.tei
    digest = hashlib.md5(data, usedforsecurity=False).hexdigest().encode()
    params = b"<</Size %d/CheckSum<%s>/ModDate(%s)>>" % (
        len(data),
        digest,
        pdf_date(edition.timestamp),
    )
    number = store.stream(b"/Type/EmbeddedFile/Subtype/application#2Ftei+xml/Params" + params, data)
    stem = printable.line(PurePath(edition.article.file or "article").stem)
    name = store.text(f"{stem}.xml")
    about = store.text("The TEI source of this document")
    spec = store.add(
        b"<</Type/Filespec/F%s/UF%s/Desc%s/AFRelationship/Source/EF<</F %d 0 R/UF %d 0 R>>>>"
        % (name, name, about, number, number)
    )
    return b"/AF[%d 0 R]/Names<</EmbeddedFiles<</Names[%s %d 0 R]>>>>" % (spec, name, spec)


def recover(data: bytes) -> bytes | None:
    """See :func:`exporter.pdf.recover`."""
    from pypdf import PdfReader

    with _silent():
        try:
            root = PdfReader(io.BytesIO(data)).root_object
            for reference in root.get("/AF", ()):
                spec = reference.get_object()
                if spec.get("/AFRelationship") == "/Source":
                    found: bytes = spec["/EF"]["/F"].get_data()
                    return found
        except Exception as error:  # a damaged file makes pypdf raise almost anything
            why = str(error).rstrip(".") or type(error).__name__
            raise InputError(f"This is not a PDF that can be read: {why}.") from error
    return None


@contextmanager
def _silent() -> Iterator[None]:
    """What pypdf logs about a damaged file is not printed, unless somebody wants its log."""
    import logging  # only what reads a PDF needs it

    logger, handler = logging.getLogger("pypdf"), logging.NullHandler()
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
