"""Edition → Word copy: the parts in the order they are written."""

from __future__ import annotations

from exporter.docx.body import blocks, bookmarks, editors_comments, front
from exporter.docx.body.paragraphs import heading
from exporter.docx.body.run_properties import INDEX
from exporter.docx.context import Context, Job, Kind, Ledger, Story
from exporter.docx.opc.package import Package, Part
from exporter.docx.opc.xml import part_xml
from exporter.docx.options import DocxOptions
from exporter.docx.parts import comments, notes, record, settings
from exporter.docx.parts.headers_footers import section
from exporter.docx.styles.numbering import Numbering
from exporter.docx.styles.styles_part import StyleBook
from exporter.docx.styles.template import Template, open_template, remarks
from exporter.docx.styles.template_values import fill, measure, tokens, twips
from exporter.model import Comment, Edition, Inlines, Output, Run, Table
from exporter.rendering.span_marks import signed
from exporter.theme import Theme
from exporter.values import Value, replace

__all__ = ["Traced", "render", "traced"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MANY_HEADINGS = 8


class Traced(Value):
    """A Word copy with the paragraphs that were written, in order and by the story they are in,
    and the ids of its notes by the number that each has in its part (``foot``, ``end``)."""

    output: Output
    paragraphs: tuple[tuple[Kind, Inlines], ...]
    notes: dict[tuple[str, int], str]


def render(edition: Edition, theme: Theme, options: DocxOptions | None = None) -> Output:
    """A Word copy. Raises OptionError where the reference document cannot be read."""
    return traced(edition, theme, options).output


def traced(edition: Edition, theme: Theme, options: DocxOptions | None = None) -> Traced:
    """A Word copy, and what each of its paragraphs was made of."""
    options = options or DocxOptions()
    theme = theme.drawn("internal" if options.review else edition.audience)
    edition = signed(edition, theme)
    said: dict[str, Comment] = {}
    if options.review:
        edition, said = editors_comments.set_apart(edition)
    template = None if options.reference is None else open_template(options.reference)
    words = tokens(edition, theme)
    job = _job(edition, theme, options, template, words)
    job.comments = said
    if template is not None:
        job.collector.extend(remarks(template))
    document = job.package.add(Part("word/document.xml", f"{_WORD}document.main+xml", b""))
    job.package.relationships.add("officeDocument", document.name)
    body = Story(job, annotate=True, contents=_wants_contents(edition, options))
    body.relationships = document.relationships
    before, after = section(job, document.relationships, template)
    contents_at = _write_body(body)
    stories = notes.write_parts(job, document.relationships)
    found = bookmarks.stretches(body.log)
    bookmarks.mark_spans(body, found)
    if options.review:
        comments.write_comments(body, found, document.relationships)
    for story in (body, *stories):
        story.cut_dead_links()
    for story in stories:
        notes.finish(story)
    body.out[contents_at] = front.contents(job, body.headings) if body.contents else ""
    setup = f"<w:sectPr>{before}{notes.note_section(job)}{after}</w:sectPr>"
    document.data = part_xml("document", "<w:body>", *body.out, setup, "</w:body>")
    _write_rest(job, document, template, words)
    numbers = {
        (place, number): note.id
        for place, order in job.ledger.order.items()
        for number, note in enumerate(order, 1)
    }
    return Traced(Output(job.package.save(), job.collector.notices), tuple(job.written), numbers)


def _job(
    edition: Edition,
    theme: Theme,
    options: DocxOptions,
    template: Template | None,
    words: dict[str, object],
) -> Job:
    theirs = template.data("styles") if template else None
    counted = Numbering(
        fill("numbering.xml", words), template.data("numbering") if template else None
    )
    width, height = measure(theme), twips(theme.page.height * 72 / 25.4) * 4 // 5
    if template:
        page = template.size("pgSz", "w", 12240)
        width = page - template.size("pgMar", "left", 1440) - template.size("pgMar", "right", 1440)
        height = template.size("pgSz", "h", 15840) * 4 // 5
    book = StyleBook(fill("styles.xml", words), theme, theirs, counted.mapped())
    return Job(
        edition=edition,
        theme=theme,
        options=options,
        book=book,
        base=book.direction,
        package=Package(),
        ledger=Ledger({note.id: note for note in edition.notes}, options.restart != "never"),
        width=max(width, 1440),
        height=height,
        numbering=counted,
    )


def _wants_contents(edition: Edition, options: DocxOptions) -> bool:
    if options.contents == "auto":
        return front.count_headings(edition.blocks) >= _MANY_HEADINGS
    return options.contents == "always"


def _write_body(body: Story) -> int:
    """Write the text; the index comes back where the table of contents goes."""
    job = body.job
    edition = job.edition
    context = Context(direction=edition.direction, width=job.width, lang=edition.lang)
    front.title_block(body, context)
    contents_at = len(body.out)
    body.out.append("")
    blocks.write(body, edition.blocks, context, Table(()) if body.contents else None)
    body.annotate = False
    if edition.appendices:
        heading(body, 1, (Run(edition.words["sourcing"]),), context)
    for appendix in edition.appendices:
        body.place(appendix.id)
        heading(body, 2, (Run(appendix.title),), context)
        blocks.write(body, appendix.blocks, replace(context, style=INDEX))
    if job.ledger.order["end"] or job.ledger.listed:
        heading(body, 1, (Run(job.word("notes")),), context)
        notes.write_listed(body, job.ledger.listed, context)
    return contents_at


def _write_rest(
    job: Job, document: Part, template: Template | None, words: dict[str, object]
) -> None:
    package, relationships = job.package, document.relationships
    kept = template is not None and template.copy_kind("theme", package, relationships)
    if not kept:
        relationships.add("theme", package.add(settings.theme_part(words)).name)
    kept = template is not None and template.copy_kind("fontTable", package, relationships)
    if not kept:
        relationships.add("fontTable", package.add(settings.font_table(job, words)).name)
    theirs = template.data("settings") if template else None
    for name, data in (
        ("settings", settings.settings(job, words, theirs)),
        ("styles", job.book.xml()),
        ("numbering", job.numbering.xml()),
    ):
        part = Part(f"word/{name}.xml", f"{_WORD}{name}+xml", data)
        relationships.add(name, package.add(part).name)
    settings.add_tei(package, relationships, job.edition.article.tei)
    settings.add_custom_xml(package, relationships, record.written(job), record.NAMESPACE)
    settings.add_properties(package, job)
