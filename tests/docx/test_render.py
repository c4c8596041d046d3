"""What the Word copy holds, and how."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest
from PIL import Image

from exporter import model as m
from exporter.docx import DocxOptions, recover, render
from exporter.docx.body.svg_fallback import stand_in
from exporter.docx.parts.tei_part import TEI, wrapped
from exporter.docx.styles.language import pieces
from exporter.docx.validate.accessibility import barriers
from exporter.docx.validate.invariants import faults
from exporter.errors import InputError, OptionError
from exporter.theme import load
from exporter.values import replace
from tests import sample
from tests.docx.opened import W, find, names, of, paragraphs, part, written
from tests.sample import p, t

SCRIPT = """
import hashlib
from exporter.docx import DocxOptions, render
from exporter.theme import load
from tests import sample
data = render(sample.edition(), load("newspaper"), DocxOptions(review=True)).data
print(hashlib.sha256(data).hexdigest())
"""


@pytest.mark.parametrize("theme", ["newspaper", "archive", "large-print"])
def test_every_theme_is_sound(theme: str) -> None:
    made = render(sample.edition(), load(theme)).data
    assert faults(made) == []
    assert barriers(made) == []


def test_equal_bytes_in_any_process() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_the_title_block_and_headings_have_words_own_styles() -> None:
    styled = paragraphs(written())
    assert styled[:4] == [
        ("Publisher Line", "Example Courier"),
        ("Title", "Harbour wall to cost twice the estimate"),
        ("Subtitle", "An audit puts it at €4.2 million"),
        ("Byline", "By R. Okoye"),
    ]
    assert ("heading 1", "What the harbour master says") in styled
    assert ("heading 2", "Typography") in styled


def test_no_paragraph_is_formatted_directly() -> None:
    allowed = {"pStyle", "numPr", "bidi", "keepNext", "pageBreakBefore"}
    found = {
        child.tag.removeprefix(W) for each in part(written()).iter(f"{W}pPr") for child in each
    }
    assert found <= allowed


def test_a_repeated_call_is_a_cross_reference_that_word_can_update() -> None:
    tree = part(written())
    instructions = [element.text.strip() for element in find(tree, "//w:instrText")]
    assert instructions.count("NOTEREF _Ref_n2 \\f \\h") == 2
    (bookmark,) = find(tree, "//w:bookmarkStart[@w:name='_Ref_n2']")
    assert find(bookmark, "following-sibling::w:r[1]/w:footnoteReference")


def test_notes_stand_where_the_plan_puts_them() -> None:
    assert "word/endnotes.xml" not in names(written())
    assert len(find(part(written(), "word/footnotes.xml"), "w:footnote[not(@w:type)]")) == 4


def test_a_number_that_word_would_miscount_is_written_out() -> None:
    edition = sample.edition()
    first, *others = edition.notes
    edition = replace(edition, notes=(first, *others[:-1], replace(others[-1], label="IV")))
    made = written(edition)
    (call,) = find(part(made), "//w:footnoteReference[@w:customMarkFollows]")
    assert call.getnext().text == "IV"
    notes = part(made, "word/footnotes.xml")
    assert len(find(notes, "w:footnote//w:footnoteRef")) == 3


def test_notes_may_all_stand_at_the_end() -> None:
    edition = sample.edition()
    notes = tuple(replace(note, place="end") for note in edition.notes)
    made = written(replace(edition, notes=notes, note_place="end"))
    assert "word/footnotes.xml" not in names(made)
    assert faults(made) == []
    assert paragraphs(made)[-1] == ("heading 1", "Notes")
    (section,) = find(part(made), "//w:sectPr/w:endnotePr/w:numFmt")
    assert section.get(f"{W}val") == "decimal"


def test_a_note_that_nothing_calls_is_printed_at_the_end() -> None:
    made = written(of(p(*t("Text.")), notes=sample.edition().notes))
    assert paragraphs(made)[-1] == ("footnote text", "4. Traditional.")
    assert faults(made) == []


def test_spans_have_bookmarks_and_controls() -> None:
    tree = part(written())
    tags = [each.get(f"{W}val") for each in find(tree, "//w:sdtPr/w:tag")]
    assert tags.count("tei:claim:c1") == 2  # the claim stands in two parts
    assert {"tei:speech:q1", "tei:figure:f1", "tei:correction:k1"} <= set(tags)
    marks = [each.get(f"{W}name") for each in tree.iter(f"{W}bookmarkStart")]
    assert {"_tei_c1", "_tei_c1__2", "_tei_c2", "_tei_q1"} <= set(marks)


def test_a_span_over_two_paragraphs_is_one_bookmark() -> None:
    tree = part(written())
    (start,) = find(tree, "//w:bookmarkStart[@w:name='_tei_c2']")
    (end,) = find(tree, f"//w:bookmarkEnd[@w:id='{start.get(W + 'id')}']")
    over = [each.getroottree().getpath(each) for each in (start, end)]
    assert over[0].split("w:p")[1] != over[1].split("w:p")[1]


def test_what_lies_under_several_spans_has_a_style_for_all() -> None:
    full = render(sample.edition(), load("newspaper", "full")).data
    styles = part(full, "word/styles.xml")
    (style,) = find(styles, "//w:style[w:name/@w:val='Claim Supported + Speech Direct']")
    assert find(style, "w:rPr/w:u[@w:val='single']")
    assert find(style, "w:rPr/w:shd[@w:fill]")


def test_a_correction_inside_a_claim_keeps_its_line() -> None:
    marks = m.Span("claim", "c1"), m.Span("correction", "k1")
    spans = {
        "c1": m.SpanInfo("c1", "claim", "A claim", "open"),
        "k1": m.SpanInfo("k1", "correction", "Corrected"),
    }
    edition = replace(of(p(*t("50 km", *marks))), spans=spans)
    styles = part(render(edition, load("newspaper")).data, "word/styles.xml")
    (style,) = find(styles, "//w:style[w:name/@w:val='Claim Open + Correction']")
    assert find(style, "w:rPr/w:u[@w:val='dash']")


def test_a_notes_number_stands_on_the_ground_of_the_speech_around_it() -> None:
    marks = (m.Span("speech", "q1"),)
    note = sample.edition().notes[0]
    calls = [m.NoteCall(note.id, f"c{n}", note.label, marks=marks[:n]) for n in (1, 0)]
    edition = of(p(*t("Said", *marks), *calls), notes=(note,))
    full = render(edition, load("newspaper", "full")).data
    runs = find(part(full), "//w:r[w:rPr/w:rStyle/@w:val='FootnoteReference']")
    grounds = [
        bool(find(run, "w:rPr/w:shd"))
        for run in runs
        if find(run, "w:t[. != '\u2009'] | w:footnoteReference")
    ]
    assert grounds == [True, False]


def test_links_work_inside_notes() -> None:
    rels = part(written(), "word/_rels/footnotes.xml.rels")
    assert {each.get("Target") for each in rels} == {
        "https://audit.example/r7",
        "https://archive.example/20260228/r7",
    }


def test_links_that_word_cannot_open_become_text() -> None:
    links = ["javascript:alert(1)", "http://", "http://[::1", "https://a.example:port/", "#nowhere"]
    edition = of(p(*(run for link in links for run in t("here", m.Link(link)))))
    output = render(edition, load("newspaper"))
    assert faults(output.data) == []
    assert find(part(output.data), "//w:p[w:r='here']//w:hyperlink") == []
    assert [notice.rule for notice in output.notices].count("unsafe-link") == 4


def test_foreign_words_carry_their_language_and_direction() -> None:
    tree = part(written())
    (run,) = find(tree, "//w:r[w:t='جدار الميناء']")
    assert find(run, "w:rPr/w:rtl")
    assert find(run, "w:rPr/w:lang/@w:bidi") == ["ar-SA"]
    (german,) = find(tree, "//w:r[contains(w:t, 'Über')]")
    assert find(german, "w:rPr/w:lang/@w:val") == ["de-DE"]
    (paragraph,) = find(tree, "//w:p[w:pPr/w:bidi]")
    assert find(paragraph, ".//w:rtl")


def test_a_right_to_left_edition() -> None:
    made = written(replace(sample.edition(), lang="ar", direction="rtl"))
    assert faults(made) == []
    assert find(part(made, "word/styles.xml"), "//w:style[@w:styleId='Normal']/w:pPr/w:bidi")
    assert find(part(made), "//w:sectPr/w:bidi")
    assert find(part(made), "//w:tblPr/w:bidiVisual")


def test_numbers_and_brackets_go_with_the_words_before_them() -> None:
    assert [*pieces([("قرأ CC BY ", "rtl"), ("4.0", "rtl"), (" (B) و 27", "rtl")], "rtl")] == [
        [("قرأ ", True), ("CC BY ", False)],
        [("4.0", False)],
        [(" (B)", False), (" و 27", True)],
    ]
    assert [*pieces([("She (שלום 5) said", "ltr"), ("!", "ltr")], "ltr")] == [
        [("She (", False), ("שלום 5", True), (") said", False)],
        [("!", False)],
    ]


def test_a_marked_figure_stays_behind_the_word_before_it() -> None:
    run = m.Run("747", (m.Span("figure", "f1"),))
    made = written(of(p(*t("قال Boeing "), run), lang="ar", direction="rtl"))
    assert not find(part(made), "//w:r[w:t='747']/w:rPr/w:rtl")


def test_foreign_words_keep_their_punctuation() -> None:
    english, arabic = m.Language("en"), m.Language("ar")
    made = written(of(p(*t("قال "), *t("C++", english)), lang="ar", direction="rtl"))
    assert not find(part(made), "//w:r[w:t='C++']/w:rPr/w:rtl")
    made = written(of(p(*t("She said "), *t("«مرحبا» (2)!", arabic))))
    assert find(part(made), "//w:r[w:t='«مرحبا» (2)!']/w:rPr/w:rtl")


def test_numbered_lists_start_where_they_should() -> None:
    made = written(of(*(m.ListBlock((m.Item((p(*t("a")),)),), "number", n) for n in (1, 7))))
    used = [each.get(f"{W}val") for each in find(part(made), "//w:numId")]
    assert len(set(used)) == 2
    starts = find(part(made, "word/numbering.xml"), "//w:startOverride/@w:val")
    assert starts == ["1", "7"]


def test_nested_numbers_are_numbers_as_in_every_format() -> None:
    levels = find(part(written(), "word/numbering.xml"), "//w:lvl/w:numFmt/@w:val")
    assert set(levels) == {"bullet", "decimal"}


def test_white_space_counts_in_code_and_nothing_breaks_a_run() -> None:
    (code,) = [text for style, text in paragraphs(written()) if style == "Source Code"]
    assert code == "for each stone:\n    lift  it\n\tset it"


def test_characters_that_no_xml_can_hold_are_left_out_with_a_notice() -> None:
    output = render(of(p(*t("a\x00b\ufffe\ud800c"))), load("newspaper"))
    assert ("First Paragraph", "abc") in paragraphs(output.data)
    assert "illegal-character" in {notice.rule for notice in output.notices}


def test_a_picture_is_stored_once_and_described() -> None:
    picture = m.Picture("g.wall", "A wall.")
    made = written(of(picture, picture))
    assert len([name for name in names(made) if "media" in name]) == 1
    assert find(part(made), "//wp:docPr/@descr") == ["A wall.", "A wall."]


def test_a_picture_that_is_missing_is_its_description_in_a_frame() -> None:
    assert ("Picture Description", "Picture not available: A crane.") in paragraphs(written())


def test_svg_is_shown_as_svg_and_other_formats_become_png() -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(buffer, "WEBP")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    graphics = {
        "v": m.Graphic("v", "v.svg", "image/svg+xml", svg, 10, 10),
        "w": m.Graphic("w", "w.webp", "image/webp", buffer.getvalue(), 8, 8),
        "x": m.Graphic("x", "x.pdf", "application/pdf", b"%PDF-1.7", 8, 8),
    }
    article = replace(sample.article(), graphics=graphics)
    edition = of(*(m.Picture(name, f"Picture {name}") for name in graphics), article=article)
    output = render(edition, load("newspaper"))
    assert faults(output.data) == []
    media = sorted(name.rpartition(".")[2] for name in names(output.data) if "media" in name)
    assert media == ["png", "png", "svg"]
    assert ("Picture Description", "Picture not available: Picture x") in paragraphs(output.data)
    rules = sorted(notice.rule for notice in output.notices)
    assert rules == ["picture-format", "picture-svg"]


def test_readers_without_svg_get_its_description_in_a_frame() -> None:
    inch = 914400
    image = Image.open(
        io.BytesIO(stand_in("A chart: the wall costs twice as much.", inch * 4, inch))
    )
    assert image.size == (600, 150)
    assert min(image.crop((4, 4, 596, 146)).tobytes()) < 0x40
    for words, width in (("A chart", inch // 8), ("مخطط", inch * 4)):
        plain = Image.open(io.BytesIO(stand_in(words, width, inch)))
        assert set(plain.tobytes()) == {0x80, 0xF2}


def test_a_long_article_gets_contents_that_word_can_update() -> None:
    made = written(of(*(m.Heading((*t("Part"), m.Break(), *t(str(n))), 2) for n in range(8))))
    assert faults(made) == []
    entries = find(part(made), "//w:p[w:pPr/w:pStyle/@w:val='TOC1']")
    assert len(entries) == 8
    for entry in entries:
        (mark,) = find(entry, "w:hyperlink/@w:anchor")
        said = [each.strip() for each in find(entry, "w:hyperlink//w:instrText/text()")]
        assert said == [f"PAGEREF {mark} \\h"]
        assert find(part(made), f"//w:bookmarkStart[@w:name='{mark}']")
    assert 'TOC \\o "1-3" \\h \\z \\u' in find(part(made), "//w:instrText/text()")[0]
    assert "toc 1" not in {style for style, _ in paragraphs(written())}


def test_the_index_of_names_has_the_page_of_the_name_itself_once_a_paragraph() -> None:
    """A bookmark before the name, not the paragraph; of more in one paragraph only the first."""
    one, two = (m.Name("place", "pl.n", ident) for ident in ("m1", "m2"))
    text = m.Paragraph(
        (m.Run("Far in the text "), m.Run("Ness", (one,)), m.Run("port", (one,)), m.Run(" and "),
         m.Run("Nessport", (two,)))
    )  # fmt: skip
    page = m.Run("1", (m.PageNumber("m1", ("m2",)),))
    entry = m.Item((m.Paragraph((m.Run("Nessport: "), page)),))
    index = m.Appendix("index", "names", "Names", (m.ListBlock((entry,), "plain"),))
    made = written(of(text, appendices=(index,), targets=frozenset(("m1",))))
    assert faults(made) == []
    (told,) = (
        each.strip()
        for each in find(part(made), "//w:instrText/text()")
        if each.strip().startswith("PAGEREF _tei_m")
    )
    assert told == "PAGEREF _tei_m1 \\h"
    (mark,) = find(part(made), "//w:bookmarkStart[@w:name='_tei_m1']")
    before = "".join(find(mark, "preceding-sibling::w:r//w:t/text()"))
    after = "".join(find(mark, "following-sibling::w:r//w:t/text()"))
    assert (before, after) == ("Far in the text ", "Nessport and Nessport")
    assert not find(part(made), "//w:bookmarkStart[@w:name='_tei_m2']")


def test_the_contents_name_no_page_that_nobody_counted_and_word_does_not_ask() -> None:
    made = written(of(*(m.Heading(t(f"Part {'I' * n}"), 2) for n in range(1, 9))))
    shown = [words for style, words in paragraphs(made) if style == "toc 1"]
    assert shown[:2] == ["Part I\t", "Part II\t"]
    assert len(find(part(made), "//w:p[w:pPr/w:pStyle/@w:val='TOC1'][w:pPr/w:spacing]")) == 1
    assert not find(part(made), "//*[@w:dirty or @w:leader]")
    assert not find(part(made, "word/settings.xml"), "//w:updateFields")


def test_headings_have_the_levels_that_the_plan_gave_them() -> None:
    """Word's first level is the one below the title, its deepest for text here the sixth."""
    made = written(of(*(m.Heading(t("One"), level) for level in (2, 3, 4, 9))))
    assert [s for s, _ in paragraphs(made) if s.startswith("heading")][:4] == [
        *("heading 1", "heading 2", "heading 3", "heading 6")
    ]


