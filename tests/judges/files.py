"""Files for judges: bytes that must be a file, and what lies beside the checkout."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import pytest

File: TypeAlias = bytes | str | os.PathLike[str]
"""Content as bytes, or a path."""


def content(file: File) -> bytes:
    return file if isinstance(file, bytes) else Path(file).read_bytes()


@contextmanager
def on_disk(file: File, suffix: str) -> Iterator[Path]:
    """A path at which the file stands for the time being."""
    if not isinstance(file, bytes):
        yield Path(file)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(file)
        yield path


def shared(path: str) -> Path:
    """A file of the folder ``shared`` beside the checkout; skips the test where it is not there."""
    __tracebackhide__ = True
    found = Path(__file__).resolve().parents[3] / "shared" / path
    if not found.exists():
        pytest.skip(f"missing: shared/{path} beside the checkout")
    return found
