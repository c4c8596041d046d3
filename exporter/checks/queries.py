"""Questions that several rules ask of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.etree as etree

from exporter.checks.rule import Document
from exporter.model import Source
from exporter.tei.tree.elements import (
    XML_ID,
    XML_LANG,
    Element,
    folded,
    name,
    plain,
    text_of,
    words,
)

__all__ = [
    "BLOCKS",
    "ancestors",
    "article_sources",
    "chain",
    "claim_sources",
    "claim_speaker",
    "claims",
    "covering_notes",
    "in_prose",
    "is_annotated",
    "label",
    "language",
    "pointers",
    "publication_year",
    "shown",
    "sources_of",
    "speech_around",
    "statuses_of",
    "text_before",
    "unknown_statuses",
    "words_of",
]

BLOCKS = words("p ab head item cell l label trailer byline salute signed note figDesc")


def pointers(element: Element, attribute: str) -> tuple[str, ...]:
    """The ids that an attribute points at, with ``#`` taken off."""
    value = element.get(attribute) or ""
    return tuple(token[1:] for token in value.split() if token.startswith("#"))


def ancestors(element: Element) -> Iterator[Element]:
    """The element's ancestors, the nearest first."""
    return element.iterancestors()  # type: ignore[no-any-return]


def in_prose(element: Element) -> bool:
    """True inside ``text`` and outside readings that are not printed."""
    found = False
    for ancestor in ancestors(element):
        tag = name(ancestor)
        if tag in ("rdg", "orig", "egXML", "{http://www.tei-c.org/ns/Examples}egXML"):
            return False
        found = found or tag == "text"
    return found


def claims(doc: Document) -> Iterator[Element]:
    """The claims, as the reader finds them: their first parts, and the spans about them."""
    return iter(doc.claims)


def chain(doc: Document, element: Element) -> tuple[Element, ...]:
    """An element and what follows from it by ``@next``."""
    found = {element: None}
    following: Element | None = element
    while True:
        following = next((doc.ids.get(i) for i in pointers(following, "next")), None)
        if following is None or following in found:
            return tuple(found)
        found[following] = None


def statuses_of(doc: Document, element: Element) -> tuple[str, ...]:
    """The verification categories that ``@ana`` points at."""
    return tuple(i for i in pointers(element, "ana") if i in doc.article.statuses)


def unknown_statuses(doc: Document, element: Element) -> Iterator[str]:
    """The tokens of a claim's or a record's ``@ana`` that are no status, and nothing else that the
    article interprets by (an ``interp``, another taxonomy's category)."""
    for token in (element.get("ana") or "").split():
        given = token.removeprefix("#")
        if ":" in token or given in doc.article.statuses or given == "internal":
            continue
        other = doc.ids.get(given)
        if other is None or name(other) not in ("category", "interp", "interpGrp", "taxonomy"):
            yield token


def publication_year(doc: Document) -> int | None:
    """The year in which the article says that it was published."""
    when = doc.article.meta.date
    found = re.match(r"\d{4}", when.when if when else "")
    return int(found[0]) if found else None


def is_annotated(doc: Document) -> bool:
    """True for an article with claims, or with a place for how they stand."""
    has_claims = next(claims(doc), None) is not None
    return has_claims or any(t.get(XML_ID) == "verification" for t in doc.all("taxonomy"))


def speech_around(element: Element) -> Element | None:
    """The nearest speech that an element is in; one that it holds alone counts as well."""
    for place in (element, *element.iterancestors()):
        if name(place) in ("said", "q", "sp", "u", "quote") and place.get("who"):
            return place
    inner = [child for child in element if name(child) in ("said", "q") and child.get("who")]
    return inner[0] if len(inner) == 1 else None


def sources_of(doc: Document, element: Element) -> tuple[str, ...]:
    """The sources of an element: its own, else those of what is around it or of a note on it."""
    for place in (element, *element.iterancestors()):
        if name(place) == "text":
            break
        if found := pointers(place, "source"):
            return found
    return tuple(i for note in covering_notes(doc, element) for i in pointers(note, "source"))


def claim_sources(doc: Document, claim: Element) -> tuple[str, ...]:
    """The sources of a claim: those of the first of its parts that has some."""
    return next(filter(None, (sources_of(doc, part) for part in chain(doc, claim))), ())


def claim_speaker(doc: Document, claim: Element) -> Element | None:
    """The speech that a claim is in, or one of its parts."""
    start = doc.target(claim.get("from") or "")
    places = (start,) if start is not None else chain(doc, claim)
    found = (speech_around(place) for place in places)
    return next((speech for speech in found if speech is not None), None)


def covering_notes(doc: Document, element: Element) -> Iterator[Element]:
    """The notes that point at an element."""
    given = element.get(XML_ID)
    if given in doc.pointed:
        for note in doc.all("note"):
            if given in pointers(note, "target"):
                yield note


def article_sources(doc: Document, ids: tuple[str, ...]) -> tuple[Source, ...]:
    """The registered ones among these ids."""
    return tuple(doc.article.sources[i] for i in ids if i in doc.article.sources)


def text_before(element: Element) -> str:
    """The text of the block that stands before an element; that of other notes is none of it."""
    pieces: list[str] = []
    here = element
    while name(here) not in BLOCKS or here is element:
        parent = here.getparent()
        if parent is None:
            break
        pieces.append(_until(parent, here))
        here = parent
    return folded("".join(reversed(pieces)))


def _until(parent: Element, child: Element) -> str:
    pieces = [parent.text or ""]
    for other in parent:
        if other is child:
            break
        if isinstance(other.tag, str) and name(other) not in ("note", "rdg"):
            pieces.append(text_of(other))
        pieces.append(other.tail or "")
    return "".join(pieces)


def language(element: Element) -> str:
    """The language that an element is in, as its ``xml:lang`` or that around it says; or none."""
    for place in (element, *element.iterancestors()):
        if given := place.get(XML_LANG):
            return str(given)
    return ""


def label(element: Element) -> str:
    """How a message names an element: ``#c7``, or its first words in quotation marks."""
    given = element.get(XML_ID)
    if given:
        return f"#{given}"
    text = shown(element)
    return f"“{text}”" if text else f"<{etree.QName(element).localname}>"


def shown(element: Element, most: int = 40) -> str:
    """The first words of an element."""
    text = plain(element, "note", "rdg", "figDesc")
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def words_of(figure: Element) -> str:
    """The text of a figure, without notes and other readings; ``^`` before a raised number."""
    return folded("".join(_pieces(figure)))


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        tag = name(child)
        if tag and tag not in ("note", "rdg", "orig", "sic", "del"):
            raised = tag == "hi" and "sup" in (child.get("rend") or "")
            text = "".join(_pieces(child))
            yield f"^{text}" if raised and re.match(r"[-−]?\d", text) else text
        yield child.tail or ""
