"""Words with their borders: none is lost, joined, parted or invented in the reading of a line."""
# ruff: noqa: E501, ISC004 - pieces of TEI are clearest on one line

from __future__ import annotations

import io
import zipfile

import pytest

import exporter
from exporter.model import Inline, NoteCall, Run
from exporter.model.traversal import contents, flattened
from exporter.sourcing import plan
from exporter.tei import read
from tests.borders import Stream, compared
from tests.tei.sketch import article, notes, rules, sketch, tei
from tests.tei.text import stream_of_article, stream_of_tree


def drawn(body: str, **how: str) -> str:
    return sketch(article(body, **how).blocks)


# ------------------------------------------------------------- references that call notes

BACK = """<note xml:id="f1">One.</note><note xml:id="f2" n="b">Two.</note><note xml:id="f03">Three.</note>
  <note xml:id="last">Four.</note>"""


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ('the <ref target="#f1">mill</ref> ran', "the mill[^f1] ran"),
        ('in <ref target="#f1">1812</ref>, it', "in 1812[^f1], it"),
        ('<ref target="#f1">I</ref> went', "I[^f1] went"),
        ('<ref target="#f1">火</ref> burns', "火[^f1] burns"),
        ('<ref target="#f1">seven</ref> men', "seven[^f1] men"),
        ('<ref target="#last">17</ref> men', "17[^last] men"),
        ('<ref target="#f2">a</ref> man', "a[^f2] man"),
        ('word<ref target="#f2">b</ref>', "word[^f2]"),
        ('word<ref target="#f2">(b)</ref>', "word[^f2]"),
        ('word<ref target="#f1">1</ref>', "word[^f1]"),
        ('word<ref target="#f03">[3]</ref>', "word[^f03]"),
        ('word<ref target="#last">4</ref>', "word[^last]"),
        ('word<ref target="#last">†</ref>', "word[^last]"),
        ('word<ref target="#last" type="noteAnchor">iv</ref>', "word[^last]"),
        ('word<ref target="#last" rend="sup">12</ref>', "word[^last]"),
        ('word<ref target="#last"><hi rend="superscript">c</hi></ref>', "word[^last]"),
        ('word<hi rend="sup"><ref target="#last">c</ref></hi>', "word[^last]"),
        ('<ref target="#last" type="note">as they say</ref>', "as they say[^last]"),
        ('word<ref target="last" type="note">4</ref>', "word[^last]"),
        ('word<ref target="f03">x</ref>', "wordx[^f03]"),
        ('word<ptr target="f03"/>', "word[^f03]"),
    ],
)  # fmt: skip
def test_only_the_label_of_a_note_is_left_out(reference: str, expected: str) -> None:
    others = "".join(f'<ptr target="#{i}"/>' for i in ("f1", "f2", "f03", "last"))
    assert drawn(f"<p>{reference}.</p><p>{others}</p>", back=BACK).split("\n")[0] == f"{expected}."


def test_words_that_speak_of_a_note_lead_to_it() -> None:
    body = '<p>Mill<ptr target="#f1"/> (cf. <ref target="#f1">n. 1</ref>); <ref target="#f2">note b</ref>.</p>'
    assert drawn(body, back=BACK).startswith("Mill[^f1] (cf. {→#f1: n. 1}); note b[^f2].")


# ------------------------------------------------------------- quotation marks


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<q>No.</q> <q>Yes.</q> <q>Why?</q>", "“No.” “Yes.” “Why?”"),
        ("<q>No</q>/<q>Yes</q>", "“No”/“Yes”"),
        ("<said>I heard <q>no</q> and <q>yes</q></said>", "“I heard ‘no’ and ‘yes’”"),
        ("<q>“I heard <q>no</q>”</q>", "“I heard ‘no’”"),
        ("He said<q> no </q>to it", "He said “no” to it"),
        ("“<q>No</q>,” she said", "“No,” she said"),
        ("‘A’ <q>No</q>", "‘A’ “No”"),
        ("“A”<q>No</q>", "“A”“No”"),
        ("<q>’Twas he</q>", "“’Twas he”"),
        ("<q>No<note>“Nay” in B.</note></q> <q>Yes</q>", "“No[^note-1]” “Yes”"),
        ("<said mode='indirect'>that it rained</said>", "that it rained"),
        ("<said mode='free indirect'>how it rained!</said>", "how it rained!"),
        ("<said mode='direct'>It rains</said>", "“It rains”"),
        ("<said direct='false'>that it rained</said>", "that it rained"),
    ],
)  # fmt: skip
def test_quotation_marks(body: str, expected: str) -> None:
    assert bare(f"<p>{body}</p>") == expected


