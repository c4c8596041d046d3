"""Levels and visual order (UAX #9), by python-bidi."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import bidirectional

from exporter.model import Inlines, NoteCall, Run

__all__ = ["flat", "has_rtl", "levels", "visual_order"]

_RTL = re.compile("[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufeff"
                  "\U00010800-\U00010fff\U0001e800-\U0001efff]")  # fmt: skip
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


def has_rtl(text: str) -> bool:
    return not text.isascii() and _RTL.search(text) is not None


def levels(inlines: Inlines, rtl: bool) -> list[int]:
    """The embedding level of every character: runs' white space folded, a call's label as it
    reads, any other inline but anchors as one neutral character."""
    from bidi import algorithm

    text = "".join(map(_known, flat(inlines)))
    base = 1 if rtl else 0
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    chars = list(storage["chars"])
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    out, last = [], base
    kept = {id(char) for char in storage["chars"]}
    for char in chars:
        last = char["level"] if id(char) in kept else last
        out.append(last)
    return out


def flat(inlines: Inlines) -> str:
    """The text that levels are for."""
    return "".join(map(_flat, inlines))


def _known(char: str) -> str:
    """What python-bidi can take: isolates as embeddings, characters without a class as neutral."""
    kind = bidirectional(char)
    return _STAND_INS.get(kind, char)


_STAND_INS = {
    "": "\ufffc",
    "B": " ",
    "LRI": "\u202a",
    "FSI": "\u202a",
    "RLI": "\u202b",
    "PDI": "\u202c",
}


def _flat(inline: object) -> str:
    match inline:
        case Run():
            return _SPACES.sub(" ", inline.text)
        case NoteCall():
            return inline.label
        case _:
            return "" if type(inline).__name__ == "Anchor" else "\ufffc"


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
