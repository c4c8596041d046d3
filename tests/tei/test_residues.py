"""What pictures can tell besides what they show: in every container, wherever they stand."""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image, ImageChops, ImageCms

from exporter.files.media_types import media_type
from exporter.model import Article
from exporter.tei import Limits, read
from exporter.tei.pictures.metadata_stripper import cleaned
from tests.audience.exploding import layers
from tests.tei.sketch import article, rules, tei
from tests.tei.test_pictures import SVG, picture

TELL = b"TELLTALE-7"


NOISE = Image.effect_noise((60, 40), 80)


def drawn(kind: str, **how: object) -> bytes:
    image = NOISE.convert("P" if kind == "GIF" else "RGB")
    out = io.BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), kind) + body + struct.pack(">I", zlib.crc32(kind + body))


def png(*extra: bytes, after: bytes = b"", behind: bytes = b"") -> bytes:
    """A PNG with chunks before its data, with bytes after its stream, and more rows than it has."""
    rows = b"".join(b"\x00" + bytes(range(30)) for _ in range(10)) + behind
    body = zlib.compress(rows) + after
    parts = [chunk(b"IHDR", struct.pack(">IIBBBBB", 10, 10, 8, 2, 0, 0, 0)), *extra]
    cut = 0 if behind else 40
    parts += [chunk(b"IDAT", body[:cut]), chunk(b"IDAT", body[cut:]), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def profile(words: str = TELL.decode()) -> bytes:
    """sRGB by a maker who names himself, in version 2 with a tag of his own."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    count = struct.unpack(">I", plain[128:132])[0]
    at = len(plain) + 12
    table = b"".join(
        struct.pack(">4sII", name, start + 12, size)
        for name, start, size in struct.iter_unpack(">4sII", plain[132 : 132 + 12 * count])
    )
    own = struct.pack(">4sII", b"mine", at, len(TELL) + 8)
    header = struct.pack(">I", at + len(TELL) + 8) + plain[4:48] + TELL[:8] + plain[56:128]
    body = plain[132 + 12 * count :] + b"text\0\0\0\0" + words.encode()
    return header + struct.pack(">I", count + 1) + table + own + body


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg(marker: int, body: bytes) -> bytes:
    data = drawn("JPEG")
    return data[:2] + segment(marker, body) + data[2:]


def stretched(marker: int) -> bytes:
    """A JPEG with bytes behind what a segment needs."""
    data = drawn("JPEG")
    at = data.index(bytes((0xFF, marker)))
    (length,) = struct.unpack(">H", data[at + 2 : at + 4])
    longer = struct.pack(">H", length + len(TELL))
    return data[: at + 2] + longer + data[at + 4 : at + 2 + length] + TELL + data[at + 2 + length :]


def webp(*inner: tuple[bytes, bytes]) -> bytes:
    """An animation with further chunks inside its first frame."""
    out = io.BytesIO()
    frames = [Image.effect_noise((30, 20), n).convert("RGB") for n in (40, 90)]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    data = out.getvalue()
    at = data.index(b"ANMF")
    (length,) = struct.unpack("<I", data[at + 4 : at + 8])
    more = b"".join(
        struct.pack("<4sI", kind, len(body)) + body + b"\0" * (len(body) & 1)
        for kind, body in inner
    )
    frame = data[at + 8 : at + 8 + length] + more
    whole = data[8:at] + struct.pack("<4sI", b"ANMF", len(frame)) + frame + data[at + 8 + length :]
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def gif(*blocks: bytes, after: bytes = b"") -> bytes:
    """A GIF with further blocks before its picture, and with data behind its last code."""
    data = drawn("GIF")
    at = 13 + (3 << ((data[10] & 7) + 1))
    while data[at] != 0x2C:  # what Pillow writes before it
        at += 2
        while data[at]:
            at += data[at] + 1
        at += 1
    tail = bytes((len(after),)) + after if after else b""
    return data[:at] + b"".join(blocks) + data[at:-2] + tail + b"\x00\x3b"


LOOP = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00"
RESIDUES: dict[str, Callable[[], bytes]] = {
    "png name of the profile": lambda: png(chunk(b"iCCP", TELL + b"\0\0" + zlib.compress(profile("x")))),
    "png text in the profile": lambda: drawn("PNG", icc_profile=profile()),
    "png after the stream": lambda: png(after=TELL),
    "png further rows": lambda: png(behind=TELL * 9),
    "png gamma of ten bytes": lambda: png(chunk(b"gAMA", TELL)),
    "png bits": lambda: png(chunk(b"sBIT", TELL)),
    "png histogram": lambda: png(chunk(b"hIST", TELL)),
    "png background": lambda: png(chunk(b"bKGD", TELL)),
    "png unknown": lambda: png(chunk(b"prVt", TELL)),
    "jpeg text in the profile": lambda: drawn("JPEG", icc_profile=profile()),
    "jpeg F0": lambda: jpeg(0xF0, TELL),
    "jpeg FD": lambda: jpeg(0xFD, TELL),
    "jpeg reserved": lambda: jpeg(0x4F, TELL),
    "jpeg JPG": lambda: jpeg(0xC8, TELL),
    "jpeg Adobe's tail": lambda: jpeg(0xEE, b"Adobe\x00\x64\x00\x00\x00\x00\x01" + TELL),
    "jpeg JFIF's tail": lambda: jpeg(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + TELL),
    "jpeg quantisation": lambda: stretched(0xDB),
    "jpeg Huffman": lambda: stretched(0xC4),
    "jpeg frame": lambda: stretched(0xC0),
    "webp EXIF in a frame": lambda: webp((b"EXIF", TELL), (b"prvt", TELL)),
    "webp text in the profile": lambda: drawn("WEBP", icc_profile=profile()),
    "webp after the end": lambda: drawn("WEBP") + TELL,
    "gif program's block": lambda: gif(b"\x21\xff\x0bTELLTALE-7 " + b"\x04" + TELL[:4] + b"\x00"),
    "gif loop's tail": lambda: gif(LOOP + bytes((len(TELL),)) + TELL + b"\x00"),
    "gif control's tail": lambda: gif(b"\x21\xf9\x04\x00\x0a\x00\x00" + bytes((len(TELL),)) + TELL + b"\x00"),
    "gif behind the last code": lambda: gif(after=TELL),
}  # fmt: skip


@pytest.mark.parametrize("residue", RESIDUES)
def test_nothing_tells_and_every_pixel_stays(residue: str) -> None:
    data = RESIDUES[residue]()
    assert tells(data)
    kept = cleaned(data, media_type(data))
    assert not tells(kept)
    whole = drawn("JPEG") if residue.startswith("jpeg") else data  # Pillow refuses odd markers
    first, second = (Image.open(io.BytesIO(each)) for each in (whole, kept))
    assert first.size == second.size
    assert ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox() is None
    assert cleaned(kept, media_type(kept)) == kept


def tells(data: bytes) -> bool:
    return any(TELL in layer or TELL[:8] in layer for layer in layers(data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_what_has_nothing_to_tell_stays_as_it_is(kind: str) -> None:
    data = drawn(kind)
    kept = cleaned(data, f"image/{kind.lower()}")
    first, second = (Image.open(io.BytesIO(each)).convert("RGB") for each in (data, kept))
    assert ImageChops.difference(first, second).getbbox() is None
    assert len(kept) <= len(data)


def test_frames_of_an_animation_stay() -> None:
    out = io.BytesIO()
    frames = [Image.effect_noise((30, 20), n).convert("P") for n in (30, 60, 90)]
    frames[0].save(
        out, "GIF", save_all=True, append_images=frames[1:], duration=[50, 70, 90], loop=3
    )
    kept = Image.open(io.BytesIO(cleaned(out.getvalue(), "image/gif")))
    assert (kept.n_frames, kept.info["loop"], kept.info["duration"]) == (3, 3, 50)  # type: ignore[attr-defined]
    assert Image.open(io.BytesIO(cleaned(webp(), "image/webp"))).n_frames == 2  # type: ignore[attr-defined]


# ---------------------------------------------------------------- pictures in the article itself

JPEG = picture("JPEG")
DATA = "data:image/jpeg;base64," + base64.b64encode(JPEG).decode()
INNER = SVG.replace(b"https://a.example/SECRET", DATA.encode()).replace(
    b"</svg>",
    b'<style>/* SECRET */ .a { fill: url("' + DATA.encode() + b'") } @import "SECRET.css";</style>'
    b'<g xml:base="file:///home/SECRET/" data-name="SECRET" style="/* SECRET */fill:red"/></svg>',
)
PLACES = [
    f'<figure><graphic url="{DATA}"/></figure>',
    f'<figure><graphic url=" DATA:image/jpeg,{quote(JPEG)}"/></figure>',
    f'<figure><media mimeType="image/jpeg" url="{DATA}"/></figure>',
    f"<figure><binaryObject mimeType='image/jpeg'>\n{base64.encodebytes(JPEG).decode()}</binaryObject></figure>",
    f'<figure>{INNER.decode()}</figure>',
    f'<figure><graphic url="data:image/svg+xml;base64,{base64.b64encode(INNER).decode()}"/></figure>',
    f'<p facs="{DATA}">x</p>',
    f"<p style='background: url({DATA})'>x</p>",
    f'<p><ref target="{DATA}">x</ref></p>',
]  # fmt: skip


@pytest.mark.parametrize("place", range(len(PLACES)))
def test_embedded_pictures_are_cleaned_wherever_they_stand(place: int) -> None:
    assert any(
        b"SECRET" in layer for layer in layers(read(tei(PLACES[place]), audience="internal").tei)
    )
    public = article(PLACES[place])
    assert not leaking(public)
    if "<figure>" in PLACES[place]:
        (graphic,) = public.graphics.values()
        assert graphic.data is not None
        assert (graphic.width, graphic.height) == (40, 30)


def leaking(public: Article) -> bool:
    told = [repr(public).encode(), public.tei, *(g.data or b"" for g in public.graphics.values())]
    return any(b"SECRET" in layer for part in told for layer in layers(part))


@pytest.mark.parametrize("said", ["metadata:a,b", "data:a,b", "data:p1", "see data: a, b"])
def test_what_only_looks_like_data_stays(said: str) -> None:
    public = article(f'<p n="{said}">x</p>')
    assert f'n="{said}"' in public.tei.decode()
    assert "picture-not-cleaned" not in rules(public)


@pytest.mark.parametrize(
    "head", ["data:image/jpeg ;base64", "data: image/jpeg;base64 ", "DATA:;base64"]
)
def test_addresses_that_are_written_untidily_are_cleaned(head: str) -> None:
    url = DATA.replace("data:image/jpeg;base64", head)
    for body in (f'<figure><graphic url="{url}"/></figure>', f'<p style="a: url({url})">x</p>'):
        assert not leaking(article(body))


def test_css_of_the_header_is_cleaned() -> None:
    header = f'<encodingDesc><tagsDecl><rendition xml:id="r">background: url("{DATA}")</rendition></tagsDecl></encodingDesc>'
    assert not leaking(article("<p>x</p>", header=header))


def test_what_windows_wrote_does_not_bring_it_back() -> None:
    header = f'<encodingDesc><tagsDecl><rendition xml:id="r">content: "\x85"; background: url("{DATA}")</rendition></tagsDecl></encodingDesc>'
    assert not leaking(article("<p>x</p>", header=header))


def test_svg_beside_the_article_is_cleaned(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(INNER)
    (tmp_path / "a.xml").write_bytes(tei('<figure><graphic url="a.svg"/></figure>'))
    public = read(tmp_path / "a.xml")
    assert not leaking(public)
    (graphic,) = public.graphics.values()
    assert b"data:image/jpeg" in (graphic.data or b"")


@pytest.mark.parametrize(
    "place",
    [
        '<figure><binaryObject>SECRETSECRETSECRET</binaryObject></figure>',
        '<figure><binaryObject mimeType="image/tiff">{tiff}</binaryObject></figure>',
        '<p facs="data:image/tiff;base64,{tiff}">x</p>',
        '<figure><graphic url="data:image/jpeg;base64,{cut}"/></figure>',
    ],
)  # fmt: skip
def test_what_cannot_be_cleaned_is_left_out_and_said(place: str) -> None:
    tiff = base64.b64encode(b"II*\x00" + b"SECRET" * 9).decode()
    cut = base64.b64encode(JPEG[:60]).decode()
    public = article(place.format(tiff=tiff, cut=cut))
    assert not leaking(public)
    assert len(set(rules(public)) & {"picture-not-cleaned", "picture-type", "picture-damaged"}) == 1


def test_a_bomb_in_an_attribute_is_not_unpacked() -> None:
    bomb = png().replace(struct.pack(">II", 10, 10), struct.pack(">II", 60000, 60000))
    header = bomb[:29] + struct.pack(">I", zlib.crc32(bomb[12:29])) + bomb[33:]
    body = f'<p facs="data:image/png;base64,{base64.b64encode(header).decode()}">x</p>'
    public = read(tei(body), limits=Limits())
    assert rules(public) == ["picture-not-cleaned"]
