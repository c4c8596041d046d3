"""What lists, tables, figures and turns collect while their parts are being read."""

from __future__ import annotations

from typing import TypeAlias

from exporter.model import Blocks, Cell, Inline, Inlines, Item, Row
from exporter.tei.content.block_ends import in_last
from exporter.tei.content.flow import Flow
from exporter.tei.content.line_builder import Line
from exporter.tei.tree.elements import Element
from exporter.values import Struct, field, replace

__all__ = ["Builder", "FigureBuilder", "ListBuilder", "Record", "TableBuilder", "TurnBuilder"]


class ListBuilder(Struct):
    """``label`` waits for the item that follows it, or is the one that the open item begins
    with; ``numbers`` are what items say of their ``@n``, by their place."""

    flow: Flow
    kind: str
    items: list[Item] = field(default_factory=list)
    heading: Inlines = ()
    label: Inlines = ()
    numbers: dict[int, str] = field(default_factory=dict)

    def settle(self, line: int) -> None:
        """What stands between the items becomes an item."""
        leading = [call for call in self.flow.leading if not self._attach(call)]
        self.flow.leading.clear()
        blocks = self.flow.finish()
        self.flow.blocks = []
        if blocks or self.label:
            self.items.append(Item(blocks, self.label, line=line))
            self.label = ()
        self.flow.leading.extend(leading)

    def _attach(self, call: Inline) -> bool:
        """Put a call that stands between two items at the end of the first."""
        if not self.items:
            return False
        last = self.items[-1]
        blocks = in_last(last.blocks, call)
        if blocks is None:
            return False
        self.items[-1] = replace(last, blocks=blocks)
        return True


class Record:
    """Data whose parts only tags set apart: a comma, or a space, stands between two that have
    words. ``line`` is the one it began in, as far as it was written then."""

    __slots__ = ("_begun", "_line", "comma", "element")

    def __init__(self, element: Element, line: Line, *, comma: bool = True) -> None:
        self.element = element
        self.comma = comma
        self._line = line
        self._begun = line.written

    def is_under_way(self, line: Line) -> bool:
        """Whether one of its parts has been written."""
        return line is not self._line or line.written != self._begun


class TableBuilder(Struct):
    """``cells`` are those of the row that is open. ``spanning``: the cells that ask for more than
    one row or column, by their row and their place in it."""

    flow: Flow
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    spanning: dict[tuple[int, int], Element] = field(default_factory=dict)
    caption: Inlines = ()
    body: bool = False

    def settle(self) -> None:
        """Calls that stand between two rows go to the end of the first."""
        row = self.rows[-1] if self.rows else None
        for call in [*self.flow.leading] if row is not None and row.cells else ():
            assert row is not None
            blocks = in_last(row.cells[-1].blocks, call)
            if blocks is not None:
                last = replace(row.cells[-1], blocks=blocks)
                row = self.rows[-1] = replace(row, cells=(*row.cells[:-1], last))
                self.flow.leading.remove(call)


class FigureBuilder(Struct):
    """``graphics`` are ids; ``alt`` pieces of the description."""

    flow: Flow
    element: Element
    graphics: list[str] = field(default_factory=list)
    alt: list[str] = field(default_factory=list)


class TurnBuilder(Struct):
    """``before``: what stands before the speaker's name."""

    flow: Flow
    speaker: Inlines = ()
    before: Blocks = ()


Builder: TypeAlias = ListBuilder | TableBuilder | FigureBuilder | TurnBuilder
