"""Who imports whom: no circles, nothing beneath the public face imports it, paths that stay."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import pytest

import exporter
from tests import sample

ROOT = Path(exporter.__file__).parent
MODULES = {
    ".".join(("exporter", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(
        ".__init__"
    ): path
    for path in ROOT.rglob("*.py")
}
FACE = ("exporter", "exporter.__main__")


def imported(source: str) -> Iterator[str]:
    """Every module of the package that a module names: in functions and for type checkers too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in MODULES else node.module


def graph() -> dict[str, set[str]]:
    return {
        name: {other for other in imported(path.read_text("utf-8")) if other in MODULES} - {name}
        for name, path in MODULES.items()
    }


def test_imports_are_seen_wherever_they_stand():
    source = (
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from exporter.model import Article\n"
        "def call():\n    from exporter import tei, __version__\n    import exporter.errors\n"
    )
    found = {"exporter.model", "exporter.tei", "exporter", "exporter.errors", "typing"}
    assert set(imported(source)) == found


def test_no_circles():
    """``static_order`` raises CycleError, which names the circle."""
    assert set(TopologicalSorter(graph()).static_order()) == set(MODULES)


def test_nothing_beneath_the_public_face_imports_it():
    assert [name for name, others in graph().items() if "exporter" in others] == []


def test_no_module_imports_relatively():
    for name, path in MODULES.items():
        tree = ast.parse(path.read_text("utf-8"))
        relative = [n for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) and n.level]
        assert not relative, name


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("exporter.model", ("Article", "Edition", "Paragraph", "Run", "Claim", "Output")),
        ("exporter.checks", ("Document", "Finding", "Rule", "check", "load_config")),
        ("exporter.notices", ("Notice", "Report", "Severity")),
        ("exporter.formats", ("FORMATS", "Format", "render")),
        ("exporter.plugins", ("FORMATS", "RULES", "SOURCES", "Plugin")),
    ],
)
def test_documented_paths_stay(path: str, names: tuple[str, ...]) -> None:
    """What plug-ins, examples and the manual import."""
    module = import_module(path)
    for name in names:
        assert getattr(module, name) is not None


def test_the_former_name_of_diff_still_answers():
    old = exporter.compared
    with pytest.warns(DeprecationWarning, match="diff"):
        made = old(sample.article(), sample.article())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert made == exporter.diff(sample.article(), sample.article())
