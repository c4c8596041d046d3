"""How words look in a page: elements, ``style`` and the classes that a ``style`` sheet defines.

Word and Google Docs write bold and italic type as classes; nothing else of a sheet is read.
"""

from __future__ import annotations

import re

from exporter.intake.readers.html.page import Element

__all__ = ["Styles", "declarations"]

_ELEMENTS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "cite": "italic",
    "var": "italic",
    "dfn": "italic",
    "u": "underline",
    "sup": "superscript",
    "sub": "subscript",
    "s": "strikethrough",
    "strike": "strikethrough",
    "code": "monospace",
    "kbd": "monospace",
    "samp": "monospace",
    "tt": "monospace",
}
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CLASS = re.compile(r"(?:\w+)?\.([\w-]+)\s*$")


def declarations(css: str) -> dict[str, str]:
    """``font-weight: 700; color: red`` as a dictionary."""
    found: dict[str, str] = {}
    for part in css.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            found[name.strip().casefold()] = value.strip().casefold()
    return found


class Styles:
    """The looks of a page's elements; they are found once for each class."""

    def __init__(self, root: Element) -> None:
        self._classes: dict[str, dict[str, str]] = {}
        for sheet in root.iter("style"):
            for selectors, css in _RULE.findall(re.sub(r"/\*.*?\*/", "", sheet.text or "")):
                for selector in selectors.split(","):
                    if found := _CLASS.match(selector.strip()):
                        self._classes.setdefault(found[1], {}).update(declarations(css))

    def css(self, element: Element) -> dict[str, str]:
        """The declarations that hold for an element itself."""
        found: dict[str, str] = {}
        for name in (element.get("class") or "").split():
            found.update(self._classes.get(name, {}))
        found.update(declarations(element.get("style") or ""))
        return found

    def rends(self, element: Element) -> list[str]:
        """What the element's own words look like, as TEI's reader calls it."""
        found = [_ELEMENTS[element.tag]] if element.tag in _ELEMENTS else []
        css = self.css(element)
        weight = css.get("font-weight", "")
        if element.tag in ("b", "strong") and weight in ("normal", "400"):
            found = []
        elif weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600):
            found.append("bold")
        if css.get("font-style") in ("italic", "oblique"):
            found.append("italic")
        decoration = css.get("text-decoration", "") + css.get("text-decoration-line", "")
        if "line-through" in decoration:
            found.append("strikethrough")
        if element.tag == "span" and "underline" in decoration:
            found.append("underline")
        if css.get("vertical-align") in ("super", "sub"):
            found.append({"super": "superscript", "sub": "subscript"}[css["vertical-align"]])
        if css.get("font-variant") == "small-caps":
            found.append("small-caps")
        return list(dict.fromkeys(found))

    def hides(self, element: Element) -> bool:
        """Whether a reader does not see the element."""
        if element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        css = self.css(element)
        return (
            css.get("display") == "none"
            or css.get("visibility") == "hidden"
            or (css.get("mso-list") == "ignore")
        )
