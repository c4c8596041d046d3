"""Files of other kinds that are given where TEI is expected, known by their first bytes."""

from __future__ import annotations

from exporter.errors import InputError

__all__ = ["refuse_other_files"]

_DRAFT = "“exporter draft” makes an article of it"
_SAVED = "Save it as .docx; “exporter draft” makes an article of that."
_OURS = "If exporter made it, “exporter recover” takes the TEI out of it."
_WORD = (
    f"This is a Word document, not TEI. {_DRAFT}; “exporter merge” brings what was changed in an "
    "exported copy back into its article."
)
_MARKS = (
    (b"%PDF-", f"This is a PDF, not TEI. {_OURS}"),
    (b"{\\rtf", f"This is RTF, not TEI. {_SAVED}"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        f"This is an old or encrypted Office file, not TEI. {_SAVED}",
    ),
    (b"\x89PNG\r\n\x1a\n", "This is a picture, not TEI."),
    (b"\xff\xd8\xff", "This is a picture, not TEI."),
    (b"GIF8", "This is a picture, not TEI."),
    (b"\x1f\x8b", "This is a compressed file (gzip), not TEI. Unpack it."),
)
_BINARY = "This is no text, so it is no XML: it holds zero bytes. Name the article's .xml file."


def refuse_other_files(data: bytes, file: str | None) -> None:
    """Raise InputError for what is a file of another kind, saying what to do with it."""
    if data.startswith(b"PK\x03\x04"):
        raise InputError(_zipped(data), file=file)
    for mark, message in _MARKS:
        if data.startswith(mark):
            raise InputError(message, file=file)
    if b"\0" in data[:4096] and not _is_wide(data):
        raise InputError(_BINARY, file=file)


def _is_wide(data: bytes) -> bool:
    """Whether it may be UTF-16 or UTF-32: by its mark, or by a first < with zero bytes beside."""
    return data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"\0\0\xfe\xff", b"\0\0\0<"))


def _zipped(data: bytes) -> str:
    import io
    import zipfile

    from exporter.files.zip_reader import FAULTS

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.casefold() for name in package.namelist()}
    except FAULTS:
        names = set()
    if "[content_types].xml" in names:
        return _WORD
    if "meta-inf/container.xml" in names:
        return f"This is an EPUB, not TEI. {_OURS}"
    if "content.xml" in names:
        return f"This is an OpenDocument file, not TEI. {_DRAFT}."
    if any(name.endswith("/bagit.txt") for name in names):
        return "This is a bag, not TEI. “exporter recover” takes the TEI out of it."
    return "This is a zip file, not TEI. Unpack it; “exporter batch” reads articles out of one."
