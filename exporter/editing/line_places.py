"""The place in the source of each character of a line that was read from it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from exporter.editing.content import Content
from exporter.editing.source import Source
from exporter.model import Inline, Origin, Run
from exporter.values import Struct, Value

__all__ = ["Located", "located"]

_SPACES = " \t\r\n"


class Located(Value):
    """Character ``i`` of ``text`` stands at ``text[starts[i]:ends[i]]`` of the source; -1 for one
    that no author wrote."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


class _Reading(Struct):
    """What stands at an origin, and how far it was read."""

    content: Content
    at: int = 0

    def find(self, character: str) -> tuple[int, int]:
        """The place of the next character; white space of any width is one space."""
        text, start = self.content.string, self.at
        end = start
        while end < len(text) and text[end] in _SPACES:
            end += 1
        if character in _SPACES:
            if end == start:
                return -1, -1
            self.at = end
            return self.content.starts[start], self.content.ends[end - 1]
        found = end if text.startswith(character, end) else text.find(character, end)
        if found < 0:
            return -1, -1
        self.at = found + 1
        return self.content.starts[found], self.content.ends[found]


def located(source: Source, inlines: Sequence[Inline]) -> list[Located]:
    """The runs of a line of an article or an edition read with ``places=True``, in order; other
    inlines have an empty text."""
    readings: dict[Origin, _Reading] = {}
    found: list[Located] = []
    for inline in inlines:
        starts, ends = array("q"), array("q")
        text = inline.text if isinstance(inline, Run) else ""
        origin = next((mark for mark in inline.marks if isinstance(mark, Origin)), None)
        reading = None
        if origin is not None and text:
            reading = readings.get(origin)
            if reading is None:
                reading = readings[origin] = _Reading(_content(source, origin))
        for character in text:
            place = (-1, -1) if reading is None else reading.find(character)
            starts.append(place[0])
            ends.append(place[1])
        found.append(Located(text, starts, ends))
    return found


def _content(source: Source, origin: Origin) -> Content:
    parts = [source.content(start, end) for start, end in origin.pieces]
    if len(parts) == 1:
        return parts[0]
    starts, ends = array("q"), array("q")
    for part in parts:
        starts.extend(part.starts)
        ends.extend(part.ends)
    return Content("".join(part.string for part in parts), starts, ends)
