"""What drafts say beside their words: headings, emphasis, remarks, captions."""

from __future__ import annotations

from exporter.intake import document as d
from exporter.intake.readers import docx, nitf, odt
from tests.intake.makers import docx as word
from tests.intake.makers.odt import package


def test_an_nitf_file_keeps_its_headings_paragraphs_and_links() -> None:
    text = (
        b"<nitf><body><body.head><hedline><hl1>Wall</hl1></hedline>"
        b"<byline>By <person>Ada Mills</person></byline></body.head><body.content>"
        b'<p>It <em>rose</em>, <a href="https://a.example/">they say</a>.</p>'
        b"<hl2>Costs</hl2><p>Twice.</p></body.content></body></nitf>"
    )
    blocks = nitf.read(text, None).blocks
    assert [block.level for block in blocks if isinstance(block, d.Heading)] == [1, 2]
    paragraphs = [block for block in blocks if isinstance(block, d.Paragraph)]
    (told,) = (block for block in paragraphs if any(isinstance(i, d.Link) for i in block.content))
    assert any(isinstance(inline, d.Styled) for inline in told.content)


def test_an_odt_files_remarks_and_captions_are_kept() -> None:
    text = (
        "<text:p>Wall<office:annotation><dc:creator>Mills</dc:creator><dc:date>2026-03-04</dc:date>"
        "<text:p>Check.</text:p><text:p>Twice.</text:p></office:annotation> rose.</text:p>"
        "<text:p><draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame>"
        "</text:p><text:p><draw:frame><text:p>Bare.</text:p></draw:frame></text:p>"
    )
    found = odt.read(package(text), None, 1_000_000)
    (call,) = (
        inline
        for block in found.blocks
        if isinstance(block, d.Paragraph)
        for inline in block.content
        if isinstance(inline, d.Call)
    )
    said = [
        "".join(i.text for i in block.content if isinstance(i, d.Text))
        for block in call.blocks
        if isinstance(block, d.Paragraph)
    ]
    assert (said, call.author) == (["Check.", "Twice."], "Mills")
    assert "Boxed." in repr(found.blocks)
    assert "Bare." in repr(found.blocks)


def test_a_picture_that_a_word_file_does_not_hold_is_left_out() -> None:
    body = (
        "<w:p><w:r><w:t>Before</w:t></w:r><w:r><w:drawing><a:blip "
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rIdNone"/>'
        "</w:drawing></w:r><w:r><w:t> and after.</w:t></w:r></w:p>"
    )
    found = docx.read(word.package(body), None, 1_000_000)
    assert "Before" in repr(found.blocks)
    assert " and after." in repr(found.blocks)
    assert "Picture(" not in repr(found.blocks)
