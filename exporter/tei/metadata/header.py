"""``teiHeader`` → metadata, and the taxonomy of verification statuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.model import Author, Change, DateValue, Metadata, Standing, Status
from exporter.tei.metadata.title_statement import people, publisher, titles
from exporter.tei.tree.attribute_values import date_value, spaced
from exporter.tei.tree.elements import (
    XML_LANG,
    Element,
    children,
    descendants,
    first,
    identifier,
    parent_name,
    plain,
)
from exporter.tei.tree.pointers import Index
from exporter.text.language_tags import tag as language_tag
from exporter.text.patterns import pattern
from exporter.urls import allowed_url
from exporter.values import whole_number

__all__ = ["change", "languages", "read_metadata", "read_statuses"]

_STANDINGS: dict[Standing, str] = {
    "false": "false refuted debunked wrong untrue incorrect fake disproved disproven fabricated "
    "falsch widerlegt unwahr faux fausse réfuté falso falsa refutado desmentido onwaar weerlegd",
    "disputed": "disputed contested contradicted contradictory denied controversial umstritten "
    "strittig bestritten contesté disputé disputado impugnado contestado contestato betwist "
    "misleading irreführend trompeur engañoso",
    "open": "open unverified unconfirmed unproven unproved pending unclear unknown uncorroborated "
    "offen ungeprüft unbestätigt ungeklärt invérifié ouvert abierto pendiente aperto onbevestigd",
    "supported": "supported ok verified confirmed true corroborated proven proved correct accurate "
    "substantiated bestätigt belegt gestützt geprüft wahr richtig vérifié confirmé étayé vrai "
    "confirmado verificado apoyado confermato verificato bevestigd",
}


def read_metadata(header: Element, index: Index, lang: str = "") -> Metadata:
    """What the header says of the document, whose text is in ``lang``."""
    description = first(header, "fileDesc")
    statement = first(description, "titleStmt")
    publication = first(description, "publicationStmt")
    called = titles(description, lang)
    quotation = next(descendants(header, "quotation"), None)
    hyphenation = next(descendants(header, "hyphenation"), None)
    licence = (
        next(descendants(publication, "licence", "license"), None)
        if publication is not None
        else None
    )
    revision = first(header, "revisionDesc")
    return Metadata(
        title=called.main,
        subtitle=called.sub,
        authors=tuple(people(statement, index, "author", lang))
        or tuple(_authors_of_source(description, index, called.main, lang)),
        editors=tuple(people(statement, index, "editor", lang)),
        publisher=publisher(publication, lang),
        place=", ".join(_texts(publication, "pubPlace")),
        date=_date(publication, description),
        identifiers=tuple(_identifiers(publication)),
        rights=_rights(publication),
        licence=_licence(licence),
        abstract=spaced(next(descendants(header, "abstract"), None)),
        keywords=tuple(_keywords(header)),
        source=_source(first(description, "sourceDesc")),
        changes=tuple(change(c, index) for c in descendants(revision, "change"))
        if revision is not None
        else (),
        state=(revision.get("status") or "") if revision is not None else "",
        quotation=(quotation.get("marks") or "") if quotation is not None else "",
        hyphens=(hyphenation.get("eol") or "") if hyphenation is not None else "",
        series=called.series,
    )


def _texts(element: Element | None, *wanted: str) -> list[str]:
    if element is None:
        return []
    return list(
        dict.fromkeys(filter(None, (spaced(e, ", ") for e in descendants(element, *wanted))))
    )


def _date(publication: Element | None, description: Element | None) -> DateValue | None:
    for holder in (publication, first(description, "editionStmt")):
        if holder is not None:
            dates = [d for d in descendants(holder, "date") if plain(d) or d.attrib]
            dates.sort(key=lambda d: parent_name(d) in ("licence", "availability"))
            for date in dates:
                return _moment(date)
    return None


_STAMP = pattern(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d\S*)?")


def _moment(date: Element) -> DateValue:
    """A date; one that is written as machines write it is its own value."""
    value = date_value(date)
    if not any(value.bounds) and _STAMP.fullmatch(value.text):
        return DateValue(value.text, when=value.text.replace(" ", "T"), certainty=value.certainty)
    return value


def _identifiers(publication: Element | None) -> Iterator[tuple[str, str]]:
    if publication is not None:
        for idno in descendants(publication, "idno"):
            if value := plain(idno, "idno"):
                yield idno.get("type") or "", value


def _licence(licence: Element | None) -> str:
    """The address of a licence, which may be all that it says."""
    if licence is None:
        return ""
    said = plain(licence)
    return allowed_url(licence.get("target") or (said if _ADDRESS.fullmatch(said) else ""))


_ADDRESS = re.compile(r"https?://\S+")


def _rights(publication: Element | None) -> str:
    """What it says of rights; an address stands only where nothing else does."""
    if publication is None:
        return ""
    said = " ".join(filter(None, (spaced(a) for a in descendants(publication, "availability"))))
    found = _ADDRESS.match(said)
    return said[found.end() :].strip() or said if found else said


def _keywords(header: Element) -> Iterator[str]:
    for words in descendants(header, "keywords"):
        terms = list(descendants(words, "term", "item"))
        inner = [t for t in terms if not any(True for _ in descendants(t, "term"))]
        yield from filter(None, dict.fromkeys(plain(t) for t in inner or [words]))


def _source(description: Element | None) -> str:
    """What the document was made from, in words; registers that stand here are no words."""
    if description is None:
        return ""
    parts = [
        spaced(part, ", ")
        for part in children(description, "p", "ab", "bibl", "biblStruct", "biblFull", "msDesc")
        if not identifier(part)
    ]
    return " ".join(filter(None, parts))


def _authors_of_source(
    description: Element | None, index: Index, title: str, lang: str
) -> Iterator[Author]:
    """Those of the article of this title that the document was made from, where its own statement
    names nobody, as in a paper that a program has read."""
    article = first(description, "sourceDesc", "biblStruct", "analytic")
    if article is not None and title in (plain(e, "note") for e in children(article, "title")):
        yield from people(article, index, "author", lang)


def change(element: Element, index: Index) -> Change:
    """An entry of ``revisionDesc``; ``by`` is the id it points at, or what it says."""
    who = index.targets(element, "who")
    said = next((plain(n) for n in children(element, "name", "persName", "respStmt")), "")
    return Change(
        plain(element),
        element.get("when") or element.get("when-iso") or _when(element),
        who[0] if who else said or (element.get("who") or "").lstrip("#"),
        index.targets(element, "target"),
        index.given(element),
        element.sourceline or 0,
    )


def _when(element: Element) -> str:
    date = next(children(element, "date"), None)
    return (date.get("when") or plain(date)) if date is not None else ""


def languages(root: Element, texts: list[Element]) -> str:
    """The language of the document: of its text or body, its root, or the first the header lists
    that is not that of words in it; P4's ``@lang`` where the tree has no namespace."""
    is_plain = not str(root.tag).startswith("{")
    body = first(next(iter(texts), None), "body")
    for element in (*texts[:1], root, body):
        while element is not None:
            said = element.get(XML_LANG) or (element.get("lang") if is_plain else "") or ""
            if found := language_tag(said):
                return found
            element = element.getparent()
    used = sorted(
        descendants(root, "language"),
        key=lambda e: -(whole_number(e.get("usage", "0")) or 0),
    )
    listed = [tag for e in used if (tag := language_tag(e.get("ident") or ""))]
    if len(listed) > 1 and not any(e.get("usage") for e in used):
        of_words = {language_tag(e.get(XML_LANG) or "") for e in descendants(root, "foreign")}
        listed = [tag for tag in listed if tag not in of_words]
    return (*listed, "")[0]


