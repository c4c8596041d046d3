"""OpenDocument text (ODF 1.2 and 1.3) → document; deleted text lies apart in the file and is not
read, so that tracked changes are as if accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exporter.errors import InputError
from exporter.intake.document import (
    Block,
    Blocks,
    Break,
    Call,
    Cell,
    Document,
    Foreign,
    Inline,
    Inlines,
    Link,
    Listing,
    Metadata,
    Picture,
    Row,
    Styled,
    Table,
    Text,
)
from exporter.intake.readers.docx.names import Element, attribute, child, children, local
from exporter.intake.readers.grouping import Kind, Piece, grouped, kind_of_style
from exporter.intake.readers.html.page import check_depth
from exporter.intake.readers.notices import said
from exporter.intake.readers.odt_styles import Style, language_of, styles_of
from exporter.intake.readers.package import Package, open_package

__all__ = ["read"]


def read(data: bytes, file: str | None, size: int) -> Document:
    """Read an ODT; ``size`` is how many bytes its parts may have together. Raises InputError."""
    package = open_package(data, file, size=size, kind="OpenDocument")
    if "META-INF/manifest.xml" in package and b"encryption-data" in package.read(
        "META-INF/manifest.xml"
    ):
        raise InputError(
            "The file is encrypted. Open it with its password, and save it without one.", file=file
        )
    root = package.xml("content.xml")
    check_depth(root, file)
    text = child(root, "body", "text")
    if text is None:
        raise InputError("This OpenDocument file holds no text.", file=file)
    common = package.xml("styles.xml") if "styles.xml" in package else None
    reader = _Reader(package, styles_of(common, root), language_of(common))
    blocks = reader.blocks(text)
    meta = _metadata(package, reader.language)
    return Document(blocks, meta, tuple(said(reader.counted, file)))


# ---------------------------------------------------------------------------------- styles


# ------------------------------------------------------------------------------------ text


class _Reader:
    """Reads ``office:text`` and what is built like it."""

    def __init__(self, package: Package, styles: dict[str, Style], language: str) -> None:
        self._package = package
        self._styles = styles
        self.language = language
        self.counted: Counter[str] = Counter()

    def blocks(self, element: Element) -> Blocks:
        """All blocks in an element."""
        return grouped(list(self._pieces(element)))

    def _pieces(self, element: Element) -> Iterator[Piece]:
        for each in element:
            match local(each):
                case "p" | "h" as tag:
                    yield self._paragraph(each, tag)
                case "list":
                    yield Piece("block", blocks=self._list(each))
                case "table":
                    yield Piece("block", blocks=(self._table(each),))
                case "tracked-changes":
                    self._changes(each)
                case "frame" | "custom-shape":
                    boxes: list[Blocks] = []
                    found = tuple(self._frame(each, boxes))
                    yield Piece("p", found, blocks=tuple(b for box in boxes for b in box))
                case "sequence-decls" | "forms" | "variable-decls" | "user-field-decls":
                    pass
                case tag if tag.endswith("-source") or not tag:
                    pass
                case _:
                    yield from self._pieces(each)

    def _changes(self, element: Element) -> None:
        for region in children(element, "changed-region"):
            for kind in ("insertion", "deletion"):
                self.counted[f"{kind}s"] += child(region, kind) is not None

    def _paragraph(self, element: Element, tag: str) -> Piece:
        style = self._styles.get(attribute(element, "style-name"), Style())
        kind: Kind
        kind, level = kind_of_style(style.name or attribute(element, "style-name"))
        if tag == "h":
            given = attribute(element, "outline-level")
            kind, level = "heading", int(given) if given.isdigit() and int(given) else level or 1
        boxes: list[Blocks] = []
        content = tuple(self._line(element, boxes))
        return Piece(kind, content, level, blocks=tuple(b for box in boxes for b in box))

    def _list(self, element: Element) -> Blocks:
        style = self._styles.get(attribute(element, "style-name"), Style())
        held = map(self.blocks, children(element, "list-header", "list-item"))
        items = [blocks for blocks in held if blocks]
        return (Listing(style.ordered, tuple(items)),) if items else ()

    def _table(self, element: Element) -> Table:
        return Table(tuple(self._rows(element, header=False)))

    def _rows(self, element: Element, *, header: bool) -> Iterator[Row]:
        for each in element:
            match local(each):
                case "table-row":
                    cells = tuple(self._cell(cell) for cell in children(each, "table-cell"))
                    if cells:
                        yield Row(cells, header)
                case "table-header-rows":
                    yield from self._rows(each, header=True)
                case "table-rows" | "table-row-group":
                    yield from self._rows(each, header=header)
                case _:
                    pass

    def _cell(self, element: Element) -> Cell:
        def span(name: str) -> int:
            given = attribute(element, name)
            return min(max(int(given), 1), 1000) if given.isdigit() else 1

        rows, columns = span("number-rows-spanned"), span("number-columns-spanned")
        return Cell(self.blocks(element), rows=rows, columns=columns)

    # ----------------------------------------------------------------------------- inlines

    def _line(self, element: Element, boxes: list[Blocks]) -> Iterator[Inline]:
        if element.text:
            yield Text(element.text)
        for each in element:
            yield from self._inline(each, boxes)
            if each.tail:
                yield Text(each.tail)

    def _inline(self, each: Element, boxes: list[Blocks]) -> Iterator[Inline]:
        match local(each):
            case "s":
                count = attribute(each, "c")
                yield Text(" " * (min(int(count), 1000) if count.isdigit() else 1))
            case "tab":
                yield Text("\t")
            case "line-break":
                yield Break()
            case "note":
                body = child(each, "note-body")
                kind = "endnote" if attribute(each, "note-class") == "endnote" else "footnote"
                yield Call(self.blocks(body) if body is not None else (), kind)  # type: ignore[arg-type]
            case "annotation":
                yield self._comment(each)
            case "frame" | "custom-shape" | "rect":
                yield from self._frame(each, boxes)
            case "ruby":
                yield from self._ruby(each, boxes)
            case "bookmark-ref" | "note-ref" | "span" | "a" | "meta" | "hidden-text":
                yield from self._span(each, boxes)
            case "tracked-changes" | "annotation-end" | "":
                pass
            case _:
                yield from self._line(each, boxes)

    def _span(self, each: Element, boxes: list[Blocks]) -> Iterator[Inline]:
        if local(each) == "hidden-text":
            return
        style = self._styles.get(attribute(each, "style-name"), Style())
        content: Inlines = tuple(self._line(each, boxes))
        if style.hidden:
            self.counted["hidden"] += 1
            return
        if all(isinstance(i, Call) for i in content):
            yield from content
            return
        address = attribute(each, "href") if local(each) == "a" else ""
        for rend in style.rends if local(each) == "span" else ():
            content = (Styled(rend, content),)
        own = style.language
        if own and self.language and own != self.language.split("-")[0]:
            content = (Foreign(own, content),)
        yield from (Link(address, content),) if address and address[0] != "#" else content

    def _ruby(self, each: Element, boxes: list[Blocks]) -> Iterator[Inline]:
        for part in each:
            content = tuple(self._line(part, boxes))
            yield from content if local(part) == "ruby-base" else (Styled("superscript", content),)

    def _comment(self, each: Element) -> Call:
        self.counted["comments"] += 1
        author, when = child(each, "creator"), child(each, "date")
        blocks: tuple[Block, ...] = ()
        for part in [p for p in each if local(p) in ("p", "list")]:
            holder = each.makeelement("holder")
            holder.append(part)
            blocks += self.blocks(holder)
        name = (author.text or "") if author is not None else ""
        day = (when.text or "") if when is not None else ""
        return Call(blocks, "comment", name, day)

    def _frame(self, frame: Element, boxes: list[Blocks]) -> Iterator[Inline]:
        described = child(frame, "desc")
        if described is None:
            described = child(frame, "title")
        alt = (described.text or "") if described is not None else ""
        for each in frame:
            if local(each) == "text-box":
                boxes.append(self.blocks(each))
            elif local(each) == "p":
                holder = frame.makeelement("holder")
                holder.append(each)
                boxes.append(self.blocks(holder))
            elif local(each) == "image" and (href := attribute(each, "href")):
                name = href.rpartition("/")[2]
                if href.removeprefix("./") in self._package:
                    data = self._package.read(href.removeprefix("./"))
                    yield Picture(name, data, alt=alt)
                else:
                    yield Picture(name, address=href, alt=alt)
                break


def _metadata(package: Package, language: str) -> Metadata:
    if "meta.xml" not in package:
        return Metadata(language=language)
    given: dict[str, str] = {}
    for each in package.xml("meta.xml").iter():
        if isinstance(each.tag, str) and not len(each):
            given.setdefault(local(each), " ".join((each.text or "").split()))
    creator = given.get("initial-creator", "")
    return Metadata(
        title=given.get("title", ""),
        authors=(creator,) if len(creator.split()) > 1 else (),
        language=given.get("language", "") or language,
    )
