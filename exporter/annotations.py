"""Edition → every annotated span as a W3C Web Annotation (JSON-LD, Web Annotation Data Model).

The selectors speak of our HTML page, or of its fragment: of the ids there, and of the text of the
``article`` element as the DOM has it (``textContent``), with the calls of the notes. Positions
count Unicode code points from 0 (WADM 4.2.5).
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, TypeAlias
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from exporter import model as m
from exporter.html.context import Pen
from exporter.html.page import article
from exporter.theme import Theme
from exporter.urls import safe_url
from exporter.values import Struct, field

__all__ = ["render"]

Node: TypeAlias = dict[str, Any]
Range: TypeAlias = tuple[int, int]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"
_AROUND = 32
_MOTIVES: dict[m.SpanKind, str] = {
    "speech": "identifying",
    "figure": "classifying",
    "claim": "assessing",
    "correction": "editing",
}


def render(edition: m.Edition, theme: Theme) -> m.Output:
    """Draw the annotations as an AnnotationCollection with its one page (WADM 5)."""
    reading = _read(edition, theme.drawn(edition.audience))
    text = reading.text()
    items = [
        _annotation(edition, span, text, _joined(text, ranges))
        for ident, ranges in sorted(reading.spans.items(), key=_begins)
        if (span := edition.spans.get(ident))
    ]
    base = _base(edition)
    collection = {
        "@context": _CONTEXT,
        "id": f"{base}#annotations",
        "type": "AnnotationCollection",
        "label": edition.title,
        "total": len(items),
        "first": {
            "id": f"{base}#annotations-1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    data = json.dumps(collection, ensure_ascii=False, indent=1)
    return m.Output(f"{data}\n".encode())


# --------------------------------------------------------------------------- the page


class _Reading(Struct):
    """The text of the page's article element, and where its spans are in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[str, list[Range]] = field(default_factory=dict)

    def text(self) -> str:
        return "".join(self.parts)

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)


def _read(edition: m.Edition, theme: Theme) -> _Reading:
    """Read the article as it is drawn for the page. Spans are those of its title and its text:
    legend and indexes show some again."""
    pen = Pen(edition, theme, lambda graphic: "picture" if graphic.data else "", void="/>")
    article(pen)
    reading = _Reading()
    starts: list[int] = []
    inside = None
    root = etree.fromstring("".join(map(pen.settled, pen.out)), etree.XMLParser(huge_tree=True))
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            if inside is None and (element.tag == "h1" or element.get("class") == "text"):
                inside = element
            starts.append(reading.length)
            text = element.text or ""
            reading.add(text.removeprefix("\n") if element.tag == "pre" else text)
            continue
        start = starts.pop()
        if inside is element:
            inside = None
        elif inside is not None and start < reading.length and (ident := _span(element)):
            reading.spans.setdefault(ident, []).append((start, reading.length))
        reading.add(element.tail)
    return reading


def _span(element: etree._Element) -> str:
    """The id of the span that an element is a fragment of, else empty."""
    if not _MOTIVES.keys() & element.get("class", "").split():
        return ""
    return str(element.get("data-of", element.get("id", "")))


def _begins(span: tuple[str, list[Range]]) -> tuple[int, int]:
    """For the order in which spans begin, those around others first."""
    ranges = span[1]
    return min(start for start, _ in ranges), -max(end for _, end in ranges)


def _joined(text: str, ranges: list[Range]) -> list[Range]:
    """Ranges between which nothing but line ends stands are one: a span across blocks."""
    done: list[Range] = []
    for start, end in sorted(ranges):
        if done and not text[done[-1][1] : start].strip("\n"):
            done[-1] = done[-1][0], max(end, done[-1][1])
        else:
            done.append((start, end))
    return done


# ------------------------------------------------------------------------- annotations


def _base(edition: m.Edition) -> str:
    """The IRI of the article: its own, else one made from its content."""
    for _, value in edition.meta.identifiers:
        if value.lower().startswith(("https://", "http://", "urn:")) and " " not in value:
            return value.partition("#")[0]
    return f"urn:uuid:{uuid5(NAMESPACE_URL, hashlib.sha256(edition.article.tei).hexdigest())}"


def _annotation(edition: m.Edition, span: m.SpanInfo, text: str, ranges: list[Range]) -> Node:
    base = _base(edition)
    targets = [_target(edition, span, text, one) for one in ranges]
    node: Node = {
        "id": f"{base}#annotation-{span.id}",
        "type": "Annotation",
        "motivation": _MOTIVES[span.kind],
        "body": _bodies(edition, span),
        "target": targets[0] if len(targets) == 1 else targets,
    }
    if rights := safe_url(edition.meta.licence):
        node["rights"] = rights
    if made := _made(edition, span):
        node["created"] = made
    return node


def _target(edition: m.Edition, span: m.SpanInfo, text: str, where: Range) -> Node:
    start, end = where
    return {
        "type": "SpecificResource",
        "source": {
            "id": _base(edition),
            "type": "Text",
            "format": "text/html",
            "language": edition.article.lang,
        },
        "selector": [
            {"type": "FragmentSelector", "conformsTo": _FRAGMENTS, "value": span.id},
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - _AROUND) : start],
                "suffix": text[end : end + _AROUND],
            },
            {
                "type": "CssSelector",
                "value": "article.article",
                "refinedBy": {"type": "TextPositionSelector", "start": start, "end": end},
            },
        ],
    }


def _bodies(edition: m.Edition, span: m.SpanInfo) -> list[Node]:
    bodies = [_said(span.label, _MOTIVES[span.kind], edition.lang)]
    tags = ((span.kind, span.standing), *span.data)
    bodies.extend(_said(f"{name}={value}", "tagging", "") for name, value in tags if value)
    claim = edition.article.claims.get(span.id)
    for check in claim.verifications if claim else ():
        words = "".join(run.text for run in check.note if isinstance(run, m.Run))
        if words:
            bodies.append(_said(words, "commenting", edition.article.lang))
    return bodies


def _said(value: str, purpose: str, lang: str) -> Node:
    node: Node = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    if lang:
        node["language"] = lang
    return node


def _made(edition: m.Edition, span: m.SpanInfo) -> str:
    """When a claim was checked, as ``xsd:dateTime`` (WADM 3.3.1), or empty."""
    claim = edition.article.claims.get(span.id)
    when = max((check.when for check in claim.verifications), default="") if claim else ""
    return f"{when}T00:00:00Z" if len(when) == 10 else ""
