"""Where notes are called: a note may stand at its place, or far from it and be pointed at."""

from __future__ import annotations

import re

import lxml.etree as etree

from exporter.errors import LimitExceeded
from exporter.tei.limits import Limits
from exporter.tei.tree.elements import Element, identifier, name, parent_name, plain, words
from exporter.tei.tree.pointers import Index
from exporter.text.patterns import pattern
from exporter.values import Struct, field

__all__ = ["NotePlan", "is_label", "is_listed", "plan_notes"]

_STANDING = words(
    "div div0 div1 div2 div3 div4 div5 div6 div7 back front body text group noteGrp standOff "
    "listAnnotation TEI app listApp"
)
"""What holds paragraphs, not text: a note in it stands beside the text, not in it."""

_ENTRIES = words(
    "bibl biblStruct biblFull person personGrp persona org place event object msDesc nym "
    "witness relation annotation change correspDesc"
)
"""A note in one of these is part of an entry or record."""

_PHRASES = words(
    "p l ab head item cell said q quote seg u sp stage speaker label cit lg salute signed"
)
_LABEL = pattern(
    r"[\[({⟨<]?\s*(?:n(?:ote)?\.?\s*)?(\d{1,5}|[*†‡§¶#¹²³⁴-⁹⁰]{1,8}|[ivxlc]{1,6}|\w)"
    r"\s*[*]?[.)\]}⟩>:]{0,2}",
    re.IGNORECASE,
)
"""What may label a note: what is in the group, perhaps between brackets."""

_SIGNS = pattern(r"[\[(]?[*†‡§¶#¹²³⁴-⁹⁰]{1,8}[\])]?")
_CALLS = words(
    "note noteanchor noteref noteref footnote footnoteref endnote fn call notecall anchor"
)
_RAISED = words("sup super superscript raised above noteref note fn")
_MENTION = pattern(r"\W*(?:foot|end)?n(?:ote)?s?\.?\s*\w{1,5}\W*", re.IGNORECASE)
"""Words that speak of a note in a sentence: ``see note 3``."""


class NotePlan(Struct):
    """``away``: notes called from elsewhere, or never at their own place. ``after``: ids of the
    notes called at an element's end. ``pointers``: ``ref`` and ``ptr`` that are note calls, and
    the ids they call. ``joined``: notes that continue another. ``repeated``: empty notes that
    repeat another (``@sameAs``). ``parts`` of entries are read as text. ``labels``: the pointers
    whose words are but the label of what they call."""

    away: set[Element] = field(default_factory=set)
    after: dict[Element, tuple[str, ...]] = field(default_factory=dict)
    pointers: dict[Element, tuple[str, ...]] = field(default_factory=dict)
    labels: set[Element] = field(default_factory=set)
    joined: dict[Element, Element] = field(default_factory=dict)
    repeated: dict[Element, str] = field(default_factory=dict)
    parts: set[Element] = field(default_factory=set)
    order: list[str] = field(default_factory=list)
    _worded: dict[Element, bool] = field(default_factory=dict)

    def has_words(self, element: Element) -> bool:
        """Whether an element holds text beside its notes."""
        found = self._worded.get(element)
        if found is None:
            found = self._worded[element] = bool(plain(element, "note"))
        return found


def is_label(pointer: Element, note: Element, number: int) -> bool:
    """Whether a reference's words only label the note: they are none, signs, its ``@n``, its id,
    its ``number`` among all notes or the one its id ends with; or they are short, and the reference
    is typed as a call or raised. Whatever else a reference says is a part of the sentence."""
    text = plain(pointer)
    if not text or text in ((note.get("n") or "").strip(), identifier(note)):
        return True
    if _SIGNS.fullmatch(text):
        return True
    found = _LABEL.fullmatch(text)
    if found is None or (found[1] != text and _MENTION.fullmatch(text)):
        return False
    label = found[1].casefold()
    return (
        label == (note.get("n") or "").strip(" .()[]*").casefold()
        or (label.isdecimal() and int(label) in (number, _numbered(note)))
        or _is_call(pointer)
    )


def _numbered(note: Element) -> int:
    """The number that its id ends with; -1 where there is none."""
    found = re.search(r"\d{1,6}$", identifier(note))
    return int(found[0]) if found else -1


def _is_call(pointer: Element) -> bool:
    """Whether its type says that it calls a note, or it is raised above the line."""
    if (pointer.get("type") or "").casefold().replace("-", "") in _CALLS:
        return True
    inner = [child for child in pointer if name(child)]
    around = pointer.getparent()
    looks = [pointer.get("rend"), pointer.get("rendition")]
    looks += [
        hi.get("rend") for hi in inner if len(inner) == 1 and not (pointer.text or "").strip()
    ]
    if around is not None and name(around) == "hi" and plain(around) == plain(pointer):
        looks.append(around.get("rend"))
    return any(
        word.lstrip("#").casefold() in _RAISED for look in looks if look for word in look.split()
    )


def is_listed(app: Element) -> bool:
    """Whether an ``app`` stands apart from the text, in a list of variants (TEI 13.2.1)."""
    parent = app.getparent()
    listed = parent is not None and name(parent) in ("listApp", "div", "back")
    return listed and app.get("type") != "correction"


