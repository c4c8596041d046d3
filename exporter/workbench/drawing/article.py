"""The whole article, and what of it must be drawn anew after a change."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import count

from exporter.editing import Source
from exporter.values import Struct, field
from exporter.workbench.drawing.blocks import Drawing
from exporter.workbench.drawing.layout import Layout, laid_out
from exporter.workbench.source.outline import Outline, outlined
from exporter.workbench.source.versions import State
from exporter.workbench.words import Words

__all__ = ["Blocks", "changed_blocks", "page"]

_NAME = re.compile(r"b[0-9]{1,9}")
_POINTER = re.compile(r"#([^\s\"'#]+)")
_ID = re.compile(r"xml:id\s*=\s*[\"']([^\"']+)")


class Blocks(Struct):
    """Names for blocks: one that was given is never given to another block."""

    numbers: count[int] = field(default_factory=count)

    def state(
        self, number: int, source: Source, before: State | None, known: Sequence[str] = ()
    ) -> State:
        """Lay out a file; a block that is there already keeps its name. ``known`` are the names
        of the first state where it is that of an earlier run of the program."""
        outline = outlined(source)
        layout = laid_out(outline)
        text = source.text
        now = [text[leaf.start : leaf.end] for leaf in layout.leaves]
        names = self._names(now, before, known)
        ids = {leaf.element: name for leaf, name in zip(layout.leaves, names, strict=True)}
        blocks = {name: leaf.start for leaf, name in zip(layout.leaves, names, strict=True)}
        signs = {
            name: _sign(outline, layout, place, piece)
            for place, (name, piece) in enumerate(zip(names, now, strict=True))
        }
        return State(
            number, source, outline=outline, layout=layout, ids=ids, blocks=blocks, signs=signs
        )

    def _names(self, now: list[str], before: State | None, known: Sequence[str]) -> list[str]:
        if before is None and len(known) == len(now) and all(map(_NAME.fullmatch, known)):
            self.numbers = count(1 + max((int(name[1:]) for name in known), default=-1))
            return list(known)
        if before is None:
            return [self._fresh() for _ in now]
        text = before.source.text
        then = [text[leaf.start : leaf.end] for leaf in before.layout.leaves]
        given = [before.ids[leaf.element] for leaf in before.layout.leaves]
        if len(then) == len(now):
            return given
        names: list[str] = []
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, then, now, autojunk=False).get_opcodes():
            kept = given[i1:i2] if kind in ("equal", "replace") else []
            kept = kept[: j2 - j1]
            names += kept + [self._fresh() for _ in range(j2 - j1 - len(kept))]
        return names

    def _fresh(self) -> str:
        return f"b{next(self.numbers)}"


def _sign(outline: Outline, layout: Layout, place: int, piece: str) -> object:
    """What a block looks like: it is drawn anew where this is another than before."""
    leaf, facts = layout.leaves[place], outline.facts
    told: list[object] = [leaf.tag, piece]
    for pointer in _POINTER.findall(piece):
        entry = facts.entries.get(pointer)
        told.append((entry.kind, entry.label) if entry else facts.statuses.get(pointer))
    told += [
        facts.statuses.get(facts.assessed[own])
        for own in _ID.findall(piece)
        if own in facts.assessed
    ]
    for each in facts.crossings:
        if each.start < leaf.end and each.end > leaf.start:
            span = outline.source.elements[each.element]
            told.append(outline.source.text[span.start : span.inner])
    return hash(tuple(told))


def page(state: State, words: Words, sureness: Mapping[int, str]) -> str:
    """The whole article as HTML."""
    drawing = Drawing(state.outline, state.ids, words, sureness)
    layout = state.layout
    parts = [
        part if isinstance(part, str) else drawing.block(layout.leaves[part])
        for part in layout.parts
    ]
    return f'<div class="article"><div class="text">{"".join(parts)}</div></div>'


def changed_blocks(
    before: Mapping[str, object], state: State, words: Words, sureness: Mapping[int, str]
) -> dict[str, str]:
    """The blocks that look otherwise than when their signs were ``before``, drawn."""
    drawing = Drawing(state.outline, state.ids, words, sureness)
    return {
        name: drawing.block(leaf)
        for leaf in state.layout.leaves
        if leaf.inside < 0 and before.get(name := state.ids[leaf.element]) != state.signs[name]
    }
