"""The lines of logic of a module, and what may be changed in each.

A change is small and leaves sound Python: another comparison, a condition turned round or always
false, ``and`` for ``or``, a number one larger, a sum for a difference, a statement left out.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Change", "changed", "changes"]

_COMPARED: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
_CALCULATED: dict[type[ast.operator], tuple[str, str]] = {
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "+"),
    ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "*"),
    ast.Mod: ("%", "+"),
}
_NO_LOGIC = frozenset(("__repr__", "__dir__"))


class Change(NamedTuple):
    """Bytes ``start`` to ``stop`` of a source replaced; ``line`` counts from 1."""

    line: int
    start: int
    stop: int
    text: str


def changed(source: bytes, change: Change) -> bytes:
    return source[: change.start] + change.text.encode() + source[change.stop :]


def changes(source: bytes) -> list[Change]:
    """Everything that may be changed, in the order of the lines."""
    finder = _Finder(source)
    finder.visit(ast.parse(source))
    return sorted(finder.found)


class _Finder(ast.NodeVisitor):
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.starts = [0]
        for line in source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.found: list[Change] = []

    # ------------------------------------------------------------------- what is no logic

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Words; and places inside are not told right before Python 3.12."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Decorators (the sizes of caches) and annotations decide nothing."""
        if node.name not in _NO_LOGIC:
            for default in (*node.args.defaults, *filter(None, node.args.kw_defaults)):
                self.visit(default)
            self._all(node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._all(node.body)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Raise(self, node: ast.Raise) -> None:
        """What an error says is words; that it is raised is logic."""
        self._without(node)

    def _all(self, nodes: list[ast.stmt]) -> None:
        for node in nodes:
            self.visit(node)

    # --------------------------------------------------------------------------- logic

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" not in ast.dump(node.test):
            self._condition(node.test)
            self.generic_visit(node)

    def visit_While(self, node: ast.While) -> None:
        self._put(node.test, "False")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self._condition(node.test)
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self._put(test, "True")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        for left, op, right in zip(
            (node.left, *node.comparators), node.ops, node.comparators, strict=False
        ):
            self._operator(left, right, *_COMPARED[type(op)])
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        words = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._operator(left, right, *words)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if type(node.op) in _CALCULATED and not _is_text(node.left):
            self._operator(node.left, node.right, *_CALCULATED[type(node.op)])
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self._put(node, f"({self._text(node.operand)})")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, bool):
            self._put(node, str(not node.value))
        elif isinstance(node.value, int | float):
            self._put(node, f"({self._text(node)} + 1)")

    def visit_Continue(self, node: ast.Continue) -> None:
        self._put(node, "break")

    def visit_Break(self, node: ast.Break) -> None:
        self._put(node, "continue")

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self._without(node)
            self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self._without(node)
        self.generic_visit(node)

    def visit_Delete(self, node: ast.Delete) -> None:
        self._without(node)

    # --------------------------------------------------------------------------- places

    def _condition(self, test: ast.expr) -> None:
        self._put(test, f"(not ({self._text(test)}))")
        self._put(test, "False")

    def _operator(self, left: ast.expr, right: ast.expr, was: str, new: str) -> None:
        """The sign between two operands, with whatever parentheses stand around it."""
        start = self._place(left.end_lineno or 0, left.end_col_offset or 0)
        stop = self._place(right.lineno, right.col_offset)
        words = rb"\s+".join(re.escape(word).encode() for word in was.split())
        if found := re.search(rb"(?<![\w<>=!])" + words + rb"(?![\w=])", self.source[start:stop]):
            at = start + found.start()
            self._add(at, start + found.end(), new)

    def _without(self, node: ast.stmt) -> None:
        self._put(node, "pass")

    def _put(self, node: ast.expr | ast.stmt, text: str) -> None:
        self._add(
            self._place(node.lineno, node.col_offset),
            self._place(node.end_lineno or 0, node.end_col_offset or 0),
            text,
        )

    def _add(self, start: int, stop: int, text: str) -> None:
        line = self.source.count(b"\n", 0, start) + 1
        self.found.append(Change(line, start, stop, text))

    def _place(self, line: int, column: int) -> int:
        """Columns of syntax trees count bytes."""
        return self.starts[line - 1] + column

    def _text(self, node: ast.expr) -> str:
        start = self._place(node.lineno, node.col_offset)
        return self.source[
            start : self._place(node.end_lineno or 0, node.end_col_offset or 0)
        ].decode()


def _is_text(node: ast.expr) -> bool:
    """Whether something is put into a text with ``%``, or joined to one."""
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    )


def imports(source: bytes) -> Iterator[str]:
    """The names of modules, and of what is taken from them, that a source imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
