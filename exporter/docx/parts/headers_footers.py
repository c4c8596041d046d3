"""The page: its set-up, running header and footer, ours or a template's."""

from __future__ import annotations

import re

from lxml import etree

from exporter.docx.body.fields import field
from exporter.docx.context import Job
from exporter.docx.opc.package import Part, Relationships
from exporter.docx.opc.xml import NAMESPACES, escape, part_xml, text
from exporter.docx.styles.template import Template
from exporter.rendering.running_titles import LEAST, PUBLISHER, shortened
from exporter.values import whole_number

__all__ = ["section"]

_BETWEEN = 4
"""Letters between the title and the warning."""
_BROAD = 0.6
"""The breadth of a broad letter, in em: what surely fits a line is counted with it."""
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def section(job: Job, relationships: Relationships, template: Template | None) -> tuple[str, str]:
    """The inside of ``w:sectPr`` (ECMA-376 17.6.17) before and after what it says of notes, with
    its headers and footers put into the package.

    Where the theme's margin is too small for the header, text begins half a line below that."""
    if template is not None:
        return _their_section(job, relationships, template)
    page = job.theme.page

    def twips(millimetres: float) -> int:
        return round(millimetres * 1440 / 25.4)

    lines = 2 if _is_stacked(job) else 1
    head = page.top / (lines + 1)
    line = job.theme.type.size * job.theme.type.leading * 25.4 / 72
    top = max(page.top, head + (lines + 0.5) * line)
    turned = "<w:bidi/>" if job.edition.direction == "rtl" else ""
    return _furniture(job, relationships), (
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/>'
        f'<w:pgMar w:top="{twips(top)}" w:right="{twips(page.right)}" '
        f'w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}" '
        f'w:header="{twips(head)}" w:footer="{twips(page.bottom / 2)}" w:gutter="0"/>'
        f'<w:cols w:space="708"/><w:titlePg/>{turned}'
    )


def _their_section(job: Job, relationships: Relationships, template: Template) -> tuple[str, str]:
    """The template's last section; an internal copy's warning goes on top of its headers."""
    notice = _warning(job)
    references = []
    pages = {page for kind, page, _ in template.references if kind == "header"}
    for kind, page, name in template.references:
        ident = relationships.add(kind, template.copy(name, job.package))
        references.append(f'<w:{kind}Reference w:type="{page}" r:id="{ident}"/>')
        if notice and kind == "header":
            _put_on_top(job.package.parts[name], notice)
        _keep_numbers(job, job.package.parts[name].data)
    if notice:
        for page in sorted({"default", "first", "even"} - pages):
            ident = _part(job, relationships, "header", "hdr", notice)
            references.insert(0, f'<w:headerReference w:type="{page}" r:id="{ident}"/>')
    own = "".join(etree.tostring(element).decode() for element in template.section)
    return "".join(references), own


def _put_on_top(part: Part, notice: str) -> None:
    root = etree.fromstring(part.data)
    wrapped = etree.fromstring(f"<w:hdr {NAMESPACES}>{notice}</w:hdr>")
    root.insert(0, wrapped[0])
    part.data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _keep_numbers(job: Job, data: bytes) -> None:
    """Leave the template's bookmarks, drawings and controls their numbers and names."""
    xml = data.decode("utf-8", "replace")
    for kind, pattern in (
        ("bookmark", r'bookmarkStart [^>]*?w:id="(\d+)"'),
        ("drawing", r'docPr [^>]*?id="(\d+)"'),
        ("control", r'<w:sdtPr>.*?<w:id w:val="(\d+)"'),
    ):
        for found in re.findall(pattern, xml, re.DOTALL):
            number = whole_number(found) or 0
            job.names.start_after(kind, number if number < 2**30 else 0)
    job.names.placed.update(re.findall(r'bookmarkStart [^>]*?w:name="([^"]+)"', xml))


def _furniture(job: Job, relationships: Relationships) -> str:
    """Headers and footers of our own; what refers to them in ``w:sectPr`` comes back."""
    above = _warning(job) if _is_stacked(job) else ""
    first = _line(job, "header", "", bare=True)  # the title block has the warning
    later = _part(job, relationships, "header", "hdr", above + _running_head(job))
    opening = _part(job, relationships, "header", "hdr", first)
    folio = _part(job, relationships, "footer", "ftr", _folio(job))
    return (
        f'<w:headerReference w:type="default" r:id="{later}"/>'
        f'<w:headerReference w:type="first" r:id="{opening}"/>'
        f'<w:footerReference w:type="default" r:id="{folio}"/>'
        f'<w:footerReference w:type="first" r:id="{folio}"/>'
    )


def _part(job: Job, relationships: Relationships, kind: str, root: str, content: str) -> str:
    name = job.package.free(f"word/{kind}1.xml")
    part = job.package.add(Part(name, f"{_TYPE}{kind}+xml", part_xml(root, content)))
    return relationships.add(kind, part.name)


def _warning(job: Job) -> str:
    """What every page of an internal copy says, a line of its own; nothing on a public one."""
    warned = _warned(job)
    return warned and _line(job, "header", warned, bare=True)


def _warned(job: Job) -> str:
    if job.edition.audience != "internal":
        return ""
    accent = job.theme.light.accent.lstrip("#")
    looks = f'<w:rPr><w:b/><w:bCs/><w:color w:val="{accent}"/></w:rPr>'
    return f"<w:r>{looks}{text(job.word('audience-internal'))}</w:r>"


def _is_stacked(job: Job) -> bool:
    """Whether the warning leaves a title less than two fifths of the line beside it."""
    warning = job.word("audience-internal") if job.edition.audience == "internal" else ""
    return bool(warning) and _letters(job) - len(warning) - _BETWEEN < LEAST * _letters(job)


def _letters(job: Job) -> int:
    """How many letters surely fit a line of the header."""
    return int(job.width / (job.theme.type.small_size * 20 * _BROAD))


def _running_head(job: Job) -> str:
    """The title, cut at the width, and at the line's end the warning."""
    title = job.edition.heading
    warned = "" if _is_stacked(job) else _warned(job)
    available = _letters(job)
    if warned:
        available -= len(job.word("audience-internal")) + _BETWEEN
    if len(title) > available:
        title = shortened(title, available)
    right = warned and f"<w:r><w:tab/></w:r>{warned}"
    return _line(job, "header", f"<w:r>{text(title)}</w:r>{right}")


def _folio(job: Job) -> str:
    """The publisher, and at the line's end “Page 2 of 7” in the edition's words, the numbers as
    fields."""
    publisher = " ".join(job.edition.meta.publisher.split())
    longest = round(_letters(job) * PUBLISHER)
    if len(publisher) > longest:
        publisher = shortened(publisher, longest)
    out = [f"<w:r>{text(publisher)}</w:r>" if publisher else "", "<w:r><w:tab/></w:r>"]
    for piece in re.split(r"(\{n\}|\{total\})", job.word("page-of")):
        if piece == "{n}":
            out.append(field("PAGE", "<w:r><w:t>1</w:t></w:r>"))
        elif piece == "{total}":
            out.append(field("NUMPAGES", "<w:r><w:t>1</w:t></w:r>"))
        elif piece:
            out.append(f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>')
    return _line(job, "footer", "".join(out))


def _line(job: Job, style: str, runs: str, *, bare: bool = False) -> str:
    border = '<w:pBdr><w:bottom w:val="nil"/></w:pBdr>' if bare else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{job.book.id(style)}"/>{border}</w:pPr>{runs}</w:p>'
