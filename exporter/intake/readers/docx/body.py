"""The body of a DOCX, of a note or of a table's cell → blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exporter.intake.document import Blocks, Call, Inlines, Text
from exporter.intake.readers.docx.names import Element, attribute, child, local
from exporter.intake.readers.docx.parts import Numbering, Style, number_of
from exporter.intake.readers.docx.runs import Part, Runs
from exporter.intake.readers.docx.tables import table
from exporter.intake.readers.grouping import Piece, grouped
from exporter.values import replace

__all__ = ["Body"]


class Body:
    """Reads what holds paragraphs and tables."""

    def __init__(self, part: Part, lists: Numbering) -> None:
        self._part = part
        self._lists = lists

    def blocks(self, element: Element) -> Blocks:
        """All blocks in an element (``w:body``, ``w:footnote``, ``w:tc`` …)."""
        return grouped(self._joined(list(self._pieces(element))))

    def _pieces(self, element: Element) -> Iterator[tuple[Piece, bool]]:
        """Pieces, and whether the mark at a paragraph's end was deleted: then the next paragraph
        goes on in it (ECMA-376 17.13.5.15)."""
        for each in element:
            match local(each):
                case "p":
                    yield self._paragraph(each)
                case "tbl":
                    yield Piece("block", blocks=(table(each, self.blocks),)), False
                case "sdt":
                    content = child(each, "sdtContent")
                    if content is not None:
                        yield from self._pieces(content)
                case "ins" | "moveTo" | "customXml" | "smartTag":
                    yield from self._pieces(each)
                case "altChunk":
                    self._part.counted["chunks"] += 1
                case _:
                    pass

    @staticmethod
    def _joined(pieces: list[tuple[Piece, bool]]) -> list[Piece]:
        done: list[Piece] = []
        runs_on = False
        for piece, is_open in pieces:
            if runs_on and done and piece.kind != "block":
                last = done.pop()
                content = (*last.content, *piece.content)
                piece = replace(piece, content=content, blocks=(*last.blocks, *piece.blocks))
            done.append(piece)
            runs_on = is_open
        return done

    def _paragraph(self, element: Element) -> tuple[Piece, bool]:
        properties = child(element, "pPr")
        runs = Runs(self._part)
        content = runs.read(element)
        boxes = tuple(block for box in runs.boxes for block in box)
        deleted = child(properties, "rPr", "del") is not None
        deleted = deleted or child(properties, "rPr", "moveFrom") is not None
        return self._piece(properties, content, boxes), deleted

    def _piece(self, properties: Element | None, content: Inlines, boxes: Blocks) -> Piece:
        styles: Mapping[str, Style] = self._part.styles
        style = styles.get(attribute(child(properties, "pStyle"), "val"))
        kind, level = (style.kind, style.level) if style else ("p", 0)
        outline = attribute(child(properties, "outlineLvl"), "val")
        if outline.isdigit() and int(outline) < 9:
            kind, level = "heading", int(outline) + 1
        number = number_of(properties) or (style.number if style else None)
        if kind in ("p", "caption") and number and number[0] not in ("", "0"):
            ordered = self._lists.is_ordered(number)
            return Piece("item", content, number[1], ordered, boxes)
        return Piece(kind, content, level, blocks=boxes)


def without_label(blocks: Blocks) -> Blocks:
    """A note without the white space between its number and its words."""
    if blocks and (content := getattr(blocks[0], "content", ())) and isinstance(content[0], Text):
        first = replace(content[0], text=content[0].text.lstrip())
        return (replace(blocks[0], content=(first, *content[1:])), *blocks[1:])
    return blocks


def comment(element: Element, body: Body) -> Call:
    """A comment as a note for the newsroom."""
    author, when = attribute(element, "author"), attribute(element, "date")
    return Call(body.blocks(element), "comment", author, when)


def is_real(note: Element) -> bool:
    """Separators and their like are no notes (ECMA-376 17.18.33)."""
    return attribute(note, "type") in ("", "normal")
