"""Private-use characters (Unicode 23.5), which mean what some have agreed on."""

from __future__ import annotations

import re

__all__ = ["has_private", "without_private"]

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def has_private(text: str) -> bool:
    """Whether it has private-use characters."""
    return not text.isascii() and _PRIVATE.search(text) is not None


def without_private(text: str) -> str:
    """U+FFFD for each private-use character."""
    return text if text.isascii() else _PRIVATE.sub("\ufffd", text)
