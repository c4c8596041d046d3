"""What was changed in a Word copy comes back into its article, and nothing else changes there."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import Any

import pytest

from exporter import InputError, Policy, plan, read, render
from exporter.model import Audience
from exporter.revisions import Merged, merge
from tests.judges.xml import tei_all
from tests.revisions import word_edits as word
from tests.revisions.word_edits import Document, run_of

NOTE = '<note place="foot">The council met\n on Monday.</note>'
COMMENT = (
    '<note type="comment" ana="#internal"><persName>Ed</persName>, '
    '<date when="2026-11-20">2026-11-20</date>: Which?</note>'
)
LOG = re.compile(
    rb"\n?\s*<revisionDesc>.*?</revisionDesc>|<taxonomy xml:id=\"audience\">.*?</taxonomy>",
    re.DOTALL,
)
BODY = """
<p>Nessport’s wall will cost <measure quantity="4200000" unit="EUR">€4.2 million</measure>,
 <persName ref="#p.mi">Ada Mills</persName> told the Courier.<note place="foot">The council met
 on Monday.</note></p>
<p>She called it <q who="#p.mi">twice what we were told</q> in a letter.
 <seg type="claim" xml:id="c1" source="#s.int" ana="#v.open">Work starts before the audit ends</seg>
, she wrote.</p>
<p>The old wall was built <hi rend="italic">by hand</hi> in a single winter.</p>
<list><item>Stone from the quarry.</item><item>Timber from the yard.</item></list>
<p>Nobody at the port would say more about the contract.</p>
"""
SOURCE = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Wall</title></titleStmt>
<publicationStmt><p>Example Courier</p></publicationStmt>
<sourceDesc><p>Written.</p></sourceDesc></fileDesc>
<encodingDesc><classDecl><taxonomy xml:id="verification"><category xml:id="v.open">
<catDesc>Open</catDesc></category></taxonomy></classDecl></encodingDesc></teiHeader>
<standOff><listPerson><person xml:id="p.mi"><persName>Ada Mills</persName></person></listPerson>
<listBibl><bibl xml:id="s.int" type="interview">Ada Mills, letter.</bibl></listBibl></standOff>
<text><body><div><head>The wall at Nessport</head>{BODY}</div></body></text>
</TEI>
""".encode()


def copy_of(source: bytes = SOURCE, audience: Audience = "public", **policy: Any) -> Document:
    edition = plan(read(source, audience=audience), Policy(**policy))
    return Document(render(edition, "docx").data)


def merged(change: Callable[[Document], object], source: bytes = SOURCE, **options) -> Merged:
    document = copy_of(source)
    change(document)
    return merge(source, document.saved(), **options)


def body(result: Merged) -> str:
    """The blocks of the article after the merge."""
    text = result.data.decode()
    return text[text.index("</head>") + 7 : text.index("</div></body>")]


