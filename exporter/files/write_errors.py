"""What the system says of a file that cannot be written, in words that help."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from exporter.errors import OutputError

__all__ = ["reported"]

_REMEDIES = {
    "ENOSPC": "Free some space, or choose another place.",
    "EDQUOT": "Free some space, or choose another place.",
    "EFBIG": "Raise the limit on file sizes, or choose another place.",
    "EACCES": "Change its permissions, close it in other programs, or choose another place.",
    "EPERM": "Change its permissions, or choose another place.",
    "EROFS": "Choose a place that is not read-only.",
    "EEXIST": "A part of the path is a file. Choose another place.",
    "ENOTDIR": "A part of the path is a file. Choose another place.",
    "ENAMETOOLONG": "Choose a shorter name.",
}
"""By the error's name: not every system has every number."""


@contextmanager
def reported(path: Path) -> Iterator[None]:
    """Turn what the system says into an :class:`OutputError` that names the target."""
    try:
        yield
    except OutputError as error:
        raise OutputError(error.message, file=error.file or str(path)) from None
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "")
        remedy = _REMEDIES.get(name, "Choose another place.")
        reason = (error.strerror or str(error)).rstrip(".").lower()
        raise OutputError(f"It cannot be written: {reason}. {remedy}", file=str(path)) from error
