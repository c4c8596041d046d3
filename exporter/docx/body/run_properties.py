"""How a run looks: its properties (``w:rPr``)."""

from __future__ import annotations

from typing import TypeAlias

from exporter.docx.context import Context, Story
from exporter.docx.opc.xml import quote
from exporter.docx.styles import language
from exporter.docx.styles.template_values import half_points
from exporter.model import Edit, Emphasis, Language, Link, Mark, Marks, NoteLink, Span

__all__ = ["INDEX", "properties"]

Looks: TypeAlias = tuple[tuple[str, str], ...]

INDEX = "Index Entry"
"""The style of what is in an index."""

_PLACE = ("link", "place")
"""How a link to a place in the text looks; in an index, where every entry is one, as its text."""

_ORDER = (
    "rStyle",
    "rFonts",
    "b",
    "i",
    "caps",
    "smallCaps",
    "strike",
    "spacing",
    "sz",
    "u",
    "vertAlign",
)
_EMPHASIS = {
    "italic": ("i", "<w:i/><w:iCs/>"),
    "bold": ("b", "<w:b/><w:bCs/>"),
    "small-caps": ("smallCaps", "<w:smallCaps/>"),
    "capitals": ("caps", "<w:caps/>"),
    "underline": ("u", '<w:u w:val="single"/>'),
    "strikethrough": ("strike", "<w:strike/>"),
    "superscript": ("vertAlign", '<w:vertAlign w:val="superscript"/>'),
    "subscript": ("vertAlign", '<w:vertAlign w:val="subscript"/>'),
    "letter-spaced": ("spacing", '<w:spacing w:val="40"/>'),
}
_STAGE = {
    "b": '<w:b w:val="0"/><w:bCs w:val="0"/>',
    "i": "<w:i/><w:iCs/>",
    "smallCaps": '<w:smallCaps w:val="0"/>',
}
_EDITS = {
    "addition": ("u", '<w:u w:val="dash"/>'),
    "deletion": ("strike", "<w:strike/>"),
    "unclear": ("u", '<w:u w:val="dotted"/>'),
    "suggestion": ("u", '<w:u w:val="wave"/>'),
}


def properties(story: Story, marks: Marks, context: Context, *, rtl: bool = False) -> str:
    """``w:rPr`` of a run under these marks, or nothing."""
    looks = _looks(story, marks) if marks else ()
    if context.style == INDEX:
        looks = tuple([look for look in looks if look != _PLACE])
    key = (looks, context.lang, context.scale, context.shrink, rtl)
    cache = story.job.properties
    found = cache.get(key)
    if found is None:
        found = cache[key] = _properties(story, looks, context, rtl=rtl)
    return found


def _looks(story: Story, marks: Marks) -> Looks:
    """What of the marks is seen: a kind and what it is told by, each."""
    out: list[tuple[str, str]] = []
    spans = story.job.edition.spans
    for mark in marks:
        if type(mark) is Span:
            info = spans.get(mark.id)
            out.append((mark.kind, info.standing if info else ""))
        elif look := _look(mark):
            out.append(look)
    return tuple(out)


def _look(mark: Mark) -> tuple[str, str] | None:
    match mark:
        case Emphasis(style=style):
            return "emphasis", style
        case Link(target=target):
            return _PLACE if target.startswith("#") else ("link", "")
        case NoteLink():
            return "link", "inner"
        case Language(tag=tag_):
            return "language", tag_
        case Edit(kind=edit):
            return "edit", edit
        case _:
            return None


def _properties(story: Story, looks: Looks, context: Context, *, rtl: bool) -> str:
    found: dict[str, str] = {}
    keys: set[tuple[str, str]] = set()
    lang = context.lang
    for kind, value in looks:
        match kind:
            case "emphasis" if value == "stage":
                found |= _STAGE
            case "emphasis":
                slot, xml = _emphasis(story, value, context)
                found[slot] = xml
            case "edit" if value in _EDITS:
                slot, xml = _EDITS[value]
                found[slot] = xml
            case "language":
                lang = value
            case "link" | "speech" | "figure" | "claim" | "correction":
                keys.add((kind, "inner" if (kind, value) == _PLACE else value))
    if keys:
        found["rStyle"] = f'<w:rStyle w:val="{story.job.book.span(frozenset(keys))}"/>'
    inner = "".join(found[slot] for slot in _ORDER if slot in found) + ("<w:rtl/>" if rtl else "")
    if lang and lang != story.job.edition.lang:
        inner += language.run_language(lang)
    return inner and f"<w:rPr>{inner}</w:rPr>"


def _emphasis(story: Story, style: str, context: Context) -> tuple[str, str]:
    if style == "monospace":
        font = quote(story.job.theme.type.word_mono)
        return "rFonts", f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
    if style in {"larger", "smaller"}:
        return "sz", _size(story, context, 1.2 if style == "larger" else 0.85)
    return _EMPHASIS.get(style, ("", ""))


def _size(story: Story, context: Context, factor: float) -> str:
    size = half_points(story.job.type_size(context) * factor)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
