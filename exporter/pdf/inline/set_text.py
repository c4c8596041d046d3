"""A paragraph set: words with gaps, each word with its style and its structure element."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from operator import add

from exporter.model import NoteCall
from exporter.pdf.fonts.document_fonts import Word
from exporter.pdf.inline.styles import Style
from exporter.pdf.objects.structure_tree import Element
from exporter.values import Struct, field

__all__ = ["Prose"]


class Prose(Struct, eq=False):
    """A paragraph's words, and for every word the space after it in points (0: none).

    A line may end after word i where ``gaps[i]`` is not 0 or ``i in cuts``, and must where
    ``i in ends``. ``loose`` are the cuts that justified lines may open (between ideographs).
    ``changes`` are the words, ascending, whose style, owner or face is not that of the word
    before; ``styles`` and ``owners`` run beside them. ``leads`` are the words whose owner the
    space before them belongs to; ``names`` those of marked names. ``levels`` and ``gap_levels`` are
    those of UAX #9, empty where all is left to right. ``calls`` and ``anchors`` are keyed by word.
    ``plain``: no link, ground, stroke or picture, so that nobody asks where its words stand.
    ``tall`` is how far each picture in the line stands above its base line, by word. ``lefts`` and
    ``rights`` are the words' edges were they all on one line, known once it is broken.
    """

    style: Style
    element: Element
    rtl: bool
    words: list[Word] = field(default_factory=list)
    gaps: list[float] = field(default_factory=list)
    changes: list[int] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    owners: list[Element] = field(default_factory=list)
    cuts: set[int] = field(default_factory=set)
    loose: set[int] = field(default_factory=set)
    ends: set[int] = field(default_factory=set)
    leads: set[int] = field(default_factory=set)
    names: set[int] = field(default_factory=set)
    calls: dict[int, list[NoteCall]] = field(default_factory=dict)
    anchors: dict[int, list[str]] = field(default_factory=dict)
    levels: list[int] = field(default_factory=list)
    gap_levels: list[int] = field(default_factory=list)
    plain: bool = True
    tall: dict[int, float] = field(default_factory=dict)
    lefts: list[float] = field(default_factory=list)
    rights: list[float] = field(default_factory=list)

    def begin(self, style: Style, owner: Element, word: Word) -> None:
        """Say how the word that is appended next is set and whose it is."""
        words, styles, owners = self.words, self.styles, self.owners
        if words and styles[-1] is style and owners[-1] is owner:
            last = words[-1]
            if last.face is word.face and not word.picture and not last.picture:
                return
        self.changes.append(len(words))
        styles.append(style)
        owners.append(owner)
        if style.marked or word.picture:
            self.plain = False

    def measure(self) -> float:
        """Find the words' edges; the width of all on one line."""
        widths = [word.width for word in self.words]
        self.lefts = list(accumulate(map(add, widths, self.gaps), initial=0.0))
        self.rights = list(map(add, self.lefts, widths))
        return self.rights[-1]

    def style_of(self, word: int) -> Style:
        return self.styles[bisect_right(self.changes, word) - 1]

    def owner_of(self, word: int) -> Element:
        return self.owners[bisect_right(self.changes, word) - 1]
