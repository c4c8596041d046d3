"""Numbers as people write them: “about 8,000”, “4.2 million”, “four in five”, “zwei Drittel”.

A text may be read in more than one way (“8,000” is eight thousand here and eight there), so what
comes back is every value that a reader could take from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from exporter.tei.tree.elements import words
from exporter.values import Struct

__all__ = ["is_vague", "numbers"]

_WORDS = {
    "zero null": 0, "one a an eins ein eine einem einen einer once un une uno una": 1,
    "two zwei pair both beide twice deux dos": 2, "three drei trois tres": 3,
    "four vier quatre cuatro": 4, "five fünf cinq cinco": 5, "six sechs seis": 6,
    "seven sieben sept siete": 7, "eight acht huit ocho": 8, "nine neun neuf nueve": 9,
    "ten zehn dix diez": 10, "eleven elf onze once": 11, "twelve zwölf douze doce": 12,
    "thirteen dreizehn treize trece": 13, "fourteen vierzehn quatorze catorce": 14,
    "fifteen fünfzehn quinze quince": 15, "sixteen sechzehn seize": 16,
    "seventeen siebzehn": 17, "eighteen achtzehn": 18, "nineteen neunzehn": 19,
    "twenty zwanzig vingt veinte": 20, "thirty dreißig trente treinta": 30,
    "forty vierzig quarante cuarenta": 40, "fifty fünfzig cinquante cincuenta": 50,
    "sixty sechzig soixante sesenta": 60, "seventy siebzig setenta": 70,
    "eighty achtzig ochenta": 80, "ninety neunzig noventa": 90,
    "first erste ersten erster erstes premier première primero primera": 1,
    "second zweite zweiten zweiter zweites deuxième segundo segunda": 2,
    "third dritte dritten dritter drittes troisième tercero tercera": 3,
    "fourth vierte vierten vierter": 4, "fifth fünfte fünften": 5, "sixth sechste": 6,
    "seventh siebte": 7, "eighth achte": 8, "ninth neunte": 9, "tenth zehnte": 10,
}  # fmt: skip
_SCALES = {
    "dozen dozens dutzend": 12, "score": 20, "hundred hundreds hundert cien": 100,
    "thousand thousands tausend k mille mil tsd": 1000,
    "million millions millionen mn mio m millón millones": 10**6,
    "billion billions milliarde milliarden bn b mrd md milliard milliards": 10**9,
    "trillion trillions billionen tn": 10**12,
}  # fmt: skip
_PARTS = {
    "half halves halb halbe halber hälfte moitié mitad demi": 2,
    "third thirds drittel tiers tercio tercios": 3,
    "quarter quarters viertel quart quarts cuarto cuartos": 4, "fifth fifths fünftel": 5,
    "sixth sixths sechstel": 6, "eighth eighths achtel": 8, "tenth tenths zehntel": 10,
}  # fmt: skip
_VAGUE = re.compile(
    r"\b(about|around|some|nearly|almost|over|roughly|more|less|up|least|most|perhaps|approximately"
    r"|under|circa|ca|etwa|rund|fast|knapp|mehr|über|ungefähr|bis|environ|près|unos|casi)\b|[~≈]",
    re.IGNORECASE,
)
_TOKEN = re.compile(
    r"(?P<digits>[-−]?\d{1,3}(?:[  ’' ]\d{3})+(?:[.,]\d+)?(?!\d)|[-−]?\d[\d.,،٬٫]*\d|[-−]?\d)"
    r"|(?P<vulgar>[½⅓⅔¼¾⅕⅛])"
    r"|(?P<word>[^\W\d_]+)"
)
_ALONE = words(
    "a an un une ein eine einem einen einer once dozens hundreds thousands millions millionen "
    "billions milliarden trillions m k b"
)
"""Words that name no number when they stand alone: articles, plurals, letters."""

_VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅛": (1, 8),
}


_SHARE = re.compile(r"\s*(?:in|of|out of|von|sur|/)\s*")
_SUM = re.compile(r"\s*(?:and|und|et|y)?(?:\s+an?|\s+un|\s+ein)?\s*")


def _spread(table: dict[str, int]) -> dict[str, int]:
    return {word: value for words, value in table.items() for word in words.split()}


WORDS, SCALES, PARTS = _spread(_WORDS), _spread(_SCALES), _spread(_PARTS)


def is_vague(text: str) -> bool:
    """True where the words themselves say that the number is round."""
    return _VAGUE.search(text) is not None


def numbers(text: str) -> frozenset[Decimal]:
    """Every value that a reader could take from a text; empty where it names none."""
    groups = list(_groups(text))
    found = {value for group in groups for value in group.values}
    for first, second in pairwise(groups):
        if _SHARE.fullmatch(first.after):
            found |= {a / b for a in first.values for b in second.values if b}
        if _SUM.fullmatch(first.after):
            found |= {a + b for a in first.values for b in second.values if b < 1 <= a}
    return frozenset(found)


class _Group(Struct):
    """Number words that belong together, and the text up to the next group."""

    values: frozenset[Decimal]
    after: str


def _groups(text: str) -> Iterator[_Group]:
    text = text.lower()
    tokens = list(_TOKEN.finditer(text))
    at = 0
    starts: list[tuple[int, int, frozenset[Decimal]]] = []
    while at < len(tokens):
        values, end = _group(tokens, at)
        if values:
            starts.append((tokens[at].start(), tokens[end - 1].end(), values))
        at = max(end, at + 1)
    ends = [start for start, _, _ in starts[1:]] + [len(text)]
    for (_, stop, values), end in zip(starts, ends, strict=False):
        yield _Group(values, text[stop:end])


def _group(tokens: list[re.Match[str]], at: int) -> tuple[frozenset[Decimal], int]:
    """Read a number from token ``at``; its values, and the token after it."""
    start = at
    values, at = _plain(tokens, at)
    whole = set(values)
    while at < len(tokens):
        word = _word(tokens, at)
        if word in ("a", "an") and whole and _word(tokens, at + 1) in SCALES:
            at, word = at + 1, _word(tokens, at + 1)
        if word in PARTS and whole and not tokens[start]["vulgar"]:
            whole |= {value / PARTS[word] for value in whole}
        elif word in SCALES and (whole or at == start):
            whole |= {value * SCALES[word] for value in whole or {Decimal(1)}}
        else:
            break
        at += 1
    if at == start + 1 and tokens[start]["word"] in _ALONE:
        return frozenset(), at
    return frozenset(whole), at


def _plain(tokens: list[re.Match[str]], at: int) -> tuple[set[Decimal], int]:
    token = tokens[at]
    if token["digits"]:
        return _digits(token["digits"]), at + 1
    if token["vulgar"]:
        over, under = _VULGAR[token["vulgar"]]
        return {Decimal(over) / under}, at + 1
    word = token["word"]
    if word not in WORDS:
        return ({Decimal(1) / PARTS[word]}, at + 1) if word in PARTS else (set(), at)
    return _spelt(tokens, at)


def _spelt(tokens: list[re.Match[str]], at: int) -> tuple[set[Decimal], int]:
    """“twenty-five”, “two hundred and fifty thousand”; also each reading cut short."""
    total, current, end, ordinal = 0, 0, at, tokens[at]["word"] in PARTS
    while end < len(tokens):
        word = _word(tokens, end)
        if word == "and" and current >= 100 and _word(tokens, end + 1) in WORDS:
            end += 1
            continue
        if word in PARTS and end > at:
            break
        if word in WORDS and (
            current == 0
            or (current % 100 >= 20 and WORDS[word] < 10)
            or (current and current % 100 == 0 and WORDS[word] < 100)
        ):
            current += WORDS[word]
        elif word in SCALES and SCALES[word] == 100 and current:
            current *= 100
        elif word in SCALES and SCALES[word] > 100 and current and len(word) > 2:
            total, current = total + current * SCALES[word], 0
        else:
            break
        end += 1
    values = {Decimal(total + current)}
    if ordinal:
        values.add(Decimal(1) / PARTS[tokens[at]["word"]])
    return values, end


def _word(tokens: list[re.Match[str]], at: int) -> str:
    return tokens[at]["word"] or "" if at < len(tokens) else ""


_SIGNS = str.maketrans("−،٬٫", "-,,.")


def _digits(text: str) -> set[Decimal]:
    """“8,000”, “8.000” and “8 000” are eight thousand; the first two may also be eight."""
    text = re.sub(r"[  ’' ]", "", text.translate(_SIGNS))
    marks = [char for char in text if char in ".,"]
    if not marks:
        return {Decimal(text)}
    if len(set(marks)) == 2:
        last = marks[-1]
        first = "," if last == "." else "."
        return (
            {Decimal(text.replace(first, "").replace(last, "."))}
            if marks.count(last) == 1
            else set()
        )
    whole = Decimal(text.replace(marks[0], ""))
    if len(marks) > 1:
        return {whole}
    point = Decimal(text.replace(",", "."))
    before, after = re.split("[.,]", text)
    return {whole, point} if len(after) == 3 and before.strip("-") not in ("0", "") else {point}
