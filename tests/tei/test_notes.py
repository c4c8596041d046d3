"""Notes of every shape: where they are called, and that none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter import LimitExceeded, Severity
from exporter.model import WrittenNote
from exporter.tei import Limits, read
from tests.tei.sketch import article, notes, rules, sketch, tei


@pytest.mark.parametrize(
    ("body", "back", "expected"),
    [
        # At its place, after the word; a space before the note does not part call and word.
        ('<p>Word <note xml:id="n">x</note> next.</p>', "", "Word[^n] next."),
        ('<p>Word <note xml:id="n">x</note>.</p>', "", "Word[^n]."),
        ('<p><said>“Yes,”</said><note xml:id="n">x</note> he said</p>', "",
         "{speech speech-1: “Yes,”}[^n] he said"),
        # In the back, pointed at by ref or ptr; a label is no text, other words are.
        ('<p>Word<ref target="#n">1</ref>.</p>', '<note xml:id="n">x</note>', "Word[^n]."),
        ('<p>Word<ptr target="#n"/>.</p>', '<note xml:id="n">x</note>', "Word[^n]."),
        ('<p>Word<ref target="#n">n</ref>.</p>', '<note xml:id="n">x</note>', "Word[^n]."),
        ('<p>See <ref target="#n">the note</ref>.</p>', '<note xml:id="n">x</note>',
         "See the note[^n]."),
        # In the back of a list of notes.
        ('<p>Word<ref target="#n">*</ref></p>',
         '<div type="notes"><list><item><note xml:id="n">x</note></item></list></div>', "Word[^n]"),
        # Pointing itself: called at the end of what it points at.
        ('<p>Word <seg xml:id="s">two words</seg>.</p>', '<note xml:id="n" target="#s">x</note>',
         "Word two words[^n]."),
        ('<p xml:id="s">A paragraph.</p>', '<note xml:id="n" target="#s">x</note>',
         "A paragraph.[^n]"),
        # A group of notes may point for them (TEI att.pointing).
        ('<p>The <w xml:id="w">sea</w>, the sky.</p>',
         '<noteGrp target="#w"><note xml:id="n">x</note></noteGrp>', "The sea[^n], the sky."),
        ('<p>1 <anchor xml:id="w"/>2.</p>',
         '<noteGrp targetEnd="#w"><note xml:id="n">x</note></noteGrp>', "1[^n] 2."),
        # Between paragraphs: at the end of the one before, at the start of the first.
        ('<p>One.</p><note xml:id="n">x</note><p>Two.</p>', "", "One.[^n]\nTwo."),
        ('<note xml:id="n">x</note><p>One.</p>', "", "[^n]One."),
        ('<head>H</head><note xml:id="n">x</note><p>One.</p>', "", "# H[^n]\nOne."),
        # Called twice.
        ('<p>a<note xml:id="n">x</note> b<ptr target="#n"/></p>', "", "a[^n] b[^n]"),
        ('<p>a<note xml:id="n">x</note> b<note sameAs="#n"/></p>', "", "a[^n] b[^n]"),
        # In a heading, a cell, a line of verse, an item.
        ('<head>H<note xml:id="n">x</note></head>', "", "# H[^n]"),
        ('<table><row><cell>c<note xml:id="n">x</note></cell></row></table>', "", "| c[^n] |"),
        ('<lg><l>v<note xml:id="n">x</note></l></lg>', "", "/ v[^n]"),
        ('<list><item>i</item><note xml:id="n">x</note><item>j</item></list>', "", "- i[^n]\n- j"),
    ],
)  # fmt: skip
def test_where_a_note_is_called(body: str, back: str, expected: str) -> None:
    read_article = article(body, back=back)
    assert sketch(read_article.blocks) == expected
    assert notes(read_article) == {"n": "x"}


def test_a_note_behind_a_picture_is_not_called_in_the_next_division() -> None:
    made = article(
        "<div><p>Text.</p></div><figure><graphic url='a.png'/></figure><note xml:id='n'>x</note>"
        "<div><head>Next</head><p>More.</p></div>"
    )
    assert sketch(made.blocks) == "Text.\n!graphic-1 () (caption) [^n]\n# Next\nMore."


def test_a_notes_own_pointer_goes_before_that_of_its_group() -> None:
    body = "<p>The <w xml:id='w'>sea</w>, the <w xml:id='v'>sky</w>.</p>"
    back = "<noteGrp target='#w'><note>x</note><note target='#v'>y</note></noteGrp>"
    assert sketch(article(body, back=back).blocks) == "The sea[^note-1], the sky[^note-2]."


def test_a_note_in_standoff_is_called_at_its_target() -> None:
    before = '<standOff><note xml:id="n" target="#s">x</note></standOff>'
    read_article = article('<p><seg xml:id="s">a</seg> b</p>', before=before)
    assert sketch(read_article.blocks) == "a[^n] b"
    assert notes(read_article) == {"n": "x"}


def test_a_note_in_pieces_is_one_note() -> None:
    body = (
        '<p>a<note xml:id="n1" next="#n2">one</note> b<note xml:id="n2" prev="#n1">two</note></p>'
    )
    read_article = article(body)
    assert sketch(read_article.blocks) == "a[^n1] b"
    assert notes(read_article) == {"n1": "one\ntwo"}


def test_a_note_in_a_note_stands_in_brackets() -> None:
    read_article = article('<p>a<note xml:id="n">x<note>y</note> z</note></p>')
    assert notes(read_article) == {"n": "x {made: [}y{made: ]} z"}


def test_a_note_has_blocks_of_every_kind() -> None:
    body = '<p>a<note xml:id="n"><p>One.</p><list><item>two</item></list></note></p>'
    assert notes(article(body)) == {"n": "One.\n- two"}


def test_the_header_s_notes_are_not_printed() -> None:
    header = "<fileDesc><notesStmt><note>for librarians</note></notesStmt></fileDesc>"
    assert notes(article("<p>a</p>", header=header)) == {}


def test_notes_of_hidden_parts_are_still_called() -> None:
    body = "<p>a<fw>head<note xml:id='n'>x</note></fw> b</p>"
    read_article = article(body)
    assert sketch(read_article.blocks) == "a[^n] b"


def test_a_note_that_only_a_hidden_part_calls_is_called_at_the_end() -> None:
    read_article = article(
        '<p>a<fw><ref target="#n">1</ref></fw></p>', back='<note xml:id="n">x</note>'
    )
    assert sketch(read_article.blocks) == "a\n[^n]"
    assert "stray-note" in rules(read_article)


def test_notes_that_continue_each_other_in_a_circle_are_kept_whole() -> None:
    body = '<p>a<note xml:id="a" prev="#b">x</note> b<note xml:id="b" prev="#a">y</note> c</p>'
    found = article(body)
    assert sketch(found.blocks) == "a[^a] b c"
    assert notes(found) == {"a": "x\ny"}
    three = "".join(
        f'<note xml:id="{own}" next="#{other}">{own}</note>' for own, other in ("pq", "qr", "rp")
    )
    assert sorted("".join(notes(article(f"<p>{three}</p>")).values())) == ["\n", "\n", *"pqr"]


@pytest.mark.parametrize(
    ("number", "text"), [("12345", "In[^n12345]."), ("123456", "In 123456[^n123456].")]
)
def test_a_number_of_more_than_five_digits_labels_no_note(number: str, text: str) -> None:
    found = article(
        f'<p>In <ref target="#n{number}">{number}</ref>.</p>',
        back=f'<note xml:id="n{number}">x</note>',
    )
    assert sketch(found.blocks) == text


def test_a_note_of_an_entry_is_part_of_the_entry() -> None:
    body = "<listBibl><bibl>A book. <note>Out of print.</note></bibl></listBibl>"
    read_article = article(body)
    assert sketch(read_article.blocks) == "<bibliography>\n  (bibl) A book. Out of print."


def test_what_a_note_says_of_itself() -> None:
    body = """<p><num xml:id="f">3</num><note xml:id="n" type="source" place="bottom" n="7"
      target="#f" source="#s" xml:lang="fr">mot</note></p>"""
    before = '<standOff><listBibl><bibl xml:id="s">A source.</bibl></listBibl></standOff>'
    (note,) = article(body, before=before).notes.values()
    assert isinstance(note, WrittenNote)
    assert (note.place, note.type, note.label, note.lang) == ("foot", "source", "7", "fr")
    assert (note.targets, note.sources) == (("f",), ("s",))


def test_a_remark_among_utterances_is_no_note() -> None:
    body = """<note type="speaker">The CHAIR:</note><u who="#x"><seg>Order.</seg></u>
      <note type="time">The session ended at four.</note>"""
    assert sketch(article(body).blocks) == (
        "The CHAIR::\n  Order.\n(stage) The session ended at four."
    )


def test_what_a_treatment_calls_a_note_is_kept_as_one(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[elements]\ngloss = "note"')
    given = tei("<p>a<witDetail>one <note>two</note></witDetail> b<gloss>three</gloss></p>")
    found = read(given, treatment=tmp_path / "own.toml")
    assert [*notes(found).values()] == ["one {made: [}two{made: ]}", "three"]


def test_too_many_notes_are_refused() -> None:
    with pytest.raises(LimitExceeded, match=r"3 notes; the limit is 2"):
        article("<p>a<note>1</note><note>2</note><note>3</note></p>", limits=Limits(notes=2))


@pytest.mark.parametrize(
    "body",
    [
        "<p>a<index><term>t<note>n</note></term></index></p>",
        "<p>a<space><desc>two words<note>n</note></desc></space></p>",
        "<figure><graphic url='a.png'/><figDesc>d<note>n</note></figDesc></figure>",
        "<figure><figDesc>d<note>n</note></figDesc></figure>",
    ],
)
def test_a_note_in_what_is_not_shown_is_called_all_the_same(body: str) -> None:
    found = article(body)
    assert [sketch(note.blocks) for note in found.notes.values()] == ["n"]


def test_notes_are_found_where_a_paragraph_of_the_back_holds_nothing_else() -> None:
    notes = "".join(f"<note xml:id='n{n}'>N{n}</note>" for n in range(3))
    calls = "".join(f"<ref target='#n{n}'>{n}</ref>" for n in range(3))
    found = article(f"<p>a{calls}</p>", back=f"<div><p>{notes}</p></div>")
    assert sketch(found.blocks) == "a[^n0][^n1][^n2]"


def test_a_note_in_the_headers_title_is_told() -> None:
    source = tei("<p>a</p>").replace(b"</title>", b"<note>not shown</note></title>")
    (notice,) = read(source).notices
    assert (notice.rule, notice.severity) == ("note-in-title", Severity.WARNING)


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("<ref target='#n1 #n2'>1, 2</ref>", "So[^n1][^n2]."),
        ("<ref target='#n1 #n2'>a b</ref>", "So[^n1][^n2]."),
        ("<ptr target='#n2 #n1'/>", "So[^n2][^n1]."),
        ("<ref target='#n1 #n2'>both say</ref>", "So both say[^n1][^n2]."),
        ("<ref target='#n1 #n2'>1–2</ref>", "So 1–2[^n1][^n2]."),
    ],
)
def test_a_reference_may_call_several_notes(reference: str, text: str) -> None:
    back = "<noteGrp><note xml:id='n1'>One</note><note xml:id='n2'>Two</note></noteGrp>"
    made = article(f"<p>So {reference}.</p>{back}")
    assert sketch(made.blocks) == text
    assert list(made.notes) == ["n1", "n2"]
