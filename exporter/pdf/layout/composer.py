"""Where blocks become boxes: the frame they are in, the flow they join, the lines they get."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import TypeAlias

from exporter.model import (
    Block,
    Blocks,
    Edition,
    Inlines,
    Language,
    Note,
    NoteCall,
)
from exporter.notices import Collector
from exporter.pdf.inline.hyphenation import hyphenator
from exporter.pdf.inline.line_breaker import Breaker
from exporter.pdf.inline.styles import Style, Styler
from exporter.pdf.inline.typesetter import Setter
from exporter.pdf.layout.boxes import Box, Foot, Line, Plate
from exporter.pdf.layout.page_numbers import PageNumbers
from exporter.pdf.objects.images import Pictures
from exporter.pdf.objects.structure_tree import Element, Tree
from exporter.text.language_tags import direction
from exporter.theme import Theme
from exporter.values import Value, replace

__all__ = ["HIGHEST", "Composer", "Frame"]

HIGHEST = 0.72
"""How much of a page a picture may take."""

Compose: TypeAlias = "Callable[[Composer, Block, Frame], None]"
ComposeNote: TypeAlias = "Callable[[Composer, Note, Element], Foot]"


_LOOSEST = 0.6
"""How much wider a gap becomes in a justified line, in em; a looser line is left ragged."""


class Frame(Value):
    """Where blocks go: ``left`` and ``width`` in points, their parent in the structure tree, the
    text's style. ``plain``: no first-line indent (cells, notes, lists). ``lang`` of the text.
    ``hang``: how far the lines after a paragraph's first are set in, in points (indexes alone).
    ``epigraph``: a quotation here is in its place already."""

    left: float
    width: float
    parent: Element
    style: Style
    rtl: bool
    lang: str
    justify: bool
    plain: bool = False
    depth: int = 0
    notes: Element | None = None
    epigraph: bool = False
    hang: float = 0.0

    def inset(self, start: float, end: float = 0) -> Frame:
        """Narrower at its start and end, never less than an inch and a quarter wide for that."""
        spare = max(0.0, self.width - 90.0)
        if start + end > spare:
            share = spare / (start + end)
            start, end = start * share, end * share
        left = self.left + (end if self.rtl else start)
        return replace(self, left=left, width=self.width - start - end)

    def under(self, parent: Element) -> Frame:
        return replace(self, parent=parent)


class Composer:
    """Composes one edition. ``boxes`` gathers what the current block gave; ``height`` is that of
    the text area, in points. ``compose`` and ``compose_note`` know the blocks and the notes, whose
    element is called ``note_tag``."""

    def __init__(
        self, edition: Edition, theme: Theme, tree: Tree, setter: Setter, breaker: Breaker,
        pictures: Pictures, collector: Collector, *, frame: Frame, height: float, note_tag: str,
        compose: Compose, compose_note: ComposeNote, numbers: PageNumbers,
    ) -> None:  # fmt: skip
        self.edition = edition
        self.theme = theme
        self.type = theme.type
        self.tree = tree
        self.setter = setter
        self.styler: Styler = setter.styler
        self.breaker = breaker
        self.pictures = pictures
        self._compose = compose
        self._note = compose_note
        self.notes = {note.id: note for note in edition.notes}
        self.placed: set[str] = set()
        self.boxes: list[Box] = []
        self.pending = 0.0
        self.tied: float | None = None
        self.waiting: list[str] = []
        self.indent = False
        self.outline: list[tuple[int, str, str]] = []
        self.height = height
        self.collector = collector
        self.note_tag = note_tag
        self.numbers = numbers
        self.note_elements: dict[str, Element] = {}
        self.em = self.type.size
        self.note_frame = self._note_frame(frame)

    def _note_frame(self, frame: Frame) -> Frame:
        """The whole measure, at the notes' size."""
        style = self.styler.base(
            self.type.note_size, self.type.note_leading, lang=self.edition.lang
        )
        return replace(frame, style=style, plain=True, depth=0, notes=None)

    def bookmark(self, level: int, title: str, line: Line) -> None:
        ident = f"\0heading-{len(self.outline)}"
        line.ids.append(ident)
        self.outline.append((level, title, ident))

    # ------------------------------------------------------------------ the flow

    def add(
        self, boxes: list[Box], before: float = 0, after: float = 0, *, indent: bool = False
    ) -> None:
        """Put boxes below what is there; of two spaces that meet, the larger stands. ``indent``:
        a paragraph that comes next begins with an indent, where the theme has one."""
        self.indent = indent
        if boxes:
            boxes[0].ids += self.waiting
            self.waiting = []
            boxes[0].space = max(before, self.pending) if self.tied is None else self.tied
            if isinstance(boxes[0], Plate):
                boxes[0].above = self.pending
            self.boxes += boxes
            self.pending, self.tied = after, None

    def set_off(self, space: float) -> None:
        """What comes next stands at least this far below, and begins without an indent."""
        self.pending = max(self.pending, space)
        self.indent = False

    def tie(self, space: float) -> None:
        """What comes next stands just this far below, whatever it asks for."""
        self.tied = space

    def follow(self, space: float) -> None:
        """What comes next stands just this far below."""
        self.pending = space

    def hand_on(self, *ids: str) -> None:
        """Ids of what shows nothing: the next box takes them."""
        self.waiting += filter(None, ids)

    def take(self) -> list[Box]:
        boxes, self.boxes = self.boxes, []
        return boxes

    def apart(self, blocks: Blocks, frame: Frame) -> list[Box]:
        """Boxes of blocks that stand apart from the flow (a cell, a note)."""
        kept = self.boxes, self.pending, self.indent
        self.boxes, self.pending, self.indent = [], 0.0, False
        self.flow(blocks, frame)
        boxes = self.boxes
        self.boxes, self.pending, self.indent = kept
        return boxes

    def flow(self, blocks: Blocks, frame: Frame) -> None:
        for block in blocks:
            self.block(block, frame)

    def stream(self, blocks: Blocks, frame: Frame) -> Iterator[Box]:
        for block in blocks:
            self.block(block, frame)
            yield from self.take()

    def block(self, block: Block, frame: Frame) -> None:
        self.setter.fonts.reach(getattr(block, "line", 0))
        lang = getattr(block, "lang", "")
        self._compose(
            self, block, self.translated(frame, lang) if lang not in ("", frame.lang) else frame
        )

    def element(self, tag: str, block: Block, frame: Frame, extra: bytes = b"") -> Element:
        lang = getattr(block, "lang", "")
        if lang and lang != self.edition.lang:
            extra += b"/Lang" + self.setter.store.text(lang)
        return self.tree.block(tag, frame.parent, extra)

    def translated(self, frame: Frame, lang: str) -> Frame:
        style = self.styler.style(frame.style, (Language(lang),))
        return replace(frame, lang=lang, style=style, rtl=direction(lang) == "rtl")

    # --------------------------------------------------------------------- lines

    def lines(
        self, inlines: Inlines, style: Style, element: Element, frame: Frame, *,
        indent: float = 0, hang: float = 0, align: str = "", justify: bool | None = None,
        order: int = 0, raw: bool = False,
    ) -> list[Line]:  # fmt: skip
        """The lines of a text; the notes it calls first are composed and hang on their lines.

        ``indent`` moves the first line, ``hang`` all others; ``align``: start, end or center.
        """
        inlines = self.numbers.written(inlines)
        most = frame.width - max(indent, hang), self.height * HIGHEST
        prose = self.setter.set(inlines, style, element, most=most, rtl=frame.rtl, raw=raw)
        just = (frame.justify if justify is None else justify) and not align and not raw
        hyphens = None
        if self.type.hyphenate and not raw and align in ("", "start") and not frame.hang:
            hyphens = hyphenator(frame.lang)
        width = frame.width
        cuts = self.breaker.lines(prose, width - indent, width - hang, just, hyphens)
        order = order or element.order
        made = []
        leading = style.leading
        drop = round((leading - style.setting.size) / 2 + style.setting.size * 0.8, 2)
        for number, cut in enumerate(cuts):
            inset = hang if number else indent
            available = width - inset
            line = Line(prose, cut, frame.left, leading, order, drop, keep=cut.hyphened(prose))
            self._align(line, available, inset, frame, align, just)
            made.append(line)
        if prose.tall:
            _heighten(made)
        self._finish(prose.anchors, prose.calls, made, frame)
        if self.breaker.overlong:
            for word in self.breaker.overlong:
                shown = word if len(word) <= 60 else f"{word[:57]}…"
                self.collector.tell(
                    "overlong-word",
                    f"{shown!r} is wider than its line and was divided without a hyphen.",
                    self.setter.fonts.line,
                    "Put U+200B or a soft hyphen where it may be divided.",
                )
            self.breaker.overlong.clear()
        return made

    def _align(
        self, line: Line, available: float, inset: float, frame: Frame, align: str, justify: bool
    ) -> None:
        cut, prose = line.cut, line.prose
        slack = available - cut.natural
        if justify and not cut.last and slack < available * 0.4:
            last = cut.stop if cut.rest else cut.stop - 1
            places = last - cut.start - prose.gaps[cut.start : last].count(0.0)
            if prose.loose:
                places += sum(1 for i in range(cut.start, last) if i in prose.loose)
            if places and slack / places < _LOOSEST * prose.style.setting.size:
                line.extra = slack / places
                slack = 0.0
        if align == "center":
            line.x += slack / 2 + (0 if frame.rtl else inset)
        elif (align == "end") != frame.rtl:
            line.x += slack + (0 if frame.rtl else inset)
        else:
            line.x += 0 if frame.rtl else inset

    def _finish(
        self, anchors: dict[int, list[str]], calls: dict[int, list[NoteCall]], made: list[Line],
        frame: Frame,
    ) -> None:  # fmt: skip
        if len(made) > 1:
            made[0].keep = made[-2].keep = True
        if not made or not (anchors or calls):
            return
        stops = [line.cut.stop for line in made[:-1]]
        for at, ids in anchors.items():
            made[bisect_right(stops, at)].ids += ids
        parent = frame.notes or frame.parent
        for at in sorted(calls):
            line = made[bisect_right(stops, at)]
            for call in calls[at]:
                note = self.notes.get(call.note)
                if note is not None and note.id not in self.placed and self.at_foot(note):
                    line.notes.append(self.foot(note, parent))

    # --------------------------------------------------------------------- notes

    def at_foot(self, note: Note) -> bool:
        return note.place == "foot" and self.edition.note_place == "foot"

    def foot(self, note: Note, parent: Element) -> Foot:
        self.placed.add(note.id)
        return self._note(self, note, parent)


def _heighten(lines: list[Line]) -> None:
    """Make way above the words for the pictures among them, a tenth of the type's size clear of
    the line before; that much they may reach into its blank."""
    for line in lines:
        cut, tall = line.cut, line.prose.tall
        above = max((tall[at] for at in range(cut.start, cut.stop) if at in tall), default=0.0)
        clear = 0.1 * line.prose.style.setting.size
        if above > line.drop + clear:
            line.height += above + clear - line.drop
            line.drop = above + clear