def bare(body: str) -> str:
    """The text, with calls but without marks."""
    lines = (part.inlines for part in contents(article(body).blocks))
    return "".join(_bare(inline) for line in lines for inline in line)


def _bare(inline: Inline) -> str:
    match inline:
        case Run():
            return inline.text
        case NoteCall():
            return f"[^{inline.note}]"
        case _:
            return "⏎"


def test_marks_of_the_language_around_an_own_pair() -> None:
    assert bare("<p xml:lang='de'>»<q>Ja</q>« sagt er, <q>und</q> <q>nein</q></p>") == (
        "»Ja« sagt er, „und“ „nein“"
    )
    assert bare("<p xml:lang='fr'>« <q>Oui</q> » et <q>non</q></p>") == (
        "« Oui » et «\u202fnon\u202f»"
    )


def test_a_mode_says_that_speech_is_reported() -> None:
    made = article("<p><said mode='indirect'>that</said> <said>this</said></p>")
    assert [speech.direct for speech in made.speeches.values()] == [False, True]


# ------------------------------------------------------------- what only tags part


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("so <cit><quote>the sea</quote><bibl>Homer</bibl></cit>, he", "so “the sea” Homer, he"),
        ("<hi><cit><quote>x</quote><bibl>y</bibl></cit></hi>", "“x” y"),
        ("<choice><am>q̄</am><ex>que</ex></choice>", "(que)"),
        ("<cit><bibl>Ovid</bibl><quote>x</quote></cit>", "Ovid “x”"),
        ("<cit><q>x</q><ref>Gen 1</ref><note>n</note></cit>.", "“x” Gen 1[^note-1]."),
        ("<cit><quote>x</quote> (<bibl>Ovid</bibl>)</cit>", "“x” (Ovid)"),
        ("<dateline><placeName>Rome</placeName><date>1 May</date></dateline>", "Rome 1 May"),
        ("<name>Ann</name><name>Bee</name><date>1900</date>", "Ann Bee 1900"),
        ("<hi>A</hi><hi>nn</hi>", "Ann"),
        ("<name>Ann</name><!-- x --><name>Bee</name>", "Ann Bee"),
        ("<name>Ann</name> <!-- x --><name>Bee</name>", "Ann Bee"),
        ("<edition>2nd</edition><extent>9 leaves</extent>", "2nd 9 leaves"),
        ("<term>one</term><foreign>deux</foreign>", "one deux"),
        ("<date when='1900'/> <name>Ann</name>", "1900 Ann"),
        ("so <name>Ann</name><name>Bee</name>", "so AnnBee"),
        ("<measureGrp><measure>3 m</measure><measure>4 m</measure></measureGrp>", "3 m 4 m"),
        ("<s>It was.</s><s>Was it?</s><s>No</s><s>!</s>", "It was. Was it? No!"),
        ("<s>今天。</s><s>明天。</s>", "今天。明天。"),
        ("<w>Arma</w><w>virum</w><pc>,</pc><pc>(</pc><w>cano</w><pc>)</pc>", "Arma virum, (cano)"),
        ("<w>do</w><w>n't</w> <w>go</w><pc>.</pc>", "don't go."),
        ("<w>ฉัน</w><w>รัก</w><w>ทะเล</w>", "ฉันรักทะเล"),
        ("<s>ฉันรัก ๆ</s><s>ทะเล</s>", "ฉันรัก ๆทะเล"),
        ("<w>나는</w><w>바다를</w><w>본다</w>", "나는 바다를 본다"),
        ("<w>天</w><w>地</w><w>玄</w>", "天地玄"),
        ("<w part='I'>ar</w><w part='F'>ma</w><w>que</w>", "armaque"),
        ("<w>The </w><w>old </w><w>sea</w>", "The old sea"),
        ("<w>a</w><c> </c><w>b</w><w>c</w>", "a bc"),
        ("<extent>2 leaves<dimensions><height>10</height></dimensions></extent>", "2 leaves 10"),
        ("<label>SO.</label>Well", "SO. Well"),
        ("<label>SO.</label> Well", "SO. Well"),
        ("<said><label>Tim</label>Well</said>", "Tim Well"),
        ("as in <label>x</label>y", "as in xy"),
        ("see <ref cRef='1 Cor 13:2'/> and <ptr cRef='Matt\n 5'/>", "see 1 Cor 13:2 and Matt 5"),
        ("<bibl><title>T</title> <biblScope unit='volume' n='4'/></bibl>", "T vol.\xa04"),
        ("har<g ref='char:EOLhyphen'/>bour", "harbour"),
        ("har<g ref='char:EOLhyphen'/>\n  bour", "harbour"),
        ("har<g ref='char:EOLhyphen'/><lb/>\nbour", "harbour"),
    ],
)  # fmt: skip
def test_words_that_only_tags_part(body: str, expected: str) -> None:
    assert bare(f"<p>{body}</p>") == expected


