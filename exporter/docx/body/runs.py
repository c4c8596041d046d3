"""Inlines → runs, content controls, links, fields and note references."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import TypeAlias

from exporter.docx.body.fields import FIELD_END, call_note, field, styled
from exporter.docx.body.pictures import inline_picture
from exporter.docx.body.run_properties import properties
from exporter.docx.context import Context, Story
from exporter.docx.hyperlinks import address
from exporter.docx.opc.xml import illegal, quote, text
from exporter.docx.styles import language
from exporter.docx.styles.language import Pieces
from exporter.docx.unique_names import tag
from exporter.model import (
    Anchor,
    Break,
    Formula,
    Generated,
    Image,
    Inline,
    Inlines,
    Link,
    Mark,
    Marks,
    Name,
    NoteCall,
    NoteLink,
    Origin,
    PageNumber,
    Ruby,
    Run,
    Span,
)
from exporter.model.nesting import steps

__all__ = ["write"]

_THIN_SPACE = "\u2009"
_UNKNOWN_PAGE = "…"
"""Shown until Word updates the field: nobody but Word knows its pages."""

_LINKS = frozenset((Link, NoteLink))
_FOLDED = _LINKS | {Span}
_UNSEEN = frozenset((Name, Generated, Origin, Ruby, Formula))

_Open: TypeAlias = tuple[str, int, str, bool]
"""A mark that is open: its end tag, or nothing, the index of its start tag in the story, the
bookmark that it leads to, and whether what is around it is inside a link."""


def write(story: Story, inlines: Inlines, context: Context) -> None:
    """Append the inlines of one paragraph to the story."""
    joined = _joined(inlines, story.job.edition.targets if story.annotate else frozenset())
    turned = language.turned(joined, context.direction)
    out = story.out
    open_: list[_Open] = []
    linked = called = False
    plain = properties(story, (), context)
    controlled = story.annotate and story.job.options.controls == "all"
    for ended, begun, inline in steps(joined, _FOLDED if controlled else _LINKS):
        if ended or begun:
            called = False
        while ended:
            linked = _end(story, open_.pop())
            ended -= 1
        for mark in begun:
            if type(mark) is Span:
                open_.append((_control(story, mark), 0, "", linked))
            else:
                open_.append((*_link(story, mark, linked=linked), linked))
                linked = True
        if type(inline) is Run:
            _run(story, inline, plain, context, turned)
        elif type(inline) is NoteCall:
            if called:
                out.append(styled(story.job.book.id("footnote reference"), text(_THIN_SPACE)))
            call_note(story, inline)
        else:
            _leaf(story, inline, context)
        called = type(inline) is NoteCall
    while open_:
        _end(story, open_.pop())


def _joined(inlines: Inlines, targets: Collection[str]) -> list[Inline]:
    """Runs that look alike made one, so that an editor does not meet a seam at every name; a name
    that is a target, which the index gives the page of, has an anchor before it."""
    out: list[Inline] = []
    last: Marks | None = None
    met: set[str] = set()
    for inline in inlines:
        if type(inline) is not Run:
            out.append(inline)
            last = None
            continue
        marks = inline.marks
        if marks and not _UNSEEN.isdisjoint(map(type, marks)):
            seen = tuple([mark for mark in marks if type(mark) not in _UNSEEN])
            for mark in marks:
                if type(mark) is Name and mark.id in targets and mark.id not in met:
                    met.add(mark.id)
                    out.append(Anchor(mark.id, seen))
                    last = None
            marks = seen
        if marks == last:
            out[-1] = Run(out[-1].text + inline.text, marks)  # type: ignore[union-attr]
        else:
            out.append(inline if marks is inline.marks else Run(inline.text, marks))
        last = marks
    return out


def _end(story: Story, opened: _Open) -> bool:
    """Close a mark; whether what follows is inside a link."""
    tag, start, name, linked = opened
    if name:
        story.links.append((start, len(story.out), name))
    if tag:
        story.out.append(tag)
    return linked


def _leaf(story: Story, inline: Inline, context: Context) -> None:
    match inline:
        case Break():
            story.out.append("<w:r><w:br/></w:r>")
        case Anchor():
            if story.annotate and inline.id in story.job.comments:
                story.called.append((len(story.out), inline.id))
            story.out.append("".join(story.bookmark(inline.id)))
        case Image():
            story.out.append(inline_picture(story, inline, context))


def _run(
    story: Story, run: Run, plain: str, context: Context, turned: Iterator[Pieces] | None
) -> None:
    """One run; ``plain`` are the properties of one without marks."""
    words, marks, out = run.text, run.marks, story.out
    if PageNumber in map(type, marks):
        page = next(mark for mark in marks if isinstance(mark, PageNumber))
        name = story.job.names.bookmark(page.target, "_tei_")
        out.append(field(f"PAGEREF {name} \\h", f"<w:r>{plain}{text(_UNKNOWN_PAGE)}</w:r>"))
        return
    if story.annotate and not words.isspace():
        spans = [mark.id for mark in marks if type(mark) is Span] if marks else ()
        story.log.append((len(out), spans))
    if turned is not None:
        parts = [
            f"<w:r>{properties(story, marks, context, rtl=rtl)}{text(piece)}</w:r>"
            for piece, rtl in next(turned)
        ]
        out.append("".join(parts))
    else:
        looks = properties(story, marks, context) if marks else plain
        out.append(f"<w:r>{looks}{text(words)}</w:r>")
    if not words.isprintable() and illegal(words):
        story.job.collector.warn(
            "illegal-character", "Characters that XML cannot hold were removed."
        )


def _control(story: Story, span: Span) -> str:
    """A content control; a span that crosses others is several with one tag (17.5.2.31)."""
    job = story.job
    info = job.edition.spans.get(span.id)
    alias = _alias(info.label if info else span.kind)
    name, number = quote(tag(span.kind, span.id)), job.names.number("control")
    story.out.append(
        f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{name}"/>'
        f'<w:id w:val="{number}"/></w:sdtPr><w:sdtContent>'
    )
    return "</w:sdtContent></w:sdt>"


@lru_cache(maxsize=1024)
def _alias(label: str) -> str:
    return quote(label if len(label) <= 60 else label[:59].rstrip() + "…")


def _link(story: Story, link: Mark, *, linked: bool) -> tuple[str, int, str]:
    """Begin a link: its end tag, the index of its start tag, and the bookmark it leads to. Word
    knows no link inside a link."""
    start = len(story.out)
    names = story.job.names
    if linked:
        return "", start, ""
    match link:
        case NoteLink(note=note):
            name = names.bookmark(note, "_Ref_")
            # A field is its own link (ECMA-376 17.16.5.39); LibreOffice loses one inside another.
            story.out.append(field(f"NOTEREF {name} \\h"))
            return FIELD_END, start, name
        case Link(target=target) if target.startswith("#"):
            ident = target[1:]
            name = names.bookmark(ident, "_Ref_" if ident in story.job.ledger.notes else "_tei_")
            story.out.append(f'<w:hyperlink w:anchor="{name}" w:history="1">')
            return "</w:hyperlink>", start, name
        case Link(target=target) if (safe := address(target)) is not None:
            ident = story.relationships.add("hyperlink", safe, external=True)
            story.out.append(f'<w:hyperlink r:id="{ident}" w:history="1">')
            return "</w:hyperlink>", start, ""
        case Link(target=target):
            shown = target if len(target) < 80 else target[:79] + "…"
            story.job.collector.warn(
                "unsafe-link", f"The link to {shown!r} was left out: no address Word can open."
            )
    return "", start, ""
