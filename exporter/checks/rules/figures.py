"""Figures: whose they are, and whether they agree with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from exporter.checks.queries import claims, covering_notes, in_prose, label, shown, sources_of
from exporter.checks.rule import Document, Finding, Rule
from exporter.notices import Severity
from exporter.tei.tree.attribute_values import decimal
from exporter.tei.tree.elements import Element, folded, name
from exporter.values import Value

__all__ = ["RULES"]

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
        if not sources_of(doc, figure) and next(covering_notes(doc, figure), None) is None:
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
        "A quantity or share without a source cannot be checked.",
        "Give the figure a @source, or put it into a claim or a speech that has one.",
        _sourceless,
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
