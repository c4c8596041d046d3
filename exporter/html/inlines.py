"""Runs with marks → inline elements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias, assert_never, get_args

from exporter import model as m
from exporter.html.context import Pen, class_name
from exporter.html.markup import attribute, text
from exporter.model.nesting import steps
from exporter.rendering.picture_size import is_sized
from exporter.text.bidi import has_rtl
from exporter.text.language_tags import direction
from exporter.urls import safe_url
from exporter.values import replace

__all__ = ["close_spans", "write"]

_STYLES: dict[m.Style, tuple[str, str]] = {
    "italic": ("<i>", "</i>"),
    "bold": ("<b>", "</b>"),
    "small-caps": ('<span class="small-caps">', "</span>"),
    "capitals": ('<span class="capitals">', "</span>"),
    "underline": ("<u>", "</u>"),
    "strikethrough": ("<s>", "</s>"),
    "overline": ('<span class="overline">', "</span>"),
    "superscript": ("<sup>", "</sup>"),
    "subscript": ("<sub>", "</sub>"),
    "monospace": ("<code>", "</code>"),
    "letter-spaced": ('<span class="letter-spaced">', "</span>"),
    "larger": ('<span class="larger">', "</span>"),
    "smaller": ("<small>", "</small>"),
    "stage": ('<i class="stage">', "</i>"),
}
_EDITS: dict[m.Editorial, tuple[str, str]] = {
    "addition": ("<ins>", "</ins>"),
    "deletion": ("<del>", "</del>"),
    "supplied": ('<span class="supplied">', "</span>"),
    "unclear": ('<span class="unclear">', "</span>"),
    "gap": ('<span class="gap">', "</span>"),
    "sic": ('<span class="sic">', "</span>"),
    "newsroom": ('<span class="newsroom">', "</span>"),
    "suggestion": ('<span class="suggestion">', "</span>"),
}

_RUBY = {
    "whole": ("<ruby>", "</ruby>"),
    "text": ("<rt>", "</rt>"),
    "sign": ("<rp>", "</rp>"),
}
_DRAWN = frozenset(get_args(m.Mark)) - {m.Generated, m.Origin}


def write(pen: Pen, inlines: Sequence[m.Inline]) -> None:
    """Draw a line of inlines. No link ever stands inside another (HTML 4.5.1)."""
    if m.NoteCall in map(type, inlines):
        rtl = "rtl" in (pen.edition.direction, direction(pen.edition.article.lang))
        pen.mixed = rtl or any(map(_is_rtl, inlines))
        if any(map(_is_linked_call, inlines)):
            inlines = [_outside_links(inline) for inline in inlines]
    out = pen.out
    open_: list[_Open] = []
    for at, (ended, begun, inline) in enumerate(steps(inlines, _DRAWN)):
        while ended:
            ended -= 1
            end = open_.pop()
            if type(end) is str:
                out.append(end)
            else:
                _end(pen, end, inlines, at)
        for mark in begun:
            if type(mark) is m.Name:
                out.append(_named(pen, mark))
                open_.append("</span>")
            else:
                open_.append(_begin(pen, mark, at))
        if type(inline) is m.Run:
            out.append(text(inline.text))
        else:
            _leaf(pen, inline)
    for end in reversed(open_):
        _end(pen, end, inlines, len(inlines))


def _is_rtl(inline: m.Inline) -> bool:
    """Whether some of it is written from right to left."""
    return type(inline) is m.Run and has_rtl(inline.text)


def _is_linked_call(inline: m.Inline) -> bool:
    """Whether it calls a note inside a link."""
    if type(inline) is not m.NoteCall or not inline.marks:
        return False
    return any(isinstance(mark, (m.Link, m.NoteLink)) for mark in inline.marks)


def _outside_links(inline: m.Inline) -> m.Inline:
    if not isinstance(inline, m.NoteCall):
        return inline
    return replace(
        inline,
        marks=tuple(mark for mark in inline.marks if not isinstance(mark, (m.Link, m.NoteLink))),
    )


def _leaf(pen: Pen, inline: m.Inline) -> None:
    match inline:
        case m.NoteCall():
            _call(pen, inline)
        case m.Break():
            pen.out.append(f"<br{pen.void}")
        case m.Anchor():
            if ident := pen.id(inline.id):
                pen.out.append(f"<span{ident}></span>")
        case m.Image():
            _image(pen, inline)
        case m.Run():
            pen.out.append(text(inline.text))
        case _:
            assert_never(inline)


# ------------------------------------------------------------------------------- marks

_Open: TypeAlias = str | tuple[m.Span | m.Link | m.NoteLink | m.PageNumber | m.Formula, int, int]
"""What ends an open mark: its end tag, or the mark and where it began, as a piece of the page and
as an inline of the line."""


def _end(pen: Pen, opened: _Open, inlines: Sequence[m.Inline], at: int) -> None:
    """Close the mark before the inline at this place."""
    out = pen.out
    if isinstance(opened, str):
        out.append(opened)
        return
    mark, began, first = opened
    if type(mark) is m.Formula:
        del out[began:]
        return
    if type(mark) is m.Span:
        if pen.linked:
            pen.waiting.append((mark.id, began))
        else:
            pen.ends[mark.id] = began, len(out)
        out.append("</span>")
        return
    if type(mark) is m.NoteLink:
        label = "".join([each.text for each in inlines[first:at] if type(each) is m.Run])
        name = attribute(pen.word("note-n", n=label))
        out[began] = f'<a href="{pen.to(mark.note)}" aria-label="{name}">'
    out.append("</a>")
    pen.linked = False
    for ident, start in pen.waiting:
        pen.ends[ident] = start, len(out)
        out.append("")
    pen.waiting.clear()


def _begin(pen: Pen, mark: m.Mark, at: int) -> _Open:
    """Open the mark before the inline at this place."""
    out, end = pen.out, "</span>"
    if type(mark) is m.Span:
        out.append(_opened(pen, mark))
        return (mark, len(out) - 1, at) if pen.in_text else end
    if type(mark) is m.NoteLink:
        return _anchor(pen, mark, at, "")
    match mark:
        case m.Link():
            return _link(pen, mark, at)
        case m.PageNumber(target=target):
            return _anchor(pen, mark, at, pen.to(target))
        case m.Emphasis(style=style):
            start, end = _STYLES[style]
        case m.Edit(kind=kind):
            start, end = _EDITS[kind]
        case m.Language(tag=tag):
            start = f"<span{pen.lang(tag)}>"
        case m.Name():
            start = _named(pen, mark)
        case m.Ruby(part=part):
            start, end = _RUBY[part]
        case m.Formula(markup=markup):
            out.append(markup)
            return mark, len(out), at
        case m.Span() | m.NoteLink() | m.Generated() | m.Origin():
            return ""
        case _:
            assert_never(mark)
    out.append(start)
    return end


def _link(pen: Pen, mark: m.Link, at: int) -> _Open:
    if mark.target.startswith("#"):
        return _anchor(pen, mark, at, pen.to(mark.target[1:]))
    address = safe_url(mark.target)
    if address is None:
        pen.collector.refuse(mark.target)
        return ""
    return _anchor(pen, mark, at, attribute(address))


def _anchor(pen: Pen, mark: m.Link | m.NoteLink | m.PageNumber, at: int, address: str) -> _Open:
    """A note's link gets its start tag when it ends: it is named by what it holds."""
    if pen.linked:
        return ""
    pen.linked = True
    pen.out.append(f'<a href="{address}">')
    return mark, len(pen.out) - 1, at