def plan_notes(
    roots: list[Element], index: Index, limits: Limits, file: str | None = None
) -> NotePlan:
    """Decide where the notes of these texts (and of ``standOff``) are called.

    Raises LimitExceeded where there are more than ``limits.notes``.
    """
    plan = NotePlan()
    notes = _notes(roots, index, plan)
    if len(notes) > limits.notes:
        raise LimitExceeded(
            f"There are {len(notes):,} notes; the limit is {limits.notes:,}. "
            "Split the article, or read it with Limits(notes=…).",
            file=file,
            line=notes[limits.notes].sourceline,
        )
    for note in notes:
        plan.order.append(index.id(note, "note"))
    _chains(notes, index, plan)
    _references(roots, index, plan)
    for note in notes:
        _by_target(note, index, plan)
    return plan


def _notes(roots: list[Element], index: Index, plan: NotePlan) -> list[Element]:
    found = [note for text in roots for note in index.census.below(text, "note")]
    inside = set(found)
    for holder in index.census.named("standOff"):
        found += [
            note
            for note in index.census.below(holder, "note")
            if note not in inside and parent_name(note) in _STANDING and note.get("target")
        ]
    own = []
    for note in found:
        around = list(note.iterancestors())
        if any(name(a) in _ENTRIES or (name(a) == "app" and is_listed(a)) for a in around):
            plan.parts.add(note)
        else:
            own.append(note)
    return own


def _chains(notes: list[Element], index: Index, plan: NotePlan) -> None:
    for note in notes:
        same = index.targets(note, "sameAs") or index.targets(note, "copyOf")
        if same and name(index.elements[same[0]]) == "note" and not plain(note):
            plan.repeated[note] = same[0]
        before = index.targets(note, "prev")
        if before and name(index.elements[before[0]]) == "note":
            plan.joined[note] = index.elements[before[0]]
        after = index.targets(note, "next")
        if after and name(index.elements[after[0]]) == "note":
            plan.joined.setdefault(index.elements[after[0]], note)
    for note in list(plan.joined):
        _break_cycle(note, plan)


def _break_cycle(note: Element, plan: NotePlan) -> None:
    seen = {note}
    at = plan.joined.get(note)
    while at is not None:
        if at in seen:
            del plan.joined[note]
            return
        seen.add(at)
        at = plan.joined.get(at)


def _references(roots: list[Element], index: Index, plan: NotePlan) -> None:
    numbers = {given: number for number, given in enumerate(plan.order, 1)}
    mentions = []
    for text in roots:
        for pointer in index.census.below(text, "ref", "ptr"):
            found = index.targets(pointer, "target")
            if not found or not _are_notes(pointer, found, index, plan):
                continue
            notes = [index.elements[given] for given in found]
            away = [note for note in notes if _stands(note) or _at_the_back(note, plan)]
            if len(found) > 1:
                is_mere_label = _numbers_notes(pointer)
            else:
                is_mere_label = is_label(pointer, notes[0], numbers.get(found[0], 0))
            if is_mere_label:
                plan.labels.add(pointer)
            if away and not is_mere_label and _MENTION.fullmatch(plain(pointer)):
                mentions.append((pointer, found))
            elif away or is_mere_label:
                plan.pointers[pointer] = found
            plan.away.update(away)
    called = {given for each in plan.pointers.values() for given in each}
    for pointer, found in mentions:
        if called.isdisjoint(found):
            plan.pointers[pointer] = found


def _are_notes(pointer: Element, found: tuple[str, ...], index: Index, plan: NotePlan) -> bool:
    """Whether all that it points at are notes that may be called, none of them around it."""
    around = set(pointer.iterancestors())
    notes = [index.elements[given] for given in found]
    return all(name(e) == "note" and e not in plan.parts and e not in around for e in notes)


_LABELS = r"(?:\d{1,4}|[a-z*†‡§¶#¹²³⁴-⁹⁰])"
_SEVERAL = re.compile(rf"[\[(]?{_LABELS}(?:[\s,;]+{_LABELS})+[\])]?")


def _numbers_notes(pointer: Element) -> bool:
    """Whether the words of a reference to several notes only number them: “3, 4”."""
    text = plain(pointer)
    return not text or _SIGNS.fullmatch(text) is not None or _SEVERAL.fullmatch(text) is not None


def _by_target(note: Element, index: Index, plan: NotePlan) -> None:
    """A note that stands beside the text and is called by no pointer goes to its target's end."""
    if note in plan.away or note in plan.joined or note in plan.repeated:
        return
    if not _stands(note) and not _at_the_back(note, plan):
        return
    found = _targets(note, index)
    if not found and parent_name(note) == "noteGrp":
        found = _targets(note.getparent(), index)
    target = index.elements[found[-1]] if found else None
    if target is None or not _in_text(target) or target in set(note.iterancestors()):
        return
    plan.away.add(note)
    plan.after[target] = (*plan.after.get(target, ()), index.id(note, "note"))


def _targets(element: Element, index: Index) -> tuple[str, ...]:
    for attribute in ("targetEnd", "target", "corresp"):
        if found := index.targets(element, attribute):
            return found
    return ()


def _in_text(element: Element) -> bool:
    return any(name(ancestor) == "text" for ancestor in element.iterancestors())


def _stands(note: Element) -> bool:
    parent = note.getparent()
    return parent is not None and name(parent) in _STANDING and name(parent) != "app"


def _at_the_back(note: Element, plan: NotePlan) -> bool:
    """In the back, or in a division of notes; but not in the middle of a sentence there."""
    phrases = []
    for ancestor in note.iterancestors(etree.Element):
        tag = name(ancestor)
        if tag in _PHRASES:
            phrases.append(ancestor)
        if tag == "back" or "note" in (ancestor.get("type") or "").casefold():
            return not any(map(plan.has_words, phrases))
    return False
