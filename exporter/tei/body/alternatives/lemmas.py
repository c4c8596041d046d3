"""What an apparatus entry is about, where it does not repeat the words (TEI 13.2)."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from exporter.tei.audience.passages import steps_from
from exporter.tei.body.alternatives.choice import chosen_of
from exporter.tei.body.context import Reader
from exporter.tei.body.treatment import Treatment
from exporter.tei.tree.elements import (
    Element,
    children,
    descendants,
    folded,
    goes_on,
    name,
    plain,
    text_of,
    words,
)

__all__ = ["lemma_before", "lemma_of", "reading_words"]

_MOST_SIGNS = 20_000
_WHOLE = 10
"""Words that a lemma shows; of longer ones the first and the last stand for all."""

_ALIKE = 0.6
_LOST = "[…]"
_LINES = words("p ab l head item cell quote seg note stage speaker")
_BLOCKS = words("p ab l lg head item cell row list table div sp speaker quote u")
_HIDDEN = words("note witDetail rdg rdgGrp wit fw listApp index figDesc")
_APART = ("location-referenced", "double-end-point")


def lemma_before(reader: Reader, app: Element) -> str | None:
    """The words before it that an ``app`` in the text is about, empty where nobody can tell which;
    None for one that holds the words of the text itself."""
    lemma = next(children(app, "lem"), None)
    said = plain(lemma, "note", "wit")
    method = next((e.get("method") for e in reader.index.census.named("variantEncoding")), None)
    if app.get("from") is not None and not said:
        return lemma_of(reader, app)
    if app.get("from") is not None or (said and method == "location-referenced"):
        before = (
            lemma_of(reader, app) if reader.index.targets(app, "from") else _before(reader, app)
        )
        return said if _ends_so(before, said) else None
    if lemma is None and (app.get("loc") is not None or method in _APART):
        return _likely(reader, app)
    return None


def _ends_so(text: str, said: str) -> bool:
    return said.casefold() in text.casefold() or _shortened(said.split()) == text


def lemma_of(reader: Reader, app: Element) -> str:
    """The text from ``@from`` to ``@to``, or to the ``app`` that stands behind it; the first and
    last word of a long one. Empty where there is none."""
    index, places = reader.index, reader.index.census.positions
    found = index.targets(app, "from")
    if not found:
        return ""
    start = index.elements[found[0]]
    ends = index.targets(app, "to")
    if ends:
        end = index.elements[ends[0]]
    elif app.get("to"):
        return ""
    else:
        is_behind = places.get(app, 0) > places.get(start, 0)
        around = start in set(app.iterancestors())
        end = app if is_behind and (around or not text_of(start).strip()) else start
    if places.get(end, -1) < places.get(start, 0):
        return ""
    if end is app and app.getparent() is not None and name(app.getparent()) == "listApp":
        return ""
    return _shortened(_between(reader, start, end).split())


def _shortened(found: list[str]) -> str:
    return " ".join(found) if len(found) <= _WHOLE else f"{found[0]} … {found[-1]}"


def _between(reader: Reader, start: Element, end: Element) -> str:
    """The text from where an element begins to where another ends, or begins if it is empty."""
    pieces: list[str] = []
    hidden: Element | None = None
    signs = 0
    for event, node in steps_from(start):
        tag = name(node)
        if event == "start":
            if node is end and (tag == "app" or not text_of(node).strip()):
                break
            if hidden is None and tag and _is_hidden(reader, node):
                hidden = node
            if hidden is None and tag:
                lost = tag == "gap" and not plain(node)
                pieces += [_border(node, tag), _LOST if lost else node.text or ""]
        else:
            hidden = None if node is hidden else hidden
            if node is end:
                break
            if hidden is None:
                pieces += [" " if tag in _BLOCKS else "", node.tail or ""]
        signs += len(pieces[-1]) if pieces else 0
        if signs > _MOST_SIGNS:
            return ""
    return folded(_WITHIN.sub("", "".join(pieces)))


_WITHIN = re.compile(r"\s*\x02\s*")
"""A break that a word goes on across."""


def _border(node: Element, tag: str) -> str:
    if tag in ("lb", "pb", "cb", "gb", "milestone") and goes_on(node):
        return "\x02"
    return " " if tag in _BLOCKS or tag in ("lb", "space") else ""


def _is_hidden(reader: Reader, node: Element) -> bool:
    """Whether a node's text is not that of the base text, as it is shown."""
    if name(node) in _HIDDEN:
        app = next(node.iterancestors("{*}app"), None) if name(node) == "rdg" else None
        if app is None or next(children(app, "lem", "rdg"), None) is not node:
            return True
        return app.get("from") is not None or app.get("loc") is not None
    parent = node.getparent()
    if parent is None or name(parent) != "choice":
        return False
    options = list(children(parent))
    return node is not chosen_of(options, reader.treatments.of(parent, "choice") or _FIRST)


_FIRST = Treatment("choose")


def _before(reader: Reader, app: Element) -> str:
    """The text of its line or paragraph that stands before an ``app``."""
    line = next((each for each in app.iterancestors() if name(each) in _LINES), None)
    if line is not None:
        return _between(reader, line, app)
    line = next(app.itersiblings("{*}*", preceding=True), None)
    while line is not None and name(line) == "app":
        line = next(line.itersiblings("{*}*", preceding=True), None)
    return _between(reader, line, line) if line is not None else ""


def _likely(reader: Reader, app: Element) -> str:
    """The words before an entry that has no lemma which are most like one of its readings; else
    as many as the first has, where the entry follows them closely."""
    before = _before(reader, app).split()
    readings = [text.split() for r in descendants(app, "rdg") if (text := reading_words(r))]
    best, found = _ALIKE, ""
    for reading in readings:
        for start in range(max(0, len(before) - 40), len(before)):
            several = " ".join(before[start : start + len(reading)])
            one, other = _bare(several), _bare(" ".join(reading))
            alike = SequenceMatcher(None, one, other, autojunk=False).ratio()
            if alike >= best and one != other:
                best, found = alike, several
    if not found and _is_close(app):
        found = " ".join(before[-max(1, len(readings[0]) if readings else 1) :])
    return found.strip(",.;:!?")


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum() or sign == " ")


def _is_close(app: Element) -> bool:
    """Whether it follows a word without a space."""
    before = app.getprevious()
    parent = app.getparent()
    ahead = (before.tail if before is not None else parent.text if parent is not None else "") or ""
    if not ahead and before is not None:
        ahead = text_of(before)
    return bool(ahead) and not ahead[-1].isspace()


def reading_words(reading: Element) -> str:
    """The words of a lemma or reading, a sign where it has a gap; empty for one that omits."""
    text = plain(reading, "note", "wit", "witDetail")
    if next(descendants(reading, "gap"), None) is None:
        return text
    pieces = [reading.text or ""]
    for child in reading:
        lost = name(child) == "gap" and not plain(child)
        pieces += [_LOST if lost else plain(child, "note", "wit", "witDetail"), child.tail or ""]
    return folded("".join(pieces))
