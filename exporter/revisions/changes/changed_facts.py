"""What a desk must see by name: figures, claims and quotations whose words changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from exporter.editing import Element, Source
from exporter.revisions.findings import Finding, Kind

__all__ = ["named", "what_to_edit"]

_VALUES = {
    "measure": ("quantity", "atLeast", "atMost", "min", "max"),
    "num": ("value", "atLeast", "atMost", "min", "max"),
    "date": ("when", "from", "to", "notBefore", "notAfter"),
    "time": ("when", "from", "to"),
}


def named(source: Source, places: Iterable[tuple[int, str, str]]) -> list[Finding]:
    """Findings for the annotated elements around changed places (offset, words before, after),
    each element once."""
    found: dict[int, Finding] = {}
    for offset, before, after in places:
        around = source.around(offset)
        while around is not None:
            if around.number not in found and (said := _said(source, around)):
                kind, message = said
                line = source.at(around.start)[0]
                found[around.number] = Finding(kind, message, before, after, line)
            around = source.parent(around)
    return [found[number] for number in sorted(found)]


def _said(source: Source, element: Element) -> tuple[Kind, str] | None:
    attributes = source.attributes(element)
    name = element.local
    if name in _VALUES:
        kept = [f'@{a}="{attributes[a]}"' for a in _VALUES[name] if a in attributes]
        if kept:
            words = _words(source, element)
            return "figure-changed", f"“{words}”: the words changed, {', '.join(kept)} did not."
    if name == "seg" and attributes.get("type") == "claim" and _is_checked(source, attributes):
        label = attributes.get("xml:id", "")
        shown = f"{label}: “{_words(source, element)}”" if label else f"“{_words(source, element)}”"
        return "claim-changed", f"Claim {shown} changed after it was checked."
    is_said = name in ("said", "q") and attributes.get("direct", "true") == "true"
    if is_said or (name == "quote"):
        who = attributes.get("who", "") or attributes.get("source", "")
        of = f" of {who}" if who else ""
        return "quotation-changed", f"The quotation{of} changed: “{_words(source, element)}”."
    return None


def _is_checked(source: Source, attributes: dict[str, str]) -> bool:
    if "ana" in attributes or "cert" in attributes:
        return True
    ident = attributes.get("xml:id")
    return ident is not None and any(f"#{ident}" in tag.split() for tag in _targets(source))


def _targets(source: Source) -> Iterator[str]:
    for found in re.finditer(
        r"<(?:[\w.-]+:)?annotation\s[^>]*?target\s*=\s*[\"']([^\"']*)", source.text
    ):
        yield found[1]


def _words(source: Source, element: Element) -> str:
    content = source.content(element.inner, element.outer, without=frozenset({"note"})).string
    words = " ".join(content.split()).strip('“”„«»"')
    return words if len(words) <= 80 else f"{words[:79].rstrip()}…"


def what_to_edit(style: str) -> str:
    """What to edit for a paragraph that no author wrote."""
    if style in ("title", "subtitle", "byline") or style.startswith("article details"):
        return "The title block is made from the header: edit teiHeader."
    if style == "correction notice":
        return "This is made from the correction: edit its change in revisionDesc."
    return "This is made from the registers: edit the entry in standOff."
