"""What is given to the API: wrong arguments are errors of ours, and whatever takes a path takes
bytes and an open binary file too."""

from __future__ import annotations

import io
from collections.abc import Callable
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

import pytest

import exporter
from exporter.archives import BagLimits, sign_bag
from exporter.checks.fixes import fix
from exporter.docx import DocxOptions
from exporter.html import HtmlOptions
from exporter.intake import Given, plain_article
from exporter.pdf import PdfOptions
from exporter.plugins import style
from exporter.suggestions import annotate, suggest

WALL = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
 <titleStmt><title>A pier</title></titleStmt><publicationStmt><publisher>Courier</publisher>
 <date when="2026-03-02"/></publicationStmt><sourceDesc><p>Written for the web.</p></sourceDesc>
 </fileDesc></teiHeader><text><body><p>A pier is a pier.<note>By definition.</note></p>
 <figure><graphic url="pier.png"/><figDesc>A pier</figDesc></figure></body></text></TEI>"""
loose: Any = exporter
"""The same without its types: what is wrong on purpose is called by it."""
ARTICLE = exporter.read(WALL)
EDITION = exporter.plan(ARTICLE)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63"
    "a8070000810080d394534a0000000049454e44ae426082"
)

FUNCTIONS: dict[Callable[..., Any], dict[str, Any]] = {
    exporter.archive: {"source": WALL, "target": "bag.zip"},
    exporter.check: {"source": WALL},
    exporter.diff: {"old": ARTICLE, "new": ARTICLE},
    exporter.draft: {"source": b"A pier\n\nA pier is a pier."},
    exporter.export: {"source": WALL, "target": "pier.html", "to": "html"},
    exporter.export_many: {"sources": "pier.xml", "target": "many", "jobs": 1, "to": "html"},
    exporter.load_config: {},
    exporter.load_theme: {},
    exporter.merge: {"article": WALL, "edited": WALL},
    exporter.plan: {"article": ARTICLE},
    exporter.read: {"source": WALL},
    exporter.recover: {"path": WALL},
    exporter.render: {"edition": EDITION},
    exporter.verify: {"path": WALL},
    annotate: {"source": WALL, "suggestions": ()},
    fix: {"source": WALL},
    plain_article: {"source": b"A pier\n\nA pier is a pier."},
    sign_bag: {"path": "bag.zip", "key": "key"},
    style: {"name": "none"},
    suggest: {"article": WALL},
}
"""Every public function, with arguments that it needs."""
STRANGE = (3.5, object(), [object()], {3: object()}, b"\xff", ["a", 1], io.StringIO("text"), -1)


def test_every_function_is_here():
    public = {
        value
        for name in exporter.__all__
        if callable(value := getattr(exporter, name)) and not isinstance(value, type)
    }
    assert public <= set(FUNCTIONS)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: each.__name__)
def test_no_argument_raises_an_error_of_others(
    function: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    Path("pier.xml").write_bytes(WALL)
    refused = 0
    for name in signature(function).parameters:
        for value in (*STRANGE, None):
            try:
                function(**{**FUNCTIONS[function], name: value})
            except exporter.ExporterError:
                refused += 1
    assert refused > 5


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda each: each.__name__)
def test_an_argument_that_is_not_there_or_is_left_out(function: Callable[..., Any]):
    with pytest.raises(exporter.OptionError, match="has no argument 'colour'"):
        function(**FUNCTIONS[function], colour="red")
    if any(p.default is Parameter.empty for p in signature(function).parameters.values()):
        with pytest.raises(exporter.OptionError, match="needs its argument"):
            function()


@pytest.mark.parametrize(
    "kind",
    [
        *(exporter.Limits, exporter.Policy, exporter.Config, Given, BagLimits),
        *(HtmlOptions, DocxOptions, PdfOptions),
    ],
)
def test_values_are_checked_where_they_are_made(kind: type):
    with pytest.raises(exporter.OptionError, match=f"{kind.__name__} has no 'colour'"):
        kind(colour="red")
    for name in signature(kind).parameters:
        with pytest.raises(exporter.OptionError, match=f"{name} is (of the type object|<object)"):
            kind(**{name: object()})
    with pytest.raises(exporter.OptionError, match="takes"):
        kind(*range(40))


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: loose.plan(WALL), r"must be an exporter\.Article \(exporter\.read makes one"),
        (lambda: loose.render(ARTICLE), r"an exporter\.Edition \(exporter\.plan makes one"),
        (lambda: loose.check(WALL, config="x.toml"), r"exporter\.load_config reads one"),
        (lambda: loose.read(io.StringIO("<TEI/>")), "opened as text. Open it in binary mode"),
        (lambda: loose.read(WALL, audiance="public"), "Did you mean 'audience'"),
        (lambda: loose.read(WALL, audience="publik"), "Did you mean 'public'"),
        (lambda: loose.read(WALL.decode()), "Give text as bytes"),
        (lambda: loose.Limits(size=-1), "size is -1. It must be 0 or more"),
        (lambda: loose.Limits(size=True), "size is True. It must be a whole number"),
        (lambda: BagLimits(files=-1), "files is -1"),
        (lambda: loose.Policy(notes="fot"), "Did you mean 'foot'"),
        (lambda: loose.Policy(language="German"), "Did you mean 'de'"),
        (lambda: Given(language="fr_CA"), "Did you mean 'fr-CA'"),
        (lambda: Given(date="2 March"), "is not a day"),
        (lambda: loose.export_many([WALL], "many"), r"sources\[0\] is of the type bytes"),
        (lambda: loose.merge(WALL, WALL, reject="Ann"), "reject is 'Ann'. It must be a list"),
        (lambda: loose.draft(b"A pier", kinds="speech"), "kinds is 'speech'"),
        (lambda: loose.draft(b"A pier", kinds=["speach"]), "Did you mean 'speech'"),
        (lambda: loose.load_theme("newspapr"), "Did you mean 'newspaper'"),
        (lambda: loose.render(EDITION, "word"), "Did you mean 'docx'"),
        (lambda: loose.render(EDITION, "PDF"), "Did you mean 'pdf'"),
        (lambda: loose.export(WALL, "there"), r"no name to call its copies by"),
    ],
)
def test_what_is_wrong_is_said(call: Callable[[], object], said: str):
    with pytest.raises(exporter.ExporterError, match=said):
        call()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"level": "2"}, "html.level is '2'. It must be a whole number"),
        ({"level": 9}, "html.level is 9"),
        ({"fragment": "no"}, "html.fragment is 'no'. It must be True or False"),
        ({"fragment": 1}, "html.fragment is 1"),
        ({"fragmant": True}, "html has no option 'fragmant'. Did you mean 'fragment'"),
        ({1: True}, "options has a key 1"),
        ([("level", 2)], "options is of the type list. It must be a dictionary"),
    ],
)
def test_options_of_a_format(options: Any, said: str):
    with pytest.raises(exporter.OptionError, match=said):
        exporter.render(EDITION, "html", options=options)


def test_options_for_a_format_that_is_not_made(tmp_path: Path):
    given: dict[str, Any] = {"to": "html", "options": {"pdf": {"attach": False}}}
    (tmp_path / "pier.xml").write_bytes(WALL)
    for call in (
        lambda: exporter.export(WALL, tmp_path / "a.html", **given),
        lambda: exporter.archive(WALL, tmp_path / "bag", **given),
        lambda: exporter.export_many([tmp_path / "pier.xml"], tmp_path / "many", **given),
    ):
        with pytest.raises(exporter.OptionError, match="options for 'pdf', but what is made is ht"):
            call()
    assert [path.name for path in tmp_path.iterdir()] == ["pier.xml"]


def test_formats_are_joined_by_commas(tmp_path: Path):
    done = exporter.export(WALL, tmp_path, to="html, docx", name="pier.xml")
    assert [path.name for path in done.files] == ["pier.html", "pier.docx"]


def test_iterators_do_for_lists(tmp_path: Path):
    done = loose.export(WALL, tmp_path / "pier.html", to=iter(["html"]), allow=iter(()))
    assert len(done.files) == 1


def test_an_article_is_read_from_a_path_bytes_and_an_open_file(tmp_path: Path):
    path = tmp_path / "pier.xml"
    path.write_bytes(WALL)
    (tmp_path / "pier.png").write_bytes(PIXEL)
    with path.open("rb") as opened:
        by_file = exporter.read(opened, base=tmp_path)
    by_path = exporter.read(path)
    by_bytes = exporter.read(WALL, name=str(path), base=tmp_path)
    assert by_path == by_bytes == by_file
    assert next(iter(by_path.graphics.values())).data == PIXEL


def test_an_open_file_lends_its_name_and_no_folder(tmp_path: Path):
    """The name may be anybody's word: nothing is opened by it."""
    (tmp_path / "pier.xml").write_bytes(WALL)
    (tmp_path / "pier.png").write_bytes(PIXEL)
    with (tmp_path / "pier.xml").open("rb") as opened:
        article = exporter.read(opened)
    assert article.file == str(tmp_path / "pier.xml")
    assert next(iter(article.graphics.values())).data is None


