"""TOML, read in a tenth of the time where it is plain.

The library takes longer for a theme and a table of words than an article takes to be read. Most
lines are plain: ``key = value``, the value written as JSON writes it, too. A text that has any
other line is left to the library as a whole.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec.json import decode

__all__ = ["loads"]

_HEAD = re.compile(r"\[([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\]")
_KEY = re.compile(r'[A-Za-z0-9_-]+|"[^"\\]+"')
_ONLY_JSON = re.compile(r"\\(?:/|u[dD][89a-fA-F])|\x7f|\d{16}")


class _NotPlainError(ValueError):
    pass


def loads(text: str) -> dict[str, Any]:
    """What the text says. Raises ``tomllib.TOMLDecodeError`` (a ValueError)."""
    try:
        return _plain(text)
    except ValueError:
        import tomllib

        return tomllib.loads(text)


def _plain(text: str) -> dict[str, Any]:
    """The same for a plain text; raises a ValueError for any other."""
    if _ONLY_JSON.search(text):
        raise _NotPlainError
    top: dict[str, Any] = {}
    here = top
    for line in text.split("\n"):
        if line[:1] == "[":
            here = _opened(top, line)
        elif line and line[0] != "#":
            key, _, value = line.partition(" = ")
            if not _KEY.fullmatch(key):
                raise _NotPlainError
            _put(here, key.strip('"'), _value(value))
    return top


def _opened(top: dict[str, Any], line: str) -> dict[str, Any]:
    head = _HEAD.fullmatch(line)
    if not head:
        raise _NotPlainError
    *outer, name = head[1].split(".")
    table = top
    for part in outer:
        table = table.setdefault(part, {})
        if not isinstance(table, dict):
            raise _NotPlainError
    inner: dict[str, Any] = {}
    _put(table, name, inner)
    return inner


def _put(table: dict[str, Any], key: str, value: object) -> None:
    if not key or key in table:
        raise _NotPlainError
    table[key] = value


def _value(text: str) -> object:
    value = decode(text)
    for part in value if isinstance(value, list) else (value,):
        if part is None or isinstance(part, list | dict):
            raise _NotPlainError
    return value
