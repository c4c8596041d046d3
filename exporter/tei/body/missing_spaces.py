"""Words that only tags part: dates, names and sentences that a file without white space sets close
to one another."""

from __future__ import annotations

from exporter.tei.tree.element_index import Census
from exporter.tei.tree.elements import Element, children, is_bare, name, text_of, words
from exporter.text.patterns import pattern

__all__ = ["missing_spaces"]

_HOLDERS = (
    "dateline", "byline", "docImprint", "docAuthor", "docTitle", "trailer", "head", "salute",
    "signed", "opener", "closer", "castItem", "address", "addrLine", "measureGrp", "birth", "death",
    "floruit", "origin", "residence", "setting", "persName", "name", "placeName", "orgName",
    "correspAction", "p", "note", "quote", "figure", "sp", "list", "table", "listBibl", "entry",
    "entryFree", "titlePage", "body", "div", "div0", "div1", "div2", "div3", "div4", "div5", "div6",
    "div7", "item", "cell", "speaker", "imprimatur", "titlePart", "term", "label",
)  # fmt: skip
_DATA = words(
    "persName orgName placeName geogName name rs settlement country region district bloc date time "
    "docDate docAuthor publisher pubPlace title role roleDesc actor street postCode postBox email "
    "num measure bibl idno origDate origPlace author editor affiliation occupation roleName "
    "addName genName term foreign gloss mentioned resp edition biblScope citedRange extent meeting "
    "sponsor funder principal distributor licence institution repository collection msName "
    "material objectType eventName geogFeat measureGrp dateRange keywords classCode language "
    "catDesc"
)
_SENTENCES = ("s", "cl")
_TOKENS = ("w", "pc")
_TITLES = words("hi emph title seg foreign")
_STOPS = frozenset(".:;!?")
_FEWEST = 3
"""Tokens that stand close to one another, from which on nobody can have meant one word."""

_UNSPACED = pattern(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aaf\u2e80-\u312f\u3190-\ua4cf"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
"""Scripts that set no space between words, from Thai to Chinese and Japanese; Korean does."""


def missing_spaces(census: Census) -> frozenset[Element]:
    """The elements before which a space belongs though the file has none: data of different kinds
    in what holds nothing else, sentences, and tokens of which no two are set apart."""
    found = {
        child
        for holder in census.named(*_HOLDERS)
        if len(holder) > 1 and is_bare(holder)
        for child in children(holder)
        if name(child) in _DATA and (before := _before(child)) is not None
        if name(before) in _DATA
    }
    found.update(s for s in census.named(*_SENTENCES) if _is_sentence(s))
    found.update(
        part for head in census.named("head") for part in children(head) if _begins_title(part)
    )
    for holder in dict.fromkeys(w.getparent() for w in census.named("w")):
        found.update(_tokens(holder))
    return frozenset(found)


def _before(element: Element) -> Element | None:
    """The element that ends where this one begins, comments aside; None where text is between."""
    before = element.getprevious()
    while before is not None and not before.tail and not name(before):
        before = before.getprevious()
    return None if before is None or before.tail else before


def _begins_title(element: Element) -> bool:
    """Whether it is the name of a part right behind its number: ``CHAPTER I.<hi>THE PORT</hi>``."""
    before, parent = element.getprevious(), element.getparent()
    text = (parent.text if before is None else before.tail) or ""
    title = text_of(element)[:2] if name(element) in _TITLES else ""
    return (
        text[-1:] in _STOPS
        and text[-2:-1].isalnum()
        and len(text.strip()) > 2
        and title[:1].isupper()
        and title[1:].isalnum()
    )


def _is_sentence(element: Element) -> bool:
    """Whether it comes close after one of its kind that a stop ends, in a script that parts words
    by spaces."""
    before = _before(element)
    if before is None or name(before) != name(element):
        return False
    last = text_of(before).strip()[-1:]
    return not last.isalnum() and not _UNSPACED.match(text_of(before).strip()[-2:])


def _tokens(holder: Element | None) -> list[Element]:
    """The tokens of what holds only such, none of them apart from the next."""
    if holder is None or len(holder) < _FEWEST or not is_bare(holder):
        return []
    tokens = list(children(holder))
    if any(name(each) not in (*_TOKENS, "lb", "pb", "cb", "note") for each in tokens):
        return []
    inner = [each for each in tokens if name(each) in _TOKENS]
    kinds = [name(each) for each in inner]
    if kinds.count("w") < _FEWEST or any(each.tail for each in tokens[:-1]):
        return []
    said = [text_of(each) for each in inner]
    joined = any(each.get("join") or each.get("part") for each in inner)
    apart = any(text[:1].isspace() or text[-1:].isspace() for text in said)
    if joined or apart or any(map(_UNSPACED.match, said)):
        return []
    return inner[1:]
