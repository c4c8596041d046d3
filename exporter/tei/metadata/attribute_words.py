"""Words for what an element says in attributes alone: ``<date when="2014-03"/>``, ``<measure
quantity="3" unit="kg"/>``."""

from __future__ import annotations

from exporter.model import Figure
from exporter.sourcing.wording.dates import spoken_date
from exporter.sourcing.wording.phrases import speak
from exporter.sourcing.wording.quantities import spoken_value
from exporter.tei.tree.attribute_values import date_value, number
from exporter.tei.tree.elements import XML_LANG, Element, name, words
from exporter.text.language_tags import tag as language_tag
from exporter.text.patterns import pattern

__all__ = ["BESIDE", "LIVES", "SCOPES", "attribute_words", "language_around"]

SCOPES = ("biblScope", "citedRange", "locus")
"""What has its bounds in ``@from`` and ``@to`` (TEI 3.12.2.5)."""

_DATES = ("date", "origDate", "docDate", "time")
_FIGURES = ("measure", "num")

BESIDE = words(
    "div div0 div1 div2 div3 div4 div5 div6 div7 body front back text group TEI list table row"
)
"""What holds blocks alone: a date without words is no part of any of them there."""

LIVES = {"birth": "born", "death": "died", "floruit": "flourished"}


def attribute_words(element: Element, lang: str) -> str:
    """What an element without text says of a range or a date, in a language; else nothing."""
    tag = name(element)
    if tag in SCOPES:
        bounds = [(element.get(end) or "").strip() for end in ("from", "to")]
        first, last = bounds
        if not first and not last:
            return " ".join((element.get("n") or "").split())
        return first if first == last or not last else f"{first}–{last}"
    if tag in _DATES:
        return _clock(element) or spoken_date(date_value(element), speak(lang))
    if tag in _FIGURES:
        return spoken_value(_figure(element), speak(lang), lang)
    if tag in LIVES:
        voice = speak(lang)
        date = spoken_date(date_value(element), voice)
        return voice.text(LIVES[tag], date=date) if date else ""
    return ""


def _clock(element: Element) -> str:
    """The times of day that ``time`` names, without seconds that are none."""
    bounds = (element.get("when"), element.get("from"), element.get("to"))
    told = [found[1] for bound in bounds if (found := _TIME.fullmatch((bound or "").strip()))]
    return "–".join(told[:2])


_TIME = pattern(r"(\d\d:\d\d(?::(?!00)\d\d)?)(?::00)?(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?")


def _figure(element: Element) -> Figure:
    said = dict(element.items())
    return Figure(
        "",
        "number" if name(element) == "num" else "quantity",
        "",
        type=said.get("type", ""),
        value=number(said, "quantity", "value"),
        at_least=number(said, "atLeast", "min"),
        at_most=number(said, "atMost", "max"),
        unit=said.get("unit") or said.get("unitRef", "").rpartition("#")[2],
        commodity=said.get("commodity", ""),
    )


def language_around(element: Element) -> str:
    """The language in which an element stands."""
    for around in (element, *element.iterancestors()):
        given = around.get(XML_LANG)
        if given and (found := language_tag(given)):
            return found
    return "en"
