"""PDF objects by number: ReportLab's document counts them and keeps those not written yet; the
file is written here (ISO 32000-1 7.5).

ReportLab's own writer knows neither object streams, which halve a tagged file, nor the end of line
that PDF/A wants before ``endstream``. What is complete is written at once: little is held.
"""

from __future__ import annotations

import hashlib
import struct
from functools import lru_cache
from itertools import accumulate, count, repeat
from operator import add

from deflate import zlib_compress
from reportlab.pdfbase.pdfdoc import PDFDocument

from exporter.text.private_use import without_private

__all__ = ["Store", "packed"]

_BATCH = 200
_LEVEL = 4
"""Of libdeflate: a third of the time of zlib's usual level, two per cent larger."""
_ROW = struct.Struct(">BIH").pack
_FREE = _ROW(0, 0, 65535)


@lru_cache(maxsize=1024)
def _text_string(value: str) -> bytes:
    if value.isascii() and value.isprintable():
        for char in "\\()":
            if char in value:
                value = value.replace(char, "\\" + char)
        return b"(" + value.encode() + b")"
    return b"<FEFF" + value.encode("utf-16-be").hex().encode() + b">"


class Store:
    """The objects of one file. A number can be given out before its object is known."""

    def __init__(self, version: str) -> None:
        self.two = version == "2.0"
        self.document = PDFDocument(invariant=1)
        self.document.objectcounter = 0
        self.waiting: dict[int, bytes] = self.document.idToObject
        self.waiting.clear()  # ReportLab's own catalogue, outlines and pages
        self.parts: list[bytes] = []
        self.size = 0
        self.rows: dict[int, bytes] = {}
        self._append(b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % version.encode())

    def reserve(self) -> int:
        self.document.objectcounter += 1
        number: int = self.document.objectcounter
        return number

    def put(self, number: int, data: bytes) -> None:
        self.waiting[number] = data
        if len(self.waiting) == _BATCH:
            self._flush()

    def add(self, data: bytes) -> int:
        number = self.reserve()
        self.put(number, data)
        return number

    def stream(self, entries: bytes, data: bytes, pack: bool = True) -> int:
        """``pack``: Flate-encode; data that has a filter already names it in ``entries``."""
        number = self.reserve()
        if pack:
            data, entries = packed(data), entries + b"/Filter/FlateDecode"
        self.rows[number] = _ROW(1, self.size, 0)
        self._append(_stream(number, entries, data))
        return number

    def text(self, value: str) -> bytes:
        """A text string (ISO 32000-1 7.9.2.2). In PDF 2.0 no private-use character is in one
        (ISO 19005-4 6.2.10.8, ISO 14289-2 8.4.3)."""
        return _text_string(without_private(value) if self.two else value)

    def file(self, catalog: int, info: int | None) -> bytes:
        """The whole file, closed by a cross-reference stream."""
        if self.waiting:
            self._flush()
        at, number = self.size, self.reserve()
        self.rows[number] = _ROW(1, at, 0)
        table = b"".join(map(self.rows.get, range(number + 1), repeat(_FREE)))
        digest = hashlib.sha256()
        for part in self.parts:
            digest.update(part)
        ident = digest.hexdigest()[:32].encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R%s/ID[<%s><%s>]/Filter/FlateDecode" % (
            number + 1,
            catalog,
            b"/Info %d 0 R" % info if info else b"",
            ident,
            ident,
        )
        self._append(_stream(number, entries, packed(table)))
        self._append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(self.parts)

    def _append(self, part: bytes) -> None:
        self.parts.append(part)
        self.size += len(part)

    def _flush(self) -> None:
        """Write the objects that wait as one object stream (ISO 32000-1 7.5.7)."""
        numbers = list(self.waiting)
        bodies = list(self.waiting.values())
        self.waiting.clear()
        starts = map(add, accumulate(map(len, bodies), initial=0), count())
        head = b" ".join(map(b"%d %d".__mod__, zip(numbers, starts, strict=False)))
        entries = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(head) + 1)
        held = self.stream(entries, b"%s\n%s" % (head, b"\n".join(bodies)))
        self.rows.update(zip(numbers, map(_ROW, repeat(2), repeat(held), count()), strict=False))


def packed(data: bytes) -> bytes:
    """Flate-encoded."""
    return bytes(zlib_compress(data, _LEVEL))


def _stream(number: int, entries: bytes, data: bytes) -> bytes:
    return b"%d 0 obj\n<<%s/Length %d>>stream\r\n%s\r\nendstream\nendobj\n" % (
        number,
        entries,
        len(data),
        data,
    )
