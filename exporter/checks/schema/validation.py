"""The article's grammar and its assertions: RELAX NG and Schematron, in words that help."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import lxml.etree as etree

from exporter.checks.observed_rules import ASSERTION, GRAMMAR
from exporter.checks.queries import BLOCKS, is_annotated
from exporter.checks.rule import Document, Finding, Rule
from exporter.checks.schema.advice import advice
from exporter.checks.schema.expectations import Grammar
from exporter.errors import OptionError
from exporter.tei.tree.elements import Element, name, words
from exporter.tei.tree.pointers import local_target

__all__ = ["against"]

_FOLDER = Path(__file__).parents[2] / "tei" / "schema"
_OURS = _FOLDER / "article.rng", _FOLDER / "article.sch"
_SAME = words(
    "language-missing speech-without-speaker picture-without-description table-without-headers "
    "pointer-without-hash duplicate-id invalid-value unknown-status"
)
"""Rules of which a grammar says the same thing, less kindly."""
_UNKNOWN = " has no attribute "
"""What no rule says: an attribute that is misspelt."""
_INSIDE = words("table-without-headers heading-skipped")
"""Rules of which it says the same thing of a child."""
_NAMED = re.compile(r"Element (\S+) ")
_SAID_BY_RULES = frozenset({"unanswered-link", "unanswered-link-back"})


def against(
    doc: Document, schema: str, folder: Path | None, said: Mapping[Element, set[str]]
) -> Iterator[tuple[Rule, Finding]]:
    """What a schema has against a document. ``said`` are the rules that have found something, by
    element: where one of them says the same thing as the grammar, the grammar is silent."""
    grammar: Path | None
    assertions: Path | None
    match schema:
        case "none":
            return
        case "auto" if not is_annotated(doc):
            return
        case "auto" | "article":
            grammar, assertions = _OURS
        case _:
            given = (folder or Path()) / schema
            grammar, assertions = (None, given) if given.suffix == ".sch" else (given, None)
    if grammar is not None:
        for finding in _grammar(doc, grammar):
            if _UNKNOWN in finding.message or not _is_said(finding.element, said):
                yield GRAMMAR, finding
    if assertions is not None:
        for finding in _assertions(doc, assertions):
            if not _is_said(finding.element, said):
                yield ASSERTION, finding


def _is_said(element: Element | None, said: Mapping[Element, set[str]]) -> bool:
    if element is None:
        return False
    above = said.get(element.getparent(), set())
    return not _SAME.isdisjoint(said.get(element, ())) or not _INSIDE.isdisjoint(above)


def _at(whole: Any, path: str | None, prefixes: dict[str, str]) -> Element | None:
    try:
        found = whole.xpath(path, namespaces=prefixes) if path else []
    except etree.XPathError:
        return None
    return found[0] if found else None


def _meant(element: Element, message: str) -> Element:
    """The element that a message names; libxml2 may give the path of its first child."""
    named = _NAMED.match(message)
    parent = element.getparent()
    if named and parent is not None and name(element) != named[1] == name(parent):
        return parent
    return element


def _prefixes(whole: Any) -> dict[str, str]:
    declared = (element.nsmap for element in whole.iter(etree.Element))
    return {prefix: uri for map_ in declared for prefix, uri in map_.items() if prefix}


def _load(path: Path) -> Any:
    if path.suffix == ".rnc":
        raise OptionError(f"{path} is in compact syntax. Make an .rng of it, with trang or jing.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        return etree.parse(str(path), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        said = f"cannot be read: {error}" if path.is_file() else "is no file"
        raise OptionError(
            f"The schema {path} {said}. Name auto, article, none, or an .rng or .sch file."
        ) from None


def _grammar(doc: Document, path: Path) -> Iterator[Finding]:
    tree = _load(path)
    try:
        validator = etree.RelaxNG(tree)
    except etree.RelaxNGParseError as error:
        raise OptionError(f"{path} is not a RELAX NG schema: {error}.") from None
    whole = doc.root.getroottree()
    if validator.validate(whole):
        return
    prefixes, grammar = _prefixes(whole), Grammar(tree.getroot())
    faults: dict[Element, Any] = {}
    follow: dict[Element, Any] = {}
    unplaced: dict[str, Any] = {}
    for entry in validator.error_log:
        element = _at(whole, entry.path, prefixes)
        if element is None:
            if named := _NAMED.match(entry.message):
                unplaced.setdefault(named[1], entry)
        elif entry.type_name == "RELAXNG_ERR_EXTRACONTENT":
            follow.setdefault(element, entry)
        else:
            faults.setdefault(_meant(element, entry.message), entry)
    if unplaced:  # only the name is told
        for element in whole.iter(etree.Element):
            if name(element) in unplaced and grammar.explain(element):
                faults.setdefault(element, unplaced[name(element)])
    for element, entry in follow.items():
        around = element.getparent()
        if not any(around in (fault, *fault.iterancestors()) for fault in faults):
            faults.setdefault(element, entry)
    if not faults:
        yield Finding("The document is not valid against the schema.", whole.getroot())
    yield from _worded(doc, grammar, faults)


def _worded(doc: Document, grammar: Grammar, faults: Mapping[Element, Any]) -> Iterator[Finding]:
    """The faults in words; and with each the attributes that elements of its block lack or have
    too many of, which the validator does not come to."""
    around_others = {above for element in faults for above in element.iterancestors()}
    for element, entry in faults.items():
        complaints = grammar.explain(element)
        above = element.getparent()
        if complaints and above in faults:
            complaints = tuple(c for c in complaints if c not in grammar.explain(above))
            if not complaints:
                continue
        for complaint in complaints:
            fix = advice(doc, element, complaint)
            yield Finding(complaint.message, element, complaint.attribute, fix)
        if not complaints and element not in around_others:
            yield Finding(_plain(element, entry), element)
    for element in _beside(faults):
        for complaint in grammar.attributes(element):
            fix = advice(doc, element, complaint)
            yield Finding(complaint.message, element, complaint.attribute, fix)


def _beside(faults: Mapping[Element, Any]) -> Iterator[Element]:
    """What is in the blocks of the faults, and is none of them."""
    blocks: dict[Element, None] = {}
    for fault in faults:
        inside = (fault, *fault.iterancestors())
        block = next((place for place in inside if name(place) in BLOCKS), fault)
        blocks[block] = None
    seen = set(faults)
    for block in blocks:
        for element in block.iter(etree.Element):
            if element not in seen:
                seen.add(element)
                yield element


def _plain(element: Element, entry: Any) -> str:
    """The validator's own complaint, where the grammar gives no better one."""
    tag = name(element)
    match entry.type_name:
        case "RELAXNG_ERR_NOELEM":
            return f"<{tag}> lacks something, or holds what may not stand there."
        case "RELAXNG_ERR_ELEMNAME" | "RELAXNG_ERR_ELEMWRONG" | "RELAXNG_ERR_EXTRACONTENT":
            return f"<{tag}> may not stand here."
        case "RELAXNG_ERR_TEXTWRONG":
            return f"<{tag}> holds text where only elements may stand."
        case _:
            return f"{str(entry.message).rstrip('.')}."


