"""Where the files that a designer changes are: ``styles/`` in a checkout, packed in a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["styles"]


@cache
def styles() -> Path:
    """The folder ``styles``: the packed one if there is one, else the checkout's."""
    package = Path(__file__).parents[1]
    packed = package / "styles"
    return packed if packed.is_dir() else package.parent / "styles"
