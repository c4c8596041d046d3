"""GIF for the public: its frames and how they follow each other (GIF89a 18 to 27)."""

from __future__ import annotations

__all__ = ["clean_gif"]

_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def clean_gif(data: bytes) -> bytes:
    """Comments, text and foreign applications' blocks leave, and what stands behind the last
    pixel of a frame. Raises ValueError or IndexError where it is damaged."""
    at = 13 + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    kept = [data[:at]]
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            at += 10 + (3 << ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0)
            blocks, end = _blocks(data, at + 1)
            pixels = int.from_bytes(data[start + 5 : start + 7], "little") * int.from_bytes(
                data[start + 7 : start + 9], "little"
            )
            needed = _needed(b"".join(blocks), data[at], pixels)
            kept.append(data[start : at + 1] + _written(b"".join(blocks)[:needed]))
        elif data[at] == 0x21:
            label = data[at + 1]
            blocks, end = _blocks(data, at + 2)
            kept.append(_extension(label, blocks))
        else:
            raise ValueError("a block is damaged")
        at = end
    return b"".join((*kept, b"\x3b"))


def _blocks(data: bytes, at: int) -> tuple[list[bytes], int]:
    """The data of sub-blocks, and where they end."""
    blocks = []
    while data[at]:
        blocks.append(data[at + 1 : at + 1 + data[at]])
        at += data[at] + 1
    return blocks, at + 1


def _written(data: bytes) -> bytes:
    parts = [data[at : at + 255] for at in range(0, len(data), 255)]
    return b"".join(bytes((len(part),)) + part for part in parts) + b"\x00"


def _extension(label: int, blocks: list[bytes]) -> bytes:
    """How long a frame is shown, and how often all are; nothing for any other."""
    if label == 0xF9 and blocks and len(blocks[0]) >= 4:
        return b"\x21\xf9" + _written(blocks[0][:4])
    if label == 0xFF and blocks and blocks[0] in _LOOPS:
        loop = next((block[:3] for block in blocks[1:] if block[:1] == b"\x01"), None)
        if loop is not None and len(loop) == 3:
            return b"\x21\xff\x0b" + blocks[0] + b"\x03" + loop + b"\x00"
    return b""


def _needed(data: bytes, depth: int, pixels: int) -> int:
    """The bytes up to the code that ends the picture, or that draws its last pixel (GIF89a
    appendix F); all of them where there is no such code."""
    if not 1 <= depth <= 11:
        raise ValueError("a frame is damaged")
    clear, stop = 1 << depth, (1 << depth) + 1
    width, bit, drawn, total = depth + 1, 0, 0, 8 * len(data)
    lengths = [1] * clear + [0, 0]
    before = 0
    buffer, held = 0, 0
    reader = iter(data)
    while bit + width <= total:
        while held < width:
            buffer |= next(reader) << held
            held += 8
        code = buffer & ((1 << width) - 1)
        buffer >>= width
        held -= width
        bit += width
        if code == clear:
            width, before = depth + 1, 0
            del lengths[clear + 2 :]
            continue
        if code == stop:
            return (bit + 7) // 8
        length = lengths[code] if code < len(lengths) else before + 1
        drawn += length
        if before and len(lengths) < 4096:
            lengths.append(before + 1)
            if len(lengths) == 1 << width and width < 12:
                width += 1
        before = length
        if drawn >= pixels:
            bits = (
                buffer | int.from_bytes(bytes(next(reader, 0) for _ in range(2)), "little") << held
            )
            bit += width if bits & ((1 << width) - 1) == stop and bit + width <= total else 0
            return (bit + 7) // 8
    return len(data)
