"""Secrets and camera data in every place that can hold them: no output, notice or log for the
public tells any, whichever way it is made."""

from __future__ import annotations

import base64
import io
import logging
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

import exporter
from exporter.cli import main
from exporter.formats import FORMATS
from exporter.sourcing import Policy
from exporter.workbench.preview.render import Wanted, draw
from tests.audience.planting import Secrets, found, picture, planted

SOURCE = next((Path(__file__).parents[2] / "source").glob("*.xml"))
NAMES = [entry.name for entry in FORMATS]


class Place:
    """An article that holds secrets wherever it can, and the files beside it."""

    def __init__(self, folder: Path) -> None:
        self.secrets = Secrets()
        self.file = folder / "article.xml"
        text = planted(SOURCE.read_bytes(), self.secrets).decode()
        text = text.replace("</standOff>", f"{self._register()}</standOff>", 1)
        body = text.rindex("</body>")
        close = text.rindex("</div>", 0, body)
        self.file.write_text(text[:close] + self._prose() + text[close:], encoding="utf-8")
        for graphic in exporter.read(SOURCE).graphics.values():
            place = folder / graphic.url
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(picture(self.secrets, "JPEG" if "jp" in place.suffix else "PNG"))
        (folder / "drawing.svg").write_bytes(self._svg())

    def new(self) -> str:
        return self.secrets.new()

    def _register(self) -> str:
        """An unnamed source, whose name stands nowhere else."""
        return (
            '<listPerson><person xml:id="p.hushed" role="unnamed-source">'
            "<persName>a person who was there</persName>"
            f'<persName ana="#internal">{self.new()} {self.new()}</persName></person></listPerson>'
        )

    def _prose(self) -> str:
        """Whatever is internal without being marked plainly, and pictures in the text."""
        new = self.new
        marks = ("#internal,", "internal", "##internal", "tax.xml#internal", "#\u00adinternal")
        unclear = "".join(f'<seg ana="{mark}" n="{new()}">{new()}</seg>' for mark in marks)
        halves = (
            f'<seg type="claim" xml:id="h1" next="#h2" ana="#internal">{new()}</seg> and '
            f'<seg type="claim" xml:id="h2" prev="#h1">{new()}<note>{new()}</note></seg>'
            f'<seg type="assertion" xml:id="h3">{new()}</seg>'
        )
        passage = (
            f'<anchor xml:id="w1"/>{new()} <hi>{new()}</hi></p><p n="{new()}">{new()}</p>'
            f'<p>{new()}<anchor xml:id="w2"/>'
        )
        spans = (
            f'<spanGrp type="assertion"><span target="#h3" ana="#internal">{new()}</span>'
            f'<span from="#w1" to="#w2" ana="#internal">{new()}</span></spanGrp>'
        )
        jpeg = base64.b64encode(picture(self.secrets, "JPEG")).decode()
        png = base64.b64encode(picture(self.secrets)).decode()
        address = f"data:image/jpeg;base64,{jpeg}"
        figures = (
            f'<figure><graphic url="{address}"/><figDesc>One.</figDesc></figure>'
            f"<figure><binaryObject>{png}</binaryObject><figDesc>Two.</figDesc></figure>"
            f"<figure>{self._svg().decode()}<figDesc>Three.</figDesc></figure>"
            '<figure><graphic url="drawing.svg"/><figDesc>Four.</figDesc></figure>'
        )
        looks = f'<p style="background: url(\'{address}\')" facs="{address}">Five.</p>'
        return f"<p>x {unclear}{halves} {passage} y</p>{spans}{figures}{looks}"

    def _svg(self) -> bytes:
        new = self.new
        inner = base64.b64encode(picture(self.secrets, "JPEG")).decode()
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="urn:{new()}" width="9" height="9" '
            f'xml:base="file:///home/{new()}/" x:by="{new()}" data-layer="{new()}">'
            f"<!-- {new()} --><metadata>{new()}</metadata><style>/* {new()} */ .a "
            f"{{ fill: url('data:image/jpeg;base64,{inner}') }}</style><x:note>{new()}</x:note>"
            f'<image width="9" height="9" href="data:image/jpeg;base64,{inner}"/></svg>'
        ).encode()

    def told(self, data: bytes | str) -> set[bytes]:
        return found(data.encode() if isinstance(data, str) else data, self.secrets)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("everywhere"))


