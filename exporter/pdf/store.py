"""PDF objects by number: ReportLab's document keeps them, this room writes the file
(ISO 32000-1 7.5).

ReportLab's own writer knows neither object streams, which halve a tagged file, nor the end of line
that PDF/A wants before ``endstream``.
"""

from __future__ import annotations

import hashlib
import struct

from deflate import zlib_compress
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject

__all__ = ["Store", "packed"]

_BATCH = 200
_LEVEL = 4
"""Of libdeflate: a third of the time of zlib's usual level, two per cent larger."""


class _Known(PDFObject):  # type: ignore[misc]
    """An object that knows its bytes; ``stream``: it may not go into an object stream."""

    __slots__ = ("data", "stream")

    def __init__(self, data: bytes = b"", stream: bool = False) -> None:
        self.data = data
        self.stream = stream

    def format(self, _document: object) -> bytes:
        return self.data


class Store:
    """The objects of one file. A number can be given out before its object is known."""

    def __init__(self, version: str) -> None:
        self.version = version
        document = PDFDocument(invariant=1)
        document.idToObject.clear()  # its own catalogue, outlines and pages
        self.objects: dict[int, _Known] = document.idToObject

    def reserve(self) -> int:
        number = len(self.objects) + 1
        self.objects[number] = _Known()
        return number

    def put(self, number: int, data: bytes) -> None:
        self.objects[number].data = data

    def add(self, data: bytes) -> int:
        number = self.reserve()
        self.objects[number].data = data
        return number

    def stream(self, entries: bytes, data: bytes, pack: bool = True) -> int:
        """``pack``: Flate-encode; data that has a filter already names it in ``entries``."""
        number = self.reserve()
        if pack:
            data, entries = packed(data), entries + b"/Filter/FlateDecode"
        self.objects[number] = _Known(_stream(entries, data), stream=True)
        return number

    def text(self, value: str) -> bytes:
        """A text string (ISO 32000-1 7.9.2.2)."""
        if value.isascii() and value.isprintable():
            for char in "\\()":
                if char in value:
                    value = value.replace(char, "\\" + char)
            return b"(" + value.encode() + b")"
        return b"<FEFF" + value.encode("utf-16-be").hex().encode() + b">"

    def file(self, catalog: int, info: int | None) -> bytes:
        """The whole file (ISO 32000-1 7.5): streams, object streams, cross-reference stream."""
        out = [b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % self.version.encode()]
        at = len(out[0])
        rows: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        small = [number for number, known in self.objects.items() if not known.stream]
        for start in range(0, len(small), _BATCH):
            batch = small[start : start + _BATCH]
            number = self._batch(batch)
            rows.update({held: (2, number, index) for index, held in enumerate(batch)})
        for number, known in self.objects.items():
            if known.stream:
                data = b"%d 0 obj\n%s\nendobj\n" % (number, known.data)
                rows[number] = (1, at, 0)
                out.append(data)
                at += len(data)
        return b"".join([*out, self._references(rows, at, catalog, info)])

    def _batch(self, numbers: list[int]) -> int:
        head, body, at = [], [], 0
        for number in numbers:
            data = self.objects[number].data
            head.append(b"%d %d" % (number, at))
            body.append(data)
            at += len(data) + 1
        first = b" ".join(head) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d" % (len(numbers), len(first))
        return self.stream(entries, first + b"\n".join(body))

    def _references(
        self, rows: dict[int, tuple[int, int, int]], at: int, catalog: int, info: int | None
    ) -> bytes:
        number = self.reserve()
        rows[number] = (1, at, 0)
        table = b"".join(struct.pack(">BIH", *rows[held]) for held in sorted(rows))
        digest = hashlib.sha256()
        for known in self.objects.values():
            digest.update(known.data)
        ident = digest.hexdigest()[:32].encode()
        entries = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R%s/ID[<%s><%s>]" % (
            len(rows),
            catalog,
            b"/Info %d 0 R" % info if info else b"",
            ident,
            ident,
        )
        body = _stream(entries + b"/Filter/FlateDecode", packed(table))
        return b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (number, body, at)


def packed(data: bytes) -> bytes:
    """Flate-encoded."""
    return bytes(zlib_compress(data, _LEVEL))


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\r\n%s\r\nendstream" % (entries, len(data), data)
