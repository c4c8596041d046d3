"""Footnotes and comments of a page: which link calls which element.

A note is what a link points at and what points back at that link's place; or what a page marks as
one. Pandoc, markdown-it, WordPress, Word (``_ftn``, ``_msocom``), Google Docs (``ftnt``,
``cmnt``), LibreOffice (``sdfootnote``) and Wikipedia write notes so. The label of a call and the
links that lead back are no words of the draft.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.intake.readers.html.page import Element, classes, text_of
from exporter.values import Struct, Value, field

__all__ = ["Note", "Notes", "find_notes"]

_COMMENT = re.compile(r"(?i)^_?(?:cmnt|msocom|com_|comment)")
_NOTE = re.compile(
    r"(?i)^(?:_?ftnt?|_?edn|fn|footnote|endnote|sdfootnote|sdendnote|cite_note|note)"
)
_MARKED = frozenset({"doc-footnote", "doc-endnote", "footnote", "endnote", "footnote-item"})
_LISTS = frozenset({"footnotes", "endnotes", "doc-endnotes", "references", "footnotes-list"})
_LABEL = re.compile(r"\s*(?:[\[(]?\s*(?:\d{1,4}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§]{1,3})\s*[\])]?\.?"
                    r"|\[\w{1,8}\])\s*", re.IGNORECASE)  # fmt: skip
_BACK = frozenset("↩↑^⏎↵⤴🔙‹«")


class Note(Value):
    """``element`` holds the note's words; ``kind`` as in :class:`exporter.intake.document.Call`."""

    element: Element
    kind: str


class Notes(Struct):
    """``calls`` are links (or what is around them alone) with their notes; ``gone`` are elements
    that are no text where they stand: the notes, their lists, links that lead back."""

    calls: dict[Element, Note] = field(default_factory=dict)
    gone: set[Element] = field(default_factory=set)


def find_notes(root: Element) -> Notes:
    """Go through all links into the page itself."""
    places = _places(root)
    links = [a for a in root.iter("a") if (a.get("href") or "").startswith("#")]
    done = Notes()
    called: set[Element] = set()
    for link in links:
        target = places.get(link.get("href")[1:])
        if target is None or link in done.gone:
            continue
        holder = _holder(target)
        if holder is link or _is_inside(link, holder) or not _is_note(link, holder, places):
            continue
        backs = list(_backs(holder, link, places))
        name = link.get("href")[1:]
        comment = bool(_COMMENT.match(name)) or "comment" in " ".join(classes(link))
        endnote = bool(re.match(r"(?i)_?edn|sdendnote|endnote", name))
        kind = "comment" if comment else "endnote" if endnote else "footnote"
        done.calls[link] = Note(holder, kind)
        done.gone.update(backs)
        called.add(holder)
    done.gone.update(called)
    done.gone.update(_emptied(called))
    return done


def _places(root: Element) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for element in root.iter():
        for key in ("id", "name") if element.tag == "a" else ("id",):
            if given := element.get(key):
                found.setdefault(given, element)
    return found


def _holder(target: Element) -> Element:
    """What holds the note's words: Word and Google Docs point at an ``a`` at their start."""
    if target.tag not in ("a", "sup", "span"):
        return target
    for above in target.iterancestors():
        if above.tag in ("li", "div", "dd", "td", "aside", "section"):
            own = [e for e in above.iter("a") if e.get("id") or e.get("name")]
            one = sum(bool((e.get("href") or "").startswith("#")) for e in own) <= 1
            if above.tag in ("li", "dd") or one:
                return above
            break
    return next(target.iterancestors("p", "div", "li"), target)


def _is_inside(element: Element, holder: Element) -> bool:
    return any(above is holder for above in element.iterancestors())


def _is_note(link: Element, holder: Element, places: dict[str, Element]) -> bool:
    if not _LABEL.fullmatch(text_of(link)) and text_of(link).strip():
        return False
    if _MARKED & classes(holder) or any(_LISTS & classes(e) for e in holder.iterancestors()):
        return True
    return next(_backs(holder, link, places), None) is not None


def _backs(holder: Element, link: Element, places: dict[str, Element]) -> Iterator[Element]:
    """Links in the note that lead back to a call: to the one asked for, or to any by its look."""
    names = {e.get(key) for e in (link, *_near(link)) for key in ("id", "name")} - {None}
    for back in holder.iter("a"):
        href = (back.get("href") or "").removeprefix("#")
        if not (back.get("href") or "").startswith("#"):
            continue
        shown = text_of(back).strip()
        sign = not shown or shown[0] in _BACK or _LABEL.fullmatch(shown)
        if href in names or (sign and href in places and places[href].tag in ("a", "sup", "span")):
            yield back


def _near(link: Element) -> Iterator[Element]:
    """Elements right around a link (``sup``) and in it, which may hold the name of its place."""
    yield from list(link.iterancestors())[:3]
    yield from link.iterdescendants()


def _emptied(called: set[Element]) -> Iterator[Element]:
    """Lists and sections that hold nothing but notes that are called, and their heading."""
    for holder in called:
        above = holder.getparent()
        while above is not None and above.tag in ("ol", "ul", "div", "section", "aside", "dl"):
            rest = [e for e in above if e not in called and e.tag not in ("hr", "br")]
            named = all(e.tag in ("h1", "h2", "h3", "h4", "h5", "h6") for e in rest)
            if (rest and not (named and _LISTS & classes(above))) or (above.text or "").strip():
                break
            if any((e.tail or "").strip() for e in above):
                break
            yield above
            called = called | {above}
            above = above.getparent()
