"""Whether the words of a figure and its attributes say the same, and what they would have to say.

Compared are sign, size, magnitude (thousand, million), unit and currency. A value agrees if one of
the numbers of the text, in one of the readings that its language allows, is it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from exporter.checks.queries import language, text_before, words_of
from exporter.checks.units import currency_words, scales_of, unit_of
from exporter.checks.written.amounts import SECOND, Amount, Units, amounts, is_compatible
from exporter.tei.tree.attribute_values import decimal
from exporter.tei.tree.elements import Element, folded, name
from exporter.text.numerals import is_vague
from exporter.values import Value

__all__ = ["BOUNDS", "Disagreement", "best_unit", "best_value", "disagreement"]

BOUNDS = ("quantity", "value", "atLeast", "atMost", "min", "max")
_EXACT, _CONVERTED, _VAGUE = Decimal("0.006"), Decimal("0.02"), Decimal("0.05")
_TIME = Decimal("0.04")
_LESS = re.compile(
    r"\b(minus|below|loss(?:es)?|los[et]|fell|fall(?:s|en|ing)?|down|drop\w*|declin\w+|less|under"
    r"|deficit|decreas\w+|shr[aiu]nk\w*|cut|lower|negative|b\.?c\.?|bce|v\. ?chr|unter|gesunken"
    r"|owe[sd]?|debt|south|west|ago|before)\b",
    re.IGNORECASE,
)
_DAY = 86400
"""Seconds; longer units of time are no exact number of them."""


class Disagreement(Value):
    """``attribute`` is at fault; ``meant`` is what it would be after the text, empty where the
    text does not tell; ``unit`` is what the text counts in, where that is the fault."""

    attribute: str
    given: str
    meant: str
    unit: str = ""


class _Scale(Value):
    """What the attributes count in."""

    units: Units
    by: Decimal
    kind: str


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def _plain_powers(text: str) -> str:
    """“10⁶” as “10^6”; “m²” stays."""
    return re.sub(r"(?<=\d)[⁻⁰¹²³⁴-⁹]+", lambda found: "^" + found[0].translate(_RAISED), text)


def disagreement(figure: Element) -> Disagreement | None:
    """What a figure's attributes have against its text; None where they agree, or where the text
    names no number."""
    text = _plain_powers(words_of(figure))
    found = amounts(text, language(figure))
    given = {key: value for key in BOUNDS if (value := decimal(figure.get(key))) is not None}
    if not found or not given:
        return None
    scale = _scale(figure)
    vague = is_vague(text) or any(name(child) == "precision" for child in figure)
    minus = any(value < 0 for value in given.values()) and _says_less(figure, text)
    wrong = {
        key: value
        for key, value in given.items()
        if not any(_agree(value, number, scale, vague=vague, minus=minus) for number in found)
    }
    if not wrong or (len(wrong) < len(given) and (vague or len(found) < len(given))):
        return None
    return _explained(figure, wrong, found, scale)


def best_value(figure: Element) -> str:
    """The value that a text names, as an attribute writes it; empty where it may be several."""
    found = amounts(_plain_powers(words_of(figure)), language(figure))
    return _meant(found, _scale(figure))


def best_unit(figure: Element) -> str:
    """What a text counts in, as an attribute writes it: a currency's code, a unit of ours, else the
    word after the number."""
    text = _plain_powers(words_of(figure))
    found = amounts(text, language(figure))
    with_unit = next((number for number in found if number.units), None)
    if with_unit is not None:
        return _code(with_unit)
    last = max((number.written.end for number in found), default=None)
    word = re.match(r"[\s-]*([^\W\d_]+)", text[last:]) if last is not None else None
    return word[1] if word else ""


def _says_less(figure: Element, text: str) -> bool:
    around = f"{text_before(figure)[-60:]} {text} {(figure.tail or '')[:40]}"
    return _LESS.search(around) is not None


def _scale(figure: Element) -> _Scale:
    unit, kind = folded(figure.get("unit") or ""), figure.get("type") or ""
    if not unit and kind == "percentage":
        unit = "%"
    return _Scale(unit_of(unit), scales_of(f"{unit} {folded(figure.get('commodity') or '')}"), kind)


def _agree(value: Decimal, number: Amount, scale: _Scale, *, vague: bool, minus: bool) -> bool:
    return any(
        _near(value, each, max(allowed, _VAGUE if vague else allowed))
        or (minus and _near(-value, each, max(allowed, _VAGUE if vague else allowed)))
        for each, allowed in _readings(number, scale)
    )


def _near(value: Decimal, number: Decimal, allowed: Decimal) -> bool:
    return abs(value - number) <= allowed * max(abs(value), abs(number))


def _readings(number: Amount, scale: _Scale) -> Iterator[tuple[Decimal, Decimal]]:
    """What a number may be in the attributes' unit, and how far it may be off (a share of it)."""
    own = _CONVERTED if number.written.is_share else _EXACT
    for value in number.written.values:
        for degrees in _degrees(value, number.units, scale.units):
            yield degrees, _CONVERTED
        for factor, allowed in _factors(number.units, scale):
            yield value * factor, max(own, allowed)
            if scale.by != 1:
                yield value * factor / scale.by, max(own, allowed)
        counts_share = scale.units and scale.units[0].dimension == "share"
        if counts_share and not number.units and (number.written.is_share or abs(value) < 1):
            yield value / scale.units[0].factor, own
        if number.units == (SECOND,) and not scale.units:
            yield from ((value / by, own) for by in (60, 3600))
        share = number.units and number.units[0].dimension == "share"
        if share and not scale.units and scale.kind != "percentage":
            yield value * number.units[0].factor, own


