"""Pictures: found in the article's own folder alone, measured, and cleaned for the public."""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

import base64
import gc
import io
import unicodedata
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import quote

import pytest
from PIL import Image, ImageChops, ImageCms, PngImagePlugin

from exporter.model import Article, Graphic, Paragraph, Picture
from exporter.tei import Limits, read
from exporter.tei.pictures.metadata_stripper import cleaned, orientation
from tests.tei.sketch import article, rules, tei


def picture(kind: str = "PNG", *, turned: int = 1, mode: str = "RGB") -> bytes:
    """A picture of 40 × 30 pixels that holds SECRET wherever its format lets it."""
    image = Image.new(mode, (40, 30), 5 if mode == "P" else (200, 30, 30))
    image.paste(image.crop((0, 0, 4, 4)).point(lambda value: value // 2), (3, 5))
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "SECRET"
    exif[0x0112] = turned
    exif.get_ifd(0x8825)[29] = "SECRET:GPS"
    if kind == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_text("Author", "SECRET")
        text.add_itxt("Title", "SECRET")
        image.save(out, "PNG", pnginfo=text, exif=exif, dpi=(72, 72))
    elif kind == "GIF":
        image.save(out, "GIF", comment=b"SECRET")
    elif kind == "JPEG":
        image.save(out, "JPEG", exif=exif, comment=b"SECRET", progressive=True, dpi=(72, 72))
    else:
        image.save(out, kind, exif=exif, xmp=b"<x>SECRET</x>", lossless=True)
    return out.getvalue() + (b"SECRET" if kind != "WEBP" else b"")


SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:i="urn:SECRET" width="40" height="30"
  i:version="SECRET" onload="SECRET"><!-- SECRET --><metadata>SECRET</metadata><script>SECRET</script>
  <i:view>SECRET</i:view><image href="https://a.example/SECRET"/><title>Kept</title></svg>"""


def showing(url: str, folder: Path, name: str = "a.xml", **how: object) -> Article:
    place = folder / name
    place.write_bytes(tei(f'<figure><graphic url="{url}"/></figure>'))
    return read(place, **how)  # type: ignore[arg-type]


def only(read_article: Article) -> Graphic:
    (graphic,) = read_article.graphics.values()
    return graphic


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        (picture("GIF", mode="P"), "image/gif"),
        (picture("WEBP"), "image/webp"),
        (SVG, "image/svg+xml"),
    ],
)
def test_every_type_is_measured_and_cleaned(tmp_path: Path, data: bytes, kind: str) -> None:
    (tmp_path / "p").write_bytes(data)
    assert b"SECRET" in data
    public, internal = (only(showing("p", tmp_path, audience=a)) for a in ("public", "internal"))
    assert (public.media_type, public.width, public.height) == (kind, 40, 30)
    assert public.data is not None
    assert internal.data is not None
    assert b"SECRET" not in public.data
    assert internal.data == data or kind == "image/svg+xml"
    if kind != "image/svg+xml":
        first, second = (Image.open(io.BytesIO(g)).convert("RGB") for g in (data, public.data))
        assert ImageChops.difference(first, second).getbbox() is None
        assert not Image.open(io.BytesIO(public.data)).getexif().get_ifd(0x8825)


def test_a_picture_with_a_colour_profile_keeps_it() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("JPEG", "PNG", "WEBP"):
        out = io.BytesIO()
        Image.new("RGB", (4, 4)).save(out, kind, icc_profile=profile)
        kept = Image.open(io.BytesIO(cleaned(out.getvalue(), f"image/{kind.lower()}")))
        assert len(kept.info["icc_profile"]) > 400
        again = ImageCms.ImageCmsProfile(io.BytesIO(kept.info["icc_profile"]))
        assert ImageCms.getProfileDescription(again).strip() == "RGB"
        source = Image.new("RGB", (2, 2), (200, 30, 90))
        lab = ImageCms.createProfile("LAB")
        first, second = (
            ImageCms.profileToProfile(
                source, ImageCms.ImageCmsProfile(io.BytesIO(one)), lab, outputMode="LAB"
            )
            for one in (profile, kept.info["icc_profile"])
        )
        assert first is not None
        assert second is not None
        assert first.tobytes() == second.tobytes()


def test_a_turned_picture_stays_turned_and_the_turn_is_known(tmp_path: Path) -> None:
    data = picture("JPEG", turned=6)
    (tmp_path / "p.jpg").write_bytes(data)
    read_article = showing("p.jpg", tmp_path)
    kept = only(read_article).data
    assert kept is not None
    assert orientation(kept) == orientation(data) == 6
    assert Image.open(io.BytesIO(kept)).getexif() == {0x0112: 6}
    assert (only(read_article).turn, only(read_article).width, only(read_article).height) == (
        6,
        30,
        40,
    )
    assert rules(read_article) == []


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("missing.png", "picture-missing"),
        ("", "picture-missing"),
        ("sub", "picture-missing"),
        ("../outside.png", "picture-refused"),
        ("sub/../../outside.png", "picture-refused"),
        ("sub/%2e%2e/%2e%2e/outside.png", "picture-refused"),
        ("..\\outside.png", "picture-refused"),
        ("/etc/passwd", "picture-refused"),
        ("C:/outside.png", "picture-refused"),
        ("file:///etc/passwd", "picture-refused"),
        ("https://a.example/p.png", "picture-refused"),
        ("//a.example/p.png", "picture-refused"),
        ("link.png", "picture-refused"),
        ("text.png", "picture-type"),
        ("cut.png", "picture-damaged"),
        ("data:image/png;base64,####", "picture-damaged"),
        ("a&#x9;b.png", "picture-missing"),
    ],
)
def test_pictures_that_are_not_loaded(tmp_path: Path, url: str, rule: str) -> None:
    folder = tmp_path / "article"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(picture())
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    (folder / "text.png").write_text("no picture")
    (folder / "cut.png").write_bytes(picture()[:60])
    read_article = showing(url, folder)
    assert only(read_article).data is None
    (notice,) = read_article.notices
    assert notice.rule == rule
    assert notice.fix


@pytest.mark.parametrize("url", ["../outside.png", "link.png", "missing.png"])
def test_a_refused_picture_keeps_nothing_of_the_file_in_memory(url: str, tmp_path: Path) -> None:
    """All goes when the article has been read: nothing waits for the collector."""
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.png").write_bytes(picture())
    (folder / "link.png").symlink_to(tmp_path / "outside.png")
    showing(url, folder)
    waiting = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            assert not only(showing(url, folder)).data
            waiting.append(gc.collect())
    finally:
        gc.enable()
    assert min(waiting) == 0, "each time"


def test_other_folders_where_the_caller_says_so(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "outside.png").write_bytes(picture())
    read_article = showing("../outside.png", tmp_path / "sub", pictures="anywhere")
    assert only(read_article).width == 40
    assert only(showing("p.png", tmp_path, pictures="none")).data is None


def test_names_with_blanks_and_a_base(tmp_path: Path) -> None:
    (tmp_path / "my pictures").mkdir()
    (tmp_path / "my pictures" / "a b.png").write_bytes(picture())
    assert only(showing("my%20pictures/a%20b.png", tmp_path)).width == 40
    body = '<figure xml:base="my%20pictures/"><graphic url="a b.png"/></figure>'
    assert only(article(body, base=tmp_path)).width == 40


def test_pictures_within_the_file() -> None:
    coded = base64.b64encode(picture()).decode()
    body = f'<figure><graphic url="data:image/png;base64,{coded}"/></figure>'
    assert only(article(body)).width == 40
    body = f'<figure><binaryObject mimeType="image/png">{coded}</binaryObject></figure>'
    assert only(article(body)).width == 40
    svg = SVG.decode().replace("<!-- SECRET -->", "")
    inline = only(article(f"<figure>{svg}</figure>"))
    assert inline.media_type == "image/svg+xml"
    assert b"script" not in (inline.data or b"")


def test_a_picture_that_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(picture())
    read_article = showing("p.png", tmp_path, limits=Limits(pictures=100))
    assert rules(read_article) == ["picture-too-large"]


def test_an_article_in_bytes_has_no_folder() -> None:
    read_article = article('<figure><graphic url="a.png"/></figure>')
    assert rules(read_article) == ["picture-missing"]
    assert "base" in read_article.notices[0].fix


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_damaged_picture_is_never_a_traceback(kind: str) -> None:
    data = picture(kind, mode="P" if kind == "GIF" else "RGB")
    media = f"image/{kind.lower()}"
    for cut in range(0, len(data), 7):
        try:
            cleaned(data[:cut], media)
        except ValueError:
            continue


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_a_turned_picture_that_not_every_program_turns_is_stored_upright(
    tmp_path: Path, kind: str
) -> None:
    (tmp_path / "p").write_bytes(picture(kind, turned=8))
    graphic = only(showing("p", tmp_path))
    assert (graphic.media_type, graphic.width, graphic.height) == ("image/png", 30, 40)
    assert graphic.turn == 1
    stored = Image.open(io.BytesIO(graphic.data or b"")).convert("RGB")
    expected = (
        Image.open(io.BytesIO(picture(kind))).convert("RGB").transpose(Image.Transpose.ROTATE_90)
    )
    assert stored.tobytes() == expected.tobytes()


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize(
    ("kind", "keep", "shown"),
    [("JPEG", 0.7, True), ("GIF", 0.9, False), ("PNG", 0.8, False), ("WEBP", 0.7, False)],
)
def test_a_picture_that_is_cut_off_is_said_to_both_audiences(
    tmp_path: Path, audience: str, kind: str, keep: float, shown: bool
) -> None:
    image = Image.effect_noise((90, 70), 80).convert("P" if kind == "GIF" else "RGB")
    out = io.BytesIO()
    image.save(out, kind)
    data = out.getvalue()
    (tmp_path / "p").write_bytes(data[: int(len(data) * keep)])
    read_article = showing("p", tmp_path, audience=audience)
    assert rules(read_article) == ["picture-damaged"]
    assert (only(read_article).data is not None) == shown
    (tmp_path / "p").write_bytes(data)
    assert rules(showing("p", tmp_path, audience=audience)) == []


@pytest.mark.parametrize(
    "url",
    ["sub/../p.png", "../article/p.png", "sub/../../article/p.png", "./sub/./../p.png",
     "sub\\..\\p.png", "sub/%2e%2e/p.png"],
)  # fmt: skip
def test_a_path_that_comes_back_into_the_folder(tmp_path: Path, url: str) -> None:
    folder = tmp_path / "article"
    (folder / "sub").mkdir(parents=True)
    (folder / "p.png").write_bytes(picture())
    assert only(showing(url, folder)).width == 40


Form: TypeAlias = Literal["NFC", "NFD"]


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize("quoted", [False, True])
def test_names_with_accents_in_either_form(
    tmp_path: Path, stored: Form, written: Form, quoted: bool
) -> None:
    name = "Bögen/Brücke é.png"
    place = tmp_path / unicodedata.normalize(stored, name)
    place.parent.mkdir()
    place.write_bytes(picture())
    url = unicodedata.normalize(written, name)
    assert only(showing(quote(url) if quoted else url, tmp_path)).width == 40


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ('width="5cm"', (188.98, 0, 0)), ('height="1in"', (0, 96, 0)), ('width="300"', (300, 0, 0)),
        ('width="40%"', (0, 0, 0.4)), ('width="10rem" height="12pt"', (160, 16, 0)),
        ('width="6pc"', (96, 0, 0)), ('height="25.4mm"', (0, 96, 0)), ('width="2em"', (0, 0, 0)),
        ('scale="0.5"', (20, 0, 0)), ('scale="150%"', (60, 0, 0)), ('scale="big"', (0, 0, 0)),
        ('width="300" scale="2"', (300, 0, 0)), ('scale="2cm"', (0, 0, 0)),
        ('width="wide"', (0, 0, 0)), ('width="5 furlongs"', (0, 0, 0)), ('width="-3cm"', (0, 0, 0)),
    ],
)  # fmt: skip
def test_the_size_that_is_asked_for(given: str, wanted: tuple[float, float, float]) -> None:
    coded = base64.b64encode(picture()).decode()
    graphic = only(
        article(f'<figure><graphic url="data:image/png;base64,{coded}" {given}/></figure>')
    )
    found = graphic.wanted_width, graphic.wanted_height, graphic.wanted_share
    assert tuple(round(each, 2) for each in found) == wanted


def test_one_file_in_two_sizes_is_two_pictures(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(picture())
    body = '<figure><graphic url="p.png" width="{}"/></figure>'
    body = "".join(map(body.format, ("2cm", "2cm", "4cm")))
    assert len(article(body, base=tmp_path).graphics) == 2


@pytest.mark.parametrize(
    ("given", "ems"),
    [('width="1.5em"', (1.5, 0)), ('height="2ex"', (0, 1)), ('width="4ch" height="1em"', (2, 1))],
)
def test_a_size_in_em_is_that_of_the_type_around(given: str, ems: tuple[float, float]) -> None:
    coded = base64.b64encode(picture()).decode()
    graphic = only(
        article(f'<p>A <graphic url="data:image/png;base64,{coded}" {given}/> sign.</p>')
    )
    assert graphic.wanted_ems == ems


def test_one_file_at_two_scales_is_two_pictures(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(picture())
    body = "".join(f'<figure><graphic url="p.png" scale="{each}"/></figure>' for each in (0.5, 2))
    assert len(article(body, base=tmp_path).graphics) == 2


SIGN = '<figure {}><graphic url="p.png" {}/>{}</figure>'


@pytest.mark.parametrize(
    "body",
    [
        "<p>A {} sign.</p>",
        "<p><seg>A {} sign.</seg></p>",
        "<list><item>{} stands first.</item></list>",
        "<table><row><cell>A cell{}</cell><cell>{} sign</cell></row></table>",
        "<p>Of it.<note>{} in a note</note></p>",
    ],
)
def test_a_picture_beside_words_is_in_their_line(body: str) -> None:
    seen = repr(article(body.replace("{}", '<graphic url="p.png"/>')))
    assert "Image(" in seen
    assert "Picture(" not in seen


@pytest.mark.parametrize(
    ("figure", "in_line"),
    [
        (SIGN.format("", 'height="1em"', "<figDesc>A wheel</figDesc>"), True),
        (SIGN.format("", 'width="12mm"', ""), True),
        (SIGN.format('rend="inline"', "", ""), True),
        (SIGN.format('place="inline"', 'width="4cm"', ""), True),
        (SIGN.format("", 'width="4cm"', ""), False),
        (SIGN.format("", 'height="1em" width="8em"', ""), False),
        (SIGN.format("", "", ""), False),
        (SIGN.format("", 'height="1em"', "<head>A wheel</head>"), False),
    ],
)
def test_a_figure_in_a_paragraph_is_a_sign_where_it_says_so(figure: str, in_line: bool) -> None:
    found = article(f"<p>before{figure}after</p>")
    assert (len(found.blocks) == 1) is in_line
    if in_line:
        line = found.blocks[0]
        assert isinstance(line, Paragraph)
        assert [type(each).__name__ for each in line.content] == ["Run", "Image", "Run"]


def test_a_paragraph_that_is_one_picture_is_no_line() -> None:
    found = article('<p xml:id="a"><graphic url="p.png"/><note>Of it.</note></p><p>x</p>')
    first = found.blocks[0]
    assert isinstance(first, Picture)
    assert first.id == "a"
    assert "NoteCall(" in repr(first.caption)
    signs = article('<p><graphic url="p.png"/> <graphic url="q.png"/></p>')
    assert "Picture(" not in repr(signs)