def test_a_date_without_words_begins_its_paragraph_or_is_said() -> None:
    bought = (
        "<msDesc><history><acquisition><date when='1900'/> bought</acquisition></history></msDesc>"
    )
    assert bare(bought) == "1900 bought"
    assert bare("<opener><date when='1900-05'/></opener>") == "May 1900"
    beside = article("<div><date when='1900'/><p>x</p></div>")
    assert rules(beside) == ["attribute-not-shown"]
    assert "date/@when (1)" in beside.notices[0].message


def test_words_where_tei_allows_none_are_counted() -> None:
    made = article("<p><choice>one</choice> <gap>two</gap> <gap>three</gap> <gap/></p>")
    said = [notice.message for notice in made.notices if notice.rule == "hidden"]
    assert said == ["<choice> is not shown (1 time).", "<gap> is not shown (2 times)."]


def test_a_quotation_and_its_source_in_verse_and_headings() -> None:
    cited = "<cit><quote>x</quote><bibl>Homer</bibl></cit>"
    assert bare(f"<head>{cited}</head><l>{cited}</l>") == "“x” Homer“x” Homer"


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("PART II.<hi>THE QUAY</hi>", "PART II. THE QUAY"),
        ("One:<title>Boats</title>", "One: Boats"),
        ("1.<pb/><hi>Boats</hi>", "1.Boats"),
        ("The U.S.<hi>A.</hi>", "The U.S.A."),
        ("Mc<hi>Gee</hi>", "McGee"),
        ("v.<hi>2</hi>", "v.2"),
        ("So.<hi>on</hi>", "So.on"),
    ],
)
def test_the_name_of_a_part_is_parted_from_its_number(head, text):
    shown = article(f"<div><head>{head}</head><p>x</p></div>").blocks
    assert flattened(shown[0].content) == text


def test_data_that_only_tags_part_in_blocks() -> None:
    source = (
        "<p>x<note><name>One</name><rs>Two</rs></note></p><div><name>A</name><date>1</date></div>"
    )
    assert list(notes(article(source)).values()) == ["One Two"]
    assert drawn(source).splitlines()[-1] == "A {figure figure-1: 1}"
    cast = "<castList><castItem><role>Ada</role><roleDesc>a maid</roleDesc></castItem></castList>"
    assert drawn(cast) == "· Ada {italic: a maid}"
    imprint = "<docImprint><pubPlace>Rome</pubPlace><publisher>Bo</publisher></docImprint>"
    made = read(tei("<p>x</p>", front=f"<titlePage>{imprint}</titlePage>"))
    assert sketch(made.blocks) == "<title-page>\n  (imprint) Rome Bo\nx"


