"""Styles of OpenDocument text: how their words look, and the language of the document."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.intake.readers.docx.names import Element, attribute, child, children, local
from exporter.intake.readers.grouping import kind_of_style
from exporter.values import Value

__all__ = ["Style", "language_of", "styles_of"]


class Style(Value):
    """A style: the name by which it is known, and how its words look."""

    name: str = ""
    rends: tuple[str, ...] = ()
    language: str = ""
    ordered: bool = False
    hidden: bool = False


def styles_of(*roots: Element | None) -> dict[str, Style]:
    raw: dict[str, Element] = {}
    for root in roots:
        for group in children(root, "styles", "automatic-styles"):
            for each in children(group, "style", "list-style"):
                raw[attribute(each, "name")] = each
    done: dict[str, Style] = {}
    for name in raw:
        _style(name, raw, done, 0)
    return done


def _style(name: str, raw: dict[str, Element], done: dict[str, Style], depth: int) -> Style:
    if name in done or name not in raw or depth > 30:
        return done.get(name, Style())
    element = raw[name]
    below = _style(attribute(element, "parent-style-name"), raw, done, depth + 1)
    shown = attribute(element, "display-name") or name
    is_known = kind_of_style(shown)[0] != "p"
    looks = child(element, "text-properties")
    is_text = attribute(element, "family") == "text"
    rends = {*below.rends, *_rends(looks)} if is_text else set()
    ordered = any(local(e) == "list-level-style-number" for e in element)
    hidden = attribute(looks, "display") == "none"
    language = attribute(looks, "language") or below.language
    done[name] = Style(
        shown if is_known or not below.name else below.name,
        tuple(sorted(rends)),
        language if language not in ("zxx", "none") else "",
        ordered,
        hidden,
    )
    return done[name]


def _rends(looks: Element | None) -> Iterator[str]:
    weight = attribute(looks, "font-weight")
    if weight == "bold" or (weight.isdigit() and int(weight) >= 600):
        yield "bold"
    if attribute(looks, "font-style") in ("italic", "oblique"):
        yield "italic"
    if attribute(looks, "text-underline-style") not in ("", "none"):
        yield "underline"
    if attribute(looks, "text-line-through-style") not in ("", "none"):
        yield "strikethrough"
    if attribute(looks, "font-variant") == "small-caps":
        yield "small-caps"
    place = attribute(looks, "text-position").split()[:1]
    if place and place[0] not in ("0%", "0"):
        yield "subscript" if place[0].startswith(("-", "sub")) else "superscript"


def language_of(common: Element | None) -> str:
    for each in common.iter() if common is not None else ():
        if local(each) == "default-style" and attribute(each, "family") == "paragraph":
            looks = child(each, "text-properties")
            tag, country = attribute(looks, "language"), attribute(looks, "country")
            if tag not in ("", "none", "zxx"):
                return f"{tag}-{country}" if country not in ("", "none") else tag
    return ""
