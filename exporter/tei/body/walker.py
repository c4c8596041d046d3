"""The walk through the text: every element is opened and closed by the handler of its treatment.

The walk keeps its own stack, so depth costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from types import GeneratorType
from typing import TypeAlias

from exporter.model import Blocks, Edit, Heading, Marks, Run, Span
from exporter.notices import Severity
from exporter.tei.body.context import ALL, GENERATED, NOTHING, Reader, Steps, Way
from exporter.tei.body.foreign_elements import FOREIGN, instead_of
from exporter.tei.body.treatment import Treatment
from exporter.tei.tree.elements import Element, children, first, name, plain
from exporter.text.language_tags import tag as language_tag
from exporter.values import replace

__all__ = ["read_blocks", "walk"]

_UNKNOWN = Treatment("either")
_NEWSROOM = Edit("newsroom")
_SUGGESTION = Edit("suggestion")


def read_blocks(reader: Reader, roots: Sequence[Element]) -> Blocks:
    """Read these elements, one after the other, into blocks; in a corpus each text is headed by
    the title of its document."""
    reader.push()
    documents = {root.getparent() for root in roots}
    shown = None
    for root in roots:
        document = root.getparent()
        if len(documents) > 1 and document is not shown:
            _title(reader, document)
            shown = document
        walk(reader, root)
    return reader.pop()


def _title(reader: Reader, document: Element) -> None:
    statement = first(document, "teiHeader", "fileDesc", "titleStmt")
    titles = children(statement, "title") if statement is not None else ()
    words = next(filter(None, (plain(title, "note") for title in titles)), "")
    reader.level = 1
    if words:
        content = (Run(words, (GENERATED,)),)
        line = document.sourceline or 0
        reader.flow.add(Heading(content, 1, reader.block_id(document), line))
        reader.level = 2


_Frame: TypeAlias = tuple[Element, Iterator[Element], bool, Steps | None, Marks, str | None]
"""An open element, what is left to walk in it, and whether the text between that is its own; the
rest of its handler; marks as they were before it was opened, and the language, None where no plan
speaks of the element."""


def walk(reader: Reader, root: Element) -> None:  # noqa: PLR0912
    """Read one element into the flow that is open."""
    # Long: one loop, so that no element costs a call.
    ways, planned, around = reader.ways, reader.planned, list[_Frame]()
    put = reader.text if reader.origins is None else reader.placed
    frame: _Frame = (root, iter((root,)), False, None, reader.marks, None)
    while True:
        for child in frame[1]:
            way = ways.get(child.tag) or _way(reader, child)
            if way is not None:
                marks, lang, reader.element = reader.marks, None, child
                if child in planned:
                    lang = reader.lang
                    _begin(reader, child)
                if not way.sure:
                    way = _narrowed(reader, way, child)
                handler = way.inline if reader.flow.inline else way.handler
                inside: Element = handler(reader, child, way.treatment)
                steps: Steps | None = None
                if inside is not ALL and isinstance(inside, GeneratorType):
                    steps, inside = inside, next(inside, NOTHING)
                if is_whole := inside is ALL:
                    inside = child
                    if text := child.text:
                        if text[0] == "\n" and len(child) and _is_layout(reader, text):
                            _lay_out(reader)
                        else:
                            put(text, child, False)
                if len(inside):
                    around.append(frame)
                    frame = child, iter(inside), is_whole, steps, marks, lang
                    break
                if steps is None and lang is None:
                    reader.marks = marks
                else:
                    _leave(reader, child, steps, marks, lang)
            if frame[2] and (tail := child.tail):
                if tail[0] == "\n" and child.getnext() is None and _is_layout(reader, tail):
                    _lay_out(reader)
                else:
                    put(tail, child, True)
        else:
            if not around:
                return
            element, _, _, steps, marks, lang = frame
            _leave(reader, element, steps, marks, lang)
            frame = around.pop()
            if frame[2] and (tail := element.tail):
                if tail[0] == "\n" and element.getnext() is None and _is_layout(reader, tail):
                    _lay_out(reader)
                else:
                    put(tail, element, True)


def _is_layout(reader: Reader, text: str) -> bool:
    """Whether text at the border of an element that holds elements is but a line's end."""
    return not reader.verbatim and text.isspace()


