"""Bytes of a file that somebody else named: never more than asked for, never from a pipe."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from exporter.files.temporary import BINARY

__all__ = ["LARGEST", "read_regular"]

LARGEST = 128 * 2**20
"""Bytes that are unpacked from one export: twice what an article may have."""


def read_regular(path: Path, most: int) -> bytes:
    """The bytes of a regular file. A pipe, a terminal or a device is not waited for.

    Raises OSError: ``EINVAL`` where it is not a regular file, ``EFBIG`` where it has more than
    ``most`` bytes, and what the system says else.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | BINARY)
    with os.fdopen(descriptor, "rb") as file:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise OSError(errno.EINVAL, "It is not a regular file", str(path))
        data = file.read(most + 1)
        if len(data) > most:
            raise OSError(errno.EFBIG, f"It has more than {most:,} bytes", str(path))
        return data