# ------------------------------------------------------------- spaces and breaks


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("two<space/>words", "two words"),
        ("two<space quantity='4' unit='chars'/> words", "two words"),
        ("far<space dim='horizontal' extent='2em'/>, off", "far , off"),
        ("har<lb break='no'/>\n  bour", "harbour"),
        ("har\n<lb n='2' break='no'/>bour", "harbour"),
        ("har<cb break='no'/>\n<lb break='no'/>\nbour", "harbour"),
        ("har<milestone unit='page' break='no'/>\nbour", "harbour"),
        ("har<pb break='no'/>\n<fw>THE HARBOUR</fw>\n<lb/>bour", "harbour"),
        ("<w>har<lb/>\nbour</w> <w>wall</w>", "harbour wall"),
        ("<w part='I'>har</w>\n<lb/><w part='F'>bour</w> wall", "harbour wall"),
        ("har<pc force='weak'>-</pc>\n<lb break='no'/>bour", "harbour"),
        ("har<pc force='weak'>‐</pc><pb break='no'/><fw>x</fw>\nbour", "harbour"),
        ("harbour<pc force='weak'>-</pc>wall", "harbour-wall"),
        ("one<lb/>two<pb/>three", "one⏎twothree"),
    ],
)  # fmt: skip
def test_what_parts_a_word_and_what_does_not(body: str, expected: str) -> None:
    assert bare(f"<p>{body}</p>") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("by <name>\n  <forename>Ben</forename>\n  <surname>Bold</surname>\n</name>; he", "by Ben Bold; he"),
        ("(<name>\n  <forename>Ben</forename>\n</name>)", "(Ben)"),
        ("<name>\n  <forename>Ben</forename>\n</name>went", "Ben went"),
        ("<name>\n  <forename>Ben</forename>\n</name> , he", "Ben , he"),
        ("<s>\n<w>No</w>\n<pc>,</pc>\n<w>sir</w>\n<pc>.</pc>\n</s>", "No, sir."),
        ("a<pc> , </pc>b", "a , b"),
    ],
)  # fmt: skip
def test_white_space_of_a_printer_parts_no_sign_from_its_word(body: str, expected: str) -> None:
    assert bare(f"<p>{body}</p>") == expected


# ------------------------------------------------------------- notes beside the text


def test_notes_in_what_is_not_shown_are_called_after_what_is() -> None:
    body = """<p><choice><reg>ship</reg><orig>shippe<note>O.</note></orig></choice>
      <choice><unclear>may<note>M.</note></unclear><unclear>way<note>W.</note></unclear></choice>
      <app><lem>sea<note>L.</note></lem><rdgGrp><rdg>see<note>R.</note></rdg></rdgGrp><note>A.</note></app></p>"""
    made = article(body)
    assert sketch(made.blocks) == (
        "ship[^note-1] {unclear: may}[^note-2][^note-3] sea[^note-4][^note-6][^note-5]"
    )
    assert len(made.notes) == 6


def test_a_list_of_variants_keeps_its_notes_beside_their_places() -> None:
    body = """<div><p>Salve.</p></div><div type="apparatus"><listApp>
      <app loc="2"><note>cut deep</note></app>
      <app loc="4"><lem>annis</lem><rdg>annus<note>so B.</note></rdg></app></listApp></div>"""
    made = article(body)
    assert sketch(made.blocks) == (
        "Salve.\n(entry) {made: 2} cut deep\n(entry) {made: 4} annis{made: ]} annus so B."
    )
    assert not made.notes


def test_a_note_stays_in_its_division() -> None:
    body = """<div><p>End of one.</p></div><div><note>On two.</note><p>Two.</p></div>
      <div><head>Three</head><note>On three.</note><p>x</p></div>
      <div><note>On four.</note><list><item>y</item></list></div><div><note>Alone.</note></div>"""
    assert drawn(body) == ("End of one.\n[^note-1]Two.\n# Three[^note-2]\nx\n- [^note-3]y[^note-4]")


