"""Two mistakes of people that a parser answers with many complaints: curly quotation marks round
attributes, and elements that overlap. Each is said once, with what to do."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

from exporter.text.patterns import pattern

__all__ = ["Fault", "explained"]

Fault: TypeAlias = tuple[int, int, str]
"""1-based line and column, and what is wrong."""

_START = re.compile(r"<[^\W\d][^<>]*>")
_CURLY = pattern(
    r"(?<=[\s\"'])(?P<name>[^\W\d][\w:.-]*)(?P<is>\s*=\s*)[“”„‟«»″‘’‚‛‹›′]"
    r"(?P<value>[^“”„‟«»″‘’‚‛‹›′<>\"]*)[“”„‟«»″‘’‚‛‹›′\"]"
)
_TAG = pattern(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    r"|<(?P<end>/)?(?P<name>[^\W\d][^\s<>/]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL,
)
_JOINED = frozenset({"said", "q", "quote", "seg"})


def explained(
    text: str, faults: tuple[Fault, ...], again: Callable[[str], tuple[Fault, ...]]
) -> tuple[Fault, ...]:
    """The faults of a text, these mistakes put in words of their own; ``again`` parses a mended
    text and returns what is still wrong."""
    mended, curly = _straightened(text)
    if curly:
        text, faults = mended, again(mended)
    overlaps, places = _overlaps(text) if any("still open" in f[2] for f in faults) else ([], set())
    kept = [f for f in faults if not any(_is_near(f, place) for place in places)]
    return tuple(sorted({*curly, *overlaps, *kept}))


def _straightened(text: str) -> tuple[str, list[Fault]]:
    """The text with straight quotation marks round its attributes, and one fault for them all."""
    found: list[tuple[int, str]] = []

    def straight(tag: re.Match[str]) -> str:
        each = _CURLY.finditer(tag[0])
        found.extend((tag.start() + one.end("is"), one["name"]) for one in each)
        return _CURLY.sub(r'\g<name>\g<is>"\g<value>"', tag[0])

    text = _START.sub(straight, text)
    if not found:
        return text, []
    at, name = found[0]
    rest = len(found) - 1
    more = f" So {'does' if rest == 1 else 'do'} {rest} more after it." if rest else ""
    words = (
        f"The value of {name} is in curly quotation marks, which XML does not take. "
        f'Write straight ones: {name}="…".{more}'
    )
    return text, [(*_Lines(text).of(at), words)]


class _Lines:
    """Lines and columns of offsets in a text."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(end.end() for end in re.finditer(r"\r\n|\r|\n", text))]

    def of(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


_MOST = 100
"""So many overlaps are said; who has more has one cause for them all."""


def _overlaps(text: str) -> tuple[list[Fault], set[tuple[int, str]]]:
    """Elements that begin in another and end after it; and the end tags (line, name) of both."""
    lines = _Lines(text)
    stack: list[tuple[str, int]] = []
    crossed: list[tuple[str, str, int, int]] = []
    found: list[Fault] = []
    depth: Counter[str] = Counter()
    places: set[tuple[int, str]] = set()
    for tag in _TAG.finditer(text):
        if len(found) >= _MOST or len(crossed) >= _MOST:
            break
        name = tag["name"]
        if not name or (tag["rest"] or "").endswith("/"):
            continue
        if not tag["end"]:
            stack.append((name, tag.start()))
            depth[name] += 1
            continue
        if stack and stack[-1][0] == name:
            stack.pop()
            depth[name] -= 1
            continue
        late = next((c for c in crossed if c[0] == name), None)
        if late is not None:
            crossed.remove(late)
            inner, outer, at, closed = late
            found.append((*lines.of(at), _advice(inner, outer, lines.of(closed)[0])))
            places |= {(lines.of(closed)[0], outer), (lines.of(tag.start())[0], inner)}
        elif depth[name]:
            while stack[-1][0] != name:
                inner, at = stack.pop()
                depth[inner] -= 1
                crossed.append((inner, name, at, tag.start()))
            stack.pop()
            depth[name] -= 1
    return found, places


def _advice(inner: str, outer: str, line: int) -> str:
    said = (
        f"<{inner}> begins inside <{outer}> and ends after it (line {line}): elements may not "
        "overlap."
    )
    split = f"End <{inner}> before </{outer}> and begin a second <{inner}> after it"
    if inner not in _JOINED:
        return f"{said} {split}."
    return (
        f'{said} {split}; join the two with next="#…" on the first and prev="#…" on the second. Or '
        'put an <anchor xml:id="…"/> where a claim begins and one where it ends, and point at them '
        'with <span from="#…" to="#…"> in a <spanGrp type="claim"> in standOff.'
    )


def _is_near(fault: Fault, place: tuple[int, str]) -> bool:
    line, name = place
    return fault[0] == line and f"where </{name}> stands" in fault[2]
