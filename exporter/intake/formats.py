"""Which format a draft is in, and who reads it: one table."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from importlib import import_module

from exporter.errors import InputError, OptionError
from exporter.intake.document import Document, Metadata
from exporter.values import Value

__all__ = ["FORMATS", "Format", "detected", "named", "read", "refuse"]


class Format(Value):
    """``endings`` are of file names; ``module`` reads it, and knows ``size`` where ``is_zip``."""

    name: str
    endings: tuple[str, ...]
    module: str
    is_zip: bool = False


FORMATS = (
    Format("docx", (".docx", ".docm", ".dotx"), "docx", True),
    Format("odt", (".odt", ".ott"), "odt", True),
    Format("markdown", (".md", ".markdown", ".mdown"), "markdown"),
    Format("html", (".html", ".htm", ".xhtml"), "html"),
    Format("text", (".txt", ".text"), "text"),
    Format("ninjs", (".json", ".ninjs"), "ninjs"),
    Format("nitf", (".nitf",), "nitf"),
    Format("tei", (".xml", ".tei"), "tei"),
)
_ALIASES = {"md": "markdown", "txt": "text", "json": "ninjs", "htm": "html"}
_PDF = (
    "This is a PDF, which keeps no paragraphs. Ask for the file that it was made from (Word, "
    "Google Docs …); else open the PDF in Word, save it as .docx, look it through, and draft from "
    "that."
)
_RTF = "This is RTF. Open it in Word or LibreOffice, save it as .docx or .odt, and draft from that."
_ELSEWHERE = ((b"%PDF-", _PDF), (b"{\\rtf", _RTF))
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"(?is)(?:<\?xml.*?\?>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|body|div|p|h1|article|head|meta)\b"
)
_MHTML = re.compile(rb"(?i)\A(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?MIME-Version:")


def named(name: str) -> Format:
    """The format of this name; raises OptionError listing those there are."""
    wanted = _ALIASES.get(name.casefold(), name.casefold())
    for entry in FORMATS:
        if entry.name == wanted:
            return entry
    known = ", ".join(entry.name for entry in FORMATS)
    raise OptionError(f"There is no draft format {name!r}. There are {known}.")


_SAY_IT = "Say which it is: form=… in Python, --from on the command line."


def detected(data: bytes, file: str | None) -> Format:
    """The format by what the bytes are, and where that leaves it open by the file's name.

    Raises InputError for what is none, with what to do instead."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    ending = f".{file.rpartition('.')[2].lower()}" if file and "." in file else ""
    by_name = next((entry for entry in FORMATS if ending in entry.endings), None)
    if data.startswith(b"PK\x03\x04"):
        return named(_zipped(data, file))
    if by_name is not None and by_name.is_zip:
        raise InputError(
            f"This is no {by_name.name.upper()} file, though it is called one. Open it in the "
            "program it comes from, and save it again.",
            file=file,
        )
    if start.startswith(b"<"):
        return named(_marked_up(start, by_name))
    if start.startswith((b"{", b"[")) and (by_name is None or by_name.name == "ninjs"):
        return named("ninjs")
    if by_name is None and file is None:
        raise InputError(f"The format of the draft is not told. {_SAY_IT}")
    if by_name is None:
        raise InputError(
            f"A draft that ends in {ending or 'nothing'} is not known. {_SAY_IT}",
            file=file,
        )
    return by_name


def read(data: bytes, file: str | None, form: Format, *, size: int) -> Document:
    """Read a draft in a format."""
    if form.name == "tei":
        return Document((), Metadata(), tei=data)
    module = import_module(f"exporter.intake.readers.{form.module}")
    reader: Callable[..., Document] = module.read
    return reader(data, file, size) if form.is_zip else reader(data, file)


def refuse(data: bytes, file: str | None) -> None:
    """Raise InputError for what is no draft, whatever it is called: nothing, a PDF, an old or an
    encrypted Word file."""
    if not data.strip():
        raise InputError("The draft is empty.", file=file)
    for mark, message in _ELSEWHERE:
        if data[:1024].lstrip().startswith(mark):
            raise InputError(message, file=file)
    if data.startswith(_OLE):
        if b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in data:
            message = "The file is encrypted. Open it with its password, and save it without one."
        else:
            message = "This is a Word file of before 2007 (.doc). Open it in Word or LibreOffice, "
            message += "save it as .docx, and draft from that."
        raise InputError(message, file=file)
    if _MHTML.match(data[:4096]):
        raise InputError(
            "This is a web page packed with its mail headers (MHTML). Save it from the browser "
            "as a complete page (.html), and draft from that.",
            file=file,
        )


def _zipped(data: bytes, file: str | None) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = {name.casefold() for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        raise InputError(
            "The file is damaged: it is cut off, or was changed on its way. Fetch it again, or "
            "open it in the program it comes from, and save it again.",
            file=file,
        ) from None
    if "[content_types].xml" in names:
        if any(name.startswith(("xl/", "ppt/")) for name in names):
            raise InputError(
                "This is a spreadsheet or a presentation. A draft is a text: save it as .docx.",
                file=file,
            )
        return "docx"
    if "content.xml" in names:
        return "odt"
    if "index.xml" in names and any(name.startswith("data/") for name in names):
        raise InputError("This is a Pages document. Export it as Word (.docx).", file=file)
    raise InputError(
        "This is a zip file, and neither a Word nor an OpenDocument one. Unpack it, and draft from "
        "what is in it.",
        file=file,
    )


def _marked_up(start: bytes, by_name: Format | None) -> str:
    if re.search(rb"<(?:\w+:)?(?:TEI|teiCorpus|TEI\.2)[\s>]", start):
        return "tei"
    if re.search(rb"<(?:\w+:)?nitf[\s>]", start):
        return "nitf"
    if by_name is not None and by_name.name in ("markdown", "text", "html", "nitf"):
        return by_name.name
    if _HTML.match(start):
        return "html"
    return "tei"