def test_what_happened_in_a_debate_stands_where_it_happened() -> None:
    body = """<u who="#p"><seg>Ayes?</seg><note type="count">Twelve.</note><seg>Noes<note place="foot">So
      printed.</note>?</seg><note>Laughter.</note></u>"""
    made = article(body)
    assert sketch(made.blocks) == (
        ":\n  Ayes?\n  (stage) Twelve.\n  Noes[^note-2]?\n  (stage) Laughter."
    )
    assert list(notes(made)) == ["note-2"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>ten <note rend='inline'>or so</note> men</p>", "ten {made: [}or so{made: ]} men"),
        ("<p>ten <note place='inline'>(or so)</note> men</p>", "ten (or so) men"),
        ("<p>ten</p><note place='inline'>Or so.</note><p>men</p>", "ten\nOr so.\nmen"),
    ],
)  # fmt: skip
def test_a_note_in_line(body: str, expected: str) -> None:
    made = article(body)
    assert sketch(made.blocks) == expected
    assert not made.notes


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<table><head>Tides</head><row><cell>1</cell></row><note>N</note></table>",
         "caption: Tides[^note-1]\n| 1 |"),
        ("<table><row><cell>1</cell><cell/></row><note>N</note></table>", "| 1[^note-1] |  |"),
        ("<figure><head>Tides</head><table><row><cell>1</cell></row></table><note>N</note></figure>",
         "<figure>\n  (caption) Tides[^note-1]\n  | 1 |"),
        ("<figure><table><row><cell>1</cell></row></table><note>N</note></figure>",
         "<figure>\n  | 1[^note-1] |"),
    ],
)  # fmt: skip
def test_a_note_on_a_table(body: str, expected: str) -> None:
    assert drawn(body) == expected


def test_a_section_whose_notes_are_called_elsewhere_leaves_no_heading() -> None:
    body = """<div><head>Text</head><p>A<ref target="#x1">1</ref>.</p></div><div type="endnotes">
      <head>Notes</head><div><head>To the text</head><note xml:id="x1">X.</note></div></div>"""
    made = article(body)
    assert sketch(made.blocks) == "# Text\nA[^x1]."
    assert "notes-section" in rules(made)
    kept = body.replace("</note>", "</note><p>And more.</p>")
    assert "# Notes" in drawn(kept)


# ------------------------------------------------------------- entries of bibliographies


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("so (cf. <bibl><author>Kite</author> <title>Tides</title> <date>1911</date></bibl>)",
         "so (cf. Kite Tides 1911)"),
        ("in <bibl><ptr target='https://b.example/'/></bibl> too", "in https://b.example/ too"),
        ("by <bibl><author>Kite</author><title>Tides</title></bibl>", "by Kite Tides"),
        ("in<bibl><title>Tides</title></bibl>", "inTides"),
        ("see <biblStruct><monogr><author>Kite</author><title>Tides</title></monogr></biblStruct> and",
         "see Kite, Tides and"),
        ("<bibl><title>Tides</title> <biblScope from='4' to='7'/></bibl>", "Tides 4–7"),
        ("<bibl><title>Tides</title> <citedRange from='4' to='4'/></bibl>", "Tides 4"),
        ("<bibl><title>Tides</title>, <date when='1911-05'/></bibl>", "Tides, May 1911"),
    ],
)  # fmt: skip
def test_an_entry_in_a_sentence(body: str, expected: str) -> None:
    assert bare(f"<p>{body}.</p>") == f"{expected}."


def cited(entry: str) -> str:
    made = article(
        '<p><seg type="claim" source="#k">So.</seg></p>',
        before=f"<standOff><listBibl>{entry}</listBibl></standOff>",
    )
    (note,) = plan(made).notes
    said = "".join(_bare(i) for part in contents(note.blocks) for i in part.inlines)
    return said.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ('<bibl xml:id="k"><author>P. Kite</author>, <title>Tides</title>, no. 8 (1911), 40</bibl>',
         "P. Kite, Tides, no. 8 (1911), 40."),
        ('<bibl xml:id="k"><author>P. Kite</author>, <title>Tides</title>, tome II</bibl>',
         "P. Kite, Tides, tome II."),
        ('<biblStruct xml:id="k"><analytic><author>P. Kite</author><title level="a">Ebb</title></analytic>'
         '<monogr><title level="j">Tides</title><imprint><biblScope unit="vol">8</biblScope>'
         '<biblScope unit="issue">2</biblScope><biblScope unit="pp" from="40" to="52"/>'
         '<date when="1911-05"/></imprint></monogr></biblStruct>',
         "P. Kite, “Ebb,” Tides, vol. 8, no. 2, May 1911, pp. 40–52."),
        ('<biblStruct xml:id="k"><analytic><author>P. Kite</author><title level="a">Ebb</title></analytic>'
         '<monogr><title level="j">Tides</title><imprint><biblScope unit="page">40-52</biblScope>'
         "</imprint></monogr><citedRange>44</citedRange></biblStruct>",
         "P. Kite, “Ebb,” Tides, p. 44."),
    ],
)  # fmt: skip
def test_all_that_an_entry_says_stands_in_its_note(entry: str, expected: str) -> None:
    assert cited(entry) == expected


