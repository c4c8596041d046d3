"""A filled page → its content stream, marked content and links.

Boxes are painted in the order of the structure tree, so a note is painted right after the last
line of its paragraph on that page. Marked content opens and closes where the owner changes.
"""

from __future__ import annotations

import re

from exporter.pdf.draw.strokes import panel, rgb_of
from exporter.pdf.draw.text import paint_line, settle
from exporter.pdf.fonts.document_fonts import Word
from exporter.pdf.fonts.encoding import Face
from exporter.pdf.inline.styles import Colour, Style
from exporter.pdf.inline.typesetter import Setter
from exporter.pdf.layout.boxes import Line, Plate, Row
from exporter.pdf.layout.pagination import Leaf
from exporter.pdf.layout.pictures import Pictures
from exporter.pdf.objects.structure_tree import Element
from exporter.values import Struct, Value, field

__all__ = ["Painted", "Painter", "Place"]

Rect = tuple[float, float, float, float]
_SPOKEN = re.compile(rb"/Span<</ActualText<(\w+)>>>BDC(.*?\]TJ) EMC", re.DOTALL)


class Place(Value):
    """Where an id stands: page index, PDF coordinates of its top left corner, its element."""

    page: int
    x: float
    y: float
    element: Element


class Painted(Struct):
    """``owners`` are the elements of the page's marked content by MCID; ``links`` the rectangles
    of each link, one for each line it stands on; ``faces`` and ``images`` what it names."""

    content: list[bytes] = field(default_factory=list)
    owners: list[Element] = field(default_factory=list)
    links: dict[Element, list[Rect]] = field(default_factory=dict)


