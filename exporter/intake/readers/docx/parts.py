"""What the parts of a DOCX say beside its text: relationships, styles, numbering, properties."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Any

from exporter.errors import InputError
from exporter.intake.document import Metadata
from exporter.intake.readers.docx.names import Element, attribute, child, children, local, on
from exporter.intake.readers.grouping import Kind, kind_of_style
from exporter.intake.readers.package import Package
from exporter.values import Value

__all__ = ["Looks", "Numbering", "Relation", "Style", "looks", "main_part", "metadata",
           "numbering", "relations", "styles"]  # fmt: skip

_MONO = re.compile(r"(?i)courier|consolas|menlo|monaco|mono\b")


class Relation(Value):
    """``target`` is a part's name, or an address where ``outside``."""

    kind: str
    target: str
    outside: bool


class Looks(Value):
    """What a run's properties say: ``rends`` as TEI's reader calls them, ``hidden`` is text that
    nobody sees. None of ``off`` holds."""

    rends: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    hidden: bool = False
    language: str = ""


class Style(Value):
    """A style with what it takes from those it is based on; ``number`` is (numId, level)."""

    kind: Kind
    level: int
    number: tuple[str, int] | None
    looks: Looks


def relations(package: Package, part: str) -> dict[str, Relation]:
    """The relationships of a part, by id; none where it has none."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in package:
        return {}
    found = {}
    for each in package.xml(path):
        target = attribute(each, "Target")
        outside = attribute(each, "TargetMode").casefold() == "external"
        if not outside:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        kind = attribute(each, "Type").rpartition("/")[2]
        found[attribute(each, "Id")] = Relation(kind, target, outside)
    return found


def main_part(package: Package) -> str:
    """The name of the part that holds the text."""
    for relation in relations(package, "").values():
        if relation.kind == "officeDocument" and relation.target in package:
            return relation.target
    if "word/document.xml" in package:
        return "word/document.xml"
    raise InputError(
        "This is not a Word file: no part of it holds text. Open it in the program it comes from, "
        "and save it as .docx.",
        file=package.file,
    )


# ---------------------------------------------------------------------------------- styles


def looks(properties: Element | None) -> Looks:
    """Run properties (``w:rPr``) → looks."""
    rends: set[str] = set()
    off: set[str] = set()
    hidden = False
    language = ""
    for each in properties if properties is not None else ():
        name, value = local(each), attribute(each, "val")
        if name in _TOGGLES:
            (rends if on(each) else off).add(_TOGGLES[name])
        elif name == "u" and value not in ("", "none"):
            rends.add("underline")
        elif name == "vertAlign" and value in ("superscript", "subscript"):
            rends.add(value)
        elif name == "rFonts" and _MONO.search(attribute(each, "ascii")):
            rends.add("monospace")
        elif name == "vanish":
            hidden = on(each)
        elif name == "lang":
            language = value
    return Looks(frozenset(rends), frozenset(off), hidden, language)


_TOGGLES = {
    "b": "bold",
    "i": "italic",
    "strike": "strikethrough",
    "dstrike": "strikethrough",
    "smallCaps": "small-caps",
}


def over(below: Looks, above: Looks) -> Looks:
    """One layer of properties on another."""
    return Looks(
        (below.rends - above.off) | above.rends,
        below.off | above.off,
        below.hidden or above.hidden,
        above.language or below.language,
    )


def styles(package: Package, part: str | None) -> tuple[dict[str, Style], str]:
    """All styles by id, and the language that the document has by default."""
    if part is None or part not in package:
        return {}, ""
    root = package.xml(part)
    raw = {attribute(each, "styleId"): each for each in children(root, "style")}
    done: dict[str, Style] = {}
    for key in raw:
        _style(key, raw, done, 0)
    default = child(root, "docDefaults", "rPrDefault", "rPr", "lang")
    return done, attribute(default, "val")


def _style(key: str, raw: Mapping[str, Any], done: dict[str, Style], depth: int) -> Style:
    if key in done:
        return done[key]
    element = raw.get(key)
    if element is None or depth > 30:
        return Style("p", 0, None, Looks())
    based = attribute(child(element, "basedOn"), "val")
    below = _style(based, raw, done, depth + 1) if based else Style("p", 0, None, Looks())
    kind, level = kind_of_style(attribute(child(element, "name"), "val") or "-")
    properties = child(element, "pPr")
    outline = attribute(child(properties, "outlineLvl"), "val")
    if kind == "p" and outline.isdigit() and int(outline) < 9:
        kind, level = "heading", int(outline) + 1
    if kind == "p":
        kind, level = below.kind, below.level
    number = number_of(properties) or below.number
    own = looks(child(element, "rPr"))
    done[key] = Style(kind, level, number, over(below.looks, own))
    return done[key]


def number_of(properties: Element | None) -> tuple[str, int] | None:
    """What ``w:numPr`` says, or None."""
    number = child(properties, "numPr")
    if number is None:
        return None
    level = attribute(child(number, "ilvl"), "val")
    return attribute(child(number, "numId"), "val"), int(level) if level.isdigit() else 0


# ------------------------------------------------------------------------------- numbering


class Numbering(Value):
    """``formats`` are the number formats by (numId, level)."""

    formats: Mapping[tuple[str, int], str]

    def is_ordered(self, number: tuple[str, int]) -> bool:
        """Whether the list counts."""
        return self.formats.get(number, "bullet") not in ("bullet", "none", "")


def numbering(package: Package, part: str | None) -> Numbering:
    """The lists of ``numbering.xml``."""
    if part is None or part not in package:
        return Numbering({})
    root = package.xml(part)
    abstract = {
        attribute(each, "abstractNumId"): _levels(each) for each in children(root, "abstractNum")
    }
    found: dict[tuple[str, int], str] = {}
    for each in children(root, "num"):
        levels = dict(abstract.get(attribute(child(each, "abstractNumId"), "val"), {}))
        for change in children(each, "lvlOverride"):
            levels.update(_levels(change))
        key = attribute(each, "numId")
        found.update({(key, level): form for level, form in levels.items()})
    return Numbering(found)


def _levels(element: Element) -> dict[int, str]:
    return {
        int(attribute(each, "ilvl") or 0): attribute(child(each, "numFmt"), "val")
        for each in children(element, "lvl")
        if (attribute(each, "ilvl") or "0").isdigit()
    }


# ------------------------------------------------------------------------------ properties


def metadata(package: Package) -> Metadata:
    """The file's own properties (ISO 29500-2, 11); a date of saving is no date of publication."""
    part = next(
        (r.target for r in relations(package, "").values() if r.kind == "core-properties"),
        "docProps/core.xml",
    )
    if part not in package:
        return Metadata()
    said: dict[str, str] = {}
    for each in package.xml(part):
        said.setdefault(local(each), " ".join("".join(each.itertext()).split()))
    creator = said.get("creator", "")
    return Metadata(
        title=said.get("title", ""),
        authors=tuple(n for n in re.split(r"\s*;\s*", creator) if len(n.split()) > 1),
        language=said.get("language", ""),
        description="",
        keywords=tuple(filter(None, re.split(r"\s*[,;]\s*", said.get("keywords", "")))),
    )
