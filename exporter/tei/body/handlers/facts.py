"""Handlers of names, figures and claims: what an article's annotation is about."""

from __future__ import annotations

import re

from exporter.model import Author, Figure, Name, NameKind, Span
from exporter.notices import Severity
from exporter.sourcing.wording.phrases import speak
from exporter.tei.body.context import ALL, Reader, Steps, Wanted
from exporter.tei.body.treatment import Treatment
from exporter.tei.metadata.attribute_words import BESIDE, LIVES, attribute_words
from exporter.tei.tree.attribute_values import dated, decimal, number
from exporter.tei.tree.datatypes import is_numeric, is_temporal
from exporter.tei.tree.elements import Element, first, name, parent_name, plain
from exporter.text.patterns import pattern

_KINDS: dict[str, NameKind] = {
    "person": "person", "persname": "person", "pers": "person", "people": "person",
    "org": "organisation", "organisation": "organisation", "organization": "organisation",
    "orgname": "organisation", "institution": "organisation", "company": "organisation",
    "place": "place", "placename": "place", "city": "place", "country": "place",
    "region": "place", "settlement": "place", "geog": "place", "location": "place",
}  # fmt: skip


def named(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    said, names = reader.index.said[element], reader.names
    key = treatment.word or said.get("type", ""), said.get("ref", "")
    if key not in names:
        names[key] = _name(reader, element, key[0])
    mark, marks = names[key], reader.marks
    if mark is not None and mark not in marks:
        reader.marks = (*marks, mark)
    reader.keep(element)
    return ALL


def _name(reader: Reader, element: Element, word: str) -> Name | None:
    kind = _KINDS.get(word.casefold())
    target = next(iter(reader.index.targets(element, "ref")), "")
    agent = reader.registers.agents.get(target)
    if agent is not None:
        kind = kind if kind in ("person", "organisation") else agent.kind
    elif target in reader.registers.places:
        kind = "place"
    else:
        target = ""
    return None if kind is None else Name(kind, target)


def figure(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """``measure``, ``num``, ``date``; one within an entry of a bibliography is plain text."""
    reader.dress(element)
    text = plain(element, "note")
    if not text:
        spell_out(reader, element)
    if text and not reader.in_entry:
        given = reader.index.id(element, "figure")
        reader.spans.figures[given] = _figure(reader, element, given, treatment.word, text)
        reader.mark(Span("figure", given))
    else:
        reader.anchor(element)
    return ALL


def spell_out(reader: Reader, element: Element) -> None:
    """Words for what an element says in attributes alone."""
    has_parts = any(name(child) not in ("", "note") for child in element)
    words = "" if has_parts else attribute_words(element, reader.lang)
    if words and (
        reader.flow.opened is not None or reader.in_entry or parent_name(element) not in BESIDE
    ):
        reader.generated(words)


def scope(reader: Reader, element: Element, _: Treatment) -> Steps:
    """``biblScope``: what it fills; where it has no words, from where to where."""
    is_apart = name(element) in ("birth", "death", "floruit", "locus")
    if is_apart:
        reader.apart()
    reader.keep(element)
    before, after = _around_number(reader, element)
    reader.generated(before or _of_life(reader, element))
    if not plain(element, "note"):
        spell_out(reader, element)
    yield ALL
    if after:
        reader.generated(after, hug=True)
    if is_apart:
        reader.apart()


def _of_life(reader: Reader, element: Element) -> str:
    """What an entry says happened on a day: “born”, “died”; empty where its own words do."""
    key, text = LIVES.get(name(element), ""), plain(element, "note")
    if not key or not text or not reader.in_entry or _SAYS_LIFE.search(text):
        return ""
    return f"{speak(reader.lang).text(key, date='').strip()} "


_SAYS_LIFE = pattern(
    r"[*†✝]|\b(?:b|d|ob|fl|ca?\. ?fl|born|birth|baptiz\w+|baptis\w+|bur(?:y|ied)|died|dead|death"
    r"|killed|active|flourish\w*|geb|geboren\w*|getauft|gest|gestorben|tätig|wirk\w+|né|née|mort\w*"
    r"|décéd\w+|nat\w*|nac\w+|mur\w+|muert\w+)\b|وُ?لد|توفي|مات",
    re.IGNORECASE,
)


def contributor(reader: Reader, element: Element, _: Treatment) -> Wanted:
    """``editor``: in an entry whose parts only tags set apart, what somebody did stands before the
    name, unless the words say it."""
    in_record = reader.records and element.getparent() is reader.records[-1].element
    text = plain(element, "note")
    task = _task(element)
    before = element.getprevious()
    goes_on = before is not None and name(before) == "editor" and _task(before) == task
    if in_record and text and not goes_on and not _SAYS_TASK.search(text):
        voice = speak(reader.lang)
        key = f"cited-{task}"
        words = voice.text(key, n="") if voice.knows(key) else f"{task}: "
        reader.apart()
        reader.generated(words.replace("\xa0", " "))
    reader.keep(element)
    return ALL


def _task(editor: Element) -> str:
    return Author("", role=editor.get("role") or "").task


_SAYS_TASK = pattern(
    r"\b(?:eds?|edd|edited|editors?|hgg?|hrsgg?|herausg\w*|trans\w*|übers\w*|éd\w*|comp\w*)\b",
    re.IGNORECASE,
)
_UNITS = {"vol": "volume", "pp": "page", "pages": "page", "p": "page", "no": "issue",
          "number": "issue", "chap": "chapter"}  # fmt: skip


def _around_number(reader: Reader, element: Element) -> tuple[str, str]:
    """What says which number this is, among parts that only tags set apart: ``vol.`` 20."""
    unit = (element.get("unit") or element.get("type") or "").casefold()
    number = plain(element) or attribute_words(element, reader.lang)
    in_record = reader.records and element.getparent() is reader.records[-1].element
    if not in_record or not _NUMBER.fullmatch(number):
        return "", ""
    unit, voice = _UNITS.get(unit, unit), speak(reader.lang)
    key = f"cited-{unit}{'s' * (unit == 'page' and not number.isalnum())}"
    if not voice.knows(key):
        return "", ""
    before, _, after = voice.text(key, n="\0").partition("\0")
    return before, after


_NUMBER = pattern(r"(?:\d+|[ivxlcdm]+|[IVXLCDM]+)[a-z]?(?:\s?[-–/,]\s?\d+[a-z]?)*")


def _figure(reader: Reader, element: Element, given: str, kind: str, text: str) -> Figure:
    said = reader.index.said[element]
    is_date = kind == "date"
    _say_invalid(reader, element, is_date)
    precision = first(element, "precision") if len(element) else None
    return Figure(
        id=given,
        kind="date" if is_date else "number" if kind == "number" else "quantity",
        text=text,
        type=said.get("type", ""),
        value=None if is_date else number(said, "quantity", "value"),
        at_least=None if is_date else number(said, "atLeast", "min"),
        at_most=None if is_date else number(said, "atMost", "max"),
        unit=said.get("unit") or said.get("unitRef", "").rpartition("#")[2],
        commodity=said.get("commodity", ""),
        precision=(said if precision is None else precision).get("precision") or "",
        date=dated(text, said) if is_date else None,
        sources=reader.registers.sources_of(element) if "source" in said else (),
        line=element.sourceline or 0,
    )


_BOUNDS = ("quantity", "value", "atLeast", "atMost", "min", "max")
_DAYS = ("when", "from", "to", "notBefore", "notAfter")


def _say_invalid(reader: Reader, element: Element, is_date: bool) -> None:
    """A value that is none prints nothing; what the text says is shown instead."""
    said = reader.index.said[element]
    for attribute in _DAYS if is_date else _BOUNDS:
        given = said.get(attribute, "").strip()
        if given and not (
            is_temporal(given, gregorian="calendar" not in said)
            if is_date
            else is_numeric(given) or decimal(given) is not None
        ):
            what = "date" if is_date else "number"
            message = f"“{given}” is no {what} for @{attribute}; the words of the text are shown."
            fix = "Write numbers with a point and no other sign (3.5), dates as 2026-04-10."
            reader.remarks.say("invalid-value", Severity.WARNING, message, element, fix=fix)


# --------------------------------------------------------------------------- claims


def segment(reader: Reader, element: Element, _: Treatment) -> Wanted | Steps:
    """Text, or a part of a claim; a segment of an utterance is its paragraph."""
    parent = element.getparent()
    if parent is not None and name(parent) == "u" and not reader.flow.inline:
        return _utterance(reader, element)
    if element in reader.span_plan.claims:
        reader.dress(element)
    else:
        reader.keep(element)
    return ALL


def _utterance(reader: Reader, element: Element) -> Steps:
    flow = reader.flow
    flow.close()
    flow.open(reader.at(element))
    yield ALL
    flow.close()
