"""English plurals of what figures count: “round” → “rounds”."""

from __future__ import annotations

import re

from exporter.text.patterns import words

__all__ = ["is_plural", "plural"]

_IRREGULAR = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "foot": "feet",
    "tooth": "teeth",
    "mouse": "mice",
    "ox": "oxen",
    "half": "halves",
    "life": "lives",
    "knife": "knives",
    "wife": "wives",
    "loaf": "loaves",
    "leaf": "leaves",
    "shelf": "shelves",
    "crisis": "crises",
    "analysis": "analyses",
    "criterion": "criteria",
}
_SAME = words(
    "sheep deer fish cattle police aircraft spacecraft hovercraft watercraft series species pence "
    "offspring hertz head dozen gross troops staff personnel livestock data media salmon trout"
)
_IN_OES = words("potato tomato hero echo veto embargo cargo torpedo mosquito volcano")
_NO_MEN = words("human german roman norman ottoman shaman talisman caiman")
_PLURALS = frozenset(_IRREGULAR.values()) | _SAME
_WORD = re.compile(r"([a-z]+(?:-[a-z]+)*)(?=$| (?:of|per|a|an|in) )")
"""A word in small letters, alone or before “of …”."""
_SHORT = words(
    "man ox box bus car job gun egg day bag cow pig hen van jet bed tax law bid hit tie set win"
)
"""Words of three letters and fewer that are no signs of units, as “dwt” and “bbl” are."""


def plural(noun: str) -> str:
    """The noun as it is counted; what is no plain word or plural already stays as it is. A noun
    with hyphens changes at its end: “half-lives”."""
    found = _WORD.match(noun)
    if found is None or is_plural(found[1]) or (len(found[1]) < 4 and found[1] not in _SHORT):
        return noun
    word = found[1]
    return _many(word) + noun[len(word) :]


def is_plural(word: str) -> bool:
    """Whether a word looks like several things."""
    last = word.casefold().rpartition("-")[2]
    return last in _PLURALS or last.endswith("women") or bool(re.search("[^usi]s$", last))


def _many(word: str) -> str:
    last = word.rpartition("-")[2]
    if last in _IRREGULAR:
        return word.removesuffix(last) + _IRREGULAR[last]
    if last.endswith("man") and last not in _NO_MEN:
        return f"{word[:-3]}men"
    if re.search("[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "z", "ch", "sh")) or last in _IN_OES:
        return f"{word}es"
    return f"{word}s"
