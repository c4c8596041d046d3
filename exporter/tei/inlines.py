"""Handlers of what stands in a line: emphasis, quotation marks, names, figures, links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import get_args

from exporter.model import (
    Edit,
    Editorial,
    Figure,
    Name,
    NameKind,
    Span,
)
from exporter.tei.css import EMPHASIS
from exporter.tei.languages import marks as quotation_marks
from exporter.tei.names import Element, children, descendants, first, name, plain, text_of
from exporter.tei.reader import ALL, Reader
from exporter.tei.treatment import Treatment
from exporter.tei.values import date_value, decimal

__all__ = ["outermost_notes", "quoted"]

Steps = Iterator[Iterable[Element]]

_CLOSING = frozenset('”“’»«›"」』')
_OPENING = frozenset("“„‘‚«‹»›\"'`”’「『《〈〝—–―")


def keep(reader: Reader, element: Element, _: Treatment) -> Steps:
    reader.anchor(element)
    reader.mark(*reader.looks.of(element, name(element)).styles)
    yield ALL


def apart(reader: Reader, element: Element, _: Treatment) -> Steps:
    reader.anchor(element)
    reader.apart()
    reader.mark(*reader.looks.of(element, name(element)).styles)
    yield ALL
    reader.apart()


def part(reader: Reader, element: Element, _: Treatment) -> Steps:
    """A part of a name: "Nancy" and "Ide" are two words even where only tags part them."""
    before = element.getprevious()
    if before is not None and not before.tail:
        reader.apart()
    yield from keep(reader, element, _)


def empty(reader: Reader, element: Element, _: Treatment) -> Steps:
    """Nothing to show; text that it holds all the same is reported, and its notes are called."""
    reader.anchor(element)
    if len(element) or element.text:
        reader.report_hidden(element)
        yield outermost_notes(reader, element)


def outermost_notes(reader: Reader, element: Element) -> list[Element]:
    """The notes below an element that stand in no other note and in no entry."""
    notes = [note for note in descendants(element, "note") if note not in reader.note_plan.parts]
    known = set(notes)
    return [note for note in notes if known.isdisjoint(note.iterancestors())]


def style(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """The style the table names; what the element itself says of its look goes before it."""
    reader.anchor(element)
    look = reader.looks.of(element, name(element))
    own = tuple(EMPHASIS[word] for word in treatment.words if word in EMPHASIS)
    reader.mark(*(look.styles or own))
    yield ALL


def emphasis(reader: Reader, element: Element, _: Treatment) -> Steps:
    """``hi``: as it says, italic where it says nothing."""
    reader.anchor(element)
    look = reader.looks.of(element, "hi")
    silent = not (element.get("rend") or element.get("rendition") or element.get("style"))
    reader.mark(*(look.styles or ((EMPHASIS["italic"],) if silent else ())))
    yield ALL


def edit(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    reader.anchor(element)
    kind = treatment.word
    if kind in get_args(Editorial):
        reader.mark(*(Edit(k) for k in get_args(Editorial) if k == kind))
    reader.mark(*reader.looks.of(element, name(element)).styles)
    signs = treatment.words[1:] if text_of(element).strip() else ()
    yield from wrap(reader, element, Treatment("wrap", signs))


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
    yield from wrap(reader, element, treatment)


# ---------------------------------------------------------------------- quotation marks


def quoted(reader: Reader, element: Element, span: Span | None = None) -> Steps:
    """Text in line that is quoted: marks are put in where there are none, never for reported
    speech."""
    if span is None:
        reader.anchor(element)
    look = reader.looks.of(element, name(element))
    wanted = _wants_marks(reader, element)
    before, after = quotation_marks(reader.lang, reader.quotes) if wanted else ("", "")
    before, after = (look.before or before, look.after or after) if wanted else ("", "")
    if span is not None:
        reader.mark(span)
    reader.mark(*look.styles)
    if _in_dictionary(element) and element.getparent().get("type") == "example":
        reader.mark(EMPHASIS["italic"])
    if wanted:
        reader.generated(before)
        reader.quotes += 1
    yield ALL
    if wanted:
        reader.generated(after, hug=True)
        reader.quotes -= 1


def quote(reader: Reader, element: Element, _: Treatment) -> Steps:
    yield from quoted(reader, element)


def _wants_marks(reader: Reader, element: Element) -> bool:
    if element.get("direct") in ("false", "0") or element.get("aloud") in ("false", "0"):
        return False
    text = text_of(element).strip()
    if not text or reader.meta.quotation == "all" or _in_dictionary(element):
        return False
    if reader.meta.quotation == "none":
        return True
    line = reader.flow.line
    if text[-1] in _CLOSING and element.get("prev"):
        return False
    return text[0] not in _OPENING and line.last not in _OPENING - {"—", "–", "―", "’", "'"}


def _in_dictionary(element: Element) -> bool:
    """Whether it is an example or a translation in an entry: such bear no marks (TEI 9.3.5)."""
    parent = element.getparent()
    if parent is None or name(parent) != "cit":
        return False
    return any(name(around) in ("entry", "entryFree") for around in parent.iterancestors())


# -------------------------------------------------------------------- names and figures

_KINDS: dict[str, NameKind] = {
    "person": "person", "persname": "person", "pers": "person", "people": "person",
    "org": "organisation", "organisation": "organisation", "organization": "organisation",
    "orgname": "organisation", "institution": "organisation", "company": "organisation",
    "place": "place", "placename": "place", "city": "place", "country": "place",
    "region": "place", "settlement": "place", "geog": "place", "location": "place",
}  # fmt: skip


def named(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    reader.anchor(element)
    kind = _KINDS.get((treatment.word or element.get("type") or "").casefold())
    target = next(iter(reader.index.targets(element, "ref")), "")
    if target in reader.registers.agents:
        kind = kind if kind in ("person", "organisation") else reader.registers.agents[target].kind
    elif target in reader.registers.places:
        kind = "place"
    else:
        target = ""
    if kind is not None:
        reader.mark(reader.shared(Name(kind, target)))
    reader.mark(*reader.looks.of(element, name(element)).styles)
    yield ALL


def figure(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """``measure``, ``num``, ``date``; one within an entry of a bibliography is plain text."""
    reader.mark(*reader.looks.of(element, name(element)).styles)
    if not reader.in_entry and plain(element, "note"):
        given = reader.index.id(element, "figure")
        reader.spans.figures[given] = _figure(reader, element, given, treatment.word)
        reader.mark(Span("figure", given))
    else:
        reader.anchor(element)
    yield ALL


def _figure(reader: Reader, element: Element, given: str, kind: str) -> Figure:
    def number(*attributes: str) -> Decimal | None:
        return next((v for a in attributes if (v := decimal(element.get(a))) is not None), None)

    precision = first(element, "precision")
    is_date = kind == "date"
    return Figure(
        given,
        "date" if is_date else "number" if kind == "number" else "quantity",
        plain(element, "note"),
        element.get("type") or "",
        None if is_date else number("quantity", "value"),
        None if is_date else number("atLeast", "min"),
        None if is_date else number("atMost", "max"),
        element.get("unit") or (element.get("unitRef") or "").rpartition("#")[2],
        element.get("commodity") or "",
        (precision.get("precision") if precision is not None else element.get("precision")) or "",
        date_value(element) if is_date else None,
        reader.registers.sources_of(element),
        line=element.sourceline or 0,
    )


# --------------------------------------------------------------------------- claims


def segment(reader: Reader, element: Element, _: Treatment) -> Steps:
    """Text, or a part of a claim; a segment of an utterance is its paragraph."""
    parent = element.getparent()
    if parent is not None and name(parent) == "u" and not reader.flow.inline:
        flow = reader.flow
        flow.close()
        flow.open(reader.at(element))
        yield ALL
        flow.close()
        return
    if element not in reader.span_plan.claims:
        reader.anchor(element)
    reader.mark(*reader.looks.of(element, name(element)).styles)
    yield ALL


# ------------------------------------------------------------------- breaks and gaps


def line_break(reader: Reader, element: Element, _: Treatment) -> Steps:
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
    yield ALL


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


def glyph(reader: Reader, element: Element, _: Treatment) -> Steps:
    """``g``: its text, else what the header says of the character (TEI 5.2)."""
    if not text_of(element).strip():
        target = next(iter(reader.index.targets(element, "ref")), "")
        if target:
            declared = reader.index.elements[target]
            found = [*children(declared, "mapping"), *descendants(declared, "localProp")]
            found.sort(key=lambda e: e.get("type") not in ("standard", "Unicode", "unicode"))
            words = next(filter(None, (plain(e) or e.get("value") for e in found)), "")
            reader.generated(words)
    yield ALL


def word(reader: Reader, element: Element, _: Treatment) -> Steps:
    """A token; ``@join`` says that it stands close to its neighbour (TEI att.linguistic)."""
    reader.anchor(element)
    join = element.get("join") or ""
    if join in ("left", "both") and reader.flow.opened is not None:
        reader.flow.line.close_up()
    yield ALL
    if join in ("right", "both") and reader.flow.opened is not None:
        reader.flow.line.join()
