"""Pictures that are in the article itself: cleaned for the public like those in files."""

from __future__ import annotations

import re
from collections.abc import Collection

import lxml.etree as etree

from exporter.notices import Severity
from exporter.tei.limits import Limits
from exporter.tei.pictures.metadata_stripper import cleaned_address
from exporter.tei.pictures.svg import strip_svg
from exporter.tei.tree.element_index import Census
from exporter.tei.tree.elements import Element, name, text_of
from exporter.tei.tree.notice_collector import Remarks
from exporter.text.patterns import pattern

__all__ = ["clean_embedded"]

_HEAD = r"""(?<!\w)data:(?:[^,"'()<>]*/[^,"'()<>]*|[^,"'()<>]*;\s*base64\s*|\s*),"""
"""How an address of data begins (RFC 2397): ``data:a,b`` and ``metadata:x`` are none."""
_DATA = pattern(_HEAD + r"""[^"'()<>]*""", re.IGNORECASE)
_WHOLE = pattern(rf"\s*{_HEAD}", re.IGNORECASE)
_SVG = "{http://www.w3.org/2000/svg}svg"


def clean_embedded(
    census: Census, limits: Limits, remarks: Remarks, loaded: Collection[Element] = ()
) -> None:
    """Clean every picture in a public tree, in place: those in ``data:`` addresses, wherever they
    stand, in ``binaryObject``, and SVG among the elements. What cannot be cleaned, or has more
    pixels than the limit, is taken out, and said; of ``loaded`` that has been said already."""
    cleaner = _Cleaner(limits, remarks, loaded)
    values = {value for own in census.said.values() for value in own.values()}
    data = {value for value in values if len(value) > 5 and "data:" in value.casefold()}
    holders = set(census.named(_SVG, "binaryObject", "rendition", "style"))
    for element, own in list(census.said.items()) if data or holders else ():
        if element not in census.said:
            continue
        if element.tag == _SVG:
            cleaner.svg(element, census)
            continue
        for key, value in own.items():
            if value in data:
                cleaner.attribute(element, key, value)
                census.said[element] = dict(element.items())
        tag = name(element)
        if tag == "binaryObject":
            cleaner.binary(element)
        elif tag in ("rendition", "style") and "data:" in (element.text or "").casefold():
            element.text = cleaner.replaced(element, element.text or "")


class _Cleaner:
    def __init__(self, limits: Limits, remarks: Remarks, loaded: Collection[Element]) -> None:
        self._pixels = limits.pixels
        self._loaded = loaded
        self._remarks = remarks

    def attribute(self, element: Element, key: str, value: str) -> None:
        """A value that is an address of data, blanks and all, or that holds some."""
        if _WHOLE.match(value):
            kept = self._clean(element, value, said=key == "target")  # as a link to data
        else:
            kept = self.replaced(element, value)
        if not kept:
            del element.attrib[key]
        elif kept != value:
            element.set(key, kept)

    def replaced(self, element: Element, text: str) -> str:
        """A text in which addresses of data stand, as CSS has them."""
        return _DATA.sub(lambda found: self._clean(element, found[0]), text)

    def binary(self, element: Element) -> None:
        """A picture in base64 (TEI 14.1)."""
        given = "".join(text_of(element).split())
        kept = self._clean(element, f"data:;base64,{given}") if given else ""
        for child in list(element):
            element.remove(child)
        element.text = kept.partition(",")[2]

    def svg(self, element: Element, census: Census) -> None:
        """A drawing among the elements of the text."""
        before = set(element.iter(etree.Element))
        strip_svg(element, public=True, clean=lambda url: self._clean(element, url) or None)
        after = set(element.iter(etree.Element))
        for gone in before - after:
            census.said.pop(gone, None)
        for kept in after:
            census.said[kept] = dict(kept.items())

    def _clean(self, element: Element, address: str, *, said: bool = False) -> str:
        kept = cleaned_address(address.strip(), self._pixels)
        if kept is None and not said and element not in self._loaded:
            self._say(element)
        return kept or ""

    def _say(self, element: Element) -> None:
        self._remarks.count(
            "picture-not-cleaned",
            "data",
            Severity.WARNING,
            lambda n: (
                f"{n:,} {'things' if n > 1 else 'thing'} in the article (data: or binaryObject) "
                "could not be cleaned of what it may tell, and is left out of the public copy."
            ),
            element,
            fix="Embed a whole PNG, JPEG, GIF, WebP or SVG of usual size, or name a file.",
        )
