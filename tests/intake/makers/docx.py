"""A document as DOCX: runs cut at random, changes tracked, controls and bookmarks around words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape
from random import Random
from typing import Any

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
)

__all__ = ["docx", "package"]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NS = f'xmlns:w="{_W}" xmlns:r="{_R}"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    "{}</Types>"
)
_OVERRIDE = (
    '<Override PartName="/word/{0}.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.{1}+xml"/>'
)
_PARTS = {
    "document": "document.main",
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
}
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (
        ("Normal", "Normal"),
        ("Titel", "Title"),
        ("berschrift1", "heading 1"),
        ("berschrift2", "heading 2"),
        ("berschrift3", "heading 3"),
        ("berschrift4", "heading 4"),
        ("Zitat", "Quote"),
        ("Vorformatiert", "HTML Preformatted"),
        ("Beschriftung", "caption"),
        ("Listenabsatz", "List Paragraph"),
    )
)
_LEVELS = "".join(
    f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{{form}}"/></w:lvl>' for level in range(4)
)
_NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{_LEVELS.format(form="bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{_LEVELS.format(form="decimal")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def package(body: str, *, language: str = "en-GB", extra: dict[str, bytes] | None = None,
            relations: str = "", **parts: str) -> bytes:  # fmt: skip
    """A DOCX around the inside of ``w:body``; ``parts`` are the insides of other parts' roots,
    ``relations`` further relationships of the text, ``extra`` further files."""
    default = f'<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{language}"/></w:rPr>'
    inside = {
        "styles": f"{default}</w:rPrDefault></w:docDefaults>{_STYLES}",
        "numbering": _NUMBERING,
        **parts,
    }
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES.format(
            "".join(_OVERRIDE.format(n, k) for n, k in _PARTS.items() if n in {"document", *inside})
        ),
        "_rels/.rels": _relations(f'<Relationship Id="rId1" Type="{_R}/officeDocument" '
                                  'Target="word/document.xml"/>'),
        "word/document.xml": f"{_HEAD}<w:document {_NS}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            "".join(
                f'<Relationship Id="p{n}" Type="{_R}/{n}" Target="{n}.xml"/>' for n in inside
            )
            + relations
        ),
    }  # fmt: skip
    for name, text in inside.items():
        files[f"word/{name}.xml"] = f"{_HEAD}<w:{name} {_NS}>{text}</w:{name}>"
    files.update(extra or {})
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def _relations(inside: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{inside}</Relationships>'


def docx(document: Document, seed: int = 0, *, hidden: bool = True) -> bytes:
    """The document, written as Word and its like would write it; with ``hidden`` text and deleted
    rows, which other readers show."""
    writer = _Writer(Random(seed), hidden)
    body = "".join(part for block in document.blocks for part in writer.block(block))
    for kind in ("footnote", "endnote"):
        marks = "".join(
            f'<w:{kind} w:type="{name}" w:id="{number}"><w:p/></w:{kind}>'
            for number, name in ((-1, "separator"), (0, "continuationSeparator"))
        )
        writer.parts[f"{kind}s"] = marks + writer.parts[f"{kind}s"]
    parts: dict[str, Any] = writer.parts
    return package(body, relations="".join(writer.links), **parts)


class _Writer:
    def __init__(self, random: Random, hidden: bool) -> None:
        self.random = random
        self.hidden = hidden
        self.parts = {"footnotes": "", "endnotes": "", "comments": ""}
        self.counts = dict.fromkeys(self.parts, 0)
        self.links: list[str] = []

    def block(self, block: Block, style: str = "", level: int = 0) -> Iterator[str]:
        match block:
            case Paragraph():
                key = "Titel" if block.role == "title" else style
                yield self.paragraph(block.content, key)
            case Heading():
                yield self.paragraph(block.content, f"berschrift{block.level}")
            case Quotation():
                for each in block.blocks:
                    yield from self.block(each, "Zitat")
            case Code():
                for line in block.text.split("\n"):
                    yield self.paragraph((Text(line),), "Vorformatiert")
            case Listing():
                yield from self.listing(block, level)
            case Table():
                yield self.table(block)

    def listing(self, block: Listing, level: int) -> Iterator[str]:
        number = 2 if block.ordered else 1
        for item in block.items:
            for each in item:
                if isinstance(each, Listing):
                    yield from self.listing(each, level + 1)
                elif isinstance(each, Paragraph):
                    numbered = (
                        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
                    )
                    yield self.paragraph(each.content, "Listenabsatz", numbered)

    def table(self, block: Table) -> str:
        rows = []
        for row in block.rows:
            head = "<w:trPr><w:tblHeader/></w:trPr>" if row.header else ""
            cells = "".join(
                f"<w:tc><w:tcPr/>{''.join(p for b in cell.blocks for p in self.block(b))}</w:tc>"
                for cell in row.cells
            )
            rows.append(f"<w:tr>{head}{cells}</w:tr>")
        gone = '<w:tr><w:trPr><w:del w:id="9" w:author="A"/></w:trPr><w:tc><w:p><w:r><w:t>gone'
        if self.hidden:
            rows.insert(1, f"{gone}</w:t></w:r></w:p></w:tc></w:tr>")
        return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"

    def paragraph(self, content: Inlines, style: str, properties: str = "") -> str:
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        inside = "".join(self.inline(inline, "") for inline in content)
        whole = f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"
        if self.random.random() < 0.1:
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{whole}</w:sdtContent></w:sdt>"
        return whole

    def inline(self, inline: Inline, look: str) -> str:
        match inline:
            case Text():
                return self.text(inline.text, look)
            case Break():
                return "<w:r><w:br/></w:r>"
            case Styled():
                toggle = {"bold": "<w:b/>", "italic": '<w:i w:val="1"/>'}[inline.rend]
                return "".join(self.inline(i, look + toggle) for i in inline.content)
            case Link():
                return self.link(inline, look)
            case Call():
                return self.call(inline)
            case _:
                raise AssertionError(inline)

    def link(self, link: Link, look: str) -> str:
        inside = "".join(self.inline(i, look) for i in link.content)
        if self.random.random() < 0.5:
            code = f' HYPERLINK "{escape(link.address)}" '
            return (
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{inside}'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        key = f"l{len(self.links)}"
        self.links.append(
            f'<Relationship Id="{key}" Type="{_R}/hyperlink" Target="{escape(link.address)}" '
            'TargetMode="External"/>'
        )
        return f'<w:hyperlink r:id="{key}">{inside}</w:hyperlink>'

    def call(self, call: Call) -> str:
        part, tag = f"{call.kind}s", call.kind
        self.counts[part] += 1
        number = self.counts[part]
        mark = f"<w:r><w:{tag}Ref/></w:r>" if tag != "comment" else ""
        inside = "".join(
            f"<w:p>{mark}{''.join(self.inline(i, '') for i in block.content)}</w:p>"
            for block in call.blocks
            if isinstance(block, Paragraph)
        )
        author = f' w:author="{call.author}" w:date="{call.when}"' if tag == "comment" else ""
        self.parts[part] += f'<w:{tag} w:id="{number}"{author}>{inside}</w:{tag}>'
        raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        return f'<w:r>{raised}<w:{tag}Reference w:id="{number}"/></w:r>'

    def text(self, text: str, look: str) -> str:
        """Runs cut at random; now and then inserted words, deleted ones beside them, a bookmark."""
        pieces = []
        while text:
            cut = self.random.randint(1, 12)
            pieces.append(self.run(text[:cut], look))
            text = text[cut:]
            match self.random.randint(0, 9):
                case 0:
                    deleted = "<w:r><w:delText>deleted words</w:delText></w:r>"
                    pieces.append(f'<w:del w:id="1" w:author="A">{deleted}</w:del>')
                case 1:
                    pieces[-1] = f'<w:ins w:id="2" w:author="A">{pieces[-1]}</w:ins>'
                case 2:
                    pieces.append('<w:bookmarkStart w:id="3" w:name="b"/><w:bookmarkEnd w:id="3"/>')
                case 3 if self.hidden:
                    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
                    pieces.append(f'<w:proofErr w:type="spellStart"/>{hidden}')
        return "".join(pieces)

    def run(self, text: str, look: str) -> str:
        parts = []
        for number, part in enumerate(text.split("\u00ad")):
            parts.append("<w:softHyphen/>" if number else "")
            parts.append(f'<w:t xml:space="preserve">{escape(part, quote=False)}</w:t>')
        return f"<w:r><w:rPr>{look}</w:rPr>{''.join(parts)}</w:r>"
