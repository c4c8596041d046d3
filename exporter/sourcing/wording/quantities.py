"""Figures in words: values with their units, ranges and vagueness, in a language's own way."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from exporter.model import Figure
from exporter.sourcing.wording import british
from exporter.sourcing.wording.dates import spoken_date
from exporter.sourcing.wording.locales import exactly
from exporter.sourcing.wording.phrases import Voice, speak
from exporter.sourcing.wording.plurals import is_plural, plural, singular
from exporter.sourcing.wording.units import is_form, named, own_word, unit_id
from exporter.text.language_tags import primary
from exporter.text.number_words import SCALES
from exporter.values import replace

__all__ = ["spoken_value"]

_APART = "-"
_SPACES = re.compile(r"[ \t\n]+")
_UNNAMED = frozenset(["", "count", "unit", "units"])
_COUNTED = _UNNAMED | {"item", "items", "people", "person", "persons", "piece"}


def spoken_value(figure: Figure, voice: Voice, lang: str = "") -> str:
    """The value as it is encoded, empty where nothing is: ``about 10,000 troops``. What is
    counted is named in ``lang``, the article's; where that is another, it stands apart."""
    if figure.kind == "date":
        return spoken_date(figure.date, voice)
    if not voice.speaks(lang) and figure.unit in _COUNTED and figure.commodity:
        figure = replace(figure, unit=_APART)
    text = _extent(figure, voice, lang)
    vague = bool(text) and figure.precision in {"low", "medium"}
    if vague and figure.value is not None:
        text = voice.text("value-about", value=text)
    what, unit = figure.commodity, figure.unit
    if text and unit.casefold() in SCALES and what:
        text = f"{text} {what}"
    elif text and unit not in _COUNTED and what not in _COUNTED and what != unit:
        text = voice.text("value-of", value=text, what=what)
    if vague and figure.value is None:
        text = voice.text("value-rough", value=text)
    return _SPACES.sub(" ", text) if "  " in text or "\n" in text or "\t" in text else text


def _extent(figure: Figure, voice: Voice, lang: str) -> str:
    low, high = figure.at_least, figure.at_most
    if figure.value is not None:
        return _amount(figure.value, figure, voice, lang)
    if low is not None and high is not None:
        bare = low.is_finite() and not re.fullmatch("[A-Z]{3}", figure.unit)
        first = spoken_number(low, voice) if bare else _amount(low, figure, voice, lang)
        return voice.text("value-range", a=first, b=_amount(high, figure, voice, lang))
    if low is not None:
        return voice.text("value-at-least", value=_amount(low, figure, voice, lang))
    if high is not None:
        return voice.text("value-at-most", value=_amount(high, figure, voice, lang))
    return ""


def _amount(value: Decimal, figure: Figure, voice: Voice, lang: str) -> str:
    if not value.is_finite():
        return str(value)
    unit = figure.unit
    kind = "percent" if figure.type == "percentage" and not unit else unit_id(unit, lang)
    if kind and kind != "percent":
        return named(spoken_number(value, voice), value, kind, voice)
    return _formatted(value, kind or unit, voice.lang) or _counted(value, figure, voice, lang)


def _counted(value: Decimal, figure: Figure, voice: Voice, lang: str) -> str:
    """A number with what is counted: as the text says it, in the text's language, else as the
    attribute does, in English in its plural."""
    unit = figure.unit
    number = (figure.type == "fraction" and _fraction(value, voice)) or spoken_number(value, voice)
    if unit == _APART or not (unit or figure.commodity):
        return number
    tongue = primary(lang) or voice.catalogue.lang
    if unit in _COUNTED and figure.commodity:
        return f"{number} {_in_number(figure.commodity, value, figure.text, tongue)}"
    if unit.casefold() in SCALES:
        return f"{number} {unit}"
    if unit and (word := own_word(figure.text, tongue, unit, value)):
        return f"{number} {word}"
    counted = "" if unit in (_UNNAMED if voice.catalogue.lang == "en" else _COUNTED) else unit
    return f"{number} {_in_number(counted, value, '', tongue)}" if counted else number


def _in_number(noun: str, value: Decimal, text: str, lang: str) -> str:
    """A noun as a number asks for it, where the language's way is known or the text has it."""
    word = own_word(text, lang, noun, value) if text else ""
    if word and is_form(word, noun):
        return word
    if lang != "en":
        return noun
    if abs(value) != 1:
        return plural(noun)
    one = singular(noun)
    return word if word and one == noun and is_plural(noun) else one


_LARGE, _SMALL = 21, -12
"""Powers of ten from which on people count zeros no more."""
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def spoken_number(value: Decimal, voice: Voice) -> str:
    """A number with every digit it has, as people write it: what has no end as a fraction, what is
    very large or small as a power of ten."""
    if value and not _SMALL <= value.adjusted() < _LARGE:
        with exactly():
            digits = value.normalize().as_tuple().digits
        factor = Decimal((0, digits, 1 - len(digits)))
        power = f"10{str(value.adjusted()).translate(_RAISED)}"
        sign = "\N{MINUS SIGN}" if value < 0 else ""
        return sign + (power if factor == 1 else f"{voice.number(factor)} × {power}")
    if len(value.as_tuple().digits) > _MOST and (fraction := _fraction(value, voice)):
        return fraction
    return voice.number(value)


def _fraction(value: Decimal, voice: Voice) -> str:
    """``2/3``; empty for a whole number, and for what is no fraction of small numbers."""
    if not value or not _SMALL <= value.adjusted() < _LARGE:
        return ""
    near = Fraction(value).limit_denominator(_MOST_PARTS)
    if abs(Fraction(value) - near) >= Fraction(1, 10**20) or near.denominator == 1:
        return ""
    return f"{voice.localised(str(near.numerator))}/{voice.localised(str(near.denominator))}"


_MOST = 20
_MOST_PARTS = 1000


@lru_cache(maxsize=4096)
def _formatted(value: Decimal, unit: str, lang: str) -> str:
    """A percentage or a currency; nothing for any other unit."""
    voice = speak(lang)
    if unit == "percent" and british.is_british(voice.spoken):
        return f"{british.number(value)}%"
    if unit == "percent":
        from babel.numbers import format_percent

        with exactly():
            text = format_percent(value / 100, locale=voice.locale, decimal_quantization=False)
        return voice.localised(text)
    if re.fullmatch("[A-Z]{3}", unit) and unit in voice.locale.currencies:
        return _money(value, unit, voice)
    return ""


def _money(value: Decimal, unit: str, voice: Voice) -> str:
    with exactly():
        return _in_currency(value, unit, voice)


def _in_currency(value: Decimal, unit: str, voice: Voice) -> str:
    from babel.numbers import format_currency, get_currency_precision

    whole = value == value.to_integral_value()
    pattern = voice.locale.currency_formats["standard"].pattern
    if whole:
        pattern = re.sub(r"0\.0+", "0", pattern)
    elif get_currency_precision(unit) < -value.normalize().as_tuple().exponent:  # type: ignore[operator]
        pattern = re.sub(r"0\.0+", "0.00####", pattern)
    text = format_currency(value, unit, pattern, locale=voice.locale, currency_digits=False)
    return voice.localised(text)
