"""Handlers of what an editor says of a transcription: gaps, spaces, characters, hands, passages
that were deleted or added across elements, milestones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from exporter.model import Edit, Editorial, Rule
from exporter.notices import Severity
from exporter.sourcing.wording.phrases import Voice, speak
from exporter.tei.body.context import ALL, Reader, Steps, Wanted
from exporter.tei.body.extents import extent_words, how_many, lost_words
from exporter.tei.body.handlers.inlines import boundary, empty, report_hidden
from exporter.tei.body.numbers import every, is_citable, is_edition
from exporter.tei.body.treatment import Treatment
from exporter.tei.tree.elements import Element, children, descendants, name, plain, text_of, words
from exporter.text.patterns import pattern


def _vacat(reader: Reader, element: Element) -> None:
    """Space that was left on a stone (Leiden)."""
    voice, extent = speak(reader.base_lang), element.get("quantity") or element.get("extent") or ""
    plain_words = not extent or not extent.isdecimal() or extent == "0"
    words = voice.text("vacat") if plain_words else voice.text("vacat-n", n=extent)
    reader.flow.line.space(reader.here())
    reader.generated(f"({words})")
    reader.flow.line.space(reader.here())


def space(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """White space that counts (TEI 11.3.1.3): a space, whatever its width."""
    if reader.flow.opened is not None and is_edition(element):
        _vacat(reader, element)
    elif reader.flow.opened is not None:
        reader.flow.line.space(reader.here())
    return empty(reader, element, treatment)


def gap(reader: Reader, element: Element, _: Treatment) -> Steps:
    """The description that the gap holds, else ``[…]``; in an edition what Leiden has for it."""
    reader.anchor(element)
    described = next(children(element, "desc"), None)
    reader.mark(Edit("gap"))
    if described is None:
        report_hidden(reader, element)
        shown = element.get("disp") or ""
        if not shown and (said := element.get("desc")):  # TEI P4
            shown = f"[{said}]"
        if shown:
            reader.generated(shown)
            return
        if is_edition(element):
            _lost(reader, element)
        else:
            words = lost_words(element, speak(reader.base_lang))
            reader.generated(f"[… {words}]" if words else "[…]")
        return
    words = plain(described)
    is_sign = not any(sign.isalnum() for sign in words)
    if is_sign or (words[0] in _OPENING and words[-1] in _CLOSING):
        yield [described]
        return
    reader.generated("[")
    reader.flow.line.join()
    yield [described]
    reader.generated("]", hug=True)


def _lost(reader: Reader, element: Element) -> None:
    """What is lost of an edited text; lost lines stand in a line of their own."""
    line, lines = reader.flow.line, (element.get("unit") or "").startswith("line")
    if lines and reader.flow.opened is not None and not line.is_joined:
        line.line_break(reader.here())
    reader.generated(_leiden(element, speak(reader.base_lang)))
    after = element.getnext()
    ended = after is not None and name(after) == "lb" and not (element.tail or "").strip()
    if lines and not ended and not reader.flow.inline:
        line.line_break(reader.here())


_OPENING, _CLOSING = "[(<⟨〈{〈", "])>⟩〉}〉"


def _leiden(element: Element, voice: Voice) -> str:
    """Dots for so many letters, dashes where nobody knows how many, with what is said of it;
    brackets where they are lost, none where they cannot be read."""
    count = element.get("quantity") or element.get("extent") or ""
    unit, lost = element.get("unit") or "", element.get("reason") != "illegible"
    letters = unit.startswith(("char", "letter"))
    exact = element.get("precision") not in ("low", "medium") and not element.get("confidence")
    if letters and exact and count.isdecimal() and 0 < int(count) <= 20:
        signs = "·" * int(count)
    elif said := how_many(element, voice) if letters else extent_words(element, voice):
        signs = f"— {said} —"
    else:
        signs = "— — — — — —" if unit.startswith("line") else "— — —"
    return f"[{signs}]" if lost else signs


def glyph(reader: Reader, element: Element, _: Treatment) -> Wanted:
    """``g``: its text, else what the header says of the character (TEI 5.2)."""
    if not text_of(element).strip():
        target = next(iter(reader.index.targets(element, "ref")), "")
        if target:
            declared = reader.index.elements[target]
            found = [*children(declared, "mapping"), *descendants(declared, "localProp")]
            found.sort(key=lambda e: e.get("type") not in ("standard", "Unicode", "unicode"))
            words = next(filter(None, (plain(e) or e.get("value") for e in found)), "")
            reader.generated(_CODE.sub(_named, words))
        elif element.get("type") and is_edition(element):
            reader.generated(f"(({element.get('type')}))")
        elif _is_of_line_end(element):
            if reader.flow.opened is not None:
                reader.flow.line.join()
        else:
            _unsaid(reader, element)
    return ALL


_CODE = pattern(r"U\+([0-9A-Fa-f]{4,6})\b")


def _named(code: re.Match[str]) -> str:
    """The character that a mapping to Unicode names by its number, ``U+9F5B``."""
    value = int(code[1], 16)
    is_character = 32 <= value <= 0x10FFFF and not 0xD800 <= value <= 0xDFFF
    return chr(value) if is_character else code[0]


def _is_of_line_end(element: Element) -> bool:
    """A hyphen of the print, which is nothing in running text (EEBO-TCP)."""
    return "eol" in (element.get("ref") or "").casefold()


def _unsaid(reader: Reader, element: Element) -> None:
    said = element.get("ref") or element.get("type") or ""
    reader.remarks.count(
        "glyph-not-shown",
        said,
        Severity.INFO,
        lambda n: (
            f"<g> names the character {said!r}, which nothing declares; it is not shown "
            f"({n:,} {'time' if n == 1 else 'times'})."
        ),
        element,
        fix="Write the character into <g>, or declare it in charDecl.",
    )


def passage(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """``delSpan``, ``addSpan`` …: an editorial state as far as the element that ``@spanTo`` names,
    whatever elements lie between (TEI 11.3.1.4)."""
    target = next(iter(reader.index.targets(element, "spanTo")), "")
    end = reader.index.elements.get(target)
    kind = next((kind for kind in get_args(Editorial) if kind == treatment.word), None)
    if kind is not None and end is not None and _comes_before(element, end):
        mark = Edit(kind)
        reader.cross(mark, 1)
        ends = reader.span_plan.ends
        ends[end] = (*ends.get(end, ()), mark)
        reader.planned.add(end)
    return empty(reader, element, treatment)


def _comes_before(element: Element, other: Element) -> bool:
    """Whether an element ends before another begins."""
    line = dict(_steps(element))
    for kid, around in _steps(other):
        if around in line.values():
            own = next(mine for mine, at in line.items() if at is around)
            return any(sibling is kid for sibling in own.itersiblings())
    return False


def _steps(element: Element) -> Iterator[tuple[Element, Element]]:
    """Each element around, with the one of its children that leads here."""
    for around in element.iterancestors():
        yield element, around
        element = around


_HAND = pattern(r"#?(?:m|h|hand)[-_.]?(\d{1,2})")


def hand(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """``handShift``: in an edition ``(m. 2)``, the second hand; elsewhere a notice counts it."""
    found = _HAND.fullmatch((element.get("new") or "").strip().casefold())
    if found and is_edition(element):
        reader.apart()
        reader.generated(f"(m. {found[1]})")
        reader.apart()
    return empty(reader, element, treatment)


_LINES = words("line l ftln tln lineno linenumber vline")
_FIFTH = Treatment("break", ("5",))


def rule(reader: Reader, element: Element, _: Treatment) -> Wanted:
    """A ``milestone`` between blocks that is seen as a line, stars or a blank; one with a number
    begins what its unit says (a section, a chapter …)."""
    flow = reader.flow
    unit = "" if is_citable(element) else element.get("unit") or ""
    said = f"{unit} {element.get('rend') or ''} {element.get('type') or ''}"
    seen = any(sign in said for sign in ("*", "_", "--", "—", "⁂")) or any(
        word in said.casefold()
        for word in ("rule", "line", "star", "asterism", "section", "chapter", "ornament", "break",
                     "dinkus", "hr", "separator")
    )  # fmt: skip
    if seen and not flow.in_paragraph:
        flow.add(Rule(reader.block_id(element), element.sourceline or 0))
    else:
        unit, number = (element.get("unit") or "").casefold(), element.get("n") or ""
        if unit in _LINES and number:
            unit = unit if every(_FIFTH, number, reader.line_number) else ""
            reader.line_number = number
        boundary(reader, element, Treatment("boundary", (unit,) if unit else ()))
    return ALL
