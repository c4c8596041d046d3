"""The structure tree (ISO 32000-1 14.7): elements, and the numbers that tie them to pages."""

from __future__ import annotations

from exporter.pdf.objects.store import Store
from exporter.values import Struct, field

__all__ = ["Element", "Tree"]


_OLDER = frozenset(("BlockQuote", "Code", "Note", "Quote", "Reference"))
"""What PDF 2.0 left in the namespace of PDF 1.7 (ISO 32000-2 14.8.6)."""


class Element(Struct, eq=False):
    """A structure element. ``kids`` are elements, marked content as ``(page, mcid)`` and
    annotations as ``(page, -object number)``, in reading order. A block joins its
    parent when it is made; an inline element when it is first painted, for only then is it known
    what stands before it.

    ``order`` counts blocks in reading order; paint follows it. ``extra`` is PDF source: title,
    language, attributes. ``number`` is its object's, 0 until one is needed. ``target`` is where a
    link leads and what it says, None in any other element; ``link`` is the link it is in.
    """

    tag: str
    parent: Element | None
    extra: bytes = b""
    kids: list[Element | tuple[int, int]] = field(default_factory=list)
    ident: str = ""
    number: int = 0
    order: int = 0
    joined: bool = False
    target: tuple[str, str] | None = None
    link: Element | None = None

    def inline(self, tag: str, extra: bytes = b"") -> Element:
        """An element in it that joins it once it is painted."""
        return Element(tag, self, extra, link=self if self.target else self.link)

    def join(self) -> None:
        """Be in the parent's row of kids, as the parent does in its own."""
        if not self.joined:
            self.joined = True
            parent = self.parent
            if parent is not None:
                if not parent.joined:
                    parent.join()
                parent.kids.append(self)


class Tree:
    """The elements of one document and their way into the file. ``namespaces`` are the objects of
    PDF 2.0's and PDF 1.7's, None in a PDF 1.7."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.root = Element("Document", None)
        self.root.joined = True
        self.count = 0
        self.idents: dict[str, Element] = {}
        self.namespaces: tuple[int, int] | None = None

    def block(self, tag: str, parent: Element, extra: bytes = b"") -> Element:
        self.count += 1
        element = Element(tag, parent, extra, order=self.count)
        element.join()
        return element

    def name(self, element: Element, ident: str) -> str:
        """Give the element an ``ID`` of its own (PDF/UA-1 7.9)."""
        while ident in self.idents:
            ident += "_"
        self.idents[ident] = element
        element.ident = ident
        return ident

    def number(self, element: Element) -> int:
        if not element.number:
            element.number = self.store.reserve()
        return element.number

    def write(
        self, pages: list[int], owners: list[list[Element]], links: list[Element], root: bytes
    ) -> int:
        """Write the tree; the number of its root. ``pages`` are the pages' numbers, ``owners``
        the elements of each page's marked content by MCID; ``links`` the elements of annotations,
        whose keys in the parent tree follow the pages'. ``root`` is more source for the root."""
        store = self.store
        top = store.reserve()
        self._write_elements(pages, top)
        rows = [
            b"%d[%s]" % (index, b" ".join([b"%d 0 R" % element.number for element in page]))
            for index, page in enumerate(owners)
        ]
        rows += [b"%d %d 0 R" % (len(pages) + i, self.number(e)) for i, e in enumerate(links)]
        parents = store.add(_number_tree(store, rows))
        named = sorted((ident.encode("latin-1", "replace"), e) for ident, e in self.idents.items())
        names = b"".join(b"%s %d 0 R " % (store.text(e.ident), self.number(e)) for _, e in named)
        idents = b"/IDTree<</Names[%s]>>" % names if names else b""
        store.put(
            top,
            b"<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d%s%s>>"
            % (self.number(self.root), parents, len(rows), idents, root),
        )
        return top

    def _write_elements(self, pages: list[int], top: int) -> None:
        waiting = [self.root]
        self.number(self.root)
        text, put, reserve = self.store.text, self.store.put, self.store.reserve
        spaces = self.namespaces
        while waiting:
            element = waiting.pop()
            home, kids = -1, []
            for kid in element.kids:
                if not isinstance(kid, tuple):
                    waiting.append(kid)
                    if not kid.number:
                        kid.number = reserve()
                    kids.append(b"%d 0 R" % kid.number)
                    continue
                page, mcid = kid
                if mcid < 0:
                    kids.append(b"<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>" % (pages[page], -mcid))
                elif page == home or home < 0:
                    home = page
                    kids.append(b"%d" % mcid)
                else:
                    kids.append(b"<</Type/MCR/Pg %d 0 R/MCID %d>>" % (pages[page], mcid))
            more = b"/Pg %d 0 R" % pages[home] if home >= 0 else b""
            if element.ident:
                more += b"/ID" + text(element.ident)
            if spaces:
                more += b"/NS %d 0 R" % spaces[element.tag in _OLDER]
            element.kids.clear()
            put(element.number, b"<</S/%s/P %d 0 R%s%s/K %s>>" % (
                element.tag.encode(), element.parent.number if element.parent else top,
                element.extra, more, kids[0] if len(kids) == 1 else b"[%s]" % b" ".join(kids),
            ))  # fmt: skip


def _number_tree(store: Store, rows: list[bytes], width: int = 200) -> bytes:
    """Rows of ``key value`` as a number tree of two levels (ISO 32000-1 7.9.7)."""
    if len(rows) <= width:
        return b"<</Nums[%s]>>" % b" ".join(rows)
    kids = []
    for start in range(0, len(rows), width):
        part = rows[start : start + width]
        limits = b"/Limits[%d %d]" % (start, start + len(part) - 1)
        kids.append(b"%d 0 R" % store.add(b"<</Nums[%s]%s>>" % (b" ".join(part), limits)))
    return b"<</Kids[%s]>>" % b" ".join(kids)
