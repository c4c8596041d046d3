"""How much a reader takes on."""

from __future__ import annotations

from exporter.arguments import Checked
from exporter.errors import OptionError
from exporter.values import Value, field_names

__all__ = ["Limits"]


class Limits(Value, metaclass=Checked):
    """What is more than this is refused with :class:`exporter.LimitExceeded`.

    ``size`` counts bytes of the file, ``depth`` elements within elements, ``notes`` notes in the
    text, ``pictures`` bytes of one picture and ``pixels`` those it unpacks to; a picture that has
    more is left out, and a notice says so. ``entities`` counts references that stand for more
    than a character: they are never expanded, but shown as they are written. Raises OptionError
    for a number below 0.
    """

    size: int = 64 * 2**20
    depth: int = 160
    entities: int = 100
    notes: int = 20_000
    pictures: int = 64 * 2**20
    pixels: int = 40_000_000

    def __post_init__(self) -> None:
        for name in field_names(Limits):
            if (number := getattr(self, name)) < 0:
                raise OptionError(f"{name} is {number}. It must be 0 or more.")
