"""One block → HTML: runs of text with their places, annotations around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from exporter.editing import Element, Kind, Token
from exporter.editing.references import unescaped
from exporter.values import Struct, field
from exporter.workbench.drawing.kinds import BLOCKISH, HIDDEN, NEUTRAL, kind_of, look_of
from exporter.workbench.drawing.layout import Leaf, is_container, opened
from exporter.workbench.source.outline import Outline
from exporter.workbench.words import Words

__all__ = ["Drawing"]

_ALONE = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]|&[^\s&;]+;")
"""What is drawn by itself: white space that is shown as one space, and references."""


class Drawing(Struct):
    """How blocks of one file are drawn. ``ids`` are the names of blocks by their elements'
    numbers; ``words`` those of the interface."""

    outline: Outline
    ids: Mapping[int, str]
    words: Words
    sureness: Mapping[int, str] = field(default_factory=dict)

    def block(self, leaf: Leaf) -> str:
        """The block as one HTML element."""
        return _Block(self, leaf).html()


class _Block:
    def __init__(self, drawing: Drawing, leaf: Leaf) -> None:
        self.drawing = drawing
        self.outline = drawing.outline
        self.source = drawing.outline.source
        self.leaf = leaf
        self.out: list[str] = []
        self.closing: list[str] = []
        self.bases: list[tuple[str, int]] = [(drawing.ids[leaf.element], leaf.start)]
        facts = self.outline.facts
        self.kinds = facts.kinds
        self.crossing = [c for c in facts.crossings if c.start < leaf.end and c.end > leaf.start]

    def html(self) -> str:
        element = self.source.elements[self.leaf.element]
        self._start(self.leaf.tag, element)
        self._content(element)
        self.out.append(f"</{self.leaf.tag}>")
        return "".join(self.out)

    def _start(self, tag: str, element: Element) -> None:
        name = self.outline.names[element.number]
        given = self.source.attributes(element)
        shown = f'<{tag} class="{escape(name)}" data-block="{self.drawing.ids[element.number]}"'
        if lang := given.get("xml:lang"):
            shown += f' lang="{escape(lang)}"'
        if name == "note":
            shown += self._data(element, "note", given)
        self.out.append(f"{shown}>")
        if element.number == self.leaf.element and name in ("graphic", "media"):
            self._picture(element)

    # ---------------------------------------------------------------------------- the walk

    def _content(self, element: Element) -> None:
        hidden = 0
        for token in self.source.between(element.inner, element.outer):
            if token.start < hidden:
                continue
            match token.kind:
                case Kind.OPEN | Kind.EMPTY:
                    hidden = self._element(self.source.elements[token.parent], token)
                case Kind.CLOSE:
                    self._close()
                case Kind.TEXT | Kind.CDATA:
                    self._text(token)
                case _:
                    pass

    def _element(self, element: Element, token: Token) -> int:
        """Begin an element; the offset up to which nothing more is drawn of it."""
        name = self.outline.names[element.number]
        if name in HIDDEN or self._is_other_reading(element, name):
            return element.end
        if name == "note":
            self._call(element)
            return element.end
        if token.kind is Kind.EMPTY or name in NEUTRAL:
            self._empty(element, name)
            return element.end
        if name in BLOCKISH and element.number in self.drawing.ids:
            self._start("div", element)
            self.bases.append((self.drawing.ids[element.number], element.start))
            self.closing.append("</div>\0")
        elif name in BLOCKISH and is_container(self.outline, element):
            self.out.append(opened("div", name, self.source.attributes(element)))
            self.closing.append("</div>")
        else:
            self._inline(element, name)
        return 0

    def _close(self) -> None:
        closing = self.closing.pop()
        if closing.endswith("\0"):
            self.bases.pop()
        self.out.append(closing.removesuffix("\0"))

    def _is_other_reading(self, element: Element, name: str) -> bool:
        """The wording that is not shown, where another stands beside it."""
        if name in ("sic", "orig", "abbr") and element.parent >= 0:
            return self.outline.names[element.parent] == "choice"
        return False

    # ----------------------------------------------------------------------------- elements

    def _inline(self, element: Element, name: str) -> None:
        given = self.source.attributes(element)
        kind = kind_of(name, given, self.kinds)
        tag = look_of(name, given)
        shown = f"<{tag}"
        if kind:
            shown += f' class="a a-{kind}"{self._data(element, kind, given)}'
        elif tag == "span":
            shown += f' class="{escape(name)}"'
        if lang := given.get("xml:lang"):
            shown += f' lang="{escape(lang)}"'
        self.out.append(f"{shown}>")
        self.closing.append(f"</{tag}>")

    def _place(self, element: Element) -> str:
        block, base = self.bases[-1]
        return f"{block}:{element.start - base}"

    def _data(self, element: Element, kind: str, given: Mapping[str, str]) -> str:
        """The attributes of an annotation."""
        labelled = self.drawing.words.annotation(self.outline, kind, given)
        status = self.outline.facts.assessed.get(given.get("xml:id", ""), "")
        status = status or given.get("ana", "").partition(" ")[0].removeprefix("#")
        shown = f' data-e-place="{self._place(element)}" data-kind="{kind}"'
        if kind == "claim" and status in self.outline.facts.statuses:
            shown += f' data-status="{self.outline.facts.statuses[status][0]}"'
        if self.outline.facts.drafts & set(given.get("resp", "").split()):
            sure = self.drawing.sureness.get(element.number, "likely")
            shown += f' data-suggested="{sure}"'
            labelled = f"{labelled}, {self.drawing.words['suggested']}"
        for key in ("next", "prev"):
            if key in given:
                shown += f" data-{key}"
        return f'{shown} data-label="{escape(labelled)}"'

    def _call(self, note: Element) -> None:
        given = self.source.attributes(note)
        data = self._data(note, "note", given)
        self.out.append(f'<span class="a a-note call" data-generated{data}>*</span>')

    def _empty(self, element: Element, name: str) -> None:
        if name == "lb":
            self.out.append("<br data-generated>")
        elif name in ("graphic", "media"):
            self._picture(element)
        elif name == "gap":
            self.out.append("<span data-generated>[…]</span>")

    def _picture(self, element: Element) -> None:
        url = self.source.attributes(element).get("url", "")
        beside = self.outline.children[element.parent] if element.parent >= 0 else []
        told = (n for n in beside if self.outline.names[n] == "figDesc")
        alt = next((self.outline.words_of(self.source.elements[n]) for n in told), "")
        if url and "://" not in url and not url.startswith(("/", "data:")):
            self.out.append(f'<img src="picture/{escape(url)}" alt="{escape(alt)}" data-generated>')

    # ---------------------------------------------------------------------------------- text

    def _text(self, token: Token) -> None:
        start, end = token.start, token.end
        if token.kind is Kind.CDATA:
            start, end = start + 9, end - 3
        over = [c for c in self.crossing if c.start <= token.start and token.end <= c.end]
        for each in over:
            self.out.append(self._crossing(self.source.elements[each.element]))
        self.out += self._runs(start, end, token.kind is Kind.CDATA)
        self.out.append("</span>" * len(over))

    def _crossing(self, span: Element) -> str:
        given = self.source.attributes(span)
        data = self._data(span, "claim", given)
        place = f"@{given.get('xml:id', '')}:0"
        data = re.sub(r'data-e-place="[^"]*"', f'data-e-place="{escape(place)}"', data, count=1)
        return f'<span class="a a-claim"{data}>'

    def _runs(self, start: int, end: int, plain: bool) -> Iterator[str]:
        text, base = self.source.text, self.bases[-1][1]
        at = start
        for found in _ALONE.finditer(text, start, end):
            low, high = found.span()
            if plain and found[0].startswith("&"):
                continue
            if at < low:
                yield f'<span data-s="{at - base}">{escape(text[at:low], quote=False)}</span>'
            shown = unescaped(found[0], self.source.entities) if text[low] == "&" else " "
            data = f'data-s="{low - base}" data-e="{high - base}"'
            yield f"<span {data}>{escape(shown, quote=False)}</span>"
            at = high
        if at < end:
            yield f'<span data-s="{at - base}">{escape(text[at:end], quote=False)}</span>'
