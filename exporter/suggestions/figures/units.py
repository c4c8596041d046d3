"""The unit after a number, or what is counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from exporter.suggestions.analysis.flags import (
    CAPITAL,
    COMPLEMENTIZER,
    CUE,
    DETERMINER,
    FUNCTION,
    POSSESSIVE,
    PUNCTUATION,
    SUBJECT,
    TIME,
    VERB,
)
from exporter.suggestions.analysis.language import Language
from exporter.suggestions.analysis.phrases import plain_noun
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.figures.numerals import Numeral
from exporter.values import Value

__all__ = ["Units", "unit_after", "units_of"]


class Units(Value, eq=False):
    """Codes by how they are written, in lower case."""

    words: Mapping[str, str]
    attached: Mapping[str, str]
    currencies: Mapping[str, str]
    signs: re.Pattern[str]
    modifiers: re.Pattern[str]
    kinds: Mapping[str, str]
    per: frozenset[str]
    named: Mapping[str, str]


@cache
def units_of(language: Language) -> Units:
    table = language.table
    words = {w: code for code, forms in table["units"].items() for w in forms.split()}
    attached = {w: code for code, forms in table["units_attached"].items() for w in forms.split()}
    codes = set(table["currencies"])
    currencies = {w: code for code, forms in table["currencies"].items() for w in forms.split()}
    signs = sorted(
        [w.upper() for w in currencies if not w.isalpha() or (len(w) == 3 and w.upper() in codes)]
        + ["RM", "Rs"],
        key=len,
        reverse=True,
    )
    for country in ("us", "hk", "nz", "a", "c", "s"):
        currencies.setdefault(f"${country}", currencies.get(f"{country}$", "USD"))
        currencies.setdefault(f"{country} $", currencies.get(f"{country}$", "USD"))
        signs = [f"${country.upper()}", f"{country.upper()} $", *signs]
    kinds = {phrase: kind for kind, listed in table["vagueness"].items() for phrase in listed}
    phrases = "|".join(re.escape(p) for p in sorted(kinds, key=len, reverse=True))
    return Units(
        words,
        attached,
        currencies,
        re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, signs))})[\s=]?[-−]?$"),
        modifiers=re.compile(rf"(?<!\w)(?:{phrases}|[~≈<>])[\s-]*(?:the\s+)?$", re.IGNORECASE),
        kinds=kinds,
        per=frozenset(table["per"]["words"].split()),
        named=table["currency_names"],
    )


_WORD = re.compile(r"[\s\-\u00a0]*(%|°[CF]?|[$€£¥₹₽₩]|[″′\"]|[^\W\d_][\w/°.²³]*|)", re.UNICODE)


def unit_after(prose: Prose, number: Numeral, currency: str, units: Units) -> tuple[str, str, int]:
    """The unit after a number: its code or words, what kind it is, and where it ends."""
    text = prose.text
    found = _WORD.match(text, number.end)
    old = re.compile(r"[\s-]([^\W\d_]+)-old\b", re.IGNORECASE).match(text, number.end)
    if old and old[1].lower() in units.words:
        return units.words[old[1].lower()], "unit", old.end()
    assert found is not None
    word = found[1].lower().rstrip(".")
    gap = found.start(1) - number.end
    two = _two_words(text, found, units)
    if currency:
        return _per(prose, currency, "currency", number.end, units)
    if two is not None:
        return _per(prose, two[0], "unit", two[1], units)
    if gap == 0 and found[1] and word in units.attached:
        return _per(prose, units.attached[word], "unit", _end(found), units)
    if word in units.words and not (gap == 1 and text[number.end] == "-" and word == "point"):
        return _per(prose, units.words[word], "unit", _end(found), units)
    if word in units.currencies and (gap < 2 or word in units.currencies):
        return _per(prose, units.currencies[word], "currency", _end(found), units)
    return (*_counted(prose, number),)


def _end(found: re.Match[str]) -> int:
    """Where the word ends, a full stop after it left out."""
    return found.start(1) + len(found[1].rstrip("."))


def _two_words(text: str, found: re.Match[str], units: Units) -> tuple[str, int] | None:
    """``per cent``, ``degrees Celsius``, ``Australian dollars``, ``square miles``."""
    second = _WORD.match(text, found.end())
    if second is None or not second[1] or not found[1]:
        return None
    first, word = found[1].lower(), second[1].lower().rstrip(".")
    if (first, word) == ("per", "cent"):
        return "%", _end(second)
    if first in ("percentage", "basis") and word in ("point", "points"):
        return f"{first} point", _end(second)
    if first in ("degrees", "degree", "°") and word in ("celsius", "fahrenheit", "c", "f"):
        return ("°C" if word[0] == "c" else "°F"), _end(second)
    if first in ("square", "sq", "cubic") and word in units.words:
        return f"{units.words[word]}{2 if first != 'cubic' else 3}", _end(second)
    if first in ("sq", "square") and word == "m":
        return "m2", _end(second)
    if first in ("us", "u.s.", "american") and units.currencies.get(word) == "USD":
        return "USD", _end(second)
    named = units.named.get(f"{first} {word}".removesuffix("s"))
    if named:
        return named, _end(second)
    if found[1][0].isupper() and word in units.currencies and word not in ("cents", "cent"):
        return f"{found[1]} {second[1]}", _end(second)
    return None


def _per(prose: Prose, unit: str, known: str, end: int, units: Units) -> tuple[str, str, int]:
    """``$10 per gram``, ``an ounce``, ``/kg``: the unit of a rate."""
    text = prose.text
    found = re.compile(r"\s*(/)\s*|\s+([^\W\d_]+)\s+").match(text, end)
    if found is None or (found[2] and found[2].lower() not in units.per):
        return unit, known, end
    noun = re.compile(r"(?:square|sq|cubic|fluid)?\s*[^\W\d_]+").match(text, found.end())
    if noun is None:
        return unit, known, end
    word = noun[0].lower().split()
    article = found[2] is not None and found[2].lower() != "per"
    later = re.compile(r"\s+([^\W\d_]+)").match(text, noun.end())
    if later and later[1].lower() in prose.language.table["numbers"]["times"].split():
        return unit, known, end
    if word[-1] in units.words:
        return f"{unit}/{units.words[word[-1]]}{2 if len(word) > 1 else ''}", known, noun.end()
    if article or known != "currency":
        return unit, known, end
    return f"{unit}/{word[-1]}", known, noun.end()


def _counted(prose: Prose, number: Numeral) -> tuple[str, str, int]:
    """What is counted, as written: adjectives and the noun after the number."""
    tokens, language = prose.tokens, prose.language
    k = next((i for i, t in enumerate(tokens) if t.end > number.end or t.start >= number.end), None)
    if k is None:
        return "", "", number.end
    token = tokens[k]
    if token.start < number.end:
        tail = prose.text[number.end : token.end].lstrip("-‐‑")
        if tail.isalpha() and tail != prose.text[number.end : token.end]:
            return tail, "noun", token.end
        return "", "", number.end
    if number.kind == "vague" and token.low in language.table["dates"]["of"].split():
        k += 1
    first, last = k, k
    stops = prose.language.table["dates"]["direction"]
    while last < len(tokens) and last - first < 5 and _noun(prose, last):
        if tokens[last].flags & TIME or (
            tokens[last].low in stops and tokens[last].low != "previous"
        ):
            break
        last += 1
        if last < len(tokens) and _ends_phrase(prose, last - 1, last):
            break
    while last > first and tokens[last - 1].low.endswith("ly"):
        last -= 1
    if last == first or (
        last == first + 1
        and tokens[first].low.endswith(("ing", "ed"))
        and tokens[first].low != "bed"
    ):
        return "", "", number.end
    while last - first > 1 and tokens[first].low.endswith("ed"):
        first += 1
    head = tokens[last - 1].low
    known = units_of(language)
    if head in known.words and last - first > 1:
        return known.words[head], "unit", tokens[last - 1].end
    return prose.words(first, last), "noun", tokens[last - 1].end


def _noun(prose: Prose, k: int) -> bool:
    token = prose.tokens[k]
    if token.flags & (FUNCTION | PUNCTUATION) or token.text[0].isdigit():
        return False
    if token.flags & (CUE | VERB) and token.low.endswith("s") and not token.low.endswith("ss"):
        return k + 1 >= len(prose.tokens) or not prose.tokens[k + 1].flags & (
            DETERMINER | POSSESSIVE | COMPLEMENTIZER | SUBJECT | CAPITAL
        )
    return plain_noun(token, prose.language)


def _ends_phrase(prose: Prose, k: int, following: int) -> bool:
    """Whether a plural noun ends the phrase: ``two sides have``, ``four goals in``."""
    token, after = prose.tokens[k], prose.tokens[following]
    if token.low.endswith("s") and not token.low.endswith(("ss", "ous", "us", "is")):
        return not (after.flags & CAPITAL) or bool(after.flags & (VERB | CUE | TIME))
    return token.low in prose.language.lists["words.plural"]
