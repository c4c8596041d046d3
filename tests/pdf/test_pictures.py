"""Picture data, and a few pages as pictures."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from pypdf import PdfReader

from exporter import model as m
from exporter.model import Edition
from exporter.pdf.objects import images
from exporter.pdf.objects.images import png as taken
from exporter.rendering import raster
from exporter.values import replace
from tests import judges
from tests.pdf.made import THEME, call, drawn, made, paragraph, prose
from tests.pdf.reading import faults
from tests.sample import edition
from tests.sample import png as plain

HERE = Path(__file__).parent / "pages"


def data(mode: str, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, (8, 6)).save(out, kind, **options)
    return out.getvalue()


PICTURES = {
    "grey.png": plain(),
    "rgb.png": data("RGB", "PNG"),
    "palette.png": data("P", "PNG"),
    "bits.png": data("1", "PNG"),
    "alpha.png": data("RGBA", "PNG"),
    "clear.png": data("P", "PNG", transparency=0),
    "laced.png": data("RGB", "PNG", interlace=1),
    "rgb.jpg": data("RGB", "JPEG"),
    "cmyk.jpg": data("CMYK", "JPEG"),
    "frame.gif": data("P", "GIF"),
    "rgb.webp": data("RGB", "WEBP"),
    "grey.tif": data("L", "TIFF"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_shown(name: str) -> None:
    graphics = {"g": m.Graphic("g", name, data=PICTURES[name])}
    output = drawn(made(m.Picture("g", "A square."), graphics=graphics))
    assert output.notices == ()
    assert judges.pdf(output.data) == []


def test_words_of_a_missing_picture_are_read_before_its_caption() -> None:
    shown = m.Picture("", "The שלום quay", (paragraph("A caption."),))
    assert faults(drawn(made(shown)).data) == []


def test_png_rows_are_taken_as_they_are() -> None:
    assert taken(PICTURES["grey.png"])
    assert taken(PICTURES["palette.png"])
    assert taken(PICTURES["alpha.png"]) is None
    assert taken(PICTURES["grey.png"][:-30]) is None


def test_unreadable_picture_leaves_its_description() -> None:
    graphics = {"g": m.Graphic("g", "broken.png", data=b"nonsense")}
    output = drawn(made(m.Picture("g", "A crane."), graphics=graphics))
    assert [notice.rule for notice in output.notices] == ["picture-unreadable"]
    assert "A crane." in judges.text_from_pdf(output.data)
    assert drawn(made(m.Picture("g", "A crane."), graphics=graphics)).notices == output.notices


@pytest.mark.parametrize("kind", ["PNG", "GIF", "WEBP", "TIFF"])
def test_a_large_picture_is_packed_in_parts_and_keeps_every_pixel(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images, "_PART", 300)
    monkeypatch.setattr(images, "_LARGE", 2000)
    picture = Image.effect_noise((64, 48), 90).convert("RGBA")
    picture.putalpha(Image.effect_noise((64, 48), 90))
    out = io.BytesIO()
    picture.save(out, kind, **({"lossless": True, "exact": True} if kind == "WEBP" else {}))
    with Image.open(io.BytesIO(out.getvalue())) as again:
        expected = again.convert("RGBA")
    graphics = {"g": m.Graphic("g", "p", data=out.getvalue())}
    output = drawn(made(m.Picture("g", "Noise."), graphics=graphics))
    assert output.notices == ()
    (shown,) = PdfReader(io.BytesIO(output.data)).pages[0].images
    assert shown.image
    assert shown.image.convert("RGB").tobytes() == expected.convert("RGB").tobytes()


def test_a_webp_that_would_be_unpacked_to_much_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raster, "_MOST_WEBP", 40)
    graphics = {"g": m.Graphic("g", "w.webp", data=PICTURES["rgb.webp"])}
    output = drawn(made(m.Picture("g", "A square."), graphics=graphics))
    assert [notice.rule for notice in output.notices] == ["picture-unreadable"]
    assert "has 48 pixels" in output.notices[0].message
    graphics = {"g": m.Graphic("g", "r.png", data=PICTURES["laced.png"])}
    assert drawn(made(m.Picture("g", "A square."), graphics=graphics)).notices == ()


@pytest.mark.parametrize(("pixels", "points"), [(100, 75.0), (400, 300.0), (900, None)])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_picture_keeps_its_size_and_stands_where_lines_begin(
    pixels: int, points: float | None, lang: str
) -> None:
    out = io.BytesIO()
    Image.new("L", (pixels, 40)).save(out, "PNG")
    graphics = {"g": m.Graphic("g", "wall.png", data=out.getvalue())}
    way = "rtl" if lang == "ar" else "ltr"
    blocks = made(m.Picture("g", "A wall."), graphics=graphics, lang=lang, direction=way)
    content = PdfReader(io.BytesIO(drawn(blocks).data)).pages[0].get_contents()
    assert content is not None
    (place,) = re.findall(rb"q ([\d.]+) 0 0 [\d.]+ ([\d.]+) [\d.]+ cm/I1 Do", content.get_data())
    page, (width, x) = THEME.page, map(float, place)
    left, right = page.left * 72 / 25.4, (page.width - page.right) * 72 / 25.4
    assert width == pytest.approx(points or right - left, abs=0.02)
    start, edge = (x + width, right) if lang == "ar" else (x, left)
    assert start == pytest.approx(edge, abs=0.02)


def notes() -> Edition:
    blocks = (
        m.Paragraph((m.Run(prose(45)), call(i + 1), m.Run(" " + prose(20)))) for i in range(9)
    )
    return made(*blocks, notes=tuple(prose(11 + 6 * (i % 3)) for i in range(9)))


def arabic() -> Edition:
    text = "ارتفعت كلفة جدار الميناء إلى 4.2 مليون يورو، وقالت «المدققة» (Mills) إنها ضعف التقدير. "
    blocks = (
        m.Heading((m.Run("كلفة الجدار"),), 2),
        paragraph(text * 4),
        paragraph(text * 2, call(1)),
    )
    return made(*blocks, notes=(text,), lang="ar", direction="rtl")


PAGES = {"sample": edition, "notes": notes, "arabic": arabic}


@pytest.mark.parametrize("name", PAGES)
def test_page_looks_as_it_did(
    name: str, request: pytest.FixtureRequest, expected: Callable[[Path, bytes], None]
) -> None:
    """Within a tolerance: blurred, few points may differ, for rasterisers do."""
    seen = first_page(drawn(PAGES[name]()).data)
    path = HERE / f"{name}.png"
    if request.config.getoption("--accept") or not path.exists():
        out = io.BytesIO()
        seen.quantize(16).save(out, "PNG", optimize=True)
        expected(path, out.getvalue())
    with Image.open(path) as kept:
        assert difference(seen, kept.convert("L")) < 0.01


def test_difference_is_seen() -> None:
    one, other = (first_page(drawn(made(paragraph(prose(n)))).data) for n in (120, 160))
    assert difference(one, one) == 0
    assert difference(one, other) > 0.01


def first_page(pdf: bytes) -> Image.Image:
    with tempfile.TemporaryDirectory() as folder:
        command = [
            judges.tool("pdftoppm"),
            "-r",
            "50",
            "-gray",
            "-png",
            "-l",
            "1",
            "-singlefile",
            "-",
        ]
        subprocess.run([*command, f"{folder}/page"], input=pdf, check=True)
        with Image.open(f"{folder}/page.png") as image:
            return image.convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of points that differ clearly once both are blurred."""
    blurred = [image.filter(ImageFilter.GaussianBlur(1.5)) for image in (one, other)]
    apart = ImageChops.difference(*blurred).point(lambda value: 255 if value > 40 else 0)
    return apart.histogram()[255] / (one.width * one.height)


