"""The way to the signatures, which lean on an extra."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from exporter.errors import OptionError

__all__ = ["Signing", "room"]


class Signing(Protocol):
    """What :mod:`exporter.archives.signing` can do."""

    def sign(self, message: bytes, key: Path, password: bytes | None = None) -> bytes: ...

    def locked(self, key: Path) -> bool: ...

    def checked(self, message: bytes, signature: bytes, key: Path | None = None) -> str: ...


def room() -> Signing:
    """The module itself; raises OptionError where its library is not installed."""
    try:
        return cast("Signing", import_module("exporter.archives.signing"))
    except ImportError as error:
        raise OptionError(
            "signatures need the extra 'sign': pip install 'tei-exporter[sign]'"
        ) from error
