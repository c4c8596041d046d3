"""Text → the words of a prose, at their levels where directions mix."""

from __future__ import annotations

import re

from exporter.model import Inlines
from exporter.pdf.fonts.document_fonts import Fonts, Word
from exporter.pdf.inline.bidi import flat, levels
from exporter.pdf.inline.set_text import Prose
from exporter.pdf.inline.styles import Style
from exporter.pdf.objects.structure_tree import Element

__all__ = ["Spelling"]

_SPACES = re.compile(r"[ \t\r\n\f\v]+")


class Spelling:
    """Spells one paragraph. ``inlines`` are what is to be set where directions mix, else None."""

    def __init__(self, fonts: Fonts, inlines: Inlines | None, rtl: bool) -> None:
        self.fonts = fonts
        self._levels = levels(inlines, rtl) if inlines is not None else []
        self._flat = flat(inlines) if inlines is not None else ""
        self._at = 0

    def space(self, style: Style) -> float:
        """The width of a word space in points."""
        words = style.words
        if words.space < 0:
            words.space = self.fonts.shape(" ", style.setting)[0].width
        return words.space

    def skip(self, count: int) -> int:
        """Pass characters that are set by others; the level of the first."""
        level = self._levels[self._at] if self._levels and count else 0
        self._at += count
        return level

    def raw(self, prose: Prose, text: str, style: Style, owner: Element) -> None:
        """Preformatted text: empty words hold its spaces apart; always left to right."""
        space = self.space(style)
        for number, line in enumerate(text.expandtabs(4).split("\n")):
            if number:
                if not prose.words or len(prose.words) - 1 in prose.ends:
                    self.add(prose, style.words[""], style, owner)
                prose.ends.add(len(prose.words) - 1)
            for index, part in enumerate(line.split(" ")) if line else ():
                if index:
                    prose.gaps[-1] = space
                self.add(prose, style.words.at(part, 0), style, owner)

    def text(self, prose: Prose, text: str, style: Style, owner: Element) -> None:
        if "\n" in text or "\t" in text or "  " in text:
            text = _SPACES.sub(" ", text)
        if self._levels:
            self._directed(prose, text, style, owner)
            return
        table, gaps = style.words, prose.gaps
        space = table.space if table.space >= 0 else self.space(style)
        texts = text.split(" ")
        after = 0.0
        if len(texts) > 1:
            if not texts[-1]:
                after = space
                texts.pop()
            if not texts[0]:
                del texts[0]
                if gaps and not gaps[-1]:
                    gaps[-1] = space
                    if texts:
                        prose.leads.add(len(gaps))
        if not texts or not text:
            return
        words = list(map(table.__getitem__, texts))
        if table.odd and not table.odd.isdisjoint(texts):
            self._compounds(prose, words, style, owner, space)
        else:
            prose.begin(style, owner, words[0])
            prose.words += words
            gaps += [space] * len(words)
        gaps[-1] = after

    def _compounds(
        self, prose: Prose, words: list[Word], style: Style, owner: Element, space: float
    ) -> None:
        """Words of which some may have parts or another face."""
        for word in words:
            if word.parts:
                self.add(prose, word, style, owner)
            else:
                prose.begin(style, owner, word)
                prose.words.append(word)
                prose.gaps.append(0.0)
            prose.gaps[-1] = space

    def _directed(self, prose: Prose, text: str, style: Style, owner: Element) -> None:
        """Text with levels: words end at spaces and where the level changes."""
        space = self.space(style)
        start = self._at
        self._at += len(text)
        at = 0
        while at < len(text):
            level = self._levels[start + at]
            if text[at] == " ":
                if prose.words and not prose.gaps[-1]:
                    prose.gaps[-1], prose.gap_levels[-1] = space, level
                    if at == 0:
                        prose.leads.add(len(prose.words))
                at += 1
                continue
            stop = at + 1
            while stop < len(text) and text[stop] != " " and self._levels[start + stop] == level:
                stop += 1
            context = self._context(start + at, start + stop) if level & 1 else ("", "")
            word = style.words.at(text[at:stop], level, context)
            self.add(prose, word, style, owner, level)
            at = stop

    def _context(self, start: int, stop: int) -> tuple[str, str]:
        """The letters that stand directly before and after, in other runs."""
        before = self._flat[start - 1 : start] if start else ""
        after = self._flat[stop : stop + 1]
        return before if before.isalpha() else "", after if after.isalpha() else ""

    def add(self, prose: Prose, word: Word, style: Style, owner: Element, level: int = 0) -> None:
        """Append a word, a compound in its parts."""
        for part, cut, loose in word.parts or ((word, False, False),):
            if cut:
                prose.cuts.add(len(prose.words))
            if loose:
                prose.loose.add(len(prose.words))
            prose.begin(style, owner, part)
            prose.words.append(part)
            prose.gaps.append(0.0)
            if self._levels:
                prose.levels.append(level)
                prose.gap_levels.append(level)
