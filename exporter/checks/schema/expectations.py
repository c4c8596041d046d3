"""What a RELAX NG grammar says of one element: attributes it needs, elements it may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from exporter.tei.tree.elements import Element, name
from exporter.values import Value

__all__ = ["Grammar"]

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"


class _Shape(Value):
    """One definition of an element: attributes needed and allowed, elements held."""

    needed: frozenset[str]
    allowed: frozenset[str]
    held: frozenset[str]


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
        tag, parent = name(element), element.getparent()
        if tag not in self._elements:
            return "", f"<{_written(element)}> is not known here.{self._instead(parent)}"
        patterns = self._patterns(tag, parent)
        if not patterns:
            return "", f"<{tag}> may not stand in <{name(parent)}>.{self._instead(parent)}"
        given = {key.replace(_XML, "xml:") for key in element.attrib}
        shapes = [self._shape(pattern) for pattern in patterns]
        shape = min(shapes, key=lambda s: len(s.needed - given) + len(given - s.allowed))
        if extra := sorted(given - shape.allowed):
            return extra[0], f"<{tag}> has no attribute {extra[0]} here."
        if missing := sorted(shape.needed - given):
            return "", f"<{tag}> needs the attribute{'s'[: len(missing) > 1]} {', '.join(missing)}."
        attribute, words = self._value(element, patterns)
        if words:
            return attribute, words
        return "", self._lacking(element, patterns) or self._lacking(parent, ())

    def _patterns(self, tag: str, parent: Element | None) -> list[Element]:
        """The definitions of an element that its parent lets stand in it."""
        if parent is None or name(parent) not in self._elements:
            return self._elements[tag]
        return [
            inner
            for pattern in self._elements[name(parent)]
            for inner in self._walk(pattern, "element", frozenset())
            if (inner.get("name") or "").split(":")[-1] == tag
        ]

    def _lacking(self, element: Element | None, patterns: Sequence[Element]) -> str:
        """A sentence on the child elements that every definition of the element needs."""
        if element is None:
            return ""
        tag, there = name(element), {name(child) for child in element}
        lacks = [
            self._needed(pattern, "element", frozenset()) - there
            for pattern in patterns or self._elements.get(tag, ())
        ]
        missing = sorted(set.intersection(*lacks)) if lacks else []
        return f"<{tag}> needs {' and '.join(f'<{m}>' for m in missing)} in it." if missing else ""

    def _instead(self, parent: Element | None) -> str:
        held = {
            tag
            for pattern in self._elements.get(name(parent) if parent is not None else "", ())
            for tag in self._shape(pattern).held
        }
        if parent is None or not held:
            return ""
        listed = ", ".join(sorted(held)[:14])
        return f" In <{name(parent)}> may stand: {listed}{' …' if len(held) > 14 else ''}."

    def _value(self, element: Element, patterns: Sequence[Element]) -> tuple[str, str]:
        tag = name(element)
        for pattern in patterns:
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
        return _Shape(
            frozenset(self._needed(pattern, "attribute", frozenset())),
            frozenset(allowed),
            frozenset(held),
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

    def _needed(self, pattern: Element, kind: str, seen: frozenset[str]) -> set[str]:
        """Names of the attributes or elements that a pattern cannot do without."""
        found: set[str] = set()
        for child in pattern:
            found |= self._needed_by(child, kind, seen)
        return found

    def _needed_by(self, child: Element, kind: str, seen: frozenset[str]) -> set[str]:
        match str(child.tag).removeprefix(_RNG):
            case tag if tag == kind:
                label = (child.get("name") or "").strip()
                return {label.rpartition(":")[2] if kind == "element" else label}
            case "ref" if child.get("name") not in seen:
                known = seen | {child.get("name")}
                defines = self._defines.get(child.get("name"), ())
                return {n for define in defines for n in self._needed(define, kind, known)}
            case "group" | "interleave" | "mixed" | "oneOrMore":
                return self._needed(child, kind, seen)
            case "choice":
                return set.intersection(*(self._needed_by(c, kind, seen) for c in child))
            case _:
                return set()


_TYPES = {
    "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
    "positiveInteger": r"\+?0*[1-9]\d*",
    "date": r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?",
    "dateTime": r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?",
    "gYear": r"-?\d{4,}(Z|[+-]\d\d:\d\d)?",
    "gYearMonth": r"-?\d{4,}-(0[1-9]|1[0-2])(Z|[+-]\d\d:\d\d)?",
    "NCName": r"[^\W\d][\w.\-·]*",
    "ID": r"[^\W\d][\w.\-·]*",
    "language": r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*",
}


def _written(element: Element) -> str:
    """A tag as the file has it: ``name`` says whose it is in full."""
    uri, _, local = name(element).rpartition("}")
    if not uri:
        return local
    return f"{element.prefix}:{local}" if element.prefix else f'{local} xmlns="{uri[1:]}"'


def _fits(kind: Element, given: str) -> bool:
    if kind.tag == f"{_RNG}value":
        return given.strip() == (kind.text or "").strip()
    for param in kind.iter(f"{_RNG}param"):
        if param.get("name") == "pattern" and not re.fullmatch(param.text or "", given):
            return False
    known = _TYPES.get(kind.get("type") or "")
    if known is None or not re.fullmatch(known, given.strip()):
        return known is None
    return kind.get("type") not in ("date", "dateTime") or _is_day(given.strip())


def _is_day(given: str) -> bool:
    """Whether the calendar has a day of this form; of years that Python does not count, any."""
    if not re.match(r"[0-9]{4}-", given) or given.startswith("0000"):
        return True
    try:
        date.fromisoformat(given[:10])
    except ValueError:
        return False
    return True
