"""Treatment → handler, and the handlers of choices, notes and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import lxml.etree as etree

from exporter.model import Correction, Emphasis, Span, WrittenNote
from exporter.notices import Severity
from exporter.tei import blocks, inlines, structures
from exporter.tei.audience import is_internal
from exporter.tei.blocks import paragraph
from exporter.tei.names import Element, children, descendants, name, plain, words
from exporter.tei.reader import ALL, Handler, Reader
from exporter.tei.registers import named
from exporter.tei.treatment import Treatment

__all__ = ["HANDLERS"]

Steps = Iterator[Iterable[Element]]


# ----------------------------------------------------------------- choices, hidden parts


def choose(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    reader.anchor(element)
    options = list(children(element))
    if not options:
        return
    by_name = {name(option): option for option in reversed(options)}
    chosen = next((by_name[w] for w in treatment.words if w in by_name), options[0])
    left_out = sorted({name(option) for option in options if option is not chosen})
    if left_out:
        _count(reader, element, f"{name(chosen)}, not {', '.join(left_out)}")
    yield [chosen]


def _count(reader: Reader, element: Element, shown: str) -> None:
    tag = name(element)
    reader.remarks.count(
        "hidden",
        f"{tag}:{shown}",
        Severity.INFO,
        lambda n: f"<{tag}> shows {shown} ({n:,} {'time' if n == 1 else 'times'}).",
        element,
    )


def apparatus(reader: Reader, element: Element, _: Treatment) -> Steps:
    """The lemma, else the first reading; the others are not shown. A correction is kept."""
    options = list(children(element, "lem", "rdg", "rdgGrp"))
    shown = next(children(element, "lem"), options[0] if options else None)
    notes = list(children(element, "note"))
    if shown is None:
        yield [*notes]
        return
    if element.get("type") == "correction":
        given = reader.index.id(element, "correction")
        reader.spans.corrections[given] = _correction(reader, element, shown, given)
        reader.mark(Span("correction", given))
    else:
        reader.anchor(element)
        if len(options) > 1:
            _count(reader, element, f"{name(shown)}, not the other readings")
    if name(shown) == "rdgGrp":
        shown = next(descendants(shown, "lem", "rdg"), shown)
    yield [shown, *notes]


def _correction(reader: Reader, element: Element, shown: Element, given: str) -> Correction:
    former = next((r for r in children(element, "rdg") if r is not shown), None)
    change = next((c for c in reader.changes if given in c.targets), None)
    return Correction(
        given,
        plain(shown, "note"),
        plain(former, "note"),
        change.when if change is not None else "",
        change.text if change is not None else "",
        (named(reader.registers, change.by) or change.by) if change is not None else "",
        element.sourceline or 0,
    )


def include(reader: Reader, element: Element, _: Treatment) -> Steps:
    """``xi:include``: no other file is opened; what stands in for it is read."""
    reader.remarks.say(
        "not-included",
        Severity.WARNING,
        f"{element.get('href') or 'A part of this file'} is included here; other files are not "
        "opened.",
        element,
        fix="Put its text in its place, for instance with xmllint --xinclude.",
    )
    yield list(element.iterchildren(etree.Element))


def hide(reader: Reader, element: Element, _: Treatment) -> Steps:
    """Not shown; its notes are still called."""
    reader.report_hidden(element)
    yield _outermost_notes(element)


def _outermost_notes(element: Element) -> list[Element]:
    notes = list(descendants(element, "note"))
    known = set(notes)
    return [note for note in notes if not known & set(note.iterancestors())]


# --------------------------------------------------------------------------- notes


def note(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    plan = reader.note_plan
    if element in plan.repeated:
        reader.call(plan.repeated[element], element)
    elif element in plan.parts:
        reader.apart()
        yield ALL
        reader.apart()
    elif reader.note and blocks.has_blocks(element) and not reader.flow.inline:
        yield from blocks.apart_blocks(reader, element, treatment)
    elif reader.note:
        reader.apart()
        reader.generated("[")
        yield ALL
        if reader.flow.opened is not None:
            reader.generated("]", hug=True)
        reader.apart()
    elif _in_debate(element) and not reader.flow.in_paragraph:
        yield from _remark(reader, element)
    else:
        yield from _written(reader, element)


def _written(reader: Reader, element: Element) -> Steps:
    plan, given = reader.note_plan, reader.index.id(element, "note")
    kept = reader.suspend(given)
    reader.push()
    yield ALL
    found = reader.pop()
    reader.resume(kept)
    place = (element.get("place") or "").casefold()
    reader.notes[given] = WrittenNote(
        given,
        found,
        "end" if "end" in place else "foot" if place in ("foot", "bottom") else "",
        reader.index.targets(element, "target"),
        reader.registers.sources_of(element),
        "internal" if _is_internal(reader, element) else element.get("type") or "",
        element.get("n") or reader.note_labels.get(given, ""),
        element.sourceline or 0,
        reader.lang if reader.lang != reader.base_lang else "",
    )
    if element not in plan.away and element not in plan.joined:
        reader.call(given, element)


def _is_internal(reader: Reader, element: Element) -> bool:
    """Whether a note, or something around it, is for the newsroom alone (internal copies)."""
    around = (element, *element.iterancestors())
    return bool(reader.internal) and any(is_internal(e, reader.internal) for e in around)


def _in_debate(element: Element) -> bool:
    """Among utterances, a note without a place of its own is the transcriber's remark."""
    parent = element.getparent()
    return (
        not element.get("place")
        and not element.get("target")
        and parent is not None
        and next(children(parent, "u"), None) is not None
    )


