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
from exporter.rendering.picture_size import shown_size, size_in_line
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


@pytest.mark.parametrize(
    ("wanted", "size"),
    [
        ({}, (32, 24)),  # no higher than its line: 1.2 em
        ({"wanted_width": 200.0}, (200, 150)),
        ({"wanted_ems": (0.0, 1.5)}, (40, 30)),
        ({"wanted_ems": (4.0, 1.5)}, (40, 30)),
        ({"wanted_share": 0.25}, (100, 75)),
        ({"wanted_width": 800.0}, (400, 300)),  # no wider than the measure
    ],
)
def test_the_size_of_a_picture_between_words(
    wanted: dict[str, float], size: tuple[float, float]
) -> None:
    graphic = Graphic("g", "p.png", width=400, height=300, **wanted)  # type: ignore[arg-type]
    assert size_in_line(graphic, 400, 20) == pytest.approx(size)


def test_a_drawing_of_no_known_size_is_as_high_as_its_line() -> None:
    assert size_in_line(Graphic("g", "p.svg"), 400, 20) == (36, 24)
    assert size_in_line(Graphic("g", "p.svg"), 18, 20) == (18, 12)


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


TEXT = "The clerk wrote it down and drew his sign, as he was used to, "


def lines(folder: Any, picture: str, before: int = 3) -> dict[str, bytes]:
    """A paragraph of several lines with a picture of 400 × 200 pixels after the words before it."""
    Image.new("RGB", (400, 200), "navy").save(folder / "p.png")
    place = folder / "a.xml"
    place.write_bytes(tei(f"<p>{TEXT * before}{picture} and so on. {TEXT * 3}</p>"))
    edition = exporter.plan(exporter.read(place))
    return {kind: exporter.render(edition, kind).data for kind in ("html", "docx", "pdf", "epub")}


def drawn(pdf: bytes) -> tuple[float, float, float, float]:
    """x, y, width and height of the only picture, in points."""
    content = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].get_contents()
    assert content is not None
    found = re.search(
        rb"q ([-.\d]+) 0 0 ([-.\d]+) ([-.\d]+) ([-.\d]+) cm/I1 Do", content.get_data()
    )
    assert found is not None
    width, height, x, y = map(float, found.groups())
    return x, y, width, height


def bases(pdf: bytes) -> list[float]:
    """The base lines of a page, from the top."""
    page, found = pypdf.PdfReader(io.BytesIO(pdf)).pages[0], set()

    def see(text: str, _: Any, matrix: list[float], *__: object) -> None:
        if text.strip():
            found.add(round(matrix[5], 1))

    page.extract_text(visitor_text=see)
    return sorted(found, reverse=True)


PT = 72 / 25.4


@pytest.mark.parametrize(
    ("attributes", "width"),
    [
        ('width="3cm"', 30 * PT), ('width="24mm"', 24 * PT), ('height="0.5in"', 72),
        ('width="50pt"', 50), ('width="40px"', 30), ('width="4pc"', 48), ('scale="0.1"', 30),
    ],
)  # fmt: skip
def test_a_picture_in_line_has_the_size_that_is_asked_for(
    tmp_path: Any, attributes: str, width: float
) -> None:
    found = lines(tmp_path, f'<graphic url="p.png" {attributes}><desc>A sign</desc></graphic>')
    assert drawn(found["pdf"])[2:] == pytest.approx((width, width / 2), abs=0.02)
    document = zipfile.ZipFile(io.BytesIO(found["docx"])).read("word/document.xml").decode()
    extent = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"', document)
    assert extent is not None
    points = [int(each) / 12700 for each in extent.groups()]
    assert points == pytest.approx([width, width / 2], abs=0.1)
    size = f'class="inline" width="{round(width / 0.75)}" height="{round(width / 1.5)}"'
    assert size.encode() in found["html"]
    pages = zipfile.ZipFile(io.BytesIO(found["epub"]))
    assert any(size.encode() in pages.read(name) for name in pages.namelist())


def test_a_size_in_em_follows_the_type_in_every_format(tmp_path: Any) -> None:
    found = lines(tmp_path, '<graphic url="p.png" height="1.5em"/>')
    size = exporter.load_theme("newspaper").type.size
    assert drawn(found["pdf"])[2:] == pytest.approx((3 * size, 1.5 * size), abs=0.02)
    assert b'class="inline em-300"' in found["html"]
    assert b"img.em-300 { block-size: auto; inline-size: 3em }" in found["html"]
    document = zipfile.ZipFile(io.BytesIO(found["docx"])).read("word/document.xml").decode()
    assert f'cy="{round(1.5 * size * 20) * 635}"' in document


def test_a_share_of_the_measure_holds_in_a_line(tmp_path: Any) -> None:
    found = lines(tmp_path, '<graphic url="p.png" width="20%"/>')
    page = exporter.load_theme("newspaper").page
    measure = (page.width - page.left - page.right) * PT
    assert drawn(found["pdf"])[2] == pytest.approx(measure / 5, abs=0.02)
    assert b'class="inline share-20"' in found["html"]


@pytest.mark.parametrize("attributes", ['height="2cm"', 'width="9cm"', 'height="30cm"', ""])
def test_lines_make_way_for_a_picture_in_the_pdf(tmp_path: Any, attributes: str) -> None:
    pdf = lines(tmp_path, f'<graphic url="p.png" {attributes}/>')["pdf"]
    _, y, _, height = drawn(pdf)
    size = exporter.load_theme("newspaper").type.size
    lines_ = bases(pdf)
    own = y + 0.2 * size
    above = [base for base in lines_ if base > own + 1]
    assert y + height < min(above) - 0.2 * size, "it would touch the line before"
    below = max(base for base in lines_ if base < own - 1)
    assert y > below + 0.6 * size, "it would touch the line after"


def test_words_stand_behind_a_picture_at_one_space(tmp_path: Any) -> None:
    """No line is longer than the others for the picture that is in it."""
    pdf = lines(tmp_path, '<graphic url="p.png" height="1em"/>')["pdf"]
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    content = reader.pages[0].get_contents()
    assert content is not None
    x, _, width, _ = drawn(pdf)
    after = re.search(rb"Do Q\nBT\n1 0 0 1 ([\d.]+) ", content.get_data())
    assert after is not None
    assert float(after[1]) == pytest.approx(x + width, abs=0.02)


def test_a_picture_that_is_not_there_is_told_in_words(tmp_path: Any) -> None:
    picture = '<graphic url="none.png"><desc>A wheel</desc></graphic>'
    found = lines(tmp_path, picture)
    text = pypdf.PdfReader(io.BytesIO(found["pdf"])).pages[0].extract_text()
    assert "[A wheel]" in " ".join(text.split())