# ------------------------------------------------------------- labels and numbers


@pytest.mark.parametrize(
    ("head", "label", "expected"),
    [
        # The number of a figure that its heading has too is told once, another is a caption.
        ("Figure 6 -", "6", ""),
        ("Fig. 7 |", "7.", ""),
        ("Figure 16", "6", "6"),
        ("6 ships", "6", "6"),
        ("The harbour", "Plate II", "Plate II"),
    ],
)
def test_the_label_of_a_figure(head: str, label: str, expected: str) -> None:
    made = article(
        f"<figure><head>{head}</head><label>{label}</label><graphic url='a.png'/></figure>"
    )
    told = [head, expected] if expected else [head]
    assert sketch(made.blocks) == f"!graphic-1 () (caption) {' / (caption) '.join(told)}"
    assert ("hidden" in rules(made)) is (not expected)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<list><item><label>i)</label> one</item><item>two</item></list>", "- i) = one\n- two"),
        ("<list><label>(a)</label><item>one</item><label>(b)</label><item>two</item></list>",
         "· (a) = one\n· (b) = two"),
        ("<list><label>Ebb</label><item>the fall</item></list>", "= Ebb = the fall"),
        ("<list rend='alpha'><item>one</item><item>two</item></list>", "1. {made: a.} = one\n1. {made: b.} = two"),
        ("<list type='ordered'><item n='2'>b</item><item n='4'>d</item></list>",
         "1. {made: 2.} = b\n1. {made: 4.} = d"),
        ("<list type='ordered'><item n='2'>b</item><item n='3'>c</item></list>", "1. b\n1. c"),
        ("<list><item n='§ 1'>one</item></list>", "- {made: § 1} = one"),
    ],
)  # fmt: skip
def test_labels_stand_before_their_items(body: str, expected: str) -> None:
    assert drawn(body) == expected


def test_the_label_of_a_note_stands_on_its_first_line() -> None:
    made = article(
        "<p>x<note><label>**</label> So B.</note><note><label>†</label><p>So C.</p></note></p>"
    )
    assert [note.replace("{made:  }", " ") for note in notes(made).values()] == [
        "** So B.",
        "† So C.",
    ]


def test_a_date_in_an_imprint_stays_in_its_line() -> None:
    front = """<titlePage><docImprint>Nessport: <publisher>Bold</publisher>, <docDate>1911</docDate>
      </docImprint><docDate>In May</docDate></titlePage>"""
    made = read(tei("<p>x</p>", front=front))
    assert (
        sketch(made.blocks)
        == "<title-page>\n  (imprint) Nessport: Bold, 1911\n  (title-part) In May\nx"
    )


# ------------------------------------------------------------- formulae and glosses

MATH = "http://www.w3.org/1998/Math/MathML"


@pytest.mark.parametrize(
    ("math", "expected"),
    [
        ("<msub><mi>v</mi><mn>0</mn></msub><mo>&lt;</mo><mi>c</mi>", "v0 < c"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a + b)/2"),
        ("<msqrt><mi>a</mi></msqrt>", "√(a)"),
        ("<mfenced open='['><mi>a</mi><mi>b</mi></mfenced>", "[a, b)"),
        ("<semantics><mi>k</mi><annotation encoding='application/x-tex'>k</annotation></semantics>", "k"),
    ],
)  # fmt: skip
def test_a_formula_reads_right_in_one_line(math: str, expected: str) -> None:
    assert bare(f'<p><formula><math xmlns="{MATH}">{math}</math></formula></p>') == expected


def test_a_formula_set_off_keeps_its_id_and_leaves_no_paragraph() -> None:
    math = f'<math xmlns="{MATH}" onclick="x()"><mi href="https://e.example/">k</mi></math>'
    body = f'<p><formula xml:id="f9" rend="display">{math}</formula></p><p><ref target="#f9">so</ref></p>'
    formula, _ = article(body).blocks
    assert (formula.id, formula.role) == ("f9", "formula")
    (run,) = formula.content
    assert run.marks[0].markup == f'<math xmlns="{MATH}"><mi>k</mi></math>'


