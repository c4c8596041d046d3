"""Inlines → words with gaps, each word with its style and its structure element."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import assert_never

from exporter.model import (
    Anchor,
    Break,
    Image,
    Inline,
    Inlines,
    Language,
    Link,
    Mark,
    NoteCall,
    NoteLink,
    Run,
    Span,
)
from exporter.nesting import Branch, Node, nest
from exporter.pdf.bidi import levels, needs_bidi
from exporter.pdf.fonts import Fonts, Setting, Word
from exporter.pdf.split import pieces
from exporter.pdf.store import Store
from exporter.pdf.styles import Style, Styler
from exporter.pdf.tags import Element

__all__ = ["Prose", "Setter"]

_STRUCTURE = (Link, NoteLink, Language, Span)
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


class Prose:
    """A paragraph's words as parallel lists.

    ``gaps[i]`` is the space after word i in points, 0 where none stands; a line may end after i
    where there is a gap or ``i in cuts``, and must where ``i in ends``. ``loose`` are the cuts
    that justified lines may open (between ideographs); ``leads`` the words whose owner the space
    before them belongs to. ``levels`` and ``gap_levels`` are those
    of UAX #9, empty where all is left to right. ``calls`` and ``anchors`` are keyed by word.
    ``changes`` are the words, ascending, whose style, owner or face is not that of the word before.
    """

    __slots__ = ("anchors", "calls", "changes", "cuts", "element", "ends", "gap_levels", "gaps", "leads", "levels",
                 "loose", "owners", "rtl", "style", "styles", "words")  # fmt: skip

    def __init__(self, style: Style, element: Element, rtl: bool) -> None:
        self.style = style
        self.element = element
        self.rtl = rtl
        self.words: list[Word] = []
        self.gaps: list[float] = []
        self.styles: list[Style] = []
        self.owners: list[Element] = []
        self.cuts: set[int] = set()
        self.loose: set[int] = set()
        self.ends: set[int] = set()
        self.leads: set[int] = set()
        self.calls: dict[int, list[NoteCall]] = {}
        self.anchors: dict[int, list[str]] = {}
        self.levels: list[int] = []
        self.gap_levels: list[int] = []
        self.changes: list[int] = []

    def note_change(self, style: Style, owner: Element, word: Word) -> None:
        """Call before a word is appended."""
        if not self.words or not (
            self.styles[-1] is style
            and self.owners[-1] is owner
            and self.words[-1].face is word.face
            and not (word.picture or self.words[-1].picture)
        ):
            self.changes.append(len(self.words))


class Setter:
    """Sets inlines for one document. ``links`` tells for the elements of links where they lead
    and what they say; ``pictures`` gives width and height for a graphic in a line of this size."""

    def __init__(
        self, fonts: Fonts, styler: Styler, store: Store, words: dict[str, str], targets: frozenset[str]
    ) -> None:
        self.fonts = fonts
        self.styler = styler
        self.store = store
        self.wording = words
        self.targets = targets
        self.links: dict[Element, tuple[str, str]] = {}
        self.images: dict[Element, Image] = {}
        self._spaces: dict[Setting, float] = {}
        self._compound: set[Setting] = set()
        self._call_styles: dict[Style, Style] = {}
        self._levels: list[int] = []
        self._at = 0

    def space(self, setting: Setting) -> float:
        """The width of a word space in points."""
        found = self._spaces.get(setting)
        if found is None:
            found = self._spaces[setting] = self.fonts.shape(" ", setting)[0].width
        return found

    def set(
        self, inlines: Inlines, style: Style, element: Element, *, rtl: bool = False, raw: bool = False
    ) -> Prose:
        """``raw``: white space counts, a line feed ends a line (Preformatted)."""
        prose = Prose(style, element, rtl)
        self._levels = []
        if needs_bidi(inlines, rtl):
            self._levels, self._at = levels(inlines, rtl), 0
        if any(isinstance(mark, _STRUCTURE) for inline in inlines for mark in inline.marks):
            self._nodes(prose, nest(inlines, _structural), element, raw)
        else:
            for inline in inlines:
                self._inline(prose, inline, element, raw)
        return prose

    def _nodes(self, prose: Prose, nodes: tuple[Node, ...], owner: Element, raw: bool) -> None:
        for node in nodes:
            if isinstance(node, Branch):
                self._nodes(prose, node.children, self._element(node, owner), raw)
            else:
                self._inline(prose, node, owner, raw)

    def _element(self, branch: Branch, owner: Element) -> Element:
        match branch.mark:
            case Link(target):
                return self._link(owner, target, _text(branch))
            case NoteLink(note):
                label = _text(branch)
                return self._link(owner, f"#{note}", self.word("note-n", "note {n}", n=label))
            case Language(tag):
                return Element("Span", owner, b"/Lang" + self.store.text(tag))
            case Span(kind, ident):
                info = self.styler.spans.get(ident)
                direct = kind == "speech" and info is not None and info.standing == "direct"
                title = b"/T" + self.store.text(info.label) if info and info.label else b""
                return Element("Quote" if direct else "Span", owner, title)
            case _:
                return owner

    def _link(self, owner: Element, target: str, contents: str) -> Element:
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
        style = self.styler.style(prose.style, inline.marks)
        match inline:
            case Run():
                for mark in inline.marks:
                    if isinstance(mark, Span) and mark.id in self.targets:
                        prose.anchors.setdefault(len(prose.words), []).append(mark.id)
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
        for number, line in enumerate(text.expandtabs(4).split("\n")):
            if number:
                if not prose.words or len(prose.words) - 1 in prose.ends:
                    self._add(prose, [self._shaped("", style.setting)], style, owner)
                prose.ends.add(len(prose.words) - 1)
            if line:
                words = [self._shaped(part, style.setting) for part in line.split(" ")]
                start = len(prose.words)
                self._add(prose, words, style, owner)
                space = self.space(style.setting)
                for at in range(start, len(prose.words) - 1):
                    prose.gaps[at] = prose.gaps[at] or (0.0 if at in prose.cuts else space)

    def _text(self, prose: Prose, text: str, style: Style, owner: Element) -> None:
        if "\n" in text or "\t" in text or "  " in text:
            text = _SPACES.sub(" ", text)
        if self._levels:
            self._directed(prose, text, style, owner)
            return
        setting = style.setting
        space = self.space(setting)
        texts = text.split(" ")
        if not texts[0] and prose.words and not prose.gaps[-1]:
            prose.gaps[-1] = space
            if len(texts) > 2 or texts[-1]:
                prose.leads.add(len(prose.words))
        table = self.fonts.words(setting)
        words = [table.get(part) or self._shaped(part, setting) for part in texts if part]
        if not words:
            return
        count = len(words)
        if setting in self._compound and (
            any(word.parts for word in words)
            or any(word.face is not words[0].face for word in words)
        ):
            after = [space] * (count - 1) + [space if not texts[-1] else 0.0]
            for word, gap in zip(words, after, strict=True):
                self._add(prose, [word], style, owner)
                prose.gaps[-1] = gap
            return
        prose.note_change(style, owner, words[0])
        prose.words += words
        prose.gaps += [space] * (count - 1)
        prose.gaps.append(0.0 if texts[-1] else space)
        prose.styles += [style] * count
        prose.owners += [owner] * count

    def _directed(self, prose: Prose, text: str, style: Style, owner: Element) -> None:
        """Text with levels: words end at spaces and where the level changes."""
        space = self.space(style.setting)
        start = self._at
        self._at += len(text)
        at = 0
        while at < len(text):
            level = self._levels[start + at]
            if text[at] == " ":
                if prose.words and not prose.gaps[-1]:
                    prose.gaps[-1], prose.gap_levels[-1] = space, level
                at += 1
                continue
            stop = at + 1
            while stop < len(text) and text[stop] != " " and self._levels[start + stop] == level:
                stop += 1
            self._add(prose, [self._shaped(text[at:stop], style.setting, level)], style, owner, level)
            at = stop

    def _add(
        self, prose: Prose, words: list[Word], style: Style, owner: Element, level: int = 0
    ) -> None:
        """Append words, compounds in their parts."""
        for word in words:
            for part, cut, loose in word.parts or ((word, False, False),):
                if cut:
                    prose.cuts.add(len(prose.words))
                if loose:
                    prose.loose.add(len(prose.words))
                prose.note_change(style, owner, part)
                prose.words.append(part)
                prose.gaps.append(0.0)
                prose.styles.append(style)
                prose.owners.append(owner)
                if self._levels:
                    prose.levels.append(level)
                    prose.gap_levels.append(level)

    def _shaped(self, text: str, setting: Setting, level: int = 0) -> Word:
        """A word from the setting's table; right-to-left ones are kept under another key."""
        table = self.fonts.words(setting)
        key = "\0" + text if level & 1 else text
        found = table.get(key)
        if found is None:
            parts = []
            for piece, cut, loose in pieces(text):
                made = self.fonts.shape(piece, setting, level)
                parts += [(word, False, False) for word in made[:-1]]
                parts.append((made[-1], cut, loose))
            if len(parts) == 1:
                found = parts[0][0]
                if found.face is not self.fonts.face(setting):
                    self._compound.add(setting)
            else:
                found = Word(text, b"", sum(part.width for part, _, _ in parts), parts[0][0].face, 0)
                found.parts = tuple(parts)
                self._compound.add(setting)
            table[key] = found
        return found

    def _call(self, prose: Prose, call: NoteCall, style: Style, owner: Element) -> None:
        self._at += len(call.label)
        raised = self._call_styles.get(style)
        if raised is None:
            raised = self._call_styles[style] = raise_call(style, self.fonts, self.styler)
        at = len(prose.words)
        reference = Element("Reference", owner)
        contents = self.word("note-n", "note {n}", n=call.label)
        link = self._link(reference, f"#{call.note}", contents)
        level = self._levels[self._at - len(call.label)] if self._levels and call.label else 0
        self._add(prose, [self._shaped(call.label, raised.setting)], raised, link, level)
        prose.calls.setdefault(at, []).append(call)
        prose.anchors.setdefault(at, []).append(call.id)

    def _image(self, prose: Prose, image: Image, style: Style, owner: Element) -> None:
        self._at += 1
        element = Element("Figure", owner)
        self.images[element] = image
        level = self._levels[self._at - 1] if self._levels else 0
        face = self.fonts.face(style.setting)
        word = Word("", b"", style.setting.size * 1.1, face, 0)
        word.picture = image.graphic or "?"
        self._add(prose, [word], style, element, level)


def raise_call(style: Style, fonts: Fonts, styler: Styler) -> Style:
    """Note numbers: the font's own superiors where it has some, else small raised figures."""
    setting = style.setting
    plain = replace(style, ink=styler.colour("ink"), strokes=())
    if "sups" in fonts.face(setting).features:
        raised = replace(setting, features=(*setting.features, "sups"), tracking=0)
    else:
        raised = replace(setting, size=setting.size * 0.66, rise=setting.rise + setting.size * 0.34)
    return replace(plain, setting=raised)


def _structural(mark: Mark) -> bool:
    return isinstance(mark, _STRUCTURE)


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