def test_the_tei_comes_back_out() -> None:
    tei = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>\xc3\xa9</text></TEI>'
    edition = sample.edition()
    made = written(replace(edition, article=replace(edition.article, tei=tei)))
    assert recover(made) == tei
    assert recover(written(replace(edition, article=replace(edition.article, tei=b"")))) is None
    with pytest.raises(InputError):
        recover(b"no zip")


@pytest.mark.parametrize("head", ["", "<?xml version='1.0' encoding='UTF-8'?>"])
@pytest.mark.parametrize(
    "ids", ['xml:id="n:1"', 'xml:id="n"/><p xml:id="n"', "xml:id='n'/><p xml:id=\n'n'", 'no:id="n"']
)
def test_tei_with_faulty_ids_is_stored_as_text_and_comes_back_out_too(head: str, ids: str) -> None:
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><p {ids}/>é &amp;&#13;\n]]&gt;</TEI>'
    tei = f"{head}{text}".encode()
    edition = sample.edition()
    made = written(replace(edition, article=replace(edition.article, tei=tei)))
    assert part(made, "customXml/item1.xml").tag == "{urn:x-tei-exporter:}tei"
    assert recover(made) == tei
    assert faults(made) == []


@pytest.mark.parametrize("ids", ['xml:id="n"/><p xml:id="m"', "xml:id='é'", 'n="xml:id"'])
def test_tei_with_good_ids_is_stored_as_it_is(ids: str) -> None:
    tei = f"<?xml version='1.0' encoding='UTF-8'?>\n<TEI xmlns='{TEI}'><p {ids}/></TEI>".encode()
    assert wrapped(tei) is tei


