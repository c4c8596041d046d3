"""Calls put in their places, notes numbered in the order in which they are first called."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from exporter.model import (
    Blocks,
    Edit,
    Emphasis,
    Generated,
    Inline,
    Inlines,
    Language,
    Marks,
    Name,
    NoteCall,
    Run,
    Span,
)
from exporter.model.traversal import Container, rewrite
from exporter.sourcing.front_matter import heading_levels
from exporter.sourcing.identifiers import Idents, relinked
from exporter.sourcing.inline_text import insert
from exporter.sourcing.notes.mentions import marked
from exporter.sourcing.notes.positions import Scan
from exporter.sourcing.wording.phrases import Voice
from exporter.values import Struct, field, replace

__all__ = ["Numberer", "tidied"]


class Numberer(Struct):
    """Rewrites the text once, from the title on. ``waiting`` are the new calls by container;
    ``names`` the ids of mentions by container; ``notes`` the ids that may be called; ``order``
    grows to the ids of notes by number."""

    containers: Sequence[Container]
    seen: Scan
    waiting: Mapping[int, list[tuple[int, NoteCall]]]
    names: Mapping[int, Mapping[tuple[int, str], str]]
    notes: Collection[str]
    known: Collection[str]
    alias: Mapping[str, str]
    ids: Idents
    voice: Voice
    order: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    calls: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    used: set[str] = field(default_factory=set)
    _next: int = 0

    def title(self) -> Inlines:
        """The title, which is the first container."""
        return self._change((), "")[0]

    def blocks(self, blocks: Blocks) -> Blocks:
        """The body, headings renumbered too."""
        return rewrite(blocks, self._change, heading_levels())

    def _change(self, _: Inlines, ident: str) -> tuple[Inlines, str]:
        index = self._next
        self._next += 1
        inlines = self.containers[index].inlines
        if index in self.names:
            inlines = marked(inlines, self.names[index])
        calls = self.waiting.get(index)
        if calls:
            inlines = insert(inlines, self.seen.ends[index], calls)
        if index in self.seen.links:
            inlines = relinked(inlines, self.known, self.alias, self.used)
        if calls or index in self.seen.calls:
            inlines = self._numbered(inlines)
        return inlines, ident

    def _numbered(self, inlines: Inlines) -> Inlines:
        done: list[Inline] = []
        start = 0
        for at, call in enumerate(inlines):
            if type(call) is not NoteCall:
                continue
            done += inlines[start:at]
            start = at + 1
            if call.note not in self.notes:
                continue
            before, after = _beside(inlines, at)
            marks = call.marks or (_shared(before, after) if before and after else ())
            if done and type(done[-1]) is NoteCall:
                comma = self.voice.text("comma").strip()
                done.append(Run(comma, (*marks, *_BETWEEN)))
            elif _would_raise(done):
                done.append(Run("\N{NARROW NO-BREAK SPACE}", (*marks, Generated())))
            done.append(self._call(call.note, marks, call.line))
        return (*done, *inlines[start:])

    def _call(self, note: str, marks: Marks, line: int) -> NoteCall:
        if note not in self.labels:
            self.order.append(note)
            self.labels[note] = self.voice.label(len(self.order))
        ident = self.ids.new(f"call-{note}")
        calls = self.calls[note]
        calls.append(ident)
        return NoteCall(note, ident, self.labels[note], len(calls) == 1, marks, line)


_BETWEEN = (Emphasis("superscript"), Generated())
"""How the sign between two calls is set: 2 and 3 at one place are not 23."""

_RAISED = "\u00b2\u00b3\u00b9\u2070-\u207f\u2080-\u2089"
_POWERED = re.compile(
    rf"(?:[\d{_RAISED}]|[\d½¼¾⅐-⅞][ \u00a0\u2009\u202f]?(?:[kdcmµμn]?m|in|ft|yd|mi|h|min|s))$"
)
"""What a number right after it would raise to a power: note 3 at 50 km is no volume, at 50 km² no
unit at all."""

_POWER = 12
"""More signs than the last number and its unit have."""

_HIGH = frozenset((Emphasis("superscript"), Emphasis("subscript")))

_WHOLE = frozenset((Span, Language, Name, Edit))
"""The marks that no call may split in two."""


def tidied(inlines: Inlines) -> Inlines:
    """Calls moved in front of the white space before them, so that they keep to their word."""
    done: list[Inline] = []
    space: Run | None = None
    for inline in inlines:
        if type(inline) is NoteCall:
            before = done[-1] if done else None
            if space is None and isinstance(before, Run):
                text = before.text.rstrip()
                gap = before.text[len(text) :]
                if text and gap and "\n" not in gap:
                    done[-1], space = replace(before, text=text), replace(before, text=gap)
        elif space is not None:
            done.append(space)
            space = None
        done.append(inline)
    if space is not None:
        done.append(space)
    return tuple(done)


def _beside(inlines: Inlines, at: int) -> tuple[Inline | None, Inline | None]:
    """What stands before and after a call and those next to it."""
    first, last = at - 1, at + 1
    while first >= 0 and type(inlines[first]) is NoteCall:
        first -= 1
    while last < len(inlines) and type(inlines[last]) is NoteCall:
        last += 1
    before = inlines[first] if first >= 0 else None
    return before, inlines[last] if last < len(inlines) else None


def _would_raise(done: Sequence[Inline]) -> bool:
    """Whether a number after these would read as a power, or as more of what is raised already."""
    tail = ""
    for inline in reversed(done):
        if type(inline) is not Run:
            break
        if not tail and inline.text and _HIGH.intersection(inline.marks):
            return True
        tail = inline.text + tail
        if len(tail) >= _POWER:
            break
    return _POWERED.search(tail[-_POWER:]) is not None


def _shared(before: Inline, after: Inline) -> Marks:
    """The marks that a new call shares with the text on both its sides, so that it splits none of
    their spans."""
    other = after.marks
    if not other:
        return ()
    return tuple([mark for mark in before.marks if type(mark) in _WHOLE and mark in other])
