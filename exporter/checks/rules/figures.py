"""Figures: whose they are, whether text and value agree, whether they agree with each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from exporter.checks.numerals import is_vague, numbers
from exporter.checks.queries import claims, covering_notes, in_prose, label, shown, sources_of
from exporter.checks.rule import Document, Finding, Rule
from exporter.notices import Severity
from exporter.tei.tree.attribute_values import decimal
from exporter.tei.tree.elements import Element, folded, name, plain
from exporter.values import Value

__all__ = ["RULES"]

_VALUES = ("quantity", "value", "atLeast", "atMost", "min", "max")
_COUNTED = frozenset({"percentage", "fraction"})


def _figures(doc: Document) -> Iterator[Element]:
    return (figure for figure in doc.all("measure", "num") if in_prose(figure))


def _sourceless(doc: Document) -> Iterator[Finding]:
    if not doc.all("standOff") and not doc.article.claims:
        return
    crossed = list(_crossing(doc))
    for figure in _figures(doc):
        if name(figure) == "num" and figure.get("type") not in _COUNTED:
            continue
        if not sources_of(doc, figure) and not any(covering_notes(doc, figure)):
            at = doc.places.offsets.get(figure, -1)
            if _in_note(figure) or any(start < at < end for start, end in crossed):
                continue
            yield Finding(f"Nobody is named for the figure {label(figure)}.", figure)


def _in_note(figure: Element) -> bool:
    return any(name(ancestor) == "note" for ancestor in figure.iterancestors())


def _crossing(doc: Document) -> Iterator[tuple[int, int]]:
    """Where sourced claims reach from anchor to anchor."""
    for claim in claims(doc):
        start, end = doc.target(claim.get("from") or ""), doc.target(claim.get("to") or "")
        if claim.get("source") and start is not None and end is not None:
            yield doc.places.offsets.get(start, 0), doc.places.offsets.get(end, 0)


def _mismatched(doc: Document) -> Iterator[Finding]:
    for figure in _figures(doc):
        text = plain(figure, "note", "rdg")
        read = numbers(text)
        if not read:
            continue
        given = {key: decimal(figure.get(key)) for key in _VALUES}
        wrong = [(key, value) for key, value in given.items() if value is not None]
        vague = is_vague(text) or any(name(child) == "precision" for child in figure)
        if not wrong or any(_near(value, number, vague) for _, value in wrong for number in read):
            continue
        key, value = wrong[0]
        yield Finding(f"The text says “{shown(figure)}”, but @{key} is {value:,f}.", figure, key)


def _near(value: Decimal, number: Decimal, vague: bool) -> bool:
    allowed = Decimal("0.05") if vague else Decimal("0.006")
    return abs(value - number) <= allowed * max(abs(value), abs(number))


_MONTHS = {
    word: month
    for month, words in enumerate(
        (
            "january januar jänner janvier", "february februar février", "march märz mars",
            "april avril", "may mai", "june juni juin", "july juli juillet", "august août",
            "september septembre", "october oktober octobre", "november novembre",
            "december dezember décembre",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_ISO = re.compile(r"(-?\d{4,})(?:-(\d\d))?(?:-(\d\d))?")
_DATES = ("when", "from", "to", "notBefore", "notAfter")


def _misdated(doc: Document) -> Iterator[Finding]:
    for date in doc.all("date"):
        given = {key: date.get(key) for key in _DATES if date.get(key)}
        bounds = [found for value in given.values() if (found := _ISO.match(value))]
        if not bounds or date.get("calendar") not in (None, "#gregorian", "#Gregorian"):
            continue
        text = plain(date, "note").casefold()
        wrong = _wrong_part(text, bounds)
        if wrong:
            key, value = next(iter(given.items()))
            yield Finding(f"The text says “{shown(date)}”, but @{key} is {value}.", date, key)


def _wrong_part(text: str, bounds: list[re.Match[str]]) -> bool:
    years = {int(year) for year in re.findall(r"\b(1[0-9]{3}|20[0-9]{2})\b", text)}
    given = [int(bound[1]) for bound in bounds]
    if years and not any(min(given) <= year <= max(given) for year in years):
        return True
    words = re.findall(r"[^\W\d_]+", text)
    months = {_MONTHS[word] for word in words if word in _MONTHS}
    wanted = {int(bound[2]) for bound in bounds if bound[2]}
    if not months or len(wanted) < len(bounds) or len(set(given)) > 1:
        return False
    if not any(min(wanted) <= month <= max(wanted) for month in months):
        return True
    days = {int(day) for day in re.findall(r"\b([0-3]?\d)(?:st|nd|rd|th|\.)?\b(?![,.]\d{3})", text)}
    named = {int(bound[3]) for bound in bounds if bound[3]}
    exact = len(named) == len(bounds) == 1 and len(days) == 1
    return exact and not days & named


class _Amount(Value):
    element: Element
    low: Decimal
    high: Decimal


def _contradictory(doc: Document) -> Iterator[Finding]:
    amounts: dict[tuple[str, str], list[_Amount]] = defaultdict(list)
    for measure in doc.all("measure"):
        if measure.get("commodity") and in_prose(measure) and (amount := _amount(measure)):
            what = folded(measure.get("commodity")).casefold()
            amounts[what, measure.get("unit") or ""].append(amount)
    for (what, _), found in amounts.items():
        first = found[0]
        for other in found[1:]:
            if other.low > first.high or other.high < first.low:
                line, _ = doc.places.of(first.element)
                yield Finding(
                    f"“{shown(other.element)}” of {what} here, but “{shown(first.element)}” in "
                    f"line {line}.",
                    other.element,
                )


def _amount(measure: Element) -> _Amount | None:
    exact = decimal(measure.get("quantity"))
    low = exact if exact is not None else decimal(measure.get("atLeast") or measure.get("min"))
    high = exact if exact is not None else decimal(measure.get("atMost") or measure.get("max"))
    if low is None and high is None:
        return None
    return _Amount(
        measure,
        low if low is not None else Decimal("-Infinity"),
        high if high is not None else Decimal("Infinity"),
    )


RULES = (
    Rule(
        "figure-without-source",
        "sourcing",
        Severity.WARNING,
        "A quantity or a share that nobody is named for cannot be checked.",
        "Give the figure a @source, or put it into a claim or a speech that has one.",
        _sourceless,
    ),
    Rule(
        "figure-disagrees-with-text",
        "sourcing",
        Severity.ERROR,
        "Registers and machines take the value, readers the text: they must be the same.",
        "Correct the text or the attribute, whichever is wrong.",
        _mismatched,
    ),
    Rule(
        "date-disagrees-with-text",
        "sourcing",
        Severity.ERROR,
        "Registers and machines take the attribute, readers the text: they must be the same day.",
        "Correct the text or the attribute, whichever is wrong.",
        _misdated,
    ),
    Rule(
        "contradictory-figures",
        "sourcing",
        Severity.WARNING,
        "One quantity cannot have two values in one article, unless the text says that it has.",
        "Correct one of them, or tell in @commodity what makes them two quantities.",
        _contradictory,
    ),
)
