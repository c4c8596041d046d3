"""Inlines → prose: words shaped, links and languages given their elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never

from exporter.model import (
    Anchor,
    Break,
    Image,
    Inline,
    Inlines,
    Language,
    Link,
    NoteCall,
    NoteLink,
    Run,
    Span,
)
from exporter.nesting import Branch, Node, nest
from exporter.pdf.bidi import flat, has_rtl, levels
from exporter.pdf.fonts import Fonts, Word
from exporter.pdf.prose import Prose
from exporter.pdf.split import pieces
from exporter.pdf.store import Store
from exporter.pdf.styles import Style, Styler
from exporter.pdf.tags import Element
from exporter.values import replace

__all__ = ["Setter"]

_STRUCTURE = frozenset((Link, NoteLink, Language, Span))
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


class _Directed(Exception):
    """A right-to-left character where none was expected."""


class Setter:
    """Sets inlines for one document. ``links`` tells for the elements of links where they lead
    and what they say, ``images`` for those of pictures in a line which; ``references`` are
    the elements that call a note."""

    def __init__(
        self,
        fonts: Fonts,
        styler: Styler,
        store: Store,
        words: Mapping[str, str],
        targets: frozenset[str],
    ) -> None:
        self.fonts = fonts
        self.styler = styler
        self.store = store
        self.wording = words
        self.targets = targets
        self.links: dict[Element, tuple[str, str]] = {}
        self.images: dict[Element, Image] = {}
        self.references: dict[str, list[Element]] = {}
        self._raised: dict[Style, Style] = {}
        self._levels: list[int] = []
        self._flat = ""
        self._at = 0

    def space(self, style: Style) -> float:
        """The width of a word space in points."""
        words = style.words
        if words.space < 0:
            words.space = self.fonts.shape(" ", style.setting)[0].width
        return words.space

    def measure(self, text: str, style: Style) -> float:
        """The width of a word in points."""
        found = style.words.get(text)
        return found.width if found else self._shaped(text, style, int(has_rtl(text))).width

    def set(
        self,
        inlines: Inlines,
        style: Style,
        element: Element,
        *,
        rtl: bool = False,
        raw: bool = False,
    ) -> Prose:
        """``raw``: white space counts, a line feed ends a line (Preformatted)."""
        self._levels, self._at = levels(inlines, rtl) if rtl else [], 0
        self._flat = flat(inlines) if rtl else ""
        try:
            return self._set(inlines, style, element, rtl, raw)
        except _Directed:
            self._levels, self._at, self._flat = levels(inlines, rtl), 0, flat(inlines)
            return self._set(inlines, style, element, rtl, raw)

    def _set(self, inlines: Inlines, style: Style, element: Element, rtl: bool, raw: bool) -> Prose:
        prose = Prose(style, element, rtl)
        prose.plain = element not in self.links
        for inline in inlines:
            for mark in inline.marks:
                if type(mark) in _STRUCTURE:
                    self._nodes(prose, nest(inlines, _STRUCTURE), element, raw)
                    return prose
        for inline in inlines:
            self._inline(prose, inline, element, raw)
        return prose

    def _nodes(self, prose: Prose, nodes: tuple[Node, ...], owner: Element, raw: bool) -> None:
        for node in nodes:
            if isinstance(node, Branch):
                self._nodes(prose, node.children, self._element(prose, node, owner), raw)
            else:
                self._inline(prose, node, owner, raw)

    def _element(self, prose: Prose, branch: Branch, owner: Element) -> Element:
        match branch.mark:
            case Link(target):
                return self._link(prose, owner, target, _text(branch))
            case NoteLink(note):
                contents = self.word("note-n", "note {n}", n=_text(branch))
                return self._link(prose, owner, f"#{note}", contents)
            case Language(tag):
                return Element("Span", owner, b"/Lang" + self.store.text(tag))
            case Span(kind, ident):
                if ident in self.targets:
                    prose.anchors.setdefault(len(prose.words), []).append(ident)
                info = self.styler.spans.get(ident)
                direct = kind == "speech" and info is not None and info.standing == "direct"
                title = (
                    b"/T" + self.store.text(info.label) if info and info.label.isascii() else b""
                )
                return Element("Quote" if direct else "Span", owner, title)
            case _:
                return owner

    def _link(self, prose: Prose, owner: Element, target: str, contents: str) -> Element:
        prose.plain = False
        above: Element | None = owner
        while above is not None:
            if above in self.links:
                return owner
            above = above.parent
        element = Element("Link", owner)
        self.links[element] = target, contents
        return element

    def word(self, key: str, default: str, **values: str) -> str:
        """A word of the interface, in English where the edition has none."""
        return self.wording.get(key, default).format(**values)

    def _inline(self, prose: Prose, inline: Inline, owner: Element, raw: bool) -> None:
        style = prose.style
        if inline.marks:
            style = self.styler.style(style, inline.marks)
        match inline:
            case Run():
                if raw:
                    self._raw(prose, inline.text, style, owner)
                else:
                    self._text(prose, inline.text, style, owner)
            case Break():
                self._at += 1
                if prose.words:
                    prose.ends.add(len(prose.words) - 1)
            case Anchor():
                prose.anchors.setdefault(len(prose.words), []).append(inline.id)
            case NoteCall():
                self._call(prose, inline, style, owner)
            case Image():
                self._image(prose, inline, style, owner)
            case _:
                assert_never(inline)

    def _raw(self, prose: Prose, text: str, style: Style, owner: Element) -> None:
        """Preformatted text: empty words hold its spaces apart; always left to right."""
        space = self.space(style)
        for number, line in enumerate(text.expandtabs(4).split("\n")):
            if number:
                if not prose.words or len(prose.words) - 1 in prose.ends:
                    self._add(prose, self._shaped("", style, 0), style, owner)
                prose.ends.add(len(prose.words) - 1)
            for index, part in enumerate(line.split(" ")) if line else ():
                if index:
                    prose.gaps[-1] = space
                self._add(prose, self._shaped(part, style, 0), style, owner)

    def _text(self, prose: Prose, text: str, style: Style, owner: Element) -> None:
        if "\n" in text or "\t" in text or "  " in text:
            text = _SPACES.sub(" ", text)
        if self._levels:
            self._directed(prose, text, style, owner)
            return
        space = self.space(style)
        texts = text.split(" ")
        after = 0.0
        if len(texts) > 1:
            if not texts[-1]:
                after = space
                texts.pop()
            if not texts[0]:
                del texts[0]
                if prose.words and not prose.gaps[-1]:
                    prose.gaps[-1] = space
                    if texts:
                        prose.leads.add(len(prose.words))
        if not texts or texts == [""]:
            return
        table = style.words
        try:
            words = [table[part] for part in texts]
        except KeyError:
            words = [table.get(part) or self._shaped(part, style) for part in texts]
        if table.compound:
            self._compounds(prose, words, style, owner, space)
        else:
            prose.begin(style, owner, words[0])
            prose.words += words
            prose.gaps += [space] * len(words)
        prose.gaps[-1] = after

    def _compounds(
        self, prose: Prose, words: list[Word], style: Style, owner: Element, space: float
    ) -> None:
        """Words of which some may have parts or another face."""
        for word in words:
            if word.parts:
                self._add(prose, word, style, owner)
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
            word = self._shaped(text[at:stop], style, level, context)
            self._add(prose, word, style, owner, level)
            at = stop

    def _context(self, start: int, stop: int) -> tuple[str, str]:
        """The letters that stand directly before and after, in other runs."""
        before = self._flat[start - 1 : start] if start else ""
        after = self._flat[stop : stop + 1]
        return before if before.isalpha() else "", after if after.isalpha() else ""

    def _add(self, prose: Prose, word: Word, style: Style, owner: Element, level: int = 0) -> None:
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

    def _shaped(
        self, text: str, style: Style, level: int | None = None, context: tuple[str, str] = ("", "")
    ) -> Word:
        """A word from the style's table; right-to-left ones are kept under another key. Without
        a level, raises :class:`_Directed` for text that needs one."""
        if level is None and has_rtl(text):
            raise _Directed
        odd = bool(level) and level % 2 == 1  # type: ignore[operator]
        key = "\0".join(("", *context, text)) if odd else text
        found = style.words.get(key)
        if found is None:
            found = self._compound(text, style, level or 0, context)
            if odd or not has_rtl(text):
                style.words[key] = found
            if found.parts or found.face is not self.fonts.face(style.setting):
                style.words.compound = True
        return found

    def _compound(self, text: str, style: Style, level: int, context: tuple[str, str]) -> Word:
        parts: list[tuple[Word, bool, bool]] = []
        for piece, cut, loose in pieces(text):
            made = self.fonts.shape(
                piece, style.setting, level, context if piece == text else ("", "")
            )
            parts += [(word, False, False) for word in made[:-1]]
            parts.append((made[-1], cut, loose))
        if len(parts) == 1 and not parts[0][1]:
            return parts[0][0]
        word = Word(text, b"", sum(part.width for part, _, _ in parts), parts[0][0].face, 0)
        word.parts = tuple(parts)
        return word

    def _call(self, prose: Prose, call: NoteCall, style: Style, owner: Element) -> None:
        level = self._levels[self._at] if self._levels and call.label else 0
        self._at += len(call.label)
        raised = self._raised.get(style)
        if raised is None:
            raised = self._raised[style] = raise_call(style, self.fonts, self.styler)
        at = len(prose.words)
        contents = self.word("note-n", "note {n}", n=call.label)
        reference = Element("Reference", owner)
        self.references.setdefault(call.note, []).append(reference)
        link = self._link(prose, reference, f"#{call.note}", contents)
        word = self._shaped(call.label, raised, level)
        if at - 1 in prose.calls and not prose.gaps[-1]:
            word = _apart(word, raised.setting.size)
        self._add(prose, word, raised, link, level)
        prose.calls.setdefault(at, []).append(call)
        prose.anchors.setdefault(at, []).append(call.id)

    def _image(self, prose: Prose, image: Image, style: Style, owner: Element) -> None:
        level = self._levels[self._at] if self._levels else 0
        self._at += 1
        element = Element("Figure", owner)
        self.images[element] = image
        word = Word("", b"", style.setting.size * 1.1, self.fonts.face(style.setting), 0)
        word.picture = image.graphic or "?"
        self._add(prose, word, style, element, level)


def raise_call(style: Style, fonts: Fonts, styler: Styler) -> Style:
    """Note numbers: the font's own superiors where it has some, else small raised figures."""
    setting = style.setting
    if "sups" in fonts.face(setting).features:
        raised = replace(setting, features=(*setting.features, "sups"), tracking=0)
    else:
        raised = replace(setting, size=setting.size * 0.66, rise=setting.rise + setting.size * 0.34)
    return styler.make(raised, styler.colour("ink"), style.ground, (), style.leading)


def _apart(word: Word, size: float) -> Word:
    """A number moved off the one before it: 1 and 2 are not 12."""
    code = b")%d(%s" % (-180, word.code)
    moved = Word(word.text, code, word.width + 0.18 * size, word.face, word.count)
    moved.parts = word.parts
    return moved


def _text(branch: Branch) -> str:
    out = []
    for node in branch.children:
        match node:
            case Branch():
                out.append(_text(node))
            case Run():
                out.append(node.text)
            case Image():
                out.append(node.alt)
            case _:
                pass
    return "".join(out)
