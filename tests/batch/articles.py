"""Small articles for a batch: sourced, with a picture, each another."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

_TEI = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>Harbour wall, part {n}</title><author>R. Okoye</author></titleStmt>
<publicationStmt><publisher>Example Courier</publisher><date when="2026-03-02"/></publicationStmt>
<sourceDesc><p>Born digital.</p></sourceDesc></fileDesc></teiHeader>
<standOff><listPerson><person xml:id="p.mi"><persName>Ada Mills</persName></person></listPerson>
<listBibl><bibl xml:id="s.aud" type="document"><author>Port Audit Office</author>,
<title>Harbour Works Review</title>, <date when="2026-02-28">28 February 2026</date>.</bibl>
</listBibl></standOff>
<text><body><head>Harbour wall, part {n}</head>
<p><said who="#p.mi" source="#s.aud">“It will cost <measure quantity="{n}" unit="EUR"
source="#s.aud">{n} euros</measure>,”</said> Ada Mills said.</p>{picture}</body></text></TEI>
"""
_FIGURE = '<figure><graphic url="{url}"/><figDesc>A stone wall.</figDesc></figure>'


def article(n: int, picture: str = "") -> str:
    """Article number ``n``, with a picture where an address is given."""
    return _TEI.format(n=n, picture=_FIGURE.format(url=picture) if picture else "")


def lay(folder: Path, count: int, *, bad: tuple[int, ...] = (), picture: str = "") -> Path:
    """``count`` articles in ``folder``, ten in each folder in it; the ``bad`` end too early."""
    for n in range(count):
        file = folder / f"{n // 10:03}" / f"a{n:05}.xml"
        file.parent.mkdir(parents=True, exist_ok=True)
        text = article(n, picture)
        file.write_text(text[: len(text) // 2] if n in bad else text, encoding="utf-8")
    return folder


def png(shade: int) -> bytes:
    """One grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixel = zlib.compress(bytes([0, shade]))
    body = chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the batch's own."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "_batch" not in file.parts
    }
