"""What is being written, and with what: the one thing here that changes while a page is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from exporter.html.markup import attribute
from exporter.model import Edition, Graphic
from exporter.notices import Collector
from exporter.rendering.picture_size import shown_size
from exporter.text.language_tags import direction
from exporter.theme import Theme
from exporter.values import Struct, field

__all__ = ["Pen"]

_NO_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_OWN = re.compile("\0([^\0]+)\0")


class Pen(Struct):
    """Holds one page while it is drawn.

    ``out`` is the page so far; ``void`` ends an empty element (``>`` or ``/>``); ``prefix``
    stands before every id; ``address`` gives a picture's ``src``, empty where there is none;
    ``level`` is the heading level of the title; ``rules`` are the CSS rules that only this
    document needs. ``mixed``: in the line that is drawn directions
    mix. ``ends`` keeps where in ``out`` the last fragment of each span begins and the
    slot after it, so that what closes a span can be written once all its fragments are.
    """

    edition: Edition
    theme: Theme
    address: Callable[[Graphic], str]
    void: str = ">"
    prefix: str = ""
    level: int = 1
    epub: bool = False
    out: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    ends: dict[str, tuple[int, int]] = field(default_factory=dict)
    waiting: list[tuple[str, int]] = field(default_factory=list)
    linked: bool = False
    mixed: bool = False
    in_text: bool = False
    in_index: bool = False
    sample: bool = False
    tables: int = 0
    pictures: int = 0
    collector: Collector = field(default_factory=Collector)

    def __post_init__(self) -> None:
        self.collector.file = self.edition.article.file

    def id(self, ident: str) -> str:
        """The attribute ``id``, with a space before it; nothing where it was written already."""
        if not ident or ident in self.seen:
            return ""
        self.seen.add(ident)
        return f' id="{self.prefix}{attribute(ident)}"'

    def own(self, name: str) -> str:
        """The id of a part of the page itself, to be settled once the article is drawn: it stands
        between NULs, which no text holds."""
        return f"{self.prefix}\0{attribute(name)}\0"

    def settled(self, drawn: str) -> str:
        """What was drawn, the ids of the page's own parts set apart from the article's, which
        people link to: an own name that the article has gets a number."""
        return _OWN.sub(self._free, drawn) if "\0" in drawn else drawn

    def _free(self, own: re.Match[str]) -> str:
        ident, count = own[1], 1
        while ident in self.seen:
            count += 1
            ident = f"{own[1]}-{count}"
        return ident

    def to(self, ident: str) -> str:
        """The address of a place in this document."""
        return f"#{self.prefix}{attribute(ident)}"

    def word(self, key: str, **values: object) -> str:
        """A word of the interface, its places filled."""
        return self.edition.word(key, **values)

    def lang(self, tag: str) -> str:
        """The attributes ``lang`` and, where it differs from the document's, ``dir``."""
        if not tag:
            return ""
        name = f' xml:lang="{attribute(tag)}"' if self.epub else ""
        turned = direction(tag)
        way = f' dir="{turned}"' if turned != self.edition.direction else ""
        return f' lang="{attribute(tag)}"{name}{way}'

    def size(self, graphic: Graphic, *kinds: str) -> str:
        """``width`` and ``height`` in CSS pixels, where both are known; a class for a share of the
        measure and for a size in em, beside those of its ``kinds``."""
        share = round(graphic.wanted_share * 100)
        wide, high = shown_size(graphic, 0.0)
        attributes = ""
        if share:
            kinds = (*kinds, self._sized(f"share-{share}", f"{share}%"))
        elif any(graphic.wanted_ems):
            hundredths = round(wide * 100 / 16)
            kinds = (*kinds, self._sized(f"em-{hundredths}", f"{hundredths / 100:g}em"))
        elif round(wide) and round(high):
            attributes = f' width="{round(wide)}" height="{round(high)}"'
        return (f' class="{" ".join(kinds)}"' if kinds else "") + attributes

    def _sized(self, kind: str, length: str) -> str:
        rule = f".article img.{kind} {{ block-size: auto; inline-size: {length} }}"
        if rule not in self.rules:
            self.rules.append(rule)
        return kind


def spoken(edition: Edition, *, xml: bool = False) -> str:
    """The attributes of the body: the language of the words that no author wrote, where it is not
    that of the page; the text in it says its own."""
    if edition.lang == edition.document_lang:
        return ""
    tag = attribute(edition.lang)
    return f' lang="{tag}"' + (f' xml:lang="{tag}"' if xml else "")


@lru_cache(maxsize=256)
def class_name(value: str) -> str:
    """A role or standing as a class."""
    return _NO_NAME.sub("-", value)
