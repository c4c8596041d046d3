"""LibreOffice opens a Word copy, saves it, and opens what it saved: nothing is lost."""

from __future__ import annotations

from pathlib import Path

import exporter
from exporter import model as m
from tests.docx.opened import of, written
from tests.docx.reopening import lost, references, saved

OURS = Path(__file__).parents[2] / "source" / "north-korean-troops.xml"


def links(note: str) -> m.Edition:
    """References to a note in the text, in a link's middle, in a note and in a table."""
    see = (m.Run("(see note "), m.Run("1", (m.NoteLink("n1"),)), m.Run(")"))
    again = m.NoteCall("n1", "c9", "1", first=False)
    cell = m.Cell((m.Paragraph(see),))
    return of(
        m.Paragraph((m.Run("First"), m.NoteCall("n1", "c1", "1"), m.Run(" said "), *see)),
        m.Table((m.Row((cell, m.Cell((m.Paragraph((m.Run("Again"), again)),)))),)),
        m.Paragraph((m.Run("Second"), m.NoteCall("n2", "c2", "2"), m.Run("."))),
        notes=(
            m.Note("n1", 1, "1", (m.Paragraph((m.Run(note),)),), calls=("c1", "c9")),
            m.Note("n2", 2, "2", (m.Paragraph((m.Run("Of it "), *see)),), calls=("c2",)),
        ),
    )


def test_notes_references_and_words_are_kept() -> None:
    copies = {
        "ours": exporter.render(exporter.plan(exporter.read(OURS)), "docx").data,
        "links": written(links("A letter.")),
        "bare": written(links("A letter."), controls="none"),
    }
    once = saved(copies)
    twice = saved(once)
    assert [line for name, data in copies.items() for line in lost(data, once[name])] == []
    assert [line for name, data in copies.items() for line in lost(data, twice[name])] == []
    assert references(twice["links"]) == ["1", "1", "1", "1"]


def test_what_is_lost_is_seen() -> None:
    whole = written(links("A letter."))
    other = written(of(m.Paragraph((m.Run("First said (see note )"),))))
    found = " ".join(lost(whole, other))
    assert "references to notes" in found
    assert "letter." in found
