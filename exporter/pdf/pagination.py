"""Boxes → pages: body and foot are filled together, notes split, nothing left alone.

A page takes boxes while they and the beginnings of their notes fit. Then it steps back to the
last box a page may end after (``keep``), and the foot is filled with what space there is; notes
not finished go on at the next foot, where they leave the body two fifths of the page.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from exporter.pdf.columns import split_columns
from exporter.pdf.layout.boxes import Box, Foot, Plate, Row
from exporter.pdf.layout.floats import (
    BAND,
    BLANK,
    MOST,
    SCALES,
    is_picture,
    movable,
    picture_group,
    scale_plate,
    shrink,
)
from exporter.pdf.layout.tables import split_row
from exporter.values import Struct, field

__all__ = ["Filler", "Leaf"]

_CARRIED = 0.6
_RULE = 0.6
"""How much of the gap before the notes is below the rule above them."""


class Leaf(Struct):
    """What stands on a page: (distance from the top of the text area, box). ``heads`` are table
    heads said before; ``rule`` is where the line above the notes stands, None without notes;
    ``continued``: the first note began earlier."""

    body: list[tuple[float, Box]] = field(default_factory=list)
    heads: list[tuple[float, Row]] = field(default_factory=list)
    foot: list[tuple[float, Box]] = field(default_factory=list)
    rule: float | None = None
    continued: bool = False


class Filler:
    """``height`` of the text area, ``gap`` before notes, ``between`` paragraphs, in points."""

    def __init__(
        self, boxes: Iterator[Box], height: float, gap: float, between: float = 0.0
    ) -> None:
        self.boxes = boxes
        self.height = height
        self.gap = gap
        self.between = between
        self.queue: deque[Box] = deque()
        self.carried: deque[Box] = deque()
        self.floated: list[Box] = []
        self.clear = 0.0
        self.carry = 0.0

    def pages(self) -> Iterator[Leaf]:
        while self._peek(0) is not None or self.carried or self.floated:
            yield self._page()

    def _peek(self, at: int) -> Box | None:
        while len(self.queue) <= at:
            box = next(self.boxes, None)
            if box is None:
                return None
            self.queue.append(box)
        return self.queue[at]

    def _page(self) -> Leaf:
        if self.floated:
            self.queue.extendleft(reversed(self.floated))
            below = self._peek(len(self.floated))
            if below is not None:
                below.space = max(below.space, self.clear)
            for box in [*self.floated[1:], below]:
                if isinstance(box, Plate):
                    box.above = max(box.above, self.clear)
            self.floated = []
        taken = self._closed(self._taken())
        leaf = Leaf(continued=bool(self.carried))
        notes: list[Foot] = []
        bottom = 0.0
        for one in taken:
            if one.heads:
                at = one.top - sum([row.height for row in one.heads])
                for row in one.heads:
                    leaf.heads.append((at, row))
                    at += row.height
            leaf.body.append((one.top, one.box))
            bottom = one.top + one.box.height
            notes += one.box.notes
        self._fill_foot(leaf, bottom, notes)
        return leaf

    def _taken(self, *, settled: bool = False) -> list[_Taken]:
        """What this page holds, up to the last box that a page may end after."""
        taken = self._gather(settled=settled)
        if any(not one.box.keep for one in taken) and self._peek(0) is not None:
            while taken[-1].box.keep and self.queue and not self.queue[0].fresh:
                self.queue.appendleft(taken.pop().box)
        return taken

    def _closed(self, taken: list[_Taken]) -> list[_Taken]:
        """The same, or more, where pictures on this page are made smaller (by a fifth at the most)
        so that what comes next fills the band that it would leave blank at the page's end."""
        plates = [each.box for each in taken if is_picture(each.box) and not each.box.fitted]
        blank = self._blank(taken)
        if not plates or self.floated or self._peek(0) is None or blank < self.height * BAND:
            return taken
        sizes = [(plate, plate.x, plate.width, plate.height) for plate in plates]
        for scale in SCALES:
            for plate, x, width, height in sizes:
                plate.x, plate.width, plate.height = x, width, height
                scale_plate(plate, scale)
            self.queue.extendleft(one.box for one in reversed(taken))
            again = self._taken(settled=True)
            if len(again) > len(taken) and self._blank(again) < blank:
                return again
            taken = again
        for plate, x, width, height in sizes:
            plate.x, plate.width, plate.height, plate.fitted = x, width, height, False
        self.queue.extendleft(one.box for one in reversed(taken))
        return self._taken(settled=True)

    def _blank(self, taken: list[_Taken]) -> float:
        """How high the band between text and notes is."""
        if not taken:
            return 0.0
        last = taken[-1]
        notes = self.carry + sum(_whole(note.boxes) for one in taken for note in one.box.notes)
        below = notes + self._apart(last.box) if notes else 0.0
        return self.height - last.top - last.box.height - below

    def _gather(self, *, settled: bool = False) -> list[_Taken]:
        """The boxes that fit, with at least the beginnings of their notes. ``settled``: none is
        divided, made smaller or moved for that."""
        taken: list[_Taken] = []
        y, whole, last = 0.0, 0.0, None
        base = min(self.carry, self.height * _CARRIED)
        while (box := self._peek(0)) is not None:
            if taken and box.fresh:
                notes = base + whole + (_whole(last.boxes) if last else 0.0)
                if y + box.space + box.fresh + notes + self.gap > self.height:
                    break
            heads = box.head if not taken and isinstance(box, Row) else []
            top = y + (box.space if taken else sum([row.height for row in heads]))
            more, final = whole, last
            for note in box.notes:
                more, final = more + (_whole(final.boxes) if final else 0.0), note
            carried = self.carry if taken and box.notes else base
            need = carried + more
            if final:
                need += least(final) if box.notes else _whole(final.boxes)
            need += self._apart(box) if need else 0.0
            waits = bool(self.floated) and is_picture(box)
            if waits or top + self._with_caption(box) + need > self.height:
                if not settled and (
                    self._split(box, top, need, begun=bool(taken))
                    or (taken and self._picture_fits(top, need))
                ):
                    continue
                if waits or (taken and not self._hopeless(box, top + carried)):
                    break
            base = carried
            taken.append(_Taken(top, self.queue.popleft(), heads))
            y, whole, last = top + box.height, more, final
        return taken

    def _with_caption(self, box: Box) -> float:
        """How high the next box is; a picture with its caption, from which no page parts it."""
        group = picture_group(self._peek, 12) if is_picture(box) else []
        return box.height + sum(each.space + each.height for each in group[1:])

    def _picture_fits(self, top: float, need: float) -> bool:
        """Whether the page can go on where a picture is too high for what is left of it: the
        picture is made smaller by a fifth at the most, or moves to the head of the next page."""
        self._peek(0)
        group = picture_group(self._peek, 12)
        if not group:
            return False
        available = self.height - top - need
        if not self.floated and shrink(group, available):
            return True
        return self._float(group, available)

    def _float(self, group: list[Box], available: float) -> bool:
        """Move a picture to the head of the next page and let the text go on, where it would leave
        a band of this one blank (a broader one where a heading comes next), or where another one
        has moved already: pictures keep their order."""
        ahead = self._peek(len(group))
        if ahead is None or not movable(group):
            return False
        if self.floated:
            if sum(isinstance(box, Plate) for box in self.floated) == MOST:
                return False
        elif available < self.height * (BLANK if ahead.space > self.gap else BAND):
            return False
        self.floated += [self.queue.popleft() for _ in group]
        self.clear = min(ahead.space, self.gap)  # below the picture, wherever that is
        above = group[0].above if is_picture(group[0]) else 0.0
        if is_picture(ahead):
            ahead.above = above
        elif ahead.space <= self.gap:  # no heading, which has more of its own
            ahead.space = max(self.between, above)
        return True

    def _apart(self, box: Box) -> float:
        """The gap before notes below a box: text has space in its lines, tables and pictures have
        none."""
        return 1.5 * self.gap if isinstance(box, Row) or is_picture(box) else self.gap

    def _hopeless(self, box: Box, above: float) -> bool:
        """Would its notes fill a page of their own? Then it may as well stand here, if the first
        of them can begin."""
        if len(box.notes) < 2:
            return False
        alone = box.height + sum(_whole(note.boxes) for note in box.notes[:-1])
        begun = above + box.height + self.gap + least(box.notes[0])
        return alone > self.height * 0.9 and begun <= self.height

    def _split(self, box: Box, top: float, need: float, *, begun: bool) -> bool:
        """Divide a row that fits no page, or would leave much of this one empty."""
        available = self.height - top - need
        if not isinstance(box, Row) or (
            begun and not box.columns and (box.height < self.height / 3 or available < 60)
        ):
            return False
        divide = split_columns if box.columns else split_row
        parts = divide(box, available) or (None if begun else divide(box, self.height - top))
        if parts is None:
            return False
        self.queue.popleft()
        self.queue.extendleft(reversed(parts))
        return True

    def _fill_foot(self, leaf: Leaf, bottom: float, notes: list[Foot]) -> None:
        waiting = self.carried
        for note in notes:
            waiting.extend(note.boxes)
        if not waiting:
            self.carry = 0.0
            return
        last = leaf.body[-1][1] if leaf.body else None
        available = self.height - bottom - (self._apart(last) if last else self.gap)
        placed: list[Box] = []
        y = 0.0
        while waiting:
            box = waiting[0]
            above = y + (box.space if placed else 0.0)
            if above + box.height > available and (placed or bottom):
                break
            placed.append(waiting.popleft())
            y = above + box.height
        if waiting:
            ends = [i for i, box in enumerate(placed) if not box.keep]
            stop = ends[-1] + 1 if ends else (0 if bottom else len(placed))
            while len(placed) > stop:
                waiting.appendleft(placed.pop())
        self.carry = tall(waiting)
        if not placed:
            return
        y = self.height - tall(placed)
        leaf.rule = y - self.gap * _RULE
        for index, box in enumerate(placed):
            y += box.space if index else 0.0
            leaf.foot.append((y, box))
            y += box.height


class _Taken(Struct):
    top: float
    box: Box
    heads: list[Row]


def tall(boxes: Iterable[Box]) -> float:
    """The height of boxes below each other; the first one's space is not counted."""
    row = list(boxes)
    return _whole(row) - row[0].space if row else 0.0


def _whole(boxes: Iterable[Box]) -> float:
    return sum([box.space + box.height for box in boxes])


def least(note: Foot) -> float:
    """The height of the least part of a note that may stand on its page."""
    height = 0.0
    for box in note.boxes:
        height += box.space + box.height
        if not box.keep:
            break
    return height
