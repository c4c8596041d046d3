"""Comparing words: what an Edition says, and how texts are made alike before comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from exporter import model as m
from exporter.rendering.span_marks import signed
from exporter.theme import load

INVISIBLE = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)])
INVISIBLE |= dict.fromkeys([0xAD, 0xFEFF, 0x180E])

_CALL = "\0"
_PICTURE = "\x1f"
"""White space: what stands for a picture parts words."""
_SIGNS = load(signs="quiet")


def folded(text: str) -> str:
    """Runs of white space made one space, soft hyphens and direction marks taken out."""
    return re.sub(r"\s+", " ", text.translate(INVISIBLE)).strip()


def squeezed(text: str) -> str:
    """The characters alone: no white space, nothing invisible, compatibility forms unfolded."""
    text = unicodedata.normalize("NFKC", text.translate(INVISIBLE))
    return re.sub(r"\s+", "", text)


def article_notes(edition: m.Edition) -> list[tuple[str, str]]:
    """What every reader must find: each note's label and text, in order."""
    return [(note.label, folded(blocks_text(note.blocks))) for note in edition.notes]


def article_text(edition: m.Edition) -> list[str]:
    """The prose, piece by piece in document order: title, blocks, indexes; without notes.

    A note call, and the end of a claim or correction, where a sign may stand, part two pieces.
    """
    pieces = [inlines_text(edition.front.title), inlines_text(edition.front.subtitle)]
    pieces += [inlines_text(line.content) for line in edition.front.lines]
    pieces += _pieces(signed(edition, _SIGNS).blocks)
    for appendix in edition.appendices:
        pieces += [appendix.title, *_pieces(appendix.blocks)]
    parts = [part for piece in pieces for part in piece.split(_CALL)]
    return [folded(part) for part in parts if folded(part)]


def missing_text(pieces: Iterable[str], found: str) -> list[str]:
    """The pieces that do not stand in ``found``; white space and order do not count."""
    everything = squeezed(found)
    return [piece for piece in pieces if squeezed(piece) not in everything]


def blocks_text(blocks: m.Blocks) -> str:
    return "\n".join(_pieces(blocks))


def inlines_text(inlines: m.Inlines) -> str:
    return "".join(_inline_text(inline) for inline in inlines)


def _inline_text(inline: m.Inline) -> str:
    match inline:
        case m.Run(text, marks):
            return _CALL if _is_sign(marks) or _is_of_formula(marks) else text
        case m.Break():
            return "\n"
        case m.NoteCall():
            return _CALL
        case m.Image():
            return _PICTURE
        case _:
            return ""


def _is_sign(marks: m.Marks) -> bool:
    raised = m.Emphasis("superscript") in marks
    return raised and m.Generated() in marks and any(isinstance(each, m.Span) for each in marks)


def _is_of_formula(marks: m.Marks) -> bool:
    """Signs that stand for a formula's layout where it is set in one line."""
    return m.Generated() in marks and any(isinstance(each, m.Formula) for each in marks)


def _pieces(blocks: m.Blocks) -> list[str]:
    return [piece for block in blocks for piece in _block_pieces(block)]


def _block_pieces(block: m.Block) -> Iterator[str]:
    match block:
        case m.Heading() | m.Paragraph() | m.Preformatted():
            yield inlines_text(block.content)
        case m.Quotation() | m.Group():
            yield from _pieces(block.blocks)
        case m.ListBlock():
            yield inlines_text(block.heading)
            for item in block.items:
                yield inlines_text(item.label)
                yield from _pieces(item.blocks)
        case m.Table():
            yield inlines_text(block.caption)
            for row in block.rows:
                for cell in row.cells:
                    yield from _pieces(cell.blocks)
        case m.Verse():
            yield from (inlines_text(line.content) for line in block.lines)
        case m.Turn():
            yield inlines_text(block.speaker)
            yield from _pieces(block.blocks)
        case m.Picture():
            yield from _pieces(block.caption)
        case m.Rule():
            pass
