"""Entries of registers and of the header: where each belongs, and what must be made for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.editing.markup import prefixed
from exporter.editing.references import attribute_value
from exporter.editing.source import Element, Source
from exporter.text.patterns import pattern
from exporter.values import Struct, field

__all__ = ["Additions"]

_HOMES = {
    "person": "standOff/listPerson",
    "personGrp": "standOff/listPerson",
    "org": "standOff/listOrg",
    "place": "standOff/listPlace",
    "event": "standOff/listEvent",
    "bibl": "standOff/listBibl",
    "biblStruct": "standOff/listBibl",
    "relation": "standOff/listRelation",
    "span": "standOff/spanGrp",
    "annotation": "standOff/listAnnotation",
    "change": "teiHeader/revisionDesc",
    "taxonomy": "teiHeader/encodingDesc/classDecl",
    "application": "teiHeader/encodingDesc/appInfo",
    "respStmt": "teiHeader/fileDesc/titleStmt",
    "witness": "teiHeader/fileDesc/sourceDesc/listWit",
    "language": "teiHeader/profileDesc/langUsage",
}
_ELSEWHERE = {
    "listPerson": ("teiHeader/profileDesc/particDesc/listPerson", "text/back/div/listPerson"),
    "listOrg": ("teiHeader/profileDesc/particDesc/listOrg", "text/back/div/listOrg"),
    "listPlace": ("teiHeader/profileDesc/settingDesc/listPlace", "text/back/div/listPlace"),
    "listBibl": ("teiHeader/fileDesc/sourceDesc/listBibl", "text/back/div/listBibl"),
}
"""Where else a register may stand, and is added to if it stands there and not in standOff."""

_ORDER = {
    "TEI": "teiHeader fsdDecl standOff facsimile sourceDoc text",
    "teiHeader": "fileDesc encodingDesc profileDesc xenoData revisionDesc",
    "fileDesc": "titleStmt editionStmt extent publicationStmt seriesStmt notesStmt sourceDesc",
    "titleStmt": "title author editor respStmt",
    "publicationStmt": "publisher distributor authority pubPlace date idno availability",
    "profileDesc": "abstract langUsage textClass",
    "encodingDesc": "projectDesc samplingDecl editorialDecl tagsDecl refsDecl variantEncoding "
    "classDecl appInfo",
    "standOff": "listPerson listOrg listPlace listEvent listBibl listRelation spanGrp "
    "listAnnotation",
}
"""The order of children where the schema has one; what is not named may stand anywhere."""

_FIRST = frozenset({"revisionDesc"})
"""Containers whose newest entry stands first (TEI 2.6)."""

_TAIL = frozenset({"relation", "listRelation"})
"""What may only stand after the entries of a list."""

_STEP = pattern(r"([\w.-]+)(?:\[@([\w:.-]+)='([^']*)'\])?")


class _Made(Struct):
    """A container that is not there yet: its entries, and further containers by their steps."""

    step: str
    parts: list[str | _Made] = field(default_factory=list)

    def child(self, step: str) -> _Made:
        found = next((p for p in self.parts if isinstance(p, _Made) and p.step == step), None)
        if found is None:
            found = _Made(step)
            self.parts.append(found)
        return found


class Additions(Struct):
    """Entries that are to be added to a source, gathered so that each container is made once."""

    source: Source
    there: dict[int, list[str]] = field(default_factory=dict)
    made: dict[int, _Made] = field(default_factory=dict)

    def add(self, entry: str, container: str) -> None:
        """Note one entry. Raises EditError where it is no element, or has no place."""
        name = re.match(r"\s*<(?:[\w.-]+:)?([\w.-]+)", entry)
        if name is None:
            raise self.source.error(f"An entry is one element as XML; this is {entry[:40]!r}.")
        path = container or _HOMES.get(name[1], "")
        if not path:
            raise self.source.error(
                f"<{name[1]}> belongs to no register. Name the container that it is to be in."
            )
        root = _tei(self.source)
        steps = path.split("/")
        if not container and self._find(root, steps)[1]:
            for other in _ELSEWHERE.get(steps[-1], ()):
                if not self._find(root, other.split("/"))[1]:
                    steps = other.split("/")
        element, missing = self._find(root, steps)
        if missing:
            made = self.made.setdefault(element.number, _Made(""))
            for step in missing:
                made = made.child(step)
            made.parts.append(entry.strip())
        else:
            self.there.setdefault(element.number, []).append(entry.strip())

    def _find(self, element: Element, steps: list[str]) -> tuple[Element, list[str]]:
        """As far as the path is there, and the steps that are not; the longest way counts."""
        if not steps:
            return element, steps
        best = element, steps
        for child in self.source.children(element, _parsed(self.source, steps[0])[0]):
            if self._is_meant(child, steps[0]):
                found = self._find(child, steps[1:])
                if len(found[1]) < len(best[1]):
                    best = found
        return best

    def _is_meant(self, element: Element, step: str) -> bool:
        _, attribute, value = _parsed(self.source, step)
        return not attribute or self.source.attributes(element).get(attribute) == value

    # ------------------------------------------------------------------ writing

    def written(self) -> Iterator[tuple[int, int, str]]:
        """What comes in the place of which range, in the order of the places."""
        for number in sorted({*self.there, *self.made}):
            element = self.source.elements[number]
            top = self.made.get(number)
            made = [part for part in top.parts if isinstance(part, _Made)] if top else []
            order = _ORDER.get(element.local, "").split()
            made.sort(key=lambda part: _rank(part.step, order))
            there = self.there.get(number, [])
            if element.is_empty_tag:
                yield self._opened(element, [*there, *(self._xml(part, None) for part in made)])
                continue
            for entry in there:
                at, text = self._entry(element, entry)
                yield at, at, text
            for part in made:
                at, text = self._container(element, part)
                yield at, at, text

    def _opened(self, element: Element, parts: list[str]) -> tuple[int, int, str]:
        """``<a/>`` gets an end tag."""
        slash = element.end - 2
        text = prefixed(self.source, "".join(parts), element.start)
        return slash, element.end, f">{text}</{element.name}>"

    def _entry(self, parent: Element, entry: str) -> tuple[int, str]:
        children = list(self.source.children(parent))
        if parent.local in _FIRST:
            before = children[0] if children else None
            return self._before(parent, before, entry)
        tag = re.match(r"<(?:[\w.-]+:)?([\w.-]+)", entry)
        order = _ORDER.get(parent.local, "").split()
        if tag is not None and tag[1] in order:
            before, later = _neighbours(children, order, tag[1])
            if before is None and later is not None:
                return self._before(parent, later, entry)
            return self._after(parent, before, entry)
        tail = next((c for c in children if c.local in _TAIL), None)
        if tail is not None and not entry.startswith("<relation") and parent.local != "standOff":
            return self._before(parent, tail, entry)
        return self._after(parent, children[-1] if children else None, entry)

    def _container(self, parent: Element, made: _Made) -> tuple[int, str]:
        order = _ORDER.get(parent.local, "").split()
        name = _parsed(self.source, made.step)[0]
        children = list(self.source.children(parent))
        before = None
        if name in order:
            before, later = _neighbours(children, order, name)
            if before is None and later is not None:
                return self._before(parent, later, self._xml(made, self._indent(later)))
        elif children:
            before = children[-1]
        indent = self._indent(children[0]) if children else self._indent(parent)
        return self._after(parent, before, self._xml(made, indent))

    def _xml(self, made: _Made, indent: str | None) -> str:
        name, attribute, value = _parsed(self.source, made.step)
        said = f" {attribute}={attribute_value(value)}" if attribute else ""
        inner = None if indent is None else f"{indent} "
        order = _ORDER.get(name, "").split()
        made.parts.sort(key=lambda p: _rank(p.step, order) if isinstance(p, _Made) else 0)
        parts = [self._xml(p, inner) if isinstance(p, _Made) else p for p in made.parts]
        if indent is None:
            return f"<{name}{said}>{''.join(parts)}</{name}>"
        lines = "".join(f"\n{inner}{part}" for part in parts)
        return f"<{name}{said}>{lines}\n{indent}</{name}>"

    def _before(self, parent: Element, child: Element | None, xml: str) -> tuple[int, str]:
        if child is None:
            return self._after(parent, None, xml)
        indent = self._indent(child)
        space = "" if indent is None else f"\n{indent}"
        return child.start, self._fitted(f"{xml}{space}", child.start)

    def _after(self, parent: Element, child: Element | None, xml: str) -> tuple[int, str]:
        at = child.end if child is not None else parent.inner
        if child is not None:
            indent = self._indent(child)
        else:
            outer = self._indent(parent)
            indent = None if outer is None else f"{outer} "
        space = "" if indent is None else f"\n{indent}"
        return at, self._fitted(f"{space}{xml}", at)

    def _fitted(self, xml: str, at: int) -> str:
        text = prefixed(self.source, xml, at)
        return text.replace("\n", self.source.newline) if self.source.newline != "\n" else text

    def _indent(self, element: Element) -> str | None:
        """The white space that an element's line begins with; None where it has no line of its
        own."""
        text = self.source.text
        start = max(text.rfind("\n", 0, element.start), text.rfind("\r", 0, element.start)) + 1
        space = text[start : element.start]
        return space if start > 0 and not space.strip() else None


def _neighbours(
    children: Sequence[Element], order: Sequence[str], name: str
) -> tuple[Element | None, Element | None]:
    """The last child that may stand before one of that name, and the first that must come after."""
    rank = order.index(name)
    ranked = [child for child in children if child.local in order]
    sooner = [child for child in ranked if order.index(child.local) <= rank]
    later = [child for child in ranked if order.index(child.local) > rank]
    return (sooner[-1] if sooner else None), (later[0] if later else None)


def _rank(step: str, order: list[str]) -> int:
    name = step.partition("[")[0]
    return order.index(name) if name in order else len(order)


def _parsed(source: Source, step: str) -> tuple[str, str, str]:
    found = _STEP.fullmatch(step)
    if found is None:
        raise source.error(f"{step!r} is not a step of a path: write name or name[@type='value'].")
    return found[1], found[2] or "", found[3] or ""


def _tei(source: Source) -> Element:
    for element in source.elements:
        if element.local in ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2"):
            return element
    raise source.error("This file has no <TEI> element, and there is no other place for registers.")
