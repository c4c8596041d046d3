"""Ordinal numbers: ``third``, ``21st``, ``der 3.``"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from exporter.suggestions.analysis.language import Language
from exporter.suggestions.analysis.prose import Prose

__all__ = ["ordinals"]


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    endings = "|".join(language.table["numbers"]["ordinal_endings"].split())
    return re.compile(rf"(?<![\w.,])(\d{{1,4}})(?:{endings})(?!\w)", re.IGNORECASE)


def ordinals(prose: Prose) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of each ordinal in digits; in words ("first", "second") they say too
    often something else."""
    if not prose.language.table["numbers"]["ordinal_endings"]:
        return
    for found in _pattern(prose.language).finditer(prose.text):
        yield found.start(), found.end(), int(found[1])
