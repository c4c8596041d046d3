"""Each judge complains of a broken file and is silent about a good one."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest

from tests import judges

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Harbour wall</title>
<style>body { color: #222; background: #fff } a { color: #00539b }</style></head>
<body><nav aria-label="Skip"><a href="#text">Skip to the text</a></nav>
<main id="text"><h1>Harbour wall</h1>
<p>It costs twice as much.<a id="r1" role="doc-noteref" href="#n1" aria-label="note 1">1</a></p>
<section role="doc-endnotes" aria-labelledby="t"><h2 id="t">Notes</h2>
<ol><li id="n1">Port Audit Office, <i>Review</i>.
<a role="doc-backlink" href="#r1">Back to text, note 1</a></li></ol></section></main></body></html>
"""


def test_vnu() -> None:
    assert judges.vnu(PAGE.encode()) == []
    assert "Unclosed element" in "".join(judges.vnu(PAGE.replace("</section>", "").encode()))
    assert "doesn't exist" in "".join(judges.vnu(PAGE.replace("{ color", "{ colr").encode()))


def test_axe() -> None:
    assert judges.axe(PAGE.encode()) == []
    assert "color-contrast" in "".join(judges.axe(PAGE.replace("#222", "#ccc").encode()))
    dark = PAGE.replace(
        "</style>", "@media (prefers-color-scheme: dark) { p { color: #eee } }</style>"
    )
    assert judges.axe(dark.encode()) == []
    assert "color-contrast" in "".join(judges.axe(dark.encode(), scheme="dark"))


def test_ibm() -> None:
    assert judges.ibm(PAGE.encode()) == []
    assert "html_lang_exists" in "".join(judges.ibm(PAGE.replace(' lang="en"', "").encode()))


def test_overflowing() -> None:
    assert judges.overflowing(PAGE.encode(), width=320) == []
    wide = PAGE.replace("<p>", '<p style="width: 400px">').encode()
    assert judges.overflowing(wide, width=1280) == []
    assert judges.overflowing(wide, width=1280, zoom=4)[0].startswith("<p ")


def test_html_readers() -> None:
    assert judges.notes_from_html(PAGE.encode()) == [("1", "Port Audit Office, Review.")]
    text = judges.text_from_html(PAGE.encode())
    assert text == "Harbour wall It costs twice as much.1"


# ------------------------------------------------------------------------------ Word


def word(replacement: str = "") -> bytes:
    document = docx.Document()
    document.add_heading("Harbour wall", 1)
    document.add_paragraph("It costs twice as much.")
    stream = io.BytesIO()
    document.save(stream)
    return rewritten(stream.getvalue(), "word/document.xml", "<w:t>It", f"{replacement}<w:t>It")


def rewritten(package: bytes, member: str, old: str, new: str) -> bytes:
    """The same zip with one text replaced in one member."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as before, zipfile.ZipFile(stream, "w") as after:
        for info in before.infolist():
            data = before.read(info)
            if info.filename == member:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            after.writestr(info, data)
    return stream.getvalue()


def test_openxml() -> None:
    well = rewritten(word(), "word/settings.xml", "<w:zoom", '<w:zoom w:percent="100"')
    assert judges.openxml(well) == []
    assert "invalid child element" in "".join(judges.openxml(word("<w:nonsense/>")))


def test_ooxml_integrity() -> None:
    assert judges.ooxml_integrity(word()) == []
    assert "footnote" in "".join(judges.ooxml_integrity(word('<w:footnoteReference w:id="7"/>')))


FOOTNOTED = b"""<article><body><p>One<fn id="a"><p>First <italic>note</italic>.</p></fn> and
 two.<fn id="b"><p>Second note.</p></fn></p></body></article>"""


@pytest.fixture(scope="module")
def footnoted(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    pypandoc = judges.python_module("pypandoc", "pypandoc_binary")
    target = tmp_path_factory.mktemp("word") / "notes.docx"
    pypandoc.convert_text(FOOTNOTED, "docx", format="jats", outputfile=str(target))
    return target.read_bytes()


def test_word_readers(footnoted: bytes) -> None:
    notes = [("1", "First note."), ("2", "Second note.")]
    assert judges.notes_from_docx_pandoc(footnoted) == notes
    assert judges.notes_from_docx_mammoth(footnoted) == notes
    assert judges.text_from_docx_pandoc(footnoted) == "One and two."
    assert judges.text_from_docx_mammoth(footnoted) == "One and two."


def test_libreoffice(footnoted: bytes) -> None:
    text = judges.text_from_pdf(judges.libreoffice(footnoted))
    assert re.search(r"One1 and two\.2.*1\s*First note\..*2\s*Second note\.", text, re.DOTALL)


# ------------------------------------------------------------------------------- PDF


def untagged() -> bytes:
    stream = io.BytesIO()
    canvas = judges.python_module("reportlab.pdfgen.canvas", "reportlab").Canvas(stream)
    canvas.drawString(72, 700, "It costs twice as much.")
    canvas.save()
    return stream.getvalue()


@pytest.fixture(scope="module")
def tagged() -> bytes:
    """A small article by Typst, which writes PDF/UA-1."""
    typst = judges.python_module("typst")
    source = b"""#set document(title: "Harbour wall")
