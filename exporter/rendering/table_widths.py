"""How the width of a table is shared among its columns. Any unit of length will do.

A format that knows the widths of its letters (PDF) makes the table low; one whose letters only a
reader's program knows (Word) shares by what the columns hold, with space to spare.
"""

from __future__ import annotations

from collections.abc import Sequence

from exporter.model import Blocks, Picture
from exporter.model.traversal import contents, every, flattened

__all__ = ["by_weight", "cell_text", "lowest", "widened"]

_PICTURE = "x" * 12
_STEPS = 32


def cell_text(blocks: Blocks) -> str:
    """The text at any depth, a space behind each part of it; a picture wants as much space as a
    long word."""
    words = [flattened(each.inlines) for each in contents(blocks) if each.inlines]
    words += [_PICTURE for block in every(blocks) if isinstance(block, Picture)]
    return "".join(f"{each} " for each in words) or " "


def by_weight(weights: Sequence[float], least: Sequence[int], width: int) -> list[int]:
    """The width by weight among those columns that get their least by it; the others get just
    that. Where there is no space for all, each gets its part of it."""
    if sum(least) >= width:
        return [max(width * each // sum(least), 1) for each in least]
    fixed: dict[int, int] = {}
    while True:
        available = width - sum(fixed.values())
        total = sum(weight for at, weight in enumerate(weights) if at not in fixed)
        out = [
            fixed[at] if at in fixed else int(available * weight / total)
            for at, weight in enumerate(weights)
        ]
        short = {at: least[at] for at in range(len(out)) if out[at] < least[at]}
        if not short:
            return out
        fixed |= short


def widened(widths: Sequence[float], least: Sequence[float]) -> list[float]:
    """Columns that are narrower than their least get what they lack from the others, from each by
    what it has to spare; the sum stays."""
    short = [max(0.0, m - w) for m, w in zip(least, widths, strict=True)]
    spare = [max(0.0, w - m) for m, w in zip(least, widths, strict=True)]
    take = sum(short) / sum(spare) if sum(spare) else 0.0
    return [w + s - p * take for w, s, p in zip(widths, short, spare, strict=True)]


def lowest(
    rows: Sequence[Sequence[tuple[int, float]]],
    least: Sequence[float],
    width: float,
    letter: float,
    padding: float,
) -> list[float]:
    """Widths that make the table low: space goes in steps to the column that gains the most.

    ``rows`` hold (column, length of the cell's text on one line); ``padding`` is what stands on
    both sides of a text. A row is as high as its tallest cell. The fourth-power mean of its lines
    replaces that maximum: it falls a little with every cell that is nearly as tall, so that
    two tall cells are widened in turn, where with the maximum itself neither alone would gain. A
    ragged line loses half a word, some three letters."""
    widths = list(least)
    step = (width - sum(least)) / _STEPS
    for _ in range(_STEPS):
        gains = [0.0] * len(widths)
        inner = [max(letter, width - padding - 3 * letter) for width in widths]
        for row in rows:
            lines = [0.3 + length / inner[column] for column, length in row]
            height = sum([n**4 for n in lines]) ** 0.75
            for (column, length), n in zip(row, lines, strict=True):
                gains[column] += n**3 * length / (inner[column] * (inner[column] + step) * height)
        widths[gains.index(max(gains))] += step
    return widths