def test_html_and_epub_have_the_formula_and_the_gloss() -> None:
    body = f"""<p>So <formula><math xmlns="{MATH}"><msup><mi>k</mi><mn>2</mn></msup></math></formula>;
      <ruby>\n<rb>港</rb>\n<rt>みなと</rt>\n</ruby>。</p>"""
    edition = plan(article(body))
    page = exporter.render(edition, "html").data.decode()
    assert "<msup><mi>k</mi><mn>2</mn></msup></math>;" in page
    assert "<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>。" in page
    with zipfile.ZipFile(io.BytesIO(exporter.render(edition, "epub").data)) as book:
        assert b'properties="mathml"' in book.read("EPUB/package.opf")
    assert bare(body) == "So k2; 港(みなと)。"


# ------------------------------------------------------------- looks


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p rend='center'>x</p><p style='text-align: right'>y</p>", "(align-center) x\n(align-end) y"),
        ("<p><hi rend='italic'>a <hi rend='roman'>b</hi></hi></p>", "{italic: a }b"),
        ("<p><title>a <name style='font-style: normal'>b</name></title></p>", "{italic: a }b"),
        ("<p><hi rend='bold'>a <hi rend='normal'>b</hi></hi></p>", "{bold: a }b"),
        ("<p><hi rend='bold'>a <hi rend='upright'>b</hi></hi></p>", "{bold: a b}"),
    ],
)  # fmt: skip
def test_alignment_is_kept_and_upright_ends_italic(body: str, expected: str) -> None:
    assert drawn(body) == expected


def test_what_rend_says_in_vain_is_told_once() -> None:
    body = "<p><hi rend='blackletter'>a</hi> <hi rend='blackletter bold'>b</hi> <hi rend='inkblot'>c</hi></p>"
    made = article(body)
    (notice,) = (n for n in made.notices if n.rule == "unknown-rend")
    assert "'blackletter' (2), 'inkblot' (1)." in notice.message
    centred = article(
        "<head rend='center'>x</head><p rend='center'>x</p><trailer rend='center'>x</trailer>"
    )
    assert "'center' (1)." in centred.notices[0].message
    assert "unknown-rend" not in rules(article("<list rend='alpha'><item>x</item></list>"))


def test_characters_of_windows_are_read_as_what_they_were() -> None:
    made = article("<p>&#x93;No&#x94; &#x96; he&#x92;s&#x85; \x80</p>")
    assert sketch(made.blocks) == "“No” – he’s… €"
    assert rules(made) == ["windows-character"]
    assert "\x93No\x94" in made.tei.decode()


def test_a_call_is_isolated_where_directions_mix() -> None:
    body = "<p>said שלום<note>A</note></p><p>said so<note>B</note></p>"
    page = exporter.render(plan(article(body)), "html").data.decode()
    assert page.count('<sup class="call" dir="ltr">') == 1
    hebrew = exporter.read(tei("<p>2023<note>A</note></p>").replace(b'lang="en"', b'lang="he"'))
    assert b'<sup class="call" dir="ltr">' in exporter.render(plan(hebrew), "html").data


# ------------------------------------------------------------- private schemes


def test_private_schemes_are_resolved() -> None:
    header = """<encodingDesc><listPrefixDef><prefixDef ident="us" matchPattern="([a-z]+)"
      replacementPattern="#us-$1"/><prefixDef ident="cat" matchPattern="(\\d+)"
      replacementPattern="https://c.example/$1"/></listPrefixDef></encodingDesc>"""
    before = """<standOff><listPerson><person xml:id="us-ann"><persName>Ann</persName></person></listPerson>
      <listBibl><bibl xml:id="us-log">The log.</bibl></listBibl></standOff>"""
    body = """<p><persName ref="us:ann">A.</persName>: <said who="us:ann" source="us:log">“Ho.”</said>
      <ref target="cat:7">card</ref></p>"""
    made = article(body, header=header, before=before)
    (speech,) = made.speeches.values()
    assert (speech.who, speech.sources) == (("us-ann",), ("us-log",))
    assert "{person us-ann: A.}" in sketch(made.blocks)
    assert "{→https://c.example/7: card}" in sketch(made.blocks)
    assert not rules(made)


