"""Marking words: which element a kind becomes, and what is written in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from exporter.editing import Attributes, Edit, Element, Insert, Wrap, attribute_value, escaped
from exporter.editing.ids import Ids
from exporter.editing.ranges import BLOCKS
from exporter.errors import EditError
from exporter.workbench.actions.action import Fields, Planned
from exporter.workbench.actions.attributes import Written, written_fields
from exporter.workbench.actions.readings import reading
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.actions.settings import changed
from exporter.workbench.drawing.kinds import KINDS
from exporter.workbench.places import trimmed
from exporter.workbench.source.versions import State

__all__ = ["is_quoted", "marked", "same_words"]

_ELEMENTS = {
    "speech": "said",
    "claim": "seg",
    "figure": "measure",
    "date": "date",
    "person": "persName",
    "organisation": "orgName",
    "place": "placeName",
    "source": "rs",
    "emphasis": "emph",
}
_REGISTERED = frozenset(("person", "organisation", "place"))
_OPENING = "\"'“„«‚‘»"


def marked(state: State, kind: str, ranges: Sequence[tuple[int, int]], fields: Fields) -> Planned:
    """The edits that mark ranges of the file. Raises EditError."""
    if kind not in KINDS:
        raise EditError(f"There is no kind {kind!r}. There are: {', '.join(KINDS)}.")
    if not ranges:
        raise EditError("No words are chosen. Choose some.")
    source = state.source
    fitted = sorted({trimmed(source, *each) for each in ranges})
    ids = Ids(source)
    edits: list[Edit] = []
    there: list[Element] = []
    given = {key: value for key, value in fields.items() if value}
    for start, end in fitted:
        same = next(same_words(state, start, end, kind), None)
        if same is None:
            edits += _one(state, kind, start, end, fields, ids)
        else:
            there.append(same)
            edits += changed(state, same, given).edits if given else ()
    if len(there) == len(fitted):
        key = "said.set" if edits else "said.there"
        return Planned(tuple(edits), key, {"kind": kind}, there[0].start)
    made = len(fitted) - len(there)
    key = "said.marks" if made > 1 else "said.mark"
    return Planned(tuple(edits), key, {"kind": kind, "count": str(made)})


def same_words(state: State, start: int, end: int, *kinds: str) -> Iterator[Element]:
    """The annotations of some kinds, from the inside out, that hold just the words of a range;
    suggestions that nobody has confirmed are none."""
    source = state.source
    words = source.content(start, end).string.split()
    around = source.around(start)
    for each in [around, *source.ancestors(around)] if around is not None else []:
        kind = kind_at(state, each)
        if kind == "note" or kind not in kinds or each.outer < end or _is_drafted(state, each):
            continue
        if source.content(each.inner, each.outer).string.split() == words:
            yield each


def _is_drafted(state: State, element: Element) -> bool:
    resp = state.source.attributes(element).get("resp", "")
    return not state.outline.facts.drafts.isdisjoint(resp.split())


def _one(state: State, kind: str, start: int, end: int, fields: Fields, ids: Ids) -> Iterator[Edit]:
    if kind == "note":
        yield _note(_outside(state, end), fields)
        return
    words = state.source.content(start, end).string
    name = _ELEMENTS[kind]
    given = dict(fields)
    ending = ""
    if kind in ("figure", "date") and not _has_value(given):
        read = reading(state, kind, start, end)
        if read is not None:
            name, ending = read.element, read.ending
            given = {**read.fields, **given}
    if kind == "speech" and "direct" not in given:
        given["direct"] = is_quoted(words)
    if kind in _REGISTERED and not given.get("ref"):
        given["ref"] = named(state, kind, words)
    written = written_fields(state, given)
    yield from written.edits
    yield Wrap(start, end, name, _attributes(kind, written, ids), _crossing(kind), ending)


def is_quoted(words: str) -> bool:
    """Whether words begin with a quotation mark, as direct speech does."""
    return words.lstrip()[:1] in tuple(_OPENING)


def _crossing(kind: str) -> Literal["span", "chain", "refuse"]:
    if kind == "claim":
        return "span"
    return "chain" if kind in ("speech", "emphasis") else "refuse"


def _attributes(kind: str, written: Written, ids: Ids) -> Attributes:
    found = [(name, value) for name, value in written.attributes if value is not None]
    if kind == "claim":
        found = [("type", "claim"), ("xml:id", ids.fresh("claim")), *found]
    return tuple(found)


def _has_value(fields: Fields) -> bool:
    keys = ("quantity", "value", "when", "from", "to", "notBefore", "notAfter", "atLeast", "atMost")
    return any(fields.get(key) for key in keys)


def named(state: State, kind: str, words: str) -> str:
    """The one entry of a register that has this name; empty where none has, or several."""
    wanted = " ".join(words.split()).casefold()
    found = [
        entry.id
        for entry in state.outline.facts.entries.values()
        if entry.kind == kind and entry.label.casefold() == wanted
    ]
    return found[0] if len(found) == 1 else ""


def _outside(state: State, at: int) -> int:
    """After the elements within a block that end at an offset: a note is about them too."""
    around = state.source.around(at)
    while around is not None and at == around.outer and around.local not in BLOCKS:
        at, around = around.end, state.source.parent(around)
    return at


def _note(at: int, fields: Fields) -> Insert:
    text = str(fields.get("text", "")).strip()
    sources = fields.get("source") or []
    tokens = " ".join(f"#{each}" for each in ([sources] if isinstance(sources, str) else sources))
    if not text and not tokens:
        raise EditError("A note needs words, or a source that words it. Write one, or choose one.")
    place = str(fields.get("place") or "foot")
    markup = f"<note place={attribute_value(place)}"
    markup += f" source={attribute_value(tokens)}" if tokens else ""
    markup += ' ana="#internal"' if fields.get("internal") else ""
    return Insert(at, f"{markup}>{escaped(text)}</note>" if text else f"{markup}/>", markup=True)
