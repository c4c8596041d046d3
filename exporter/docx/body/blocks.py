"""Blocks → paragraphs and tables."""

from __future__ import annotations

from functools import partial
from itertools import zip_longest
from typing import assert_never

from exporter.docx.body.lists import write_list
from exporter.docx.body.paragraphs import heading, paragraph
from exporter.docx.body.pictures import drawing, usable
from exporter.docx.body.run_properties import INDEX
from exporter.docx.body.tables import write_table
from exporter.docx.context import Context, Story
from exporter.docx.opc.xml import text
from exporter.docx.styles.template_values import twips
from exporter.model import (
    Block,
    Blocks,
    Group,
    Heading,
    Inlines,
    ListBlock,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Row,
    Rule,
    Run,
    Table,
    Turn,
    Verse,
    VerseLine,
)
from exporter.model.traversal import flattened
from exporter.text.language_tags import direction
from exporter.text.patterns import pattern
from exporter.values import replace

__all__ = ["in_language", "paragraph", "write"]

_ROLES = {
    "lead": "Lead",
    "byline": "Byline",
    "dateline": "Dateline",
    "salute": "Salutation",
    "closer": "Closing",
    "signed": "Signature",
    "trailer": "Trailer",
    "stage": "Stage",
    "attribution": "Attribution",
    "caption": "Caption",
    "label": "Label",
    "bibl": "Bibliography",
    "entry": "Entry",
    "epigraph": "Epigraph",
    **dict.fromkeys(("align-center", "imprint", "title-part"), "Centered Text"),
    "align-end": "End-aligned Text",
}
_GROUPS = {"epigraph": "Epigraph", "aside": "Aside", "argument": "Quote"}
_LAST_LEVEL = 6
_LAST_QUOTATION = 5
_EM_SPACE = "\u2003"
_LONG_WORD = 45
_BREAK = pattern(r"[\-–—\u00ad\u200b]")


def write(story: Story, blocks: Blocks, context: Context, before: Block | None = None) -> None:
    """Append blocks to the story; ``before`` is what stands there already."""
    for block, after in zip_longest(blocks, blocks[1:]):
        _block(story, block, before, after, context)
        before = block


def _block(
    story: Story, block: Block, before: Block | None, after: Block | None, context: Context
) -> None:
    if not isinstance(block, Rule):
        context = in_language(context, block.lang)
    story.place(block.id)
    match block:
        case Heading():
            _heading(story, block, context)
        case Paragraph(role="milestone"):
            paragraph(story, "First Paragraph", block.content, context, extra="<w:keepNext/>")
        case Paragraph() if _is_blank(block.content):
            pass
        case Paragraph():
            style = _body_style(block, before, context)
            own = context.style or block.role
            ident = "" if own else _fitted(story, style, block, before, after, context)
            paragraph(story, style, block.content, context, ident=ident)
        case Quotation():
            write(story, block.blocks, _quoted(story, context))
        case ListBlock():
            write_list(story, block, context, write)
        case Table():
            _table(story, block, context)
        case Verse():
            _verse(story, block, context)
        case Turn():
            _turn(story, block, context)
        case Picture():
            _picture(story, block, context)
        case Rule():
            paragraph(story, "Text Break", (Run("* * *"),), context)
        case Preformatted():
            paragraph(story, "Source Code", _trimmed(block.content), context)
        case Group():
            style = _GROUPS.get(block.role, context.style)
            write(story, block.blocks, replace(context, style=style), before=block)
        case _:
            assert_never(block)


def in_language(context: Context, lang: str) -> Context:
    """The same place in another language; an empty tag changes nothing."""
    if not lang or lang == context.lang:
        return context
    return replace(context, lang=lang, direction=direction(lang, context.direction))


def _body_style(block: Paragraph, before: Block | None, context: Context) -> str:
    if block.role == "bibl" and context.style == "Epigraph":
        return "Epigraph"
    if block.role == "label" and context.style == INDEX:
        return "Index Label"
    if block.role in _ROLES:
        return _ROLES[block.role]
    if context.style:
        return context.style
    match before:
        case Paragraph(role="" | "lead" | "forme-work"):
            return "Body Text"
        case Table():
            return "Text After Table"
        case _:
            return "First Paragraph"


def _quoted(story: Story, context: Context) -> Context:
    """The inside of a quotation; one in a list, or in another, is set in further."""
    if context.style == "Epigraph":
        return context
    name, depth = "Quote", min(context.steps + 1, _LAST_QUOTATION)
    if depth > 1:
        em, name = twips(story.job.theme.type.size), f"Quote {depth}"
        indent = f'<w:ind w:left="{em * 2 * depth}" w:right="{em * 2}" w:firstLine="0"/>'
        story.job.book.variant(name, "Quote", indent)
    return replace(context, style=name, steps=context.steps + 1)