def _remark(reader: Reader, element: Element) -> Steps:
    if element.get("type") != "speaker" or not _announces(element):
        yield from paragraph(reader, element, Treatment("paragraph", ("stage",)))
        return
    reader.push(inline=True)
    yield ALL
    reader.announced = reader.pop_inlines()


def _announces(element: Element) -> bool:
    after = element.getnext()
    while after is not None and name(after) in ("", "pb", "lb", "cb", "milestone"):
        after = after.getnext()
    return after is not None and name(after) == "u"


# --------------------------------------------------------------------- mixed positions

_LINES = words("p ab item cell l head bibl seg speaker")


def stage(reader: Reader, element: Element, _: Treatment) -> Steps:
    parent = element.getparent()
    in_text = reader.flow.in_paragraph or (parent is not None and name(parent) in _LINES)
    if not in_text:
        yield from paragraph(reader, element, Treatment("paragraph", ("stage",)))
        return
    reader.anchor(element)
    reader.apart()
    reader.mark(Emphasis("italic"))
    yield ALL
    reader.apart()


def bibl(reader: Reader, element: Element, _: Treatment) -> Steps:
    """An entry of its own between blocks, else text; its dates and numbers are no figures."""
    before, reader.in_entry = reader.in_entry, True
    parent = element.getparent()
    if reader.flow.in_paragraph or (parent is not None and name(parent) in _LINES):
        reader.anchor(element)
        yield from _parts(reader, element)
    else:
        yield from _entry(reader, element, "bibl")
    reader.in_entry = before


def record(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """Data: parts that only tags set apart are set apart by commas. With words, a paragraph."""
    before, reader.in_entry = reader.in_entry, True
    reader.separate()
    if treatment.words and not reader.flow.inline:
        yield from _entry(reader, element, " ".join(treatment.words[1:]))
    else:
        yield from _parts(reader, element)
    reader.separate()
    reader.in_entry = before


def _entry(reader: Reader, element: Element, role: str) -> Steps:
    flow = reader.flow
    flow.close()
    flow.open(reader.at(element, role))
    before, flow.role = flow.role, role
    yield from _parts(reader, element)
    flow.close()
    flow.role = before


def _parts(reader: Reader, element: Element) -> Steps:
    """Walk the children; commas between them where the source has nothing but tags."""
    bare = not (element.text or "").strip() and not any(
        (child.tail or "").strip() for child in element
    )
    if not bare:
        yield ALL
        return
    reader.records.append(element)
    yield ALL
    reader.records.pop()


def person(reader: Reader, element: Element, _: Treatment) -> Steps:
    """``docAuthor``: a byline on a title page, else text."""
    if reader.flow.in_paragraph:
        yield ALL
    else:
        yield from paragraph(reader, element, Treatment("paragraph", ("byline",)))


def corpus(_reader: Reader, element: Element, _: Treatment) -> Steps:
    yield list(children(element, "TEI", "teiCorpus", "text", "TEI.2"))


HANDLERS: Mapping[str, Handler] = {
    "apart": inlines.apart,
    "apparatus": apparatus,
    "bibl": bibl,
    "bibl:inline": inlines.apart,
    "blocks": blocks.apart_blocks,
    "blocks:inline": inlines.apart,
    "break": inlines.line_break,
    "cell": structures.cell,
    "cell:inline": inlines.apart,
    "choose": choose,
    "citation": blocks.citation,
    "citation:inline": inlines.keep,
    "claim": inlines.segment,
    "code": structures.code,
    "code:inline": inlines.apart,
    "corpus": corpus,
    "description": structures.description,
    "division": blocks.division,
    "division:inline": inlines.apart,
    "edit": inlines.edit,
    "emphasis": inlines.emphasis,
    "empty": inlines.empty,
    "example": structures.example,
    "figure": inlines.figure,
    "formula": structures.formula,
    "gap": inlines.gap,
    "glyph": inlines.glyph,
    "graphic": structures.graphic,
    "group": blocks.group,
    "group:inline": inlines.apart,
    "heading": blocks.heading,
    "heading:inline": inlines.apart,
    "hide": hide,
    "include": include,
    "item": structures.item,
    "item:inline": inlines.apart,
    "keep": inlines.keep,
    "label": structures.label,
    "label:inline": inlines.apart,
    "line": blocks.verse_line,
    "line-of": inlines.line_of,
    "line:inline": inlines.line_of,
    "list": structures.list_,
    "list:inline": inlines.apart,
    "name": inlines.named,
    "note": note,
    "paragraph": paragraph,
    "paragraph:inline": inlines.apart,
    "person": person,
    "person:inline": inlines.apart,
    "picture": structures.picture,
    "picture:inline": structures.picture_in_line,
    "part": inlines.part,
    "pointer": inlines.reference,
    "quotation": blocks.quotation,
    "quote": inlines.quote,
    "record": record,
    "reference": inlines.reference,
    "row": structures.row,
    "row:inline": inlines.apart,
    "rule": blocks.rule,
    "segment": inlines.segment,
    "speaker": blocks.speaker,
    "speaker:inline": inlines.apart,
    "speech": blocks.speech_block,
    "stage": stage,
    "style": inlines.style,
    "table": structures.table,
    "table:inline": inlines.apart,
    "tag": inlines.tag,
    "turn": blocks.turn,
    "turn:inline": inlines.apart,
    "verse": blocks.verse,
    "verse:inline": inlines.apart,
    "word": inlines.word,
    "wrap": inlines.wrap,
}
