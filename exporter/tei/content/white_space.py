"""White space of a file's layout: what nobody typed as text."""

from __future__ import annotations

import re

from exporter.model import Generated, Language, Marks, Span
from exporter.text.patterns import pattern

__all__ = ["BORDER", "behind_word", "thinned", "typed"]

_WIDE = "[\u2e80-\u303f\u3041-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60]"

BORDER = "\0"
"""What cannot be in XML parts the texts of a line while they are folded together."""


_LAID_OUT = re.compile(
    r"(?<=[(\[])\0*[ \t\r]*\n[ \t\r\n\0]*|[ \t\r\n\0]*\n[ \t\r\n\0]*(?=[)\]]|[,.;](?:[\s\0]|\Z))"
)
"""A line's end of the file before a sign that closes, or behind one that opens: nobody typed it as
text."""


_LINE_END = r"[ \t\r]*\n[ \t\r\n]*"
_WIDE_BREAK = pattern(rf"(?<={_WIDE})(?:\0+{_LINE_END}|{_LINE_END}\0*)(?={_WIDE})")
"""One between wide characters, of which one side at least is text and no tag: names that stand
below one another are told apart by nothing else."""


def _goes_on_wide(text: str) -> bool:
    """Whether a line of it may begin with a wide character."""
    return any(line.lstrip(" \t\r\0")[:1] >= "\u2e80" for line in text.split("\n")[1:])


def typed(whole: str) -> str:
    """Text without the line ends that are but layout."""
    if not whole.isascii() and _goes_on_wide(whole):
        whole = _WIDE_BREAK.sub(_borders, whole)
    return _LAID_OUT.sub(_borders, whole)


def _borders(found: re.Match[str]) -> str:
    return BORDER * found[0].count(BORDER)


def thinned(texts: list[str], marks: list[Marks]) -> tuple[list[str], list[Marks]]:
    """Where several texts bring a space to one place, that with the fewest marks stays, or the
    first of them."""
    left: list[str] = []
    under: list[Marks] = []
    for text, now in zip(texts, marks, strict=True):
        if text[0] == " " and left and left[-1][-1] == " ":
            if len(now) >= len(under[-1]):
                text = text[1:]
            elif left[-1] == " ":
                del left[-1], under[-1]
            else:
                left[-1] = left[-1][:-1]
        if text:
            left.append(text)
            under.append(now)
    return left, under


def behind_word(
    texts: list[str], marks: list[Marks], late: list[tuple[str, Marks]]
) -> tuple[list[str], list[Marks]] | None:
    """What waits for the end of a word (text and marks each), put behind the first that ends in
    these texts; None where none does."""
    for at, text in enumerate(texts):
        cut = -1 if Generated() in marks[at] and text != " " else text.find(" ")
        if cut >= 0:
            within = tuple(mark for mark in marks[at] if isinstance(mark, Span | Language))
            new = [(text[:cut], marks[at])] if cut else []
            new += [(f" {said}", (*within, *own)) for said, own in late]
            new += [(text[cut:], marks[at])]
            texts = [*texts[:at], *(said for said, _ in new), *texts[at + 1 :]]
            return texts, [*marks[:at], *(under for _, under in new), *marks[at + 1 :]]
    return None