class Painter:
    """Paints the pages of one document, in order. ``top`` and ``height`` are the page's."""

    def __init__(self, setter: Setter, pictures: Pictures, height: float, top: float) -> None:
        self.setter = setter
        self.fonts = setter.fonts
        self.pictures = pictures
        self.height = height
        self.top = top
        self.pages: list[Painted] = []
        self.places: dict[str, Place] = {}
        self.turns: dict[tuple[Face | None, Style | None, Face, Style], bytes] = {}
        self.silent = False

    def paint(self, leaf: Leaf, rule: tuple[float, float, Colour]) -> None:
        """``rule``: x, width and colour of the line above the notes."""
        self.page = Painted()
        self.index = len(self.pages)
        self.out = self.page.content
        self.owner: Element | None = None
        self._opened = 0
        self.style: Style | None = None
        self.face: Face | None = None
        self.under: list[bytes] = []
        lines, artifacts = self._sort(leaf)
        self.out.append(b"BT\n")
        for y, item in lines:
            if isinstance(item, Line):
                paint_line(self, item, y)
            else:
                self._plate(item, y)
        self.close()
        for y, head in artifacts:
            self._artifact(y, head)
        settle(self)
        self.out.append(b"ET\n")
        if leaf.rule is not None:
            x, width, colour = rule
            y = self.height - self.top - leaf.rule - 5.5
            self.under.append(
                b"%s RG .5 w %.2f %.2f m %.2f %.2f l S\n" % (rgb_of(colour), x, y, x + width, y)
            )
        if self.under:
            self.out[:0] = [b"/Artifact BMC q\n", *self.under, b"Q EMC\n"]
        self.page.content = [b"".join(self.out)]
        self.pages.append(self.page)

    def _sort(self, leaf: Leaf) -> tuple[list[tuple[float, Line | Plate]], list[tuple[float, Row]]]:
        found: list[tuple[int, float, Line | Plate]] = []
        for y, box in (*leaf.body, *leaf.foot):
            if isinstance(box, Row):
                self._rules(y, box)
                found += [(item.order, y + dy, item) for dy, item in box.items]
                for dy, item in box.items:
                    if isinstance(item, Line):
                        found += [
                            (side.order, y + dy + item.drop - side.drop, side)
                            for side in item.beside
                        ]
            else:
                found.append((box.order, y, box))
                if isinstance(box, Line):
                    found += [(side.order, y + box.drop - side.drop, side) for side in box.beside]
        found.sort(key=lambda entry: entry[0])
        for y, row in leaf.heads:
            self._rules(y, row)
        return [(y, item) for _, y, item in found], leaf.heads

    def _rules(self, y: float, row: Row) -> None:
        top = self.height - self.top - y
        ink, faint = (rgb_of(self.setter.styler.colour(name)) for name in ("ink", "rule"))
        for dy, x, width, weight in row.rules:
            self.under.append(
                b"%s RG %.2f w %.2f %.2f m %.2f %.2f l S\n"
                % (ink if weight > 0.5 else faint, weight, x, top - dy, x + width, top - dy)
            )
        if row.bar:
            x, shade = row.bar
            self.under.append(panel(shade, x - 0.8, top - row.height + 1.5, 1.6, row.height - 3))
        for ident in row.ids:
            anchor = next((item for _, item in row.items if isinstance(item, Line)), None)
            if anchor is not None:
                self.mark(ident, anchor.x, top, anchor.prose.element)

    # ------------------------------------------------------------ marked content

    def mark(self, ident: str, x: float, y: float, element: Element) -> None:
        """The first place of an id counts."""
        self.places.setdefault(ident, Place(self.index, x, y, element))

    def open(self, owner: Element) -> None:
        if self.owner is owner or self.silent:
            return
        if self.owner is not None:
            self.close()
        if not owner.joined:
            owner.join()
        out, owners = self.out, self.page.owners
        mcid = len(owners)
        owners.append(owner)
        owner.kids.append((self.index, mcid))
        out.append(b"/%s<</MCID %d>>BDC\n" % (owner.tag.encode(), mcid))
        self._opened = len(out)
        self.owner = owner

    def close(self) -> None:
        if self.owner is not None:
            if self.fonts.spoken:
                self._part()
            self.out.append(b"EMC\n")
            self.owner = None

    def _part(self) -> None:
        for at in range(self._opened, len(self.out)):
            if b"/Span<</ActualText" in self.out[at]:
                self.out[at] = _SPOKEN.sub(self._sibling, self.out[at])

    def _sibling(self, found: re.Match[bytes]) -> bytes:
        """Content that says its text stands beside the rest, not in it: readers (poppler) take
        the end of an inner sequence for that of the outer."""
        assert self.owner is not None
        mcid = len(self.page.owners)
        self.page.owners += [self.owner, self.owner]
        self.owner.kids += [(self.index, mcid), (self.index, mcid + 1)]
        return b" EMC/Span<</MCID %d/ActualText<%s>>>BDC%s EMC/%s<</MCID %d>>BDC" % (
            mcid, found[1], found[2], self.owner.tag.encode(), mcid + 1,
        )  # fmt: skip

    def _artifact(self, y: float, row: Row) -> None:
        """A table head shown again."""
        self.out.append(b"/Artifact<</Type/Pagination>>BDC\n")
        self.silent = True
        for dy, item in row.items:
            if isinstance(item, Line):
                paint_line(self, item, y + dy)
        self.silent = False
        self.out.append(b"EMC\n")

    # ------------------------------------------------------------------ pictures

    def inline_picture(
        self, word: Word, owner: Element, x: float, base: float, after: float
    ) -> float:
        size = word.width
        image = self.setter.images[owner]
        self.open(owner)
        self._figure(owner, image.graphic, image.alt, (x, base - size * 0.12, word.width, size))
        self.out.append(b"1 0 0 1 %.2f %.2f Tm\n" % (x + word.width + after, base))
        return x + word.width + after

    def _plate(self, plate: Plate, y: float) -> None:
        top = self.height - self.top - y
        if plate.element is None:
            corner = top - plate.height
            self.under.append(panel(plate.colour, plate.x, corner, plate.width, plate.height))
            return
        for ident in plate.ids:
            self.mark(ident, plate.x, top, plate.element)
        self.open(plate.element)
        plate.element.kids.insert(0, plate.element.kids.pop())
        rect = (plate.x, top - plate.height, plate.width, plate.height)
        self._figure(plate.element, plate.graphic, "", rect)
        for dy, line in plate.inside:
            paint_line(self, line, y + dy)

    def _figure(self, element: Element, graphic: str, alt: str, rect: Rect) -> None:
        x, y, width, height = rect
        name = self.pictures.name(graphic)
        self.out.append(b"ET\n")
        if name:
            self.out.append(b"q %.2f 0 0 %.2f %.2f %.2f cm/%s Do Q\n" % (width, height, x, y, name))
        else:
            colour = rgb_of(self.setter.styler.colour("rule"))
            self.out.append(b"q %s RG .5 w %.2f %.2f %.2f %.2f re S Q\n"
                            % (colour, x + 0.25, y + 0.25, width - 0.5, height - 0.5))  # fmt: skip
        self.out.append(b"BT\n")
        if self.silent:
            return
        box = b"/A<</O/Layout/Placement/%s/BBox[%.2f %.2f %.2f %.2f]>>" % (
            b"Inline" if alt or element.parent is None or not element.order else b"Block",
            x, y, x + width, y + height,
        )  # fmt: skip
        element.extra += box
        if b"/Alt" not in element.extra:
            text = alt or self.setter.word("picture", "Picture")
            element.extra += b"/Alt" + self.setter.store.text(text)
