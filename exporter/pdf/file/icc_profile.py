"""An sRGB profile for output intents: ICC.1:2010 (v4), written out, about 500 bytes."""

from __future__ import annotations

import struct
from functools import cache

__all__ = ["srgb"]

_COLUMNS = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
    b"wtpt": (0.96420, 1.00000, 0.82491),
}
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_CHAD = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)


@cache
def srgb() -> bytes:
    """Primaries adapted to D50, the parametric curve of IEC 61966-2-1."""
    curve = b"para\0\0\0\0\0\3\0\0" + b"".join(map(_fixed, _CURVE))
    tags = {b"desc": _words("sRGB"), b"cprt": _words("No copyright")}
    tags |= {name: b"XYZ \0\0\0\0" + b"".join(map(_fixed, xyz)) for name, xyz in _COLUMNS.items()}
    tags |= {b"chad": b"sf32\0\0\0\0" + b"".join(map(_fixed, _CHAD))}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    offset = 128 + 4 + 12 * len(tags)
    table, body, places = [], b"", dict[bytes, int]()
    for name, data in tags.items():
        if data not in places:
            places[data] = offset + len(body)
            body += data + b"\0" * (-len(data) % 4)
        table.append(struct.pack(">4sII", name, places[data], len(data)))
    head = struct.pack(
        ">I4sI4s4s4s6H4s4sI4sIQI3I4s16s28s",
        offset + len(body), b"\0\0\0\0", 0x04200000, b"mntr", b"RGB ", b"XYZ ",
        2020, 1, 1, 0, 0, 0, b"acsp", b"\0\0\0\0", 0, b"\0\0\0\0", 0, 0, 0,
        0xF6D6, 0x10000, 0xD32D, b"\0\0\0\0", b"\0" * 16, b"\0" * 28,
    )  # fmt: skip
    return head + struct.pack(">I", len(tags)) + b"".join(table) + body


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _words(text: str) -> bytes:
    data = text.encode("utf-16-be")
    return struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(data), 28) + data