def _named(pen: Pen, name: m.Name) -> str:
    """The start tag of a name; one that the index links to has an id."""
    ident = pen.id(name.id) if name.id in pen.edition.targets else ""
    to = f' data-ref="{attribute(name.ref)}"' if name.ref else ""
    return f'<span class="name {name.kind}"{to}{ident}>'


# ------------------------------------------------------------------------------- inlines


def _call(pen: Pen, call: m.NoteCall) -> None:
    """Where directions mix it is isolated (HTML 15.3.5): no number or word before it draws it to
    itself."""
    apart = ' dir="ltr"' if pen.mixed else ""
    name = attribute(pen.word("note-n", n=call.label))
    kind = ' epub:type="noteref"' if pen.epub else ""
    pen.out.append(
        f'<sup class="call"{apart}><a{pen.id(call.id)} href="{pen.to(call.note)}"'
        f' role="doc-noteref"{kind} aria-label="{name}">{text(call.label)}</a></sup>'
    )


def _image(pen: Pen, image: m.Image) -> None:
    graphic = pen.edition.graphics.get(image.graphic)
    address = pen.address(graphic) if graphic else ""
    if not graphic or not address:
        pen.out.append(f'<span class="missing">{text(image.alt or pen.word("picture"))}</span>')
        return
    kinds = ("inline",) if is_sized(graphic) else ("inline", "line-high")
    pen.out.append(
        f'<img src="{address}" alt="{attribute(image.alt)}"{pen.size(graphic, *kinds)}{pen.void}'
    )


# ------------------------------------------------------------------------------- spans


_SPAN = '<span class="'


def _opened(pen: Pen, mark: m.Span) -> str:
    """The start tag: label and data at the first fragment, a later one points back at it. A sample
    of the signs is no span of the article's."""
    info = pen.edition.spans.get(mark.id)
    if pen.sample and info is not None:
        return f"{_start(info.kind, info.standing, '')}>"
    ident = pen.id(mark.id)
    if info is None:
        return f'{_SPAN}{mark.kind}"{ident}>'
    start = _start(info.kind, info.standing, info.label)
    if not ident:
        return f'{start} data-of="{attribute(mark.id)}">'
    for name, value in info.data:
        start += _datum(name, value)
    return f"{start}{ident}>"


@lru_cache(maxsize=2048)
def _start(kind: m.SpanKind, standing: str, label: str) -> str:
    """The start tag of a span, left open."""
    classes = f"{kind} {class_name(standing)}" if standing else kind
    title = f' title="{attribute(label)}"' if label else ""
    return f'{_SPAN}{classes}"{title}'


@lru_cache(maxsize=2048)
def _datum(name: str, value: str) -> str:
    return f' data-{class_name(name)}="{attribute(value)}"'


def close_spans(pen: Pen) -> None:
    """Mark each span's last fragment, and set the way to its entry after a claim."""
    out, spans = pen.out, pen.edition.spans
    for ident, (began, end) in pen.ends.items():
        info = spans.get(ident)
        out[began] = f'<span class="end {out[began].removeprefix(_SPAN)}'
        if info is None or info.kind != "claim":
            continue
        name = attribute(info.label)
        standing = class_name(info.standing or "other")
        if info.entry:
            href = pen.to(info.entry)
            out[end] += f'<a class="status {standing}" href="{href}" aria-label="{name}"></a>'
        elif standing != "supported":
            out[end] += f'<span class="status {standing}" role="img" aria-label="{name}"></span>'
