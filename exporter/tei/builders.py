"""What lists, tables, figures and turns collect while their parts are being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from exporter.model import Cell, Inlines, Item, Row
from exporter.tei.flow import Flow

__all__ = ["Builder", "FigureBuilder", "ListBuilder", "TableBuilder", "TurnBuilder"]


@dataclass(slots=True)
class ListBuilder:
    """``label`` waits for the item that follows it."""

    flow: Flow
    kind: str
    items: list[Item] = field(default_factory=list)
    heading: Inlines = ()
    label: Inlines = ()
    labelled: bool = False

    def settle(self, line: int) -> None:
        """What stands between the items becomes an item."""
        leading = [*self.flow.leading]
        self.flow.leading.clear()
        blocks = self.flow.finish()
        self.flow.blocks = []
        if blocks or self.label:
            self.items.append(Item(blocks, self.label, line=line))
            self.label = ()
        self.flow.leading.extend(leading)


@dataclass(slots=True)
class TableBuilder:
    """``cells`` are those of the row that is open."""

    flow: Flow
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    caption: Inlines = ()
    body: bool = False


@dataclass(slots=True)
class FigureBuilder:
    """``graphics`` are ids; ``alt`` pieces of the description."""

    flow: Flow
    graphics: list[str] = field(default_factory=list)
    alt: list[str] = field(default_factory=list)


@dataclass(slots=True)
class TurnBuilder:
    flow: Flow
    speaker: Inlines = ()


Builder: TypeAlias = ListBuilder | TableBuilder | FigureBuilder | TurnBuilder
