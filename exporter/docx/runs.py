"""Inlines → runs, content controls, links, fields and note references."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from exporter.docx import language
from exporter.docx.addresses import address
from exporter.docx.job import Context, Story
from exporter.docx.names import tag
from exporter.docx.pictures import inline_picture
from exporter.docx.references import FIELD_END, call_note, field, styled
from exporter.docx.tokens import half_points
from exporter.docx.xml import illegal, quote, text
from exporter.model import (
    Anchor,
    Break,
    Edit,
    Emphasis,
    Generated,
    Image,
    Inline,
    Inlines,
    Language,
    Link,
    Marks,
    Name,
    NoteCall,
    NoteLink,
    Run,
    Span,
)
from exporter.nesting import Branch, Node, nest
from exporter.values import replace

__all__ = ["properties", "write"]

Looks: TypeAlias = tuple[tuple[str, str], ...]
_THIN_SPACE = "\u2009"

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
_EDITS = {
    "addition": ("u", '<w:u w:val="dash"/>'),
    "deletion": ("strike", "<w:strike/>"),
    "unclear": ("u", '<w:u w:val="dotted"/>'),
}

_LINKS = frozenset((Link, NoteLink))
_FOLDED = _LINKS | {Span}
_UNSEEN = frozenset((Name, Generated))


def write(story: Story, inlines: Inlines, context: Context) -> None:
    """Append the inlines of one paragraph to the story."""
    joined = _joined(inlines)
    turned = language.turned(joined, context.direction)
    if turned is not context.turned:
        context = replace(context, turned=turned)
    _nodes(story, nest(joined, _FOLDED if story.annotate else _LINKS), context)


def _joined(inlines: Inlines) -> list[Inline]:
    """Runs that look alike made one, so that an editor does not meet a seam at every name."""
    out: list[Inline] = []
    last: Marks | None = None
    for inline in inlines:
        if not isinstance(inline, Run):
            out.append(inline)
            last = None
            continue
        marks = inline.marks
        if marks and not _UNSEEN.isdisjoint(map(type, marks)):
            marks = tuple([mark for mark in marks if type(mark) not in _UNSEEN])
        if marks == last:
            out[-1] = Run(out[-1].text + inline.text, marks)  # type: ignore[union-attr]
        else:
            out.append(inline if marks is inline.marks else Run(inline.text, marks))
        last = marks
    return out


def _nodes(story: Story, nodes: tuple[Node, ...], context: Context) -> None:
    called = False
    for node in nodes:
        match node:
            case Run():
                _run(story, node, context)
            case NoteCall():
                if called:
                    mark = story.job.book.id("footnote reference")
                    story.out.append(styled(mark, text(_THIN_SPACE)))
                call_note(story, node)
            case Branch(mark=Span() as span):
                _control(story, span, node, context)
            case Branch(mark=Link() | NoteLink()) if context.linked:
                _nodes(story, node.children, context)
            case Branch(mark=Link() as link):
                _link(story, link, node, context)
            case Branch(mark=NoteLink() as link):
                _note_link(story, link, node, context)
            case Branch():
                _nodes(story, node.children, context)
            case Break():
                story.out.append("<w:r><w:br/></w:r>")
            case Anchor():
                story.out.append("".join(story.bookmark(node.id)))
            case Image():
                story.out.append(inline_picture(story, node, context))
        called = isinstance(node, NoteCall)


def _run(story: Story, run: Run, context: Context) -> None:
    words, marks, out = run.text, run.marks, story.out
    if story.annotate and not words.isspace():
        spans = tuple([mark.id for mark in marks if type(mark) is Span]) if marks else ()
        story.log.append((len(out), spans))
    if context.turned is not None:
        parts = [
            f"<w:r>{properties(story, marks, context, rtl=rtl)}{text(piece)}</w:r>"
            for piece, rtl in next(context.turned)
        ]
        out.append("".join(parts))
    else:
        out.append(f"<w:r>{properties(story, marks, context)}{text(words)}</w:r>")
    if not words.isprintable() and illegal(words):
        story.job.warn("illegal-character", "Characters that no XML document can hold are gone.")


def properties(story: Story, marks: Marks, context: Context, *, rtl: bool = False) -> str:
    """``w:rPr`` of a run under these marks, or nothing."""
    looks = _looks(story, marks) if marks else ()
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
        match mark:
            case Span():
                info = spans.get(mark.id)
                out.append((mark.kind, info.standing if info else ""))
            case Emphasis(style=style):
                out.append(("emphasis", style))
            case Link(target=target):
                out.append(("link", "inner" if target.startswith("#") else ""))
            case NoteLink():
                out.append(("link", "inner"))
            case Language(tag=tag_):
                out.append(("language", tag_))
            case Edit(kind=edit):
                out.append(("edit", edit))
            case _:
                pass
    return tuple(out)


def _properties(story: Story, looks: Looks, context: Context, *, rtl: bool) -> str:
    found: dict[str, str] = {}
    keys: set[tuple[str, str]] = set()
    lang = context.lang
    for kind, value in looks:
        match kind:
            case "emphasis":
                slot, xml = _emphasis(story, value, context)
                found[slot] = xml
            case "edit" if value in _EDITS:
                slot, xml = _EDITS[value]
                found[slot] = xml
            case "language":
                lang = value
            case "link" | "speech" | "figure" | "claim" | "correction":
                keys.add((kind, value))
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
    kind = story.job.theme.type
    base = {"": kind.size, "Note": kind.note_size, "Table": kind.small_size * context.shrink}
    size = half_points(base[context.scale] * factor)
    return f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _control(story: Story, span: Span, branch: Branch, context: Context) -> None:
    """A content control; a span that crosses others is several with one tag (17.5.2.31)."""
    job = story.job
    info = job.edition.spans.get(span.id)
    alias = _alias(info.label if info else span.kind)
    name, number = quote(tag(span.kind, span.id)), job.names.number("control")
    story.out.append(
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{name}"/>'
        f'<w:id w:val="{number}"/></w:sdtPr><w:sdtContent>'
    )
    _nodes(story, branch.children, context)
    story.out.append("</w:sdtContent></w:sdt>")


@lru_cache(maxsize=1024)
def _alias(label: str) -> str:
    return quote(label if len(label) <= 60 else label[:59].rstrip() + "…")


def _link(story: Story, link: Link, branch: Branch, context: Context) -> None:
    job = story.job
    context = replace(context, linked=True)
    target = link.target
    if target.startswith("#"):
        ident = target[1:]
        prefix = "_Ref_" if ident in job.ledger.notes else "_tei_"
        _inner_link(story, job.names.bookmark(ident, prefix), branch.children, context)
    elif (safe := address(target)) is not None:
        ident = story.relationships.add("hyperlink", safe, external=True)
        story.out.append(f'<w:hyperlink r:id="{ident}" w:history="1">')
        _nodes(story, branch.children, context)
        story.out.append("</w:hyperlink>")
    else:
        shown = target if len(target) < 80 else target[:79] + "…"
        job.warn("unsafe-link", f"The link to {shown!r} was left out: no address Word can open.")
        _nodes(story, branch.children, context)


def _inner_link(story: Story, name: str, nodes: tuple[Node, ...], context: Context) -> None:
    start = len(story.out)
    story.out.append(f'<w:hyperlink w:anchor="{name}" w:history="1">')
    _nodes(story, nodes, context)
    story.links.append((start, len(story.out), name))
    story.out.append("</w:hyperlink>")


def _note_link(story: Story, link: NoteLink, branch: Branch, context: Context) -> None:
    """A cross-reference that Word can update (NOTEREF, ECMA-376 17.16.5.39)."""
    name = story.job.names.bookmark(link.note, "_Ref_")
    context = replace(context, linked=True)
    start = len(story.out)
    story.out.append(f'<w:hyperlink w:anchor="{name}" w:history="1">{field(f"NOTEREF {name}")}')
    _nodes(story, branch.children, context)
    story.links.append((start, len(story.out), name))
    story.out.append(f"{FIELD_END}</w:hyperlink>")