def _assertions(doc: Document, path: Path) -> Iterator[Finding]:
    from lxml import isoschematron

    try:
        validator = isoschematron.Schematron(_load(path), store_report=True)  # type: ignore[no-untyped-call]
    except (etree.LxmlError, ValueError) as error:
        raise OptionError(f"{path} is not a Schematron schema for XSLT 1: {error}.") from None
    whole = doc.root.getroottree()
    if validator.validate(whole):
        return
    for failed in validator.validation_report.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert"):
        element = _located(whole, failed.get("location") or "")
        if failed.get("id") in _SAID_BY_RULES or _is_dangling(element, doc):
            continue
        yield Finding(" ".join("".join(failed.itertext()).split()), element)


_STEP = re.compile(r"/\*\[local-name\(\)='(.*?)'[^\]]*\](?:\[(\d+)\])?")


def _located(whole: Any, location: str) -> Element:
    """The element that a report of ISO Schematron's skeleton names, or as near above it as can
    be told: the skeleton counts siblings of one local name, whatever their namespace."""
    element = whole.getroot()
    for local, number in _STEP.findall(location)[1:]:
        same = element.findall(f"{{*}}{local}")
        at = int(number or "1") - 1
        if at >= len(same):
            break
        element = same[at]
    return element


def _is_dangling(element: Element, doc: Document) -> bool:
    """A pointer at nothing is said by a rule of its own."""
    tokens = {token for value in element.attrib.values() for token in value.split()}
    return any(target not in doc.ids for target in map(local_target, tokens) if target is not None)
