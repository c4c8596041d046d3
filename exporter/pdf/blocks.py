"""Blocks → boxes: what each block looks like and which structure element it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from exporter.model import (
    Anchor,
    Block,
    Blocks,
    Break,
    Edition,
    Group,
    Heading,
    Inlines,
    Language,
    ListBlock,
    Note,
    NoteCall,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Rule,
    Run,
    Table,
    Turn,
    Verse,
)
from exporter.pdf.boxes import Box, Foot, Line, Plate
from exporter.pdf.breaking import Breaker
from exporter.pdf.hyphens import hyphenator
from exporter.pdf.prose import Setter
from exporter.pdf.styles import Style, Styler
from exporter.pdf.tags import Element, Tree
from exporter.theme import Theme

if TYPE_CHECKING:
    from exporter.pdf.pictures import Pictures

__all__ = ["Composer", "Frame"]

_RTL = frozenset(("ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "ckb", "dv", "syr"))
_END = frozenset(("closer", "signed", "attribution", "salute-end"))
_ITALIC = frozenset(("stage", "epigraph", "byline", "docauthor", "argument"))
_SMALL = frozenset(("caption", "dateline", "forme-work", "date"))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where blocks go: ``left`` and ``width`` in points, their parent in the structure tree, the
    text's style. ``plain``: no first-line indent (cells, notes, lists). ``lang`` of the text."""

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
    """Composes one edition. ``boxes`` gathers what the current block gave."""

    def __init__(
        self, edition: Edition, theme: Theme, tree: Tree, setter: Setter, breaker: Breaker,
        pictures: Pictures,
    ) -> None:  # fmt: skip
        self.edition = edition
        self.theme = theme
        self.type = theme.type
        self.tree = tree
        self.setter = setter
        self.styler: Styler = setter.styler
        self.breaker = breaker
        self.pictures = pictures
        self.notes = {note.id: note for note in edition.notes}
        self.placed: set[str] = set()
        self.boxes: list[Box] = []
        self.pending = 0.0
        self.waiting: list[str] = []
        self.indent = False
        self.level = 1
        self.outline: list[tuple[int, str, str]] = []
        self.overlong: list[tuple[str, int]] = []
        self.scaled: list[tuple[int, str]] = []
        self.room = 600.0
        self.tight: list[tuple[int, float]] = []
        self.note_tag = "Note"
        self.note_elements: dict[str, Element] = {}
        self.note_frame: Frame
        self.em = self.type.size

    # ------------------------------------------------------------------ the flow

    def add(self, boxes: list[Box], before: float = 0, after: float = 0) -> None:
        """Put boxes below what is there; of two spaces that meet, the larger stands."""
        if boxes:
            boxes[0].ids += self.waiting
            self.waiting = []
            boxes[0].space = max(before, self.pending)
            self.boxes += boxes
            self.pending = after

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
        self.setter.fonts.line = block.line or self.setter.fonts.line
        lang = getattr(block, "lang", "")
        if lang and lang != frame.lang:
            frame = self.translated(frame, lang)
        match block:
            case Heading():
                self.heading(block, frame)
            case Paragraph():
                self.paragraph(block, frame)
            case Quotation():
                element = self.element("BlockQuote", block, frame)
                self.inner(block.blocks, frame.inset(1.8 * self.em, 1.8 * self.em), element, 0.55)
            case Group():
                self.group(block, frame)
            case ListBlock():
                from exporter.pdf.lists import compose_list

                compose_list(self, block, frame)
            case Table():
                from exporter.pdf.tables import compose_table

                compose_table(self, block, frame)
            case Verse():
                from exporter.pdf.lists import compose_verse

                compose_verse(self, block, frame)
            case Turn():
                self.turn(block, frame)
            case Picture():
                self.picture(block, frame)
            case Rule():
                self.rule(frame)
            case Preformatted():
                self.preformatted(block, frame)
            case _:
                assert_never(block)

    def element(self, tag: str, block: Block, frame: Frame, extra: bytes = b"") -> Element:
        lang = getattr(block, "lang", "")
        if lang and lang != self.edition.lang:
            extra += b"/Lang" + self.setter.store.text(lang)
        return self.tree.block(tag, frame.parent, extra)

    def translated(self, frame: Frame, lang: str) -> Frame:
        style = self.styler.style(frame.style, (Language(lang),))
        rtl = lang.lower().split("-")[0] in _RTL
        return replace(frame, lang=lang, style=style, rtl=rtl)

    # --------------------------------------------------------------------- lines

    def lines(
        self, inlines: Inlines, style: Style, element: Element, frame: Frame, *,
        indent: float = 0, hang: float = 0, align: str = "", justify: bool | None = None,
        order: int = 0, raw: bool = False,
    ) -> list[Line]:  # fmt: skip
        """The lines of a text; the notes it calls first are composed and hang on their lines.

        ``indent`` moves the first line, ``hang`` all others; ``align``: start, end or center.
        """
        prose = self.setter.set(inlines, style, element, rtl=frame.rtl, raw=raw)
        just = (frame.justify if justify is None else justify) and not align and not raw
        hyphens = None
        if self.type.hyphenate and not raw and align in ("", "start"):
            hyphens = hyphenator(frame.lang)
        width = frame.width
        cuts = self.breaker.lines(prose, width - indent, width - hang, just, hyphens)
        order = order or element.order
        made = []
        leading = style.leading
        drop = round((leading - style.setting.size) / 2 + style.setting.size * 0.8, 2)
        for number, cut in enumerate(cuts):
            inset = hang if number else indent
            room = width - inset
            line = Line(prose, cut, frame.left, leading, order)
            line.drop = drop
            self._align(line, room, inset, frame, align, just)
            made.append(line)
        self._finish(prose.anchors, prose.calls, made, frame)
        for word in self.breaker.overlong:
            self.overlong.append((word, self.setter.fonts.line))
        self.breaker.overlong.clear()
        return made

    def _align(
        self, line: Line, room: float, inset: float, frame: Frame, align: str, justify: bool
    ) -> None:
        cut, prose = line.cut, line.prose
        slack = room - cut.natural
        if justify and not cut.last and slack < room * 0.4:
            last = cut.stop if cut.rest else cut.stop - 1
            places = last - cut.start - prose.gaps[cut.start : last].count(0.0)
            if prose.loose:
                places += sum(1 for i in range(cut.start, last) if i in prose.loose)
            if places:
                line.extra = slack / places
                slack = 0.0
        if align == "center":
            line.x += slack / 2 + (0 if frame.rtl else inset)
        elif (align == "end") != frame.rtl:
            line.x += slack + (0 if frame.rtl else inset)
        else:
            line.x += 0 if frame.rtl else inset

    def _finish(
        self, anchors: dict[int, list[str]], calls: dict[int, list[object]], made: list[Line],
        frame: Frame,
    ) -> None:  # fmt: skip
        for number, line in enumerate(made):
            line.keep = len(made) > 1 and number in (0, len(made) - 2)
        if not made or not (anchors or calls):
            return
        for at, ids in anchors.items():
            self._line_of(made, at).ids += ids
        parent = frame.notes or frame.parent
        for at in sorted(calls):
            line = self._line_of(made, at)
            for call in calls[at]:
                note = self.notes.get(call.note)  # type: ignore[attr-defined]
                if note is not None and note.id not in self.placed and self.at_foot(note):
                    line.notes.append(self.foot(note, parent))

    @staticmethod
    def _line_of(made: list[Line], at: int) -> Line:
        return next((line for line in made if at < line.cut.stop), made[-1])

    # --------------------------------------------------------------------- notes

    def at_foot(self, note: Note) -> bool:
        return note.place == "foot" and self.edition.note_place == "foot"

    def foot(self, note: Note, parent: Element) -> Foot:
        from exporter.pdf.notes import compose_note

        self.placed.add(note.id)
        return compose_note(self, note, parent)

    # -------------------------------------------------------------------- blocks

    def heading(self, block: Heading, frame: Frame) -> None:
        level = min(block.level, self.level + 1, 6)
        self.level = level
        sizes = self.type.headings
        size = sizes[min(block.level, len(sizes)) - 1]
        style = self.styler.base(
            size,
            self.type.heading_leading,
            stack=self.type.heading,
            weight=self.type.heading_weight,
            italic=block.level >= 4,
            lang=frame.lang,
        )
        element = self.element(f"H{level}", block, frame)
        lines = self.lines(block.content, style, element, frame, align="start")
        for line in lines:
            line.keep = True
        if lines:
            lines[0].ids += [block.id] if block.id else []
            self.bookmark(level, plain(block.content), lines[0])
        above = 2.0 if block.level <= 2 else 1.35
        self.add(list(lines), above * self.em, 0.45 * self.em)
        self.indent = False

    def bookmark(self, level: int, title: str, line: Line) -> None:
        ident = f"\0heading-{len(self.outline)}"
        line.ids.append(ident)
        self.outline.append((level, title, ident))

    def paragraph(self, block: Paragraph, frame: Frame) -> None:
        if _empty(block.content):
            self.waiting += [i.id for i in block.content if isinstance(i, Anchor)]
            self.waiting += [block.id] if block.id else []
            return
        style, role = frame.style, block.role
        if role in _ITALIC:
            style = self.styler.changed(style, italic=True)
        if role in _SMALL:
            size = min(style.setting.size, self.type.small_size)
            style = self.styler.changed(style, ink="muted", leading=size * 1.35, size=size)
        if role == "label":
            style = self.styler.changed(style, weight=600)
        element = self.element("P", block, frame)
        spaced = self.type.paragraphs == "space" or frame.plain
        indented = self.indent and not spaced and not role
        hang = 1.5 * self.em if role == "bibl" else 0.0
        lines = self.lines(
            block.content,
            style,
            element,
            frame,
            indent=self.type.indent * style.setting.size if indented else 0.0,
            hang=hang,
            align="end" if role in _END else "start" if role in _SMALL else "",
        )
        if lines and block.id:
            lines[0].ids.append(block.id)
        gap = self.type.space * self.em if spaced and not frame.plain else 0.0
        if frame.plain:
            gap = 0.25 * style.setting.size
        if role in ("byline", "dateline", "lead") and not frame.plain:
            gap = 0.5 * self.em
        if role in ("dateline", "byline", "speaker", "label"):
            for line in lines:
                line.keep = True
        self.add(list(lines), gap, gap)
        self.indent = True

    def inner(self, blocks: Blocks, frame: Frame, element: Element, gap: float) -> None:
        """Blocks set off from the text by ``gap`` em."""
        self.pending = max(self.pending, gap * self.em)
        self.indent = False
        self.flow(blocks, frame.under(element))
        self.pending = max(self.pending, gap * self.em)
        self.indent = False

    def group(self, block: Group, frame: Frame) -> None:
        element = self.element("Div", block, frame)
        aside = block.role in ("aside", "epigraph", "argument", "postscript", "floating-text")
        side = 1.8 * self.em if aside else 0.0
        self.inner(block.blocks, frame.inset(side, side), element, 0.7)

    def turn(self, block: Turn, frame: Frame) -> None:
        element = self.element("Div", block, frame)
        if block.speaker:
            style = self.styler.changed(frame.style, features=("smcp",), tracking=0.3)
            name = self.tree.block("P", element)
            lines = self.lines(block.speaker, style, name, frame, align="start")
            for line in lines:
                line.keep = True
            if lines and block.id:
                lines[0].ids.append(block.id)
            self.add(list(lines), 0.6 * self.em)
        self.indent = False
        self.flow(block.blocks, frame.inset(1.2 * self.em).under(element))
        self.pending = max(self.pending, 0.6 * self.em)
        self.indent = False

    def rule(self, frame: Frame) -> None:
        width = min(60.0, frame.width)
        plate = Plate(frame.left + (frame.width - width) / 2, width, 0.6, None)
        plate.colour = self.styler.colour("rule")
        self.add([plate], 1.2 * self.em, 1.2 * self.em)
        self.indent = False

    def preformatted(self, block: Preformatted, frame: Frame) -> None:
        size = round(frame.style.setting.size * 0.82, 2)
        style = self.styler.base(size, 1.35, stack=self.type.mono, lang=frame.lang)
        element = self.element("P", block, frame)
        code = Element("Code", element)
        pad = 0.6 * self.em
        content = block.content
        if content and isinstance(content[-1], Run):
            content = (*content[:-1], replace(content[-1], text=content[-1].text.rstrip("\n")))
        inner = replace(frame.inset(pad, pad), rtl=False)
        lines = self.lines(content, style, code, inner, order=element.order, raw=True)
        for line in lines:
            line.ground = frame.left, frame.width, self.styler.colour("panel")
        if lines and block.id:
            lines[0].ids.append(block.id)
        self.add(list(lines), 0.8 * self.em, 0.8 * self.em)
        self.indent = False

    def picture(self, block: Picture, frame: Frame) -> None:
        from exporter.pdf.pictures import compose_picture

        compose_picture(self, block, frame)


def _empty(inlines: Inlines) -> bool:
    """Nothing to see: anchors, white space."""
    return all(
        isinstance(i, Anchor | Break) or (isinstance(i, Run) and not i.text.strip())
        for i in inlines
    )


def plain(inlines: Inlines) -> str:
    """The text of inlines, without notes' numbers."""
    return "".join(inline.text if isinstance(inline, Run) else " " for inline in inlines
                   if not isinstance(inline, NoteCall | Anchor)).strip()  # fmt: skip