def read_statuses(root: Element, index: Index) -> dict[str, Status]:
    """The categories of every taxonomy that is about verification."""
    found = {}
    for taxonomy in index.census.below(root, "taxonomy"):
        if is_verification(identifier(taxonomy) or "", taxonomy.get("n") or ""):
            for category in descendants(taxonomy, "category"):
                status = _status(category, index)
                found[status.id] = status
    return found


def is_verification(given: str, number: str) -> bool:
    """Whether a taxonomy with this id and ``@n`` holds the statuses of claims."""
    label = f"{given} {number}".casefold()
    return any(word in label for word in ("verif", "factcheck", "fact-check", "veracity"))


def _status(category: Element, index: Index) -> Status:
    given = index.id(category, "status")
    described = first(category, "catDesc")
    described = described if described is not None else first(category, "gloss")
    described = described if described is not None else first(category, "desc")
    term = first(described, "term")
    label = plain(term if term is not None else described) or given
    return Status(given, label, standing(given, label), category.sourceline or 0)


def standing(given: str, label: str) -> Standing:
    """Which of the few standings a status is, by its label, else by its id."""
    for text in (label, given.replace(".", " ").replace("_", " ").replace("-", " ")):
        said = text.casefold()
        words = "".join(c if c.isalnum() else " " for c in said).split()
        for kind, known in _STANDINGS.items():
            if set(known.split()) & set(words):
                denied = kind in ("supported", "false") and any(f"{d}" in f" {said}" for d in _NOT)
                return "open" if denied else kind
    return "other"


_NOT = (" not ", " non ", " no ", " nicht ", " pas ", " niet ", " never ", " yet to ", " neither ",
        " kein", " sin ", " without ", " ohne ")  # fmt: skip
