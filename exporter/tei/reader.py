"""The walk through the text: every element is opened and closed by the handler of its treatment.

A handler is a generator with one ``yield``: what stands before it happens when the element is
opened, what stands after it when it is closed. It yields ALL, or the children to walk; one that
does not yield leaves its children out. The walk keeps its own stack, so depth costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import lxml.etree as etree

from exporter.model import (
    Anchor,
    Blocks,
    Edit,
    Generated,
    Heading,
    Inlines,
    Language,
    Mark,
    Marks,
    Metadata,
    NoteCall,
    Run,
    Span,
    WrittenNote,
)
from exporter.notices import Severity
from exporter.tei.audience import is_internal
from exporter.tei.builders import Builder
from exporter.tei.css import Looks
from exporter.tei.flow import Flow, Opened
from exporter.tei.index import Index
from exporter.tei.languages import tag as language_tag
from exporter.tei.line import Line
from exporter.tei.names import XML_LANG, Element, children, first, name, plain
from exporter.tei.notes import NotePlan, is_label
from exporter.tei.registers import Registers
from exporter.tei.remarks import Remarks
from exporter.tei.spans import SpanPlan, Spans
from exporter.tei.treatment import Treatment, Treatments
from exporter.values import Struct, Value, field

__all__ = ["ALL", "GENERATED", "Handler", "Reader"]

ALL: Final[tuple[Element, ...]] = ("all",)
"""What a handler yields to have its text and all its children walked."""

GENERATED: Final = Generated()

Handler: TypeAlias = Callable[["Reader", Element, Treatment], Iterator[Iterable[Element]]]
_KEEP = Treatment("keep")
_NEWSROOM: Final = Edit("newsroom")
_DEEPEST = 24
"""Blocks stand no deeper in one another than this; deeper ones are read as if they stood here."""


class _Frame(Struct):
    element: Element
    handler: Iterator[Iterable[Element]] | None
    children: Iterator[Element]
    marks: Marks
    lang: str
    tails: bool


class Reader(Struct):
    """All that is known while the text is read, and what has been read of it."""

    index: Index
    remarks: Remarks
    treatments: Treatments
    handlers: Mapping[str, Handler]
    looks: Looks
    registers: Registers
    note_plan: NotePlan
    span_plan: SpanPlan
    lang: str
    meta: Metadata = field(default_factory=Metadata)
    internal: frozenset[str] = frozenset()
    spans: Spans = field(default_factory=Spans)
    notes: dict[str, WrittenNote] = field(default_factory=dict)
    graphics: dict[str, Element] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    marks: Marks = ()
    builders: list[Builder] = field(default_factory=list)
    stanza: Opened | None = None
    announced: Inlines = ()
    note_labels: dict[str, str] = field(default_factory=dict)
    in_entry: bool = False
    records: list[Element] = field(default_factory=list)
    level: int = 1
    quotes: int = 0
    note: str = ""
    part_width: int = 0
    verbatim: bool = False
    _line_number: int = 0
    _by_url: dict[str, str] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)
    _shared: dict[Mark, Mark] = field(default_factory=dict)
    _crossing: dict[Mark, int] = field(default_factory=dict)
    _cached: tuple[Marks, str, str, Marks] | None = None
    _languages: dict[str, Language] = field(default_factory=dict)

    # ------------------------------------------------------------------ the walk

    def blocks(self, roots: Sequence[Element]) -> Blocks:
        """Read these elements, one after the other, into blocks; in a corpus each text is headed
        by the title of its document."""
        self.push()
        documents = {root.getparent() for root in roots}
        shown = None
        for root in roots:
            document = root.getparent()
            if len(documents) > 1 and document is not shown:
                self._title(document)
                shown = document
            self.walk(root)
        return self.pop()

    def _title(self, document: Element) -> None:
        statement = first(document, "teiHeader", "fileDesc", "titleStmt")
        titles = children(statement, "title") if statement is not None else ()
        words = next(filter(None, (plain(title, "note") for title in titles)), "")
        self.level = 1
        if words:
            content = (Run(words, (GENERATED,)),)
            line = document.sourceline or 0
            self.flow.add(Heading(content, 1, self.block_id(document), line))
            self.level = 2

    def walk(self, root: Element) -> None:
        """Read one element into the flow that is open."""
        stack = [self._enter(root)]
        while stack:
            frame = stack[-1]
            child = next(frame.children, None)
            if child is None:
                stack.pop()
                self._leave(frame)
                if stack and stack[-1].tails and frame.element.tail:
                    self.text(frame.element.tail)
            elif isinstance(child.tag, str):
                stack.append(self._enter(child))
            elif frame.tails:
                self._unelement(child)

    def _unelement(self, node: Element) -> None:
        if node.tag is etree.Entity:
            self.text(node.text)
        if node.tail:
            self.text(node.tail)

    def _enter(self, element: Element) -> _Frame:
        marks, lang = self.marks, self.lang
        tag = name(element)
        if self.records and element.getparent() is self.records[-1]:
            self.separate()
        self._line_number = element.sourceline or 0
        given = element.get(XML_LANG)
        if given is None and element.tag[0] != "{":
            given = element.get("lang")
        if given is not None:
            self._change_language(element, given)
        self._start_crossing(element)
        treatment = self.treatments.of(element, tag)
        if treatment is None:
            treatment = self._unknown(element, tag)
        claim = self.span_plan.claims.get(element)
        if claim is not None:
            self.mark(self.shared(Span("claim", claim)))
        if self.internal and is_internal(element, self.internal):
            self.mark(_NEWSROOM)
        handler = self._handler(treatment)(self, element, treatment)
        wanted = next(handler, None)
        if wanted is None:
            return _Frame(element, None, iter(()), marks, lang, tails=False)
        if wanted is ALL:
            if element.text:
                self.text(element.text)
            return _Frame(element, handler, iter(element), marks, lang, tails=True)
        return _Frame(element, handler, iter(wanted), marks, lang, tails=False)

    def _leave(self, frame: _Frame) -> None:
        if frame.handler is not None:
            next(frame.handler, None)
        self.marks, self.lang = frame.marks, frame.lang
        self._end_crossing(frame.element)
        for note in self.note_plan.after.get(frame.element, ()):
            self.call(note, frame.element)

    def _handler(self, treatment: Treatment) -> Handler:
        if self.flow.inline:
            inline = self.handlers.get(f"{treatment.verb}:inline")
            if inline is not None:
                return inline
        return self.handlers[treatment.verb]

    def report_hidden(self, element: Element) -> None:
        """Count text that is not shown."""
        if plain(element, "note"):
            tag = name(element)
            self.remarks.count(
                "hidden",
                tag,
                Severity.INFO,
                lambda n: f"<{tag}> is not shown ({n:,} {'time' if n == 1 else 'times'}).",
                element,
            )

    def _unknown(self, element: Element, tag: str) -> Treatment:
        space, _, local = tag[1:].rpartition("}") if tag.startswith("{") else ("", "", tag)
        of = f" of {space}" if space else ""
        self.remarks.count(
            "unknown-element",
            tag,
            Severity.WARNING,
            lambda n: (
                f"<{local}>{of} is not known; its text is kept"
                + (f" ({n:,} times)." if n > 1 else ".")
            ),
            element,
            fix="Declare its prefix (xmlns:…), or take it off."
            if ":" in local
            else "Correct its name, or say in a treatment table how it is to be read.",
        )
        return _KEEP

    # ------------------------------------------------------------------ language, marks

    def _change_language(self, element: Element, given: str) -> None:
        tag = language_tag(given)
        if tag:
            self.lang = tag
        elif given.strip():
            self.remarks.count(
                "bad-language",
                given,
                Severity.WARNING,
                lambda n: (
                    f"xml:lang={given!r} is no language tag"
                    + (f" ({n:,} times)." if n > 1 else ".")
                ),
                element,
                fix='Use a BCP 47 tag such as "en", "de-AT" or "zh-Hant".',
            )

    def mark(self, *marks: Mark) -> None:
        """Put marks on what follows, to the end of the element that is open."""
        new = tuple(mark for mark in marks if mark not in self.marks)
        if new:
            self.marks = (*self.marks, *new)

    def here(self, *more: Mark) -> Marks:
        """The marks of text that comes now; the same tuple as long as nothing changes."""
        opened = self.flow.opened
        base = opened.lang if opened is not None else self.flow.lang
        cached = self._cached
        if cached is None or cached[0] is not self.marks or cached[1:3] != (self.lang, base):
            every: list[Mark] = list(self.marks)
            if self.lang != base and self.lang:
                every.append(self._languages.setdefault(self.lang, Language(self.lang)))
            every += [mark for mark in self._crossing if mark not in every]
            cached = self._cached = (self.marks, self.lang, base, tuple(every))
        return (*cached[3], *more) if more else cached[3]

    def _start_crossing(self, element: Element) -> None:
        for span in self.span_plan.starts.get(element, ()):
            self._crossing[span] = self._crossing.get(span, 0) + 1
            self._cached = None

    def _end_crossing(self, element: Element) -> None:
        for span in self.span_plan.ends.get(element, ()):
            left = self._crossing.get(span, 0) - 1
            if left > 0:
                self._crossing[span] = left
            else:
                self._crossing.pop(span, None)
            self._cached = None

    # ------------------------------------------------------------------ flows and text

    @property
    def flow(self) -> Flow:
        """The flow that is open."""
        return self.flows[-1]

    def push(self, *, role: str = "", inline: bool = False) -> Flow:
        """Open a flow within the one that is open."""
        flow = Flow(self.lang, lambda: self.index.new("b"), role=role, inline=inline)
        self.flows.append(flow)
        self._cached = None
        return flow

    def pop(self) -> Blocks:
        """Close the flow that is open, and take its blocks."""
        blocks = self.flow.finish()
        self.flows.pop()
        self._cached = None
        return blocks

    def pop_inlines(self) -> Inlines:
        """Close the inline flow that is open, and take its line."""
        inlines = self.flow.inlines()
        self.flows.pop()
        self._cached = None
        return inlines

    @property
    def too_deep(self) -> bool:
        """Whether blocks stand so deep in one another that no more flows are opened."""
        return len(self.flows) > _DEEPEST

    def line(self) -> Line:
        """The open line; a paragraph is opened where there is none."""
        flow = self.flow
        if flow.opened is None:
            self._cached = None
            return flow.open(Opened(flow.role, "", self._line_number, self.lang))
        return flow.line

    def text(self, text: str) -> None:
        """Text of the source."""
        flow = self.flow
        if self.verbatim:
            self.line().exact(text, self.here())
        elif flow.opened is not None:
            flow.line.text(text, self.here())
        elif text.strip(" \t\r\n"):
            self.line().text(text, self.here())

    def generated(self, text: str, *marks: Mark, hug: bool = False) -> None:
        """Text that no author wrote."""
        line = self.line()
        line.exact(text, self.here(*marks, GENERATED), hug=hug)

    def apart(self) -> None:
        """A space between what was and what comes, where text stands on both sides."""
        if self.flow.opened is not None:
            self.flow.line.space(self.here(), soft=True)

    def separate(self) -> None:
        """A comma between what was and what comes, where text stands on both sides."""
        if self.flow.opened is not None:
            self.flow.line.comma(self.here(GENERATED))

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

    def call(self, note: str, element: Element) -> None:
        """A call of the note with this id."""
        if note == self.note:
            return
        self.called.add(note)
        self.flow.call(NoteCall(note, marks=self._spans_here(), line=element.sourceline or 0))

    def _spans_here(self) -> Marks:
        return tuple(mark for mark in self.here() if isinstance(mark, Span))

    def anchor(self, element: Element) -> None:
        """An anchor for an element that something links to and that is no block."""
        given = self.index.given(element)
        if given and given in self.index.linked:
            inline = Anchor(given)
            if self.flow.opened is not None:
                self.flow.line.put(inline)
            else:
                self.flow.leading.append(inline)

    # ------------------------------------------------------------------ notes

    def suspend(self, note: str) -> _Suspended:
        """Leave the text for a note: no mark, section or list around it reaches into it."""
        kept = _Suspended(
            self.marks, self._crossing, self.note, self.level, self.quotes, self.stanza,
            self.verbatim, self.in_entry,
        )  # fmt: skip
        self.marks, self._crossing, self.note = (), {}, note
        self.quotes, self.stanza, self.verbatim, self.in_entry = 0, None, False, False
        self._cached = None
        return kept

    def resume(self, kept: _Suspended) -> None:
        """Go back to the text."""
        self.marks, self._crossing, self.note = kept.marks, kept.crossing, kept.note
        self.level, self.quotes, self.stanza = kept.level, kept.quotes, kept.stanza
        self.verbatim, self.in_entry = kept.verbatim, kept.in_entry
        self._cached = None

    def is_label(self, words: str, note: str) -> bool:
        """Whether a reference's words do no more than label the note."""
        return is_label(words, self.index.elements[note])

    # ------------------------------------------------------------------ small helps

    @property
    def base_lang(self) -> str:
        """The language of the whole text."""
        return self.flows[0].lang if self.flows else self.lang

    @property
    def builder(self) -> Builder | None:
        """The list, table, figure or turn that is being read, if any."""
        return self.builders[-1] if self.builders else None

    def shared(self, mark: Mark) -> Mark:
        """The one object for all marks that are equal to this one."""
        return self._shared.setdefault(mark, mark)

    def graphic(self, element: Element) -> str:
        """The id of a picture; one that is shown again keeps its first."""
        url = (element.get("url") or "").strip()
        known = self._by_url.get(url)
        if known is not None:
            return known
        given = self.index.id(element, "graphic")
        self.graphics[given] = element
        if url:
            self._by_url[url] = given
        return given

    def agents(self, element: Element, attribute: str) -> tuple[str, ...]:
        """The people and organisations that an attribute points at."""
        known = self.registers.agents
        return tuple(i for i in self.index.targets(element, attribute) if i in known)

    def names_of(self, agents: tuple[str, ...]) -> Inlines:
        """Their names, as text that no author wrote."""
        said = ", ".join(self.registers.agents[agent].name for agent in agents)
        return (Run(said, (GENERATED,)),)


class _Suspended(Value):
    marks: Marks
    crossing: dict[Mark, int]
    note: str
    level: int
    quotes: int
    stanza: Opened | None
    verbatim: bool
    in_entry: bool
