"""An article as the rules see it."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import lxml.etree as etree

from exporter.checks.positions import locate
from exporter.checks.rule import Document
from exporter.checks.suppressions import Ignore, ignores
from exporter.files.inputs import Loaded
from exporter.model import Audience
from exporter.notices import Notice
from exporter.tei.annotations.spans import claims_in
from exporter.tei.audience.internal import NO_PARTS, internal_parts
from exporter.tei.limits import Limits
from exporter.tei.parse.parser import parse
from exporter.tei.read import read_parsed
from exporter.tei.resolve.shared_registers import with_registers
from exporter.tei.tree.element_index import Census
from exporter.tei.tree.elements import Element, identifier, name
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.pointers import in_example
from exporter.tei.tree.prefixes import prefixes
from exporter.tei.tree.suggestions import suggestions_in
from exporter.tei.tree.texts import texts_in
from exporter.values import Value

__all__ = ["Opened", "opened"]


class Opened(Value):
    """``remarks`` are the reader's; ``ignores`` what the file excepts."""

    doc: Document
    ignores: tuple[Ignore, ...]
    remarks: tuple[Notice, ...]


def opened(given: Loaded, audience: Audience, limits: Limits, base: Path | None = None) -> Opened:
    """Parse, read and index an article, parsed once. ``base`` is where its pictures are looked
    for, if not where it lies. Raises what parsing raises."""
    parsed = parse(given, limits)
    places = locate(given.data, parsed.root)
    parsed = with_registers(given.path, parsed, None, limits)
    excepted = ignores(parsed.root)
    suggested = tuple(suggestions_in(parsed.root))
    article = read_parsed(parsed, audience=audience, limits=limits, folder=base or parsed.folder)
    census = Census(parsed.root)
    internal = internal_parts(parsed.root, census) if audience == "internal" else NO_PARTS
    doc = Document(
        *(parsed.root, article, places, given.file, audience, *_indexed(parsed.root)),
        internal,
        suggested,
        claims_in(parsed.root, texts_in(parsed.root, Remarks(None)), census),
    )
    return Opened(doc, excepted, article.notices)


def _indexed(
    root: Element,
) -> tuple[dict[str, tuple[Element, ...]], dict[str, Element], frozenset[str]]:
    elements: dict[str, list[Element]] = defaultdict(list)
    ids: dict[str, Element] = {}
    pointed: set[str] = set()
    private = prefixes(root)
    for element in root.iter(etree.Element):
        elements[name(element)].append(element)
        if (given := identifier(element)) and not in_example(element):
            ids.setdefault(given, element)
        for value in element.attrib.values():
            if "#" in value:
                pointed.update(token[1:] for token in value.split() if token.startswith("#"))
            if private.known and ":" in value:
                named = (it for token in value.split() for it in private.resolved(token))
                pointed.update(it[1:] for it in named if it.startswith("#"))
    return {tag: tuple(found) for tag, found in elements.items()}, ids, frozenset(pointed)
