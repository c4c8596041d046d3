"""Numbers as people write them: “about 8,000”, “£4.2m”, “four in five”, “zwei Drittel”, “6 × 10⁵”.

What comes back of each is every value that a reader of the language could take from it: “8,000” is
eight thousand in English, in a text whose language is not known it may be eight as well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from exporter.text.compound_numbers import german, in_french, spelt, word_at
from exporter.text.number_words import ALONE, PARTS, SCALES, UNSURE, WORDS, scale_of
from exporter.text.patterns import pattern
from exporter.values import Value

__all__ = ["Written", "is_vague", "numbers", "written"]

_VAGUE = pattern(
    r"\b(about|around|some|nearly|almost|over|roughly|more|less|up|least|most|perhaps|approximately"
    r"|under|circa|ca|etwa|rund|fast|knapp|mehr|über|ungefähr|bis|environ|près|unos|casi|several"
    r"|few|many|mehrere|einige|paar|viele|plusieurs|quelques|varios|varias)\b|[~≈]",
    re.IGNORECASE,
)
_GAP = "[\u2009\u202f\u00a0’' ]"
_TOKEN = re.compile(
    r"(?P<power>(?:\d[\d.,]*\s*[×x·]\s*)?(?<!\d)10\^[-−]?\d{1,3})"
    r"|(?P<mixed>\d{1,3}[\s-]\d{1,2}[/⁄]\d{1,2}(?![\d/]))"
    rf"|(?P<digits>\d{{1,3}}(?:{_GAP}\d{{3}})+(?:[.,]\d+)?(?!\d)|\d[\d.,،٬٫]*\d|\d)"
    r"|(?P<vulgar>[¼-¾⅐-⅞↉])"
    r"|(?P<word>[^\W\d_]+)"
)
_SIGN = pattern(r"(?:(?<![\w.,)])[-−–]|\b(?:minus|negative|moins|menos))\s*[£$€¥₹]?\s*$")
_FIGURES = pattern(r"[\s-]?(?:figures?\b|digits?\b|stellig)")
"""Behind what only says how long a number is: “a six-figure sum”."""
_NEAR = 16
"""Signs before a number among which its own are: “negative €”."""
_MONEY = ("£", "$", "€", "¥", "₹")
_SHARE = pattern(
    r"\s*(?:in|of|out of|von|aus|sur|de|/)\s*"
    r"(?:(?:the|every|all|its|their|our|his|her|these|those|den|der|jeder|je|les|las|los)\s+){0,2}"
)
_OF = pattern(r"\s+(?:of|von|de|der|des)\s+(?:(?:the|all|den|die|les|alle)\s+)?")
_SUM = pattern(r"[\s-]*(?:and|und|et|y)?(?:[\s-]+an?|[\s-]+un|[\s-]+ein)?[\s-]*")
_EACH = pattern(
    r"\b(?:every|each|jede[nmrs]?|chaque|une?\s+(?:[^\W\d_]+\s+)?sur|eine?[rsn]?\s+(?:von|aus))\s+$"
)
_SEVERAL = pattern(
    r"\b(?:several|few|many|mehrere[nr]?|einige[nr]?|paar|viele[nr]?|plusieurs|quelques|varios|varias)\s+$"
)
_SOME = frozenset(Decimal(tenths) / 10 for tenths in range(10, 100))
"""What “several” may be, of a thousand or a million."""

_RANGE = pattern(r"\s*(?:[-–—]|to|and|or|bis|und|oder|et|à|a|ou|y|o)\s*[£$€¥₹]?\s*")
_ADDED = pattern(r"[\s,]*(?:and|und|et|y)?\s*")


class Written(Value):
    """A number as it is in a text, from ``start`` to ``end`` (characters). ``is_share`` where
    it is a part of something, whose decimal is rounded: “a third”, “two in five”."""

    start: int
    end: int
    values: frozenset[Decimal]
    is_share: bool = False


class _Group(Value):
    """Words of one number: ``raw`` without its scales, ``scales`` what they may multiply it by;
    1 among them where they may be none."""

    start: int
    end: int
    raw: frozenset[Decimal]
    scales: frozenset[int]
    is_share: bool

    @property
    def values(self) -> frozenset[Decimal]:
        return frozenset(value * scale for value in self.raw for scale in self.scales)


def is_vague(text: str) -> bool:
    """True where the words themselves say that the number is round."""
    return _VAGUE.search(text) is not None


def numbers(text: str, lang: str = "") -> frozenset[Decimal]:
    """Every value that a reader could take from a text; empty where it names none."""
    return frozenset(value for number in written(text, lang) for value in number.values)


@lru_cache(maxsize=1024)
def written(text: str, lang: str = "") -> tuple[Written, ...]:
    """The numbers of a text in their order, those included that several make together: of “two in
    five” two, five and two fifths, of “3 to 4 million” also three million. ``^`` stands before
    what is raised."""
    lower = text.lower() if len(text.lower()) == len(text) else text
    groups = list(_groups(lower, lang.split("-")[0].lower()))
    found = [Written(g.start, g.end, g.values, g.is_share) for g in groups]
    for a, b in pairwise(groups):
        between = lower[a.end : b.start]
        whole = a.scales == {1}
        if _SHARE.fullmatch(between) and "." not in between:
            shares = frozenset(x / y for x in a.values for y in b.values if y)
            found.append(Written(a.start, b.end, shares, is_share=True))
        if a.is_share and _OF.fullmatch(between):
            parts = frozenset(x * y for x in a.values for y in b.values)
            found.append(Written(a.start, b.end, parts, is_share=True))
        if between == " " and lang[:2] in ("en", ""):
            years = frozenset(100 * x + y for x in a.values for y in b.values if _is_year(x, y))
            found.append(Written(a.start, b.end, years))
        if _SUM.fullmatch(between) and whole:
            sums = frozenset(
                (x + y) * s for x in a.raw for y in b.raw if 0 < y < 1 <= x for s in b.scales
            )
            found.append(Written(a.start, b.end, sums))
        if _RANGE.fullmatch(between) and whole and b.scales != {1} and not b.is_share:
            scaled = frozenset(x * s for x in a.raw for s in b.scales)
            found.append(Written(a.start, b.end, scaled))
        if _ADDED.fullmatch(between) and not whole:
            both = frozenset(x + y for x in a.values for y in b.values if y < max(a.scales))
            found.append(Written(a.start, b.end, both))
    found += [
        Written(g.start, g.end, frozenset(1 / x for x in g.values if x), is_share=True)
        for g in groups
        if _EACH.search(lower[: g.start])
    ]
    return tuple(number for number in found if number.values)


def _is_year(century: Decimal, years: Decimal) -> bool:
    """“nineteen eighty-four”."""
    return 10 <= century <= 20 and 10 <= years <= 99 and century == int(century)


def _groups(text: str, lang: str) -> Iterator[_Group]:
    tokens = list(_TOKEN.finditer(text))
    at = 0
    while at < len(tokens):
        group, end = _group(tokens, at, text, lang)
        if group is not None and not _FIGURES.match(text, group.end):
            sign = _SIGN.search(text, max(group.start - _NEAR, 0), group.start)
            if sign:
                raw = frozenset(-value for value in group.raw)
                group = _Group(sign.start(), group.end, raw, group.scales, group.is_share)
            yield group
        at = max(end, at + 1)


def _group(
    tokens: list[re.Match[str]], start: int, text: str, lang: str
) -> tuple[_Group | None, int]:
    """Read a number from a token; and the token after it."""
    raw, at = _plain(tokens, start, lang)
    scales, share = {1}, tokens[start]["word"] in PARTS and at == start + 1
    first = tokens[start]["word"] or ""
    while at < len(tokens) and text[tokens[at - 1].end() : tokens[at].start()].strip() in ("", "-"):
        word, ahead = _scale_ahead(tokens, at)
        if lang == "fr" and word in _SMALL and at > start and not tokens[start]["digits"]:
            break
        if word in PARTS and raw and not tokens[start]["vulgar"] and ahead == at:
            raw, share = {value / PARTS[word] for value in raw}, True
        elif _is_scale(word, lang) and (raw or at == start):
            by = scale_of(word, lang)
            unsure = {1} if word in UNSURE and not _money_before(text, tokens[start]) else set()
            scales = {s * b for s in scales for b in {*by, *unsure}}
            several = at == start and _SEVERAL.search(text[: tokens[at].start()])
            raw = raw or (set(_SOME) if several else {Decimal(1)})
        else:
            break
        at = ahead + 1
    if not raw or (at == start + 1 and first in ALONE and len(raw) == 1):
        return None, max(at, start + 1)
    sums = frozenset(scales)
    return _Group(tokens[start].start(), tokens[at - 1].end(), frozenset(raw), sums, share), at


_SMALL = ("cent", "cents", "mille")
"""Scales that begin a number of their own behind another scale: “trois millions cent mille”."""


def _is_scale(word: str, lang: str) -> bool:
    """A cent is a hundred in French alone."""
    return word in SCALES and (lang in ("fr", "") or word not in ("cent", "cents"))


def _scale_ahead(tokens: list[re.Match[str]], at: int) -> tuple[str, int]:
    """The word at a token, or the scale behind “a”, “of a” (“a quarter of a million”)."""
    for skip in (("a",), ("an",), ("of", "a"), ("einer",), ("d", "un")):
        ahead = at + len(skip)
        if tuple(word_at(tokens, at + i) for i in range(len(skip))) == skip:
            word = word_at(tokens, ahead)
            if word in SCALES and word not in UNSURE:
                return word, ahead
    return word_at(tokens, at), at


def _money_before(text: str, token: re.Match[str]) -> bool:
    return text[max(token.start() - 3, 0) : token.start()].rstrip().endswith(_MONEY)


def _plain(tokens: list[re.Match[str]], at: int, lang: str) -> tuple[set[Decimal], int]:
    token = tokens[at]
    if token["power"]:
        return _power(token["power"], lang), at + 1
    if token["digits"]:
        return _digits(token["digits"], lang), at + 1
    if token["vulgar"]:
        found = unicodedata.numeric(token["vulgar"])
        return {Decimal(round(found * 2520)) / 2520}, at + 1
    if token["mixed"]:
        whole, over, under = map(Decimal, re.split(r"[\s/⁄-]", token["mixed"]))
        return {whole + over / under} if under else set(), at + 1
    word = token["word"]
    if lang == "fr" and (whole_words := in_french(tokens, at))[1] > at + 1:
        return whole_words
    if word in WORDS:
        return spelt(tokens, at)
    if word in PARTS:
        return {Decimal(1) / PARTS[word]}, at + 1
    whole_word = german(word) if lang in ("de", "") else None
    return ({whole_word} if whole_word is not None else set()), at + 1 if whole_word else at


def _power(text: str, lang: str) -> set[Decimal]:
    """“6 × 10^5”."""
    before, _, exponent = text.replace("−", "-").rpartition("10^")
    factors = _digits(before.strip(" ×x·"), lang) if before.strip() else {Decimal(1)}
    return {factor.scaleb(int(exponent)) for factor in factors}


_SIGNS = str.maketrans("،٬٫", ",,.")
_GROUPED = {"en": ",", "de": ".", "es": ".", "it": ".", "nl": ".", "pt": ".", "da": ".", "tr": "."}
"""The mark that groups thousands; before three digits it is never a decimal mark."""


def _digits(text: str, lang: str) -> set[Decimal]:
    """“8,000”, “8.000” and “8 000” are eight thousand; the first two may be eight elsewhere."""
    text = re.sub(_GAP, "", text.translate(_SIGNS))
    marks = [char for char in text if char in ".,"]
    if not marks:
        return {Decimal(text)}
    if len(set(marks)) == 2:
        last = marks[-1]
        first = "," if last == "." else "."
        one = marks.count(last) == 1
        return {Decimal(text.replace(first, "").replace(last, "."))} if one else set()
    whole = Decimal(text.replace(marks[0], ""))
    if len(marks) > 1:
        return {whole}
    point = Decimal(text.replace(",", "."))
    before, after = re.split("[.,]", text)
    if len(after) != 3 or before == "0" or len(before) > 3:
        return {point}
    return {whole} if _GROUPED.get(lang) == marks[0] else {whole, point}
