"""Pages, links, outline, catalogue: the file around what was painted."""

from __future__ import annotations

from urllib.parse import quote

from exporter.model import Edition
from exporter.pdf.draw.canvas import Canvas, Place
from exporter.pdf.file.attachments import attach
from exporter.pdf.file.icc_profile import srgb
from exporter.pdf.file.xmp import information, packet
from exporter.pdf.fonts.embedding import embed
from exporter.pdf.layout.composer import Composer
from exporter.pdf.objects.store import Store
from exporter.pdf.objects.structure_tree import Element
from exporter.pdf.options import PdfOptions, Standard
from exporter.urls import safe_url

__all__ = ["write"]

_SAFE = "%/:=&?~#+!$,;'@()*[]"


def write(
    store: Store, edition: Edition, standard: Standard, options: PdfOptions, composer: Composer,
    canvas: Canvas, size: tuple[float, float],
) -> bytes:  # fmt: skip
    """The bytes of the file."""
    return _Writer(store, edition, standard, composer, canvas).file(options, size)


class _Writer:
    def __init__(
        self,
        store: Store,
        edition: Edition,
        standard: Standard,
        composer: Composer,
        canvas: Canvas,
    ) -> None:
        self.store = store
        self.edition = edition
        self.standard = standard
        self.composer = composer
        self.canvas = canvas
        self.numbers = [store.reserve() for _ in canvas.pages]
        self.links: list[Element] = []

    def file(self, options: PdfOptions, size: tuple[float, float]) -> bytes:
        store, edition = self.store, self.edition
        annotations = [self._annotations(index) for index in range(len(self.numbers))]
        pages = self._pages(annotations, size)
        outline = self._outline()
        tree = self._tree()
        catalog = [
            b"<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R" % (pages, tree),
            b"/MarkInfo<</Marked true>>/Lang" + store.text(edition.document_lang or "und"),
            b"/ViewerPreferences<</DisplayDocTitle true%s>>"
            % (b"/Direction/R2L" if edition.direction == "rtl" else b""),
        ]
        if outline:
            catalog.append(b"/PageMode/UseOutlines/Outlines %d 0 R" % outline)
        if self.standard.part:
            catalog.append(b"/OutputIntents[%d 0 R]" % self._intent())
        if options.attach and self.standard.attaches and edition.article.tei:
            catalog.append(attach(store, edition))
        metadata = packet(edition, self.standard)
        number = store.stream(b"/Type/Metadata/Subtype/XML", metadata, pack=False)
        catalog.append(b"/Metadata %d 0 R>>" % number)
        root = store.add(b"".join(catalog))
        info = None if self.standard.two else store.add(information(store, edition))
        return store.file(root, info)

    # --------------------------------------------------------------------- pages

    def _pages(self, annotations: list[bytes], size: tuple[float, float]) -> int:
        store = self.store
        parents = [store.reserve() for _ in range(0, len(self.numbers), 32)]
        root = store.reserve() if len(parents) != 1 else parents[0]
        resources = self._resources()
        for index, painted in enumerate(self.canvas.pages):
            content = store.stream(b"", b"".join(painted.content))
            painted.content = []
            store.put(
                self.numbers[index],
                b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Resources %d 0 R"
                b"/Contents %d 0 R/StructParents %d/Tabs/S%s>>"
                % (parents[index // 32], *size, resources, content, index, annotations[index]),
            )
        for index, parent in enumerate(parents):
            kids = self.numbers[index * 32 : index * 32 + 32]
            up = b"/Parent %d 0 R" % root if parent != root else b""
            store.put(parent, _pages(kids, len(kids), up))
        if root not in parents:
            store.put(root, _pages(parents, len(self.numbers), b""))
        return root

    def _resources(self) -> int:
        store = self.store
        used = {face.name: face for face in self.canvas.fonts.faces.values() if face.codes.glyphs}
        fonts = b"".join(b"/%s %d 0 R" % (n.encode(), embed(store, f)) for n, f in used.items())
        images = b"".join(b"/%s %d 0 R" % entry for entry in self.composer.pictures.numbers.items())
        return store.add(
            b"<</Font<<%s>>%s>>" % (fonts, b"/XObject<<%s>>" % images if images else b"")
        )

    # --------------------------------------------------------------------- links

    def _annotations(self, index: int) -> bytes:
        """Link annotations of a page (PDF/UA-1 7.18.5: Contents, and an OBJR in the Link)."""
        numbers = []
        for element, rects in self.canvas.pages[index].links.items():
            target, contents = element.target or ("", "")
            action = self._action(target)
            if not action:
                element.tag = "Span"
                continue
            number = self.store.add(
                b"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/P %d 0 R%s/Contents%s%s"
                b"/StructParent %d>>"
                % (
                    self.numbers[index],
                    _area(rects),
                    self.store.text(contents or target),
                    action,
                    len(self.numbers) + len(self.links),
                )
            )
            element.kids.append((index, -number))
            self.links.append(element)
            numbers.append(b"%d 0 R" % number)
        return b"/Annots[%s]" % b" ".join(numbers) if numbers else b""

    def _action(self, target: str) -> bytes:
        if not target.startswith("#"):
            address = safe_url(target)
            return b"/A<</S/URI/URI(%s)>>" % _uri(address) if address else b""
        place = self.canvas.places.get(target[1:])
        if place is None:
            return b""
        return self._goto(place)

    def _goto(self, place: Place) -> bytes:
        """PDF 2.0 leads to elements (ISO 32000-2 12.3.2.3), PDF 1.7 to places on pages."""
        if self.standard.two:
            return b"/A<</S/GoTo/D%s/SD%s>>" % (self._dest(place), self._struct(place))
        return b"/Dest" + self._dest(place)

    def _dest(self, place: Place) -> bytes:
        return b"[%d 0 R/XYZ %.2f %.2f null]" % (self.numbers[place.page], place.x, place.y)

    def _struct(self, place: Place) -> bytes:
        element = place.element
        element.join()
        number = self.composer.tree.number(element)
        return b"[%d 0 R/XYZ %.2f %.2f null]" % (number, place.x, place.y)

    # ------------------------------------------------------------------- outline

    def _outline(self) -> int:
        """Bookmarks (ISO 32000-1 12.3.3): one for each heading, nested by level."""
        entries = [
            (level, title, place)
            for level, title, ident in self.composer.outline
            if (place := self.canvas.places.get(ident)) and title
        ]
        if not entries:
            return 0
        store = self.store
        root = store.reserve()
        numbers = [store.reserve() for _ in entries]
        kids: dict[int, list[int]] = {root: []}
        parents: list[int] = []
        stack = [(0, root)]
        for (level, _, _), number in zip(entries, numbers, strict=True):
            while stack[-1][0] >= level:
                stack.pop()
            parents.append(stack[-1][1])
            kids[stack[-1][1]].append(number)
            kids[number] = []
            stack.append((level, number))
        for (_, title, place), number, parent in zip(entries, numbers, parents, strict=True):
            row = kids[parent]
            at = row.index(number) if len(row) < 50 else _index(row, number)
            beside = b"/Prev %d 0 R" % row[at - 1] if at else b""
            beside += b"/Next %d 0 R" % row[at + 1] if at + 1 < len(row) else b""
            inner = kids[number]
            span = (
                b"/First %d 0 R/Last %d 0 R/Count %d" % (inner[0], inner[-1], len(inner))
                if inner
                else b""
            )
            store.put(
                number,
                b"<</Title%s/Parent %d 0 R%s%s%s>>"
                % (store.text(title), parent, beside, span, self._goto(place)),
            )
        top = kids[root]
        store.put(
            root,
            b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>"
            % (top[0], top[-1], len(entries)),
        )
        return root

    # ---------------------------------------------------------------------- tree

    def _tree(self) -> int:
        owners = [painted.owners for painted in self.canvas.pages]
        extra = b""
        if self.standard.two:
            extra = self._namespaces()
            self._refer()
        return self.composer.tree.write(self.numbers, owners, self.links, extra)

    def _namespaces(self) -> bytes:
        """PDF 2.0 puts every element into a namespace (ISO 32000-2 14.8.6)."""
        newer = self.store.add(b"<</Type/Namespace/NS(http://iso.org/pdf2/ssn)>>")
        older = self.store.add(b"<</Type/Namespace/NS(http://iso.org/pdf/ssn)>>")
        self.composer.tree.namespaces = newer, older
        return b"/Namespaces[%d 0 R %d 0 R]" % (newer, older)

    def _refer(self) -> None:
        """A note and what calls it point at each other (PDF/UA-2 8.2.5.14)."""
        number = self.composer.tree.number
        for ident, calls in self.composer.setter.references.items():
            note = self.composer.note_elements.get(ident)
            painted = [call for call in calls if call.joined]
            if note is not None and painted:
                note.extra += b"/Ref[%s]" % b" ".join(b"%d 0 R" % number(c) for c in painted)
                for call in painted:
                    call.extra += b"/Ref[%d 0 R]" % number(note)

    def _intent(self) -> int:
        profile = self.store.stream(b"/N 3", srgb())
        name = self.store.text("sRGB IEC61966-2.1")
        return self.store.add(
            b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s"
            b"/DestOutputProfile %d 0 R>>" % (name, name, profile)
        )


def _index(row: list[int], number: int) -> int:
    """Numbers were given out in ascending order."""
    from bisect import bisect_left

    return bisect_left(row, number)


def _pages(kids: list[int], count: int, up: bytes) -> bytes:
    inner = b" ".join(b"%d 0 R" % kid for kid in kids)
    return b"<</Type/Pages%s/Count %d/Kids[%s]>>" % (up, count, inner)


def _uri(target: str) -> bytes:
    """ASCII, percent-encoded, escaped for a PDF string."""
    text = quote(target, safe=_SAFE)
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)").encode("ascii")


def _merged(
    rects: list[tuple[float, float, float, float]],
) -> list[tuple[float, float, float, float]]:
    """Neighbours on one line become one."""
    out: list[tuple[float, float, float, float]] = []
    for rect in rects:
        last = out[-1] if out else None
        if last and abs(last[1] - rect[1]) < 6 and abs(last[3] - rect[3]) < 6 and min(
            abs(rect[0] - last[2]), abs(last[0] - rect[2])
        ) < 8:  # fmt: skip
            out[-1] = (min(last[0], rect[0]), min(last[1], rect[1]),
                       max(last[2], rect[2]), max(last[3], rect[3]))  # fmt: skip
        else:
            out.append(rect)
    return out


def _area(rects: list[tuple[float, float, float, float]]) -> bytes:
    """``Rect`` around all, and ``QuadPoints`` where it is more than one line."""
    if len(rects) > 1:
        rects = _merged(rects)
    if len(rects) == 1:
        return b"/Rect[%.2f %.2f %.2f %.2f]" % rects[0]
    x0, y0 = min(r[0] for r in rects), min(r[1] for r in rects)
    x1, y1 = max(r[2] for r in rects), max(r[3] for r in rects)
    area = b"/Rect[%.2f %.2f %.2f %.2f]" % (x0, y0, x1, y1)
    quads = b" ".join(
        b"%.2f %.2f %.2f %.2f %.2f %.2f %.2f %.2f" % (a, d, c, d, a, b, c, b)
        for a, b, c, d in rects
    )
    return area + b"/QuadPoints[%s]" % quads
