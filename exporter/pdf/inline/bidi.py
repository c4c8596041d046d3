"""The levels of inlines, and their order on a line (UAX #9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import compress

from exporter.model import Anchor, Inlines, Language, NoteCall, Run
from exporter.model.nesting import Branch, Node, nest
from exporter.text.bidi import resolve
from exporter.text.language_tags import direction

__all__ = ["flat", "levels", "visual_order"]

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_BREAKS = dict.fromkeys(map(ord, "\n\r\x1c\x1d\x1e\x85\u2029"), " ")
"""What would end a paragraph inside one."""
_LEFT, _RIGHT, _POP = "\u2067", "\u2066", "\u2069"
"""Isolates: RLI, LRI, PDI."""


def levels(inlines: Inlines, rtl: bool) -> list[int]:
    """The embedding level of every character: runs' white space folded, any other inline but
    anchors as one neutral character, a call as one for each of its label, so that no number or
    word before it draws it to itself. What is in a language of the other direction is isolated
    from the text around it."""
    parts = list(_isolated(nest(inlines, (Language,)), rtl))
    found = resolve("".join([text for text, _ in parts]).translate(_BREAKS), 1 if rtl else 0)
    return list(compress(found, [own for text, own in parts for _ in text]))


def _isolated(nodes: Sequence[Node], rtl: bool) -> Iterator[tuple[str, bool]]:
    """Texts, and whether they are the inlines' own or isolates put around them."""
    for node in nodes:
        if isinstance(node, NoteCall):
            yield "\ufffc" * len(node.label), True
            continue
        if not isinstance(node, Branch):
            yield _flat(node), True
            continue
        turned = direction(node.mark.tag) == "rtl" if isinstance(node.mark, Language) else rtl
        if turned == rtl:
            yield from _isolated(node.children, rtl)
        else:
            yield _LEFT if turned else _RIGHT, False
            yield from _isolated(node.children, turned)
            yield _POP, False


def flat(inlines: Inlines) -> str:
    """The text that levels are for."""
    return "".join(map(_flat, inlines))


def _flat(inline: object) -> str:
    match inline:
        case Run():
            return _SPACES.sub(" ", inline.text)
        case NoteCall():
            return inline.label
        case _:
            return "" if isinstance(inline, Anchor) else "\ufffc"


def visual_order(found: Sequence[int]) -> list[int]:
    """Indexes from left to right (rule L2)."""
    order = list(range(len(found)))
    if not found:
        return order
    odd = min((level for level in found if level & 1), default=None)
    if odd is None:
        return order
    for level in range(max(found), odd - 1, -1):
        at = 0
        while at < len(order):
            if found[order[at]] < level:
                at += 1
                continue
            stop = at
            while stop < len(order) and found[order[stop]] >= level:
                stop += 1
            order[at:stop] = order[at:stop][::-1]
            at = stop
    return order
