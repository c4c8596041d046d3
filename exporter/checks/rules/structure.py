"""Pointers, ids and spans: what must hold for an article to be read at all as it was meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from exporter.checks.queries import BLOCKS, claims, label, pointers, text_before
from exporter.checks.rule import Document, Finding, Rule
from exporter.notices import Severity
from exporter.tei.tree.elements import (
    XML_ID,
    Element,
    folded,
    identifier,
    name,
    parent_name,
    plain,
    words,
)
from exporter.tei.tree.pointers import holds_pointers, in_example, local_target
from exporter.text.close_matches import meant

__all__ = ["POINTERS", "RULES"]

_DEEPEST = 6
_LONGEST = 3


def _written(attribute: str) -> str:
    return attribute.replace("{http://www.w3.org/XML/1998/namespace}", "xml:").rpartition("}")[2]


def _dangling(doc: Document) -> Iterator[Finding]:
    guess = _Guesses(doc)
    for element in doc.root.iter("{*}*"):
        if in_example(element):
            continue
        for attribute, value in element.attrib.items():
            if "#" not in value or not holds_pointers(attribute):
                continue
            for token in value.split():
                target = local_target(token)
                if target is None or target in doc.ids:
                    continue
                if attribute == "ana" and _is_status(element):
                    continue
                shown = _written(attribute)
                near = guess.of(target)
                yield Finding(
                    f"<{name(element)}> points with @{shown} at {token}, which this file does "
                    f"not hold.",
                    element,
                    shown,
                    f"Did you mean #{near}? Else add what is pointed at." if near else "",
                )


class _Guesses:
    """The ids that pointers probably mean; for the first of many alone, for each is compared with
    all ids, and a file that has hundreds of them has another fault."""

    _MOST = 40

    def __init__(self, doc: Document) -> None:
        self._ids = doc.ids
        self._known: dict[str, str] = {}

    def of(self, target: str) -> str:
        if target not in self._known and len(self._known) < self._MOST:
            self._known[target] = meant(target, self._ids)
        return self._known.get(target, "")


def _is_status(element: Element) -> bool:
    """Whether its ``@ana`` says how a claim stands: of that another rule speaks."""
    tag, kind = name(element), element.get("type")
    group = element.getparent()
    span = tag == "span" and name(group) == "spanGrp" and group.get("type") == "claim"
    return tag == "annotation" or (tag == "seg" and kind == "claim") or span


def _duplicate(doc: Document) -> Iterator[Finding]:
    for element in doc.root.iter("{*}*"):
        given = "" if in_example(element) else identifier(element)
        first = doc.ids.get(given) if given else None
        if first is not None and first is not element:
            line, _ = doc.places.of(first)
            yield Finding(
                f"xml:id “{given}” is given to <{name(first)}> in line {line} already; pointers go "
                "to that one.",
                element,
                "xml:id" if element.get(XML_ID) else "id",
            )


def _unanswered(doc: Document) -> Iterator[Finding]:
    for element in doc.root.iter("{*}*"):
        for there, back in (("next", "prev"), ("prev", "next")):
            for target in pointers(element, there):
                other = doc.ids.get(target)
                mine = identifier(element)
                if other is None or (mine and mine in pointers(other, back)):
                    continue
                if there == "prev" and pointers(other, "next"):
                    continue  # the other end says it
                yield Finding(
                    f"@{there} goes to #{target}, whose @{back} does not come back to "
                    f"{label(element)}.",
                    element,
                    there,
                    f'Give #{target} {back}="#{mine or "…"}", or take @{there} away.',
                )


POINTERS = words(
    "who toWhom ref source target next prev sameAs ana wit active passive mutual corresp"
)
_ONE_WORD = re.compile(r"[^\W\d][\w.\-·]*")


def _hashless(doc: Document) -> Iterator[Finding]:
    for element in doc.root.iter("{*}*"):
        for attribute in sorted(POINTERS.intersection(element.attrib)):
            for token in element.get(attribute, "").split():
                if token in doc.ids and _ONE_WORD.fullmatch(token):
                    yield Finding(
                        f"@{attribute} says {token}, which is an id of this file, but no pointer.",
                        element,
                        attribute,
                        f"Write #{token}.",
                    )


_LAYERS = words("said q quote seg measure num date")


def _tangled(doc: Document) -> Iterator[Finding]:
    for element in doc.all(*sorted(_LAYERS)):
        depth = 1 + sum(name(ancestor) in _LAYERS for ancestor in element.iterancestors())
        if depth == _DEEPEST + 1:
            yield Finding(f"{depth} annotated spans overlap here.", element)
    blocks = sorted(doc.places.offsets.get(block, 0) for block in doc.all(*BLOCKS - {"note"}))
    for span in claims(doc):
        start, end = doc.target(span.get("from") or ""), doc.target(span.get("to") or "")
        if start is None or end is None:
            continue
        at = doc.places.offsets
        first = bisect_left(blocks, at.get(start, 0))
        crossed = 1 + bisect_left(blocks, at.get(end, 0)) - first
        if crossed > _LONGEST:
            yield Finding(
                f"The claim {label(span)} covers {crossed} paragraphs; a reader cannot tell "
                "what is claimed.",
                span,
            )


def _after_nothing(doc: Document) -> Iterator[Finding]:
    for note in doc.all("note"):
        parent = parent_name(note)
        block = parent in BLOCKS or parent in {"seg", "said", "q", "quote", "hi", "emph"}
        inline = block and parent != "note" and any(name(a) == "text" for a in note.iterancestors())
        if inline and not doc.internal.holds(note) and not text_before(note):
            yield Finding("There is no text before the call of this note.", note)


def _empty_note(doc: Document) -> Iterator[Finding]:
    for note in doc.all("note"):
        says = plain(note) or len(note) or note.get("sameAs") or note.get("source")
        if not says and any(name(a) == "text" for a in note.iterancestors()):
            yield Finding("This note says nothing and names no source.", note)


_MARK = re.compile(r"^\s*(?:\d{1,3}|[*†‡§¶]+|\[\d{1,3}\])\s*$")


def _loose_number(doc: Document) -> Iterator[Finding]:
    for element in doc.all("hi"):
        raised = element.get("rend", "") in ("sup", "super", "superscript")
        if not raised or not _MARK.match(plain(element)):
            continue
        if not (_is_call(element) or _is_power(element) or _leads_a_word(element)):
            yield Finding(
                f"A raised “{plain(element)}” looks like the call of a note that is not encoded.",
                element,
            )


def _is_call(element: Element) -> bool:
    """Whether a pointer is around it or in it, or it is a note's own number."""
    if next(element.iter("{*}ref", "{*}ptr", "{*}note", "{*}label"), None) is not None:
        return True
    around = {name(ancestor) for ancestor in element.iterancestors()}
    own = "note" in around and not text_before(element)
    return own or bool(around & {"ref", "ptr", "label", "formula", "num", "measure"})


