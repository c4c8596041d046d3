"""Footnotes and endnotes, each in a part of its own (ECMA-376 17.11)."""

from __future__ import annotations

from exporter.docx.body import blocks
from exporter.docx.context import MOST_NOTES, Context, Job, Story
from exporter.docx.opc.package import Part, Relationships
from exporter.docx.opc.xml import part_xml, text
from exporter.model import Note, Paragraph, Run
from exporter.values import replace

__all__ = ["note_section", "note_settings", "write_listed", "write_parts"]

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_RESTART = {"never": "continuous", "page": "eachPage", "section": "eachSect"}


def write_parts(job: Job, relationships: Relationships) -> list[Story]:
    """Write the notes that the text called; the stories come back unfinished, as links in them
    may point at what is not written yet. Each story's last piece closes its root."""
    stories = []
    for place in ("foot", "end"):
        if not job.ledger.order[place]:
            continue
        name = f"{place}notes"
        part = job.package.add(Part(f"word/{name}.xml", f"{_TYPE}{name}+xml", b""))
        relationships.add(name, part.name)
        story = Story(job, kind="foot" if place == "foot" else "end")
        story.relationships = part.relationships
        story.out.append(_separators(place))
        context = Context(
            direction=job.edition.direction,
            width=job.width,
            style=f"{story.kind}note text",
            scale="Note",
        )
        for number, note in enumerate(job.ledger.order[place], start=1):
            _note(story, note, number, context)
        stories.append(story)
    return stories


def finish(story: Story) -> None:
    """Put the part together."""
    name = f"{story.kind}notes"
    part = story.job.package.parts[f"word/{name}.xml"]
    part.data = part_xml(name, *story.out)


def note_settings(job: Job) -> str:
    """``w:footnotePr`` and ``w:endnotePr`` for the settings, with the separators (17.11.9)."""
    out = []
    for place in ("foot", "end"):
        listed = ""
        if job.ledger.order[place]:
            listed = f'<w:{place}note w:id="-1"/><w:{place}note w:id="0"/>'
        position = '<w:pos w:val="docEnd"/>' if place == "end" else ""
        out.append(f"<w:{place}notePr>{position}{_counted(job, place)}{listed}</w:{place}notePr>")
    return "".join(out)


def note_section(job: Job) -> str:
    """The same for a section, where LibreOffice looks: it would count endnotes i, ii, iii."""
    return "".join(
        f"<w:{place}notePr>{_counted(job, place)}</w:{place}notePr>" for place in ("foot", "end")
    )


def _counted(job: Job, place: str) -> str:
    restart = _RESTART[job.options.restart] if place == "foot" else "continuous"
    return (
        f'<w:numFmt w:val="decimal"/><w:numStart w:val="{job.ledger.starts[place]}"/>'
        f'<w:numRestart w:val="{restart}"/>'
    )


def write_listed(story: Story, notes: list[Note], context: Context) -> None:
    """Print notes that no part can hold as paragraphs, each with its label."""
    job = story.job
    for note in notes:
        start, end = story.bookmark(note.id, "_Ref_")
        label = f"{start}<w:r>{text(f'{note.label}. ')}</w:r>{end}"
        _blocks(story, note, replace(context, style="footnote text", scale="Note"), label)
    if len(notes) + len(job.ledger.ids) > MOST_NOTES:
        job.collector.warn(
            "too-many-notes", f"Word holds {MOST_NOTES} notes: the others are at the end."
        )


def _separators(place: str) -> str:
    """The special notes −1 and 0; ``w:footnoteRef`` is not allowed in them."""
    spacing = '<w:pPr><w:spacing w:before="0" w:after="60" w:line="240" w:lineRule="auto"/></w:pPr>'
    return "".join(
        f'<w:{place}note w:type="{kind}" w:id="{ident}"><w:p>{spacing}<w:r><w:{kind}/></w:r></w:p>'
        f"</w:{place}note>"
        for ident, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )


def _note(story: Story, note: Note, number: int, context: Context) -> None:
    job = story.job
    style = job.book.id(f"{story.kind}note reference")
    custom = note.id in job.ledger.custom
    mark = text(note.label) if custom else f"<w:{story.kind}noteRef/>"
    label = (
        f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>{mark}</w:r>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    )
    story.out.append(f'<w:{story.kind}note w:id="{number}">')
    _blocks(story, note, context, label)
    story.out.append(f"</w:{story.kind}note>")


def _blocks(story: Story, note: Note, context: Context, label: str) -> None:
    """The note's blocks, the label at the head of its first paragraph."""
    context = blocks.in_language(context, note.lang)
    first = note.blocks[0] if note.blocks else Paragraph((Run(""),))
    rest = note.blocks[1:]
    if not isinstance(first, Paragraph) or first.lang not in {"", note.lang}:
        first, rest = Paragraph(()), note.blocks
    story.place(first.id)
    blocks.paragraph(story, context.style, first.content, context, prefix=label)
    blocks.write(story, rest, context)