def test_a_caption_is_small_in_all_its_paragraphs(tmp_path: Path) -> None:
    first, second = replace(paragraph("It is called."), role="caption"), paragraph("It goes on.")
    (tmp_path / "made.pdf").write_bytes(drawn(made(m.Picture("", "Box", (first, second)))).data)
    command = [judges.tool("pdftotext"), "-bbox", str(tmp_path / "made.pdf"), "-"]
    seen = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    rows = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(called|goes)', seen)
    heights = [round(float(low) - float(high), 1) for high, low, _ in rows]
    assert heights[0] == heights[1]


def test_one_grey_of_sixteen_bits_is_seen_through() -> None:
    """A ramp of 16 bits whose first grey is clear (PNG, tRNS): the others are their own."""
    values = [0, 0x4000, 0x8000, 0xFFFF] * 2
    ramp = Image.frombytes("I;16", (4, 2), b"".join(v.to_bytes(2, "little") for v in values))
    out = io.BytesIO()
    ramp.save(out, "PNG", transparency=0)
    graphics = {"g": m.Graphic("g", "ramp.png", data=out.getvalue(), width=4, height=2)}
    output = drawn(made(m.Picture("g", "A ramp."), graphics=graphics))
    assert output.notices == ()
    shown = PdfReader(io.BytesIO(output.data)).pages[0].images[0].image
    assert shown is not None
    shown = shown.convert("RGBA")
    pixels = [shown.getpixel((at, 0)) for at in range(4)]
    assert [pixel[3] for pixel in pixels] == [0, 255, 255, 255]
    assert [pixel[0] for pixel in pixels][1:] == [64, 128, 255]
