"""Suggestions → the same TEI file with their elements in it, each marked ``resp="#draft"``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import lxml.etree as etree

from exporter._version import NUMBER, __version__
from exporter.arguments import checked
from exporter.editing import AddEntry, Edit, SetAttribute, Source, Wrap, apply, scan
from exporter.editing.ranges import moved
from exporter.errors import EditError
from exporter.suggestions.entries import entry_markup
from exporter.suggestions.suggestion import Suggestion
from exporter.suggestions.text_blocks import Piece, TextBlock, text_blocks
from exporter.tei.limits import Limits
from exporter.tei.parse.parser import parse
from exporter.tei.tree.elements import Element, identifier, name
from exporter.tei.tree.suggestions import APPLICATION, DRAFT, draft_ids

__all__ = ["annotate", "edits_for"]

_POINTING = {"measure": "@quantity", "num": "@value"}
_CROSSING = frozenset({"said", "seg"})
"""Elements that may be taken apart where a range crosses the border of another element."""


@checked
def annotate(source: bytes, suggestions: Iterable[Suggestion]) -> bytes:
    """The file with all suggestions in it; every byte outside of them stays.

    ``suggestions`` must have been made of these bytes. Added besides: the register entries that
    they need, ``respStmt`` and ``application``, the verification status that claims point at,
    and ``revisionDesc/@status``. What cannot be put in because of elements that stand there is
    left out. Raises EditError where the places do not belong to this file.
    """
    return apply(scan(source), edits_for(source, suggestions))


def edits_for(source: bytes, suggestions: Iterable[Suggestion]) -> tuple[Edit, ...]:
    """The edits that ``annotate`` makes."""
    made = tuple(suggestions)
    if not made:
        return ()
    place = _Places(source)
    draft, header = _header(place)
    wraps = list(_wraps(place, made, draft))
    if not wraps:
        return ()
    entries: dict[str, str] = {}
    for each, _ in wraps:
        for entry in each.entries:
            entries.setdefault(entry.id, entry_markup(entry, draft))
    registers = [AddEntry(markup) for markup in entries.values()]
    claims = [each for each, _ in wraps if each.element == "seg"]
    status = _status(place, claims) if claims else []
    return (*header, *status, *registers, *(wrap for _, wrap in wraps))


class _Places:
    """A file's bytes, its tree, and the way from one to the other."""

    def __init__(self, data: bytes) -> None:
        self.source: Source = scan(data)
        self.root: Element = parse(data, Limits()).root
        self.blocks: tuple[TextBlock, ...] = text_blocks(self.root)
        self.pairs: Mapping[Element, object] = self.source.paired(self.root)
        if not self.pairs:
            raise self.source.error("The tags of this file and its parsed tree do not match.")

    def range(self, each: Suggestion) -> tuple[int, int]:
        """The range in the file's text of a suggestion; raises EditError where its words do not
        stand there."""
        if each.block < len(self.blocks):
            block = self.blocks[each.block]
            if block.text[each.start : each.end] == each.words:
                try:
                    first = self._offset(*block.place(each.start))
                    last = self._offset(*block.place(each.end, end=True), end=True)
                except (LookupError, IndexError):
                    raise self._stranger(each) from None
                return first, last
        raise self._stranger(each)

    def _stranger(self, each: Suggestion) -> EditError:
        return self.source.error(
            f"“{each.words[:40]}” is not where a suggestion says it is: was the file changed "
            "since the suggestions were made? Make them again."
        )

    def _offset(self, piece: Piece, inside: int, *, end: bool = False) -> int:
        """The offset in the file of a character of a string of the tree."""
        element, tail = piece.element, piece.tail
        while tail and not name(element):
            before = element.getprevious()
            owner = element.getparent() if before is None else before
            held = owner.text if before is None else owner.tail
            inside += len(held or "")
            element, tail = owner, before is not None
        at = self.pairs[element]
        start = at.end if tail else at.inner  # type: ignore[attr-defined]
        stop = self._next_tag(element, tail=tail)
        content = self.source.content(start, stop)
        if end:
            return int(content.ends[inside - 1])
        return int(content.starts[inside])

    def _next_tag(self, element: Element, *, tail: bool) -> int:
        """Where the element stands that comes next in the tree, or the end tag around it."""
        following = element if tail else None
        if tail:
            following = next(element.itersiblings(etree.Element), None)
        else:
            following = next(element.iterchildren(etree.Element), None)
        if following is not None:
            return int(self.pairs[following].start)  # type: ignore[attr-defined]
        owner = element.getparent() if tail else element
        return int(self.pairs[owner].outer)  # type: ignore[attr-defined]


def _wraps(
    place: _Places, made: Sequence[Suggestion], draft: str
) -> Iterator[tuple[Suggestion, Wrap]]:
    """Each suggestion that can be put in, with its edit, outer before inner."""
    kept: list[tuple[int, int, Suggestion]] = []
    for each in made:
        start, end = moved(place.source, *place.range(each))
        crosses = place.source.around(start) is not place.source.around(end)
        if crosses and (each.element not in _CROSSING or each.next or each.prev):
            continue
        if not any(_half(start, end, s, e) for s, e, _ in kept):
            kept.append((start, end, each))
    there = {each.id for _, _, each in kept}
    named = _far_speakers([each for _, _, each in kept])
    kept.sort(key=lambda item: (item[0], -item[1]))
    for start, end, each in kept:
        attributes = _attributes(each, there, named, draft)
        crossing = "span" if each.element == "seg" else "chain"
        yield each, Wrap(start, end, each.element, attributes, crossing, _ending(each))  # type: ignore[arg-type]


