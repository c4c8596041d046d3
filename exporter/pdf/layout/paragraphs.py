"""A paragraph → its lines, by its role."""

from __future__ import annotations

from exporter.model import Anchor, Break, Inlines, Paragraph, Run
from exporter.pdf.inline.styles import Style
from exporter.pdf.layout.composer import Composer, Frame

__all__ = ["compose_paragraph", "milestone"]

_END = frozenset(("closer", "signed", "attribution", "salute-end"))
_ALIGNED = {**dict.fromkeys(_END, "end"), "align-end": "end",
            **dict.fromkeys(("align-center", "title-part", "imprint"), "center")}  # fmt: skip
_ITALIC = frozenset(("stage", "epigraph", "byline", "docauthor", "argument"))
_SMALL = frozenset(("caption", "dateline", "forme-work", "date"))
_ENTRIES = frozenset(("bibl", "entry"))
_OPENING = frozenset(("byline", "dateline", "salute", "speaker", "stage", "caption", "label"))
"""After these, text begins anew: its first line is not indented."""


def compose_paragraph(composer: Composer, block: Paragraph, frame: Frame) -> None:
    if _empty(block.content):
        anchors = (inline.id for inline in block.content if isinstance(inline, Anchor))
        composer.hand_on(*anchors, block.id)
        return
    style, role = frame.style, block.role
    if role == "milestone":
        milestone(composer, block.content, frame, block)
        return
    if role:
        style = _styled(composer, style, role)
    element = composer.element("P", block, frame)
    spaced = frame.plain or composer.type.paragraphs == "space"
    indented = composer.indent and not spaced and not role
    hang = 1.5 * composer.em if role in _ENTRIES else frame.hang
    lines = composer.lines(
        block.content,
        style,
        element,
        frame,
        indent=composer.type.indent * style.setting.size if indented else 0.0,
        hang=hang,
        align=_ALIGNED.get(role) or ("start" if role in _SMALL | _ENTRIES else ""),
    )
    if lines and block.id:
        lines[0].ids.append(block.id)
    if frame.plain or frame.hang:
        gap = 0.25 * style.setting.size
    elif role in ("byline", "dateline", "lead"):
        gap = 0.5 * composer.em
    else:
        gap = composer.type.space * composer.em if spaced else 0.0
    if role in ("dateline", "byline", "speaker", "label"):
        for line in lines:
            line.keep = True
    above = 0.7 * style.setting.size if frame.hang and role == "label" else gap
    composer.add(list(lines), above, gap, indent=role not in _OPENING)


def milestone(
    composer: Composer, content: Inlines, frame: Frame, block: Paragraph | None = None
) -> None:
    """The number of a page or part that begins at the heading below, close to it."""
    style = composer.styler.changed(frame.style, ink="muted")
    element = composer.element("P", block or Paragraph(content), frame)
    lines = composer.lines(content, style, element, frame, align="start")
    if lines and block and block.id:
        lines[0].ids.append(block.id)
    for line in lines:
        line.keep = True
    composer.add(list(lines), 1.35 * composer.em)
    composer.tie(0.15 * composer.em)


def _styled(composer: Composer, style: Style, role: str) -> Style:
    if role in _ITALIC:
        return composer.styler.changed(style, italic=True)
    if role in _SMALL:
        size = min(style.setting.size, composer.type.small_size)
        return composer.styler.changed(style, ink="muted", leading=size * 1.35, size=size)
    return composer.styler.changed(style, weight=600) if role == "label" else style


def _empty(inlines: Inlines) -> bool:
    """Nothing to see: anchors, white space."""
    for inline in inlines:
        if isinstance(inline, Run):
            if inline.text.strip():
                return False
        elif not isinstance(inline, Anchor | Break):
            return False
    return True
