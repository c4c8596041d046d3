"""Numbers of several words, “two hundred and five”, “quatre-vingt-dix”, and German ones in one,
“zweihundertfünfundzwanzig”."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from exporter.text.number_words import ALONE, GERMAN, PARTS, SCALES, UNSURE, WORDS
from exporter.text.patterns import pattern

__all__ = ["french", "german", "in_french", "spelt", "word_at"]

_HALF = pattern(r"(?:andert|(?P<before>[a-zäöüß]+)ein)halb(?:e[nrs]?)?")


def german(word: str) -> Decimal | None:
    """The number that a German word is, small letters; None where it is none, and where it is one
    that English has as well."""
    half = _HALF.fullmatch(word)
    if half:
        before = GERMAN.get(half["before"]) if half["before"] else 1
        return None if before is None else before + Decimal("0.5")
    whole = _whole(word)
    return None if whole is None else Decimal(whole)


_WHOLE = pattern(
    r"(?:(?P<thousands>[a-zäöüß]*?)tausend)?(?:(?P<hundreds>[a-zäöüß]*?)hundert)?(?:und)?"
    r"(?:(?P<unit>[a-zäöüß]+?)und(?P<ten>[a-zäöüß]+zig|dreißig)|(?P<plain>[a-zäöüß]+))?"
)


@lru_cache(maxsize=1024)
def _whole(word: str) -> int | None:
    """German numbers in one word, up to 999,999: “zweihundertfünfundzwanzig”."""
    found = _WHOLE.fullmatch(word)
    if not found or not (found["thousands"] or found["hundreds"] or found["ten"]):
        return None
    parts = [
        _whole(found["thousands"]) or GERMAN.get(found["thousands"])
        if found["thousands"]
        else 1
        if found["thousands"] == ""
        else 0,
        GERMAN.get(found["hundreds"]) if found["hundreds"] else int(found["hundreds"] == ""),
        GERMAN.get(found["unit"]) if found["unit"] else 0,
        GERMAN.get(found["ten"]) if found["ten"] else 0,
        GERMAN.get(found["plain"]) if found["plain"] else 0,
    ]
    if any(part is None for part in parts):
        return None
    return sum(part * by for part, by in zip(parts, (1000, 100, 1, 1, 1), strict=True) if part)


_FRENCH = {
    word: value
    for value, names in enumerate(
        (
            "zéro", "un une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
            "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize",
        )
    )
    for word in names.split()
} | {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
     "septante": 70, "huitante": 80, "octante": 80, "nonante": 90}  # fmt: skip


def french(words: Sequence[str]) -> tuple[int, int]:
    """The number that French words begin with, small letters, and how many of them it is; 0 words
    where they begin with none."""
    total, current, used = 0, 0, 0
    for at, word in enumerate(words):
        if word == "et" and used == at and words[at + 1 : at + 2] in (["un"], ["une"], ["onze"]):
            continue
        if word in ("cent", "cents") and current < 100:
            current = (current or 1) * 100
        elif word == "mille" and not total:
            total, current = (current or 1) * 1000, 0
        elif word in _FRENCH and _follows(_FRENCH[word], current, first=not used):
            by_score = _FRENCH[word] == 20 and current % 100 == 4
            current += 76 if by_score else _FRENCH[word]
        else:
            break
        used = at + 1
    return total + current, used


def _follows(value: int, current: int, *, first: bool) -> bool:
    """Whether a word goes on with the number before it: “soixante” “dix”, “quatre” “vingt”."""
    rest = current % 100
    if rest == 0:
        return first or value > 0
    if value == 20:
        return rest == 4
    if value < 10:
        return rest >= 20 and rest % 10 == 0 if rest not in (10, 70, 90) else value > 6 or rest > 10
    return value < 17 and rest in (60, 80)


# ------------------------------------------------------------------ words of a text


def in_french(tokens: list[re.Match[str]], at: int) -> tuple[set[Decimal], int]:
    """“quatre-vingt-dix”, “mille neuf cents”."""
    end = at + 1
    while (
        end < len(tokens)
        and tokens[end].string[tokens[end - 1].end() : tokens[end].start()] in " -"
    ):
        end += 1
    value, used = french([word_at(tokens, place) for place in range(at, end)])
    return {Decimal(value)}, at + used


def spelt(tokens: list[re.Match[str]], at: int) -> tuple[set[Decimal], int]:
    """“twenty-five”, “two hundred and fifty thousand”; “second” is also a half."""
    total, current, end, ordinal = 0, 0, at, tokens[at]["word"] in PARTS
    while end < len(tokens):
        word = word_at(tokens, end)
        if word == "and" and current >= 100 and word_at(tokens, end + 1) in WORDS:
            end += 1
            continue
        ordinal_goes_on = word in WORDS and _adds(WORDS[word], current, first=end == at)
        if word in PARTS and end > at and not ordinal_goes_on:
            break
        if word in WORDS and _adds(WORDS[word], current, first=end == at):
            current += WORDS[word]
        elif word in SCALES and SCALES[word] == 100 and current:
            current *= 100
        elif word in SCALES and current and (_is_inner(tokens, end) or 100 < SCALES[word] < total):
            total, current = total + current * SCALES[word], 0
        else:
            break
        end += 1
    values = {Decimal(total + current)}
    if ordinal:
        values.add(Decimal(1) / PARTS[tokens[at]["word"]])
    return values, end


def _adds(value: int, current: int, *, first: bool) -> bool:
    """Whether a number word goes on with the number before it: “twenty” “five”."""
    if current == 0:
        return first or value > 0
    return (current % 100 >= 20 and current % 10 == 0 and 0 < value < 10) or (
        current % 100 == 0 and value < 100
    )


def _is_inner(tokens: list[re.Match[str]], at: int) -> bool:
    """Whether a thousand or million is followed by more of the number."""
    word = word_at(tokens, at)
    if SCALES[word] <= 100 or word in UNSURE:
        return False
    after = at + 2 if word_at(tokens, at + 1) == "and" else at + 1
    return word_at(tokens, after) in WORDS and word_at(tokens, after) not in ALONE


def word_at(tokens: list[re.Match[str]], at: int) -> str:
    """The word at a token, empty where there is none."""
    return tokens[at]["word"] or "" if at < len(tokens) else ""
