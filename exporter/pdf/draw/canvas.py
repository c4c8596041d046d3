"""The pages of one document while they are painted: operators, marked content, places, pictures.

Marked content opens and closes where its owner in the structure tree changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from exporter.pdf.draw.strokes import number, rgb_of
from exporter.pdf.fonts.document_fonts import Word
from exporter.pdf.fonts.encoding import Face
from exporter.pdf.inline.styles import Style
from exporter.pdf.inline.typesetter import Setter
from exporter.pdf.objects.images import Pictures
from exporter.pdf.objects.structure_tree import Element
from exporter.rendering.picture_size import LOWERED
from exporter.values import Struct, Value, field

__all__ = ["Canvas", "Painted", "Place"]

Rect = tuple[float, float, float, float]
_SPOKEN = re.compile(rb"/Span<</ActualText<(\w+)>>>BDC(.*?\]TJ) EMC", re.DOTALL)


class Place(Value):
    """Where an id stands: page index, PDF coordinates of its top left corner, its element."""

    page: int
    x: float
    y: float
    element: Element


class Painted(Struct):
    """A page. ``owners`` are the elements of its marked content by MCID; ``links`` the rectangles
    of each link, one for each line it stands on."""

    content: list[bytes] = field(default_factory=list)
    owners: list[Element] = field(default_factory=list)
    links: dict[Element, list[Rect]] = field(default_factory=dict)


class Canvas:
    """``top`` and ``height`` are the page's, in points. ``out`` is the content of the page that is
    painted now, ``under`` what lies beneath its text; while ``silent``, nothing is marked."""

    def __init__(self, setter: Setter, pictures: Pictures, *, height: float, top: float) -> None:
        self.setter = setter
        self.fonts = setter.fonts
        self.pictures = pictures
        self.height = height
        self.top = top
        self.pages: list[Painted] = []
        self.places: dict[str, Place] = {}
        self.silent = False
        self._changes: dict[tuple[Face | None, Style | None, Face, Style], bytes] = {}
        self.begin()

    def begin(self) -> None:
        """A new page."""
        self.page = Painted()
        self.index = len(self.pages)
        self.out = self.page.content
        self.under: list[bytes] = []
        self.owner: Element | None = None
        self.style: Style | None = None
        self.face: Face | None = None
        self._opened = 0
        self.out.append(b"BT\n")

    def finish(self) -> None:
        """Put what lies beneath first, and keep the page."""
        self.out.append(b"ET\n")
        if self.under:
            self.out[:0] = [b"/Artifact BMC q\n", *self.under, b"Q EMC\n"]
        self.page.content = [b"".join(self.out)]
        self.pages.append(self.page)

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

    def say(self, text: str, begun: int) -> None:
        """Let what has been painted since then be read as this text."""
        body = b"".join(self.out[begun:]).rstrip()
        del self.out[begun:]
        spoken = text.encode("utf-16-be").hex().encode()
        self.out.append(b"/Span<</ActualText<FEFF%s>>>BDC %s EMC\n" % (spoken, body))
        self.fonts.spoken = True

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

    @contextmanager
    def pagination(self) -> Iterator[None]:
        """What is shown again on a later page is not read again (ISO 32000-1 14.8.2.2)."""
        self.out.append(b"/Artifact<</Type/Pagination>>BDC\n")
        self.silent = True
        yield
        self.silent = False
        self.out.append(b"EMC\n")

    # ---------------------------------------------------------------------- type

    def set_type(self, face: Face, style: Style) -> None:
        """Say what differs from the type set last."""
        key = self.face, self.style, face, style
        found = self._changes.get(key)
        if found is None:
            found = self._changes[key] = _change(*key)
        self.out.append(found)
        self.style, self.face = style, face

    def fill_only(self) -> None:
        """Leave the page with letters that are filled, not stroked."""
        if self.face and self.style and _outline(self.face, self.style) != b"0 Tr\n":
            self.out.append(b"0 Tr\n")

    # ------------------------------------------------------------------ pictures

    def inline_picture(
        self, word: Word, owner: Element, x: float, base: float, em: float, after: float
    ) -> float:
        """Paint it and go on ``after`` points behind it; the x there."""
        image, height = self.setter.images[owner]
        self.open(owner)
        foot = base - LOWERED * em
        self.figure(owner, image.graphic, image.alt, (x, foot, word.width, height))
        self.out.append(b"1 0 0 1 %.2f %.2f Tm\n" % (x + word.width + after, base))
        return x + word.width + after

    def figure(self, element: Element, graphic: str, alt: str, rect: Rect) -> None:
        x, y, width, height = rect
        name = self.pictures.name(graphic)
        self.out.append(b"ET\n")
        if name:
            a, b, c, d, e, f = self.pictures.turn(graphic)
            place = a * width, b * height, c * width, d * height, x + e * width, y + f * height
            matrix = b" ".join(b"%.2f" % each if each else b"0" for each in place)
            self.out.append(b"q %s cm/%s Do Q\n" % (matrix, name))
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
            text = alt or self.setter.word("picture")
            element.extra += b"/Alt" + self.setter.store.text(text)


def _change(from_face: Face | None, before: Style | None, face: Face, style: Style) -> bytes:
    setting, last = style.setting, before.setting if before else None
    out = []
    if last is None or from_face is not face or last.size != setting.size:
        out.append(b"/%s %s Tf\n" % (face.name.encode(), number(setting.size)))
    if before is None or before.ink != style.ink:
        out.append(b"%s rg\n" % rgb_of(style.ink))
    if (last.rise if last else 0.0) != setting.rise:
        out.append(b"%.2f Ts\n" % setting.rise)
    if (last.tracking if last else 0.0) != setting.tracking:
        out.append(b"%.2f Tc\n" % setting.tracking)
    outline = _outline(face, style)
    if outline != (_outline(from_face, before) if from_face and before else b"0 Tr\n"):
        out.append(outline)
    return b"".join(out)


def _outline(face: Face, style: Style) -> bytes:
    """A stroke around the letters replaces a weight that a font lacks, as Chinese ones do."""
    file, setting = face.instance.file, style.setting
    lack = 0 if file.weight is None else setting.weight - file.weight
    if lack < 150:
        return b"0 Tr\n"
    return b"2 Tr %.3f w %s RG\n" % (setting.size * lack / 10000, rgb_of(style.ink))
