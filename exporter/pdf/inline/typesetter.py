"""Inlines → prose: words shaped, links and languages given their elements."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import assert_never

from exporter.model import (
    Anchor,
    Break,
    Edit,
    Image,
    Inline,
    Inlines,
    Language,
    Link,
    Name,
    NoteCall,
    NoteLink,
    Run,
    Span,
)
from exporter.model.nesting import Branch, Node, nest
from exporter.notices import Collector
from exporter.pdf.fonts.document_fonts import Fonts, Word
from exporter.pdf.inline.segmenting import Spelling
from exporter.pdf.inline.set_text import Prose
from exporter.pdf.inline.styles import Style, Styler
from exporter.pdf.objects.images import Pictures
from exporter.pdf.objects.store import Store
from exporter.pdf.objects.structure_tree import Element
from exporter.rendering.picture_size import LOWERED
from exporter.text.bidi import has_rtl
from exporter.urls import is_refused
from exporter.values import replace

__all__ = ["Setter"]

_STRUCTURE = frozenset((Link, NoteLink, Language, Span))


class Setter:
    """Sets inlines for one document. ``images`` tells for the elements of pictures in a line
    which, and how high in points; ``references`` are the elements that call a note; ``word`` gives
    words of the interface. While it sets ``samples`` of the signs, their spans have no elements."""

    def __init__(
        self,
        fonts: Fonts,
        styler: Styler,
        store: Store,
        word: Callable[..., str],
        targets: frozenset[str],
        collector: Collector,
        pictures: Pictures,
    ) -> None:
        self.fonts = fonts
        self.styler = styler
        self.store = store
        self.word = word
        self.targets = targets
        self.collector = collector
        self.pictures = pictures
        self.images: dict[Element, tuple[Image, float]] = {}
        self.references: dict[str, list[Element]] = {}
        self.samples = False
        self._most = (0.0, 0.0)
        self.spelling = self._plain = Spelling(fonts, None, False)
        self._raised: dict[Style, Style] = {}

    def measure(self, text: str, style: Style) -> float:
        """The width of a word in points."""
        found = style.words.get(text)
        return found.width if found else style.words.at(text, int(has_rtl(text))).width

    def set(
        self,
        inlines: Inlines,
        style: Style,
        element: Element,
        *,
        most: tuple[float, float] = (math.inf, math.inf),
        rtl: bool = False,
        raw: bool = False,
    ) -> Prose:
        """``most`` is how wide and high a picture in the line may be, in points. ``raw``: white
        space counts, a line feed ends a line (Preformatted)."""
        if Image in map(type, inlines):
            inlines = tuple(map(self._shown, inlines))
        self._most = most
        mixed = rtl or (not raw and _turns(inlines))
        self.spelling = Spelling(self.fonts, inlines, rtl) if mixed else self._plain
        prose = Prose(style, element, rtl)
        prose.plain = element.target is None
        self._nodes(prose, nest(inlines, _STRUCTURE), element, raw)
        return prose

    def _nodes(self, prose: Prose, nodes: tuple[Node, ...], owner: Element, raw: bool) -> None:
        base, style = prose.style, self.styler.style
        spell = self.spelling.raw if raw else self.spelling.text
        for node in nodes:
            if isinstance(node, Run):
                marks = node.marks
                begun = len(prose.words)
                spell(prose, node.text, style(base, marks) if marks else base, owner)
                for mark in marks:
                    if type(mark) is Name:
                        prose.names.update(range(begun, len(prose.words)))
                        if mark.id:
                            prose.anchors.setdefault(begun, []).append(mark.id)
            elif isinstance(node, Branch):
                self._nodes(prose, node.children, self._element(prose, node, owner), raw)
            else:
                self._inline(prose, node, style(base, node.marks), owner)

    def _element(self, prose: Prose, branch: Branch, owner: Element) -> Element:
        match branch.mark:
            case Link(target):
                return self._link(prose, owner, target, _text(branch))
            case NoteLink(note):
                contents = self.word("note-n", n=_text(branch))
                return self._link(prose, owner, f"#{note}", contents)
            case Language(tag):
                return owner.inline("Span", b"/Lang" + self.store.text(tag))
            case Span() if self.samples:
                return owner
            case Span(kind, ident):
                if ident in self.targets:
                    prose.anchors.setdefault(len(prose.words), []).append(ident)
                info = self.styler.spans.get(ident)
                direct = kind == "speech" and info is not None and info.standing == "direct"
                title = (
                    b"/T" + self.store.text(info.label) if info and info.label.isascii() else b""
                )
                return owner.inline("Quote" if direct else "Span", title)
            case _:
                return owner

    def _link(self, prose: Prose, owner: Element, target: str, contents: str) -> Element:
        prose.plain = False
        if owner.target or owner.link is not None:
            return owner
        if is_refused(target):
            self.collector.refuse(target)
            return owner
        element = owner.inline("Link")
        element.target = target, contents
        return element

    def _inline(
        self, prose: Prose, inline: Break | Anchor | NoteCall | Image, style: Style, owner: Element
    ) -> None:
        match inline:
            case Break():
                self.spelling.skip(1)
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

    def _call(self, prose: Prose, call: NoteCall, style: Style, owner: Element) -> None:
        level = self.spelling.skip(len(call.label))
        raised = self._raised.get(style)
        if raised is None:
            raised = self._raised[style] = raise_call(style, self.fonts, self.styler)
        at = len(prose.words)
        contents = self.word("note-n", n=call.label)
        reference = owner.inline("Reference")
        self.references.setdefault(call.note, []).append(reference)
        if self.store.two:  # the Reference is the link itself (ISO 32005): no Link is in one
            reference.target = f"#{call.note}", contents
            prose.plain = False
            link = reference
        else:
            link = self._link(prose, reference, f"#{call.note}", contents)
        word = raised.words.at(call.label, level + (level & 1))
        if at - 1 in prose.calls and not prose.gaps[-1]:
            word = _apart(word, raised.setting.size)
        self.spelling.add(prose, word, raised, link, level)
        prose.calls.setdefault(at, []).append(call)
        prose.anchors.setdefault(at, []).append(call.id)

    def _image(self, prose: Prose, image: Image, style: Style, owner: Element) -> None:
        level = self.spelling.skip(1)
        element, em = owner.inline("Figure"), style.setting.size
        wide, high = self.pictures.size_in_line(image.graphic, self._most[0], em) or (em, em)
        scale = min(1.0, self._most[1] / high)
        self.images[element] = image, high * scale
        word = Word("", b"", wide * scale, self.fonts.face(style.setting), 0)
        word.picture = image.graphic
        prose.tall[len(prose.words)] = high * scale - LOWERED * em
        self.spelling.add(prose, word, style, element, level)

    def _shown(self, inline: Inline) -> Inline:
        """Words in brackets for a picture that cannot be shown."""
        if not isinstance(inline, Image) or self.pictures.name(inline.graphic):
            return inline
        words = inline.alt or self.word("picture")
        return Run(f"[{words}]", (*inline.marks, Edit("gap")))


def _turns(inlines: Inlines) -> bool:
    """Whether some of its text is written from right to left."""
    return has_rtl("".join([inline.text for inline in inlines if type(inline) is Run]))


def raise_call(style: Style, fonts: Fonts, styler: Styler) -> Style:
    """Note numbers: the font's own superiors where it has some, else small raised figures."""
    setting = style.setting
    if "sups" in fonts.face(setting).instance.features:
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