@pytest.mark.parametrize("eol", ["", "all", "some", "hard", "none"])
@pytest.mark.parametrize(
    ("body", "kept", "dropped"),
    [
        ("erhal-<lb break='no'/>ten", "erhal-ten", "erhalten"),
        ("erhal-\n  <lb n='2' break='no'/>ten", "erhal-ten", "erhalten"),
        ("erhal\u2010<cb break='no'/>ten", "erhal\u2010ten", "erhalten"),
        (
            "<hi>erhal\u00ac</hi><lb break='no'/>ten",
            "{italic: erhal\u00ac}ten",
            "{italic: erhal}ten",
        ),
        ("Ost-<lb/>und", "Ost-⏎und", "Ost-⏎und"),
        ("a -<lb break='no'/>b", "a -b", "a -b"),
        ("wohl-bekannt", "wohl-bekannt", "wohl-bekannt"),
    ],
)
def test_a_hyphen_before_a_break_is_the_transcribers_unless_the_header_says_it_is_the_lines(
    eol: str, body: str, kept: str, dropped: str
) -> None:
    """TEI 2.3.3: ``all`` and ``some`` say that hyphens at line ends were kept."""
    said = f'<hyphenation eol="{eol}"><p>x</p></hyphenation>' if eol else ""
    header = f"<encodingDesc><editorialDecl>{said}<p/></editorialDecl></encodingDesc></teiHeader>"
    source = tei(f"<p>{body}</p>").replace(b"</teiHeader>", header.encode())
    made = read(source)
    assert sketch(made.blocks) == (dropped if eol in ("all", "some") else kept)
    assert compared(Stream(stream_of_tree(made.tei)), Stream(stream_of_article(made))).total == 0


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<time when='07:45:00'/>", "{made: 07:45}"),
        ("<time from='07:45:00' to='09:00:30'/>", "{made: 07:45–09:00:30}"),
        ("<time when='07:45:00'>a quarter to eight</time>", "a quarter to eight"),
        ("<num value='12'/>", "{made: 12}"),
        ("<measure quantity='12' unit='km'/>", "{made: 12 kilometres}"),
        ("<measure atLeast='2' atMost='3' unit='sack' commodity='rye'/>", "{made: 2 to 3 sacks (rye)}"),
        ("<date when='1788'><note>N</note></date>", "{made: 1788}[^note-1]"),
        ("<bibl corresp='#b'/>", "{made: Orr 1788}"),
        ("<bibl sameAs='#c'/>", "{made: Tides}"),
    ],
)  # fmt: skip
def test_what_an_empty_element_says_is_told(inside: str, expected: str) -> None:
    before = """<standOff><listBibl><bibl xml:id='b'><author>Orr</author><date when='1788-02'/></bibl>
      <bibl xml:id='c'><title>Tides</title></bibl></listBibl></standOff>"""
    made = article(f"<p>So {inside} then</p>", before=before)
    assert sketch(made.blocks) == f"So {expected} then"
    assert "attribute-not-shown" not in [notice.rule for notice in made.notices]


def test_an_empty_entry_of_a_bibliography_is_an_entry() -> None:
    before = (
        "<standOff><listBibl><bibl xml:id='b'><title>Tides</title></bibl></listBibl></standOff>"
    )
    made = article("<listBibl><bibl sameAs='#b'/><bibl>Two</bibl></listBibl>", before=before)
    assert sketch(made.blocks) == "<bibliography>\n  (bibl) {made: Tides}\n  (bibl) Two"


@pytest.mark.parametrize(
    ("inside", "lost"),
    [
        ("<p>a <persName ref='#p'/> b <title key='t7'/></p>", "persName/@ref (1), title/@key (1)"),
        ("<p>a</p><measure quantity='3' unit='kg'/>", "measure/@quantity (1)"),
        ("<p>a <time dur='PT3H'/></p>", "time/@dur (1)"),
    ],
)
def test_what_an_empty_element_says_and_nothing_tells_is_counted(inside: str, lost: str) -> None:
    found = [n.message for n in article(inside).notices if n.rule == "attribute-not-shown"]
    assert found == [f"What these attributes say is shown nowhere: {lost}."]
