"""The breaks worth a look for a line that starts at some word, and what each costs. Lengths are
points; places are found by bisection in the prefix sums of widths."""

from __future__ import annotations

import math
from bisect import bisect_right
from itertools import accumulate

from exporter.pdf.fonts.document_fonts import Fonts, Word
from exporter.pdf.inline.hyphenation import Hyphenator
from exporter.pdf.inline.set_text import Prose
from exporter.pdf.inline.word_cache import Words
from exporter.text.kept_together import kept_together
from exporter.text.language_tags import primary
from exporter.text.patterns import pattern
from exporter.values import Struct

__all__ = ["Candidates", "Cut"]

_STRETCH, _SHRINK, _TIGHTEST = 0.55, 0.22, 0.4
"""How much of each place between words a line may open or close; no space closes more than the
last, though an address may be many words without one."""
_HYPHEN, _HARD = 90.0, 1e9
_HYPHENS = ("-", "\u2010")
_NOUNS = frozenset(("de", "lb", "gsw", "nds"))
"""Languages that write nouns with a capital: there it tells no name."""
_STOPS = (".", "!", "?", ":", "…")
_LONGEST = 120
"""Letters of a word that is looked up for hyphens; nothing longer is a word of any language."""
_FAR = 4
"""Lines' widths of which a word's end is shaped; a longer one has its letters' mean width. So what
a word of many lines costs grows with its length, not with the square of it."""


class Cut(Struct):
    """A line: words ``start`` to ``stop``; ``head`` stands for the first where that was divided
    in the line before; where word ``stop`` is divided, ``tail`` is its part in this line and
    ``rest`` what is left. ``final`` stands for the last word where a soft hyphen shows.
    ``natural`` is the width without justification; ``last``: ends the text or a forced line.
    ``whole`` is the word that was divided and ``at`` where: ``rest`` is known once the line is
    chosen."""

    start: int
    stop: int
    head: Word | None
    tail: Word | None
    natural: float
    last: bool
    rest: Word | None = None
    cost: float = 0.0
    final: Word | None = None
    whole: Word | None = None
    at: int = 0

    def hyphened(self, prose: Prose) -> bool:
        """Whether the line ends within a word, at a hyphen."""
        if self.tail is not None:
            return self.whole is not None
        if self.final is not None:
            return True
        return (
            not self.last
            and self.stop > self.start
            and prose.words[self.stop - 1].text[-1:] in _HYPHENS
        )

    def words(self, prose: Prose) -> list[Word]:
        """Its words; the n-th stands for word ``start + n`` of the prose."""
        words = prose.words[self.start : self.stop]
        if self.head is not None and words:
            words[0] = self.head
        if self.final is not None:
            words[-1] = self.final
        if self.tail is not None:
            words.append(self.tail)
        return words


_SIGNS = pattern(r"(?:(?<!<)/|[>\\)\]}&=?;:,.|_+-])(?![>.,;:)\]}|]|$)")


