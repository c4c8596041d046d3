"""What a running head says where a title is too long for it."""

from __future__ import annotations

__all__ = ["shortened"]

_LOOSE = " ,.;:–—…"


def shortened(text: str, count: int) -> str:
    """At most so many characters and an ellipsis: whole words, unless the first is longer."""
    kept = text[: count + 1].rsplit(" ", 1)[0] if " " in text[:count] else text[:count]
    return kept.rstrip(_LOOSE) + "…"
