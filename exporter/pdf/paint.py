"""A filled page → its content stream, marked content and links.

Boxes are painted in the order of the structure tree, so a note is painted right after the last
line of its paragraph on that page. Marked content opens and closes where the owner changes.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from exporter.pdf.bidi import visual_order
from exporter.pdf.boxes import Line, Plate, Row
from exporter.pdf.face import Face
from exporter.pdf.fonts import Word
from exporter.pdf.pages import Leaf
from exporter.pdf.pictures import Pictures
from exporter.pdf.prose import Setter
from exporter.pdf.strokes import stroke
from exporter.pdf.styles import Colour, Style
from exporter.pdf.tags import Element

__all__ = ["Painted", "Painter", "Place"]

Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an id stands: page index, PDF coordinates of its top left corner, its element."""

    page: int
    x: float
    y: float
    element: Element


@dataclass(slots=True)
class Painted:
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
        self.seps: dict[tuple[str, int], bytes] = {}
        self.silent = False
        self._links: dict[Element, Element | None] = {}

    def paint(self, leaf: Leaf, rule: tuple[float, float, Colour]) -> None:
        """``rule``: x, width and colour of the line above the notes."""
        self.page = Painted()
        self.index = len(self.pages)
        self.out = self.page.content
        self.owner: Element | None = None
        self.style: Style | None = None
        self.face: Face | None = None
        self.under: list[bytes] = []
        lines, artifacts = self._sort(leaf)
        self.out.append(b"BT\n")
        for y, item in lines:
            if isinstance(item, Line):
                self._line(item, y)
            else:
                self._plate(item, y)
        self._close()
        for y, head in artifacts:
            self._artifact(y, head)
        self.out.append(b"ET\n")
        if leaf.rule is not None:
            x, width, colour = rule
            y = self.height - self.top - leaf.rule - 5.5
            self.under.append(
                b"%s RG .5 w %.2f %.2f m %.2f %.2f l S\n" % (_rgb(colour), x, y, x + width, y)
            )
        if self.under:
            self.out[:0] = [b"/Artifact BMC q\n", *self.under, b"Q EMC\n"]
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
        ink, faint = (_rgb(self.setter.styler.colour(name)) for name in ("ink", "rule"))
        for dy, x, width, weight in row.rules:
            self.under.append(
                b"%s RG %.2f w %.2f %.2f m %.2f %.2f l S\n"
                % (ink if weight > 0.5 else faint, weight, x, top - dy, x + width, top - dy)
            )
        if row.bar:
            x, shade = row.bar
            self.under.append(b"%s rg %.2f %.2f 1.6 %.2f re f\n"
                              % (_rgb(shade), x - 0.8, top - row.height + 1.5, row.height - 3))  # fmt: skip
        for ident in row.ids:
            anchor = next((item for _, item in row.items if isinstance(item, Line)), None)
            if anchor is not None:
                self.places.setdefault(
                    ident, Place(self.index, anchor.x, top, anchor.prose.element)
                )

    # ------------------------------------------------------------ marked content

    def _open(self, owner: Element) -> None:
        if self.owner is owner or self.silent:
            return
        self._close()
        owner.join()
        mcid = len(self.page.owners)
        self.page.owners.append(owner)
        owner.kids.append((self.index, mcid))
        self.out.append(b"/%s<</MCID %d>>BDC\n" % (owner.tag.encode(), mcid))
        self.owner = owner

    def _close(self) -> None:
        if self.owner is not None:
            self.out.append(b"EMC\n")
            self.owner = None

    def _artifact(self, y: float, row: Row) -> None:
        """A table head shown again."""
        self.out.append(b"/Artifact<</Type/Pagination>>BDC\n")
        self.silent = True
        for dy, item in row.items:
            if isinstance(item, Line):
                self._line(item, y + dy)
        self.silent = False
        self.out.append(b"EMC\n")

    # --------------------------------------------------------------------- lines

    def _line(self, line: Line, y: float) -> None:
        prose, cut = line.prose, line.cut
        top = self.height - self.top - y
        base = top - line.drop
        for ident in () if self.silent else line.ids:
            self.places.setdefault(ident, Place(self.index, line.x, top, prose.element))
        if line.ground:
            x, width, colour = line.ground
            self.under.append(b"%s rg %.2f %.2f %.2f %.2f re f\n"
                              % (_rgb(colour), x, top - line.height, width, line.height))  # fmt: skip
        words = cut.words(prose)
        if not words:
            return
        if prose.levels:
            self._directed(line, words, base)
            return
        self.out.append(b"1 0 0 1 %.2f %.2f Tm\n" % (line.x, base))
        x = line.x
        changes = prose.changes
        at = bisect_right(changes, cut.start)
        start, end = cut.start, cut.start + len(words)
        while start < end:
            stop = min(changes[at], end) if at < len(changes) else end
            part = words[start - cut.start : stop - cut.start]
            x = self._segment(line, at - 1, part, start, x, base)
            start, at = stop, at + 1

    def _segment(
        self, line: Line, look: int, words: list[Word], start: int, x: float, base: float
    ) -> float:
        """Words of one style, owner and face, from x on; the x after them."""
        prose, cut = line.prose, line.cut
        style, owner = prose.styles[look], prose.owners[look]
        gaps, size, extra = prose.gaps, style.setting.size, line.extra
        stop = start + len(words)
        final = stop == cut.stop + (cut.rest is not None)
        after = self._after(line, stop - 1, final)
        if words[0].picture:
            return self._inline_picture(words[0], owner, x, base, after)
        if self.owner is not owner:
            self._open(owner)
        face = words[0].face
        if self.style is not style or self.face is not face:
            self._state(face, style)
        space, plain = face.space, face.blank * size / 1000 + style.setting.tracking
        between = gaps[start : stop - 1]
        if not between:
            body = words[0].code
        elif between.count(between[0]) == len(between) and between[0]:
            sep = self._sep(space, plain - between[0] - extra, size)
            body = sep.join([word.code for word in words])
        else:
            body = self._uneven(line, words, start, space, plain, size)
        if start in prose.leads and start > cut.start:
            body = self._sep(space, plain - gaps[start - 1] - extra, size) + body
        if final:
            if gaps[stop - 1] and cut.rest is None:
                body += space
        elif after and stop not in prose.leads:
            gap = gaps[stop - 1]
            body += self._sep(space, plain - after, size) if gap else _shift(after, size)
        self.out.append(b"[(%s)]TJ\n" % body)
        if prose.plain:
            return x
        width = sum([word.width for word in words]) + sum(between)
        if extra:
            places = len(between) - between.count(0.0)
            if prose.loose:
                places += sum(1 for i in range(start, stop - 1) if i in prose.loose)
            width += extra * places
        follows = None
        if after and look + 1 < len(prose.styles):
            follows = prose.styles[look + 1]
        self._decorate(line, style, owner, x, width, after, base, follows)
        return x + width + after

    def _uneven(
        self, line: Line, words: list[Word], start: int, space: bytes, plain: float, size: float
    ) -> bytes:
        """Words with spaces between some of them only."""
        prose, extra = line.prose, line.extra
        out = [words[0].code]
        for index, word in enumerate(words[1:], start):
            gap = prose.gaps[index]
            if gap:
                out.append(self._sep(space, plain - gap - extra, size))
            elif extra and index in prose.loose:
                out.append(_shift(extra, size))
            out.append(word.code)
        return b"".join(out)

    def _after(self, line: Line, index: int, final: bool) -> float:
        """The space after a word, none at the end of the line."""
        gap = line.prose.gaps[index]
        if final or not (gap or index in line.prose.loose):
            return 0.0
        return gap + line.extra

    def _sep(self, space: bytes, less: float, size: float) -> bytes:
        """A space narrowed by ``less`` points."""
        number = round(less * 1000 / size)
        return space + b")%d(" % number if number else space

    def _directed(self, line: Line, words: list[Word], base: float) -> None:
        """Words in logical order at their visual places (UAX #9 L2)."""
        prose, cut = line.prose, line.cut
        widths: list[float] = []
        found: list[int] = []
        for index, word in enumerate(words, cut.start):
            final = index == cut.start + len(words) - 1
            widths += [word.width, self._after(line, index, final)]
            found += [prose.levels[index], prose.gap_levels[index]]
        places = [0.0] * len(widths)
        x = line.x
        for slot in visual_order(found):
            places[slot] = x
            x += widths[slot]
        for offset, word in enumerate(words):
            index = cut.start + offset
            style, owner = prose.style_of(index), prose.owner_of(index)
            x, after = places[2 * offset], widths[2 * offset + 1]
            if word.picture:
                self._inline_picture(word, owner, x, base, 0.0)
                continue
            self._open(owner)
            self._state(word.face, style)
            self.out.append(b"1 0 0 1 %.2f %.2f Tm[(%s)]TJ\n" % (x, base, word.code))
            left = x
            if prose.gaps[index] and word is not cut.tail:
                left = places[2 * offset + 1]
                self.out.append(b"1 0 0 1 %.2f %.2f Tm[(%s)]TJ\n" % (left, base, word.face.space))
            left = min(x, left) if after else x
            follows = prose.style_of(index + 1) if after else None
            self._decorate(line, style, owner, left, word.width, after, base, follows)

    def _state(self, face: Face, style: Style) -> None:
        """Say what differs from the type set last."""
        setting, out = style.setting, self.out
        last = self.style.setting if self.style else None
        if last is None or self.face is not face or last.size != setting.size:
            out.append(b"/%s %s Tf\n" % (face.name.encode(), _number(setting.size)))
        if self.style is None or self.style.ink != style.ink:
            out.append(b"%s rg\n" % _rgb(style.ink))
        if (last.rise if last else 0.0) != setting.rise:
            out.append(b"%.2f Ts\n" % setting.rise)
        if (last.tracking if last else 0.0) != setting.tracking:
            out.append(b"%.2f Tc\n" % setting.tracking)
        self.style, self.face = style, face

    def _decorate(
        self, line: Line, style: Style, owner: Element, x: float, width: float, after: float,
        base: float, follows: Style | None,
    ) -> None:  # fmt: skip
        link = self._link(owner)
        size = style.setting.size
        rect = (x, base - 0.25 * size, x + width, base + 0.8 * size)
        if link is not None and not self.silent:
            self.page.links.setdefault(link, []).append(rect)
        if not style.marked:
            return
        prose = line.prose
        if style.ground:
            wide = width + (after if follows and follows.ground == style.ground else 0.0)
            self.under.insert(0, b"%s rg %.2f %.2f %.2f %.2f re f\n"
                              % (_rgb(style.ground), x, base - 0.27 * prose.style.setting.size, wide, 1.17 * prose.style.setting.size))  # fmt: skip
        for mark in style.strokes:
            joined = follows is not None and mark in follows.strokes
            self.under.append(
                stroke(mark.line, x, x + width + (after if joined else 0.0),
                       base + mark.height * prose.style.setting.size, prose.style.setting.size, _rgb(mark.colour))
            )  # fmt: skip

    def _link(self, owner: Element) -> Element | None:
        found = self._links.get(owner, owner)
        if found is owner and owner not in self._links:
            above: Element | None = owner
            while above is not None and above not in self.setter.links:
                above = above.parent
            found = self._links[owner] = above
        return found

    # ------------------------------------------------------------------ pictures

    def _inline_picture(
        self, word: Word, owner: Element, x: float, base: float, after: float
    ) -> float:
        size = word.width
        image = self.setter.images[owner]
        self._open(owner)
        self._figure(owner, image.graphic, image.alt, (x, base - size * 0.12, word.width, size))
        self.out.append(b"1 0 0 1 %.2f %.2f Tm\n" % (x + word.width + after, base))
        return x + word.width + after

    def _plate(self, plate: Plate, y: float) -> None:
        top = self.height - self.top - y
        if plate.element is None:
            self.under.append(b"%s rg %.2f %.2f %.2f %.2f re f\n"
                              % (_rgb(plate.colour), plate.x, top - plate.height, plate.width, plate.height))  # fmt: skip
            return
        for ident in plate.ids:
            self.places.setdefault(ident, Place(self.index, plate.x, top, plate.element))
        self._open(plate.element)
        plate.element.kids.insert(0, plate.element.kids.pop())
        rect = (plate.x, top - plate.height, plate.width, plate.height)
        self._figure(plate.element, plate.graphic, "", rect)
        for dy, line in plate.inside:
            self._line(line, y + dy)

    def _figure(self, element: Element, graphic: str, alt: str, rect: Rect) -> None:
        x, y, width, height = rect
        name = self.pictures.name(graphic)
        self.out.append(b"ET\n")
        if name:
            self.out.append(b"q %.2f 0 0 %.2f %.2f %.2f cm/%s Do Q\n" % (width, height, x, y, name))
        else:
            colour = _rgb(self.setter.styler.colour("rule"))
            self.out.append(b"q %s RG .5 w %.2f %.2f %.2f %.2f re S Q\n"
                            % (colour, x + 0.25, y + 0.25, width - 0.5, height - 0.5))  # fmt: skip
        self.out.append(b"BT\n")
        box = b"/A<</O/Layout/Placement/%s/BBox[%.2f %.2f %.2f %.2f]>>" % (
            b"Inline" if alt or element.parent is None or not element.order else b"Block",
            x, y, x + width, y + height,
        )  # fmt: skip
        element.extra += box
        if b"/Alt" not in element.extra:
            text = alt or self.setter.word("picture", "Picture")
            element.extra += b"/Alt" + self.setter.store.text(text)


def _shift(right: float, size: float) -> bytes:
    return b")%d(" % round(-right * 1000 / size)


@cache
def _rgb(colour: Colour) -> bytes:
    return b"%s %s %s" % tuple(map(_number, colour))


def _number(value: float) -> bytes:
    return (b"%.3f" % value).rstrip(b"0").rstrip(b".") or b"0"
