"""How much is missing, in words: ``3 to 5 letters lost`` (TEI att.dimensions, att.ranging)."""

from __future__ import annotations

import re
from decimal import Decimal

from exporter.sourcing.wording.phrases import Voice
from exporter.sourcing.wording.plurals import plural
from exporter.sourcing.wording.quantities import spoken_number
from exporter.sourcing.wording.units import named, unit_id
from exporter.tei.tree.attribute_values import decimal, number
from exporter.tei.tree.elements import Element, children

__all__ = ["BOUNDS", "extent_words", "how_many", "lost_words"]

BOUNDS = ("quantity", "extent", "atLeast", "atMost", "min", "max", "confidence")
"""The attributes that say how much, or how sure that is."""

_UNITS = {
    alias: unit
    for unit, aliases in {
        "character": "char chars character characters graph graphs sign signs zeichen",
        "letter": "letter letters lettre lettres buchstabe buchstaben",
        "syllable": "syllable syllables",
        "word": "word words mot mots wort wörter w",
        "line": "line lines ligne lignes zeile zeilen lb",
        "verse": "verse verses l",
        "stanza": "stanza stanzas strophe strophes lg",
        "paragraph": "paragraph paragraphs para p",
        "column": "column columns col cb",
        "page": "page pages pp pb seite seiten",
        "leaf": "leaf leaves folio folios fol leaf/leaves blatt blätter",
        "chapter": "chapter chapters",
    }.items()
    for alias in aliases.split()
}
_REASONS = {
    alias: reason
    for reason, aliases in {
        "illegible": "illegible unreadable unleserlich illisible",
        "lost": "lost missing",
        "damaged": "damage damaged",
        "omitted": "omitted omission",
        "deleted": "deleted deletion cancelled canceled erased erasure",
        "faded": "faded fading",
        "torn": "torn tear",
        "inaudible": "inaudible unintelligible",
    }.items()
    for alias in aliases.split()
}
_COUNTED = re.compile(
    r"(?P<about>c\.|ca\.?|circa|about|~)?\s*(?P<n>\d+(?:\.\d+)?)\s*(?P<unit>[^\W\d_]+)?"
)
_UNKNOWN = ("unknown", "unk", "?", "")


def lost_words(element: Element, voice: Voice) -> str:
    """How much is missing and why: ``2 words illegible``; empty where nothing says how much."""
    extent = extent_words(element, voice)
    if not extent:
        return ""
    known, others = [], []
    for word in (element.get("reason") or "").split():
        if reason := _REASONS.get(word.casefold()):
            known.append(voice.text(f"reason-{reason}"))
        else:
            others.append(re.sub("[_-]", " ", word))
    return ", ".join([" ".join([extent, ", ".join(known)]).strip(), *others])


def extent_words(element: Element, voice: Voice) -> str:
    """``about 3 lines``; empty where nothing says how much."""
    words = _amount(element, voice, element.get("unit") or "")
    sure = decimal(element.get("confidence"))
    if words and sure is not None and 0 <= sure <= 1:
        share = _percent(sure, voice)
        return voice.text("extent-confidence", extent=words, share=share)
    return words


def how_many(element: Element, voice: Voice) -> str:
    """The number alone, ``3–5``; empty where nothing says it."""
    low, high = _bounds(element)
    if low is not None and high is not None:
        return f"{spoken_number(low, voice)}–{spoken_number(high, voice)}"
    return _amount(element, voice, "")


def _amount(element: Element, voice: Voice, unit: str) -> str:
    low, high = _bounds(element)
    quantity, written = decimal(element.get("quantity")), (element.get("extent") or "").strip()
    found = _COUNTED.fullmatch(written) if quantity is None else None
    about = _is_vague(element)
    if found is not None:
        quantity, about = Decimal(found["n"]), about or bool(found["about"])
        unit = found["unit"] or unit
    if quantity:
        text = _counted(quantity, unit, voice)
        return voice.text("value-about", value=text) if about else text
    if low is not None and high is not None:
        text = voice.text("value-range", a=spoken_number(low, voice), b=_counted(high, unit, voice))
        return voice.text("value-about", value=text) if about else text
    if low is not None:
        return voice.text("value-at-least", value=_counted(low, unit, voice))
    if high is not None:
        return voice.text("value-at-most", value=_counted(high, unit, voice))
    return "" if written.casefold() in _UNKNOWN else " ".join(written.split())


def _bounds(element: Element) -> tuple[Decimal | None, Decimal | None]:
    said = dict(element.items())
    return number(said, "atLeast", "min"), number(said, "atMost", "max")


def _is_vague(element: Element) -> bool:
    said = [element, *children(element, "precision")]
    return any(each.get("precision") in ("low", "medium") for each in said)


def _counted(value: Decimal, unit: str, voice: Voice) -> str:
    number = spoken_number(value, voice)
    known = _UNITS.get(unit.casefold())
    if known:
        return voice.text(f"extent-{known}{'-1' if value == 1 else ''}", n=number)
    if not unit:
        return number
    if ident := unit_id(unit, voice.spoken):
        return named(number, value, ident, voice)
    return f"{number} {unit if value == 1 or voice.catalogue.lang != 'en' else plural(unit)}"


def _percent(share: Decimal, voice: Voice) -> str:
    from babel.numbers import format_percent

    return voice.localised(format_percent(share, locale=voice.locale, decimal_quantization=False))