def _behind_sign(text: str, share: int) -> int:
    """Where a line of code that is too long is cut: behind a sign, if one stands in the second half
    of what fits."""
    places = [found.end() for found in _SIGNS.finditer(text, share // 2, share + 1)]
    return max((place for place in places if place <= share), default=share)


class Candidates:
    """Breaks of one paragraph; words that had to be cut are added to ``overlong``."""

    def __init__(
        self, fonts: Fonts, overlong: list[str], prose: Prose, justify: bool,
        hyphens: Hyphenator | None,
    ) -> None:  # fmt: skip
        self.fonts = fonts
        self.overlong = overlong
        self.prose = prose
        self.justify = justify
        self.hyphens = hyphens
        self.size = prose.style.setting.size
        self.starts, self.ends = prose.lefts, prose.rights
        loose = prose.loose
        self.unit = self.size * (0.1 if loose else 0.25)
        opened = map(loose.__contains__, range(len(self.ends)))
        self.loose = [0, *accumulate(opened)] if loose else []
        lang = prose.style.setting.lang
        texts = [word.text for word in prose.words]
        self.bound = kept_together(texts, prose.gaps, lang, prose.calls)
        self.capitals = primary(lang) not in _NOUNS
        gaps = prose.gaps
        self.closing = next((at for at in range(len(gaps) - 1, 0, -1) if gaps[at - 1]), 0)

    def choose(self, cut: Cut) -> Word | None:
        """What is left of the word that a line divides, set when that line is chosen."""
        if cut.whole is not None and cut.rest is None:
            table = self.prose.style_of(cut.stop).words
            cut.rest = self._rest(cut.whole, cut.at, table, cut.stop)
        return cut.rest

    def at(
        self, start: int, head: Word | None, end: int, width: float, limit: float = math.inf
    ) -> list[Cut]:
        """The breaks worth a look for a line that starts here; at least one. Where one that ends
        at a space costs more than ``limit``, none of the shorter ones is looked at."""
        prose, starts, ends = self.prose, self.starts, self.ends
        gaps, cuts, bound = prose.gaps, prose.cuts, self.bound
        offset = starts[start]
        if head is not None:
            offset += prose.words[start].width - head.width
        edge = width + offset
        space = gaps[start] or prose.style.setting.size * 0.24
        if ends[end - 1] <= edge:
            return [Cut(start, end, head, None, ends[end - 1] - offset, True)]
        fits = bisect_right(ends, edge, start, end)
        found: list[Cut] = []
        if self.justify and fits < end - 1 and fits not in bound and (gaps[fits] or fits in cuts):
            shrunk = ends[fits] - offset - width
            spaces = fits - start - (0 if self.loose else gaps[start:fits].count(0))
            if shrunk <= min((fits - start) * _SHRINK, spaces * _TIGHTEST) * space:
                found.append(self._cut(start, fits + 1, head, None, ends[fits] - offset, width))
        stop = fits
        tries = 3 if self.justify else 1
        while stop > start and tries:
            if (gaps[stop - 1] or stop - 1 in cuts) and stop - 1 not in bound:
                cut = self._cut(start, stop, head, None, ends[stop - 1] - offset, width)
                if prose.words[stop - 1].text[-1:] == "\u00ad":
                    cut.final = self._hyphen(stop - 1)
                found.append(cut)
                tries = tries - 1 if cut.cost <= limit else 0
            stop -= 1
        if self.hyphens:
            found += self._divided(fits, start, head, offset, width)
        return found or [self._emergency(start, head, end, width)]

    def _cut(
        self, start: int, stop: int, head: Word | None, tail: Word | None, natural: float,
        width: float,
    ) -> Cut:  # fmt: skip
        """A line that may end here, and its cost."""
        slack = width - natural
        if not self.justify:
            ratio = slack / (self.size * 4)
            cost = 100 * ratio * ratio + (_HYPHEN * 2 if tail is not None else 0)
            return Cut(start, stop, head, tail, natural=natural, last=False, rest=None, cost=cost)
        places = stop - start - (tail is None) or 1
        if self.loose:
            places = max(places, self.loose[stop] - self.loose[start])
        ratio = slack / (places * self.unit * (_STRETCH if slack > 0 else _SHRINK))
        badness = 100 * abs(ratio * ratio * ratio) + (_HYPHEN if tail is not None else 0)
        total = 10 + badness if badness < 1e4 else 10 + 1e4
        return Cut(
            start, stop, head, tail, natural=natural, last=False, rest=None, cost=total * total
        )

    def _divided(
        self, index: int, start: int, head: Word | None, offset: float, width: float
    ) -> list[Cut]:
        """Divisions of the word that crosses the edge."""
        prose = self.prose
        if index >= len(prose.words) or not self.hyphens:
            return []
        word = head if index == start and head is not None else prose.words[index]
        if prose.levels or word.picture or prose.words[index].whole or len(word.text) > _LONGEST:
            return []
        style = prose.style_of(index)
        if style.setting.whole or (index > start and self._stays_whole(index)):
            return []
        left = offset if index == start else self.starts[index]
        table = style.words
        found = []
        for at in self.hyphens.positions(word.text):
            tail = self._part(word, at, table, index)
            natural = left + tail.width - offset
            if natural > width + (index - start) * 0.5:
                break
            if width - natural > width * 0.2 and index > start:
                continue
            cut = self._cut(start, index, head, tail, natural, width)
            cut.whole, cut.at = word, at
            found.append(cut)
        return found

    def _stays_whole(self, index: int) -> bool:
        """Whether a word that would fit a line is not divided: a name, and the last of a text. A
        capital within a sentence is a name's where the language has none for other nouns."""
        prose = self.prose
        if index >= self.closing or index in prose.names:
            return True
        if not self.capitals or index == 0 or not prose.gaps[index - 1]:
            return False
        text = prose.words[index].text.lstrip("([")
        if not text[:1].isupper():
            return False
        before = prose.words[index - 1].text.rstrip("”’»\"')]")
        return index - 1 in self.bound or not before.endswith(_STOPS)

    def _part(self, word: Word, at: int, table: Words, index: int) -> Word:
        key = f"{word.text[:at]}\u00ad-"
        found = table.get(key)
        if found is None:
            setting = self.prose.style_of(index).setting
            part = self.fonts.shape(word.text[:at], setting)[0]
            face = part.face
            code = face.hyphen("\u00ad")
            extra = face.codes.widths[code] * setting.size / 1000
            found = table[key] = Word(
                word.text[:at], part.code + code, part.width + extra, face, part.count + 1
            )
        return found

    def _rest(self, word: Word, at: int, table: Words, index: int) -> Word:
        key = f"-\u00ad{word.text[at:]}"
        found = table.get(key)
        if found is None:
            setting = self.prose.style_of(index).setting
            found = table[key] = self.fonts.shape(word.text[at:], setting)[0]
        return found

    def _hyphen(self, index: int) -> Word:
        """The word with the hyphen that its soft hyphen becomes at the end of a line."""
        setting = self.prose.style_of(index).setting
        word = self.prose.words[index]
        face = word.face
        code = face.hyphen("\u00ad")
        extra = face.codes.widths[code] * setting.size / 1000
        return Word(word.text, word.code + code, word.width + extra, face, word.count + 1)

    def _emergency(self, start: int, head: Word | None, end: int, width: float) -> Cut:
        """No break fits: words that belong together part, or one is cut where the line is full."""
        prose, starts, ends = self.prose, self.starts, self.ends
        offset = starts[start]
        if head is not None:
            offset += prose.words[start].width - head.width
        fits = bisect_right(ends, width + offset, start, end)
        if fits > start:
            return Cut(
                start,
                fits,
                head,
                None,
                natural=ends[fits - 1] - offset,
                last=False,
                rest=None,
                cost=_HARD,
            )
        word = head or prose.words[start]
        setting = prose.style_of(start).setting
        self.overlong.append(prose.words[start].text)
        share = max(1, int(len(word.text) * width / word.width) - 1) if word.width else 1
        level = prose.levels[start] if prose.levels else 0
        while share > 1:
            tail = self.fonts.shape(word.text[:share], setting, level)[0]
            if tail.width <= width:
                break
            share -= 1
        if len(word.text) <= share or word.picture:
            stop = start + 1
            return Cut(
                start,
                stop,
                head,
                None,
                natural=ends[start] - offset,
                last=stop == end,
                rest=None,
                cost=_HARD,
            )
        share = _behind_sign(word.text, share)
        tail = self.fonts.shape(word.text[:share], setting, level)[0]
        left = word.width - tail.width
        if left > _FAR * width:  # it will be cut again: what it looks like need not be known
            rest = Word(word.text[share:], b"", left, word.face, 0)
        else:
            rest = self.fonts.shape(word.text[share:], setting, level)[0]
        return Cut(start, start, head, tail, natural=tail.width, last=False, rest=rest, cost=_HARD)
