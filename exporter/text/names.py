"""Sets of names, as code lists them."""

from __future__ import annotations

__all__ = ["words"]


def words(text: str) -> frozenset[str]:
    """A set of names, written as one would say them."""
    return frozenset(text.split())