_UNIT = r"(?:[kcmdnµμ]?m|km|in|ft|yd|mi|s|h|kg|g|t|W|Hz)"
_POWER = re.compile(
    rf"(?:(?<!\d)\d{{1,3}}|(?<!\d)10+|(?<![^\W_])(?:[^\W\d_]|{_UNIT})|[⁄/]\s*{_UNIT})$"
)


def _is_power(element: Element) -> bool:
    """Whether a number, a variable or a unit stands before it; a year is none."""
    return plain(element).isdigit() and _POWER.search(_just_before(element)) is not None


def _just_before(element: Element) -> str:
    """The last signs before an element in its line."""
    other = element.getprevious()
    said = (other.tail if other is not None else element.getparent().text) or ""
    if not said.strip() and other is not None:
        said = plain(other) + said
    return folded(said[-60:])[-20:]


def _leads_a_word(element: Element) -> bool:
    """A mass number: “¹⁴C”."""
    return (element.tail or "")[:1].isalpha()


RULES = (
    Rule(
        "dangling-pointer",
        "structure",
        Severity.ERROR,
        "A pointer to nothing loses a source, a speaker or a note, and nobody notices.",
        "Add what is pointed at, or correct the pointer.",
        _dangling,
    ),
    Rule(
        "pointer-without-hash",
        "structure",
        Severity.ERROR,
        "Without # a pointer is the address of another file, not of an entry here.",
        "Put # before the id.",
        _hashless,
    ),
    Rule(
        "duplicate-id",
        "structure",
        Severity.ERROR,
        "If two elements have the same id, a pointer cannot say which of them it means.",
        "Give this one an xml:id of its own, and correct the pointers that mean it.",
        _duplicate,
    ),
    Rule(
        "unanswered-link",
        "structure",
        Severity.ERROR,
        "Two halves of a claim or a speech belong together only if each points at the other.",
        "Make @next and @prev point at each other.",
        _unanswered,
    ),
    Rule(
        "tangled-spans",
        "structure",
        Severity.WARNING,
        "If too many spans overlap, readers cannot tell them apart.",
        "Split the claim into smaller ones, or take away spans that say nothing of their own.",
        _tangled,
    ),
    Rule(
        "note-after-nothing",
        "structure",
        Severity.WARNING,
        "A note's number comes after the words it is about; here there are no words before it.",
        "Move the note after the words it is about.",
        _after_nothing,
    ),
    Rule(
        "empty-note",
        "structure",
        Severity.WARNING,
        "A note without words and without a source prints a number that leads to nothing.",
        "Write the note, name its @source, or delete it.",
        _empty_note,
    ),
    Rule(
        "unencoded-note-call",
        "structure",
        Severity.INFO,
        "A raised number typed by hand is never renumbered and links to nothing.",
        "Encode the note as <note>, and delete the number.",
        _loose_number,
    ),
)
