"""The states that an article has gone through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exporter.editing import Source, Splice
from exporter.values import Value
from exporter.workbench.drawing.layout import Layout
from exporter.workbench.source.differences import digest
from exporter.workbench.source.history import History, Named
from exporter.workbench.source.outline import Outline

__all__ = ["State", "Step"]

_MOST = 5000
"""Names of blocks that are kept with each change."""


class State(Value):
    """The article at one moment. ``number`` counts states, ``blocks`` are the offsets of blocks
    by id, ``ids`` the ids of blocks by element number, ``signs`` what each block looked like when
    it was last drawn."""

    number: int
    source: Source
    outline: Outline
    layout: Layout
    ids: Mapping[int, str]
    blocks: Mapping[str, int]
    signs: Mapping[str, object]

    @property
    def version(self) -> str:
        """Its name for the page: ``NUMBER.BYTES.IDS``, where ``BYTES.IDS`` is the same only where
        the article's bytes and the ids of its blocks are, also in another run of the program, and
        ``BYTES`` only where nobody changed the article."""
        ids = digest("".join(self.ids.values()).encode())
        return f"{self.number}.{digest(self.source.data)[:12]}.{ids[:8]}"

    @property
    def named(self) -> Named:
        """The names of its blocks, to be known when the program is started again; none where they
        are those that are given to a new file, or where they are very many."""
        names = tuple(self.ids[leaf.element] for leaf in self.layout.leaves)
        plain = len(names) > _MOST or names == tuple(f"b{n}" for n in range(len(names)))
        return Named() if plain else Named(digest(self.source.data), names)

    @property
    def order(self) -> list[str]:
        """What is drawn around which blocks, in order."""
        return [
            part if isinstance(part, str) else self.ids[self.layout.leaves[part].element]
            for part in self.layout.parts
        ]


class Step(Value):
    """From one state to the next: what was put in the place of what, in the order of the first
    state's text. ``text`` and what else is kept are the first state's: the offsets of its blocks,
    what they looked like, and what was drawn around them. ``said`` is key and values of what was
    done (``exporter.workbench.words``), None for what somebody else did; ``history`` is that of the
    first state."""

    number: int
    version: str
    text: str
    blocks: Mapping[str, int]
    splices: tuple[Splice, ...]
    signs: Mapping[str, object]
    order: Sequence[str]
    said: tuple[str, Mapping[str, str]] | None
    history: History
