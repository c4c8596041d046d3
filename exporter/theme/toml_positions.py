"""Where in a TOML text a key is set; the parser does not say."""

from __future__ import annotations

import re

from exporter.text.patterns import pattern

__all__ = ["line_of"]

_KEY = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_PATH = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEAD = pattern(rf"\s*\[\s*({_PATH})\s*\]")
_ENTRY = pattern(rf"\s*({_PATH})\s*=\s*(\{{)?")
_INSIDE = pattern(rf"[{{,]\s*({_PATH})\s*=")


def line_of(text: str, path: tuple[str, ...]) -> int:
    """The 1-based line of the key with this path, else of the innermost table around it that
    is in the text, else 1. A table may be a head, a dotted key or an inline table."""
    best, depth = 1, 0
    here: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if head := _HEAD.match(line):
            found = [here := _parts(head[1])]
        elif entry := _ENTRY.match(line):
            own = (*here, *_parts(entry[1]))
            inside = _INSIDE.findall(line) if entry[2] else ()
            found = [own, *((*own, *_parts(each)) for each in inside)]
        else:
            continue
        for keys in found:
            if len(keys) > depth and path[: len(keys)] == keys:
                best, depth = number, len(keys)
    return best


def _parts(path: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, path))
