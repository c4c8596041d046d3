"""Handlers of verse and drama: stanzas, lines, speeches in a play or debate."""

from __future__ import annotations

from exporter.model import Emphasis, Run, Turn, VerseLine
from exporter.tei.body.context import ALL, GENERATED, Reader, Steps
from exporter.tei.body.handlers.blocks import paragraph
from exporter.tei.body.handlers.mixed_content import is_in_line
from exporter.tei.body.numbers import begin_division, every
from exporter.tei.body.speech import agents, names_of
from exporter.tei.body.treatment import Treatment
from exporter.tei.content.builders import TurnBuilder
from exporter.tei.content.flow import Opened
from exporter.tei.tree.elements import Element, children, has_child, name, plain, words
from exporter.values import replace

_BLOCKS = words("p ab l lg list table quote q figure sp")
"""What a stage direction on a line cannot hold."""


def verse(reader: Reader, element: Element, _: Treatment) -> Steps:
    flow = reader.flow
    flow.close()
    flow.end_verse()
    level, before = reader.level, reader.stanza
    if next(children(element, "lg"), None) is not None:
        reader.anchor(element)
    if next(children(element, "head"), None) is None:
        begin_division(reader, element)
    reader.stanza = reader.at(element)
    if next(children(element, "head"), None) is not None:
        reader.level += 1
    yield ALL
    flow.close()
    flow.end_verse()
    reader.level, reader.stanza = level, before


def verse_line(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    flow = reader.flow
    at, line = reader.stanza, element.sourceline or 0
    if at is None:
        at = Opened(line=line, lang=reader.lang)
    indent = reader.looks.of(element).indent or _part_indent(reader, element)
    lang = flow.lang
    reader.push(inline=True).lang = lang
    reader.flow.opened = Opened(lang=at.lang)
    yield ALL
    content = reader.pop_inlines()
    if content:
        given = reader.index.given(element)
        number = given_number = element.get("n") or ""
        if number and not every(treatment, number, reader.line_number):
            number = ""
        reader.line_number = given_number or reader.line_number
        flow.add_verse_line(VerseLine(content, indent, number, given, line), at)
        if reader.stanza is not None and reader.stanza.id:
            reader.stanza = replace(reader.stanza, id="")


def _part_indent(reader: Reader, element: Element) -> int:
    """A line shared by several speakers: each part begins where the one before it ended."""
    part = element.get("part") or ""
    width = len(plain(element, "note", "stage"))
    if part in ("M", "F"):
        indent = min(32, reader.part_width // 2)
        reader.part_width += width
        return indent
    reader.part_width = width if part == "I" else 0
    return 0


def turn(reader: Reader, element: Element, _: Treatment) -> Steps:
    flow = reader.flow
    if reader.too_deep:
        flow.close()
        yield ALL
        flow.close()
        return
    flow.close()
    who = agents(reader, element, "who")
    lang, given = reader.language(), reader.block_id(element)
    announced, reader.announced = reader.announced, ()
    builder = TurnBuilder(reader.push(), announced)
    reader.builders.append(builder)
    yield ALL
    reader.builders.pop()
    blocks = reader.pop()
    if not builder.speaker and who:
        builder.speaker = names_of(reader, who)
    for block in builder.before:
        flow.add(block)
    if blocks or builder.speaker:
        flow.add(Turn(builder.speaker, blocks, who, given, element.sourceline or 0, lang))


def speaker(reader: Reader, element: Element, _: Treatment) -> Steps:
    builder = reader.builder
    if not isinstance(builder, TurnBuilder) or builder.flow is not reader.flow or builder.speaker:
        return paragraph(reader, element, Treatment("paragraph", ("speaker",)))
    return _speaker(reader, element, builder)


def _follows_speaker(reader: Reader, element: Element) -> bool:
    """Whether a stage direction stands right behind the speaker's name: then it is on its line."""
    builder, flow, parent = reader.builder, reader.flow, element.getparent()
    return (
        isinstance(builder, TurnBuilder)
        and parent is not None
        and name(parent) == "sp"
        and builder.flow is flow
        and bool(builder.speaker)
        and not (flow.blocks or flow.verse or flow.opened or flow.leading)
        and not has_child(element, _BLOCKS)
    )


def _beside_speaker(reader: Reader, element: Element) -> Steps:
    builder = reader.builder
    reader.push(inline=True)
    reader.anchor(element)
    reader.mark(Emphasis("stage"))
    yield ALL
    content = reader.pop_inlines()
    if content and isinstance(builder, TurnBuilder):
        builder.speaker = (*builder.speaker, Run(" ", (GENERATED,)), *content)


def _speaker(reader: Reader, element: Element, builder: TurnBuilder) -> Steps:
    builder.flow.close()
    builder.flow.end_verse()
    builder.before, builder.flow.blocks = tuple(builder.flow.blocks), []
    reader.push(inline=True)
    reader.anchor(element)
    yield ALL
    builder.speaker = reader.pop_inlines()


def stage(reader: Reader, element: Element, _: Treatment) -> Steps:
    """In a line of text in italics, right behind a speaker's name on its line, else a block."""
    parent = element.getparent()
    if is_in_line(reader, element):
        reader.anchor(element)
        reader.apart()
        named = parent is not None and name(parent) == "speaker"
        reader.mark(Emphasis("stage" if named else "italic"))
        yield ALL
        reader.apart()
    elif _follows_speaker(reader, element):
        yield from _beside_speaker(reader, element)
    else:
        yield from paragraph(reader, element, Treatment("paragraph", ("stage",)))
