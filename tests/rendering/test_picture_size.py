"""How large a picture stands: the same in every format."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pypdf
import pytest
from PIL import Image

import exporter
from exporter.model import Graphic
from exporter.rendering.picture_size import shown_size
from tests.tei.sketch import tei

EMU = 360_000


@pytest.mark.parametrize(
    ("wanted", "size"),
    [
        ({}, (400, 300)),
        ({"wanted_width": 200.0}, (200, 150)),
        ({"wanted_height": 600.0}, (800, 600)),
        ({"wanted_width": 200.0, "wanted_height": 600.0}, (200, 150)),
        ({"wanted_share": 0.5}, (350, 262.5)),
    ],
)
def test_a_picture_is_never_distorted(wanted: dict[str, float], size: tuple[float, float]) -> None:
    graphic = Graphic("g", "p.png", width=400, height=300, **wanted)  # type: ignore[arg-type]
    assert shown_size(graphic, 700) == size


def test_a_drawing_without_a_size_takes_the_one_asked_for() -> None:
    assert shown_size(Graphic("g", "p.svg", wanted_width=300.0), 700) == (300, 200)
    assert shown_size(Graphic("g", "p.svg"), 700) == (0, 0)


def made(folder: Any, attributes: str, turned: int = 1, mode: str = "RGB") -> dict[str, bytes]:
    """A picture of 400 × 200 pixels, red at the top left, in three formats."""
    image = Image.new(mode, (400, 200), 30000 if mode == "I;16" else "navy")
    image.paste(65535 if mode == "I;16" else "red", (0, 0, 100, 50))
    exif = Image.Exif()
    exif[0x0112] = turned
    name = "p.png" if mode == "I;16" else "p.jpg"
    image.save(folder / name, exif=exif) if turned > 1 else image.save(folder / name)
    place = folder / "a.xml"
    place.write_bytes(tei(f'<figure><graphic url="{name}" {attributes}/></figure>'))
    edition = exporter.plan(exporter.read(place))
    return {kind: exporter.render(edition, kind).data for kind in ("html", "docx", "pdf")}


def placed(pdf: bytes) -> tuple[tuple[int, int], tuple[int, int], Image.Image]:
    """Of the only picture of a page: its size, the corner where the top left of its pixels is to
    be seen, and the pixels (ISO 32000-1 8.9.5: the unit square, its top at 1)."""
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    found = re.search(rb"q ((?:[-.\d]+ ){6})cm/I1 Do", page.get_contents().get_data())
    assert found is not None
    a, b, c, d, e, f = map(float, found[1].split())
    xs, ys = (e, a + e, c + e, a + c + e), (f, b + f, d + f, b + d + f)
    corner = int(c + e > (min(xs) + max(xs)) / 2), int(d + f < (min(ys) + max(ys)) / 2)
    size = round((max(xs) - min(xs)) / 0.75), round((max(ys) - min(ys)) / 0.75)
    image = page.images[0].image
    assert image is not None
    return size, corner, image


def test_the_width_that_is_asked_for_holds_in_every_format(tmp_path: Any) -> None:
    found = made(tmp_path, 'width="4cm"')
    assert b' width="151" height="76"' in found["html"]
    document = zipfile.ZipFile(io.BytesIO(found["docx"])).read("word/document.xml").decode()
    extent = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"', document)
    assert extent is not None
    assert [round(int(each) / EMU, 1) for each in extent.groups()] == [4.0, 2.0]
    content = pypdf.PdfReader(io.BytesIO(found["pdf"])).pages[0].get_contents()
    assert content is not None
    assert re.search(rb"q 113\.39 0 0 56\.69 ", content.get_data())


def test_a_share_of_the_measure_holds_in_html(tmp_path: Any) -> None:
    html = made(tmp_path, 'width="25%"')["html"]
    assert b'<img src="data:' in html
    assert b'class="share-25"' in html
    assert b"img.share-25 { block-size: auto; inline-size: 25% }" in html


@pytest.mark.parametrize(
    ("turned", "corner"),
    [(2, (1, 0)), (3, (1, 1)), (4, (0, 1)), (5, (0, 0)), (6, (1, 0)), (7, (1, 1)), (8, (0, 1))],
)
def test_a_turned_picture_stands_upright_in_word_and_pdf(
    tmp_path: Any, turned: int, corner: tuple[int, int]
) -> None:
    """``corner`` is where the red of the stored picture's top left is to be seen."""
    found = made(tmp_path, "", turned)
    package = zipfile.ZipFile(io.BytesIO(found["docx"]))
    (media,) = [name for name in package.namelist() if "media/" in name]
    word = Image.open(io.BytesIO(package.read(media)))
    upright = (200, 400) if turned > 4 else (400, 200)
    assert 0x0112 not in word.getexif()
    assert word.size == upright
    across, down = (
        5 if side == 0 else size - 6 for side, size in zip(corner, upright, strict=True)
    )
    red, _, blue = word.convert("RGB").getpixel((across, down))  # type: ignore[misc]
    assert red > 200 > blue
    assert placed(found["pdf"])[:2] == (upright, corner)


def test_grey_of_sixteen_bits_is_no_white_in_the_pdf(tmp_path: Any) -> None:
    image = placed(made(tmp_path, "", mode="I;16")["pdf"])[2].convert("L")
    assert image.getpixel((5, 5)) == 255
    assert image.getpixel((300, 150)) == round(30000 * 255 / 65535)