CHANGES: dict[str, tuple[Callable[[Document], object], str | None, str | None]] = {
    "a word": (lambda d: word.say(d, "single winter", "single summer"), "winter", "summer"),
    "a name": (lambda d: word.say(d, "Ada Mills", "Ada Miller"), "Ada Mills<", "Ada Miller<"),
    "a word more": (lambda d: word.say(d, "built ", "slowly built "), "built", "slowly built"),
    "a word less": (lambda d: word.say(d, "single ", ""), "a single winter", "a winter"),
    "a claim": (lambda d: word.say(d, "before the", "after the"), "before the", "after the"),
    "an ampersand": (lambda d: word.say(d, "quarry", "quarry & pit"), "quarry", "quarry &amp; pit"),
    "a list item": (lambda d: word.say(d, "Timber", "Oak"), "Timber", "Oak"),
    "a note": (lambda d: word.say(d, "Monday", "Tuesday"), "Monday", "Tuesday"),
    "a paragraph gone": (
        lambda d: (p := word.paragraph_with(d, "The old wall")).getparent().remove(p),
        '\n<p>The old wall was built <hi rend="italic">by hand</hi> in a single winter.</p>',
        "",
    ),
    "a list item gone": (
        lambda d: (p := word.paragraph_with(d, "Timber")).getparent().remove(p),
        "<item>Timber from the yard.</item>",
        "",
    ),
    "a new paragraph": (
        lambda d: word.add_after(
            d, "The old wall", run_of("It "), run_of("stood", italic=True), run_of(".")
        ),
        "winter.</p>",
        'winter.</p>\n<p>It <hi rend="italic">stood</hi>.</p>',
    ),
    "a new list item": (
        lambda d: word.add_after(d, "Stone from", run_of("Sand from the bay.")),
        "quarry.</item>",
        "quarry.</item><item>Sand from the bay.</item>",
    ),
    "a paragraph split": (
        lambda d: word.split_at(d, "in a single"),
        "</hi> in a single",
        "</hi></p>\n<p>in a single",
    ),
    "a paragraph moved": (
        lambda d: word.move_behind(d, "The old wall", "Nobody at"),
        None,
        None,
    ),
    "a new note": (
        lambda d: word.add_note(d, "from the quarry", "The only one."),
        "quarry.",
        'quarry<note place="foot">The only one.</note>.',
    ),
    "a note gone": (
        lambda d: word.delete_note(d, "The council met"),
        NOTE,
        "",
    ),
    "a comment": (
        lambda d: word.comment_on(d, "single winter", "Which?", "Ed", "2026-11-20T10:00:00Z"),
        "single winter",
        f"single winter{COMMENT}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CHANGES)
def test_one_change(case: str):
    change, before, after = CHANGES[case]
    result = merged(change)
    if before is None:
        moved = '\n<p>The old wall was built <hi rend="italic">by hand</hi> in a single winter.</p>'
        expected = BODY.replace(moved, "").rstrip("\n") + moved + "\n"
    else:
        expected = BODY.replace(before, after or "", 1)
    assert body(result) == expected
    assert not [each for each in result.findings if each.conflict]
    assert tei_all(result.data) == []


def test_two_paragraphs_joined():
    source = SOURCE.replace(b"<list>", b"<p>Stones were cut on the quay.</p>\n<list>")
    result = merged(lambda d: word.join(d, "The old wall"), source)
    assert "in a single winter. Stones were cut on the quay.</p>\n<list>" in body(result)


def test_every_change_at_once():
    def everything(document: Document) -> None:
        for case in ("a comment", "a word more", "a claim", "a new list item", "a note"):
            CHANGES[case][0](document)
        CHANGES["a paragraph moved"][0](document)
        CHANGES["a new note"][0](document)

    result = merged(everything)
    for words in ("slowly built", "after the", "Sand from", "Tuesday", "Which?", "only one"):
        assert words in body(result)
    assert tei_all(result.data) == []


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("policy", [{}, {"language": "de"}, {"notes": "end"}, {"registers": False}])
def test_no_change_leaves_the_same_bytes(audience: Audience, policy: dict[str, object]):
    document = copy_of(SOURCE, audience, **policy)
    word.straighten(document)
    word.as_word(document, random.Random(1))
    result = merge(SOURCE, document.saved())
    assert result.data == SOURCE
    assert result.findings == ()


def test_the_rest_of_the_file_stays():
    result = merged(lambda d: word.say(d, "single winter", "single summer"))
    assert LOG.sub(b"", result.data).replace(b"summer", b"winter") == SOURCE


def test_who_did_it_is_for_the_newsroom_alone():
    def change(document: Document) -> None:
        word.edit_words(document, range(2, 6), 0.5, random.Random(3), tracked=True)

    result = merged(change)
    assert (
        '<change when="2026-11-20" ana="#internal">Edited in a Word copy by Ed Itor'
        in result.data.decode()
    )
    assert '<category xml:id="internal">' in result.data.decode()
    assert b"Ed Itor" not in render(plan(read(result.data)), "html").data
    shown = merged(change, public_log=True)
    assert '<change when="2026-11-20">Edited in a Word copy by Ed Itor' in shown.data.decode()


def test_tracked_changes_of_an_author_are_rejected():
    def change(document: Document) -> None:
        word.edit_words(document, range(2, 6), 0.5, random.Random(3), tracked=True)

    assert merged(change).data != SOURCE
    assert merged(change, reject=["Ed Itor"]).data == SOURCE


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("4.2", "4.8", "figure-changed"),
        ("starts before", "starts after", "claim-changed"),
        ("twice what", "double what", "quotation-changed"),
    ],
)
def test_what_a_desk_must_see_is_said_by_name(old: str, new: str, kind: str):
    result = merged(lambda d: word.say(d, old, new))
    assert kind in [each.kind for each in result.findings]


