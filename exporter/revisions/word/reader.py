"""Bytes of a Word copy → what it says, tracked changes accepted or rejected."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection

from exporter.docx.parts.tei_part import recover
from exporter.errors import InputError
from exporter.revisions.word.copy import (
    BREAK,
    IMAGE,
    NOTE,
    Atom,
    Copy,
    Paragraph,
    Revision,
)
from exporter.revisions.word.copy import bare as bare
from exporter.revisions.word.package import WordFile, opened
from exporter.revisions.word.parts import comments_in, get, local, record_in, saved_by
from exporter.revisions.word.styles import Styles
from exporter.tei.tree.elements import Element
from exporter.values import Struct, field

__all__ = ["read_copy"]

_SIGNS = {"tab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_UNSAFE = re.compile(r"[^A-Za-z0-9_]")
_PART = re.compile(r"__\d+$")
"""Bookmarks are named after ids, with a number for the later parts of a span."""
_CONTENTS = "table of contents"


def read_copy(data: bytes, file: str | None = None, reject: Collection[str] = ()) -> Copy:
    """Read a Word copy. ``reject`` are authors whose tracked changes are undone; those of all
    others are accepted. Raises InputError for what cannot be read."""
    package = opened(data, file)
    tree = package.tree(package.main)
    body = None if tree is None else next((e for e in tree if local(e) == "body"), None)
    if body is None:
        raise InputError("This Word copy cannot be read: it holds no text.", file=file)
    styles = Styles(package.tree(package.part("styles")))
    reader = _Reader(package, styles, frozenset(reject))
    reader.story(body)
    paragraphs = reader.taken()
    notes: dict[str, list[Paragraph]] = {}
    for place in ("foot", "end"):
        tree = package.tree(package.part(f"{place}notes"))
        for note in tree if tree is not None else ():
            if local(note) == f"{place}note" and get(note, "type") in ("", "normal"):
                reader.story(note)
                notes[f"{place}:{get(note, 'id')}"] = bare(reader.taken())
    try:
        tei = recover(data)
    except InputError:
        tei = None
    author, date = saved_by(package)
    return Copy(
        paragraphs=paragraphs,
        notes=notes,
        comments=comments_in(package, reader.ranges),
        tei=tei,
        record=record_in(package),
        author=author,
        date=date,
        controls=reader.controls,
    )


class _Reader(Struct):
    """The walk through one story after the other."""

    package: WordFile
    styles: Styles
    reject: frozenset[str]
    found: list[Paragraph] = field(default_factory=list)
    spans: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    cell: tuple[int, ...] = ()
    tables: int = 0
    fields: list[bool] = field(default_factory=list)
    joined: bool = False
    controls: bool = False
    bookmarks: dict[str, str] = field(default_factory=dict)
    ranges: dict[str, tuple[int, int]] = field(default_factory=dict)
    related: dict[str, tuple[str, str]] = field(default_factory=dict)

    def story(self, root: Element) -> None:
        """Read all paragraphs of the body or of a note."""
        self.related = self.related or dict(self.package.related(self.package.main))
        self.found, self.joined, self.fields = [], False, []
        self._blocks(root)

    def taken(self) -> list[Paragraph]:
        """The paragraphs of the story that was read."""
        found, self.found = self.found, []
        return found

    # ------------------------------------------------------------------ blocks

    def _blocks(self, root: Element) -> None:
        for child in root:
            match local(child):
                case "p":
                    self._paragraph(child)
                case "tbl":
                    self._table(child)
                case "sdt":
                    self._control(child, blocks=True)
                case "ins" | "moveTo" | "del" | "moveFrom" | "customXml" | "smartTag":
                    self._blocks(child)
                case "bookmarkStart" | "bookmarkEnd":
                    self._bookmark(child)

    def _table(self, table: Element) -> None:
        self.tables += 1
        kept, number = self.cell, self.tables
        rows = [row for row in table.iter("{*}tr") if next(row.iterancestors("{*}tbl")) is table]
        for at, row in enumerate(rows):
            cells = [c for c in row.iter("{*}tc") if next(c.iterancestors("{*}tbl")) is table]
            for column, cell in enumerate(cells):
                self.cell = (*kept, number, at, column)
                self._blocks(cell)
        self.cell = kept

    def _control(self, control: Element, *, blocks: bool) -> None:
        properties = next((c for c in control if local(c) == "sdtPr"), None)
        content = next((c for c in control if local(c) == "sdtContent"), None)
        if content is None:
            return
        tag = ""
        for each in properties if properties is not None else ():
            if local(each) == "tag":
                tag = get(each, "val")
            if local(each) == "docPartObj":
                gallery = next((c for c in each if local(c) == "docPartGallery"), None)
                if gallery is not None and get(gallery, "val").lower() == _CONTENTS:
                    return
        kept = self.spans
        if tag.startswith("tei:"):
            self.controls = True
            self.spans = (*kept, _UNSAFE.sub("_", tag.split(":", 2)[2]))
        if blocks:
            self._blocks(content)
        else:
            self._inlines(content)
        self.spans = kept

    def _paragraph(self, element: Element) -> None:
        properties = next((c for c in element if local(c) == "pPr"), None)
        style, mark, removed = self.styles.default, None, False
        for each in properties if properties is not None else ():
            if local(each) == "pStyle":
                style = get(each, "val")
            elif local(each) == "rPr":
                mark, removed = self._mark(each)
        name = self.styles.name(style)
        if name.startswith(("toc ", "contents ")) or name == "toc heading":
            return
        if self.joined and self.found:
            it = self.found[-1]
        else:
            it = Paragraph(style=name, cell=self.cell)
            self.found.append(it)
        self.styles.paragraph = style
        self._inlines(element)
        it.mark = mark
        self.joined = removed

    def _mark(self, properties: Element) -> tuple[Revision | None, bool]:
        """The tracked change of a paragraph's end, and whether that end is to go."""
        for each in properties:
            kind = local(each)
            if kind in ("ins", "del", "moveTo", "moveFrom"):
                revision = self._revision(each, kind)
                rejected = revision.author in self.reject
                return revision, (revision.kind == "del") != rejected
        return None, False

    # ----------------------------------------------------------------- inlines

    def _inlines(self, root: Element) -> None:
        for child in root:
            kind = local(child)
            match kind:
                case "r":
                    self._run(child)
                case "sdt":
                    self._control(child, blocks=False)
                case "ins" | "moveTo" | "del" | "moveFrom":
                    kept = self.revisions
                    self.revisions = (*kept, self._revision(child, kind))
                    self._inlines(child)
                    self.revisions = kept
                case "hyperlink" | "fldSimple" | "smartTag" | "customXml" | "dir" | "bdo":
                    self._inlines(child)
                case "bookmarkStart" | "bookmarkEnd":
                    self._bookmark(child)
                case "commentRangeEnd":
                    self._ranged(get(child, "id"))

    def _revision(self, element: Element, kind: str) -> Revision:
        what = "ins" if kind in ("ins", "moveTo") else "del"
        return Revision(what, get(element, "author"), get(element, "date"))  # type: ignore[arg-type]

    def _bookmark(self, element: Element) -> None:
        """Hidden bookmarks are around spans as well, and stay where controls are lost."""
        ident = get(element, "id")
        name = get(element, "name")
        if name.startswith("_tei_"):
            self.controls = True
            self.bookmarks[ident] = _PART.sub("", name[5:])
        elif local(element) == "bookmarkEnd":
            self.bookmarks.pop(ident, None)

    def _ranged(self, ident: str) -> None:
        if self.found:
            self.ranges.setdefault(ident, (len(self.found) - 1, len(self.found[-1].text)))

    def _run(self, run: Element) -> None:
        italic: bool | None = None
        for child in run:
            kind = local(child)
            if kind == "t" or kind == "delText":
                if italic is None:
                    italic = self._italic(run)
                self._put(child.text or "", italic)
            elif kind in _SIGNS:
                if kind != "br" or get(child, "type") in ("", "textWrapping"):
                    self._put(_SIGNS[kind], self._italic(run))
            elif kind == "sym":
                self._put("\ufffd", self._italic(run))
            elif kind == "fldChar":
                self._field(get(child, "fldCharType"))
            elif kind in ("footnoteReference", "endnoteReference"):
                self._put(
                    NOTE, False, Atom(f"{kind[:-13].removesuffix('note')}:{get(child, 'id')}")
                )
            elif kind == "commentReference":
                self._ranged(get(child, "id"))
            elif kind == "drawing":
                self._drawing(child)

    def _field(self, kind: str) -> None:
        """Between ``begin`` and ``separate`` stand instructions."""
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _drawing(self, drawing: Element) -> None:
        described = next(drawing.iter("{*}docPr"), None)
        blip = next(drawing.iter("{*}blip"), None)
        if described is None or next(drawing.iter("{*}pic"), None) is None:
            return
        names = [] if blip is None else [v for e in blip.iter("*") for v in e.attrib.values()]
        parts = (self.related[name][1] for name in names if name in self.related)
        held = [part for part in parts if part in self.package.names]
        digest = hashlib.sha256(self.package.data(held[0])).hexdigest() if held else ""
        self._put(IMAGE, False, Atom(digest, described.get("descr") or ""))

    def _italic(self, run: Element) -> bool:
        properties = next((c for c in run if local(c) == "rPr"), None)
        return self.styles.italic(properties)

    def _put(self, text: str, italic: bool, atom: Atom | None = None) -> None:
        """Characters, as they are when tracked changes are accepted, or rejected."""
        if not text or not self.found or True in self.fields:
            return
        it = self.found[-1]
        gone = next(
            (r for r in self.revisions if (r.kind == "del") != (r.author in self.reject)), None
        )
        if gone is not None:
            it.deleted.append((len(it.text), text, gone))
            return
        if atom is not None:
            it.atoms[len(it.text)] = atom
        revised = self.revisions[-1] if self.revisions else None
        revised = None if revised is None or revised.author in self.reject else revised
        slant = ("~italic",) if italic else ()
        spans = frozenset((*self.spans, *self.bookmarks.values(), *slant))
        it.text += text
        it.italic += bytes([italic]) * len(text)
        it.spans += [spans] * len(text)
        it.revised += [revised] * len(text)
