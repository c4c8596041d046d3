"""What in an article's file is marked as suggested and not yet confirmed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from exporter.confirmation.places import Spot, spots
from exporter.confirmation.record import Record, Score, entry_fingerprint
from exporter.editing import Element as Place
from exporter.editing import Source
from exporter.suggestions import KINDS, Kind, fingerprint
from exporter.suggestions.document import Document, open_document
from exporter.tei.tree.elements import XML_ID, Element, name, plain, words
from exporter.tei.tree.suggestions import suggestions_in
from exporter.values import Value

__all__ = ["Choice", "Pending", "chosen", "kind_of", "pending"]

_AROUND = 60
"""Characters of context on either side."""
_WHITE = re.compile(r"\s+")
_SPEECH = words("said q quote")
_SPOKEN = words("said q")
_FIGURES = words("measure num")
_POINTERS = ("who", "toWhom", "ref", "source", "corresp")
_NAMES: Mapping[str, Kind] = {
    "persName": "person",
    "orgName": "organisation",
    "placeName": "place",
    "person": "person",
    "personGrp": "person",
    "org": "organisation",
    "place": "place",
    "bibl": "source",
    "title": "source",
    "date": "date",
    "seg": "claim",
}
_ENTRIES: TypeAlias = dict[str, Element]


class Pending(Value):
    """One suggestion in the file.

    ``place`` is the offset of its start tag in the scanned text, ``parts`` those of all elements
    that are decided together with it, itself the first; ``line`` is 1-based. ``words`` are what it
    is around, ``before`` and ``after`` what stands beside them. ``who`` is the speaker's name,
    ``says`` its other attributes in a few words. ``entries`` are the ids of the unconfirmed
    entries of registers that it points at. ``span`` is the number of its text block and its range
    in it; None for an entry and for what has several parts; ``spans`` are those of all parts.
    ``sentence`` is the number of the sentence in its block that it begins in, or -1. ``pointed``
    are the entries, confirmed or not, of whom it names or who speaks: ids, or addresses in a
    register that articles share.
    """

    kind: Kind
    place: int
    parts: tuple[int, ...]
    line: int
    element: str
    words: str
    before: str
    after: str
    who: str = ""
    says: str = ""
    entries: tuple[str, ...] = ()
    fingerprints: tuple[str, ...] = ()
    span: tuple[int, int, int] | None = None
    score: Score | None = None
    spans: tuple[tuple[int, int, int], ...] = ()
    sentence: int = -1
    pointed: tuple[str, ...] = ()

    @property
    def lacks_speaker(self) -> bool:
        """Whether it is speech of which nothing says whose: to confirm it would be an error."""
        return self.kind == "speech" and self.element in _SPOKEN and not self.pointed

    @property
    def is_sure(self) -> bool:
        """Whether it may be confirmed without looking."""
        return self.score is not None and self.score.sure


class Choice(Value):
    """Which suggestions are meant: all that fit every condition given; ``lines`` are those on
    which one begins."""

    kinds: frozenset[Kind] = frozenset(KINDS)
    lines: frozenset[int] = frozenset()
    sure: bool = False


def kind_of(element: Element, targets: _ENTRIES) -> Kind:
    """What a person would call it."""
    tag = name(element)
    if tag in _SPEECH:
        return "speech"
    if tag in _FIGURES:
        return "figure"
    if tag == "rs":
        target = targets.get((element.get("ref") or "").removeprefix("#"))
        tag = name(target) if target is not None else "persName"
    return _NAMES.get(tag, "source")


def pending(source: Source, record: Record | None = None) -> tuple[Pending, ...]:
    """All suggestions in a scanned file, in the order of the text; entries of registers that
    nothing suggested points at come last."""
    finder = _Finder(source, open_document(source.data), record or Record())
    return tuple(finder.all())


def chosen(found: Iterable[Pending], choice: Choice) -> tuple[Pending, ...]:
    """Those that a choice means."""
    return tuple(
        each
        for each in found
        if each.kind in choice.kinds
        and (not choice.lines or each.line in choice.lines)
        and (each.is_sure or not choice.sure)
    )


class _Finder:
    def __init__(self, source: Source, document: Document, record: Record) -> None:
        self.source = source
        self.document = document
        self.root = root = document.root
        self.record = record
        self.places: Mapping[Element, Place] = source.paired(root)
        self.by_id: _ENTRIES = {str(e.get(XML_ID)): e for e in root.iter("{*}*") if e.get(XML_ID)}
        self.spots = spots(root)
        self.drafts = frozenset(suggestions_in(root))
        if self.drafts and not self.places:
            raise source.error(
                "The suggestions cannot be placed: the tags of this file and its parsed tree do "
                "not match. Save it as plain XML, without a document type declaration."
            )

    def all(self) -> Iterator[Pending]:
        marked = [e for e in suggestions_in(self.root) if e in self.places]
        texts = [e for e in marked if e in self.spots]
        done: set[Element] = set()
        used: set[str] = set()
        for element in texts:
            if element not in done:
                parts = self._parts(element)
                done.update(parts)
                found = self._one(element, parts)
                used.update(found.entries)
                yield found
        for element in marked:
            if element not in self.spots and element.get(XML_ID, "") not in used:
                yield self._one(element, (element,))

    def _parts(self, element: Element) -> tuple[Element, ...]:
        """An element and those that it goes on in, or goes on from, one by one."""
        found = [element]
        for each in found:
            for key in ("next", "prev"):
                other = self.by_id.get((each.get(key) or "").removeprefix("#"))
                if other is not None and other not in found and other in self.places:
                    found.append(other)
        return tuple(found)

    def _one(self, element: Element, parts: tuple[Element, ...]) -> Pending:
        place = self.places[element]
        spot = self.spots.get(element)
        kind = kind_of(element, self.by_id)
        shown = " … ".join(_spaced(self._words(part)) for part in parts)
        prints = tuple(
            fingerprint(kind, each.text, each.start, each.end)
            for part in parts
            if (each := self.spots.get(part)) is not None
        )
        score = next((self.record.scores[p] for p in prints if p in self.record.scores), None)
        last = self.spots.get(parts[-1])
        return Pending(
            kind=kind,
            place=place.start,
            parts=tuple(self.places[part].start for part in parts),
            line=self.source.at(place.start)[0],
            element=name(element),
            words=shown,
            before=_before(spot) if spot else "",
            after=_after(last) if last else "",
            who=self._who(element),
            says=_says(element),
            entries=tuple(self._entries(parts)),
            fingerprints=prints or (entry_fingerprint(kind, plain(element)),),
            span=(spot.block, spot.start, spot.end) if spot and len(parts) == 1 else None,
            score=score,
            spans=tuple(
                (s.block, s.start, s.end) for p in parts if (s := self.spots.get(p)) is not None
            ),
            sentence=self._sentence(spot) if spot else -1,
            pointed=tuple(dict.fromkeys(t for part in parts for t in _named(part))),
        )

    def _sentence(self, spot: Spot) -> int:
        if spot.block >= len(self.document.prose):
            return -1
        prose = self.document.prose[spot.block]
        ends = (prose.tokens[end - 1].end for _, end in prose.sentences)
        return next((k for k, end in enumerate(ends) if spot.start < end), -1)

    def _words(self, element: Element) -> str:
        spot = self.spots.get(element)
        return spot.text[spot.start : spot.end] if spot else plain(element)

    def _who(self, element: Element) -> str:
        pointed = (element.get("who") or element.get("ref") or "").split()
        names = (self._name(pointer.removeprefix("#")) for pointer in pointed)
        return ", ".join(filter(None, names))

    def _name(self, given: str) -> str:
        entry = self.by_id.get(given)
        for child in entry if entry is not None else ():
            if name(child) in ("persName", "orgName", "placeName"):
                return _spaced(plain(child))
        return given if entry is None else _spaced(plain(entry))[:_AROUND]

    def _entries(self, parts: Collection[Element]) -> Iterator[str]:
        """Unconfirmed entries that it points at, and those that these point at."""
        waiting = list(parts)
        seen: set[str] = set()
        for each in waiting:
            for pointer in _pointers(each):
                entry = self.by_id.get(pointer)
                if pointer in seen or entry is None or entry in self.spots:
                    continue
                if entry in self.drafts:
                    seen.add(pointer)
                    yield pointer
                    waiting.extend(entry.iter("{*}*"))


def _pointers(element: Element) -> Iterator[str]:
    for key in _POINTERS:
        yield from (token.removeprefix("#") for token in (element.get(key) or "").split())


def _named(element: Element) -> Iterator[str]:
    """Whom it names, or who speaks in it."""
    pointed = element.get("who") if name(element) in _SPEECH else element.get("ref")
    yield from (token.removeprefix("#") for token in (pointed or "").split())


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _before(spot: Spot) -> str:
    """Whole words before it, at most so many characters; a space at the end is kept."""
    text = _WHITE.sub(" ", spot.text[max(0, spot.start - 2 * _AROUND) : spot.start])
    if len(text) <= _AROUND:
        return text.lstrip()
    return text[-_AROUND:].partition(" ")[2]


def _after(spot: Spot) -> str:
    text = _WHITE.sub(" ", spot.text[spot.end : spot.end + 2 * _AROUND])
    return text.rstrip() if len(text) <= _AROUND else text[:_AROUND].rpartition(" ")[0]


def _says(element: Element) -> str:
    """The values of a figure or date, or whether speech is direct."""
    shown = []
    for key in ("quantity", "value", "min", "max", "atLeast", "atMost", "unit", "commodity"):
        if given := element.get(key):
            label = {"atLeast": "at least ", "atMost": "at most ", "max": "to "}.get(key, "")
            shown.append(f"{label}{given}")
    bounds = ("from", "to", "notBefore", "notAfter")
    shown += [f"{key} {element.get(key)}" for key in bounds if element.get(key)]
    if when := element.get("when"):
        shown.append(when)
    if name(element) == "num" and element.get("type"):
        shown.insert(0, str(element.get("type")))
    if (direct := element.get("direct")) is not None:
        shown.append("direct" if direct == "true" else "reported")
    return " ".join(shown)
