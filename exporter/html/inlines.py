"""Runs with marks → inline elements."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import assert_never

from exporter import model as m
from exporter.html.markup import attribute, safe_address, text
from exporter.html.pen import Pen, class_name
from exporter.nesting import Branch, Node, nest
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
}
_EDITS: dict[m.Editorial, tuple[str, str]] = {
    "addition": ("<ins>", "</ins>"),
    "deletion": ("<del>", "</del>"),
    "supplied": ('<span class="supplied">', "</span>"),
    "unclear": ('<span class="unclear">', "</span>"),
    "gap": ('<span class="gap">', "</span>"),
    "sic": ('<span class="sic">', "</span>"),
    "newsroom": ('<span class="newsroom">', "</span>"),
}

_DRAWN = frozenset((m.Emphasis, m.Link, m.NoteLink, m.Language, m.Span, m.Name, m.Edit))


def write(pen: Pen, inlines: Sequence[m.Inline]) -> None:
    """Draw a line of inlines. No link ever stands inside another (HTML 4.5.1)."""
    if any(inline.marks and _linked(inline) for inline in inlines if type(inline) is m.NoteCall):
        inlines = [_outside_links(inline) for inline in inlines]
    _nodes(pen, nest(inlines, _DRAWN))


def _linked(inline: m.Inline) -> bool:
    """Whether it is inside a link."""
    return any(isinstance(mark, (m.Link, m.NoteLink)) for mark in inline.marks)


def _outside_links(inline: m.Inline) -> m.Inline:
    if not isinstance(inline, m.NoteCall):
        return inline
    return replace(
        inline,
        marks=tuple(mark for mark in inline.marks if not isinstance(mark, (m.Link, m.NoteLink))),
    )


def _nodes(pen: Pen, nodes: Sequence[Node]) -> None:
    out = pen.out
    for node in nodes:
        match node:
            case m.Run():
                out.append(text(node.text))
            case Branch():
                _branch(pen, node)
            case m.NoteCall():
                _call(pen, node)
            case m.Break():
                out.append(f"<br{pen.void}")
            case m.Anchor():
                if ident := pen.id(node.id):
                    out.append(f"<span{ident}></span>")
            case m.Image():
                _image(pen, node)
            case _:
                assert_never(node)


def _branch(pen: Pen, branch: Branch) -> None:
    mark = branch.mark
    match mark:
        case m.Name():
            _around(pen, branch, _named(mark.kind, mark.ref), "</span>")
        case m.Span():
            _span(pen, branch, mark)
        case m.Emphasis():
            _around(pen, branch, *_STYLES[mark.style])
        case m.Link():
            _link(pen, branch, mark)
        case m.NoteLink():
            label = pen.phrase("note-n", n=_plain(branch.children))
            href = pen.to(mark.note)
            _anchor(pen, branch, f'<a href="{href}" aria-label="{attribute(label)}">')
        case m.Language():
            _around(pen, branch, f"<span{pen.lang(mark.tag)}>", "</span>")
        case m.Edit():
            _around(pen, branch, *_EDITS[mark.kind])
        case m.Generated():
            _nodes(pen, branch.children)
        case _:
            assert_never(mark)


def _around(pen: Pen, branch: Branch, start: str, end: str) -> None:
    pen.out.append(start)
    _nodes(pen, branch.children)
    pen.out.append(end)


@lru_cache(maxsize=2048)
def _named(kind: m.NameKind, ref: str) -> str:
    """The start tag of a name."""
    to = f' data-ref="{attribute(ref)}"' if ref else ""
    return f'<span class="name {kind}"{to}>'


def _plain(nodes: Sequence[Node]) -> str:
    parts = []
    for node in nodes:
        if isinstance(node, Branch):
            parts.append(_plain(node.children))
        elif isinstance(node, m.Run):
            parts.append(node.text)
    return "".join(parts)


# ------------------------------------------------------------------------------- links


def _link(pen: Pen, branch: Branch, mark: m.Link) -> None:
    if mark.target.startswith("#"):
        ident = mark.target[1:]
        _anchor(pen, branch, f'<a href="{pen.to(ident)}">')
        return
    address = safe_address(mark.target)
    if address is None:
        pen.warn(
            "dangerous-link",
            f"the link {mark.target[:60]!r} could run a program and is left out; its text stays.",
            fix="Use an address that begins with https:, http: or mailto:.",
        )
        _nodes(pen, branch.children)
        return
    _anchor(pen, branch, f'<a href="{attribute(address)}">')


def _anchor(pen: Pen, branch: Branch, start: str) -> None:
    if pen.linked:
        _nodes(pen, branch.children)
        return
    pen.linked = True
    _around(pen, branch, start, "</a>")
    pen.linked = False
    for ident, began in pen.waiting:
        _slot(pen, ident, began)
    pen.waiting.clear()


def _call(pen: Pen, call: m.NoteCall) -> None:
    name = attribute(pen.phrase("note-n", n=call.label))
    kind = ' epub:type="noteref"' if pen.epub else ""
    pen.out.append(
        f'<sup class="call"><a{pen.id(call.id)} href="{pen.to(call.note)}" role="doc-noteref"{kind}'
        f' aria-label="{name}">{text(call.label)}</a></sup>'
    )


def _image(pen: Pen, image: m.Image) -> None:
    graphic = pen.edition.graphics.get(image.graphic)
    address = pen.address(graphic) if graphic else ""
    if not graphic or not address:
        pen.out.append(f'<span class="missing">{text(image.alt or pen.word("picture"))}</span>')
        return
    pen.out.append(
        f'<img class="inline" src="{address}" alt="{attribute(image.alt)}"{size(graphic)}{pen.void}'
    )


def size(graphic: m.Graphic) -> str:
    """``width`` and ``height`` in pixels, where both are known."""
    if not graphic.width or not graphic.height:
        return ""
    return f' width="{graphic.width}" height="{graphic.height}"'


# ------------------------------------------------------------------------------- spans


def _span(pen: Pen, branch: Branch, mark: m.Span) -> None:
    """A fragment of a span. The first bears the id, the last gets what closes the span."""
    out = pen.out
    began = len(out)
    out.append(_opened(pen, mark))
    _nodes(pen, branch.children)
    out.append("</span>")
    if not pen.in_text:
        return
    if pen.linked:
        pen.waiting.append((mark.id, began))
    else:
        _slot(pen, mark.id, began)


def _slot(pen: Pen, ident: str, began: int) -> None:
    pen.ends[ident] = began, len(pen.out)
    pen.out.append("")


def _opened(pen: Pen, mark: m.Span) -> str:
    """The start tag: label and data at the first fragment, a later one points back at it."""
    ident = pen.id(mark.id)
    info = pen.edition.spans.get(mark.id)
    if info is None:
        return f'<span class="{mark.kind}"{ident}>'
    start = _start(info.kind, info.standing, info.label)
    if not ident:
        return f'{start} data-of="{attribute(mark.id)}">'
    data = "".join([_datum(*pair) for pair in info.data])
    return f"{start}{data}{ident}>"


@lru_cache(maxsize=2048)
def _start(kind: m.SpanKind, standing: str, label: str) -> str:
    """The start tag of a span, left open."""
    classes = f"{kind} {class_name(standing)}" if standing else kind
    title = f' title="{attribute(label)}"' if label else ""
    return f'<span class="{classes}"{title}'


@lru_cache(maxsize=2048)
def _datum(name: str, value: str) -> str:
    return f' data-{class_name(name)}="{attribute(value)}"'


def close_spans(pen: Pen) -> None:
    """Mark each span's last fragment, and set the way to its entry after a claim."""
    for ident, (began, slot) in pen.ends.items():
        info = pen.edition.spans.get(ident)
        pen.out[began] = pen.out[began].replace('class="', 'class="end ', 1)
        if info is None or info.kind != "claim":
            continue
        name = attribute(info.label)
        standing = class_name(info.standing or "other")
        if info.entry:
            pen.out[slot] = (
                f'<a class="status {standing}" href="{pen.to(info.entry)}" aria-label="{name}"></a>'
            )
        elif standing != "supported":
            pen.out[slot] = (
                f'<span class="status {standing}" role="img" aria-label="{name}"></span>'
            )
