"""Handlers of what stands between other blocks: sections, headings, paragraphs, quotations."""

from __future__ import annotations

from exporter.model import (
    Block,
    Break,
    Group,
    Heading,
    Inlines,
    NoteCall,
    Paragraph,
    Quotation,
    Run,
    Span,
)
from exporter.notices import Severity
from exporter.tei.body.context import ALL, GENERATED, Reader, Steps, Wanted
from exporter.tei.body.handlers.inlines import apart
from exporter.tei.body.handlers.quotations import quoted
from exporter.tei.body.numbers import begin_division, head_part, put_number
from exporter.tei.body.speech import record_speech
from exporter.tei.body.title_page import title_page
from exporter.tei.body.treatment import Treatment
from exporter.tei.content.builders import (
    FigureBuilder,
    ListBuilder,
    Record,
    TableBuilder,
    TurnBuilder,
)
from exporter.tei.tree.elements import (
    Element,
    children,
    descendants,
    has_child,
    is_bare,
    name,
    plain,
    words,
)
from exporter.values import replace

_BLOCKS = words(
    "p ab lg l list table sp figure floatingText div listBibl eg egXML head opener closer stage "
    "label bibl byline salute signed dateline trailer body text group front back"
)
_HOLDERS = words(
    "div div0 div1 div2 div3 div4 div5 div6 div7 body front back epigraph cit sp argument "
    "postscript titlePage note quote q text TEI floatingText"
)


def division(reader: Reader, element: Element, _: Treatment) -> Steps:
    flow = reader.flow
    level, first = reader.level, flow.first
    start = flow.begin_section()
    headed = next(children(element, "head"), None) is not None
    part = "" if headed else head_part(reader, element)
    if part:
        content = (Run(part, (GENERATED,)),)
        given = reader.index.given(element) or reader.index.new("b")
        flow.add(Heading(content, reader.level, given, element.sourceline or 0))
    elif not headed:
        reader.anchor(element)
        if name(element).startswith("div"):
            begin_division(reader, element)
    reader.level += headed or bool(part)
    yield ALL
    flow.close()
    flow.end_verse()
    reader.level, flow.first = level, first
    if headed and all(map(_only_heads, flow.blocks[start:])):
        _emptied(reader, element, start)


def _only_heads(block: Block) -> bool:
    return isinstance(block, Heading) or getattr(block, "role", "") == "milestone"


def _emptied(reader: Reader, element: Element, start: int) -> None:
    """A section of notes that stand elsewhere leaves no heading behind."""
    notes = list(descendants(element, "note"))
    away = reader.note_plan.away
    if not any(note in away for note in notes) or _calls(reader.flow.blocks[start:]):
        return
    titles = ", ".join(plain(head, "note") for head in children(element, "head"))
    kept = [block for block in reader.flow.blocks[start:] if not isinstance(block, Heading)]
    reader.flow.blocks[start:] = kept
    reader.anchor(element)
    for inner in descendants(element, "head"):
        reader.anchor(inner)
    message = f"The section {titles!r} is left out: its notes stand where they are called."
    reader.remarks.say("notes-section", Severity.INFO, message, element)


def _calls(blocks: list[Block]) -> bool:
    return any(
        isinstance(inline, NoteCall)
        for block in blocks
        if isinstance(block, Heading)
        for inline in block.content
    )


def heading(reader: Reader, element: Element, _: Treatment) -> Steps:
    builder = reader.builder
    flow = reader.flow
    if builder is not None and builder.flow is flow:
        match builder:
            case ListBuilder():
                reader.push(inline=True)
                reader.anchor(element)
                yield ALL
                builder.heading = _below(builder.heading, reader.pop_inlines())
                return
            case TableBuilder():
                reader.push(inline=True)
                reader.anchor(element)
                yield ALL
                builder.caption = _below(builder.caption, reader.pop_inlines())
                return
            case FigureBuilder():
                yield from paragraph(reader, element, Treatment("paragraph", ("caption",)))
                return
            case TurnBuilder():
                pass
    if _comes_second(element):
        yield from paragraph(reader, element, Treatment("paragraph", ("subheading",)))
        return
    flow.close()
    flow.end_verse()
    at = reader.at(element)
    parent = element.getparent()
    of_section = reader.treatments.of(parent, name(parent)) if parent is not None else None
    is_section = of_section is not None and of_section.verb in ("division", "verse")
    level = max(1, reader.level - 1) if is_section else reader.level
    lang = reader.language()
    if is_section and at.id:
        reader.anchor(parent)
    calls = tuple(inline for inline in flow.leading if not isinstance(inline, Run))
    flow.leading[:] = [inline for inline in flow.leading if isinstance(inline, Run)]
    reader.push(inline=True)
    yield ALL
    content = (*reader.pop_inlines(), *calls)
    if content:
        given = at.id or (reader.index.given(parent) if is_section else "")
        flow.add(Heading(content, level, given or reader.index.new("b"), at.line, lang))