def _degrees(value: Decimal, there: Units, here: Units) -> Iterator[Decimal]:
    """Celsius in Fahrenheit and the other way round."""
    kinds = (there[0].dimension, here[0].dimension) if there and here else ()
    if kinds == ("celsius", "fahrenheit"):
        yield value * 9 / 5 + 32
    if kinds == ("fahrenheit", "celsius"):
        yield (value - 32) * 5 / 9


def _factors(there: Units, scale: _Scale) -> Iterator[tuple[Decimal, Decimal]]:
    if not there or not scale.units:
        yield Decimal(1), _EXACT
        return
    for a in there:
        for b in scale.units:
            if a.dimension == b.dimension:
                same = a.factor == b.factor
                long = a.dimension == "time" and max(a.factor, b.factor) > _DAY
                rounded = _TIME if long else _CONVERTED
                yield a.factor / b.factor, _EXACT if same else rounded


def _explained(
    figure: Element, wrong: Mapping[str, Decimal], found: tuple[Amount, ...], scale: _Scale
) -> Disagreement:
    key, value = next(iter(wrong.items()))
    meant = _meant(found, scale) if len(wrong) == 1 else ""
    for number in found:
        other = number.units and scale.units and not is_compatible(number.units, scale.units)
        if other and any(_near(value, each, _EXACT) for each in number.written.values):
            words = currency_words(number.units) or number.units[0].label
            return Disagreement("unit", figure.get("unit") or "", _code(number), words)
    return Disagreement(key, f"{value:,f}", meant)


def _code(number: Amount) -> str:
    """The unit to write, where the words leave no choice: a currency's first is its usual one."""
    first = number.units[0]
    return first.dimension.removeprefix("money:") if "money:" in first.dimension else first.label


def _meant(found: tuple[Amount, ...], scale: _Scale) -> str:
    """The one value that the text gives, in the attributes' unit."""
    if not found:
        return ""
    whole = max(found, key=lambda n: n.written.end - n.written.start)
    inside = all(
        whole.written.start <= n.written.start and n.written.end <= whole.written.end for n in found
    )
    values = {value for value, _ in _plain_readings(whole, scale)}
    return _as_written(values.pop()) if inside and len(values) == 1 else ""


def _plain_readings(number: Amount, scale: _Scale) -> Iterator[tuple[Decimal, Decimal]]:
    share = scale.units and scale.units[0].dimension == "share" and number.written.is_share
    for value in number.written.values:
        for factor, allowed in _factors(number.units, scale):
            by = 100 if share and not number.units else 1
            yield (value * factor * by / scale.by).normalize(), allowed


def _as_written(value: Decimal) -> str:
    """As TEI's ``teidata.numeric`` writes it, never rounded but where its decimals have no end."""
    if value != value.to_integral_value():
        value = (
            value.quantize(Decimal("1e-6")).normalize() if abs(value) > Decimal("0.001") else value
        )
    return f"{value:f}"
