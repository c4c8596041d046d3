"""Handlers of what is in a line: emphasis, editorial states, breaks, tokens."""

from __future__ import annotations

from typing import get_args

from exporter.model import Edit, Editorial, Run
from exporter.notices import Severity
from exporter.tei.body.context import ALL, GENERATED, NOTHING, Reader, Steps, Wanted
from exporter.tei.body.numbers import every, put_number
from exporter.tei.body.rendition import EMPHASIS
from exporter.tei.body.treatment import Treatment
from exporter.tei.content.line_builder import HYPHENS
from exporter.tei.tree.elements import (
    Element,
    descendants,
    goes_on,
    name,
    plain,
    text_of,
    words,
)

__all__ = ["outermost_notes", "report_hidden"]


def keep(reader: Reader, element: Element, _: Treatment) -> Wanted:
    reader.keep(element)
    return ALL


def apart(reader: Reader, element: Element, _: Treatment) -> Steps:
    reader.anchor(element)
    reader.apart()
    reader.dress(element)
    yield ALL
    reader.apart()


def part(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """A part of a name: "Nancy" and "Ide" are two words even where only tags part them."""
    before = element.getprevious()
    if before is None or (before.tail or "").strip():
        return keep(reader, element, treatment)
    if reader.in_entry and (name(before), name(element)) == ("surname", "forename"):
        if reader.flow.opened is not None:
            reader.flow.line.comma((*reader.here(), GENERATED))
    elif not before.tail:
        reader.apart()
    return keep(reader, element, treatment)


def empty(reader: Reader, element: Element, _: Treatment) -> Wanted:
    """Nothing to show; text that it holds all the same is reported, and its notes are called."""
    reader.anchor(element)
    if not len(element) and not element.text:
        return NOTHING
    report_hidden(reader, element)
    return outermost_notes(reader, element)


def report_hidden(reader: Reader, element: Element) -> None:
    """Count text that is not shown."""
    if plain(element, "note"):
        tag = name(element)
        reader.remarks.count(
            "hidden",
            tag,
            Severity.INFO,
            lambda n: f"<{tag}> is not shown ({n:,} {'time' if n == 1 else 'times'}).",
            element,
        )


def outermost_notes(reader: Reader, element: Element) -> list[Element]:
    """The notes below an element that are in no other note and in no entry."""
    notes = [note for note in descendants(element, "note") if note not in reader.note_plan.parts]
    known = set(notes)
    return [note for note in notes if known.isdisjoint(note.iterancestors())]


def style(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """The style the table names; what the element itself says of its look goes before it."""
    reader.anchor(element)
    look = reader.looks.of(element)
    reader.put_on(look)
    if not look.styles:
        for word in treatment.words:
            if word in EMPHASIS and EMPHASIS[word] not in look.ends:
                reader.mark(EMPHASIS[word])
    return ALL


def emphasis(reader: Reader, element: Element, _: Treatment) -> Wanted:
    """``hi``: as it says, italic where it says nothing."""
    reader.anchor(element)
    look = reader.looks.of(element)
    silent = not (element.get("rend") or element.get("rendition") or element.get("style"))
    reader.put_on(look)
    if silent and not look.styles:
        reader.mark(EMPHASIS["italic"])
    return ALL


def edit(reader: Reader, element: Element, treatment: Treatment) -> Wanted | Steps:
    reader.anchor(element)
    if treatment.word == "deletion" and _is_restored(element):
        return ALL
    for kind in get_args(Editorial):
        if kind == treatment.word:
            reader.mark(Edit(kind))
    reader.dress(element)
    signs = treatment.words[1:]
    if not signs or not text_of(element).strip():
        return ALL
    return wrap(reader, element, Treatment("wrap", signs))


def _is_restored(element: Element) -> bool:
    """A deletion that was taken back (TEI 11.3.4.6)."""
    parent = element.getparent()
    return parent is not None and name(parent) == "restore"


def wrap(reader: Reader, _: Element, treatment: Treatment) -> Steps:
    """Signs of the reader's own around the text; around blocks, in the first and the last."""
    before, after = (*treatment.words, "", "")[:2]
    flow, marks = reader.flow, (*reader.here(), GENERATED)
    apart = not flow.in_paragraph
    if before and apart:
        flow.leading.append(Run(before, marks))
    elif before:
        reader.generated(before)
    yield ALL
    if after and flow.opened is not None:
        reader.generated(after, hug=True)
    elif after:
        flow.call(Run(after, marks))


def tag(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """The name of an element or attribute, as code, with its signs."""
    reader.mark(EMPHASIS["monospace"])
    return wrap(reader, element, treatment)


# ----------------------------------------------------------------------------- breaks


def line_break(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """``lb``; with ``@break='no'``, and within a token, a word goes on across it."""
    reader.anchor(element)
    flow = reader.flow
    if _comes_before_block(element):
        reader.line_number = element.get("n") or reader.line_number
        return ALL
    sign = None if flow.opened is None else flow.line.take_opening()
    _broken(reader, element, treatment)
    if sign is not None:
        flow.line.exact(*sign)
    return ALL


def _broken(reader: Reader, element: Element, treatment: Treatment) -> None:
    flow = reader.flow
    if flow.opened is not None:
        _end_of_line(reader, element)
        if reader.verbatim:
            reader.generated("\n")
        elif goes_on(element) and "divided" in treatment.words:
            if flow.line.close not in HYPHENS:
                reader.generated("-", hug=True)
            flow.line.line_break(reader.here())
        elif goes_on(element) or flow.line.is_joined or reader.in_word:
            flow.line.join()
        else:
            flow.line.line_break(reader.here())
    number = element.get("n") or ""
    if number and not reader.verbatim and not reader.in_word:
        shown = every(treatment, number, reader.line_number)
        reader.line_number = number
        if shown and flow.opened is not None and not flow.line.is_joined:
            flow.line.exact(f"({number})", (*reader.here(), EMPHASIS["smaller"], GENERATED))
            reader.apart()


_KEPT = ("all", "some")


def _end_of_line(reader: Reader, element: Element) -> None:
    """A hyphen before a break within a word is the transcriber's and stays, unless the header says
    that hyphens at the ends of lines were kept (``hyphenation/@eol``, TEI 2.3.3, 3.2.2)."""
    if reader.meta.hyphens in _KEPT and goes_on(element) and not reader.verbatim:
        reader.flow.line.unhyphenate()


def _comes_before_block(element: Element) -> bool:
    """Whether a block follows, which begins a line anyway."""
    after = element.getnext()
    return not (element.tail or "").strip() and after is not None and name(after) in _LINES


_LINES = words("p ab lg l list table sp head byline div trailer closer opener salute signed u")


def boundary(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """``pb``, ``cb``, ``gb``: nothing to show, and a word may go on across it."""
    if reader.flow.opened is not None and (goes_on(element) or reader.in_word):
        _end_of_line(reader, element)
        reader.flow.line.join()
    put_number(reader, element, treatment.word)
    return empty(reader, element, treatment)


def line_of(reader: Reader, element: Element, _: Treatment) -> Steps:
    """A line of an address or a transcription: what follows begins a new one."""
    reader.anchor(element)
    if reader.flow.opened is not None:
        reader.flow.line.line_break(reader.here())
    yield ALL
    if reader.flow.opened is not None and not reader.flow.inline:
        reader.flow.line.line_break(reader.here())


def word(reader: Reader, element: Element, _: Treatment) -> Wanted | Steps:
    """A token; ``@join`` says that it stands close to its neighbour (TEI att.linguistic), and
    ``@part`` that it is the beginning or the end of one (TEI att.fragmentable)."""
    reader.anchor(element)
    join, part = element.get("join") or "", element.get("part") or ""
    if reader.flow.opened is not None and (join in ("left", "both") or part in ("M", "F")):
        reader.flow.line.join()
    elif reader.flow.opened is not None and _is_laid_out(element):
        reader.flow.line.soften()
    if name(element) == "pc":
        return _punctuation(reader, element, join)
    return _token(reader, join in ("right", "both") or part in ("I", "M"))


def _is_laid_out(element: Element) -> bool:
    """Whether only a line end of the file parts it from the sign before or after it."""
    before = element.getprevious()
    if before is None or "pc" not in (name(element), name(before)):
        return False
    between = before.tail or ""
    return "\n" in between and between.isspace()


def _token(reader: Reader, joined: bool) -> Steps:
    """A break within it parts no word."""
    around, reader.in_word = reader.in_word, True
    yield ALL
    reader.in_word = around
    if joined:
        _join(reader)


def _punctuation(reader: Reader, element: Element, join: str) -> Wanted | Steps:
    """A weak hyphen parts no word: it is there because a line ended, and goes where that line's
    end goes."""
    if element.get("force") == "weak" and plain(element) in HYPHENS and _ends_line(element):
        return NOTHING
    return _joined(reader) if join in ("right", "both") else ALL


_BREAKS = ("lb", "pb", "cb", "gb", "milestone")


def _ends_line(element: Element) -> bool:
    """Whether a break that parts no word comes next."""
    if (element.tail or "").strip():
        return False
    after = element.getnext()
    while after is not None and name(after) in ("", "fw") and not (after.tail or "").strip():
        after = after.getnext()
    return after is not None and name(after) in _BREAKS and goes_on(after)


def _joined(reader: Reader) -> Steps:
    yield ALL
    _join(reader)


def _join(reader: Reader) -> None:
    if reader.flow.opened is not None:
        reader.flow.line.join()
