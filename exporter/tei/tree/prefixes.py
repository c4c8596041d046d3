"""Private URI schemes: what ``psn:p1`` stands for (TEI P5, 17.2.3, ``prefixDef``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.tei.tree.elements import Element
from exporter.values import Value

__all__ = ["Prefixes", "prefixes"]

_LONGEST = 2000
"""Characters of a pointer that a pattern is tried on."""


class Prefixes(Value):
    """The schemes of a file as (prefix, pattern, replacement), in its order."""

    known: tuple[tuple[str, str, str], ...] = ()

    def resolved(self, token: str) -> Iterator[str]:
        """The pointers that a token with a private prefix stands for; none for any other."""
        prefix, colon, rest = token.partition(":")
        if not colon or len(token) > _LONGEST:
            return
        for known, pattern, replacement in self.known:
            if known != prefix:
                continue
            try:
                found = re.fullmatch(pattern, rest)
                if found is not None:
                    yield found.expand(replacement)
            except (re.error, IndexError):
                continue


def prefixes(root: Element) -> Prefixes:
    """Those that a tree defines; one without a pattern takes everything after the prefix."""
    return Prefixes(
        tuple(
            (ident, element.get("matchPattern") or "(.*)", _template(element))
            for element in root.iter("{*}prefixDef")
            if (ident := (element.get("ident") or "").strip())
        )
    )


def _template(element: Element) -> str:
    r"""``#$1`` as ``re`` writes it: ``#\g<1>``."""
    given = (element.get("replacementPattern") or "#$1").replace("\\", r"\\")
    return re.sub(r"\$(\d)", r"\\g<\1>", given)
