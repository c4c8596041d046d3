"""The mentions of those whom the index of names lists: an id for each, put on the name itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from exporter.model import Inline, Inlines, Marks, Name
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.notes.positions import Scan
from exporter.values import Value, field, replace

__all__ = ["Mentions", "marked", "mentions"]


class Mentions(Value):
    """``passages`` are the ids of the mentions of each agent or place, those in one container
    together; ``marks`` the same by container, keyed by (first inline, agent or place)."""

    passages: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    marks: Mapping[int, Mapping[tuple[int, str], str]] = field(default_factory=dict)


def mentions(listed: Iterable[str], seen: Scan, ids: Idents) -> Mentions:
    """Ids for the mentions of the agents and places that are listed, in the order of the text. The
    title (container 0) has none."""
    places = sorted(
        (at, first, ref)
        for ref in dict.fromkeys(listed)
        for at, first in seen.names.get(ref, ())
        if at
    )
    passages: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    marks: dict[int, dict[tuple[int, str], str]] = defaultdict(dict)
    for number, (at, first, ref) in enumerate(places, 1):
        ident = marks[at][first, ref] = ids.new(f"mention-{number}")
        passages[ref][at].append(ident)
    return Mentions(
        {ref: tuple(map(tuple, held.values())) for ref, held in passages.items()}, marks
    )


def marked(inlines: Inlines, ids: Mapping[tuple[int, str], str]) -> Inlines:
    """A container's inlines with the ids on its names; a name of several runs has one on all."""
    done: list[Inline] = []
    open_: dict[Name, Name] = {}
    for at, inline in enumerate(inlines):
        names = [mark for mark in inline.marks if type(mark) is Name]
        open_ = {name: full for name, full in open_.items() if name in names}
        for name in names:
            if ident := ids.get((at, name.ref)):
                open_[name] = replace(name, id=ident)
        done.append(replace(inline, marks=_with(inline.marks, open_)) if open_ else inline)
    return tuple(done)


def _with(marks: Marks, full: Mapping[Name, Name]) -> Marks:
    return tuple([full.get(mark, mark) if type(mark) is Name else mark for mark in marks])
