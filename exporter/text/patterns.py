"""Regular expressions that most runs never use; sets of names."""

from __future__ import annotations

import re
from typing import cast

__all__ = ["pattern", "words"]


class _Deferred:
    """Stands for a compiled expression, and becomes one when it is first asked for anything."""

    def __init__(self, expression: str, flags: int) -> None:
        self._made_of = expression, flags

    def __getattr__(self, name: str) -> object:
        value = getattr(re.compile(*self._made_of), name)
        setattr(self, name, value)
        return value


def pattern(expression: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``, put off to the first use: for what an ordinary article does not need. To
    compile one takes a tenth to a whole millisecond, and a module's are compiled at every start."""
    return cast("re.Pattern[str]", _Deferred(expression, flags))


def words(text: str) -> frozenset[str]:
    """A set of names, written as one would say them."""
    return frozenset(text.split())
