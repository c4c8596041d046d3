"""The words in quotation marks within a reported speech."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.editing import Element
from exporter.errors import EditError
from exporter.workbench.actions.removal import kind_at
from exporter.workbench.source.versions import State

__all__ = ["quoted_parts"]

_QUOTED = re.compile(r"“[^“”]+”|„[^„“]+“|«[^«»]+»|»[^«»]+«|「[^「」]+」|『[^『』]+』|\"[^\"]+\"")


def quoted_parts(state: State, element: Element) -> Iterator[tuple[int, int]]:
    """The ranges of the file in double quotation marks, but for what is a speech already.
    Raises EditError where there is none."""
    content = state.source.content(element.inner, element.outer, without=frozenset(("note",)))
    found = False
    for match in _QUOTED.finditer(content.string):
        start, end = content.range(*match.span())
        within = state.source.around(start)
        if within is not None and within.number > element.number:
            inside = [within, *state.source.ancestors(within)]
            inside = inside[: next((n for n, e in enumerate(inside) if e is element), 0)]
            if any(kind_at(state, each) == "speech" for each in inside):
                continue
        found = True
        yield start, end
    if not found:
        raise EditError("There are no words in quotation marks here. Choose them in the article.")
