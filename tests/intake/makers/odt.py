"""A document as ODT, its spans cut at random."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from html import escape
from random import Random

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

__all__ = ["odt", "package"]

_O = "urn:oasis:names:tc:opendocument:xmlns"
_NS = (
    f'xmlns:office="{_O}:office:1.0" xmlns:text="{_O}:text:1.0" xmlns:table="{_O}:table:1.0" '
    f'xmlns:style="{_O}:style:1.0" xmlns:fo="{_O}:xsl-fo-compatible:1.0" '
    f'xmlns:draw="{_O}:drawing:1.0" xmlns:svg="{_O}:svg-compatible:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_AUTOMATIC = (
    '<style:style style:name="T1" style:family="text"><style:text-properties '
    'fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties '
    'fo:font-style="italic"/></style:style>'
    '<style:style style:name="T3" style:family="text"><style:text-properties '
    'fo:color="#ff0000"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/>'
    '</text:list-style><text:list-style style:name="L2"><text:list-level-style-number '
    'text:level="1"/></text:list-style>'
    '<style:style style:name="P1" style:family="paragraph" '
    'style:parent-style-name="Quotations"/>'
)
_COMMON = (
    '<style:default-style style:family="paragraph"><style:text-properties fo:language="en" '
    'fo:country="GB"/></style:default-style>'
    '<style:style style:name="Quotations" style:family="paragraph"/>'
    '<style:style style:name="Preformatted_20_Text" style:display-name="Preformatted Text" '
    'style:family="paragraph"/><style:style style:name="Title" style:family="paragraph"/>'
)


def package(text: str, *, extra: dict[str, bytes] | None = None) -> bytes:
    """An ODT around the inside of ``office:text``."""
    content = (
        f"<office:document-content {_NS}><office:automatic-styles>{_AUTOMATIC}"
        f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>"
    )
    styles = (
        f"<office:document-styles {_NS}><office:styles>{_COMMON}</office:styles>"
        "</office:document-styles>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", styles)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return target.getvalue()


def odt(document: Document, seed: int = 0) -> bytes:
    """The document with a deletion beside its text, as LibreOffice tracks changes."""
    writer = _Writer(Random(seed))
    tracked = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        "<text:p>deleted words</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    )
    return package(tracked + "".join(p for b in document.blocks for p in writer.block(b)))


class _Writer:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.notes = 0

    def block(self, block: Block, style: str = "Standard") -> Iterator[str]:
        match block:
            case Paragraph():
                yield f'<text:p text:style-name="{style}">{self.line(block.content)}</text:p>'
            case Heading():
                level = f'text:outline-level="{block.level}"'
                yield f"<text:h {level}>{self.line(block.content)}</text:h>"
            case Quotation():
                for each in block.blocks:
                    yield from self.block(each, "P1")
            case Code():
                for line in block.text.split("\n"):
                    yield from self.block(Paragraph((Text(line),)), "Preformatted_20_Text")
            case Listing():
                yield f'<text:list text:style-name="L{2 if block.ordered else 1}">'
                for item in block.items:
                    inside = "".join(part for each in item for part in self.block(each))
                    yield f"<text:list-item>{inside}</text:list-item>"
                yield "</text:list>"
            case Table():
                yield "<table:table>"
                for row in block.rows:
                    cells = "".join(
                        "<table:table-cell>"
                        + "".join(part for each in cell.blocks for part in self.block(each))
                        + "</table:table-cell>"
                        for cell in row.cells
                    )
                    whole = f"<table:table-row>{cells}</table:table-row>"
                    yield (
                        f"<table:table-header-rows>{whole}</table:table-header-rows>"
                        if row.header
                        else whole
                    )
                yield "</table:table>"

    def line(self, content: Inlines) -> str:
        return "".join(self.inline(inline) for inline in content)

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text():
                return self.text(inline.text)
            case Break():
                return "<text:line-break/>"
            case Styled():
                name = {"bold": "T1", "italic": "T2"}[inline.rend]
                inside = self.line(inline.content)
                return f'<text:span text:style-name="{name}">{inside}</text:span>'
            case Link():
                inside = self.line(inline.content)
                address = escape(inline.address)
                return f'<text:a xlink:type="simple" xlink:href="{address}">{inside}</text:a>'
            case Call(kind="comment"):
                inside = "".join(part for each in inline.blocks for part in self.block(each))
                author = f"<dc:creator>{inline.author}</dc:creator><dc:date>{inline.when}</dc:date>"
                return f"<office:annotation>{author}{inside}</office:annotation>"
            case Call():
                self.notes += 1
                inside = "".join(part for each in inline.blocks for part in self.block(each))
                return (
                    f'<text:note text:note-class="{inline.kind}"><text:note-citation>{self.notes}'
                    f"</text:note-citation><text:note-body>{inside}</text:note-body></text:note>"
                )
            case _:
                raise AssertionError(inline)

    def text(self, text: str) -> str:
        pieces = []
        while text:
            cut = self.random.randint(1, 12)
            piece = escape(text[:cut], quote=False)
            text = text[cut:]
            match self.random.randint(0, 6):
                case 0:
                    piece = f'<text:span text:style-name="T3">{piece}</text:span>'
                case 1:
                    piece = f'<text:change-start text:change-id="c1"/>{piece}'
                case 2:
                    piece = piece.replace(" ", "<text:s/>").replace("\t", "<text:tab/>")
            pieces.append(piece)
        return "".join(pieces)
