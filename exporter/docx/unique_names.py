"""Names and numbers that must be unique in a document."""

from __future__ import annotations

import hashlib
import re

from exporter.values import Struct, field

__all__ = ["Names", "tag"]

_UNSAFE = re.compile(r"[^A-Za-z0-9_]")
_LONGEST_BOOKMARK = 40
_LONGEST_TAG = 64


class Names(Struct):
    """Bookmarks' names by id, and counters.

    A bookmark's name has letters, digits and ``_`` only and at most 40 characters; one that
    begins with ``_`` is hidden. Where that makes two ids alike, the later one gets a hash.
    """

    _by_id: dict[tuple[str, str], str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)
    placed: set[str] = field(default_factory=set)

    def bookmark(self, ident: str, prefix: str = "_tei_") -> str:
        """The name of the bookmark for this id."""
        key = (prefix, ident)
        name = self._by_id.get(key)
        if name is None:
            name = prefix + ident.replace("-", "_").replace(".", "_").replace(":", "_")
            if not (name.isascii() and name.isidentifier()):
                name = _UNSAFE.sub("_", name)
            low = name.lower()
            if len(name) > _LONGEST_BOOKMARK or low in self._taken:
                digest = hashlib.sha256(ident.encode("utf-8", "replace")).hexdigest()[:10]
                name = f"{name[: _LONGEST_BOOKMARK - 11]}_{digest}"
                low = name.lower()
            self._taken.add(low)
            self._by_id[key] = name
        return name

    def number(self, kind: str) -> int:
        """The next number of this kind of thing, from 1."""
        self._numbers[kind] = number = self._numbers.get(kind, 0) + 1
        return number

    def start_after(self, kind: str, number: int) -> None:
        """Leave out numbers that a template already uses."""
        self._numbers[kind] = max(number, self._numbers.get(kind, 0))


def tag(kind: str, ident: str) -> str:
    """A content control's tag, ``tei:<kind>:<id>``, at most 64 characters (ECMA-376 17.5.2.42)."""
    whole = f"tei:{kind}:{ident}"
    if len(whole) <= _LONGEST_TAG:
        return whole
    digest = hashlib.sha256(ident.encode("utf-8", "replace")).hexdigest()[:10]
    return f"{whole[: _LONGEST_TAG - 11]}~{digest}"
