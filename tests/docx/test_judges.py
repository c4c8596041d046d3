"""The Word copy before validators and readers that the project did not write."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import exporter
from exporter import model as m
from exporter.docx import DocxOptions, render
from exporter.docx.validate.accessibility import barriers
from exporter.docx.validate.invariants import faults
from exporter.values import replace
from tests import judges, sample
from tests.docx.opened import changed, of, written
from tests.judges.texts import article_notes, article_text, missing_text
from tests.sample import p, t

OPTIONS: list[dict[str, Any]] = [{}, {"review": True, "contents": "always"}, {"restart": "page"}]


@pytest.mark.parametrize("options", OPTIONS)
def test_the_validators_report_nothing(options: dict[str, Any]) -> None:
    docx = written(**options)
    assert judges.openxml(docx) == []
    assert judges.ooxml_integrity(docx) == []


def test_a_right_to_left_edition_is_valid_too() -> None:
    docx = written(replace(sample.edition(), lang="ar", direction="rtl"))
    assert judges.openxml(docx) == []


def test_the_validators_complain_of_a_broken_file() -> None:
    swapped = changed(
        written(),
        "word/document.xml",
        lambda data: re.sub(rb'<w:pPr>(<w:pStyle w:val="Title"/>)', rb"<w:pPr><w:jc/>\1", data),
    )
    assert judges.openxml(swapped) != []
    dangling = changed(
        written(),
        "word/document.xml",
        lambda data: data.replace(b'footnoteReference w:id="2"', b'footnoteReference w:id="77"'),
    )
    assert judges.ooxml_integrity(dangling) != []


def test_pandoc_and_mammoth_read_the_same_notes() -> None:
    edition = sample.edition()
    docx = written(edition)
    assert judges.notes_from_docx_pandoc(docx) == article_notes(edition)
    assert judges.notes_from_docx_mammoth(docx) == article_notes(edition)


def test_pandoc_and_mammoth_read_every_character() -> None:
    edition = sample.edition()
    docx = written(edition)
    by_pandoc = judges.text_from_docx_pandoc(docx).replace("a warning sign", "")  # alternative text
    assert missing_text(article_text(edition), by_pandoc) == []
    assert missing_text(article_text(edition), judges.text_from_docx_mammoth(docx)) == []


def test_notes_are_called_anywhere() -> None:
    """In a heading, a caption, a list item, a cell and a quotation."""
    notes = tuple(
        m.Note(f"n{n}", n, str(n), (p(*t(f"Note {n}.")),), calls=(f"call-{n}",))
        for n in range(1, 6)
    )
    calls = [m.NoteCall(note.id, f"call-{note.number}", note.label) for note in notes]
    table = m.Table((m.Row((m.Cell((p(*t("cell"), calls[3]),)),)),), (*t("Caption"), calls[2]))
    edition = of(
        m.Heading((*t("Heading"), calls[0]), 2),
        m.ListBlock((m.Item((p(*t("item"), calls[1]),)),)),
        table,
        m.Quotation((p(*t("quoted"), calls[4]),)),
        notes=notes,
    )
    docx = written(edition)
    assert judges.openxml(docx) == []
    assert judges.notes_from_docx_pandoc(docx) == article_notes(edition)


def test_libreoffice_sets_the_notes_at_the_foot() -> None:
    text = judges.text_from_pdf(judges.libreoffice(written()))
    first, _, rest = text.partition("Page 1 of")
    assert "Ada Mills, harbour master, interview" in first
    assert first.index("What the harbour master says") < first.index("harbour master, interview")
    assert "Harbour Works Review, p. 12" not in rest


def test_libreoffice_counts_endnotes_in_figures() -> None:
    edition = sample.edition()
    notes = tuple(replace(note, place="end") for note in edition.notes)
    docx = written(replace(edition, notes=notes, note_place="end"))
    assert judges.openxml(docx) == []
    assert "4Traditional." in _printed(docx)
    silent = changed(
        docx, "word/document.xml", lambda data: re.sub(rb"<w:endnotePr.*?Pr>", b"", data)
    )
    assert "ivTraditional." in _printed(silent)


OURS = Path(__file__).parents[2] / "source" / "north-korean-troops.xml"


@pytest.mark.parametrize("theme", ["newspaper", "archive", "large-print"])
def test_our_own_article_is_sound_in_every_theme(theme: str) -> None:
    edition = exporter.plan(exporter.read(OURS))
    docx = render(edition, exporter.load_theme(theme)).data
    assert faults(docx) == []
    assert barriers(docx) == []
    assert judges.openxml(docx) == []
    assert judges.ooxml_integrity(docx) == []
    assert judges.notes_from_docx_pandoc(docx) == article_notes(edition)


def test_our_own_article_for_review_is_sound() -> None:
    edition, report = exporter.plan(exporter.read(OURS)), exporter.check(OURS)
    options = DocxOptions(review=True, report=report.notices)
    docx = render(edition, exporter.load_theme("newspaper"), options).data
    assert faults(docx) == []
    assert judges.openxml(docx) == []
    assert judges.ooxml_integrity(docx) == []
    assert judges.notes_from_docx_pandoc(docx) == article_notes(edition)


def test_libreoffice_keeps_notes_and_comments_apart() -> None:
    """It takes a comment for the note of the same id."""
    edition, theme = exporter.plan(exporter.read(OURS)), exporter.load_theme("archive", "full")
    plain, review = (render(edition, theme, DocxOptions(review=on)).data for on in (False, True))
    assert _printed(review) == _printed(plain)
    for name in ("word/document.xml", "word/comments.xml"):
        review = changed(review, name, _numbered_from_zero)
    assert _printed(review) != _printed(plain)


def _printed(docx: bytes) -> str:
    """Without spaces: LibreOffice parts a word where a comment ends."""
    return "".join(judges.text_from_pdf(judges.libreoffice(docx)).split())


def _numbered_from_zero(data: bytes) -> bytes:
    ids: dict[bytes, int] = {}
    return re.sub(
        rb'(?<=<w:comment)(\w* w:id=")(\d+)"',
        lambda m: b'%s%d"' % (m[1], ids.setdefault(m[2], len(ids))),
        data,
    )
