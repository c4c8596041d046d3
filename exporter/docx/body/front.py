"""What stands before the text: title block and table of contents."""

from __future__ import annotations

from exporter.docx.body.blocks import in_language
from exporter.docx.body.fields import FIELD_END, field
from exporter.docx.body.paragraphs import paragraph
from exporter.docx.context import Context, Job, Story
from exporter.docx.opc.xml import text
from exporter.docx.styles.template_values import twips
from exporter.model import Block, Blocks, Group, Heading, Inlines, Quotation, Turn
from exporter.rendering.legend import legend
from exporter.rendering.line_language import turned_language
from exporter.rendering.title_lines import parted

__all__ = ["contents", "count_headings", "title_block"]

_PLAIN = "Article Details"
_LINES = {
    "publisher": "Publisher Line",
    "byline": "Byline",
    "audience": "Audience Notice",
    "correction": "Correction Notice",
}


def title_block(story: Story, context: Context) -> None:
    """The lines above the title, title and subtitle, and the lines under them."""
    front = story.job.edition.front
    signs = legend(story.job.edition, story.job.theme)
    above, below = parted(front.lines)
    for line in above:
        style = _LINES.get(line.kind, _PLAIN)
        inside = _turned(context, line.content)
        paragraph(story, style, line.content, inside, extra="<w:keepNext/>")
    border, space = _rule(story, bool(signs))
    titles = [("Title", front.title), ("Subtitle", front.subtitle)]
    titles = [(style, words) for style, words in titles if words]
    for at, (style, words) in enumerate(titles):
        if words is front.title:
            story.titled = len(story.log)
        ends = not below and at == len(titles) - 1
        paragraph(
            story,
            style,
            words,
            _turned(context, words),
            extra=border if ends else "",
            spacing=space if ends else "",
        )
    for at, line in enumerate(below):
        style = _LINES.get(line.kind, _PLAIN)
        ident = ""
        if at == len(below) - 1:
            name = f"{style} Last" + (" Before Legend" if signs else "")
            ident = story.job.book.variant(name, style, border + space)
        paragraph(story, style, line.content, _turned(context, line.content), ident=ident)
    if signs:
        marked, story.annotate = story.annotate, False  # samples are no spans of the article's
        paragraph(story, "Legend", signs, context)
        story.annotate = marked


def _turned(context: Context, line: Inlines) -> Context:
    return in_language(context, turned_language(line, context.direction))


def _rule(story: Story, signed: bool) -> tuple[str, str]:
    """The rule that closes the title block, below its last line, and the space below it: less
    where the signs are explained there."""
    job = story.job
    line = twips(job.theme.type.size * job.theme.type.leading)
    rule = job.theme.light.rule.lstrip("#")
    border = f'<w:bottom w:val="single" w:sz="6" w:space="8" w:color="{rule}"/>'
    space = f'<w:spacing w:after="{line // 2 if signed else line}"/>'
    return f"<w:pBdr>{border}</w:pBdr>", space


def count_headings(blocks: Blocks) -> int:
    """How many headings the text has."""
    return sum(_headings(block) for block in blocks)


def _headings(block: Block) -> int:
    match block:
        case Heading():
            return 1
        case Group() | Quotation() | Turn():
            return count_headings(block.blocks)
        case _:
            return 0


def contents(job: Job, headings: list[tuple[int, str, str]]) -> str:
    """A table of contents as Word writes it (ECMA-376 17.16.5.68), but that the pages' numbers are
    blank until it is updated: nobody but Word knows its pages, and Word, told to update fields on
    opening (``w:updateFields``, ``w:dirty``), first asks about "other files". What is blank needs
    no leader; the update draws it."""
    style = {level: job.book.id(f"toc {level}") for level in (1, 2, 3)}
    shown = [entry for entry in headings if entry[0] <= 3]
    if not shown:
        return ""
    head = (
        f'<w:sdt><w:sdtPr><w:id w:val="{job.names.number("control")}"/><w:docPartObj>'
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
        f'<w:sdtContent><w:p><w:pPr><w:pStyle w:val="{job.book.id("TOC Heading")}"/></w:pPr>'
        f"<w:r>{text(job.word('contents'))}</w:r></w:p>"
    )
    out = [head]
    opened, last = field('TOC \\o "1-3" \\h \\z \\u'), len(shown) - 1
    for at, (level, words, name) in enumerate(shown):
        page = field(f"PAGEREF {name} \\h", "")
        tail = '<w:spacing w:after="240"/>' if at == last else ""
        out.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style[level]}"/>'
            f'<w:tabs><w:tab w:val="right" w:pos="{job.width}"/></w:tabs>{tail}</w:pPr>'
            f'{"" if at else opened}<w:hyperlink w:anchor="{name}" w:history="1">'
            f"<w:r>{text(' '.join(words.split()))}</w:r><w:r><w:tab/></w:r>{page}</w:hyperlink>"
            f"{FIELD_END if at == last else ''}</w:p>"
        )
    return "".join((*out, "</w:sdtContent></w:sdt>"))
