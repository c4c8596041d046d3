"""A table's cells at their places, and how wide the columns are."""

from __future__ import annotations

from itertools import accumulate, groupby, pairwise

from exporter.model import Cell, Table
from exporter.model.table_grid import Placed, laid
from exporter.pdf.inline.hyphenation import Hyphenator, hyphenator
from exporter.pdf.layout.boxes import Box
from exporter.pdf.layout.composer import Composer, Frame
from exporter.pdf.objects.structure_tree import Element
from exporter.rendering.table_widths import cell_text, lowest, widened
from exporter.values import Struct, Value, field

__all__ = ["PAD", "Need", "Spot", "column_widths", "free_columns", "needs", "spots_of"]

PAD = 4.0
"""Left and right of a cell's text, in points."""
_EDGES = 2 * PAD + 0.5
_SMALL, _SMALLEST = 0.7, 0.6
"""How small type becomes: with whole words, and with divided ones."""


class Spot(Struct):
    """A cell at its place in the grid, with what is left of it to set. ``filled``: it only fills
    a gap."""

    cell: Cell
    row: int
    column: int
    header: bool
    filled: bool = False
    element: Element | None = None
    boxes: list[Box] = field(default_factory=list)

    @property
    def last(self) -> int:
        return self.row + self.cell.rows - 1


def spots_of(block: Table) -> tuple[list[list[Spot]], int]:
    """The rows of its grid, and how many columns that has. What fills a gap heads nothing."""
    grid = laid(block)
    rows = [
        [_spot(place, row.header or place.cell.header) for place in places]
        for row, places in zip(block.rows, grid.rows, strict=True)
    ]
    return rows, grid.columns


def _spot(place: Placed, header: bool) -> Spot:
    header = header and not place.filled
    return Spot(place.cell, place.row, place.column, header, place.filled)


class Need(Value):
    """Of each column: how wide its longest word is, in points; about how many letters it has."""

    least: list[float]
    wanted: list[int]

    def edged(self) -> list[float]:
        """The least widths with what stands left and right of text."""
        return [width + _EDGES for width in self.least]


def needs(
    composer: Composer, grid: list[list[Spot]], columns: int, frame: Frame, size: float,
    hyphens: Hyphenator | None = None,
) -> Need:  # fmt: skip
    """``hyphens`` divide the words before they are measured."""
    least, wanted = [4.0] * columns, [1] * columns
    plain = composer.styler.changed(frame.style, size=size)
    bold = composer.styler.changed(plain, weight=600)
    for spot in (spot for row in grid for spot in row):
        text = cell_text(spot.cell.blocks)
        words = _parts(text, hyphens) if hyphens else text.split()
        widest = max(words or [""], key=len)[:40]
        longest = composer.setter.measure(widest, bold if spot.header else plain)
        wide = spot.cell.columns
        for column in range(spot.column, spot.column + wide):
            least[column] = max(least[column], min(longest, 150.0) / wide)
            wanted[column] = max(wanted[column], -(-min(len(text), 400) // wide))
    return Need(least, wanted)


def _parts(text: str, hyphens: Hyphenator) -> list[str]:
    """The parts of words; figures are never divided."""
    found = []
    for word in set(text.split()):
        places = hyphens.positions(word) if word.isalpha() and len(word) > 4 else ()
        found += [word[a:b] + "-" for a, b in pairwise((0, *places, len(word)))]
    return found


def column_widths(
    composer: Composer, block: Table, grid: list[list[Spot]], need: Need, frame: Frame, size: float
) -> tuple[list[float], float] | None:
    """Widths in points, and the size at which no word has to be cut; None where that would be
    too small to read."""
    available, wanted = frame.width, need.wanted
    letter = 0.56 * size
    minimum = need.edged()
    if sum(minimum) > available:
        return _shrunk(composer, block, grid, need, frame, size)
    natural = sum(n * letter + 2 * PAD for n in wanted)
    if natural < available:
        widths = [(n * letter + 2 * PAD) * available / natural for n in wanted]
    else:
        letters = 0.5 * size
        widths = lowest(_lengths(grid, letters), minimum, available, letters, 2 * PAD)
    return widened(widths, minimum), size


def _shrunk(
    composer: Composer, block: Table, grid: list[list[Spot]], need: Need, frame: Frame, size: float
) -> tuple[list[float], float] | None:
    """Smaller type, first with whole words, then with divided ones."""
    columns = len(need.least)
    available = frame.width - _EDGES * columns
    least, shrink = need.least, max(0.0, available / sum(need.least))
    if shrink < _SMALL:
        hyphens = hyphenator(frame.lang) if composer.type.hyphenate else None
        if hyphens:
            least = needs(composer, grid, columns, frame, size, hyphens).least
        shrink = min(_SMALL, available / sum(least))
        if shrink < _SMALLEST:
            if columns > 2:
                return None
            shrink = _SMALLEST
    composer.collector.tell(
        "wide-table",
        f"a table is wider than the page; its type was made smaller ({shrink:.0%}).",
        block.line,
        "Give it fewer columns or shorter words.",
    )
    widths = [n * shrink + _EDGES for n in least]
    stretch = frame.width / sum(widths)
    return [width * stretch for width in widths], round(size * shrink, 2)


def _lengths(grid: list[list[Spot]], letter: float) -> list[list[tuple[int, float]]]:
    """Of each row, or some sixty rows of a long table, how long the texts of its cells are."""
    return [
        [
            (spot.column, len(cell_text(spot.cell.blocks)) * letter)
            for spot in row
            if spot.cell.columns < 2
        ]
        for row in grid[:: max(1, len(grid) // 60)]
    ]


def free_columns(widths: list[float], taken: set[int], frame: Frame) -> list[tuple[float, float]]:
    """(x, width) of the columns that are not taken, neighbours in one."""
    lefts = [0.0, *accumulate(widths)]
    found = []
    for closed, run in groupby(range(len(widths)), taken.__contains__):
        columns = list(run)
        start, end = lefts[columns[0]], lefts[columns[-1] + 1]
        if not closed:
            x = frame.left + (frame.width - end if frame.rtl else start)
            found.append((x, end - start))
    return found
