"""Words for what an element says in attributes alone: ``<date when="2014-03"/>``."""

from __future__ import annotations

from exporter.sourcing.wording.dates import spoken_date
from exporter.sourcing.wording.phrases import speak
from exporter.tei.tree.attribute_values import date_value
from exporter.tei.tree.elements import XML_LANG, Element, name, words
from exporter.text.language_tags import tag as language_tag

__all__ = ["BESIDE", "LIVES", "SCOPES", "attribute_words", "language_around"]

SCOPES = ("biblScope", "citedRange", "locus")
"""What has its bounds in ``@from`` and ``@to`` (TEI 3.12.2.5)."""

_DATES = ("date", "origDate", "docDate", "time")

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
        return spoken_date(date_value(element), speak(lang))
    if tag in LIVES:
        voice = speak(lang)
        date = spoken_date(date_value(element), voice)
        return voice.text(LIVES[tag], date=date) if date else ""
    return ""


def language_around(element: Element) -> str:
    """The language in which an element stands."""
    for around in (element, *element.iterancestors()):
        given = around.get(XML_LANG)
        if given and (found := language_tag(given)):
            return found
    return "en"
