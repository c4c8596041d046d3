"""What counts the items of a list: numbers, letters and signs of the author's own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from exporter.model import Item, Run
from exporter.tei.content.line_builder import GENERATED
from exporter.text.patterns import pattern
from exporter.values import replace

__all__ = ["is_enumerator", "numbered"]

_STOP = r"[.)\]:°º、．]"
_ENUMERATOR = pattern(
    rf"[\[(]?(?:\d{{1,5}}(?:\.\d{{1,4}}){{0,5}}[a-z]?{_STOP}{{0,2}}"
    rf"|(?:\w{{1,2}}|[ivxlcdm]{{1,8}}){_STOP}{{1,2}}|[^\w\s]{{1,2}})",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"(?:(lower|upper)[-_]?)?(alpha|latin|letters?|roman)")


def is_enumerator(text: str) -> bool:
    """Whether a label counts or marks its item, as ``1.``, ``(b)``, ``iv)`` and ``–`` do, and is
    no term that the item explains."""
    return bool(_ENUMERATOR.fullmatch(text))


def numbered(
    items: tuple[Item, ...], numbers: Mapping[int, str], kind: str, words: Sequence[str]
) -> tuple[Item, ...]:
    """The items with the labels that their ``@n`` or the list's type (``alpha``, ``upper-roman``)
    gives them; those that the format counts by itself get none."""
    if kind == "gloss":
        return items
    letters = next(filter(None, map(_LETTERS.fullmatch, words)), None)
    if kind == "number" and not letters and _counts(numbers):
        return items
    first = _first(numbers)
    labels = dict(numbers)
    if letters:
        is_upper = letters[1] == "upper"
        count = _roman if letters[2] == "roman" else _letter
        made = {at: count(first + at) for at in range(len(items))}
        labels = {at: s.upper() if is_upper else s for at, s in made.items()} | {
            at: n for at, n in numbers.items() if not n.isdecimal()
        }
    if kind == "number":
        labels = {at: _stopped(label) for at, label in labels.items()}
    return tuple(
        item
        if item.label or at not in labels
        else replace(item, label=(Run(labels[at], (GENERATED,)),))
        for at, item in enumerate(items)
    )


def _counts(numbers: Mapping[int, str]) -> bool:
    """Whether the numbers that are given go up by one from the first item on."""
    if not numbers:
        return True
    bare = {at: n.strip(" .)") for at, n in numbers.items()}
    if 0 not in bare or not all(re.fullmatch(r"[0-9]{1,6}", n) for n in bare.values()):
        return False
    return all(int(n) == int(bare[0]) + at for at, n in bare.items())


def _first(numbers: Mapping[int, str]) -> int:
    given = numbers.get(0, "")
    return int(given) if re.fullmatch(r"[0-9]{1,6}", given) else 1


def _stopped(label: str) -> str:
    return f"{label}." if label[-1:].isalnum() else label


def _letter(number: int) -> str:
    """1 → a, 26 → z, 27 → aa."""
    letters = ""
    while number > 0:
        number, last = divmod(number - 1, 26)
        letters = chr(ord("a") + last) + letters
    return letters


_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def _roman(number: int) -> str:
    signs = ""
    for value, sign in _ROMAN:
        signs += sign * (number // value)
        number %= value
    return signs
