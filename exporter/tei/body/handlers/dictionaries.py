"""Handlers of dictionaries: the numbers of senses and homographs, signs between their parts."""

from __future__ import annotations

from exporter.tei.body.context import GENERATED, Reader, Steps
from exporter.tei.body.handlers import blocks
from exporter.tei.body.handlers.inlines import apart
from exporter.tei.body.rendition import EMPHASIS
from exporter.tei.body.treatment import Treatment
from exporter.tei.tree.elements import Element, name, plain, words

__all__ = ["is_numbered"]

_LONGEST = 8
_ENDING = frozenset(".):]")
_ENTRIES = words("entry entryFree superEntry")


def is_numbered(element: Element) -> bool:
    """Whether its ``@n`` is a number that is to be shown: a short one that its text lacks."""
    number = " ".join((element.get("n") or "").split())
    if not number or len(number) > _LONGEST:
        return False
    if name(element) in _ENTRIES:
        return number.isdecimal() and _is_homograph(element)
    bare = number.strip("([.)]")
    text = plain(element).lstrip("([")
    after = text[len(bare) : len(bare) + 1]
    is_said = after in _ENDING if not bare.isdecimal() else not after.isalnum()
    return not (text.startswith(bare) and after and is_said)


def _is_homograph(element: Element) -> bool:
    """Whether an entry is one of several with the same headword."""
    parent = element.getparent()
    return element.get("type") == "hom" or (parent is not None and name(parent) == "superEntry")


def numbered(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """``sense``, ``hom``: set apart, with its number before it: ``1. to fetch water``."""
    if is_numbered(element):
        reader.apart()
        number = " ".join((element.get("n") or "").split())
        sign = "" if number[-1] in ".):]" else "."
        reader.flow.open(reader.at(element, reader.flow.role, explicit=False))
        reader.flow.line.exact(f"{number}{sign}", (*reader.here(), EMPHASIS["bold"], GENERATED))
    yield from apart(reader, element, treatment)


def entry(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """A paragraph; one of several homographs has its number raised before the headword."""
    steps = blocks.paragraph(reader, element, Treatment("paragraph", treatment.words or ("entry",)))
    inside = next(steps)
    if is_numbered(element):
        number = (element.get("n") or "").strip()
        reader.line().exact(number, (*reader.here(), EMPHASIS["superscript"], GENERATED))
        reader.flow.line.join()
    yield inside
    next(steps, None)


def headword(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    _begin_part(reader, element)
    reader.mark(EMPHASIS["bold"])
    yield from apart(reader, element, treatment)


def alternative(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """A part of an entry: a comma parts it from one of its kind, where only tags do."""
    _begin_part(reader, element)
    yield from apart(reader, element, treatment)


def citation(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """``cit``: in a dictionary an example or a translation."""
    _begin_part(reader, element)
    yield from blocks.citation(reader, element, treatment)


def _begin_part(reader: Reader, element: Element) -> None:
    """The comma, or before an example the colon, that only tags stand for."""
    before = element.getprevious()
    if before is None or (before.tail or "").strip() or not _in_dictionary(element):
        return
    kinds = name(before), name(element)
    if kinds[0] == kinds[1] and before.get("type") == element.get("type"):
        reader.flow.line.comma((*reader.here(), GENERATED))
    elif kinds == ("def", "cit") and element.get("type") == "example":
        reader.generated(":" * plain(before)[-1:].isalnum(), hug=True)


def _in_dictionary(element: Element) -> bool:
    return any(name(around) in _ENTRIES for around in element.iterancestors())
