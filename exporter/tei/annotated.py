"""Handlers of names, figures and claims: what an article's annotation is about."""

from __future__ import annotations

from decimal import Decimal

from exporter.model import Figure, Mark, Name, NameKind, Span
from exporter.tei.names import Element, first, name, plain
from exporter.tei.reader import ALL, Reader, Steps, Wanted
from exporter.tei.treatment import Treatment
from exporter.tei.values import date_value, decimal

_KINDS: dict[str, NameKind] = {
    "person": "person", "persname": "person", "pers": "person", "people": "person",
    "org": "organisation", "organisation": "organisation", "organization": "organisation",
    "orgname": "organisation", "institution": "organisation", "company": "organisation",
    "place": "place", "placename": "place", "city": "place", "country": "place",
    "region": "place", "settlement": "place", "geog": "place", "location": "place",
}  # fmt: skip


def named(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    reader.anchor(element)
    mark = _name(reader, element, treatment)
    if mark is not None:
        reader.mark(mark)
    reader.dress(element)
    return ALL


def _name(reader: Reader, element: Element, treatment: Treatment) -> Mark | None:
    kind = _KINDS.get((treatment.word or element.get("type") or "").casefold())
    target = next(iter(reader.index.targets(element, "ref")), "")
    agent = reader.registers.agents.get(target)
    if agent is not None:
        kind = kind if kind in ("person", "organisation") else agent.kind
    elif target in reader.registers.places:
        kind = "place"
    else:
        target = ""
    return None if kind is None else reader.shared(Name(kind, target))


def figure(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """``measure``, ``num``, ``date``; one within an entry of a bibliography is plain text."""
    reader.dress(element)
    text = "" if reader.in_entry else plain(element, "note")
    if text:
        given = reader.index.id(element, "figure")
        reader.spans.figures[given] = _figure(reader, element, given, treatment.word, text)
        reader.mark(Span("figure", given))
    else:
        reader.anchor(element)
    return ALL


def _figure(reader: Reader, element: Element, given: str, kind: str, text: str) -> Figure:
    said = dict(element.items())

    def number(*attributes: str) -> Decimal | None:
        return next((v for a in attributes if (v := decimal(said.get(a))) is not None), None)

    precision = first(element, "precision")
    is_date = kind == "date"
    return Figure(
        given,
        "date" if is_date else "number" if kind == "number" else "quantity",
        text,
        said.get("type", ""),
        None if is_date else number("quantity", "value"),
        None if is_date else number("atLeast", "min"),
        None if is_date else number("atMost", "max"),
        said.get("unit") or said.get("unitRef", "").rpartition("#")[2],
        said.get("commodity", ""),
        (said if precision is None else precision).get("precision") or "",
        date_value(element) if is_date else None,
        reader.registers.sources_of(element),
        line=element.sourceline or 0,
    )


# --------------------------------------------------------------------------- claims


def segment(reader: Reader, element: Element, _: Treatment) -> Wanted | Steps:
    """Text, or a part of a claim; a segment of an utterance is its paragraph."""
    parent = element.getparent()
    if parent is not None and name(parent) == "u" and not reader.flow.inline:
        return _utterance(reader, element)
    if element not in reader.span_plan.claims:
        reader.anchor(element)
    reader.dress(element)
    return ALL


def _utterance(reader: Reader, element: Element) -> Steps:
    flow = reader.flow
    flow.close()
    flow.open(reader.at(element))
    yield ALL
    flow.close()
