"""References to notes, and the fields that Word keeps up to date."""

from __future__ import annotations

from exporter.docx.context import Story
from exporter.docx.opc.xml import escape, text
from exporter.model import NoteCall, Span

__all__ = ["FIELD_END", "call_note", "field", "styled"]

FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def field(instruction: str, result: str | None = None) -> str:
    """A field up to its result, or whole where the result's runs are given."""
    opened = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    return opened if result is None else opened + result + FIELD_END


def call_note(story: Story, call: NoteCall) -> None:
    """The reference to a note; a second one to the same note is a cross-reference to the first,
    since a note belongs to one reference (ECMA-376 17.11.14)."""
    job = story.job
    ledger = job.ledger
    note = ledger.notes.get(call.note)
    if note is None:
        job.collector.warn(
            "missing-note", f"A note is called that is not there: {call.note}.", call.line
        )
        return
    kind = "foot" if note.place == "foot" else "end"
    style = job.book.id(f"{kind}note reference")
    if story.kind == "body" and note.id not in ledger.ids:
        number = ledger.call(note)
        if number is not None:
            start, end = story.bookmark(note.id, "_Ref_")
            custom = note.id in ledger.custom
            follows = ' w:customMarkFollows="1"' if custom else ""
            label = text(note.label) if custom else ""
            mark = f'<w:{kind}noteReference{follows} w:id="{number}"/>{label}'
            story.out.append(f"{start}{styled(style, mark, _ground(story, call))}{end}")
            return
    name = job.names.bookmark(note.id, "_Ref_")
    label = styled(style, text(call.label or note.label), _ground(story, call))
    if note.id in ledger.ids:
        story.out.append(field(f"NOTEREF {name} \\f \\h", label))
        return
    story.links.append((len(story.out), len(story.out) + 2, name))
    story.out += (f'<w:hyperlink w:anchor="{name}" w:history="1">', label, "</w:hyperlink>")


def _ground(story: Story, call: NoteCall) -> str:
    """The ground of the spans around a note's number, which would be a gap in it. A run has one
    style, and the number's is the reference's; a template's spans look as it likes."""
    job = story.job
    if job.book.foreign or not story.annotate:
        return ""
    for mark in call.marks:
        if isinstance(mark, Span):
            info = job.edition.spans.get(mark.id)
            ground = job.theme.look(mark.kind, info.standing if info else "").background
            if ground:
                colour = getattr(job.theme.light, ground).lstrip("#")
                return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'
    return ""


def styled(style: str, content: str, more: str = "") -> str:
    """A run in a character style, with what properties it has of its own."""
    return f'<w:r><w:rPr><w:rStyle w:val="{style}"/>{more}</w:rPr>{content}</w:r>'
