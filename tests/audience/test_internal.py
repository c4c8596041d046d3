"""An internal copy holds everything, and says on every page and in its name what it is."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

import exporter
from exporter.model.traversal import contents
from exporter.sourcing.inline_text import plain
from exporter.sourcing.wording.phrases import speak
from tests import judges

SOURCE = next((Path(__file__).parents[2] / "source").glob("*.xml"))
SECRET = "Robin"
FORMATS = ("html", "docx", "pdf", "epub")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("internal")
    done = exporter.export(SOURCE, folder, to=FORMATS, audience="internal")
    return {file.suffix[1:]: file for file in done.files}


def warning() -> str:
    edition = exporter.plan(exporter.read(SOURCE, audience="internal"))
    line = next(line for line in edition.front.lines if line.kind == "audience")
    return "".join(getattr(inline, "text", "") for inline in line.content)


def test_names(files: dict[str, Path]) -> None:
    assert {file.name for file in files.values()} == {
        f"{SOURCE.stem}-internal.{to}" for to in FORMATS
    }


def test_every_page_of_the_pdf_says_so(files: dict[str, Path]) -> None:
    pages = judges.text_from_pdf(files["pdf"]).split("\f")[:-1]
    assert len(pages) > 1
    assert [page for page in pages if not re.search("internal", page, re.IGNORECASE)] == []


def test_every_page_in_word_says_so(files: dict[str, Path]) -> None:
    pages = judges.text_from_pdf(judges.libreoffice(files["docx"])).split("\f")[:-1]
    assert len(pages) > 1
    assert [page for page in pages if not re.search("internal", page, re.IGNORECASE)] == []


def test_the_page_says_so(files: dict[str, Path]) -> None:
    assert warning() in judges.text_from_html(files["html"])
    assert f"({warning()})</title>" in files["html"].read_text("utf-8")


def test_the_running_head_of_the_book_says_so(files: dict[str, Path]) -> None:
    """Reading systems show the book's title above every page; they have no other running head."""
    with zipfile.ZipFile(files["epub"]) as package:
        assert f"({warning()})</dc:title>" in package.read("EPUB/package.opf").decode()
        assert warning() in package.read("EPUB/article.xhtml").decode()


@pytest.mark.parametrize("to", FORMATS)
def test_public_copies_do_not(tmp_path: Path, to: str) -> None:
    file = exporter.export(SOURCE, tmp_path, to=[to]).files[0]
    assert file.name == f"{SOURCE.stem}.{to}"
    assert warning().encode() not in file.read_bytes()


@pytest.mark.parametrize("to", FORMATS)
def test_everything_is_in_it(files: dict[str, Path], to: str) -> None:
    assert SECRET.encode() in exporter.recover(files[to])


# --------------------------------------------- what the newsroom alone sees is set apart

APART = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><!-- Zest1 ask the lawyer -->
<teiHeader><fileDesc><titleStmt><title>Wall</title></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<standOff><listPerson><person xml:id="p.a"><persName>an official</persName>
<persName ana="#internal">Zest2 Invented</persName><note ana="#internal">Zest3 by phone.</note>
</person></listPerson>
<listOrg><org xml:id="o.b"><orgName>Port Office</orgName><note ana="#internal">Zest4 leaks.</note>
</org></listOrg><listPlace><place xml:id="pl.c"><placeName>Nessport</placeName>
<note ana="#internal">Zest5 park outside.</note></place></listPlace>
<listBibl><bibl xml:id="s.d">Audit.<note ana="#internal">Zest6 unsigned.</note></bibl>
<bibl xml:id="s.e" ana="#internal">Zest7 call log.</bibl></listBibl>
<listRelation><relation name="told" active="#p.a" passive="#o.b" type="Zest8" ana="#internal"/>
</listRelation><listAnnotation><annotation target="#c1" motivation="assessing">
<note type="verification">Table 3.</note>
<note type="verification" ana="#internal">Zest9 by hand.</note></annotation></listAnnotation>
</standOff><text><body>
<p>One.<note>First.</note> <seg type="claim" xml:id="c1" source="#s.d">It <persName
 ref="#p.a">he</persName> costs</seg>.<note ana="#internal">Zest10 check again.</note>
 Two.<note>Second.</note><!-- Zest11 cut? --> <orgName ref="#o.b">They</orgName> in
 <placeName ref="#pl.c">Nessport</placeName> <hi ana="#internal">Zest12 knew</hi>.</p>
