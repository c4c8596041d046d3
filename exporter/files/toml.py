"""A settings file in TOML, read whole; what is wrong with it is told in one form."""

from __future__ import annotations

import tomllib
from os import PathLike
from pathlib import Path
from typing import Any

from exporter.errors import ExporterError, OptionError
from exporter.text.patterns import pattern

__all__ = ["parse", "read"]

_LINE = pattern(r"\(at line (\d+), column \d+\)")


def read(
    path: str | PathLike[str], kind: type[ExporterError] = OptionError
) -> tuple[str, dict[str, Any]]:
    """The text of a file, without a byte-order mark, and its tables.

    Raises ``kind`` with file and line for what is no TOML 1.0 in UTF-8, or nested deeper than
    can be read; OSError where the file cannot be had.
    """
    file = str(path)
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise kind("This is not UTF-8. Save it as UTF-8.", file=file, line=line) from error
    except ValueError as error:  # a null character in the path
        raise kind(f"it cannot be read: {error}.", file=file) from error
    return text, parse(text, kind, file)


def parse(text: str, kind: type[ExporterError], file: str | None) -> dict[str, Any]:
    """The tables of a text in TOML; raises ``kind`` as :func:`read` does."""
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except RecursionError:
        message = "it is nested deeper than can be read. Take brackets out."
        raise kind(message, file=file) from None
    except ValueError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else None
        words = _LINE.sub("", str(error)).strip().rstrip(".")
        raise kind(f"this is not TOML: {words}.", file=file, line=line) from error
