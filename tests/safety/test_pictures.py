"""Pictures: what they unpack to is asked first; ``none`` means none."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image

import exporter
from exporter import Limits
from exporter.model import Graphic
from exporter.rendering.raster import unpacked
from tests import sample

EMPTY = b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><text><body>%s</body></text></TEI>'


def vast(width: int, height: int) -> bytes:
    """A PNG of one colour, 16 bits a channel: a kilobyte that stands for gigabytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 16, 6, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\0" * 64))
        + chunk(b"IEND", b"")
    )


def encoded(size: tuple[int, int], kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size).save(buffer, kind)
    return buffer.getvalue()


def as_address(data: bytes) -> bytes:
    return b'<figure><graphic url="data:image/png;base64,%s"/></figure>' % base64.b64encode(data)


def as_object(data: bytes) -> bytes:
    return b"<figure><binaryObject>%s</binaryObject></figure>" % base64.b64encode(data)


@pytest.mark.parametrize("given", [as_address, as_object])
@pytest.mark.parametrize("size", [(12_000, 12_000), (2**31 - 1, 1), (40_001, 1_000)])
def test_too_many_pixels(given, size: tuple[int, int]) -> None:
    article = exporter.read(EMPTY % given(vast(*size)))
    assert all(graphic.data is None for graphic in article.graphics.values())
    assert [n.rule for n in article.notices] == ["picture-too-large"]
    assert "pixels" in article.notices[0].message


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_limit_holds_for_every_type(kind: str) -> None:
    data = EMPTY % as_address(encoded((30, 20), kind))
    for pixels, rules in ((600, []), (599, ["picture-too-large"])):
        article = exporter.read(data, limits=Limits(pixels=pixels))
        assert [notice.rule for notice in article.notices] == rules


def test_a_file_too(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(vast(9000, 9000))
    (tmp_path / "a.xml").write_bytes(EMPTY % b'<figure><graphic url="a.png"/></figure>')
    found = exporter.read(tmp_path / "a.xml")
    assert [notice.rule for notice in found.notices] == ["picture-too-large"]
    assert exporter.render(exporter.plan(found), "pdf").data


def test_none_means_none(tmp_path: Path) -> None:
    svg = b'<figure><svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/></figure>'
    (tmp_path / "a.png").write_bytes(sample.png())
    file = b'<figure><graphic url="a.png"/></figure>'
    text = file + svg + as_address(sample.png()) + as_object(sample.png())
    (tmp_path / "a.xml").write_bytes(EMPTY % text)
    article = exporter.read(tmp_path / "a.xml", pictures="none")
    assert len(article.graphics) == 4
    assert all(graphic.data is None for graphic in article.graphics.values())
    assert article.notices == ()


def test_a_picture_that_grows_after_its_header() -> None:
    """JPEG may say its size twice; what was asked must hold for what is unpacked."""
    data = encoded((400, 300), "JPEG")
    at = data.index(b"\xff\xc0")
    twice = data[:at] + data[at : at + 5] + struct.pack(">HH", 3, 4) + data[at + 9 : at + 19]
    graphic = Graphic("g", "a.jpg", "image/jpeg", twice + data[at:], 4, 3)
    with pytest.raises(ValueError, match="larger than its header"), unpacked(graphic) as image:
        image.load()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP"])
def test_damaged_pictures_are_damaged_in_words(kind: str) -> None:
    data = encoded((40, 30), kind)
    for at in range(0, len(data), max(1, len(data) // 120)):
        damaged = bytearray(data)
        damaged[at] ^= 0xFF
        graphic = Graphic("g", "a", "", bytes(damaged), 40, 30)
        with suppress(ValueError), unpacked(graphic) as image:
            image.convert("RGBA").tobytes()


def test_programs_that_are_not_ours_are_not_started() -> None:
    drawing = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n"
    with (
        pytest.raises(ValueError, match="format"),
        unpacked(Graphic("g", "a.eps", "", drawing, 10, 10)),
    ):
        pass
