"""What pages are filled with. Lengths are points; x counts from the page's left edge."""

from __future__ import annotations

from typing import TypeAlias

from exporter.pdf.breaking import Cut
from exporter.pdf.prose import Prose
from exporter.pdf.styles import Colour
from exporter.pdf.tags import Element

__all__ = ["Box", "Foot", "Line", "Plate", "Row"]


class Line:
    """A line of text. ``drop`` is from its top to its base line, ``extra`` what justification
    adds to each gap. ``keep``: a page may not end after it. ``notes`` begin at this page's foot.
    ``beside`` are lines on the same base line (labels). ``artifact``: repeated, not read."""

    __slots__ = ("artifact", "beside", "cut", "drop", "extra", "fresh", "ground", "height", "ids",
                 "keep", "notes", "order", "prose", "space", "x")  # fmt: skip

    def __init__(self, prose: Prose, cut: Cut, x: float, height: float, order: int) -> None:
        self.prose = prose
        self.cut = cut
        self.x = x
        self.height = height
        self.drop = 0.0
        self.extra = 0.0
        self.space = 0.0
        self.keep = False
        self.fresh = False
        self.order = order
        self.notes: list[Foot] = []
        self.beside: list[Line] = []
        self.ids: list[str] = []
        self.ground: tuple[float, float, Colour] | None = None
        self.artifact = False


class Plate:
    """A picture, a frame for a missing one (its description ``inside``) or a rule (``element``
    None). ``fresh``: begins a page."""

    __slots__ = ("colour", "element", "fresh", "graphic", "height", "ids", "inside", "keep",
                 "notes", "order", "space", "width", "x")  # fmt: skip

    def __init__(self, x: float, width: float, height: float, element: Element | None) -> None:
        self.x = x
        self.width = width
        self.height = height
        self.element = element
        self.graphic = ""
        self.colour: Colour = (0.0, 0.0, 0.0)
        self.space = 0.0
        self.keep = False
        self.fresh = False
        self.inside: list[tuple[float, Line]] = []
        self.order = element.order if element else 0
        self.notes: list[Foot] = []
        self.ids: list[str] = []


class Row:
    """A band of a table: boxes with their distance from its top. ``rules`` are horizontal lines
    (y from the top, x, width, thickness); ``head`` is repeated above it on a new page."""

    __slots__ = ("bar", "fresh", "head", "height", "ids", "items", "keep", "notes", "order",
                 "repeats", "rules", "space", "split")  # fmt: skip

    def __init__(self, height: float) -> None:
        self.height = height
        self.items: list[tuple[float, Line | Plate]] = []
        self.rules: list[tuple[float, float, float, float]] = []
        self.bar: tuple[float, Colour] | None = None
        self.space = 0.0
        self.keep = False
        self.fresh = False
        self.split = False
        self.order = 0
        self.head: list[Row] = []
        self.repeats = False
        self.notes: list[Foot] = []
        self.ids: list[str] = []


Box: TypeAlias = Line | Plate | Row


class Foot:
    """A note at the foot: its lines, in one row with those of other notes."""

    __slots__ = ("boxes", "label")

    def __init__(self, label: str, boxes: list[Box]) -> None:
        self.label = label
        self.boxes = boxes
