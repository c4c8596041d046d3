"""The differences of two texts, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from exporter.revisions.word.copy import IMAGE, NOTE
from exporter.values import Value

__all__ = ["ATOMS", "PARAGRAPH", "Change", "Equal", "differences", "normal"]

PARAGRAPH = "\ue00f"
"""The end of a paragraph, where several are compared as one text."""

_SIGNS = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛′`", "'"),
        **dict.fromkeys("\xa0\u202f\u2009\t\n", " "),
        "\u2011": "-",
        "\u00ad": None,
        "\ufeff": None,
    }
)
"""What programs change on their own: quotation marks, spaces, hyphens."""

_TOKEN = re.compile(r"\s*(?:[^\W_]+(?:[’'\u2011\u00ad-][^\W_]+)*|\S)")
ATOMS = str.maketrans("", "", f"{NOTE}{IMAGE}")
"""For ``translate``: takes out the signs that stand for notes and pictures."""
_NO_WORDS = str.maketrans("", "", f"{NOTE}{IMAGE}{PARAGRAPH}")


class Equal(Value):
    """``base[start:end]`` and ``edited[at:…]`` say the same."""

    start: int
    end: int
    at: int
    until: int


class Change(Value):
    """``base[start:end]`` became ``edited[at:until]``."""

    start: int
    end: int
    at: int
    until: int


def normal(text: str) -> str:
    """A text as it is compared: single spaces, straight quotation marks, nothing but words."""
    return " ".join(text.translate(_NO_WORDS).translate(_SIGNS).split())


def _tokens(text: str) -> tuple[list[str], list[int], list[int]]:
    """The words of a text as they are compared, where each begins without the white space before
    it, and where it ends."""
    words, starts, ends = [], [], []
    for found in _TOKEN.finditer(text):
        word = found[0].lstrip()
        words.append(word.translate(_SIGNS) or word)
        starts.append(found.end() - len(word))
        ends.append(found.end())
    return words, starts, ends


def differences(base: str, edited: str) -> list[Equal | Change]:
    """What is equal and what is not, in order. White space alone counts where there was none, or
    is none any more; its kind and width do not."""
    a, a_starts, a_ends = _tokens(base)
    b, b_starts, b_ends = _tokens(edited)
    found: list[Equal | Change] = []
    last, past = 0, 0
    for i1, i2, j1, _ in _runs(a, b):
        for step in range(i2 - i1):
            i, j = i1 + step, j1 + step
            _between(base, edited, (last, a_starts[i]), (past, b_starts[j]), found)
            found.append(Equal(a_starts[i], a_ends[i], b_starts[j], b_ends[j]))
            last, past = a_ends[i], b_ends[j]
    _between(base, edited, (last, len(base)), (past, len(edited)), found)
    return found


def _between(
    base: str,
    edited: str,
    old: tuple[int, int],
    new: tuple[int, int],
    found: list[Equal | Change],
) -> None:
    """What stands between two words that are equal: trimmed of the spaces that both have."""
    (start, end), (at, until) = old, new
    before, after = base[start:end], edited[at:until]
    if before.isspace() and after.isspace():
        return
    if before[:1].isspace() and after[:1].isspace():
        start, at = start + 1, at + 1
    if base[start:end][-1:].isspace() and edited[at:until][-1:].isspace():
        end, until = end - 1, until - 1
    if start < end or at < until:
        found.append(Change(start, end, at, until))


def _runs(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The runs of words that both have."""
    low = 0
    while low < len(a) and low < len(b) and a[low] == b[low]:
        low += 1
    high = 0
    while high < min(len(a), len(b)) - low and a[-1 - high] == b[-1 - high]:
        high += 1
    if low:
        yield 0, low, 0, low
    middle = SequenceMatcher(None, a[low : len(a) - high], b[low : len(b) - high], autojunk=False)
    for i, j, size in middle.get_matching_blocks():
        if size:
            yield low + i, low + i + size, low + j, low + j + size
    if high:
        yield len(a) - high, len(a), len(b) - high, len(b)
