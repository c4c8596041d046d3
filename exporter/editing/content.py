"""The text of a part of a file as a parser gives it, each character with its place."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence

from exporter.editing.references import REFERENCE, unescaped
from exporter.errors import EditError
from exporter.values import Struct, Value, field

__all__ = ["Content", "Gathered"]

_NEWLINE = re.compile(r"\r\n?")


class Content(Value):
    """The text of a part of the file as a parser gives it. Character ``i`` of ``string`` stands at
    ``text[starts[i]:ends[i]]`` of the file: longer than one for ``&#8217;`` and for CRLF."""

    string: str
    starts: Sequence[int]
    ends: Sequence[int]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The file's range for ``string[start:end]``, which is not empty.

        Raises EditError where it begins or ends inside a reference that stands for several
        characters.
        """
        for at in (start, end):
            if 0 < at < len(self.string) and self.starts[at] < self.ends[at - 1]:
                raise EditError(
                    f"The range begins or ends inside a reference that stands for several "
                    f"characters, near “{self.string[max(0, at - 20) : at + 20]}”. "
                    "Choose all of it."
                )
        return self.starts[start], self.ends[end - 1]


def _places() -> array[int]:
    return array("q")


class Gathered(Struct):
    """The text of a file, taken piece by piece."""

    text: str
    entities: Mapping[str, str]
    pieces: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=_places)
    ends: array[int] = field(default_factory=_places)

    def take(self, low: int, high: int, *, refers: bool = True) -> None:
        """Add ``text[low:high]``; ``refers`` is False in a CDATA section."""
        at = low
        for found in (REFERENCE if refers else _NEWLINE).finditer(self.text, low, high):
            first, last = found.span()
            self._plain(at, first)
            value = "\n" if found[0].startswith("\r") else unescaped(found[0], self.entities)
            self.pieces.append(value)
            self.starts.extend([first] * len(value))
            self.ends.extend([last] * len(value))
            at = last
        self._plain(at, high)

    def _plain(self, low: int, high: int) -> None:
        if low < high:
            self.pieces.append(self.text[low:high])
            self.starts.extend(range(low, high))
            self.ends.extend(range(low + 1, high + 1))

    def content(self) -> Content:
        """What was taken."""
        return Content("".join(self.pieces), self.starts, self.ends)