def _lay_out(reader: Reader) -> None:
    """White space that nobody typed as text: it sets words apart, but no sign from its word."""
    if reader.flow.opened is not None:
        reader.flow.line.space(reader.here(), soft=True)


def _leave(
    reader: Reader, element: Element, steps: Steps | None, marks: Marks, lang: str | None
) -> None:
    if steps is not None:
        next(steps, None)
    reader.marks = marks
    if lang is not None:
        reader.lang = lang
        _end(reader, element)


# ------------------------------------------------------------------ treatment → handler


def _way(reader: Reader, element: Element) -> Way | None:
    """The way of all elements of this name; it is kept. None for what is no element."""
    tag = name(element)
    if not tag:
        return None
    table = reader.treatments
    treatment = table.by_name.get(tag)
    narrowed = tuple((r, _treated(reader, r.treatment)) for r in table.narrowed.get(tag, ()))
    way = _treated(reader, treatment or FOREIGN.get(tag) or _UNKNOWN)
    known = treatment is not None
    way = replace(way, narrowed=narrowed, known=known, sure=known and not narrowed)
    reader.ways[element.tag] = way
    return way


def _treated(reader: Reader, treatment: Treatment) -> Way:
    handler = reader.handlers[treatment.verb]
    return Way(handler, reader.handlers.get(f"{treatment.verb}:inline", handler), treatment)


def _narrowed(reader: Reader, way: Way, element: Element) -> Way:
    for rule, narrower in way.narrowed:
        if rule.fits(element):
            return narrower
    if not way.known:
        _report_unknown(reader, element, name(element))
    return way


def _report_unknown(reader: Reader, element: Element, tag: str) -> None:
    space, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
    of = f" of {space}" if space else ""
    reader.remarks.count(
        "unknown-element",
        tag,
        Severity.WARNING,
        lambda n: (
            f"<{local}>{of} is not known; its text is kept" + (f" ({n:,} times)." if n > 1 else ".")
        ),
        element,
        fix="Declare its prefix (xmlns:…), or take it off."
        if ":" in local
        else instead_of(tag, reader.treatments.by_name),
    )


# ------------------------------------------------------------------ what a plan says


def _begin(reader: Reader, element: Element) -> None:
    """Language, spans that cross element borders, and claims; a comma or a space before parts that
    only tags set apart."""
    if reader.records and element.getparent() is reader.records[-1].element:
        reader.separate(reader.records[-1])
    elif element in reader.missing_spaces:
        reader.apart()
    given = reader.index.languages.get(element)
    if given is not None:
        _change_language(reader, element, given)
    if element in reader.passages:
        reader.cross(_NEWSROOM, reader.passages[element][0])
    for span in reader.span_plan.starts.get(element, ()):
        reader.cross(span, 1)
    claim = reader.span_plan.claims.get(element)
    if claim is not None:
        reader.mark(reader.shared(Span("claim", claim)))
    if element in reader.internal.elements:
        reader.mark(_NEWSROOM)
    if element in reader.suggested:
        reader.mark(_SUGGESTION)


def _end(reader: Reader, element: Element) -> None:
    if element in reader.passages:
        reader.cross(_NEWSROOM, -reader.passages[element][1])
    for span in reader.span_plan.ends.get(element, ()):
        reader.cross(span, -1)
    for note in reader.note_plan.after.get(element, ()):
        reader.call(note, element)


def _change_language(reader: Reader, element: Element, given: str) -> None:
    tag = language_tag(given)
    if tag:
        reader.lang = tag
    elif given.strip():
        reader.remarks.count(
            "bad-language",
            given,
            Severity.WARNING,
            lambda n: (
                f"xml:lang={given!r} is not a language tag" + (f" ({n:,} times)." if n > 1 else ".")
            ),
            element,
            fix='Use a BCP 47 tag such as "en", "de-AT" or "zh-Hant".',
        )
