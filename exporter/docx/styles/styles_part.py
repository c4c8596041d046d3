"""The styles of one document: ours, or a template's with ours where it has none.

Names are resolved to ids once. Styles that depend on the text (a claim inside a speech, verse two
steps in, a list inside a note) are made when they are first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import lru_cache
from typing import Any, Literal

from lxml import etree

from exporter.docx.opc.xml import DECLARATION, W, quote
from exporter.docx.styles.language import speak
from exporter.theme import Look, Theme
from exporter.values import Value

__all__ = ["StyleBook"]

_KINDS = ("link", "claim", "correction", "figure", "speech")
_ALSO = {
    "quote": ("block text", "intense quote"),
    "byline": ("author",),
    "caption": ("image caption",),
    "body text": ("normal",),
    "article table": ("table",),
    "attribution": ("signature",),
    "source code": ("html preformatted", "plain text"),
}
"""What pandoc's and Word's own templates call the styles we look for, by our name."""

_UNDERLINES = {
    "solid": "single",
    "dotted": "dotted",
    "dashed": "dash",
    "wavy": "wavyHeavy",
    "double": "double",
    "thick": "thick",
}


def _q(name: str) -> str:
    return f"{{{W}}}{name}"


def _mend(root: Any, ours: Any) -> None:
    """Cut a template's references to styles it does not have; let it speak our language."""
    speak(root, ours)
    known = {style.get(_q("styleId")) for style in root.iterfind(_q("style"))}
    for element in list(root.iter(_q("basedOn"), _q("next"), _q("link"))):
        if element.get(_q("val")) not in known:
            element.getparent().remove(element)


def _set_space(style: Any) -> None:
    """Say the space around paragraphs, which our other styles leave at none."""
    properties = style.find(_q("pPr"))
    if properties is None:
        return
    spacing = properties.find(_q("spacing"))
    if spacing is None:
        after = [_q(name) for name in ("ind", "contextualSpacing", "jc", "outlineLvl")]
        at = next((n for n, each in enumerate(properties) if each.tag in after), len(properties))
        spacing = etree.Element(_q("spacing"))
        properties.insert(at, spacing)
    for side in ("before", "after"):
        spacing.set(_q(side), spacing.get(_q(side), "0"))


def _name(style: Any) -> str:
    found = style.find(_q("name"))
    return "" if found is None else str(found.get(_q("val"), "")).lower()


class _Sheet(Value):
    """Our own styles, read; nothing here is changed. ``styles`` are the elements by name,
    ``names`` by id, ``known`` the ids by kind and name; ``data`` the whole part."""

    root: Any
    styles: Mapping[str, Any]
    names: Mapping[str, str]
    known: Mapping[tuple[str, str], str]
    data: bytes


@lru_cache(maxsize=8)
def _sheet(data: bytes) -> _Sheet:
    root = etree.fromstring(data)
    styles = {_name(style): style for style in root.iterfind(_q("style"))}
    names = {style.get(_q("styleId")): name for name, style in styles.items()}
    return _Sheet(root, styles, names, _known(root), _part(root))


def _part(root: Any) -> bytes:
    return DECLARATION.encode() + bytes(etree.tostring(root))


def _known(root: Any) -> dict[tuple[str, str], str]:
    """The ids of styles by kind and by each of their names."""
    known: dict[tuple[str, str], str] = {}
    for style in root.iterfind(_q("style")):
        ident, kind = style.get(_q("styleId"), ""), style.get(_q("type"), "paragraph")
        for name in (_name(style), *_aliases(style)):
            known.setdefault((kind, name), ident)
    return known


def _aliases(style: Any) -> list[str]:
    found = style.find(_q("aliases"))
    text = "" if found is None else found.get(_q("val"), "")
    return [alias.strip().lower() for alias in text.split(",") if alias.strip()]


