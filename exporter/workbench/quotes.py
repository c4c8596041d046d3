"""Words that somebody typed, found in the article (Web Annotation Data Model, 4.2.4)."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from exporter.editing import Content, Element
from exporter.errors import EditError
from exporter.values import Value
from exporter.workbench.drawing.kinds import HIDDEN
from exporter.workbench.places import place_of
from exporter.workbench.source.versions import State

__all__ = ["Occurrence", "around", "occurrence", "occurrences"]

_CONTEXT = 60
_WITHOUT = frozenset((*HIDDEN, "note"))
_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-"})


class Occurrence(Value):
    """Where words stand: offsets in the file, and what is beside them, white space folded."""

    start: int
    end: int
    before: str
    exact: str
    after: str

    def to_json(self, state: State) -> dict[str, str]:
        """As the page wants it."""
        return {
            "place": place_of(state, self.start),
            "end": place_of(state, self.end),
            "before": self.before,
            "exact": self.exact,
            "after": self.after,
        }


def occurrences(
    state: State,
    exact: str,
    prefix: str = "",
    suffix: str = "",
    *,
    whole: bool = False,
    exactly: bool = False,
) -> tuple[Occurrence, ...]:
    """All places where ``exact`` stands after ``prefix`` and before ``suffix``. White space of any
    width is one space, typewriter quotation marks and dashes stand for all, and capitals count
    where words with the same ones are found. Words may go on from one block to the next. ``whole``:
    only where no letter stands beside them; ``exactly``: only with these capitals. Raises EditError
    where nothing is asked for."""
    if not exact.strip():
        raise EditError("There are no words to find. Type some.")
    words = exact.strip()
    before, after = (r"\b" if whole and words[at].isalnum() else "" for at in (0, -1))
    as_typed = re.compile(f"{before}{_pattern(words)}{after}")
    found = _matched(state, as_typed, prefix, suffix)
    if found or exactly:
        return found
    return _matched(state, re.compile(as_typed.pattern, re.IGNORECASE), prefix, suffix)


def _matched(
    state: State, wanted: re.Pattern[str], prefix: str, suffix: str
) -> tuple[Occurrence, ...]:
    behind = re.compile(rf"{_pattern(prefix)}\s*$", re.IGNORECASE)
    ahead = re.compile(rf"\s*{_pattern(suffix)}", re.IGNORECASE)
    available = 4 * len(prefix) + _CONTEXT
    found: list[Occurrence] = []
    for content in _contents(state):
        plain = content.string.translate(_ALIKE)
        for match in wanted.finditer(plain):
            start, end = match.span()
            if behind.search(plain[max(0, start - available) : start]) and ahead.match(plain, end):
                found.append(occurrence(content, start, end))
    return tuple(found)


def _pattern(words: str) -> str:
    return r"\s+".join(re.escape(piece) for piece in words.translate(_ALIKE).split())


def _contents(state: State) -> Iterator[Content]:
    """The words of the article in reading order, a line for each block; each note by itself."""
    source = state.source
    starts, ends, pieces = array("q"), array("q"), []
    for leaf in state.layout.leaves:
        if leaf.inside >= 0:
            continue
        element = source.elements[leaf.element]
        if _in_note(state, element):
            yield source.content(element.inner, element.outer, without=HIDDEN)
            continue
        content = source.content(element.inner, element.outer, without=_WITHOUT)
        pieces += [content.string, "\n"]
        starts.extend([*content.starts, leaf.end])
        ends.extend([*content.ends, leaf.end])
    yield Content("".join(pieces), starts, ends)


def _in_note(state: State, element: Element) -> bool:
    names = state.outline.names
    return names[element.number] == "note" or any(
        names[above.number] == "note" for above in state.source.ancestors(element)
    )


def occurrence(content: Content, start: int, end: int) -> Occurrence:
    """A range of a content with what stands beside it."""
    first, last = content.range(start, end)
    before = _before(_spaced(content.string[max(0, start - 2 * _CONTEXT) : start]))
    after = _after(_spaced(content.string[end : end + 2 * _CONTEXT]))
    return Occurrence(first, last, before, " ".join(content.string[start:end].split()), after)


def around(state: State, start: int, end: int) -> Occurrence:
    """What stands at a range of the file, with what is beside it in its block."""
    source = state.source
    block = source.around(start)
    while block is not None and block.number not in state.ids:
        block = source.parent(block)
    low = max(block.inner if block else 0, start - 6 * _CONTEXT)
    high = min(block.outer if block else len(source.text), end + 6 * _CONTEXT)

    def words(first: int, last: int) -> str:
        return _spaced(source.content(first, last, without=_WITHOUT).string)

    before, after = _before(words(low, start)), _after(words(end, high))
    return Occurrence(start, end, before, words(start, end).strip(), after)


def _before(words: str) -> str:
    """The last whole words."""
    cut = words[-_CONTEXT:]
    return cut if len(words) <= _CONTEXT or " " not in cut else cut.split(" ", 1)[1]


def _after(words: str) -> str:
    """The first whole words."""
    cut = words[:_CONTEXT]
    return cut if len(words) <= _CONTEXT or " " not in cut else cut.rsplit(" ", 1)[0]


def _spaced(words: str) -> str:
    """With one space for each white space, at the ends too: there it parts words."""
    return re.sub(r"\s+", " ", words)
