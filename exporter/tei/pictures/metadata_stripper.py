"""Pictures without what cameras and programs write into them: places, names, thumbnails.

Nothing is decoded or compressed anew: whole segments are left out, so that every pixel stays.
"""

from __future__ import annotations

import struct

import lxml.etree as etree

from exporter.tei.pictures.formats import jpeg_segments, png_chunks, riff_chunks, svg_root

__all__ = ["cleaned", "orientation", "safe_svg"]

_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
     b"bKGD", b"pHYs", b"hIST", b"cICP", b"acTL", b"fcTL", b"fdAT")
)  # fmt: skip
_WEBP_KEPT = frozenset((b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))


def cleaned(data: bytes, kind: str) -> bytes:
    """The picture for the public. Raises ValueError where it is damaged."""
    try:
        match kind:
            case "image/jpeg":
                return _jpeg(data)
            case "image/png":
                return data[:8] + b"".join(c for k, c in png_chunks(data) if k in _PNG_KEPT)
            case "image/gif":
                return _gif(data)
            case "image/webp":
                return _webp(data)
            case "image/svg+xml":
                return safe_svg(data, public=True)
            case _:
                return data
    except (struct.error, IndexError) as error:
        raise ValueError("it ends too early") from error


def _jpeg(data: bytes) -> bytes:
    """JFIF without thumbnail, colour profile and Adobe's colour transform stay; a turn of the
    picture, which stands in the EXIF data, is written anew, alone."""
    kept = []
    turned = orientation(data)
    for marker, start, end in jpeg_segments(data):
        segment = data[start:end]
        body = segment.lstrip(b"\xff")[3:]
        if marker == 0xE0 and body.startswith(b"JFIF\x00"):
            fixed = body[:12] + b"\x00\x00"
            kept.append(b"\xff\xe0" + struct.pack(">H", len(fixed) + 2) + fixed)
        elif (
            (marker == 0xE2 and body.startswith(b"ICC_PROFILE\x00"))
            or (marker == 0xEE and body.startswith(b"Adobe"))
            or not (0xE0 <= marker <= 0xEF or marker == 0xFE)
        ):
            kept.append(segment)
        if marker == 0xD8 and turned > 1:
            kept.append(_turn(turned))
    if not kept[-1].endswith(b"\xff\xd9"):
        kept.append(b"\xff\xd9")
    return b"".join(kept)


def _turn(turned: int) -> bytes:
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, turned, 0)
    tiff = b"MM\x00*" + struct.pack(">IH", 8, 1) + entry + b"\x00\x00\x00\x00"
    body = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def orientation(data: bytes) -> int:
    """How a JPEG is turned (EXIF 4.6.5, tag 0x0112): 1 is upright."""
    try:
        for marker, start, end in jpeg_segments(data):
            body = data[start:end].lstrip(b"\xff")[3:]
            if marker == 0xE1 and body.startswith(b"Exif\x00\x00"):
                return _tag(body[6:])
            if marker == 0xDA:
                break
    except (ValueError, struct.error, IndexError):
        pass
    return 1


def _tag(tiff: bytes) -> int:
    order = "<" if tiff[:2] == b"II" else ">"
    (at,) = struct.unpack(f"{order}I", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[at : at + 2])
    for number in range(min(count, 200)):
        entry = tiff[at + 2 + 12 * number :][:12]
        tag, _, _, value = struct.unpack(f"{order}HHIH", entry[:10])
        if tag == 0x0112:
            return value if 1 <= value <= 8 else 1
    return 1


def _gif(data: bytes) -> bytes:
    """Comments, text and foreign applications' blocks leave (GIF89a 24 to 26)."""
    at = 13 + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    kept = [data[:at]]
    while data[at] != 0x3B:
        start = at
        if data[at] == 0x2C:
            at += 10 + (3 << ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0) + 1
            keep = True
        elif data[at] == 0x21:
            label, name = data[at + 1], data[at + 3 : at + 14]
            keep = label == 0xF9 or (label == 0xFF and name in (b"NETSCAPE2.0", b"ANIMEXTS1.0"))
            at += 2
        else:
            raise ValueError("a block is damaged")
        while data[at]:
            at += data[at] + 1
        at += 1
        if keep:
            kept.append(data[start:at])
    return b"".join((*kept, b"\x3b"))


def _webp(data: bytes) -> bytes:
    parts = []
    for kind, body in riff_chunks(data):
        if kind not in _WEBP_KEPT:
            continue
        if kind == b"VP8X":
            body = bytes((body[0] & ~0x0C & 0xFF,)) + body[1:]
        parts.append(struct.pack("<4sI", kind, len(body)) + body + b"\x00" * (len(body) & 1))
    content = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(content)) + content


_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_DROPPED = frozenset({"script", "foreignObject", "handler", "listener"})


def safe_svg(data: bytes, *, public: bool) -> bytes:
    """SVG without scripts, event handlers and pointers to other files; for the public also
    without comments, metadata and what drawing programs note for themselves."""
    root = svg_root(data)
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            if public or node.tag is etree.Entity:
                _drop(node)
            continue
        space, _, local = node.tag.rpartition("}")
        foreign = bool(space) and f"{space}}}" != _SVG
        if local in _DROPPED or (public and (local == "metadata" or foreign)):
            _drop(node)
            continue
        for key, value in list(node.attrib.items()):
            short = key.rpartition("}")[2]
            local_link = value.strip().startswith(("#", "data:image/"))
            outside = short in ("href", "src") and not local_link
            program = key.startswith("{") and key != _XLINK and "XML/1998" not in key
            if short.startswith("on") or outside or (public and program):
                del node.attrib[key]
    if public:
        etree.cleanup_namespaces(root)
    text: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return text


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    node.tail = None
    parent.remove(node)
