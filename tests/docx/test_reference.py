"""A newsroom's template gives the look, and nothing that it says gets out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm

from exporter.docx import DocxOptions, render
from exporter.docx.validate.accessibility import barriers
from exporter.docx.validate.invariants import faults
from exporter.errors import OptionError
from exporter.theme import load
from exporter.values import replace
from tests import judges, sample
from tests.docx.opened import W, changed, find, names, paragraphs, part, written


def template() -> bytes:
    """A small page, a header with a picture, a style of our name in other letters."""
    document = docx.Document()
    document.add_paragraph("SECRET BODY", style="Heading 1")
    document.add_comment(document.paragraphs[0].runs[0], "SECRET COMMENT", "SECRET PERSON")
    document.core_properties.author = "SECRET PERSON"
    document.styles.add_style("BYLINE", WD_STYLE_TYPE.PARAGRAPH)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(170), Mm(240)
    section.header.paragraphs[0].text = "The Daily Template"
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(sample.png(40, 40)))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_the_template_is_valid_with_our_text_in_it() -> None:
    made = written(reference=template())
    assert faults(made) == []
    assert judges.openxml(made) == []
    assert judges.notes_from_docx_pandoc(made) == judges.article_notes(sample.edition())


def test_page_header_and_styles_are_the_templates() -> None:
    made = written(reference=template())
    (size,) = find(part(made), "//w:sectPr/w:pgSz")
    assert size.get(f"{W}w") == "9638"
    header = next(name for name in names(made) if "header" in name and "rels" not in name)
    assert paragraphs(made, header)[0][1] == "The Daily Template"
    shown = {style for style, _ in paragraphs(made)}
    assert "BYLINE" in shown
    assert "Byline" not in shown


def test_styles_the_template_lacks_are_added_in_its_font() -> None:
    made = part(written(reference=template()), "word/styles.xml")
    (lead,) = find(made, "//w:style[w:name/@w:val='Article Details']")
    assert find(lead, "w:rPr/w:rFonts") == []
    assert find(made, "//w:style[w:name/@w:val='footnote text']")


def test_nothing_of_its_text_remains() -> None:
    made = written(reference=template())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if b"SECRET" in archive.read(name)]


def test_an_internal_copy_warns_on_top_of_the_templates_header() -> None:
    edition = sample.edition()
    internal = replace(edition, article=replace(edition.article, audience="internal"))
    made = written(internal, reference=template())
    headers = [name for name in names(made) if "header" in name and "rels" not in name]
    assert len(headers) == 3  # default, first and even pages
    for name in headers:
        assert paragraphs(made, name)[0][1] == "Internal copy. Not for publication."


def test_what_of_a_template_word_would_call_a_barrier_is_said_in_its_name(tmp_path: Path) -> None:
    file = tmp_path / "house.docx"
    levels = rb'(w:val="heading 2".*?<w:outlineLvl w:val=)"1"'
    file.write_bytes(
        changed(
            template(),
            "word/styles.xml",
            lambda data: re.sub(levels, rb'\1"5"', data, count=1, flags=re.DOTALL),
        )
    )
    output = render(sample.edition(), load("newspaper"), DocxOptions(reference=file))
    said = [notice for notice in output.notices if notice.rule == "template-barrier"]
    assert [notice.message for notice in said] == [
        "The template's header has a picture without alternative text.",
        "The outline level of the template's style 'heading 2' is not its name's.",
    ]
    assert {notice.file for notice in said} == {str(file)}
    assert all(notice.fix for notice in said)


DECORATIVE = b"""><a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><d:decorative
xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>
</a:extLst></wp:docPr>"""


@pytest.mark.parametrize("properties", [b'descr="The Daily Template"/>', DECORATIVE])
def test_a_picture_that_is_described_or_decorative_is_no_barrier(properties: bytes) -> None:
    header = next(name for name in names(template()) if "header" in name)
    mended = changed(
        template(),
        header,
        lambda data: re.sub(rb"(<wp:docPr [^>]*?)/>", rb"\1 " + properties, data),
    )
    output = render(sample.edition(), load("newspaper"), DocxOptions(reference=mended))
    assert "template-barrier" not in {notice.rule for notice in output.notices}
    assert barriers(output.data) == []


def test_a_dotx_is_a_template_too() -> None:
    dotx = changed(
        template(),
        "[Content_Types].xml",
        lambda data: data.replace(b"document.main+xml", b"template.main+xml"),
    )
    assert faults(written(reference=dotx)) == []


def test_a_template_that_refers_to_missing_styles_is_mended() -> None:
    broken = changed(
        template(),
        "word/styles.xml",
        lambda data: data.replace(b'basedOn w:val="Normal"', b'basedOn w:val="Gone"'),
    )
    assert faults(written(reference=broken)) == []


def test_what_is_no_template_is_refused(tmp_path: Path) -> None:
    theme = load("newspaper")
    for bad in (b"not a zip", tmp_path / "missing.docx"):
        with pytest.raises(OptionError):
            render(sample.edition(), theme, DocxOptions(reference=bad))
