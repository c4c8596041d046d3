"""What an element of the text is to the page: an annotation of some kind, a block, a look."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.editing.ranges import BLOCKS
from exporter.tei.tree.claims import CLAIM_WORDS
from exporter.tei.tree.elements import words

__all__ = ["BLOCKISH", "HIDDEN", "KINDS", "NEUTRAL", "kind_of", "look_of"]

KINDS = (
    "speech", "claim", "figure", "date", "person", "organisation", "place", "source", "note",
    "emphasis",
)  # fmt: skip
"""In the order of the toolbar."""

NEUTRAL = words("anchor pb lb cb gb milestone graphic media fw index certainty precision space")
"""Elements without words that may stand beside blocks or in them."""

BLOCKISH = BLOCKS - {"note", "quote", "q"}
"""Elements that have a line of their own."""

HIDDEN = words(
    "rdg precision certainty figDesc teiHeader standOff index desc listWit spanGrp listRelation "
    "listAnnotation"
)
"""Elements whose words are not part of the text that is drawn."""

_SIMPLE: Mapping[str, str] = {
    "said": "speech",
    "q": "speech",
    "quote": "speech",
    "measure": "figure",
    "num": "figure",
    "date": "date",
    "time": "date",
    "persName": "person",
    "orgName": "organisation",
    "placeName": "place",
    "note": "note",
}
_TYPED: Mapping[str, str] = {"person": "person", "org": "organisation", "place": "place"}
_BOLD = ("bold", "strong")
_SLANTED = ("italic", "oblique", "it", "i")


def kind_of(name: str, given: Mapping[str, str], entries: Mapping[str, str]) -> str:
    """The kind of annotation that an element is, or nothing; ``entries`` are the registers'
    kinds by ids."""
    if name in _SIMPLE:
        return _SIMPLE[name]
    if name in ("seg", "span"):
        return "claim" if given.get("type", "").casefold() in CLAIM_WORDS else ""
    if name in ("rs", "name"):
        pointed = (token.removeprefix("#") for token in given.get("ref", "").split())
        found = next((entries[each] for each in pointed if each in entries), "")
        return found or _TYPED.get(given.get("type", ""), "person" if name == "name" else "")
    return ""


def look_of(name: str, given: Mapping[str, str]) -> str:
    """The HTML element that shows what an inline element looks like."""
    if name == "emph":
        return "em"
    if name == "hi":
        rend = given.get("rend", given.get("rendition", given.get("style", ""))).casefold()
        if any(word in rend for word in _BOLD):
            return "strong"
        if "sup" in rend:
            return "sup"
        if "sub" in rend:
            return "sub"
        return "em" if any(word in rend for word in _SLANTED) or not rend else "span"
    return {"title": "cite", "del": "s", "code": "code"}.get(name, "span")
