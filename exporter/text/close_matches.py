"""What was probably meant by a name that nothing has."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

__all__ = ["hint", "meant", "or_list"]


def meant(given: str, known: Iterable[str], near: float = 0.72) -> str:
    """The known name nearest to a misspelt one, or nothing. Case counts least."""
    return _meant(given, frozenset(known), near)


@lru_cache(maxsize=256)
def _meant(given: str, known: frozenset[str], near: float) -> str:
    names = {name.casefold(): name for name in sorted(known, reverse=True)}
    folded = given.casefold()
    if folded in names:
        return names[folded]
    from difflib import get_close_matches

    # A name one letter off is near, however short: “hi” and “ho” share but half their letters.
    close = get_close_matches(folded, names, 1, near if len(folded) > 3 else 0.6)
    return names[close[0]] if close and len(folded) > 1 else ""


def or_list(words: Iterable[str]) -> str:
    """“a, b or c”."""
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last


def hint(given: str, known: Iterable[str]) -> str:
    """“Did you mean 'x'?” where a known name is near, else all that there are."""
    names = sorted(known)
    near = meant(given, names, 0.6)
    return f"Did you mean {near!r}?" if near else f"There are: {', '.join(names)}."