def _far_speakers(made: Sequence[Suggestion]) -> set[str]:
    """The mentions of speakers that the speech must point at (``@corresp``): whoever is named
    nearest to it by ``@who`` is meant without that."""
    by_id = {each.id: each for each in made}
    mentions: dict[str, list[Suggestion]] = {}
    for each in made:
        for pointer in each.attribute("ref").split():
            mentions.setdefault(pointer, []).append(each)
    found: set[str] = set()
    for each in made:
        speaker = by_id.get(each.speaker)
        if speaker is None or each.prev:
            continue
        parts = [each]
        while parts[-1].next in by_id:
            parts.append(by_id[parts[-1].next])
        near = [m for p in each.attribute("who").split() for m in mentions.get(p, ())]
        nearest = min((m for m in near if _outside(m, parts)), key=_nearness(parts), default=None)
        if nearest is None or (nearest.block, nearest.start) != (speaker.block, speaker.start):
            found.add(speaker.id)
    return found


def _outside(mention: Suggestion, parts: Sequence[Suggestion]) -> bool:
    return not any(
        p.block == mention.block and p.start <= mention.start and mention.end <= p.end
        for p in parts
    )


def _nearness(parts: Sequence[Suggestion]) -> Callable[[Suggestion], tuple[int, int]]:
    """In the block of a part before the block before, then by characters."""

    def cost(mention: Suggestion) -> tuple[int, int]:
        return min(
            (
                0 if mention.block == part.block else 1 if mention.block == part.block - 1 else 2,
                mention.start - part.end if mention.start >= part.end else part.start - mention.end,
            )
            for part in parts
        )

    return cost


def _half(start: int, end: int, first: int, last: int) -> bool:
    return start < first < end < last or first < start < last < end


def _attributes(
    each: Suggestion, there: set[str], named: set[str], draft: str
) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    following = each.next if each.next in there else ""
    before = each.prev if each.prev in there else ""
    if following or before or each.id in named or each.element == "seg":
        found.append(("xml:id", each.id))
    found += each.attributes
    if following:
        found.append(("next", f"#{following}"))
    if before:
        found.append(("prev", f"#{before}"))
    if each.speaker in named and each.speaker in there and each.element == "said":
        found.append(("corresp", f"#{each.speaker}"))
    found.append(("resp", f"#{draft}"))
    return tuple(found)


def _ending(each: Suggestion) -> str:
    if not each.precision:
        return ""
    own = dict(each.attributes)
    target = _POINTING.get(each.element, "@quantity")
    if target[1:] not in own:
        target = next((f"@{key}" for key in ("atLeast", "atMost") if key in own), target)
    return f'<precision match="{target}" precision="{each.precision}"/>'


def _header(place: _Places) -> tuple[str, list[Edit]]:
    """The id that marks suggestions, and what the header lacks for it."""
    known = draft_ids(place.root)
    edits: list[Edit] = list(_revision(place))
    if known:
        return min(known, key=lambda key: key != DRAFT), edits
    taken = place.source.identified()
    draft = _free(taken, DRAFT, f"{APPLICATION}-{DRAFT}")
    program = next(
        (
            identifier(e)
            for e in place.root.iter("{*}application")
            if e.get("ident") == APPLICATION and identifier(e)
        ),
        "",
    )
    if not program:
        program = _free(taken, APPLICATION, f"{APPLICATION}-program")
        edits.append(
            AddEntry(
                f'<application xml:id="{program}" ident="{APPLICATION}" version="{NUMBER}">'
                f"<label>{APPLICATION}</label></application>"
            )
        )
    edits.append(
        AddEntry(
            f'<respStmt xml:id="{draft}"><resp>suggested, not confirmed</resp>'
            f'<name ref="#{program}">{APPLICATION}</name></respStmt>'
        )
    )
    return draft, edits


def _free(taken: Mapping[str, object], *wanted: str) -> str:
    for key in wanted:
        if key not in taken:
            return key
    number = 2
    while f"{wanted[-1]}-{number}" in taken:
        number += 1
    return f"{wanted[-1]}-{number}"


def _revision(place: _Places) -> Iterator[Edit]:
    """``revisionDesc/@status`` is ``draft`` until nothing unconfirmed is left."""
    description = next(place.root.iterfind("{*}teiHeader/{*}revisionDesc"), None)
    if description is not None:
        if description.get("status") != "draft":
            at = place.pairs[description].start  # type: ignore[attr-defined]
            yield SetAttribute(at, "status", "draft")
        return
    change = f'<change ana="#internal">Suggestions by {APPLICATION} {__version__}.</change>'
    yield AddEntry(change, "teiHeader/revisionDesc[@status='draft']")


_VERIFICATION = "teiHeader/encodingDesc/classDecl/taxonomy[@xml:id='verification']"
_LABELS = {"de": "Nicht unabhängig geprüft"}


def _status(place: _Places, claims: Sequence[Suggestion]) -> list[Edit]:
    """The category that claims point at, where the file has none of this id."""
    wanted = {each.attribute("ana").removeprefix("#") for each in claims}
    missing = sorted(key for key in wanted if key and key not in place.source.identified())
    lang = (place.root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")[:2]
    label = _LABELS.get(lang, "Not independently verified")
    return [
        AddEntry(f'<category xml:id="{key}"><catDesc>{label}</catDesc></category>', _VERIFICATION)
        for key in missing
    ]
