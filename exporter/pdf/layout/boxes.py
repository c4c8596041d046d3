"""What pages are filled with. Lengths are points; x counts from the page's left edge."""

from __future__ import annotations

from typing import TypeAlias

from exporter.pdf.inline.break_candidates import Cut
from exporter.pdf.inline.set_text import Prose
from exporter.pdf.inline.styles import Colour
from exporter.pdf.objects.structure_tree import Element
from exporter.values import Struct, field

__all__ = ["Box", "Foot", "Line", "Plate", "Row", "between_words"]


class Line(Struct, eq=False):
    """A line of text. ``drop`` is from its top to its base line, ``extra`` what justification
    adds to each gap. ``keep``: a page may not end after it. ``fresh``: begins a page that
    has less space than so many points. ``notes`` begin at this page's foot.
    ``beside`` are lines on the same base line (labels)."""

    prose: Prose
    cut: Cut
    x: float
    height: float
    order: int
    drop: float = 0.0
    extra: float = 0.0
    space: float = 0.0
    keep: bool = False
    fresh: float = 0.0
    notes: list[Foot] = field(default_factory=list)
    beside: list[Line] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    ground: tuple[float, float, Colour] | None = None


class Plate(Struct, eq=False):
    """A picture, a frame for a missing one (its description ``inside``) or a rule (``element``
    None). ``rtl``: its caption begins at the right; ``fitted``: made smaller for its page;
    ``above``: the space below what stands before it, in points."""

    x: float
    width: float
    height: float
    element: Element | None
    graphic: str = ""
    rtl: bool = False
    fitted: bool = False
    above: float = 0.0
    colour: Colour = (0.0, 0.0, 0.0)
    space: float = 0.0
    keep: bool = False
    fresh: float = 0.0
    inside: list[tuple[float, Line]] = field(default_factory=list)
    notes: list[Foot] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    @property
    def order(self) -> int:
        return self.element.order if self.element else 0


class Row(Struct, eq=False):
    """A band of a table: boxes with their distance from its top. ``rules`` are horizontal lines
    (y from the top, x, width, thickness); ``head`` is repeated above it on a new page.

    Or lines in two ``columns``, in the order in which they are read: from ``second`` on they are
    in the second column, so far to the right of the first as ``shift`` says."""

    height: float
    items: list[tuple[float, Line | Plate]] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    space: float = 0.0
    keep: bool = False
    fresh: float = 0.0
    split: bool = False
    order: int = 0
    head: list[Row] = field(default_factory=list)
    columns: list[Line] = field(default_factory=list)
    second: int = 0
    shift: float = 0.0
    notes: list[Foot] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


Box: TypeAlias = Line | Plate | Row


class Foot(Struct, eq=False):
    """A note at the foot: its lines, in one row with those of other notes."""

    label: str
    boxes: list[Box]


Items: TypeAlias = list[tuple[float, Line | Plate]]


def between_words(fits: Items, rest: Items) -> tuple[Items, Items]:
    """What of a row is on this page and on the next, so that none ends within a word; as given
    where nothing else would be left on this one."""
    going_on = {item.prose for _, item in rest if isinstance(item, Line)}
    kept: Items = []
    moved: Items = []
    ended: set[Prose] = set()
    for y, item in reversed(fits):
        if isinstance(item, Line) and item.prose in going_on - ended:
            if item.cut.hyphened(item.prose):
                moved.insert(0, (y, item))
                continue
            ended.add(item.prose)
        kept.insert(0, (y, item))
    return (kept, [*moved, *rest]) if kept else (fits, rest)
