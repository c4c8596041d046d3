"""Yes and no → edits: confirming takes one attribute away, rejecting takes the annotation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from exporter.confirmation.pending import Pending
from exporter.confirmation.record import Rejection
from exporter.editing import AddEntry, Delete, Edit, Element, SetAttribute, Source, Unwrap, escaped
from exporter.errors import EditError
from exporter.suggestions.document import open_document
from exporter.tei.tree.suggestions import draft_ids, suggestions_in
from exporter.values import Value

__all__ = ["Decision", "Speaker", "decided", "rejections"]

_SPOKEN = frozenset({"said", "q", "sp"})
_REGISTERED = frozenset({"person", "personGrp", "org", "place", "bibl"})
_POINTING = (
    *("who", "toWhom", "ref", "source", "corresp", "target", "next", "prev", "from", "to"),
    *("ana", "active", "passive", "sameAs", "copyOf", "resp"),
)


class Speaker(Value):
    """Who says it, or is meant by a word, as somebody corrected it: the ``id`` of an entry,
    and where it is new the ``name`` to enter."""

    id: str
    name: str = ""


class Decision(Value):
    """What somebody decided about a suggestion; ``speaker`` is set where they corrected it."""

    item: Pending
    answer: Literal["yes", "no"]
    speaker: Speaker | None = None


def decided(
    source: Source, decisions: Sequence[Decision], *, when: str, by: str = ""
) -> tuple[Edit, ...]:
    """The edits that carry decisions out, with one internal ``change`` that says how many were
    made, ``when`` (a day) and ``by`` whom; none where nothing was decided.

    Raises EditError where something that is not a suggestion points at what is rejected.
    """
    if not decisions:
        return ()
    return tuple(_Writer(source, decisions).edits(when, by))


def rejections(decisions: Iterable[Decision], when: str, by: str) -> Iterator[Rejection]:
    """What the record keeps of those that were rejected."""
    for each in decisions:
        if each.answer == "no":
            for digest in each.item.fingerprints:
                yield Rejection(digest, each.item.kind, each.item.words[:200], when, by)


class _Writer:
    def __init__(self, source: Source, decisions: Sequence[Decision]) -> None:
        self.source = source
        self.decisions = decisions
        self.ids = source.identified()
        root = open_document(source.data).root
        places = source.paired(root)
        self.marks = frozenset(f"#{key}" for key in draft_ids(root))
        self.drafts = {
            place.start: source.attributes(place)
            for place in map(places.get, suggestions_in(root))
            if place is not None
        }
        self.gone: set[int] = set()
        self.kept: set[int] = set()
        self.deleted: list[Element] = []

    def edits(self, when: str, by: str) -> Iterator[Edit]:
        yield from self._confirmed()
        yield from self._rejected()
        self._find_unused()
        yield from self._emptied()
        yield from self._closed()
        yield AddEntry(self._change(when, by))

    # ----------------------------------------------------------------------------- confirmed

    def _confirmed(self) -> Iterator[Edit]:
        entered: set[str] = set()
        for decision in self.decisions:
            if decision.answer == "no":
                continue
            item, speaker = decision.item, decision.speaker
            wanted = list(item.parts)
            for key in item.entries:
                is_replaced = speaker is not None and self._only_speaker(item, key)
                if key in self.ids and not is_replaced:
                    wanted.append(self.ids[key].start)
            if speaker is not None:
                if not speaker.name and speaker.id in self.ids:
                    wanted.append(self.ids[speaker.id].start)
                elif speaker.name and speaker.id not in entered:
                    entered.add(speaker.id)
                    yield AddEntry(_person(speaker))
                for place in item.parts:
                    yield SetAttribute(place, self._naming(place), f"#{speaker.id}")
            for place in wanted:
                yield from self._unmarked(place)

    def _naming(self, place: int) -> str:
        """The attribute that says whom an element means."""
        return "who" if self.source.element(place).local in _SPOKEN else "ref"

    def _only_speaker(self, item: Pending, key: str) -> bool:
        """Whether an entry is pointed at by whom the suggestion means and nothing else of it."""
        attributes = self.source.attributes(self.source.element(item.place))
        own = attributes.pop(self._naming(item.place), "").split()
        pointing = ("source", "ref", "who", "toWhom")
        others = " ".join(v for k, v in attributes.items() if k in pointing)
        return f"#{key}" in own and f"#{key}" not in others.split()

    def _unmarked(self, place: int) -> Iterator[Edit]:
        if place in self.kept or place not in self.drafts:
            return
        self.kept.add(place)
        rest = " ".join(t for t in self.drafts[place]["resp"].split() if t not in self.marks)
        yield SetAttribute(place, "resp", rest or None)

    # ------------------------------------------------------------------------------ rejected

    def _rejected(self) -> Iterator[Edit]:
        for decision in self.decisions:
            if decision.answer == "yes":
                continue
            for place in decision.item.parts:
                if place in self.gone or place in self.kept:
                    continue
                self.gone.add(place)
                element = self.source.element(place)
                if element.local in _REGISTERED:
                    self.deleted.append(element)
                else:
                    yield from self._bared(element)
        self._expect_unpointed()

    def _bared(self, element: Element) -> Iterator[Edit]:
        """The words without the annotation, and without what only qualifies it."""
        for child in self.source.children(element):
            if child.local in ("precision", "certainty"):
                yield Delete(child.start, child.end)
        yield Unwrap(element.start)

    def _expect_unpointed(self) -> None:
        ids = {
            key: element.start for key, element in self.ids.items() if element.start in self.gone
        }
        for element in self.source.elements if ids else ():
            if element.start in self.gone or element.start in self.drafts:
                continue
            for name, value in self.source.attributes(element).items():
                for token in value.split() if name in _POINTING else ():
                    if token.removeprefix("#") in ids:
                        line = self.source.at(element.start)[0]
                        raise EditError(
                            f"<{element.local}> points at “{token}”, which would be rejected. "
                            f"Take its @{name} away first, or confirm the suggestion.",
                            file=self.source.file,
                            line=line,
                        )

    def _find_unused(self) -> None:
        """Unconfirmed entries that only rejected suggestions pointed at go with them."""
        asked = {key for d in self.decisions if d.answer == "no" for key in d.item.entries}
        asked |= {
            key for d in self.decisions if d.speaker for key in d.item.entries
            if self._only_speaker(d.item, key)
        }  # fmt: skip
        removed: set[str] = set()
        while unused := self._unpointed(asked - removed, removed):
            removed |= unused
        for key in sorted(removed, key=lambda key: self.ids[key].start):
            element = self.ids[key]
            self.gone.add(element.start)
            self.deleted.append(element)

    def _emptied(self) -> Iterator[Edit]:
        """Entries go, and a register that has no other goes with them: TEI wants one in each."""
        deleted = {element.start: element for element in self.deleted}
        for element in list(deleted.values()):
            while (above := self.source.parent(element)) is not None:
                if any(child.start not in deleted for child in self.source.children(above)):
                    break
                for child in self.source.children(above):
                    del deleted[child.start]
                deleted[above.start] = element = above
        for element in deleted.values():
            yield Delete(element.start, self._line_end(element))

    def _unpointed(self, asked: Collection[str], removed: Collection[str]) -> set[str]:
        corrected = {
            place: decision.speaker.id
            for decision in self.decisions
            if decision.speaker
            for place in decision.item.parts
        }
        within = [(self.ids[key].start, self.ids[key].end) for key in removed if key in self.ids]
        used: set[str] = set()
        for element in self.source.elements:
            inside = any(start <= element.start < end for start, end in within)
            if element.start in self.gone or inside:
                continue
            for name, value in self.source.attributes(element).items():
                if name in _POINTING:
                    if element.start in corrected and name == self._naming(element.start):
                        value = corrected[element.start]
                    used |= {token.removeprefix("#") for token in value.split()}
        return {
            key
            for key in asked
            if key not in used
            and key in self.ids
            and self.ids[key].start in self.drafts
            and self.ids[key].start not in self.kept | self.gone
        }

    def _line_end(self, element: Element) -> int:
        """After an entry and the line end that follows it, where it has its line alone."""
        text = self.source.text
        end = element.end
        while end < len(text) and text[end] in " \t":
            end += 1
        before = text[: element.start].rstrip(" \t")
        if text[end : end + 2] == "\r\n" and before.endswith(("\n", "\r")):
            return end + 2
        if text[end : end + 1] in ("\n", "\r") and before.endswith(("\n", "\r")):
            return end + 1
        return element.end

    # ---------------------------------------------------------------------------- the sitting

    def _closed(self) -> Iterator[Edit]:
        """Once nothing waits, the article is no draft any more."""
        if self.drafts.keys() - self.kept - self.gone:
            return
        for element in self.source.elements:
            if element.local == "revisionDesc":
                if self.source.attributes(element).get("status") == "draft":
                    yield SetAttribute(element.start, "status", None)
                return

    def _change(self, when: str, by: str) -> str:
        yes = sum(each.answer == "yes" for each in self.decisions)
        no = len(self.decisions) - yes
        counts = ", ".join(
            f"{count} suggestion{'s' * (count != 1)} {word}"
            for count, word in ((yes, "confirmed"), (no, "rejected"))
            if count
        )
        said = f"{counts} by {by}." if by else f"{counts}."
        return f'<change when="{when}" ana="#internal">{escaped(said)}</change>'


def _person(speaker: Speaker) -> str:
    name = escaped(speaker.name)
    return f'<person xml:id="{speaker.id}"><persName>{name}</persName></person>'
