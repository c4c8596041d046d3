"""What Word's own accessibility checker would name, looked for in a finished file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from exporter.docx.opc.xml import W
from exporter.docx.validate.invariants import Opened, opened

__all__ = ["barriers", "hindrances"]

_W = f"{{{W}}}"
_VAL = f"{_W}val"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DOCUMENT = "word/document.xml"


def barriers(data: bytes) -> list[str]:
    """Sentences, none where all is well."""
    file = opened(data)
    return [barrier for check in _BARRIERS for barrier in check(file)]


def hindrances(tree: Any) -> Iterator[str]:
    """What of one part's drawings is hard to perceive."""
    for element in tree.iter(_WP + "docPr"):
        if not element.get("descr") and not _is_decoration(element):
            yield "a picture without alternative text"
    if next(tree.iter(_WP + "anchor"), None) is not None:
        yield "a floating object"


def _is_decoration(properties: Any) -> bool:
    """Marked as decorative (Word 2019 on)."""
    marks = (element.get("val") for element in properties.iter("{*}decorative"))
    return any(mark in {"1", "true"} for mark in marks)


def _described(file: Opened) -> Iterator[str]:
    for name, tree in file.trees.items():
        yield from (f"{name}: {found}" for found in hindrances(tree))


def _outline(file: Opened) -> Iterator[str]:
    styles = {
        style.get(_W + "styleId"): int(level.get(_VAL)) + 1
        for style in file.trees["word/styles.xml"].iter(_W + "style")
        if (level := style.find(f"{_W}pPr/{_W}outlineLvl")) is not None
    }
    last = 0
    for style in file.trees[_DOCUMENT].iter(_W + "pStyle"):
        level = styles.get(style.get(_VAL), 0)
        if level > last + 1:
            yield f"a heading of level {level} after one of level {last}"
        last = level or last


def _headed(file: Opened) -> Iterator[str]:
    for table in file.trees[_DOCUMENT].iter(_W + "tbl"):
        if table.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is None:
            yield "a table without a header row"


def _empty(file: Opened) -> Iterator[str]:
    for paragraph in file.trees[_DOCUMENT].iter(_W + "p"):
        inside = paragraph.getparent().tag == _W + "tc"
        if not inside and not _parts_tables(paragraph) and paragraph.find(f".//{_W}r") is None:
            yield "an empty paragraph"


def _parts_tables(paragraph: Any) -> bool:
    """Whether it stands between two tables, which Word makes one where nothing does. The rule is
    about runs of blank characters that make space; this one makes structure, and stands alone."""
    neighbours = (paragraph.getprevious(), paragraph.getnext())
    return all(each is not None and each.tag == _W + "tbl" for each in neighbours)


def _told(file: Opened) -> Iterator[str]:
    core = file.trees["docProps/core.xml"]
    if not core.findtext("{http://purl.org/dc/elements/1.1/}title"):
        yield "the document has no title"
    lang = file.trees["word/styles.xml"].find(f"{_W}docDefaults//{_W}lang")
    if lang is None or not lang.get(_VAL):
        yield "the document has no language"


_BARRIERS: tuple[Callable[[Opened], Iterator[str]], ...] = (
    _described,
    _outline,
    _headed,
    _empty,
    _told,
)