def test_an_open_file_is_read_no_further_than_the_limit():
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 <= size <= 101
            return b" " * size

    with pytest.raises(exporter.LimitExceeded, match="more than 100 bytes"):
        exporter.read(Endless(), limits=exporter.Limits(size=100))  # type: ignore[arg-type]


def test_a_closed_file():
    opened = io.BytesIO(WALL)
    opened.close()
    with pytest.raises(exporter.InputError, match=r"pier\.xml: The open file cannot be read"):
        exporter.read(opened, name="pier.xml")


FORMS: tuple[Callable[[Path], Any], ...] = (
    Path,
    str,
    Path.read_bytes,
    lambda path: bytearray(path.read_bytes()),
    lambda path: memoryview(path.read_bytes()),
    lambda path: io.BytesIO(path.read_bytes()),
)
"""The forms that a file may be given in."""


@pytest.mark.parametrize("form", FORMS)
def test_everything_that_takes_a_path_takes_bytes_and_open_files(
    form: Callable[[Path], Any], tmp_path: Path
):
    path, page, copy, bag = (tmp_path / f"pier.{end}" for end in ("xml", "html", "docx", "zip"))
    path.write_bytes(WALL)
    exporter.export(path, tmp_path, to="html,docx")
    exporter.archive(path, bag, to="html")
    assert exporter.read(form(path)).meta.title == "A pier"
    assert len(exporter.check(form(path), name="pier.xml")) == len(exporter.check(path))
    assert fix(form(path)) == WALL
    done = exporter.export(form(path), tmp_path / "there", to="html", name="pier.xml")
    assert [file.name for file in done.files] == ["pier.html"]
    assert exporter.archive(form(path), tmp_path / "other.zip", to="html").new
    assert exporter.draft(form(path), kinds=()).tei == WALL
    assert not exporter.diff(form(path), WALL)
    assert not exporter.diff(path, form(path))
    assert exporter.merge(form(path), form(copy)).data == WALL
    assert exporter.verify(form(bag)).sound
    for carrier in (page, copy, bag):
        assert b"A pier is a pier." in exporter.recover(form(carrier))


