"""Paths and modules that the manual, the architecture and docstrings name are there."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))]
_PATH = re.compile(r"`((?:exporter|tests|styles|examples)/[\w./-]*\w/?)`")
_MODULE = re.compile(r":mod:`(exporter[\w.]*)`")
_MEMBER = re.compile(r":(?:func|class|meth|data):`~?(exporter[\w.]*)`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_paths_of_pages_are_there(page: Path) -> None:
    named = _PATH.findall(page.read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_what_docstrings_name_is_there() -> None:
    for path in sorted((ROOT / "exporter").rglob("*.py")):
        source = path.read_text("utf-8")
        for name in _PATH.findall(source):
            assert (ROOT / name).exists(), f"{path}: {name}"
        for name in _MODULE.findall(source):
            assert find_spec(name), f"{path}: {name}"
        for name in _MEMBER.findall(source):
            assert _found(name), f"{path}: {name}"


def _found(name: str) -> bool:
    """Whether a dotted name leads somewhere: a module, or what it holds."""
    parts = name.split(".")
    for stop in range(len(parts), 0, -1):
        try:
            value: object = __import__(".".join(parts[:stop]), fromlist=["x"])
        except ImportError:
            continue
        for part in parts[stop:]:
            value = getattr(value, part, None)
        return value is not None
    return False
