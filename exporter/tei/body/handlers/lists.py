"""Handlers of lists."""

from __future__ import annotations

import re
from typing import Literal

from exporter.model import (
    Blocks,
    Item,
    ListBlock,
    Paragraph,
    Run,
)
from exporter.tei.body.context import ALL, GENERATED, Reader, Steps
from exporter.tei.body.handlers.blocks import paragraph
from exporter.tei.body.handlers.inlines import apart, outermost_notes, report_hidden
from exporter.tei.body.treatment import Treatment
from exporter.tei.content.builders import ListBuilder
from exporter.tei.content.enumerators import is_enumerator, numbered
from exporter.tei.tree.elements import Element, children, has_child, name, parent_name, plain, words

ListKind = Literal["bullet", "number", "plain", "gloss"]

_WORDS: dict[ListKind, str] = {
    "number": "ordered numbered number enumerated enum arabic decimal alpha roman",
    "bullet": "bulleted bullet bullets unordered itemized ul disc",
    "plain": "simple plain none nolist unmarked index toc contents",
    "gloss": "gloss glossary definition dl descriptive",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}


def list_(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    flow = reader.flow
    words = f"{element.get('type') or ''} {element.get('rend') or ''}".casefold().split()
    if reader.too_deep or ("inline" in words and flow.in_paragraph):
        reader.apart()
        yield ALL
        reader.apart()
        return
    flow.close()
    lang, given = reader.language(), reader.block_id(element)
    kind = _kind(element, words, treatment)
    builder = ListBuilder(reader.push(), kind)
    reader.builders.append(builder)
    yield ALL
    builder.settle(element.sourceline or 0)
    reader.builders.pop()
    calls = tuple(builder.flow.leading)
    builder.flow.leading.clear()
    reader.pop()
    if builder.items:
        items, start = tuple(builder.items), _start(element) if kind == "number" else 1
        items = numbered(items, builder.numbers, kind, words)
        line = element.sourceline or 0
        flow.add(ListBlock(items, kind, start, builder.heading, id=given, line=line, lang=lang))
    elif builder.heading:
        flow.add(Paragraph(builder.heading, "label", given, element.sourceline or 0, lang))
    for call in calls:
        flow.call(call)


def _kind(element: Element, words: list[str], treatment: Treatment) -> ListKind:
    labels = [plain(label) for label in children(element, "label")]
    if labels and "gloss" not in words and all(map(is_enumerator, labels)):
        return "plain"
    if labels:
        return "gloss"
    for word in (treatment.word, *words):
        if word in _KINDS:
            return _KINDS[word]
    return "bullet"


def _start(element: Element) -> int:
    first = next(children(element, "item"), None)
    number = (first.get("n") or "").strip(" .)") if first is not None else ""
    return int(number) if re.fullmatch(r"[0-9]{1,6}", number) else 1


def item(reader: Reader, element: Element, _: Treatment) -> Steps:
    builder = reader.builder
    if not isinstance(builder, ListBuilder) or builder.flow is not reader.flow:
        if reader.flow.in_paragraph:
            yield from apart(reader, element, Treatment("apart"))
        else:
            yield from paragraph(reader, element, Treatment("paragraph"))
        return
    label, builder.label = builder.label, ()
    builder.settle(element.sourceline or 0)
    leading = [*builder.flow.leading]
    builder.flow.leading.clear()
    in_line = name(element) == "witness" and not has_child(element, _BLOCKS)
    flow = reader.push(inline=in_line)
    if in_line:
        for inline in leading:
            flow.line.put(inline)
    else:
        flow.leading.extend(leading)
    yield ALL
    blocks = _one_line(reader, element) if in_line else reader.pop()
    label, builder.label = label or builder.label, ()
    if blocks or label or not plain(element):
        given = reader.block_id(element)
        if number := (element.get("n") or "").strip():
            builder.numbers[len(builder.items)] = number
        builder.items.append(Item(blocks, label, given, element.sourceline or 0))


_BLOCKS = words("p ab list listWit listBibl table figure")


def _one_line(reader: Reader, element: Element) -> Blocks:
    """A witness is a line, however much its description holds."""
    content = reader.pop_inlines()
    line = element.sourceline or 0
    return (Paragraph(content, id=reader.index.new("b"), line=line),) if content else ()


def label(reader: Reader, element: Element, _: Treatment) -> Steps:
    builder, flow = reader.builder, reader.flow
    if isinstance(builder, ListBuilder) and builder.flow is flow:
        builder.settle(element.sourceline or 0)
        reader.push(inline=True)
        reader.anchor(element)
        yield ALL
        builder.label = reader.pop_inlines()
    elif flow.in_paragraph:
        begins = not flow.line
        reader.dress(element)
        yield ALL
        if begins and (element.tail or "")[:1].isalnum():
            flow.line.space((*reader.here(), GENERATED))
    elif parent_name(element) in ("item", "note") and not flow.blocks:
        yield from _beginning(reader, element)
    elif parent_name(element) == "figure":
        if _is_in_heading(element):
            report_hidden(reader, element)
            yield outermost_notes(reader, element)
        else:
            yield from paragraph(reader, element, Treatment("paragraph", ("caption",)))
    else:
        yield from paragraph(reader, element, Treatment("paragraph", ("label",)))


def _is_in_heading(label: Element) -> bool:
    """Whether the heading of its figure has the number that the label repeats."""
    figure, words = label.getparent(), _WORD.findall(plain(label, "note"))
    heads = () if figure is None else children(figure, "head")
    return bool(words) and any(
        words == _WORD.findall(plain(head, "note"))[-len(words) :] for head in heads
    )


_WORD = re.compile(r"\w+")


def _beginning(reader: Reader, element: Element) -> Steps:
    """The label that an item or a note begins with stands on the line of its text."""
    builder = reader.builder
    reader.push(inline=True)
    reader.anchor(element)
    yield ALL
    words = reader.pop_inlines()
    if isinstance(builder, ListBuilder) and parent_name(element) == "item" and not builder.label:
        builder.label = words
    elif words:
        reader.flow.leading += [*words, Run(" ", (GENERATED,))]
