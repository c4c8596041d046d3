"""Numbers by which a text is cited: of divisions, stanzas, lines, sections and pages."""

from __future__ import annotations

import re

from exporter.model import Emphasis, Paragraph, Run
from exporter.sourcing.wording.phrases import speak
from exporter.tei.body.context import GENERATED, Reader
from exporter.tei.body.treatment import Treatment
from exporter.tei.tree.elements import Element, children, name, plain
from exporter.text.patterns import pattern

__all__ = ["begin_division", "every", "head_part", "is_citable", "is_edition", "put_number"]

_LONGEST = 12
"""Characters of an ``@n`` that is a number people cite by; longer ones are names of files."""

_PAGE = pattern(r"(?:\d+|[ivxlcdm]+|[IVXLCDM]+)[a-e*]?(?:[-–/]\d+)?")
_FOLIO = pattern(r"\d+\s?[rv][ab]?(?:[-–]\d+\s?[rv][ab]?)?")
_SMALL = Emphasis("smaller")
_PARTS = ("edition", "translation", "commentary", "bibliography", "apparatus")


def _number(element: Element) -> str:
    given = " ".join((element.get("n") or "").split())
    return given if len(given) <= _LONGEST else ""


def is_citable(element: Element) -> bool:
    """Whether its ``@n`` is one that people cite by."""
    return bool(_number(element))


def put_number(reader: Reader, element: Element, unit: str) -> None:
    """The number of a page, section … where it begins, in brackets; within a word, behind it."""
    number = _number(element)
    flow = reader.flow
    if not number or not unit or reader.verbatim:
        return
    voice, key = speak(reader.base_lang), f"cited-{unit}"
    if number[0] == "[" and number[-1] == "]":
        number = number[1:-1].strip() or number
    if unit == "page" and not _PAGE.fullmatch(number):
        key = "cited-folio" if _FOLIO.fullmatch(number) else ""
    plain_number = unit == "section" or not voice.knows(key)
    words = number if plain_number else voice.text(key, n=number).replace("\xa0", " ")
    run = Run(f"[{words}]", (*reader.here(), _SMALL, GENERATED))
    if flow.opened is None:
        flow.leading += [run, Run(" ", (GENERATED,))]
    elif flow.line.is_joined or reader.in_word:
        flow.line.late(run.text, (_SMALL, GENERATED))
    else:
        within = bool(flow.line.close) and not (element.tail or " ")[0].isspace()
        if not within:
            reader.apart()
        flow.line.exact(run.text, run.marks)
        if not within:
            reader.apart()


def every(treatment: Treatment, number: str, before: str) -> bool:
    """Whether the number of a line is shown: every so many as the treatment says, and where the
    numbers that are given leave some out."""
    step = int(treatment.word) if treatment.word.isdecimal() else 1
    if step < 2:
        return bool(step)
    head, value = _cut(number)
    last_head, last = _cut(before)
    if value is None:
        return False
    jumps = last is not None and head == last_head and value > last + 1
    return value % step == 0 or jumps


def _cut(number: str) -> tuple[str, int | None]:
    """``1.1.55`` → ``1.1.``, 55."""
    found = re.fullmatch(r"(.*?)(\d{1,6})", number.strip())
    return (found[1], int(found[2])) if found else (number, None)


_UNCITED = ("writingsession", "address")
"""Parts of a letter, which nobody cites by number."""


def begin_division(reader: Reader, element: Element) -> None:
    """The number of a division or stanza that has no heading."""
    number = _number(element)
    if not number:
        return
    unit = (element.get("subtype") or element.get("type") or "").casefold()
    if unit in _UNCITED:
        return
    voice, key = speak(reader.base_lang), f"unit-{unit}"
    words = voice.text(key, n=number) if voice.knows(key) else number
    if unit in ("section", "verse", "sentence", "paragraph", "line"):
        reader.flow.leading += [Run(number, (_SMALL, GENERATED)), Run(" ", (GENERATED,))]
    else:
        content = (Run(words, (GENERATED,)),)
        line = element.sourceline or 0
        reader.flow.add(Paragraph(content, "label", reader.index.new("b"), line))


def head_part(reader: Reader, element: Element) -> str:
    """The heading of a part of an edition that stands beside others and has none: ``Translation``;
    empty for any other division."""
    kind = (element.get("type") or "").casefold()
    parent = element.getparent()
    if kind not in _PARTS or parent is None or not plain(element):
        return ""
    kinds = [(div.get("type") or "").casefold() for div in children(parent, "div")]
    if sum(each in _PARTS for each in kinds) < 2:
        return ""
    words = speak(reader.base_lang).text(f"part-{kind}")
    subtype = (element.get("subtype") or "").replace("-", " ").strip()
    return f"{words} ({subtype})" if subtype and kinds.count(kind) > 1 else words


def is_edition(element: Element) -> bool:
    """Whether it is in the edited text of an inscription or papyrus (EpiDoc)."""
    return any(
        name(around) == "div" and around.get("type") == "edition"
        for around in element.iterancestors()
    )
