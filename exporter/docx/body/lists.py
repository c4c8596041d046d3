"""Lists: Word's own numbering for bullets and numbers, a hanging indent for authors' labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from exporter.docx.body.paragraphs import paragraph
from exporter.docx.body.run_properties import INDEX
from exporter.docx.context import Context, Story
from exporter.docx.styles.template_values import list_indent
from exporter.model import Blocks, Inlines, Item, ListBlock, Paragraph, Run
from exporter.values import replace

__all__ = ["write_list"]

_DEEPEST = 8
_STEPS = 5

Writer: TypeAlias = Callable[[Story, Blocks, Context], None]


def write_list(story: Story, block: ListBlock, context: Context, write: Writer) -> None:
    """Append a list; ``write`` writes the blocks of an item.

    Every numbered list has its own ``w:num``, so that it starts where it should.
    """
    if block.heading:
        paragraph(story, "List Heading", block.heading, context)
    numbering = story.job.numbering
    style, number = "List", 0
    if block.kind == "bullet":
        style, number = "List Bullet", numbering.bullets()
    elif block.kind == "number":
        style, number = "List Number", numbering.numbers(context.steps, block.start)
    inner = replace(context, depth=context.depth + 1, steps=context.steps + 1)
    level = min(context.steps, _DEEPEST)
    counted = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    for item in block.items:
        story.place(item.id)
        if context.style == INDEX:
            _item(
                story, item, (), INDEX, extra=counted if number else "", context=inner, write=write
            )
        elif block.kind == "gloss":
            _gloss(story, item, level, inner, write)
        elif item.label or not number:
            label = (*item.label, Run("\t")) if item.label else ()
            _item(
                story,
                item,
                label,
                _set_in(story, "List", level),
                extra="",
                context=inner,
                write=write,
            )
        else:
            _item(story, item, (), style, extra=counted, context=inner, write=write)


def _item(
    story: Story,
    item: Item,
    label: Inlines,
    style: str,
    extra: str,
    context: Context,
    write: Writer,
) -> None:
    """The first paragraph carries the sign; what follows stands under it."""
    head: Inlines = ()
    rest = item.blocks
    if rest and isinstance(rest[0], Paragraph) and not rest[0].lang:
        story.place(rest[0].id)
        if style == INDEX and rest[0].role == "label":
            style = "Index Label"
        head, rest = rest[0].content, rest[1:]
    if head or label or (extra and (style == "List Number" or not rest)):
        paragraph(story, style, (*label, *head), context, extra=extra)
    step = min(context.steps, _STEPS)
    follow = "List Continue" if step == 1 else f"List Continue {step}"
    follow = INDEX if context.style == INDEX else follow
    write(story, rest, replace(context, style=follow))


def _gloss(story: Story, item: Item, level: int, context: Context, write: Writer) -> None:
    if item.label:
        paragraph(story, _set_in(story, "Definition Term", level), item.label, context)
    write(story, item.blocks, replace(context, style=_set_in(story, "Definition", level)))


def _set_in(story: Story, style: str, level: int) -> str:
    """The name of the style at this level of lists (0 is outermost)."""
    if not level:
        return style
    level = min(level + 1, _STEPS)
    name, theme = f"{style} {level}", story.job.theme
    hang = list_indent(theme)
    left = list_indent(theme, level) - (hang if style == "Definition Term" else 0)
    hanging = hang if style == "List" else 0
    story.job.book.variant(name, style, f'<w:ind w:left="{left}" w:hanging="{hanging}"/>')
    return name
