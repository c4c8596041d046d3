"""How much a reader takes on."""

from __future__ import annotations

from exporter.values import Value

__all__ = ["Limits"]


class Limits(Value):
    """What is more than this is refused with :class:`exporter.LimitExceeded`.

    ``size`` counts bytes of the file, ``depth`` elements within elements, ``notes`` notes in the
    text, ``pictures`` bytes of one picture and ``pixels`` those it unpacks to; a picture that has
    more is left out, and a notice says so. ``entities`` counts references that stand for more
    than a character: they are never expanded, but shown as they are written.
    """

    size: int = 64 * 2**20
    depth: int = 160
    entities: int = 100
    notes: int = 20_000
    pictures: int = 64 * 2**20
    pixels: int = 40_000_000
