"""Why a change could not be made, in the languages of the interface.

The sentence that the program says is the key of ``styles/workbench/errors.toml``, with ``{}`` for
what is filled in; a sentence without a translation is said as it is.
"""

from __future__ import annotations

import re
from functools import cache

from exporter.workbench.words import error_words

__all__ = ["reworded"]


def reworded(message: str, lang: str) -> str:
    """A sentence of an error for somebody who knows the page, and not XML."""
    for pattern, said in _patterns(lang):
        if found := pattern.fullmatch(message):
            return _filled(said, found.groups())
    return message


def _filled(said: str, values: tuple[str, ...]) -> str:
    """``{}`` is the next value, ``{1}`` the second."""
    rest = iter(values)
    return re.sub(r"\{(\d?)\}", lambda gap: values[int(gap[1])] if gap[1] else next(rest, ""), said)


@cache
def _patterns(lang: str) -> list[tuple[re.Pattern[str], str]]:
    """The longest first: it says most exactly what it fits."""
    known = error_words(lang)
    return [
        (re.compile(re.escape(key).replace(r"\{\}", "(.*)"), re.DOTALL), known[key])
        for key in sorted(known, key=len, reverse=True)
    ]
