"""Everything that is written in some bytes, however it is packed: for finding what must not be."""

from __future__ import annotations

import base64
import binascii
import hashlib
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

import pikepdf

_BASE64 = re.compile(rb"[A-Za-z0-9+/_\-]{24,}(?:\r?\n[A-Za-z0-9+/_\-]{4,})*={0,2}")
_HEX = re.compile(rb"(?:[0-9A-Fa-f]{2}){10,}")
_ZLIB = re.compile(rb"x[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
"""How zlib and gzip data begin."""


def layers(data: bytes) -> Iterator[bytes]:
    """The bytes themselves and everything inside: zip members and their names, PDF objects,
    strings and streams, deflated data (zlib and gzip) wherever it begins, base64, hex, UTF-16,
    escapes."""
    waiting, seen = [data], set()
    while waiting:
        layer = waiting.pop()
        digest = hashlib.blake2b(layer, digest_size=16).digest()
        if digest in seen:
            continue
        seen.add(digest)
        yield layer
        yield from _written(layer)
        if layer.startswith(b"PK"):
            waiting.extend(_zip(layer))
        elif layer.startswith(b"%PDF-"):
            waiting.extend(_pdf(layer))
        else:
            waiting.extend(_packed(layer))


def _zip(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield package.comment
        for entry in package.infolist():
            yield entry.filename.encode()
            yield entry.comment + entry.extra
            yield package.read(entry)


def _pdf(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for thing in [*pdf.objects, pdf.trailer]:
            yield "\n".join(_strings(thing)).encode()
            if isinstance(thing, pikepdf.Stream):
                try:
                    inner = thing.read_bytes()
                except pikepdf.PdfError:
                    inner = thing.read_raw_bytes()
                yield inner


def _strings(thing: object) -> Iterator[str]:
    """Every string and name in one object; what is an object of its own comes on its own."""
    if isinstance(thing, pikepdf.String | pikepdf.Name):
        yield str(thing)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        for key, inner in thing.items():
            yield key
            yield from () if _is_indirect(inner) else _strings(inner)
    elif isinstance(thing, pikepdf.Array):
        for inner in thing:
            yield from () if _is_indirect(inner) else _strings(inner)


def _is_indirect(thing: object) -> bool:
    return bool(getattr(thing, "is_indirect", False))


def _packed(data: bytes) -> Iterator[bytes]:
    for found in _ZLIB.finditer(data):
        inner = _inflated(data[found.start() :])
        if len(inner) > 8:
            yield inner
    for found in _BASE64.finditer(data):
        text = re.sub(rb"\s", b"", found[0]).translate(bytes.maketrans(b"-_", b"+/"))
        try:
            inner = base64.b64decode(text + b"=" * (-len(text) % 4))
        except binascii.Error:
            continue
        yield inner
    for found in _HEX.finditer(data):
        yield bytes.fromhex(re.sub(rb"\s", b"", found[0]).decode())


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data, 2**24)
    except zlib.error:
        return b""


def _written(data: bytes) -> Iterator[bytes]:
    """The same text in other writings: UTF-16, character references, escapes, percent signs."""
    if b"\0" in data:
        yield data.replace(b"\0", b"")
    if b"&#" in data:
        yield html.unescape(data.decode("utf-8", "replace")).encode()
    if b"\\u" in data:
        yield re.sub(rb"\\u00([0-9a-f]{2})", lambda found: bytes.fromhex(found[1].decode()), data)
    if b"%" in data:
        yield unquote_to_bytes(data)
    if b"\\" in data:
        yield re.sub(rb"\\([0-7]{3})", lambda found: bytes([int(found[1], 8) & 255]), data)
