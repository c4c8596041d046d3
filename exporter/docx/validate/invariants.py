"""What Word rejects or silently loses and validators let pass, looked for in a finished file.

:func:`faults` returns sentences, none where all is well.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from exporter.docx.opc.package import OFFICE
from exporter.docx.opc.xml import W
from exporter.values import Value

__all__ = ["Opened", "faults", "opened"]

_W = f"{{{W}}}"
_VAL = f"{_W}val"
_ID = f"{_W}id"
_R = f"{{{OFFICE[:-1]}}}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DOCUMENT = "word/document.xml"
_NOTES = ("footnote", "endnote")
_MOST_COLUMNS = 63


class Opened(Value):
    """A finished file: the names of its parts, and those that are XML as trees."""

    names: frozenset[str]
    trees: dict[str, Any]

    def each(self, *tags: str) -> Iterator[tuple[str, Any]]:
        """Elements of these names in all parts of the text: (part, element)."""
        for name, tree in self.trees.items():
            if name.startswith("word/"):
                for element in tree.iter(*(_W + tag for tag in tags)):
                    yield name, element


def faults(data: bytes) -> list[str]:
    """Everything that Word would repair, refuse or drop."""
    file = opened(data)
    return [fault for check in _CHECKS for fault in check(file)]


def opened(data: bytes) -> Opened:
    """The parts of a file; raises BadZipFile or XMLSyntaxError where it is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        trees = {
            name: etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
        return Opened(frozenset(archive.namelist()), trees)


def _twice(values: list[str]) -> list[str]:
    return [value for value, count in Counter(values).items() if count > 1]


def _controls(file: Opened) -> Iterator[str]:
    ids: list[str] = []
    for name, properties in file.each("sdtPr"):
        ids += [element.get(_VAL) for element in properties.findall(_ID)]
        for element in properties.iter(_W + "tag", _W + "alias"):
            if len(element.get(_VAL, "")) > 64:
                yield f"{name}: a control's tag or title is over 64: {element.get(_VAL)}"
    yield from (f"control id {ident} stands twice" for ident in _twice(ids))


def _bookmarks(file: Opened) -> Iterator[str]:
    starts = [element for _, element in file.each("bookmarkStart")]
    names = [element.get(_W + "name", "") for element in starts]
    yield from (f"bookmark {name} is over 40" for name in names if len(name) > 40)
    yield from (
        f"bookmark {name} stands twice" for name in _twice([name.lower() for name in names])
    )
    opened = sorted(element.get(_ID, "") for element in starts)
    closed = sorted(element.get(_ID, "") for _, element in file.each("bookmarkEnd"))
    if opened != closed or _twice(opened):
        yield "bookmarks' starts and ends do not pair"
    known = {*names, "_top"}
    for name, link in file.each("hyperlink"):
        anchor = link.get(_W + "anchor")
        if anchor is not None and anchor not in known:
            yield f"{name}: a link to {anchor}, which is nowhere"


def _notes(file: Opened) -> Iterator[str]:
    for kind in _NOTES:
        tree = file.trees.get(f"word/{kind}s.xml")
        notes = [] if tree is None else tree.findall(_W + kind)
        special = [note.get(_ID) for note in notes if note.get(_W + "type", "normal") != "normal"]
        normal = [note.get(_ID) for note in notes if note.get(_W + "type", "normal") == "normal"]
        settings = file.trees["word/settings.xml"]
        listed = [e.get(_ID) for e in settings.iterfind(f"{_W}{kind}Pr/{_W}{kind}")]
        if sorted(special) != sorted(listed):
            yield f"special {kind}s {special} are not those the settings list: {listed}"
        yield from (
            f"{kind} id {ident} is out of range" for ident in normal if not 0 < int(ident) <= 32767
        )
        yield from (f"{kind} id {ident} stands twice" for ident in _twice(normal + special))
        references: list[str] = []
        for name, reference in file.each(f"{kind}Reference"):
            references.append(reference.get(_ID, ""))
            if name != _DOCUMENT:
                yield f"{name}: a {kind} is called where none can be"
        yield from (f"{kind} {ident} is called twice" for ident in _twice(references))
        yield from (f"{kind} {i} is called but not there" for i in {*references} - {*normal})
        yield from (f"{kind} {i} is there but not called" for i in {*normal} - {*references})
        for note in notes:
            if note.get(_ID) in special and note.find(f".//{_W}{kind}Ref") is not None:
                yield f"a {kind}Ref is in a separator"
            if note.find(_W + "p") is None:
                yield f"{kind} {note.get(_ID)} has no paragraph"


def _text(file: Opened) -> Iterator[str]:
    for name, element in file.each("t", "instrText"):
        if element.text and ("\n" in element.text or "\t" in element.text):
            yield f"{name}: a line end or tab inside w:t: {element.text[:30]!r}"
    for name, element in file.each("ins", "del"):
        if any(True for _ in element.iterancestors(element.tag)):
            yield f"{name}: nested {etree.QName(element).localname}"


def _nesting(file: Opened) -> Iterator[str]:
    for name, element in file.each("p", "tbl"):
        if element.getparent().tag == _W + "p":
            yield f"{name}: a block inside a paragraph"
    for name, cell in file.each("tc"):
        if len(cell) == 0 or cell[-1].tag not in {_W + "p", _W + "sdt"}:
            yield f"{name}: a cell that does not end in a paragraph"
    for name, table in file.each("tbl"):
        following = table.getnext()
        if following is not None and following.tag == _W + "tbl":
            yield f"{name}: two tables that touch become one"
        columns = len(table.findall(f"{_W}tblGrid/{_W}gridCol"))
        if columns > _MOST_COLUMNS:
            yield f"{name}: a table of {columns} columns"
        for row in table.iterfind(_W + "tr"):
            if sum(_span(cell) for cell in row.iterfind(_W + "tc")) != columns:
                yield f"{name}: a row that does not fill the grid of {columns}"


def _span(cell: Any) -> int:
    found = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return 1 if found is None else int(found.get(_VAL))


def _fields(file: Opened) -> Iterator[str]:
    for name, tree in file.trees.items():
        depth = 0
        for element in tree.iter(_W + "fldChar"):
            kind = element.get(_W + "fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth:
            yield f"{name}: a field that is not closed"


def _styles(file: Opened) -> Iterator[str]:
    styles = [e.get(_W + "styleId") for e in file.trees["word/styles.xml"].iter(_W + "style")]
    yield from (f"style {ident} stands twice" for ident in _twice(styles))
    used = {(e.get(_VAL), n) for n, e in file.each("pStyle", "rStyle", "tblStyle", "basedOn")}
    yield from (f"{name}: no style {ident}" for ident, name in sorted(used) if ident not in styles)
    numbering = file.trees.get("word/numbering.xml")
    numbers = (
        set()
        if numbering is None
        else {element.get(_W + "numId") for element in numbering.iter(_W + "num")}
    )
    lists = {e.get(_VAL) for _, e in file.each("numId")} - {"0"}
    yield from (f"no list {ident}" for ident in sorted(lists - numbers))


def _comments(file: Opened) -> Iterator[str]:
    there = sorted(element.get(_ID) for _, element in file.each("comment"))
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        if sorted(element.get(_ID) for _, element in file.each(tag)) != there:
            yield f"comments and their {tag} do not pair"


def _relationships(file: Opened) -> Iterator[str]:
    for name in file.names:
        if not name.endswith(".rels"):
            continue
        folder = dirname(dirname(name))
        owner = join(folder, name.rpartition("/")[2].removesuffix(".rels"))
        ids: list[str] = []
        for element in file.trees[name]:
            ids.append(element.get("Id"))
            target = element.get("Target", "")
            if element.get("TargetMode") != "External":
                part = normpath(join("/", folder, target)).lstrip("/")
                if part not in file.names:
                    yield f"{name}: {part} is not in the package"
        yield from (f"{name}: {ident} stands twice" for ident in _twice(ids))
        if owner in file.trees:
            yield from _dangling(owner, file.trees[owner], set(ids))
    for name, tree in file.trees.items():
        rels = join(dirname(name), "_rels", name.rpartition("/")[2] + ".rels")
        if rels not in file.names:
            yield from _dangling(name, tree, set())


def _dangling(name: str, tree: Any, known: set[str]) -> Iterator[str]:
    for element in tree.iter():
        for key, value in element.attrib.items():
            if key.startswith(_R) and value not in known:
                yield f"{name}: relationship {value} is not there"


def _types(file: Opened) -> Iterator[str]:
    tree = file.trees["[Content_Types].xml"]
    named = {element.get("PartName", "").lstrip("/") for element in tree}
    extensions = {element.get("Extension", "").lower() for element in tree}
    yield from (f"{name} is not in the package" for name in sorted(named - file.names - {""}))
    for name in sorted(file.names - named - {"[Content_Types].xml"}):
        if name.rpartition(".")[2].lower() not in extensions:
            yield f"{name} has no content type"


def _pictures(file: Opened) -> Iterator[str]:
    ids = [e.get("id") for tree in file.trees.values() for e in tree.iter(_WP + "docPr")]
    yield from (f"drawing id {ident} stands twice" for ident in _twice(ids))


_CHECKS: tuple[Callable[[Opened], Iterator[str]], ...] = (
    _controls,
    _bookmarks,
    _notes,
    _text,
    _nesting,
    _fields,
    _styles,
    _comments,
    _relationships,
    _types,
    _pictures,
)
