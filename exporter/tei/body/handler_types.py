"""How elements are read: what a handler is, what it gives, and which one is for which name."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Any, Final, TypeAlias

from exporter.tei.body.treatment import Rule, Treatment
from exporter.tei.tree.elements import Element
from exporter.values import Value

__all__ = ["ALL", "NOTHING", "Handler", "Steps", "Wanted", "Way"]

Wanted: TypeAlias = Sequence[Element]
Steps: TypeAlias = Generator[Wanted, None, None]

ALL: Final[Wanted] = ("all",)
"""What a handler gives to have the element's text and all its children walked."""

NOTHING: Final[Wanted] = ()

Handler: TypeAlias = Callable[[Any, Element, Treatment], Wanted | Steps]
"""Takes the Reader of ``context``, which holds ways and so is not imported here. It opens an
element, and gives ALL or the children to walk. One that has something to do when the element is
closed is a generator: it yields the same, once, and goes on when all that is read."""


class Way(Value):
    """How elements of one name are read: by ``handler``, by ``inline`` where only a line stands;
    by another way where one of ``narrowed`` fits. ``known``: the table has a line for the name;
    ``sure``: for it alone, without conditions."""

    handler: Handler
    inline: Handler
    treatment: Treatment
    narrowed: tuple[tuple[Rule, Way], ...] = ()
    known: bool = True
    sure: bool = True
