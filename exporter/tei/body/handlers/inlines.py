"""Handlers of what stands in a line: emphasis, editorial states, breaks, gaps, characters."""

from __future__ import annotations

from typing import get_args

from exporter.model import Edit, Editorial
from exporter.notices import Severity
from exporter.tei.body.context import ALL, NOTHING, Reader, Steps, Wanted
from exporter.tei.body.rendition import EMPHASIS
from exporter.tei.body.treatment import Treatment
from exporter.tei.tree.elements import Element, children, descendants, name, plain, text_of

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
    if before is not None and not before.tail:
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
    """The notes below an element that stand in no other note and in no entry."""
    notes = [note for note in descendants(element, "note") if note not in reader.note_plan.parts]
    known = set(notes)
    return [note for note in notes if known.isdisjoint(note.iterancestors())]


def style(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """The style the table names; what the element itself says of its look goes before it."""
    reader.anchor(element)
    look = reader.looks.of(element)
    own = tuple(EMPHASIS[word] for word in treatment.words if word in EMPHASIS)
    for each in look.styles or own:
        reader.mark(each)
    return ALL


def emphasis(reader: Reader, element: Element, _: Treatment) -> Wanted:
    """``hi``: as it says, italic where it says nothing."""
    reader.anchor(element)
    look = reader.looks.of(element)
    silent = not (element.get("rend") or element.get("rendition") or element.get("style"))
    for each in look.styles or ((EMPHASIS["italic"],) if silent else ()):
        reader.mark(each)
    return ALL


def edit(reader: Reader, element: Element, treatment: Treatment) -> Wanted | Steps:
    reader.anchor(element)
    for kind in get_args(Editorial):
        if kind == treatment.word:
            reader.mark(Edit(kind))
    reader.dress(element)
    signs = treatment.words[1:]
    if not signs or not text_of(element).strip():
        return ALL
    return wrap(reader, element, Treatment("wrap", signs))


def wrap(reader: Reader, _: Element, treatment: Treatment) -> Steps:
    """Signs of the reader's own around the text."""
    before, after = (*treatment.words, "", "")[:2]
    if before:
        reader.generated(before)
    yield ALL
    if after and reader.flow.opened is not None:
        reader.generated(after, hug=True)


def tag(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """The name of an element or attribute, as code, with its signs."""
    reader.mark(EMPHASIS["monospace"])
    return wrap(reader, element, treatment)


# ------------------------------------------------------------------- breaks and gaps


def line_break(reader: Reader, element: Element, _: Treatment) -> Wanted:
    """``lb``; with ``@break='no'`` a word goes on across it."""
    reader.anchor(element)
    flow = reader.flow
    if flow.opened is not None:
        if reader.verbatim:
            reader.generated("\n")
        elif element.get("break") == "no" or "hyphen" in (element.get("rend") or ""):
            flow.line.close_up()
        else:
            flow.line.line_break(reader.here())
    return ALL


def line_of(reader: Reader, element: Element, _: Treatment) -> Steps:
    """A line of an address or a transcription: what follows begins a new one."""
    reader.anchor(element)
    if reader.flow.opened is not None:
        reader.flow.line.line_break(reader.here())
    yield ALL
    if reader.flow.opened is not None and not reader.flow.inline:
        reader.flow.line.line_break(reader.here())


def gap(reader: Reader, element: Element, _: Treatment) -> Steps:
    """``[…]``, or the description that the gap holds."""
    reader.anchor(element)
    described = next(children(element, "desc"), None)
    reader.mark(Edit("gap"))
    if described is None:
        reader.generated("[…]")
        return
    reader.generated("[")
    yield [described]
    reader.generated("]", hug=True)


def glyph(reader: Reader, element: Element, _: Treatment) -> Wanted:
    """``g``: its text, else what the header says of the character (TEI 5.2)."""
    if not text_of(element).strip():
        target = next(iter(reader.index.targets(element, "ref")), "")
        if target:
            declared = reader.index.elements[target]
            found = [*children(declared, "mapping"), *descendants(declared, "localProp")]
            found.sort(key=lambda e: e.get("type") not in ("standard", "Unicode", "unicode"))
            words = next(filter(None, (plain(e) or e.get("value") for e in found)), "")
            reader.generated(words)
    return ALL


def word(reader: Reader, element: Element, _: Treatment) -> Wanted | Steps:
    """A token; ``@join`` says that it stands close to its neighbour (TEI att.linguistic)."""
    reader.anchor(element)
    join = element.get("join") or ""
    if join in ("left", "both") and reader.flow.opened is not None:
        reader.flow.line.close_up()
    return _joined(reader) if join in ("right", "both") else ALL


def _joined(reader: Reader) -> Steps:
    yield ALL
    if reader.flow.opened is not None:
        reader.flow.line.join()
