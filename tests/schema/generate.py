"""Random documents that a RELAX NG grammar allows, by walking its patterns."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
TEI = "http://www.tei-c.org/ns/1.0"

SAMPLES = {
    "decimal": ("80000", "-0.5"),
    "date": ("2024-10-31", "2026-01-01"),
    "dateTime": ("2024-10-31T12:00:00Z",),
    "gYear": ("2024",),
    "gYearMonth": ("2024-10",),
    "language": ("en", "de-AT"),
    "NCName": ("something", "news"),
    "positiveInteger": ("2",),
    "anyURI": ("https://example.org/a",),
}
PATTERNS = {
    r"#[^\s]+": "#there",
    r"[^\s#:]*#[^\s#]+|[a-z][a-z0-9+.\-]*:[^\s/#][^\s#]*": "people.xml#there",
    r"[a-z][a-z0-9+.\-]*": "psn",
    r"[^\s]+": "word",
    "-?[0-9]+/[0-9]+": "1/3",
    r"[0-9]+(\.[0-9]+)*": "0.1.0",
    r"[^\s/]+/[^\s/]+": "image/png",
    r"[0-9]+(\.[0-9]+)?(%|cm|mm|in|pt|pc|px|em|ex|rem)": "4.5cm",
}


@dataclass
class Made:
    """What a pattern gives: attributes, and content in order."""

    attributes: dict[str, str] = field(default_factory=dict)
    content: list[str] = field(default_factory=list)

    def add(self, other: Made) -> None:
        self.attributes.update(other.attributes)
        self.content += other.content


class Generator:
    """``document()`` gives one more random document, ``seed`` by seed."""

    def __init__(self, grammar: Path, seed: int) -> None:
        self.root = etree.parse(grammar).getroot()
        self.defines = {define.get("name"): define for define in self.root.iter(f"{RNG}define")}
        self.random = random.Random(seed)
        self.numbers = count(1)

    def document(self) -> str:
        return "".join(self.all(self.root.find(f"{RNG}start"), 0).content)

    def all(self, pattern: etree._Element, depth: int) -> Made:
        made = Made()
        for child in pattern.iterchildren(f"{RNG}*"):
            made.add(self.one(child, depth))
        return made

    def one(self, pattern: etree._Element, depth: int) -> Made:
        match pattern.tag.removeprefix(RNG):
            case "element":
                return self.element(pattern, depth)
            case "attribute":
                inner = "".join(self.all(pattern, depth).content)
                return Made({pattern.get("name"): inner or "some words"})
            case "ref":
                return self.all(self.defines[pattern.get("name")], depth)
            case "choice":
                return self.one(self.chosen(list(pattern), depth), depth)
            case "optional" | "zeroOrMore" | "oneOrMore" as kind:
                return self.repeated(pattern, kind, depth)
            case "interleave":
                children = list(pattern)
                self.random.shuffle(children)
                made = Made()
                for child in children:
                    made.add(self.one(child, depth))
                return made
            case "mixed":
                made = self.all(pattern, depth)
                return Made(made.attributes, ["some words ", *made.content, " and more"])
            case "group":
                return self.all(pattern, depth)
            case "list":
                return Made(content=[" ".join(self.all(pattern, depth).content)])
            case "text":
                return Made(content=["some words"])
            case "value":
                return Made(content=[pattern.text])
            case "data":
                return Made(content=[self.data(pattern)])
            case "empty":
                return Made()
            case other:
                raise AssertionError(f"{other} is not foreseen")

    def element(self, pattern: etree._Element, depth: int) -> Made:
        made = self.all(pattern, depth + 1)
        name = pattern.get("name")
        if name == "TEI":
            made.attributes["xmlns"] = TEI
        attributes = "".join(f" {key}={quoteattr(value)}" for key, value in made.attributes.items())
        content = [part if part.startswith("<") else escape(part) for part in made.content]
        return Made(content=[f"<{name}{attributes}>{''.join(content)}</{name}>"])

    def repeated(self, pattern: etree._Element, kind: str, depth: int) -> Made:
        least = 1 if kind == "oneOrMore" else 0
        most = 1 if kind == "optional" else max(least, 3 - depth // 4)
        if depth > 14:
            most = least
        made = Made()
        for _ in range(self.random.randint(least, most)):
            made.add(self.all(pattern, depth))
        return made

    def chosen(self, children: list[etree._Element], depth: int) -> etree._Element:
        if depth > 12:
            return min(children, key=lambda child: self.weight(child, frozenset()))
        return self.random.choice(children)

    def weight(self, pattern: etree._Element, seen: frozenset[str]) -> int:
        """How many elements a pattern needs at least."""
        match pattern.tag.removeprefix(RNG):
            case "zeroOrMore" | "optional":
                return 0
            case "choice":
                return min(self.weight(child, seen) for child in pattern)
            case "ref":
                name = pattern.get("name")
                return 999 if name in seen else self.sum(self.defines[name], seen | {name})
            case kind:
                return int(kind == "element") + self.sum(pattern, seen)

    def sum(self, pattern: etree._Element, seen: frozenset[str]) -> int:
        return sum(self.weight(child, seen) for child in pattern.iterchildren(f"{RNG}*"))

    def data(self, pattern: etree._Element) -> str:
        if pattern.get("type") == "ID":
            return f"id{next(self.numbers)}"
        param = pattern.find(f"{RNG}param")
        if param is not None:
            return PATTERNS[param.text]
        return self.random.choice(SAMPLES[pattern.get("type")])