class StyleBook:
    """``ours`` is the filled ``styles.xml``; ``theirs`` a template's, or None; ``numbers`` says
    which ``w:numId`` of the template's stands for one of ours."""

    def __init__(
        self,
        ours: bytes,
        theme: Theme,
        theirs: bytes | None = None,
        numbers: Mapping[str, str] | None = None,
    ) -> None:
        self._theme = theme
        self._numbers = numbers or {}
        mine = _sheet(ours)
        self._data = mine.data
        self._spare = mine.styles
        self._names = mine.names
        self.foreign = theirs is not None
        self._root = mine.root if theirs is None else etree.fromstring(theirs)
        self._added: list[str] = []
        if self.foreign:
            _mend(self._root, mine.root)
        self._ids: dict[str, str] = {}
        self._known = dict(_known(self._root) if self.foreign else mine.known)
        self._taken = {style.get(_q("styleId"), "") for style in self._root.iterfind(_q("style"))}

    def id(self, name: str) -> str:
        """The id of a style of ours by its name in any case; added if the template lacks it."""
        if name not in self._ids:
            self._ids[name] = self._find(name.lower())
        return self._ids[name]

    def span(self, keys: frozenset[tuple[str, str]]) -> str:
        """The character style for everything a run lies under: (kind, standing) each.

        ``("link", "")`` is a link, ``("link", "inner")`` one inside the document. A run has only
        one character style, so what overlaps gets a style of its own.
        """
        order = sorted(keys, key=lambda key: (_KINDS.index(key[0]), key[1]))
        name = " + ".join(_span_name(*key) for key in order)
        if name not in self._ids:
            known = self._known.get(("character", name.lower()))
            self._ids[name] = known or self._add_span(name, order)
        return self._ids[name]

    def variant(self, name: str, based: str, paragraph: str, run: str = "") -> str:
        """The id of a paragraph style based on another of ours, made if there is none."""
        if name not in self._ids:
            known = self._known.get(("paragraph", name.lower()))
            self._ids[name] = known or self._add(name, "paragraph", self.id(based), paragraph, run)
        return self._ids[name]

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """What a paragraph is without a word on it."""
        for style in self._root.iterfind(_q("style")):
            if style.get(_q("styleId")) == self.id("Normal"):
                found = style.find(f"{_q('pPr')}/{_q('bidi')}")
                off = found is None or found.get(_q("val")) in {"0", "false", "off"}
                return "ltr" if off else "rtl"
        return "ltr"

    def xml(self) -> bytes:
        """The whole part."""
        added = "".join(self._added)
        if self.foreign:
            self._root.extend(etree.fromstring(f'<w:styles xmlns:w="{W}">{added}</w:styles>'))
            return _part(self._root)
        end = self._data.rindex(b"</")
        start, close = self._data[:end], self._data[end:]
        return start + added.encode("ascii", "xmlcharrefreplace") + close

    def _find(self, name: str) -> str:
        spare = self._spare[name]
        kind = spare.get(_q("type"))
        names = (name, *_ALSO.get(name, ())) if self.foreign else (name,)
        for wanted in names:
            if known := self._known.get((kind, wanted)):
                return known
        if name == "normal" or spare.get(_q("default")):
            return self._default(kind, spare)
        return self._adopt(name, spare)

    def _default(self, kind: str, spare: Any) -> str:
        for style in self._root.iterfind(_q("style")):
            if style.get(_q("type")) == kind and style.get(_q("default")) in {"1", "true", "on"}:
                return str(style.get(_q("styleId")))
        return self._adopt(_name(spare), spare)

    def _adopt(self, name: str, spare: Any) -> str:
        """Copy one of ours into a template. Its fonts give way to the template's."""
        style = deepcopy(spare)
        ident = self._free(style.get(_q("styleId")))
        style.set(_q("styleId"), ident)
        self._known[style.get(_q("type")), name] = ident
        self._ids[name] = ident
        for reference in ("basedOn", "next", "link"):
            for element in style.findall(_q(reference)):
                element.set(_q("val"), self.id(self._names[element.get(_q("val"))]))
        for number in style.iter(_q("numId")):
            number.set(_q("val"), self._numbers[number.get(_q("val"))])
        if style.get(_q("type")) == "paragraph":
            _set_space(style)
        if name != "source code":
            for fonts in style.findall(f"{_q('rPr')}/{_q('rFonts')}"):
                fonts.getparent().remove(fonts)
        self._root.append(style)
        return ident

    def _add_span(self, name: str, keys: list[tuple[str, str]]) -> str:
        if keys == [("link", "")]:
            return self.id("Hyperlink")
        inner = sorted(keys, key=lambda key: key[0] != "correction")
        run = _properties([self._look(*key) for key in inner], self._theme)
        return self._add(name, "character", self.id("Default Paragraph Font"), "", run)

    def _look(self, kind: str, standing: str) -> Look:
        if kind != "link":
            return self._theme.look(kind, standing)
        if standing:
            return Look(line="solid", line_colour="rule")
        return Look(colour="link", line="solid", line_colour="link")

    def _add(self, name: str, kind: str, based: str, paragraph: str, run: str) -> str:
        ident = self._free("".join(part for part in name.title() if part.isalnum()))
        paragraph = paragraph and f"<w:pPr>{paragraph}</w:pPr>"
        run = run and f"<w:rPr>{run}</w:rPr>"
        self._added.append(
            f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{ident}">'
            f'<w:name w:val="{quote(name)}"/><w:basedOn w:val="{quote(based)}"/>'
            f'<w:uiPriority w:val="50"/><w:qFormat/>{paragraph}{run}</w:style>'
        )
        self._known[kind, name.lower()] = ident
        return ident

    def _free(self, ident: str) -> str:
        candidate, number = ident, 1
        while candidate in self._taken:
            candidate = f"{ident}{number}"
            number += 1
        self._taken.add(candidate)
        return candidate


def _span_name(kind: str, standing: str) -> str:
    if kind == "link":
        return "Cross Reference" if standing else "Hyperlink"
    return f"{kind} {standing}".strip().title()


def _properties(looks: list[Look], theme: Theme) -> str:
    """The looks laid over each other, in the order of CT_RPr (ECMA-376 17.3.2.28). Word has one
    underline; the first look's is drawn, a link's last."""

    def colour(name: str) -> str:
        return str(getattr(theme.light, name, theme.light.ink)).lstrip("#")

    out: list[str] = []
    if any(look.bold for look in looks):
        out.append("<w:b/><w:bCs/>")
    if any(look.italic for look in looks):
        out.append("<w:i/><w:iCs/>")
    if ink := next((look.colour for look in looks if look.colour), ""):
        out.append(f'<w:color w:val="{colour(ink)}"/>')
    lined = sorted((look for look in looks if look.line != "none"), key=_is_link)
    if lined:
        line = _UNDERLINES[lined[0].line]
        out.append(f'<w:u w:val="{line}" w:color="{colour(lined[0].line_colour or "ink")}"/>')
    if ground := next((look.background for look in looks if look.background), ""):
        out.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(ground)}"/>')
    return "".join(out)


def _is_link(look: Look) -> bool:
    return look.line_colour == "link"