def tree(folder: Path) -> bytes:
    """Every file below a folder with its name."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return b"\n".join(path.name.encode() + b"\n" + path.read_bytes() for path in files)


def test_the_secrets_are_there(place: Place) -> None:
    internal = exporter.read(place.file, audience="internal")
    pictures = b"".join(graphic.data or b"" for graphic in internal.graphics.values())
    missing = place.secrets.given - place.told(place.file.read_bytes() + pictures)
    assert len(place.secrets.given) > 2000
    assert not missing


@pytest.mark.parametrize("to", NAMES)
def test_no_format_tells_any(place: Place, to: str) -> None:
    article = exporter.read(place.file)
    output = exporter.render(exporter.plan(article), to)
    assert place.told(output.data) == set()
    assert place.told(repr(article) + str(article.notices) + str(output.notices)) == set()
    assert place.told(article.tei) == set()


def test_pictures_are_still_pictures(place: Place) -> None:
    graphics = exporter.read(place.file).graphics.values()
    assert len(graphics) >= 4
    for graphic in graphics:
        assert graphic.data is not None, graphic.url
        if graphic.media_type != "image/svg+xml":
            Image.open(io.BytesIO(graphic.data)).load()


@pytest.mark.parametrize("command", ["export", "archive", "batch"])
def test_no_command_tells_any(
    place: Place, command: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    formats = [part for name in NAMES for part in ("-t", name)]
    more = ["-v", "--review"] if command == "export" else []
    given = [command, str(place.file), *formats, *more, "--fail-on", "never", "-o"]
    done = CliRunner().invoke(main, [*given, str(tmp_path / "out")])
    assert done.exit_code == 0, done.output
    assert place.told(done.output + caplog.text) == set()
    assert len(list((tmp_path / "out").rglob("*.docx"))) == 1
    for path in (tmp_path / "out").rglob("*"):
        assert path.is_dir() or place.told(path.name.encode() + path.read_bytes()) == set(), path


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_no_report_on_a_public_copy_tells_any(place: Place, form: str) -> None:
    given = ["check", str(place.file), "--audience", "public", "--format", form]
    assert place.told(CliRunner().invoke(main, given).output) == set()


def test_no_preview_and_no_comparison_tell_any(place: Place) -> None:
    drawn = draw(Wanted(place.file, "newspaper", Policy()))
    assert drawn.page
    assert place.told(drawn.page + str(drawn.notices).encode()) == set()
    said = CliRunner().invoke(main, ["diff", str(SOURCE), str(place.file), "--format", "json"])
    assert place.told(said.output) == set()


def test_a_public_edition_in_an_internal_bag_tells_none(place: Place, tmp_path: Path) -> None:
    """What has changed since the internal edition is told as the public would have seen it."""
    bag = tmp_path / "bag"
    exporter.archive(place.file, bag, to=["html"], audience="internal")
    exporter.archive(place.file, into=bag, to=["html", "docx"])
    assert place.told(tree(bag / "data/editions/1"))
    second = bag / "data/editions/2"
    assert (second / "changes.txt").is_file()
    assert place.told(tree(second)) == set()
    outside = [p for p in bag.rglob("*") if p.is_file() and "editions/1/" not in str(p)]
    assert place.told(b"".join(p.read_bytes() for p in outside)) == set()


def test_an_edition_after_one_that_was_all_internal(tmp_path: Path) -> None:
    head = "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>"
    whole = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"{}>{}<text><body><p>{}</p>'
    article, bag = tmp_path / "a.xml", tmp_path / "bag"
    text = whole.format(' ana="#internal"', head, "zqsecret") + "</body></text></TEI>"
    article.write_text(text, encoding="utf-8")
    exporter.archive(article, bag, to=["html"], audience="internal")
    article.write_text(whole.format("", head, "b") + "</body></text></TEI>", encoding="utf-8")
    exporter.archive(article, into=bag, to=["html"])
    assert b"zqsecret" not in tree(bag / "data/editions/2")
    assert exporter.verify(bag).sound
