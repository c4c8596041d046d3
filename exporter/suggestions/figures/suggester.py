"""Quantities and dates in prose → suggestions."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.figures.dates import date_ranges, moments
from exporter.suggestions.figures.numerals import plain
from exporter.suggestions.figures.ordinals import ordinals
from exporter.suggestions.figures.quantities import Quantity, quantities
from exporter.suggestions.workspace import Workspace

__all__ = ["suggest_figures"]


def suggest_figures(work: Workspace) -> None:
    """Add ``measure``, ``num`` and ``date`` for what can be reckoned."""
    document = work.document
    for prose in document.prose:
        if not prose.tokens:
            continue
        for moment in moments(prose, document.published, document.region):
            place = (prose.number, moment.start, moment.end)
            if moment.attributes and not document.is_annotated("figure", *place):
                work.suggest(
                    "date",
                    "date",
                    place,
                    moment.attributes,
                    score=0.95 if not moment.relative else 0.85 if moment.certain else 0.75,
                    reason=moment.reason,
                    sure=moment.certain and not moment.relative,
                )
        taken = date_ranges(prose)
        for quantity in quantities(prose, taken):
            _figure(work, prose, quantity)
        for start, end, value in ordinals(prose):
            place = (prose.number, start, end)
            if not document.is_annotated("figure", *place) and not any(
                start < last and first < end for first, last in taken
            ):
                attributes = (("type", "ordinal"), ("value", str(value)))
                work.suggest("figure", "num", place, attributes, score=0.6, reason="an ordinal")


def _figure(work: Workspace, prose: Prose, quantity: Quantity) -> None:
    place = (prose.number, quantity.start, quantity.end)
    if work.document.is_annotated("figure", *place):
        return
    ratio = quantity.unit == "%" or quantity.numeral.kind == "fraction"
    element = "num" if ratio or not quantity.unit else "measure"
    attributes = [*_kind(quantity, element), *_values(quantity, element)]
    if element == "measure":
        attributes += _unit(quantity)
    worth = 0.9 if quantity.known in ("unit", "currency") else 0.8 if quantity.unit else 0.6
    if quantity.numeral.kind == "words" and not quantity.numeral.scaled:
        worth -= 0.15
    work.suggest(
        "figure",
        element,
        place,
        attributes,
        score=worth,
        reason="a figure" if not quantity.unit else f"a figure in {quantity.unit}",
        precision="low" if quantity.vague else "",
        sure=worth >= 0.9 and quantity.numeral.kind == "digits",
    )


def _kind(quantity: Quantity, element: str) -> list[tuple[str, str]]:
    if element == "measure":
        return [("type", "currency")] if quantity.known == "currency" else []
    if quantity.unit == "%":
        return [("type", "percentage")]
    return [("type", "fraction" if quantity.numeral.kind == "fraction" else "cardinal")]


def _values(quantity: Quantity, element: str) -> list[tuple[str, str]]:
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        if quantity.numeral.kind == "fraction":
            return [("value", _fraction(low))]
        return [("quantity" if element == "measure" else "value", plain(low))]
    if low is not None and high is not None and low > high:
        low, high = high, low
    found = []
    if low is not None:
        found.append(("atLeast", plain(low)))
    if high is not None:
        found.append(("atMost", plain(high)))
    return found


def _fraction(value: Decimal) -> str:
    """``2/3``, exactly."""
    exact = Fraction(value).limit_denominator(1000)
    return f"{exact.numerator}/{exact.denominator}"


def _unit(quantity: Quantity) -> list[tuple[str, str]]:
    """A unit is one word (TEI ``teidata.enumerated``); what is counted in several is the
    commodity."""
    unit = " ".join(quantity.unit.split())
    if " " in unit:
        return [("unit", "count"), ("commodity", unit)]
    return [("unit", unit)]
