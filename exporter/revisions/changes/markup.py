"""New paragraphs, notes and comments as TEI."""

from __future__ import annotations

import re

from exporter.editing import escaped
from exporter.revisions.changes.context import Job
from exporter.revisions.changes.moved_spans import rewrapped
from exporter.revisions.word.copy import BREAK, IMAGE, NOTE, Comment, Copy, Paragraph

__all__ = ["comment_note", "comment_words", "note_markup", "paragraph_markup"]


def paragraph_markup(job: Job, at: int) -> str:
    """The content of a new paragraph of the copy, with the comments on it."""
    it = job.copy.paragraphs[at]
    words = rewrapped(_inlines(it, job.copy, notes=True), job.lost)
    known = {(each.author, each.text) for each in job.base.copy.comments}
    for each in job.copy.comments:
        if each.paragraph == at and (each.author, each.text) not in known:
            words += comment_note(each)
    return words


def note_markup(copy: Copy, key: str) -> str:
    """A note of the copy."""
    kind = "end" if key.startswith("end") else "foot"
    paragraphs = copy.notes.get(key, [])
    words = " ".join(_inlines(each, copy, notes=False) for each in paragraphs)
    return f'<note place="{kind}">{words.strip()}</note>'


def comment_note(it: Comment) -> str:
    """A comment as a note for the newsroom."""
    who = f"<persName>{escaped(it.author)}</persName>" if it.author else ""
    day = _day(it)
    when = f'<date when="{day}">{day}</date>' if day else ""
    words = escaped(" ".join(it.text.split()))
    return f'<note type="comment" ana="#internal">{_signed(who, when)}{words}</note>'


def comment_words(it: Comment) -> str:
    """The words of that note."""
    return " ".join(f"{_signed(it.author, _day(it))}{it.text}".split())


def _day(it: Comment) -> str:
    return it.date[:10] if re.match(r"\d{4}-\d\d-\d\d", it.date) else ""


def _signed(who: str, when: str) -> str:
    said = ", ".join(part for part in (who, when) if part)
    return f"{said}: " if said else ""


def _inlines(it: Paragraph, copy: Copy, *, notes: bool) -> str:
    """The words of a paragraph as TEI: italics, line breaks, notes."""
    out: list[str] = []
    slanted = False
    base = all(it.italic[at] or c.isspace() for at, c in enumerate(it.text))
    for at, character in enumerate(it.text):
        now = bool(it.italic[at]) and not base
        if now != slanted and not character.isspace():
            out.append('<hi rend="italic">' if now else "</hi>")
            slanted = now
        if character == NOTE:
            out.append(note_markup(copy, it.atoms[at].id) if notes and at in it.atoms else "")
        elif character == BREAK:
            out.append("<lb/>")
        elif character != IMAGE:
            out.append(escaped(character))
    return "".join(out).strip() + ("</hi>" if slanted else "")