= Harbour wall
It costs twice as much.#footnote[Port Audit Office, _Review_.] And more."""
    data: bytes = typst.compile(source, pdf_standards=["ua-1"], timestamp=1_000_000_000)
    return data


def test_pdf(tagged: bytes) -> None:
    assert judges.pdf(tagged, levels=["ua1"]) == []
    assert "TAGGED-DOCUMENT" in "".join(judges.pdf(untagged(), levels=["ua1"]))
    assert judges.pdf(tagged, levels=["3a"])


def test_outloud(tagged: bytes) -> None:
    assert judges.outloud(tagged) == []
    assert judges.outloud(untagged())


def test_pdf_readers(tagged: bytes) -> None:
    assert judges.notes_from_pdf(tagged) == [("1", "Port Audit Office, Review.")]
    assert judges.tagged_text(tagged) == "Harbour wall It costs twice as much. 1 And more."
    assert "twice as much" in judges.text_from_pdf(tagged)


# ------------------------------------------------------------------------------ EPUB


def epub(language: str = "<dc:language>en</dc:language>", chapter: str = "") -> bytes:
    """A small book; the parts are those that EPUB 3.3 asks for."""
    package = f"""<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i"
 xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="i">urn:uuid:1b4c1f6e-0000-4000-8000-000000000001</dc:identifier>
<dc:title>Harbour wall</dc:title>{language}
<meta property="dcterms:modified">2026-03-02T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text alone.</meta></metadata>
<manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c"/></spine></package>"""
    head = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    head += ' lang="en" xml:lang="en"><head><title>Harbour wall</title></head><body>'
    nav = f"""{head}<nav epub:type="toc" role="doc-toc" aria-label="Contents"><ol>
<li><a href="c.xhtml">Harbour wall</a></li></ol></nav></body></html>"""
    text = f"{head}<main><h1>Harbour wall</h1><p>Twice.</p>{chapter}</main></body></html>"
    container = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"
 version="1.0"><rootfiles><rootfile full-path="p.opf"
 media-type="application/oebps-package+xml"/></rootfiles></container>"""
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "p.opf": package,
        "nav.xhtml": nav,
        "c.xhtml": text,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_epubcheck() -> None:
    assert judges.epubcheck(epub()) == []
    assert "dc:language" in "".join(judges.epubcheck(epub(language="")))


def test_ace() -> None:
    assert judges.ace(epub()) == []
    assert "image-alt" in "".join(
        judges.ace(epub(chapter='<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="/>'))
    )


# ------------------------------------------------------------------------------- TEI

TEI = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>S</p></sourceDesc>
</fileDesc></teiHeader><text><body><p>It costs twice as much.</p></body></text></TEI>"""


def test_tei_all() -> None:
    assert judges.tei_all(TEI) == []
    wrong = TEI.replace(b"<p>It", b"<paragraph>It").replace(b"</p></body>", b"</paragraph></body>")
    assert 'element "paragraph" not allowed' in "".join(judges.tei_all(wrong))


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("\u202bالسالفة\u202a ،\u202cفأقول\u202c", "السالفة، فأقول"),
        ("\u202b[ص\u202a ]265 .\u202cالجزء\u202c", "[ص. 265] الجزء"),
        ("\u202bفي\u202a )Mr. A( \u202cبيت\u202c", "في (Mr. A) بيت"),
        ("\u202b\u202aTEI edition.\u202c\u202c", "TEI edition."),
        ("\u202bو\u202a ٣١٥ ]n6-p8[ : ٢\u202cلكان\u202c", "و٢ : [n6-p8] ٣١٥ لكان"),
        ("plain, as it is.", "plain, as it is."),
    ],
)
def test_lines_of_poppler_in_reading_order(told: str, read: str) -> None:
    assert judges.in_reading_order(told) == read