def _below(first: Inlines, second: Inlines) -> Inlines:
    """Two headings of a list or a table, the second on a line of its own."""
    return (*first, Break(), *second) if first and second else (*first, *second)


def _comes_second(element: Element) -> bool:
    before = element.getprevious()
    while before is not None and name(before) not in ("head", "p", "div"):
        before = before.getprevious()
    return before is not None and name(before) == "head"


_ALIGNED = {"center": "align-center", "end": "align-end"}


def paragraph(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    flow = reader.flow
    flow.close()
    role, before = treatment.word or flow.role, flow.role
    if not role and element in reader.index.styled:
        role = _ALIGNED.get(reader.looks.of(element).align, "")
    flow.open(reader.at(element, role))
    flow.role = role
    yield ALL
    flow.close()
    flow.role = before


def group(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """Blocks under a role; in a paragraph, where it holds no block, plain text."""
    flow = reader.flow
    if reader.too_deep or (flow.in_paragraph and not has_blocks(element)):
        reader.apart()
        yield ALL
        reader.apart()
        return
    flow.close()
    lang, given = reader.language(), reader.block_id(element)
    reader.push(role=treatment.word if treatment.word in ("opener", "closer") else "")
    yield ALL
    blocks = reader.pop()
    if treatment.word == "title-page":
        blocks = title_page(blocks)
    if blocks:
        flow.add(Group(blocks, treatment.word, given, element.sourceline or 0, lang))


def apart_blocks(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    flow = reader.flow
    flow.close()
    flow.end_verse()
    reader.anchor(element)
    put_number(reader, element, treatment.word)
    yield ALL
    flow.close()
    flow.end_verse()


def has_blocks(element: Element) -> bool:
    """Whether a child is a block."""
    return has_child(element, _BLOCKS)


def sets_off(reader: Reader, element: Element) -> bool:
    """Whether a quotation is set off: it holds blocks, or stands between blocks."""
    if reader.flow.inline or reader.too_deep:
        return False
    if has_blocks(element) or reader.looks.of(element).block:
        return True
    parent = element.getparent()
    return not reader.flow.in_paragraph and parent is not None and name(parent) in _HOLDERS


def quotation(reader: Reader, element: Element, _: Treatment) -> Wanted | Steps:
    """``q`` with a speaker is speech, ``quote`` with a source a quoted document (encoding)."""
    span = record_speech(reader, element, document=name(element) == "quote")
    if sets_off(reader, element):
        return _set_off(reader, element, span)
    return quoted(reader, element, span)


def _set_off(reader: Reader, element: Element, span: Span | None) -> Steps:
    flow = reader.flow
    flow.close()
    lang, given = reader.language(), _own_id(reader, element, span is not None)
    if span is not None:
        reader.mark(span)
    reader.push()
    yield ALL
    blocks = reader.pop()
    if blocks:
        flow.add(Quotation(blocks, given, element.sourceline or 0, lang))


def _own_id(reader: Reader, element: Element, taken: bool) -> str:
    """The block's id: the element's own belongs to the span where it is one."""
    return reader.index.new("b") if taken else reader.block_id(element)


def citation(reader: Reader, element: Element, _: Treatment) -> Steps:
    """``cit``: set off, its ``bibl`` becomes the attribution."""
    set_off = any(sets_off(reader, q) for q in children(element, "quote", "q"))
    set_off = set_off or reader.looks.of(element).block
    if not set_off or reader.too_deep:
        yield from cited_in_line(reader, element)
        return
    flow = reader.flow
    flow.close()
    lang = reader.language()
    inner = reader.push()
    yield ALL
    reader.pop()
    blocks = tuple(
        part
        for block in inner.blocks
        for part in (block.blocks if isinstance(block, Quotation) else (_attribution(block),))
    )
    inside = (block.id for block in inner.blocks if isinstance(block, Quotation))
    given = reader.index.given(element) or next(inside, "") or reader.index.new("b")
    if blocks:
        flow.add(Quotation(blocks, given, element.sourceline or 0, lang))


def cited_in_line(reader: Reader, element: Element, _: Treatment | None = None) -> Steps:
    """Where only tags part a quotation from its source, a space does."""
    around = reader.records
    if is_bare(element):
        reader.planned.update(children(element))
        line = reader.line()
        reader.records = [*around, Record(element, line, comma=False)]
    yield from apart(reader, element, Treatment("apart"))
    reader.records = around


def _attribution(block: Block) -> Block:
    if isinstance(block, Paragraph) and block.role in ("", "bibl"):
        return replace(block, role="attribution")
    return block


def speech_block(reader: Reader, element: Element, _: Treatment) -> Wanted | Steps:
    """``said``: its blocks stay where they stand, under its mark."""
    span = record_speech(reader, element)
    if not has_blocks(element):
        return quoted(reader, element, span)
    if span is not None:
        reader.mark(span)
    return ALL
