"""What a RELAX NG grammar says of one element: attributes it needs, elements it may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from exporter.tei.names import Element, name

__all__ = ["Grammar"]

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class _Shape:
    """One definition of an element; ``values`` are the words an attribute may take, if listed."""

    needed: frozenset[str]
    allowed: frozenset[str]
    held: frozenset[str]
    text: bool


class Grammar:
    """Explains, better than the validator does, why an element is not valid."""

    def __init__(self, root: Element) -> None:
        self._defines: dict[str, list[Element]] = {}
        for define in root.iter(f"{_RNG}define"):
            self._defines.setdefault(define.get("name"), []).append(define)
        self._elements: dict[str, list[Element]] = {}
        for pattern in root.iter(f"{_RNG}element"):
            if pattern.get("name"):
                self._elements.setdefault(pattern.get("name").split(":")[-1], []).append(pattern)

    def explain(self, element: Element) -> tuple[str, str]:
        """The attribute at fault (or none), and a sentence; empty where there is none to find."""
        tag = name(element)
        shapes = [self._shape(pattern) for pattern in self._elements.get(tag, ())]
        if not shapes:
            return "", f"<{tag}> is not known here.{self._instead(element)}"
        parent = element.getparent()
        around = (
            [self._shape(p) for p in self._elements.get(name(parent), ())]
            if parent is not None
            else []
        )
        if around and not any(tag in shape.held for shape in around):
            return "", f"<{tag}> may not stand in <{name(parent)}>.{self._instead(element)}"
        given = {key.replace(_XML, "xml:") for key in element.attrib}
        shape = min(shapes, key=lambda s: len(s.needed - given) + len(given - s.allowed))
        if extra := sorted(given - shape.allowed):
            return extra[0], f"<{tag}> has no attribute {extra[0]} here."
        if missing := sorted(shape.needed - given):
            return "", f"<{tag}> needs the attribute{'s'[: len(missing) > 1]} {', '.join(missing)}."
        return self._value(element, tag)

    def _instead(self, element: Element) -> str:
        parent = element.getparent()
        held = {
            tag
            for pattern in self._elements.get(name(parent) if parent is not None else "", ())
            for tag in self._shape(pattern).held
        }
        if not held:
            return ""
        listed = ", ".join(sorted(held)[:14])
        return f" In <{name(parent)}> may stand: {listed}{' …' if len(held) > 14 else ''}."

    def _value(self, element: Element, tag: str) -> tuple[str, str]:
        for pattern in self._elements.get(tag, ()):
            for attribute in self._walk(pattern, "attribute", frozenset()):
                label = (attribute.get("name") or "").strip()
                given = element.get(label.replace("xml:", _XML))
                words = [v.text or "" for v in attribute.iter(f"{_RNG}value")]
                if (
                    given is None
                    or next(attribute.iter(f"{_RNG}ref", f"{_RNG}data"), None) is not None
                ):
                    wrong = given is not None and self._is_wrong(attribute, given)
                    if wrong and given is not None:
                        return label, f"“{given}” is no value for {label} of <{tag}>."
                elif words and given not in words:
                    listed = ", ".join(f"“{word}”" for word in words)
                    return label, f"{label} of <{tag}> is “{given}”; it may be {listed}."
        return "", ""

    def _is_wrong(self, attribute: Element, given: str) -> bool:
        """True where a value is surely wrong: by the patterns and types that can be told here."""
        kinds = list(self._data(attribute, frozenset()))
        tokens = given.split() if kinds and len(kinds) == 1 else [given]
        return bool(kinds) and not any(all(_fits(kind, t) for t in tokens) for kind in kinds)

    def _data(self, pattern: Element, seen: frozenset[str]) -> Iterator[Element]:
        for child in pattern.iter(f"{_RNG}data", f"{_RNG}ref", f"{_RNG}value"):
            if child.tag != f"{_RNG}ref":
                yield child
            elif child.get("name") not in seen:
                for define in self._defines.get(child.get("name"), ()):
                    yield from self._data(define, seen | {child.get("name")})

    def _shape(self, pattern: Element) -> _Shape:
        allowed = {a.get("name", "").strip() for a in self._walk(pattern, "attribute", frozenset())}
        held = {
            e.get("name", "").split(":")[-1] for e in self._walk(pattern, "element", frozenset())
        }
        text = any(True for _ in self._walk(pattern, "text", frozenset()))
        return _Shape(
            frozenset(self._needed(pattern, frozenset())), frozenset(allowed), frozenset(held), text
        )

    def _walk(self, pattern: Element, kind: str, seen: frozenset[str]) -> Iterator[Element]:
        """Patterns of a kind that belong to an element, not to those inside it."""
        for child in pattern:
            tag = child.tag
            if tag == f"{_RNG}{kind}":
                yield child
            if tag == f"{_RNG}ref" and child.get("name") not in seen:
                for define in self._defines.get(child.get("name"), ()):
                    yield from self._walk(define, kind, seen | {child.get("name")})
            elif tag not in (f"{_RNG}element", f"{_RNG}attribute"):
                yield from self._walk(child, kind, seen)

    def _needed(self, pattern: Element, seen: frozenset[str]) -> set[str]:
        found: set[str] = set()
        for child in pattern:
            match str(child.tag).removeprefix(_RNG):
                case "attribute":
                    found.add((child.get("name") or "").strip())
                case "ref" if child.get("name") not in seen:
                    for define in self._defines.get(child.get("name"), ()):
                        found |= self._needed(define, seen | {child.get("name")})
                case "group" | "interleave" | "mixed" | "oneOrMore":
                    found |= self._needed(child, seen)
                case "choice":
                    found |= set.intersection(*(self._needed_one(c, seen) for c in child))
        return found

    def _needed_one(self, pattern: Element, seen: frozenset[str]) -> set[str]:
        if pattern.tag == f"{_RNG}attribute":
            return {(pattern.get("name") or "").strip()}
        if pattern.tag in (f"{_RNG}optional", f"{_RNG}zeroOrMore"):
            return set()
        return self._needed(pattern, seen)


_TYPES = {
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "positiveInteger": r"\+?0*[1-9]\d*",
    "date": r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?",
    "gYear": r"-?\d{4,}(Z|[+-]\d\d:\d\d)?",
    "gYearMonth": r"-?\d{4,}-\d\d(Z|[+-]\d\d:\d\d)?",
    "NCName": r"[^\W\d][\w.\-·]*",
    "language": r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*",
}


def _fits(kind: Element, given: str) -> bool:
    if kind.tag == f"{_RNG}value":
        return given.strip() == (kind.text or "").strip()
    for param in kind.iter(f"{_RNG}param"):
        if param.get("name") == "pattern" and not re.fullmatch(param.text or "", given):
            return False
    known = _TYPES.get(kind.get("type") or "")
    return known is None or re.fullmatch(known, given.strip()) is not None
