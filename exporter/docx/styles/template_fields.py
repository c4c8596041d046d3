"""Fields of a template's headers: those that number pages stay, those that run programs go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from exporter.docx.opc.xml import W
from exporter.values import Struct, field

__all__ = ["OUTSIDE", "clean_fields", "drop", "unwrap"]

_W = f"{{{W}}}"
_FIELDS = "fields that run programs or tell of the machine"
OUTSIDE = "links that lead outside"
_KEPT = (
    *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "TITLE", "SUBJECT", "AUTHOR"),
    *("SEQ", "SYMBOL", "DATE", "TIME", "CREATEDATE", "SAVEDATE"),
)


class _Field(Struct):
    """A complex field (ECMA-376 17.16.18): its instruction, and the runs it is made of."""

    instruction: str = ""
    code: list[Any] = field(default_factory=list)
    result: list[Any] = field(default_factory=list)
    is_result: bool = False


def clean_fields(root: Any) -> Iterator[str]:
    """Take out the others; what they are is yielded. Of a link the words stay."""
    for simple in list(root.iter(_W + "fldSimple")):
        kind = _kind(simple.get(_W + "instr", ""))
        if kind == "HYPERLINK":
            yield OUTSIDE
            unwrap(simple)
        elif kind not in _KEPT:
            yield _FIELDS
            drop(simple)
    opened: list[_Field] = []
    for run in list(root.iter(_W + "r")):
        touched = list(opened)
        for child in run:
            mark = child.get(_W + "fldCharType") if child.tag == _W + "fldChar" else ""
            if mark == "begin":
                opened.append(_Field())
                touched.append(opened[-1])
            elif child.tag == _W + "instrText" and opened and not opened[-1].is_result:
                opened[-1].instruction += child.text or ""
            elif child.tag == _W + "instrText" and not opened:
                yield _FIELDS
                run.remove(child)
            elif mark and opened:
                opened[-1].is_result = True
                if mark == "end":
                    done = opened.pop()
                    done.code.append(run)
                    yield from _judged(done)
        for each in touched:
            (each.result if each.is_result else each.code).append(run)
    for each in opened:
        each.code += each.result
        yield _FIELDS
        for run in each.code:
            drop(run)


def _judged(done: _Field) -> Iterator[str]:
    kind = _kind(done.instruction)
    if kind in _KEPT:
        return
    yield OUTSIDE if kind == "HYPERLINK" else _FIELDS
    for run in done.code if kind == "HYPERLINK" else (*done.code, *done.result):
        drop(run)


def _kind(instruction: str) -> str:
    return next(iter(instruction.split()), "").upper()


def drop(node: Any) -> None:
    """Take out a node with all that is in it; the text after it stays."""
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    node.tail = None
    parent.remove(node)


def unwrap(element: Any) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    at = parent.index(element)
    parent[at : at + 1] = list(element)
