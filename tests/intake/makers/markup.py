"""A document as HTML (four ways of writing notes), Markdown, plain text, ninjs and NITF."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html import escape

from exporter.intake.document import (
    Block,
    Break,
    Call,
    Code,
    Document,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    Paragraph,
    Quotation,
    Styled,
    Table,
    Text,
    words,
)

__all__ = ["html", "markdown", "ninjs", "nitf", "text"]

Notes = list[str]
_PANDOC = (
    '<a href="#fn{n}" class="footnote-ref" id="fnref{n}" role="doc-noteref"><sup>{n}</sup></a>',
    '<li id="fn{n}"><p>{t}<a href="#fnref{n}" class="footnote-back">↩︎</a></p></li>',
    '<section id="footnotes" class="footnotes" role="doc-endnotes"><hr/><ol>{}</ol></section>',
)
_GOOGLE = (
    '<sup><a href="#ftnt{n}" id="ftnt_ref{n}">[{n}]</a></sup>',
    '<div><p><a href="#ftnt_ref{n}" id="ftnt{n}">[{n}]</a><span>&nbsp;{t}</span></p></div>',
    '<hr class="c9"/>{}',
)
_WORD_CALL = '<span class="MsoFootnoteReference">[{n}]</span></a>'
_WORD = (
    f'<a style="mso-footnote-id:ftn{{n}}" href="#_ftn{{n}}" name="_ftnref{{n}}">{_WORD_CALL}',
    f'<div id="ftn{{n}}"><p><a href="#_ftnref{{n}}" name="_ftn{{n}}">{_WORD_CALL} {{t}}</p></div>',
    '<div style="mso-element:footnote-list"><hr/>{}</div>',
)
_WORDPRESS = (
    '<sup data-fn="x{n}" class="fn"><a href="#x{n}" id="x{n}-link">{n}</a></sup>',
    '<li id="x{n}">{t} <a href="#x{n}-link" aria-label="Jump to footnote">↩︎</a></li>',
    '<ol class="wp-block-footnotes">{}</ol>',
)
_WAYS = (_PANDOC, _GOOGLE, _WORD, _WORDPRESS)
"""How a note is called, what it is, and what is around all notes."""


def html(document: Document, way: int = 0) -> bytes:
    """A page with a menu and a foot around the article."""
    writer = _Html(way)
    body = "".join(part for block in document.blocks for part in writer.block(block))
    notes = _WAYS[way][2].format("".join(writer.notes)) if writer.notes else ""
    head = f'<meta charset="utf-8"/><title>{escape(document.meta.title)} | Courier</title>'
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><nav><a href="/">Home</a></nav>'
        f"<article>{body}{notes}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


class _Html:
    def __init__(self, way: int) -> None:
        self.way = way
        self.notes: Notes = []

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield f"<p>{self.line(block.content)}</p>\n"
            case Heading():
                yield f"<h{block.level}>{self.line(block.content)}</h{block.level}>"
            case Quotation():
                yield f"<blockquote>{''.join(p for b in block.blocks for p in self.block(b))}"
                yield "</blockquote>"
            case Code():
                yield f"<pre><code>{escape(block.text)}</code></pre>"
            case Listing():
                tag = "ol" if block.ordered else "ul"
                yield f"<{tag}>"
                for item in block.items:
                    first, *rest = item
                    assert isinstance(first, Paragraph)
                    inner = "".join(p for b in rest for p in self.block(b))
                    yield f"<li>{self.line(first.content)}{inner}</li>"
                yield f"</{tag}>"
            case Table():
                yield "<table>"
                for row in block.rows:
                    tag = "th" if row.header else "td"
                    cells = (
                        f"<{tag}>{''.join(p for b in cell.blocks for p in self.block(b))}</{tag}>"
                        for cell in row.cells
                    )
                    yield f"<tr>{''.join(cells)}</tr>"
                yield "</table>"

    def line(self, content: Inlines) -> str:
        return "".join(self.inline(inline) for inline in content)

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return escape(inline.text, quote=False)
            case Break():
                return "<br/>"
            case Styled():
                tag = {"bold": "strong", "italic": "em"}[inline.rend]
                return f"<{tag}>{self.line(inline.content)}</{tag}>"
            case Link():
                return f'<a href="{escape(inline.address)}">{self.line(inline.content)}</a>'
            case Call():
                call, note, _ = _WAYS[self.way]
                number = len(self.notes) + 1
                said = "".join(self.line(b.content) for b in inline.blocks)
                self.notes.append(note.format(n=number, t=said))
                return call.format(n=number)
            case _:
                raise AssertionError(inline)


# -------------------------------------------------------------------------------- Markdown


def markdown(document: Document) -> bytes:
    """CommonMark with footnotes."""
    notes: Notes = []
    parts = [part for block in document.blocks for part in _md_block(block, notes, "")]
    return ("\n\n".join([*parts, *notes]) + "\n").encode()


def _md(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>()#+\-.!|~&^$@:=\"'])", r"\\\1", text)


def _md_block(block: Block, notes: Notes, indent: str) -> Iterator[str]:
    match block:
        case Paragraph():
            yield indent + _md_line(block.content, notes)
        case Heading():
            yield f"{'#' * block.level} {_md_line(block.content, notes)}"
        case Quotation():
            inner = (p for b in block.blocks for p in _md_block(b, notes, ""))
            yield "\n>\n".join("\n".join(f"> {line}" for line in p.split("\n")) for p in inner)
            yield "<!-- -->"
        case Code():
            yield f"~~~~~\n{block.text}\n~~~~~"
        case Listing():
            mark = "1. " if block.ordered else "-  "
            for item in block.items:
                within = [p for b in item for p in _md_block(b, notes, "")]
                inside = "\n\n".join(within).replace("\n", f"\n{indent}   ")
                yield f"{indent}{mark}{inside}"
            yield f"{indent}<!-- -->"
        case Table():
            rows = [
                "| " + " | ".join(_md_line(c.blocks[0].content, notes) for c in row.cells) + " |"
                for row in block.rows
            ]
            rows.insert(1, "|" + "---|" * len(block.rows[0].cells))
            yield "\n".join(rows)


def _md_line(content: Inlines, notes: Notes) -> str:
    parts = []
    for inline in content:
        match inline:
            case Text():
                parts.append(_md(inline.text))
            case Break():
                parts.append("<br/>")
            case Styled():
                mark = {"bold": "**", "italic": "*"}[inline.rend]
                parts.append(f"{mark}{_md_line(inline.content, notes)}{mark}")
            case Link():
                parts.append(f"[{_md_line(inline.content, notes)}](<{inline.address}>)")
            case Call():
                key = f"n{len(notes) + 1}"
                notes.append("")
                said = " ".join(_md_line(b.content, notes) for b in inline.blocks)
                notes[int(key[1:]) - 1] = f"[^{key}]: {said}"
                parts.append(f"[^{key}]")
    return "".join(parts)


# ------------------------------------------------------------------------------ the others


def text(document: Document) -> bytes:
    """Paragraphs parted by empty lines."""
    return "\n\n".join(words((block,)).strip() for block in document.blocks).encode()


def ninjs(document: Document) -> bytes:
    """ninjs 1.3."""
    writer = _Html(0)
    body = "".join(part for block in document.blocks[1:] for part in writer.block(block))
    notes = _WAYS[0][2].format("".join(writer.notes)) if writer.notes else ""
    item = {"uri": "x", "headline": document.meta.title, "body_xhtml": body + notes}
    return json.dumps(item).encode()


def nitf(document: Document) -> bytes:
    """NITF 3.6."""
    writer = _Html(0)
    swap: Callable[[str], str] = lambda s: re.sub(r"<(/?)blockquote>", r"<\1bq>", s)  # noqa: E731
    body = "".join(part for block in document.blocks[1:] for part in writer.block(block))
    body = swap(re.sub(r"<(/?)h\d>", r"<\1hl2>", body))
    head = f"<hedline><hl1>{escape(document.meta.title, quote=False)}</hl1></hedline>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><nitf><head><title>{escape(document.meta.title)}'
        f"</title></head><body><body.head>{head}</body.head><body.content>{body}</body.content>"
        "</body></nitf>"
    ).encode()
