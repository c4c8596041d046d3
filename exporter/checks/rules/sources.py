"""Sources: used, dated, and to be found again."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.queries import label, pointers
from exporter.checks.rule import Document, Finding, Rule
from exporter.model import DateValue, Source
from exporter.notices import Severity
from exporter.tei.tree.elements import XML_ID, Element, descendants, name, parent_name, words

__all__ = ["RULES"]

_SPOKEN = words(
    "interview briefing statement speech conversation phone message correspondence observation "
    "personal unpublished visit remarks"
)
"""Types of source that no address leads to."""


def _registered(doc: Document) -> Iterator[tuple[Element, Source]]:
    """The sources of a register; a bibliography that no @source points into is none."""
    cited = {i for element in doc.root.iter("{*}*") for i in pointers(element, "source")}
    for entry in doc.all("bibl", "biblStruct", "biblFull", "msDesc"):
        source = doc.article.sources.get(entry.get(XML_ID, ""))
        if source is None or parent_name(entry) != "listBibl":
            continue
        if source.id in cited or any(name(a) == "standOff" for a in entry.iterancestors()):
            yield entry, source


def _uncited(doc: Document) -> Iterator[Finding]:
    if not any(name(child) == "standOff" for child in doc.root):
        return
    for entry, source in _registered(doc):
        if source.id not in doc.pointed:
            yield Finding(f"The source #{source.id} is cited nowhere.", entry)


def _says(date: DateValue | None) -> bool:
    return date is not None and any(
        (date.text, date.when, date.start, date.end, date.not_before, date.not_after)
    )


def _is_online(source: Source) -> bool:
    return bool(source.original)


def _is_identified(entry: Element) -> bool:
    kinds = {(idno.get("type") or "").casefold() for idno in descendants(entry, "idno")}
    return bool(kinds) or next(descendants(entry, "ptr", "ref"), None) is not None


def _undated(doc: Document) -> Iterator[Finding]:
    for entry, source in _registered(doc):
        dated = any(map(_says, (source.date, source.archived_on, source.accessed)))
        if not dated and not _is_online(source):
            yield Finding(f"The source #{source.id} has no date.", entry)


def _unaddressed(doc: Document) -> Iterator[Finding]:
    reported = {
        i
        for relation in doc.article.relations
        if relation.name == "cites"
        for i in relation.passive
    }
    for entry, source in _registered(doc):
        published = source.type not in _SPOKEN and not doc.internal.holds(entry)
        found = source.original or source.archived or source.cited or _is_identified(entry)
        if published and not found and source.id not in reported and not _is_book(source):
            yield Finding(f"Nothing says where the source {label(entry)} can be found.", entry)


def _is_book(source: Source) -> bool:
    """A title with a publisher or a container can be found in a library."""
    return bool(source.title and (source.publisher or source.container))


def _unaccessed(doc: Document) -> Iterator[Finding]:
    for entry, source in _registered(doc):
        dated = any(map(_says, (source.date, source.archived_on, source.accessed)))
        if _is_online(source) and not dated:
            yield Finding(
                f"The source #{source.id} is online and undated, and nothing says when it was "
                "looked at.",
                entry,
            )


RULES = (
    Rule(
        "source-not-cited",
        "sourcing",
        Severity.WARNING,
        "A source that nothing cites was forgotten in the text, or is left over in the register.",
        "Cite it with @source where it belongs, or delete it.",
        _uncited,
    ),
    Rule(
        "source-without-date",
        "sourcing",
        Severity.WARNING,
        "How much a source is worth depends on its date.",
        "Add a <date>; where it is not known, @notBefore and @notAfter say what is.",
        _undated,
    ),
    Rule(
        "source-without-address",
        "sourcing",
        Severity.WARNING,
        "Readers must be able to find a published source.",
        'Add <ref type="original" target="…">, an <idno type="…"> (URI, DOI, ISBN, local), or the '
        'source that reports it (<relation name="cites" active="#…" passive="#…"/>).',
        _unaddressed,
    ),
    Rule(
        "access-date-missing",
        "sourcing",
        Severity.WARNING,
        "A web page without a date may change; the day it was read says which version is meant.",
        'Add <date type="accessed" when="…">, or an archived copy with its date.',
        _unaccessed,
    ),
)
