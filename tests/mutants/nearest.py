"""Which tests are near a module: those that import it, those of its folder, those that import what
uses it."""

from __future__ import annotations

from pathlib import Path

from tests.mutants.changes import imports

__all__ = ["stages"]

_APART = {"bench", "judges", "mutants", "docs", "whole", "examples"}
_SLOW = {"test_corpus", "test_fuzz", "test_judged", "test_judges", "test_cluster"}
"""Folders and files whose tests are not near anything, or cost more than they tell."""
_AROUND = 6
"""As many files that import what uses a module are looked at, those that import most of it."""


def stages(root: Path, module: Path) -> list[list[str]]:
    """Test files in groups, the nearest first; each file once. Paths are relative to ``root``."""
    tests = {
        path: set(imports(path.read_bytes()))
        for path in sorted((root / "tests").rglob("test_*.py"))
        if not _APART.intersection(path.relative_to(root).parts) and path.stem not in _SLOW
    }
    name = _name(root, module)
    users = {_name(root, path) for path in _users(root, name)}
    own = [path for path, seen in tests.items() if name in seen or _mirrors(root, path, module)]
    folder = [path for path in tests if _package(root, path) == _package(root, module)]
    around = sorted(tests, key=lambda path: -len(users & tests[path]))[:_AROUND]
    around = [path for path in around if users & tests[path]]
    groups: list[list[str]] = []
    seen: set[Path] = set()
    for group in (own, folder, around):
        fresh = [path for path in group if path not in seen]
        seen.update(fresh)
        if fresh:
            groups.append([str(path.relative_to(root)) for path in fresh])
    return groups


def _name(root: Path, module: Path) -> str:
    parts = module.relative_to(root).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


def _mirrors(root: Path, test: Path, module: Path) -> bool:
    stem = module.stem if module.stem != "__init__" else module.parent.name
    return test.stem == f"test_{stem}" and _package(root, test) == _package(root, module)


def _package(root: Path, path: Path) -> str:
    """``tei`` of ``exporter/tei/body/lists.py`` and of ``tests/tei/test_lists.py``; the module
    itself where there is no folder."""
    parts = path.relative_to(root).with_suffix("").parts
    return parts[1] if len(parts) > 2 else parts[1].removeprefix("test_")


def _users(root: Path, name: str) -> list[Path]:
    """The modules that import one."""
    found = sorted((root / "exporter").rglob("*.py"))
    return [path for path in found if name in set(imports(path.read_bytes()))]
