"""One paragraph in its style."""

from __future__ import annotations

from exporter.docx.body import runs
from exporter.docx.context import Context, Story
from exporter.model import Inlines
from exporter.model.traversal import in_outline

__all__ = ["heading", "paragraph"]


def paragraph(
    story: Story,
    style: str,
    inlines: Inlines,
    context: Context,
    *,
    extra: str = "",
    spacing: str = "",
    prefix: str = "",
    suffix: str = "",
    ident: str = "",
) -> None:
    """One paragraph. ``extra`` are properties that stand between ``w:pStyle`` and ``w:bidi``,
    ``spacing`` is ``w:spacing``; ``prefix`` and ``suffix`` are runs put around the inlines;
    ``ident`` is the id of a style that was made elsewhere."""
    style_id = ident or _style(story, style, context)
    turned = ""
    if context.direction != story.job.base:
        turned = "<w:bidi/>" if context.direction == "rtl" else '<w:bidi w:val="0"/>'
    out = story.out
    out.append(
        f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{extra}{turned}{spacing}</w:pPr>{prefix}'
    )
    if story.pending:
        for pending in story.pending:
            out.append("".join(story.bookmark(pending)))
        story.pending.clear()
    story.job.written.append((story.kind, inlines))
    runs.write(story, inlines, context)
    out.append(f"{suffix}</w:p>")


def _style(story: Story, style: str, context: Context) -> str:
    """The style; in a note or a table cell the same at the size that is set there."""
    book = story.job.book
    scale, shrink = context.scale, context.shrink
    own = style.startswith((scale, "footnote", "endnote"))
    if not scale or (own and shrink == 1):
        return book.id(style)
    kind = story.job.theme.type
    size = kind.note_size if scale == "Note" else kind.small_size * shrink
    leading = kind.note_leading if scale == "Note" else 1.35
    inner = ' w:before="0" w:after="30"' if style.startswith("List") else ""
    name = style if own else f"{scale} {style}"
    return book.variant(
        name if shrink == 1 else f"{name} {round(shrink * 100)}",
        style,
        f'<w:spacing{inner} w:line="{round(size * leading * 20)}" w:lineRule="atLeast"/>',
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>',
    )


def heading(
    story: Story, level: int, inlines: Inlines, context: Context, *, extra: str = ""
) -> None:
    """A heading of Word's own levels, 1 to 6."""
    prefix = ""
    if story.contents:
        name = f"_Toc{story.job.names.number('heading'):08d}"
        prefix = "".join(story.bookmark(name[4:], "_Toc"))
        story.headings.append((level, in_outline(inlines), name))
    paragraph(story, f"heading {level}", inlines, context, extra=extra, prefix=prefix)
