"""English nouns as figures count them: “round” → “rounds”, “rounds” → “round”."""

from __future__ import annotations

import re

from exporter.text.patterns import words

__all__ = ["is_plural", "plural", "singular"]

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
    "hypothesis": "hypotheses",
    "thesis": "theses",
    "diagnosis": "diagnoses",
    "oasis": "oases",
    "phenomenon": "phenomena",
    "wolf": "wolves",
    "calf": "calves",
    "half-life": "half-lives",
    "thief": "thieves",
    "scarf": "scarves",
    "self": "selves",
    "goose": "geese",
    "louse": "lice",
    "bus": "buses",
    "gas": "gases",
    "lens": "lenses",
    "atlas": "atlases",
    "canvas": "canvases",
    "alias": "aliases",
}
_SAME = words(
    "sheep deer fish cattle police aircraft spacecraft hovercraft watercraft series species pence "
    "offspring hertz head dozen gross troops staff personnel livestock data media salmon trout"
)
_IN_OES = words("potato tomato hero echo veto embargo cargo torpedo mosquito volcano")
_NO_MEN = words("human german roman norman ottoman shaman talisman caiman")
_PLURALS = frozenset(_IRREGULAR.values()) | _SAME
_WORD = re.compile(
    r"(?:[a-z]+ )*?(?P<last>[a-z]+(?:-[a-z]+)*?)(?:-(?:in|of|at)-[a-z-]+)?"
    r"(?=$| (?:of|per|a|an|in) )"
)
"""Words in small letters, the last of them alone or before “of …”, “-in-law”."""
_SINGULAR = words(
    "news means gas bus lens atlas canvas alias bias chaos cosmos christmas kudos headquarters "
    "crossroads barracks works yes plus tennis physics politics"
)
_IN_E = words(
    "ache headache cache niche avalanche moustache quiche axe house cause clause spouse use fuse "
    "muse ruse excuse movie cookie calorie zombie selfie brownie rookie prairie genie hippie "
    "pie tie lie die shoe canoe toe hoe nurse horse case course licence phase base"
)
"""Nouns whose plurals look as if they had lost their “e”."""
_SHORT = words(
    "man ox box bus car job gun egg day bag cow pig hen van jet bed tax law bid hit tie set win"
)
"""Words of three letters and fewer that are no signs of units, as “dwt” and “bbl” are."""


def plural(noun: str) -> str:
    """The noun as it is counted; what is no plain word or plural already stays as it is. A noun
    with hyphens changes at its end, “half-lives”, or before “-in-law”."""
    found = _WORD.match(noun)
    word = found["last"] if found else ""
    if not found or is_plural(word) or (len(word) < 4 and word not in _SHORT):
        return noun
    return noun[: found.start("last")] + _many(word) + noun[found.end("last") :]


def singular(noun: str) -> str:
    """One of what the noun counts; what is no plain plural stays as it is."""
    found = _WORD.match(noun)
    word = found["last"] if found else ""
    if not found or not is_plural(word) or len(word) < 4:
        return noun
    return noun[: found.start("last")] + _one(word) + noun[found.end("last") :]


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


def _one(word: str) -> str:
    last = word.rpartition("-")[2]
    start = word.removesuffix(last)
    if last in _ONES:
        return start + _ONES[last]
    if last in _SAME or last in _SINGULAR:
        return word
    if last.endswith("women"):
        return f"{word[:-3]}man"
    if last[:-1] in _IN_E or last.endswith(("ouses", "auses", "aches")):
        return word[:-1]
    if re.search("[^aeiou]ies$", last):
        return f"{word[:-3]}y"
    if last.endswith(("sses", "shes", "ches", "xes", "zzes", "uses")) or last[:-2] in _IN_OES:
        return word[:-2]
    return word[:-1] if last.endswith("s") else word


_ONES = {many: one for one, many in _IRREGULAR.items()} | {
    "persons": "person",
    "pence": "penny",
}
