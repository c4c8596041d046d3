"""A file's bytes as characters, and where each character's bytes are."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise

from exporter.errors import InputError
from exporter.values import Value

__all__ = ["Decoded", "byte_offsets", "decode", "decoded", "encoding_of"]

_DECLARED = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)[\"']")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_PLAIN = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


class Decoded(Value):
    """``text`` is what follows the byte order mark, of which ``mark`` is the bytes; ``codec`` is
    Python's name of an encoding that writes no mark. ``exact``: encoding the text gives the bytes
    again, piece by piece."""

    data: bytes
    mark: bytes
    codec: str
    text: str
    exact: bool


def encoding_of(data: bytes) -> str:
    """The name of a file's encoding, as Python knows it; UTF-8 where nothing says another."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    declared = _DECLARED.match(data[:200])
    try:
        found = codecs.lookup(declared[1].decode()).name if declared else "utf-8"
    except LookupError:
        return "utf-8"
    return "utf-8" if found.startswith(("utf-16", "utf-32")) else found


def decoded(data: bytes) -> str:
    """The text of a file, by its byte order mark or its declaration; never fails."""
    return data.decode(encoding_of(data), "replace")


def decode(data: bytes, file: str | None = None) -> Decoded:
    """Raises InputError where the bytes are not in the encoding that the file declares."""
    mark = next((mark for mark in _PLAIN if data.startswith(mark)), b"")
    codec = _PLAIN[mark] if mark else encoding_of(data)
    body = data[len(mark) :]
    try:
        text = body.decode(codec)
    except (UnicodeError, TypeError) as error:
        row, column = None, ""
        if isinstance(error, UnicodeDecodeError):
            before = body[: error.start]
            row = before.count(b"\n") + 1
            column = " at column " + str(error.start - before.rfind(b"\n"))
        raise InputError(
            f"The file is not in the encoding that it declares ({codec}){column}. "
            "Save it as UTF-8.",
            file=file,
            line=row,
        ) from None
    return Decoded(data, mark, codec, text, _is_exact(text, codec, body))


def _is_exact(text: str, codec: str, body: bytes) -> bool:
    """Codecs with shift states write other bytes for a piece than for the piece in its text."""
    if codec in ("utf-8", "ascii", "iso8859-1") or codec.startswith(("utf-16-", "utf-32-")):
        return True
    half = len(text) // 2
    try:
        pieces = text[:half].encode(codec) + text[half:].encode(codec)
        return pieces == body and len("é".encode(codec, "ignore")) <= 2 and "2022" not in codec
    except UnicodeError:
        return False


def byte_offsets(it: Decoded, offsets: list[int]) -> list[int]:
    """Where in the file the characters at these ascending offsets begin."""
    start = len(it.mark)
    if it.exact:
        found, at = [], start
        for before, here in pairwise([0, *offsets]):
            at += len(it.text[before:here].encode(it.codec))
            found.append(at)
        return found
    ends = _ends(it)
    return [start if offset == 0 else ends[offset - 1] for offset in offsets]


def _ends(it: Decoded) -> list[int]:
    """For each character the offset after its last byte, found by decoding byte by byte."""
    decoder = codecs.getincrementaldecoder(it.codec)()
    ends: list[int] = []
    for at in range(len(it.mark), len(it.data)):
        ends.extend([at + 1] * len(decoder.decode(it.data[at : at + 1])))
    ends.extend([len(it.data)] * (len(it.text) - len(ends)))
    return ends
