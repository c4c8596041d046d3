"""How large modules, functions and folders of the package may be."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import exporter

ROOT = Path(exporter.__file__).parent
SOURCES = {path.relative_to(ROOT): path.read_text("utf-8") for path in ROOT.rglob("*.py")}
LINES, FUNCTION, FOLDER = 300, 50, 14


def unexplained(source: str) -> Iterator[str]:
    """Functions of more lines than that in which no comment ``# Long: …`` gives the reason."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inside = lines[node.lineno - 1 : node.end_lineno]
            reason = any(line.strip().startswith("# Long: ") for line in inside)
            if len(inside) > FUNCTION and not reason:
                yield f"{node.name}: {len(inside)} lines"


def test_modules_are_short():
    counted = {name: text.count("\n") for name, text in SOURCES.items()}
    assert {name: count for name, count in counted.items() if count > LINES} == {}


def test_functions_are_short_or_say_why_not():
    found = {name: [*unexplained(text)] for name, text in SOURCES.items()}
    assert {name: functions for name, functions in found.items() if functions} == {}


def test_no_folder_holds_many_modules():
    counted = Counter(name.parent for name in SOURCES)
    assert {folder: count for folder, count in counted.items() if count > FOLDER} == {}


def test_a_long_function_without_a_reason_is_found():
    long = "def walk():\n" + "    step()\n" * FUNCTION
    assert [*unexplained(long)] == ["walk: 51 lines"]
    assert [*unexplained(long.replace("    step()\n", "    # Long: one loop.\n", 1))] == []
    assert [*unexplained(long.removesuffix("    step()\n"))] == []
