"""What a RELAX NG grammar says of one element: attributes it needs, elements it may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.checks.schema.datatypes import fits
from exporter.tei.tree.elements import Element, name
from exporter.text.close_matches import meant, or_list
from exporter.values import Value

__all__ = ["Complaint", "Grammar"]

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"


class _Shape(Value):
    """One definition of an element: attributes allowed, elements held."""

    allowed: frozenset[str]
    held: frozenset[str]


_SAMPLES = {
    "availability": '<availability><licence target="https://…">…</licence></availability>',
    "date": '<date when="YYYY-MM-DD"/>',
    "publisher": "<publisher>…</publisher>",
    "title": "<title>…</title>",
}
"""How children are written that an article often lacks."""


class Complaint(Value):
    """What is wrong with an element; ``attribute`` where it is one. ``needs`` are attributes that
    it lacks, each as the names of which one will do."""

    attribute: str
    message: str
    needs: tuple[tuple[str, ...], ...] = ()
    fix: str = ""


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

    def explain(self, element: Element) -> tuple[Complaint, ...]:
        """Everything that is wrong with one element; empty where there is nothing to find."""
        tag, parent = name(element), element.getparent()
        if tag not in self._elements:
            guess = meant(tag, self._held(parent)) or meant(tag, self._elements, 0.8)
            known = f"<{_written(element)}> is not known here"
            wrong = f"{known}: did you mean <{guess}>?" if guess else f"{known}."
            return (Complaint("", wrong + self._instead(parent)),)
        patterns = self._patterns(tag, parent)
        if not patterns:
            return (
                Complaint(
                    "", f"<{tag}> is not allowed in <{name(parent)}>.{self._instead(parent)}"
                ),
            )
        found = (*self.attributes(element), *self._values(element, patterns))
        if found:
            return found
        lacking = self._lacking(element, patterns) or self._lacking(parent, ())
        if not lacking:
            return ()
        made = [_SAMPLES.get(child, f"<{child}>") for child in re.findall(r"<(\w+)>", lacking)[1:]]
        return (Complaint("", lacking, (), f"Add {' and '.join(made)}."),)

    def attributes(self, element: Element) -> tuple[Complaint, ...]:
        """The attributes that an element has too many of and those that it lacks."""
        tag = name(element)
        patterns = self._patterns(tag, element.getparent()) if tag in self._elements else []
        if not patterns:
            return ()
        given = {key.replace(_XML, "xml:") for key in element.attrib}
        shapes = [(self._shape(p), self._missing(p, given, frozenset())) for p in patterns]
        shape, lacks = min(shapes, key=lambda s: len(s[1]) + len(given - s[0].allowed))
        found: list[Complaint] = []
        guessed: set[str] = set()
        for extra in sorted(given - shape.allowed):
            guess = meant(extra, shape.allowed - given)
            guessed.add(guess)
            wrong = f"<{tag}> has no attribute {extra} here"
            if guess:
                value = element.get(extra.replace("xml:", _XML))
                fix = f'Write {guess}="{value}".'
                found.append(Complaint(extra, f"{wrong}: did you mean {guess}?", (), fix))
            else:
                found.append(Complaint(extra, f"{wrong}."))
        needs = tuple(n for n in dict.fromkeys(lacks) if not guessed.intersection(n))
        if needs:
            several = "s"[: len(needs) > 1]
            listed = ", ".join(sorted(map(_alternatives, needs)))
            found.append(Complaint("", f"<{tag}> needs the attribute{several} {listed}.", needs))
        return tuple(found)

    def _missing(
        self, pattern: Element, given: set[str], seen: frozenset[str]
    ) -> list[tuple[str, ...]]:
        """Attributes that a pattern cannot do without; each as the names of which one will do."""
        found: list[tuple[str, ...]] = []
        for child in pattern:
            found += self._missing_in(child, given, seen)
        return found

    def _missing_in(
        self, child: Element, given: set[str], seen: frozenset[str]
    ) -> list[tuple[str, ...]]:
        match str(child.tag).removeprefix(_RNG):
            case "attribute":
                label = (child.get("name") or "").strip()
                return [] if label in given else [(label,)]
            case "ref" if child.get("name") not in seen:
                known = seen | {child.get("name")}
                defines = self._defines.get(child.get("name"), ())
                return [n for define in defines for n in self._missing(define, given, known)]
            case "group" | "interleave" | "mixed" | "oneOrMore":
                return self._missing(child, given, seen)
            case "choice":
                ways = [self._missing_in(each, given, seen) for each in child]
                if any(not way for way in ways):
                    return []
                begun = [
                    way
                    for way, each in zip(ways, child, strict=True)
                    if self._shape_of(each) & given
                ]
                if begun:
                    return min(begun, key=len)
                return [tuple(dict.fromkeys(label for way in ways for label in way[0]))]
            case _:
                return []

    def _shape_of(self, pattern: Element) -> set[str]:
        """The attributes that a part of a pattern speaks of."""
        if pattern.tag == f"{_RNG}attribute":
            return {(pattern.get("name") or "").strip()}
        if pattern.tag == f"{_RNG}ref":
            defines = self._defines.get(pattern.get("name"), ())
            return {label for define in defines for label in self._shape(define).allowed}
        return set(self._shape(pattern).allowed)

    def _patterns(self, tag: str, parent: Element | None) -> list[Element]:
        """The definitions of an element that its parent allows."""
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
            self._needed(pattern, frozenset()) - there
            for pattern in patterns or self._elements.get(tag, ())
        ]
        missing = sorted(set.intersection(*lacks)) if lacks else []
        return f"<{tag}> needs {' and '.join(f'<{m}>' for m in missing)} in it." if missing else ""

    def _held(self, parent: Element | None) -> set[str]:
        patterns = self._elements.get(name(parent) if parent is not None else "", ())
        return {tag for pattern in patterns for tag in self._shape(pattern).held}

    def _instead(self, parent: Element | None) -> str:
        held = self._held(parent)
        if parent is None or not held:
            return ""
        listed = ", ".join(sorted(held)[:14])
        more = " …" if len(held) > 14 else ""
        return f" In <{name(parent)}> only these are allowed: {listed}{more}."

    def _values(self, element: Element, patterns: Sequence[Element]) -> tuple[Complaint, ...]:
        """Values that no definition of the element takes."""
        wrong: dict[str, Complaint] = {}
        for pattern in patterns:
            wrong |= self._wrong_values(element, pattern)
        takes = [
            self._shape(p).allowed - dict(self._wrong_values(element, p)).keys() for p in patterns
        ]
        return tuple(c for label, c in wrong.items() if not any(label in good for good in takes))

    def _wrong_values(self, element: Element, pattern: Element) -> Iterator[tuple[str, Complaint]]:
        tag = name(element)
        for attribute in self._walk(pattern, "attribute", frozenset()):
            label = (attribute.get("name") or "").strip()
            given = element.get(label.replace("xml:", _XML))
            words = [v.text or "" for v in attribute.iter(f"{_RNG}value")]
            if given is None:
                continue
            if next(attribute.iter(f"{_RNG}ref", f"{_RNG}data"), None) is not None:
                if self._is_wrong(attribute, given):
                    yield (
                        label,
                        Complaint(label, f"“{given}” is not a value for {label} of <{tag}>."),
                    )
            elif words and given not in words:
                listed = ", ".join(f"“{word}”" for word in words)
                guess = meant(given, words)
                fix = f'Did you mean {label}="{guess}"?' if guess else ""
                said = f"{label} of <{tag}> is “{given}”; it may be {listed}."
                yield label, Complaint(label, said, (), fix)

    def _is_wrong(self, attribute: Element, given: str) -> bool:
        """True where a value is surely wrong: by the patterns and types that can be told here."""
        kinds = list(self._data(attribute, frozenset()))
        tokens = given.split() if kinds and len(kinds) == 1 else [given]
        return bool(kinds) and not any(all(fits(kind, t) for t in tokens) for kind in kinds)

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
        return _Shape(frozenset(allowed), frozenset(held))

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
        """Names of the elements that a pattern cannot do without."""
        return {tag for child in pattern for tag in self._needed_by(child, seen)}

    def _needed_by(self, child: Element, seen: frozenset[str]) -> set[str]:
        match str(child.tag).removeprefix(_RNG):
            case "element":
                return {(child.get("name") or "").strip().rpartition(":")[2]}
            case "ref" if child.get("name") not in seen:
                known = seen | {child.get("name")}
                defines = self._defines.get(child.get("name"), ())
                return {n for define in defines for n in self._needed(define, known)}
            case "group" | "interleave" | "mixed" | "oneOrMore":
                return self._needed(child, seen)
            case "choice":
                return set.intersection(*(self._needed_by(c, seen) for c in child))
            case _:
                return set()


def _alternatives(names: Sequence[str]) -> str:
    """“value (or atLeast, atMost, min or max)”."""
    return names[0] if len(names) == 1 else f"{names[0]} (or {or_list(names[1:])})"


def _written(element: Element) -> str:
    """A tag as the file has it: ``name`` says whose it is in full."""
    uri, _, local = name(element).rpartition("}")
    if not uri:
        return local
    return f"{element.prefix}:{local}" if element.prefix else f'{local} xmlns="{uri[1:]}"'
