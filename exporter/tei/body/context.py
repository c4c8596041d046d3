"""The reader: all that is known while the text is read, and what has been read of it."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.model import (
    Anchor,
    Blocks,
    Inlines,
    Language,
    Mark,
    Marks,
    Metadata,
    Name,
    NoteCall,
    Span,
    WrittenNote,
)
from exporter.tei.annotations.notes import NotePlan
from exporter.tei.annotations.spans import SpanPlan, Spans
from exporter.tei.audience.internal import NO_PARTS, Internal
from exporter.tei.body.handler_types import ALL, NOTHING, Handler, Steps, Wanted, Way
from exporter.tei.body.rendition import Look, Looks
from exporter.tei.body.treatment import Treatments
from exporter.tei.content.builders import Builder, Record
from exporter.tei.content.flow import Flow, Opened
from exporter.tei.content.line_builder import GENERATED, Line
from exporter.tei.metadata.registers import Registers
from exporter.tei.tree.elements import Element
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.origins import Origins
from exporter.tei.tree.pointers import Index
from exporter.values import Struct, Value, field

__all__ = ["ALL", "GENERATED", "NOTHING", "Handler", "Reader", "Steps", "Wanted", "Way"]

_DEEPEST = 24
"""Blocks stand no deeper in one another than this; deeper ones are read as if they stood here."""


class Reader(Struct):
    """``flow`` is open, ``flows`` those around it; ``element`` was opened last; ``crossing``
    counts the open spans that cross element borders. ``ways`` are by tag, as far as any was met;
    ``planned`` must be looked up in a plan; ``passages`` are those that an element starts, ends."""

    index: Index
    remarks: Remarks
    treatments: Treatments
    handlers: Mapping[str, Handler]
    ways: dict[str, Way]
    looks: Looks
    registers: Registers
    note_plan: NotePlan
    span_plan: SpanPlan
    planned: set[Element]
    flow: Flow
    lang: str
    meta: Metadata = field(default_factory=Metadata)
    internal: Internal = NO_PARTS
    passages: Mapping[Element, tuple[int, int]] = field(default_factory=dict)
    suggested: frozenset[Element] = frozenset()
    missing_spaces: frozenset[Element] = frozenset()
    spans: Spans = field(default_factory=Spans)
    notes: dict[str, WrittenNote] = field(default_factory=dict)
    graphics: dict[str, Element] = field(default_factory=dict)
    graphics_by_url: dict[tuple[str, ...], str] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    element: Element | None = None
    marks: Marks = ()
    crossing: dict[Mark, int] = field(default_factory=dict)
    builders: list[Builder] = field(default_factory=list)
    stanza: Opened | None = None
    announced: Inlines = ()
    names: dict[tuple[str, str], Name | None] = field(default_factory=dict)
    note_labels: dict[str, str] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)
    in_entry: bool = False
    records: list[Record] = field(default_factory=list)
    level: int = 1
    quotes: int = 0
    note: str = ""
    part_width: int = 0
    verbatim: bool = False
    in_word: bool = False
    line_number: str = ""
    origins: Origins | None = None
    _shared: dict[Mark, Mark] = field(default_factory=dict)
    _latest: tuple[Marks, str, Marks] | None = None

    def mark(self, mark: Mark) -> None:
        """Put a mark on what follows, to the end of the element that is open."""
        marks = self.marks
        if mark not in marks:
            self.marks = (*marks, mark)

    def dress(self, element: Element) -> None:
        """Put on what an element, or the header for its name, says of its look."""
        if element in self.index.styled or self.looks.by_name:
            self.put_on(self.looks.of(element))

    def put_on(self, look: Look) -> None:
        """The styles of a look; those that it ends are taken off."""
        if look.ends:
            self.marks = tuple(mark for mark in self.marks if mark not in look.ends)
        for style in look.styles:
            self.mark(style)

    def shared(self, mark: Mark) -> Mark:
        """The one object for all marks that are equal to this one."""
        return self._shared.setdefault(mark, mark)

    def here(self) -> Marks:
        """The marks of text that comes now."""
        opened = self.flow.opened
        base = opened.lang if opened is not None else self.flow.lang
        foreign = self.lang if self.lang != base else ""
        if not foreign and not self.crossing:
            return self.marks
        latest = self._latest
        if latest is None or latest[0] is not self.marks or latest[1] != foreign:
            marks = self.marks
            if foreign:
                marks = (*marks, self.shared(Language(foreign)))
            marks = (*marks, *(mark for mark in self.crossing if mark not in marks))
            latest = self._latest = (self.marks, foreign, marks)
        return latest[2]

    def cross(self, span: Mark, change: int) -> None:
        """Begin (1) or end (-1) a span that may end in another element than it began in."""
        count = self.crossing.get(span, 0) + change
        if count > 0:
            self.crossing[span] = count
        else:
            self.crossing.pop(span, None)
        self._latest = None

    # ------------------------------------------------------------------ flows

    def push(self, *, role: str = "", inline: bool = False) -> Flow:
        """Open a flow within the one that is open."""
        self.flows.append(self.flow)
        self.flow = Flow(self.lang, self.flow.make_id, role=role, inline=inline)
        return self.flow

    def pop(self) -> Blocks:
        """Close the flow that is open, and take its blocks."""
        blocks = self.flow.finish()
        self.flow = self.flows.pop()
        return blocks

    def pop_inlines(self) -> Inlines:
        """Close the inline flow that is open, and take its line."""
        inlines = self.flow.inlines()
        self.flow = self.flows.pop()
        return inlines

    @property
    def too_deep(self) -> bool:
        """Whether blocks stand so deep in one another that no more flows are opened."""
        return len(self.flows) > _DEEPEST

    @property
    def base_lang(self) -> str:
        """The language of the whole text."""
        return (self.flows[0] if self.flows else self.flow).lang

    @property
    def builder(self) -> Builder | None:
        """The list, table, figure or turn that is being read, if any."""
        return self.builders[-1] if self.builders else None

    # ------------------------------------------------------------------ text

    def line(self) -> Line:
        """The open line; a paragraph is opened where there is none."""
        flow = self.flow
        if flow.opened is None:
            line = self.element.sourceline or 0 if self.element is not None else 0
            return flow.open(Opened(flow.role, "", line, self.lang))
        return flow.line

    def text(self, text: str, _node: Element = None, _is_tail: bool = False) -> None:
        """Text of the source, not empty."""
        flow = self.flow
        opened = flow.opened
        if opened is None or self.crossing or self.verbatim or opened.lang != self.lang:
            if self.verbatim:
                self.line().exact(text, self.here())
            elif opened is not None or not flow.ended(text, self.here):
                self.line().text(text, self.here())
        else:
            line = flow.line
            line.texts.append(text)
            line.under.append(self.marks)

    def placed(self, text: str, node: Element, is_tail: bool) -> None:
        """Text of the source with its place there, where places are asked for."""
        assert self.origins is not None
        marks = self.marks
        self.marks = (*marks, self.origins.of(text, node, is_tail=is_tail))
        self.text(text)
        self.marks = marks

    def generated(self, text: str, *, hug: bool = False) -> None:
        """Text that no author wrote."""
        self.line().exact(text, (*self.here(), GENERATED), hug=hug)

    def apart(self) -> None:
        """A space between what was and what comes, where text stands on both sides."""
        if self.flow.opened is not None:
            self.flow.line.space(self.here(), soft=True)

    def separate(self, record: Record) -> None:
        """A comma or a space between a record's part that was and one that comes."""
        if self.flow.opened is None or not record.is_under_way(self.flow.line):
            return
        if record.comma:
            self.flow.line.comma((*self.here(), GENERATED))
        else:
            self.apart()

    def call(self, note: str, element: Element) -> None:
        """A call of the note with this id."""
        if note == self.note:
            return
        self.called.add(note)
        spans = tuple(mark for mark in self.here() if isinstance(mark, Span))
        self.flow.call(NoteCall(note, marks=spans, line=element.sourceline or 0))

    def anchor(self, element: Element) -> None:
        """An anchor for an element that something links to and that is no block."""
        if element not in self.index.anchors:
            return
        inline = Anchor(self.index.given(element))
        if self.flow.opened is not None:
            self.flow.line.put(inline)
        else:
            self.flow.leading.append(inline)

    def keep(self, element: Element) -> None:
        """What any element may have: an anchor that something links to, and a look."""
        if element in self.index.noted or self.looks.by_name:
            self.anchor(element)
            self.dress(element)

    # ------------------------------------------------------------------ what a block will be

    def at(self, element: Element, role: str = "", *, explicit: bool = True) -> Opened:
        """What a paragraph made of this element will be."""
        given = "" if element in self.span_plan.claims else self.index.given(element)
        return Opened(role, given, element.sourceline or 0, self.lang, explicit)

    def language(self) -> str:
        """The current language for a block's ``lang``: empty where it is that of the flow."""
        return self.lang if self.lang != self.flow.lang else ""

    def block_id(self, element: Element) -> str:
        """The id of a block made of this element."""
        if element in self.span_plan.claims:
            return self.index.new("b")
        return self.index.id(element, "b")

    # ------------------------------------------------------------------ notes

    def suspend(self, note: str) -> _Suspended:
        """Leave the text for a note: no mark, section or list around it reaches into it."""
        kept = _Suspended(
            self.marks,
            self.crossing,
            self.note,
            self.level,
            quotes=self.quotes,
            stanza=self.stanza,
            verbatim=self.verbatim,
            in_entry=self.in_entry,
        )
        self.marks, self.crossing, self.note = (), {}, note
        self.quotes, self.stanza, self.verbatim, self.in_entry = 0, None, False, False
        self._latest = None
        return kept

    def resume(self, kept: _Suspended) -> None:
        """Go back to the text."""
        self.marks, self.crossing, self.note = kept.marks, kept.crossing, kept.note
        self.level, self.quotes, self.stanza = kept.level, kept.quotes, kept.stanza
        self.verbatim, self.in_entry = kept.verbatim, kept.in_entry
        self._latest = None


class _Suspended(Value):
    marks: Marks
    crossing: dict[Mark, int]
    note: str
    level: int
    quotes: int
    stanza: Opened | None
    verbatim: bool
    in_entry: bool