def test_what_is_made_is_not_changed_and_said():
    document = copy_of()
    word.say(document, "Ada Mills, letter", "Ada Mills, postcard")
    result = merge(SOURCE, document.saved())
    assert result.data == SOURCE
    said = [each for each in result.findings if each.kind == "not-applied"]
    assert said
    assert said[0].conflict


def test_three_ways():
    document = copy_of()
    word.say(document, "single winter", "single summer")
    word.say(document, "starts before", "ceases before")
    meanwhile = SOURCE.replace(b"from the quarry", b"from the new quarry").replace(
        b"starts before the audit", b"begins before the audit"
    )
    result = merge(meanwhile, document.saved())
    assert result.base == "embedded"
    text = result.data.decode()
    assert "single summer" in text
    assert "from the new quarry" in text
    assert "begins before the audit" in text
    assert [(each.before, each.after) for each in result.conflicts] == [("starts", "ceases")]


def test_a_copy_without_any_record():
    document = copy_of(language="de")
    word.stripped(document)
    word.say(document, "single winter", "single summer")
    result = merge(SOURCE, document.saved())
    assert result.base == "guessed"
    assert body(result) == BODY.replace("winter", "summer")


BAD = {
    "no file": (b"", "not a .docx file"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted"),
    "damaged": (copy_of().saved()[:-900], "damaged|no .docx"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_file_that_cannot_be_read(case: str):
    data, message = BAD[case]
    with pytest.raises(InputError, match=message):
        merge(SOURCE, data)


def test_macros_and_other_articles_are_refused():
    document = copy_of()
    document.parts["word/vbaProject.bin"] = b"x"
    with pytest.raises(InputError, match="macros"):
        merge(SOURCE, document.saved())
    other = SOURCE.replace(
        BODY.encode(), b"<p>Quite another story of rivers, written long ago.</p>"
    )
    with pytest.raises(InputError, match="not one of this article"):
        merge(SOURCE, copy_of(other).saved())


def test_tracked_words_as_markup():
    def change(document: Document) -> None:
        paragraph = word.paragraph_with(document, "single winter")
        at = document.paragraphs().index(paragraph)
        word.edit_words(document, [at], 0.4, random.Random(4), tracked=True)

    result = merged(change, as_markup=True)
    text = body(result)
    assert "<del>" in text
    assert "<add>" in text
    assert re.sub("<add>.*?</add>|</?del>", "", text) == BODY
    assert tei_all(result.data) == []


def test_a_title_that_is_missing_stays():
    def change(document: Document) -> None:
        title = word.paragraph_with(document, "The wall at Nessport")
        title.getparent().remove(title)

    source = SOURCE.replace(b"<title>Wall</title>", b"<title>The wall at Nessport</title>")
    result = merged(change, source)
    assert result.data == source
    assert [each.kind for each in result.conflicts] == ["not-applied"]


class TestCommentsComeBack:
    """Comments that were merged are Word comments again in the next review copy."""

    def article(self) -> bytes:
        def change(document: Document) -> None:
            word.comment_on(
                document, "in a single winter", "Says who?", "Ed Itor", "2026-11-20T10:00:00Z"
            )

        return merged(change).data

    def review(self, source: bytes) -> Document:
        edition = plan(read(source, audience="internal"))
        return Document(render(edition, "docx", options={"review": True}).data)

    def test_with_author_and_day_at_their_words(self):
        document = self.review(self.article())
        comments = document.parts["word/comments.xml"].decode()
        assert 'w:author="Ed Itor" w:date="2026-11-20T00:00:00Z"' in comments
        assert "Says who?" in comments
        paragraph = word.paragraph_with(document, "in a single winter")
        kinds = [e.tag.rpartition("}")[2] for e in paragraph.iter()]
        assert kinds.index("commentRangeStart") < kinds.index("commentRangeEnd")
        texts = [word.text_of(p) for p in document.paragraphs()]
        assert "The old wall was built by hand in a single winter." in texts
        assert not any("Says who?" in text for text in texts)

    def test_a_review_copy_that_comes_home_unedited_changes_nothing(self):
        article = self.article()
        result = merge(article, self.review(article).saved())
        assert result.data == article
        assert result.findings == ()

    def test_words_edited_beside_a_comment_are_merged(self):
        article = self.article()
        document = self.review(article)
        word.say(document, "in a single winter", "in two winters")
        result = merge(article, document.saved())
        assert b"in two winters" in result.data
        assert result.data.count(b'type="comment"') == 1

    def test_an_internal_copy_without_review_lists_it_as_a_note(self):
        edition = plan(read(self.article(), audience="internal"))
        document = Document(render(edition, "docx").data)
        assert "word/comments.xml" not in document.parts
        assert any("Says who?" in word.text_of(p) for p in document.paragraphs())

    def test_a_public_review_copy_holds_none(self):
        edition = plan(read(self.article()))
        data = render(edition, "docx", options={"review": True}).data
        assert not any(b"Says who?" in part for part in Document(data).parts.values())

    def test_notes_of_other_kinds_keep_their_labels(self):
        note = b'<note ana="#internal">Ring her.</note>'
        article = self.article().replace(b"told the Courier.", b"told the Courier." + note)
        texts = [word.text_of(p) for p in self.review(article).paragraphs()]
        assert any("Ring her." in text for text in texts)
        assert not any("Says who?" in text for text in texts)

    def test_a_comment_deleted_in_the_copy_is_told(self):
        article = self.article()
        document = self.review(article)
        del document.parts["word/comments.xml"]
        rels = document.parts["word/_rels/document.xml.rels"].decode()
        document.parts["word/_rels/document.xml.rels"] = re.sub(
            r"<Relationship [^>]*comments.xml[^>]*/>", "", rels
        ).encode()
        for kind in ("RangeStart", "RangeEnd", "Reference"):
            for each in list(document.body.iter(f"{{{word.W}}}comment{kind}")):
                each.getparent().remove(each)
        result = merge(article, document.saved())
        assert result.data == article
        (finding,) = result.findings
        assert (finding.kind, finding.applied, finding.conflict) == ("comment", False, False)
        assert "deleted in the copy" in finding.message
        assert finding.before == "Says who?"


SAME: dict[str, Callable[[Document], object]] = {
    "words": lambda d: word.say(d, "single winter", "double summer"),
    "words taken away": lambda d: word.say(d, " about the contract", ""),
    "words put in": lambda d: word.say(d, "Nobody at", "Nobody of note at"),
    "words at the beginning": lambda d: word.say(d, "The old wall", "That very old wall"),
    "words at the end": lambda d: word.say(d, "the contract.", "the contract at all."),
    "a claim": lambda d: word.say(d, "before the audit", "after the audit"),
    "a note": lambda d: word.add_note(d, "single", "Says whom?"),
    "a note less": lambda d: word.delete_note(d, "The council"),
    "a comment": lambda d: word.comment_on(d, "single", "Which?", "Ed", "2026-11-20T10:00:00Z"),
    "a paragraph": lambda d: word.add_after(d, "single winter", run_of("A new paragraph.")),
    "a paragraph split": lambda d: word.split_at(d, "would say more"),
    "items joined": lambda d: word.join(d, "Stone from"),
    "a paragraph moved": lambda d: word.move_behind(d, "single winter", "Nobody at"),
}


@pytest.mark.parametrize("case", SAME)
def test_the_same_change_in_article_and_copy_is_no_conflict(case: str):
    document = copy_of()
    SAME[case](document)
    article = merge(SOURCE, document.saved()).data
    assert article != SOURCE
    again = merge(article, document.saved())
    assert again.base == "embedded"
    assert again.data == article
    assert again.findings == ()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("triple winter", "double winter"), ("single cold winter", "single hard winter")],
)
def test_other_changes_of_the_same_words_are_a_conflict(ours: str, theirs: str):
    document = copy_of()
    word.say(document, "single winter", theirs)
    article = SOURCE.replace(b"single winter", ours.encode())
    result = merge(article, document.saved())
    assert result.data == article
    (finding,) = result.conflicts
    assert finding.message.startswith("Both the copy and the article changed these words")


class TestSentencesMoved:
    """What was cut out of one paragraph and put into another keeps its annotation."""

    def test_a_claim(self):
        result = merged(
            lambda d: word.move_words(d, " Work starts before the audit ends", "single winter.")
        )
        claim = '<seg type="claim" xml:id="c1" source="#s.int" ana="#v.open">Work starts before'
        text = result.data.decode()
        assert text.count(claim) == 1
        assert text.index("single winter") < text.index(claim) < text.index("Stone from")
        assert result.conflicts == ()
        assert not [f for f in result.findings if f.kind == "claim-changed"]

    def test_a_quotation_within_a_sentence(self):
        sentence = "She called it “twice what we were told” in a letter. "
        result = merged(lambda d: word.move_words(d, sentence, "in a single winter."))
        said = 'winter. She called it <q who="#p.mi">twice what we were told</q> in a letter.</p>'
        assert said in result.data.decode()

    def test_a_figure_whose_words_are_few_is_known_by_those_beside_it(self):
        result = merged(lambda d: word.move_words(d, " will cost €4.2 million", "in a letter."))
        figure = '<measure quantity="4200000" unit="EUR">€4.2 million</measure>'
        assert f"in a letter. will cost {figure}" in result.data.decode()

    def test_into_a_paragraph_of_its_own(self):
        def change(document: Document) -> None:
            word.say(document, "Work starts before the audit ends", "")
            sentence = run_of("Work starts before the audit ends.")
            word.add_after(document, "in a single winter", sentence)

        result = merged(change)
        claim = '<p><seg type="claim" xml:id="c1" source="#s.int" ana="#v.open">Work starts before'
        assert claim in result.data.decode()

    def test_with_other_words_it_is_told_by_name(self):
        def change(document: Document) -> None:
            word.say(document, "Work starts before the audit ends", "")
            word.say(
                document, "single winter.", "single winter. The work starts before an audit ends."
            )

        (finding,) = merged(change).conflicts
        assert finding.message.startswith("c1 lost all its words; they seem to stand elsewhere")

    def test_what_is_deleted_and_stands_nowhere_else_goes_unasked(self):
        result = merged(lambda d: word.say(d, "€4.2 million", ""))
        assert b"<measure" not in result.data
        assert not [f for f in result.conflicts if "elsewhere" in f.message]


TABLE = b"""<table><head>Costs</head><row role="label"><cell>Year</cell><cell>Cost</cell></row>
 <row xml:id="r1"><cell role="label">2023</cell><cell>4</cell></row>
 <row xml:id="r2"><cell role="label">2024</cell><cell>8</cell></row></table>"""


class TestTables:
    SOURCE = SOURCE.replace(b"<list>", TABLE + b"<list>")

    @pytest.mark.parametrize(
        ("behind", "texts", "before", "after"),
        [
            (2, ["2025", "15"], "<cell>8</cell></row>", "</table>"),
            (1, ["2023/24", "6"], "<cell>4</cell></row>", '<row xml:id="r2">'),
            (0, ["2022", "2"], "<cell>Cost</cell></row>", '<row xml:id="r1">'),
            (2, ["2025", ""], "<cell>8</cell></row>", "</table>"),
            (2, ["2024", "8"], "<cell>8</cell></row>", "</table>"),
        ],
    )
    def test_a_new_row_is_made_like_the_one_beside_it(self, behind, texts, before, after):
        result = merged(lambda d: word.add_row(d, behind, texts), self.SOURCE)
        row = f'<row><cell role="label">{texts[0]}</cell><cell>{texts[1]}</cell></row>'
        assert f"{before}{row}{after}" in result.data.decode().replace("\n ", "")
        (finding,) = result.findings
        assert (finding.kind, finding.applied, finding.conflict) == ("paragraph-added", True, False)

    def test_two_rows(self):
        def change(document: Document) -> None:
            word.add_row(document, 2, ["2026", "20"])
            word.add_row(document, 2, ["2025", "15"])

        text = merged(change, self.SOURCE).data.decode()
        assert text.index(">2024<") < text.index(">2025<") < text.index(">2026<")
        assert text.count("<row") == 5

    def test_a_new_column_is_told(self):
        result = merged(lambda d: word.add_column(d, ["Who", "Mills", "Okoye"]), self.SOURCE)
        assert len(result.conflicts) == 3
        assert "A new column of a table is not taken over" in result.conflicts[0].message


def test_words_typed_at_the_end_of_a_clause_belong_to_it_where_the_copy_has_lost_its_controls():
    source = SOURCE.replace(b"audit ends</seg>\n,", b"audit ends</seg>,")
    document = copy_of(source)
    word.say(document, "before the audit ends", "before the audit ends at all")
    word.stripped(document)
    result = merge(source, document.saved())
    assert b"Work starts before the audit ends at all</seg>," in result.data


def test_words_at_the_end_of_a_speakers_line_stay_in_it_without_any_annotation_near():
    play = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><sp><speaker>MARIE'
        b"</speaker> <stage>Calm.</stage><p>We shall go now.</p></sp></body></text></TEI>"
    )
    document = copy_of(play)
    word.say(document, "MARIE", "MARIE ANNE")
    assert b"<speaker>MARIE ANNE</speaker> <stage>" in merge(play, document.saved()).data


def test_words_at_the_start_of_a_stage_direction_beside_a_name_stay_in_it():
    play = (
        b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><sp><speaker>MARIE'
        b"</speaker> <stage>calm.</stage><p>We shall go now.</p></sp></body></text></TEI>"
    )
    document = copy_of(play)
    word.say(document, "calm.", "quite calm.")
    merged = merge(play, document.saved()).data
    assert b"<speaker>MARIE</speaker> <stage>quite calm.</stage>" in merged


def test_words_behind_a_corrected_word_stand_in_no_apparatus():
    app = b"<app><lem>single</lem><rdg>double</rdg></app>"
    source = SOURCE.replace(b"in a single winter", b"in a " + app + b" winter")
    document = copy_of(source)
    word.stripped(document)
    word.say(document, "single", "single cold")
    result = merge(source, document.saved())
    assert re.search(rb"</app>\s+cold\s+winter|<lem>single cold</lem>", result.data)
    assert b"</lem>cold" not in result.data.replace(b" ", b"")