def test_properties_come_from_the_article() -> None:
    core = part(written(), "docProps/core.xml")
    values = {each.tag.rpartition("}")[2]: each.text for each in core}
    assert values["title"] == "Harbour wall to cost twice the estimate"
    assert values["creator"] == "R. Okoye"
    assert values["created"] == values["modified"] == "2026-03-02T00:00:00Z"
    assert values["language"] == "en"


def test_every_zip_entry_has_the_same_date() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_one_colour_of_the_theme_changes_the_styles() -> None:
    theme = load("newspaper", "full")
    red = replace(theme, light=replace(theme.light, disputed="#123456"))
    made = render(sample.edition(), red).data
    assert find(part(made, "word/styles.xml"), "//w:u[@w:color='123456']")


def test_options_that_do_not_exist_are_refused() -> None:
    for wrong in ({"contents": "maybe"}, {"restart": "daily"}):
        with pytest.raises(OptionError, match="It must be"):
            DocxOptions(**wrong)  # type: ignore[arg-type]


def test_more_notes_than_word_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exporter.docx.context.MOST_NOTES", 2)
    monkeypatch.setattr("exporter.docx.parts.notes.MOST_NOTES", 2)
    output = render(sample.edition(), load("newspaper"))
    assert faults(output.data) == []
    listed = [text for style, text in paragraphs(output.data) if style == "footnote text"]
    assert listed == ["3. First paragraph, with a link.", "Last paragraph.", "4. Traditional."]
    assert "too-many-notes" in {notice.rule for notice in output.notices}


def test_controls_can_be_left_out_and_bookmarks_stay() -> None:
    plain = render(sample.edition(), load("newspaper"), DocxOptions(controls="none")).data
    assert find(part(written()), "//w:sdt")
    assert find(part(plain), "//w:sdt") == []
    marks = "//w:bookmarkStart/@w:name"
    assert find(part(plain), marks) == find(part(written()), marks)
    assert [text for _, text in paragraphs(plain)] == [text for _, text in paragraphs(written())]


def test_fonts_that_a_machine_lacks_have_stand_ins() -> None:
    """ECMA-376 17.8.3.1: altName; the fonts of other scripts have none."""
    table = part(written(sample.edition()), "word/fontTable.xml")
    named = find(table, "//w:font/@w:name")
    assert len(named) == len(set(named)) >= 4
    stand_ins = find(table, "//w:font[@w:name='Times New Roman']/w:altName/@w:val")
    others = find(table, "//w:font/w:altName/@w:val")
    assert all("," in each for each in others)
    assert len(others) == len(find(table, "//w:font[w:altName]")) >= 2
    assert len(stand_ins) <= 1