<p ana="#internal">Zest13 keep for Sunday.</p></body></text></TEI>"""
ALL_OF_IT = [f"Zest{number}" for number in range(1, 14)]
APART_FROM_PROSE = [f"Zest{number}" for number in range(1, 12)]


@pytest.fixture(scope="module", params=["en", "de", "ar"])
def apart(request: pytest.FixtureRequest) -> exporter.Edition:
    article = exporter.read(APART.encode(), audience="internal")
    return exporter.plan(article, exporter.Policy(language=request.param))


@pytest.mark.parametrize("to", ["html", "docx", "pdf", "epub"])
def test_every_format_prints_what_the_newsroom_noted(apart: exporter.Edition, to: str) -> None:
    data = exporter.render(apart, to).data
    if to == "html":
        text = judges.text_from_html(data)
    elif to == "pdf":
        text = judges.text_from_pdf(data)
    else:
        text = " ".join(_parts(data))
    assert [word for word in ALL_OF_IT if word not in text] == []


def _parts(data: bytes) -> list[str]:
    """The text of the pages in a package, and nothing of the TEI that it carries."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [
            re.sub(r"<[^>]+>", "", package.read(name).decode())
            for name in package.namelist()
            if name.endswith((".xhtml", "word/document.xml"))
        ]


def test_its_notes_stand_in_an_appendix_with_what_they_are_about(apart: exporter.Edition) -> None:
    appendix = next(part for part in apart.appendices if part.role == "newsroom")
    assert appendix.title == apart.words["newsroom"]
    (block,) = appendix.blocks
    said = [[plain(part.inlines) for part in contents(item.blocks)] for item in block.items]
    notes = " ".join(note for _, *parts in said for note in parts)
    assert [word for word in APART_FROM_PROSE if not re.search(rf"{word}[ .]", notes)] == []
    assert [text for _, *parts in said if not (text := " ".join(parts)).endswith((".", "?"))] == []
    about = {note: what for what, *parts in said for note in parts}
    assert "an official" in about["Zest3 by phone."].lower()
    assert "Port Office" in about["Zest4 leaks."]
    assert "Nessport" in about["Zest5 park outside."]
    assert "It he costs" in about["Zest9 by hand."]


def test_the_public_notes_keep_their_numbers(apart: exporter.Edition) -> None:
    public = exporter.plan(exporter.read(APART.encode()))
    first, second = (
        [note.number for note in edition.notes if word in repr(note.blocks)]
        for edition in (apart, public)
        for word in ("Second",)
    )
    assert first == second
    assert "Zest" not in repr([note.blocks for note in apart.notes])


def test_internal_passages_are_bracketed(apart: exporter.Edition) -> None:
    before, after = speak(apart.lang).text("newsroom-text", text="\0").split("\0")
    text = "\n".join(plain(part.inlines) for part in contents(apart.blocks))
    assert f"{before}Zest12 knew{after}." in text
    assert f"\n{before}Zest13 keep for Sunday.{after}" in text


def test_nothing_is_set_apart_where_there_is_nothing() -> None:
    text = re.sub(r'<!--.*?-->| ana="#internal"', "", APART)
    article = exporter.read(text.encode(), audience="internal")
    assert article.remarks == ()
    assert [p for p in exporter.plan(article).appendices if p.role == "newsroom"] == []