def test_pictures_of_bytes_lie_where_base_says(tmp_path: Path):
    (tmp_path / "pier.png").write_bytes(PIXEL)
    exporter.export(WALL, tmp_path / "with.html", to="html", base=tmp_path)
    exporter.export(WALL, tmp_path / "none.html", to="html", base=tmp_path, pictures="none")
    assert b"data:image/png" in (tmp_path / "with.html").read_bytes()
    assert b"data:image/png" not in (tmp_path / "none.html").read_bytes()
    exporter.archive(WALL, tmp_path / "bag", to="html", base=tmp_path, name="../pier.xml")
    edition = tmp_path / "bag/data/editions/1/article"
    assert sorted(path.name for path in edition.iterdir()) == ["pier.png", "pier.xml"]
    assert "picture-missing" not in {n.rule for n in exporter.check(WALL, base=tmp_path)}


def test_messages_call_bytes_by_their_name():
    for call in (exporter.read, exporter.export, exporter.check, exporter.archive):
        rest = () if call in (exporter.read, exporter.check) else ("there.zip",)
        with pytest.raises(exporter.InputError, match=r"pier\.xml"):
            call(b"<article/>", *rest, name="pier.xml")
    with pytest.raises(exporter.ArchiveError, match=r"pier\.zip"):
        exporter.verify(b"PK", name="pier.zip")
    with pytest.raises(exporter.ArchiveError, match=r"pier\.pdf"):
        exporter.recover(b"%PDF-", name="pier.pdf")


def test_the_former_name_of_an_argument_still_works():
    with pytest.warns(DeprecationWarning, match="name"):
        report = exporter.check(b"<TEI><text>", file="pier.xml")
    assert report.notices[0].file == "pier.xml"


def test_a_page_with_its_source_beside_it_needs_its_path(tmp_path: Path):
    options = {"html": {"assets": "parts"}}
    exporter.export(WALL, tmp_path / "pier.html", to="html", options=options)
    with pytest.raises(exporter.ArchiveError, match="Give the page as a path"):
        exporter.recover((tmp_path / "pier.html").read_bytes())
