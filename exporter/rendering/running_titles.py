"""What running heads and feet say where a line is too short for it, in PDF and Word."""

from __future__ import annotations

__all__ = ["LEAST", "PUBLISHER", "shortened"]

LEAST = 0.4
"""The share of a head's line that a title has beside the warning of an internal copy; with less,
that stands above it."""
PUBLISHER = 0.6
"""The share of a foot's line that a publisher's name has."""

_LOOSE = " ,.;:–—…"


def shortened(text: str, count: int) -> str:
    """At most so many characters and an ellipsis: whole words, unless the first is longer."""
    kept = text[: count + 1].rsplit(" ", 1)[0] if " " in text[:count] else text[:count]
    return kept.rstrip(_LOOSE) + "…"
