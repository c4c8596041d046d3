"""Elements of a page → blocks and inlines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from exporter.intake.document import (
    Block,
    Blocks,
    Break,
    Call,
    Cell,
    Code,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Row,
    Styled,
    Table,
    Text,
)
from exporter.intake.readers.html.addresses import data_of, outside, path_of
from exporter.intake.readers.html.notes import Notes
from exporter.intake.readers.html.office import item_role, listed
from exporter.intake.readers.html.page import Element, classes, text_of
from exporter.intake.readers.html.styles import Styles
from exporter.tei.tree.elements import words

__all__ = ["Reader"]

_SKIPPED = words(
    "script style noscript template nav form button input select textarea iframe "
    "object embed svg math audio video canvas map link meta head title dialog"
)
_BLOCKS = words(
    "address article aside blockquote body center dd details div dl dt fieldset "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p "
    "pre section summary table tbody td tfoot th thead tr ul caption"
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LABEL = re.compile(r"\s*(?:\[\w{1,8}\]|\d{1,4}[.)]?)\s+")


class Reader:
    """Reads the elements of one page. ``left_out`` counts what is seen on the page and is not the
    article's: menus, buttons, asides; by element. ``comments`` counts those."""

    def __init__(self, root: Element, styles: Styles, notes: Notes) -> None:
        self._styles = styles
        self._notes = notes
        self.left_out: dict[str, int] = {}
        self.comments = 0
        self._holding = {
            above for e in root.iter(*_BLOCKS) for above in e.iterancestors() if above is not root
        }

    def blocks(self, element: Element) -> Blocks:
        """What is in an element, block by block."""
        return tuple(listed(self._flow(element)))

    # ------------------------------------------------------------------------------ blocks

    def _flow(self, element: Element) -> Iterator[Block]:
        line: list[Inline] = [Text(element.text)] if element.text else []
        for child in element:
            if isinstance(child.tag, str) and self._is_block(child):
                yield from _ended(line)
                line = []
                if not self._skips(child):
                    yield from self._block(child)
            else:
                line.extend(self._inline(child))
            if child.tail:
                line.append(Text(child.tail))
        yield from _ended(line)

    def _is_block(self, element: Element) -> bool:
        return element.tag in _BLOCKS or element in self._holding

    def _block(self, element: Element) -> Iterator[Block]:
        tag = element.tag
        if tag in _HEADINGS:
            yield Heading(_HEADINGS[tag], self._line(element))
        elif tag == "p":
            yield from self._paragraph(element)
        elif tag in ("ul", "ol"):
            yield from self._list(element)
        elif tag == "blockquote":
            yield Quotation(self.blocks(element))
        elif tag == "pre":
            yield Code(text_of(element))
        elif tag == "table":
            yield from self._table(element)
        elif tag == "figure":
            yield from self._figure(element)
        elif tag == "dt":
            yield Paragraph((Styled("bold", self._line(element)),))
        elif tag != "hr":
            yield from self._flow(element)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        """Word and Google Docs say by classes and styles what is a title or an item."""
        lang = element.get("lang") or ""
        role = "title" if {"title", "MsoTitle"} & classes(element) else ""
        role = item_role(element, self._styles) or role
        for block in self._flow(element):
            if isinstance(block, Paragraph) and (lang or role):
                yield Paragraph(block.content, role, lang)
            else:
                yield block

    def _list(self, element: Element) -> Iterator[Block]:
        items = [
            item
            for child in element
            if isinstance(child.tag, str) and not self._skips(child)
            if (item := self._item(child))
        ]
        if items:
            yield Listing(element.tag == "ol", tuple(items))

    def _item(self, child: Element) -> Blocks:
        tail = _ended([Text(child.tail)] if child.tail else [])
        inner = self.blocks(child) if child.tag == "li" else tuple(self._block(child))
        return (*inner, *tail)

    def _table(self, element: Element) -> Iterator[Block]:
        caption = element.find("caption")
        rows: list[Row] = []
        for row in element.iter("tr"):
            if next(row.iterancestors("table")) is not element:
                continue
            cells = tuple(self._cell(cell) for cell in row.iterchildren("td", "th"))
            heads = all(cell.header for cell in cells) or row.getparent().tag == "thead"
            if cells:
                rows.append(Row(cells, (heads and not rows) or row.getparent().tag == "thead"))
        line = self._line(caption) if caption is not None else ()
        if len(rows) == 1 and len(rows[0].cells) == 1 and not line:
            yield from rows[0].cells[0].blocks
        elif rows:
            yield Table(tuple(rows), line)

    def _cell(self, cell: Element) -> Cell:
        def span(name: str) -> int:
            given = cell.get(name) or ""
            return min(max(int(given), 1), 1000) if given.isascii() and given.isdigit() else 1

        return Cell(self.blocks(cell), cell.tag == "th", span("rowspan"), span("colspan"))

    def _figure(self, element: Element) -> Iterator[Block]:
        pictures = [p for e in element.iter("img") for p in self._picture(e)]
        captions = list(element.iter("figcaption"))
        if len(pictures) != 1 or len(captions) > 1 or next(element.iter("table"), None) is not None:
            yield from self._flow(element)
            return
        shown = [e for e in element.itertext() if e.strip()]
        line = self._line(captions[0]) if captions else ()
        if len(shown) != sum(bool(t.strip()) for c in captions for t in c.itertext()):
            yield from self._flow(element)
        else:
            yield _captioned(pictures[0], line)

    # ----------------------------------------------------------------------------- inlines

    def _line(self, element: Element) -> Inlines:
        """All of an element as one line; blocks in it are parted by breaks."""
        found: list[Inline] = [Text(element.text)] if element.text else []
        for child in element:
            found.extend(self._inline(child))
            if child.tail:
                found.append(Text(child.tail))
        return tuple(found)

    def _inline(self, child: Element) -> Iterator[Inline]:
        if not isinstance(child.tag, str):
            yield Text(child.text or "")
        elif call := self._notes.calls.get(child):
            self.comments += call.kind == "comment"
            yield Call(self._note(call.element), kind=call.kind)  # type: ignore[arg-type]
        elif self._skips(child):
            return
        elif child.tag == "br":
            yield Break()
        elif child.tag == "img":
            yield from self._picture(child)
        elif child.tag == "q":
            yield from (Text("“"), *self._line(child), Text("”"))
        elif child.tag == "wbr":
            yield Text("\u200b")
        else:
            yield from self._styled(child)

    def _styled(self, child: Element) -> Iterator[Inline]:
        content = self._line(child)
        if child in self._holding or child.tag in _BLOCKS:
            content = (*content, Break()) if child.getnext() is not None else content
        if not content:
            return
        only_call = all(isinstance(i, Call) or (isinstance(i, Text) and not i.text.strip())
                        for i in content)  # fmt: skip
        if only_call:
            yield from content
            return
        if child.tag == "a" and (address := outside(child.get("href") or "")):
            content = (Link(address, content),)
        is_link = len(content) == 1 and isinstance(content[0], Link)
        for rend in self._styles.rends(child):
            if is_link and rend == "underline":
                continue
            content = (Styled(rend, content),)
        if child.get("lang"):
            content = (Foreign(child.get("lang"), content),)
        yield from content

    def _note(self, element: Element) -> Blocks:
        """A note's words without the label that the page puts before them."""
        self._notes.gone.discard(element)
        blocks = self.blocks(element)
        self._notes.gone.add(element)
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and first.content and isinstance(first.content[0], Text):
            text = first.content[0].text
            label = re.match(r"\s*\[\w{1,8}\]\s*", text)
            rest = text[label.end() :] if label else text.lstrip()
            head = Paragraph((Text(rest), *first.content[1:]), language=first.language)
            blocks = (head, *blocks[1:])
        return blocks

    def _picture(self, element: Element) -> Iterator[Picture]:
        address = element.get("src") or element.get("data-src") or ""
        alt = " ".join((element.get("alt") or "").split())
        if address.startswith("data:"):
            data, kind = data_of(address)
            if data:
                yield Picture(f"picture.{kind}", data, alt=alt)
        elif address:
            name = unquote(path_of(address).rpartition("/")[2]) or "picture"
            yield Picture(name, address=address, alt=alt)

    def _skips(self, element: Element) -> bool:
        if element in self._notes.gone:
            return True
        if element.tag in _SKIPPED or self._styles.hides(element):
            silent = element.tag in ("script", "style", "noscript", "template")
            if not silent and "mso-list" not in self._styles.css(element):
                self._count(element)
            return True
        if element.tag in ("aside", "footer") and element.get("role", "")[:4] != "doc-":
            self._count(element)
            return True
        return False

    def _count(self, element: Element) -> None:
        characters = sum(len(part.split()) for part in element.itertext())
        if characters:
            self.left_out[element.tag] = self.left_out.get(element.tag, 0) + characters


def _ended(line: list[Inline]) -> tuple[Block, ...]:
    while line and isinstance(line[-1], Break):
        line.pop()
    return (Paragraph(tuple(line)),) if line else ()


def _captioned(picture: Picture, caption: Inlines) -> Picture:
    return Picture(picture.name, picture.data, picture.address, picture.alt, caption)