def _fitted(
    story: Story, style: str, block: Paragraph, before: Block | None, after: Block | None,
    context: Context,
) -> str:  # fmt: skip
    """The id of the style for text right above a table, at the edge of blocks that belong together,
    or with a very long word; else empty."""
    kind = story.job.theme.type
    name, spaces, ragged = style, "", ""
    half = round(kind.size * kind.leading * 10)
    if isinstance(before, Group) and not context.scale and kind.paragraphs == "indent":
        name += " Set Off"
        spaces += f' w:before="{half}"'
    if isinstance(after, Table) and not after.caption and kind.paragraphs == "indent":
        name += " Before Table"
        spaces += f' w:after="{half}"'
    space = f"<w:spacing{spaces}/>" if spaces else ""
    if kind.justify and _has_long_word(flattened(block.content)):
        name += " Ragged"
        ragged = '<w:jc w:val="left"/>'
    return story.job.book.variant(name, style, space + ragged) if name != style else ""


def _has_long_word(text: str) -> bool:
    """An address, mostly: Word sets it on a line of its own and would stretch the one before."""
    long = [word for word in text.split() if len(word) >= _LONG_WORD]
    return any(len(part) >= _LONG_WORD for word in long for part in _BREAK.split(word))


def _is_blank(content: Inlines) -> bool:
    """Nothing to see: Word's users take an empty paragraph for a mistake."""
    return all(isinstance(each, Run) and not each.text.strip() for each in content)


def _trimmed(content: Inlines) -> Inlines:
    """Without the line ends before the closing tag, which would be an empty line."""
    if content and isinstance(content[-1], Run):
        return (*content[:-1], replace(content[-1], text=content[-1].text.rstrip("\n")))
    return content


def _heading(story: Story, block: Heading, context: Context) -> None:
    """Word's first level is that below the title; in notes and cells headings are labels."""
    if story.kind != "body" or context.scale or context.depth:
        paragraph(story, "Label", block.content, context)
        return
    level = min(max(block.level - 1, 1), _LAST_LEVEL)
    heading(story, level, block.content, context)


def _table(story: Story, block: Table, context: Context) -> None:
    if block.caption:
        paragraph(story, "Table Caption", block.caption, context)

    def line(row: Row) -> None:
        for each in row.cells:
            write(story, each.blocks, context)

    write_table(story, block, context, partial(write, story), line)


def _verse(story: Story, block: Verse, context: Context) -> None:
    last = len(block.lines) - 1
    for at, line in enumerate(block.lines):
        story.place(line.id)
        ident, indent = "", ""
        if not context.scale:
            ends = at == 0, at == last
            ident = _verse_style(story, line.indent, *ends, spoken=context.spoken)
        elif line.indent > 0:
            indent = f"<w:r>{text(_EM_SPACE * line.indent)}</w:r>"
        number = _line_number(story, line)
        paragraph(story, "Verse", line.content, context, prefix=indent, suffix=number, ident=ident)


def _line_number(story: Story, line: VerseLine) -> str:
    """Every fifth line's number, and those that are no plain numbers, at the far margin."""
    if not line.number or (line.number.isdecimal() and int(line.number[-1]) % 5):
        return ""
    style = story.job.book.id("Verse Number")
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>'
    return f"<w:r><w:tab/></w:r><w:r>{properties}{text(line.number)}</w:r>"


def _verse_style(story: Story, indent: int, first: bool, last: bool, *, spoken: bool) -> str:
    """Verse, so many steps in; a stanza's first and last line hold the space around it, which is
    less in a speech."""
    places = {(True, True): "Single", (True, False): "First", (False, True): "Last"}
    place = places.get((first, last), "")
    step = f"Indent {indent}" if indent > 0 else ""
    if not step and not place:
        return story.job.book.id("Verse")
    tight = "Spoken" if spoken and place else ""
    name = " ".join(part for part in ("Verse", step, place, tight) if part)
    kind = story.job.theme.type
    em, space = round(kind.size * 20), round(kind.size * kind.leading * (4 if tight else 10))
    spacing = (f' w:before="{space}"' if first else "") + (f' w:after="{space}"' if last else "")
    keep = "<w:keepNext/>" if first and not last else ""
    around = f"<w:spacing{spacing}/>" if spacing else ""
    left = f'<w:ind w:left="{em * (3 + indent)}" w:hanging="{em}"/>' if step else ""
    return story.job.book.variant(name, "Verse", f"{keep}{around}{left}")


def _turn(story: Story, block: Turn, context: Context) -> None:
    if block.speaker:
        paragraph(story, "Speaker", block.speaker, context)
    write(story, block.blocks, replace(context, spoken=True))


def _picture(story: Story, block: Picture, context: Context) -> None:
    job = story.job
    graphic = job.edition.graphics.get(block.graphic)
    if graphic is not None and usable(job, graphic):
        alt = block.alt or " ".join(_words(block.caption).split())
        image = drawing(story, graphic, alt, context.width)
        keep = "" if block.caption else '<w:keepNext w:val="0"/>'
        paragraph(story, "Figure", (), context, extra=keep, prefix=image)
    else:
        missing = job.word("picture-missing")
        words = f"{missing}: {block.alt}" if block.alt else missing
        keep = "" if block.caption else '<w:keepNext w:val="0"/>'
        paragraph(story, "Picture Description", (Run(words),), context, extra=keep)
    write(story, block.caption, replace(context, style="Caption"))


def _words(blocks: Blocks) -> str:
    return " ".join(flattened(block.content) for block in blocks if isinstance(block, Paragraph))
