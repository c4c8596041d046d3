"""A sentence that was moved into another paragraph takes its annotation along.

In the words alone it is deleted here and added there: an element whose words are all gone, and
words that are new and say the same, belong together.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from exporter.editing import Edit, Element, Insert, Replace, Source, escaped
from exporter.revisions.compare.words import normal
from exporter.revisions.findings import Finding
from exporter.values import Struct, replace

__all__ = ["Lost", "along", "found_again", "lost_spans", "missing", "rewrapped"]

_FEWEST = 4
"""Fewer words may stand elsewhere by chance: then a word beside them must be there too."""
_ALIKE = 0.6
_SAME = [('“”„‟«»"', '[“”„‟«»"]'), ("‘’‚‛′'`", "[‘’‚‛′'`]"), ("-\u2011", "[-\u2011]")]
_MARKS = frozenset("“”„‟«»\"‘’‚‛'")
_ANNOTATING = frozenset(
    (
        *("said", "q", "quote", "seg", "measure", "num", "date", "time", "persName", "orgName"),
        *("placeName", "rs", "name", "term", "foreign", "title", "ref", "bibl", "hi", "emph"),
    )
)


class Lost(Struct):
    """An element that lost all its words: what they were, with a word before and after, as a
    pattern of where they may stand now, and the element as it was. ``markup`` is empty where it
    cannot be put elsewhere. ``is_found`` once it was."""

    element: Element
    words: str
    pattern: re.Pattern[str]
    markup: str
    line: int
    label: str
    is_found: bool = False


def lost_spans(
    source: Source, gone: Collection[Element], holds: Callable[[Element], bool]
) -> list[Lost]:
    """The outermost of the elements that are gone; ``holds`` tells in which something stays, such
    as a note."""
    outer = [
        each
        for each in gone
        if not any(o is not each and o.start <= each.start and each.end <= o.end for o in gone)
    ]
    return [_lost(source, each, holds) for each in outer if each.local in _ANNOTATING]


def _lost(source: Source, element: Element, holds: Callable[[Element], bool]) -> Lost:
    words = _words(source, element.inner, element.outer)
    block = source.parent(element) or element
    before = _words(source, block.inner, element.start).split()[-1:]
    after = _words(source, element.end, block.outer).split()[:1]
    alone = _pattern(words)
    leads = f"(?<={_pattern(before[0])}\\s)" if before and len(before[0]) < 40 else ""
    forms = [alone] if len(words.split()) >= _FEWEST else []
    if not forms:
        follows = f"(?=[^\\w]*\\s?{_pattern(after[0])})" if after else ""
        forms = [f"{leads}{alone}"] * bool(leads) + [f"{alone}{follows}"] * bool(follows)
    attributes = source.attributes(element)
    label = attributes.get("xml:id") or f"<{element.local}>"
    return Lost(
        element,
        words,
        re.compile("|".join(forms) or "(?!)"),
        "" if holds(element) else source.text[element.start : element.end],
        source.at(element.start)[0],
        label,
    )


def _words(source: Source, start: int, end: int) -> str:
    content = source.content(start, end, without=frozenset({"note"})).string
    return " ".join(content.split())


def _pattern(words: str) -> str:
    """Words as they may be written in escaped text: other quotation marks, other spaces."""
    made = r"\s+".join(re.escape(escaped(word)) for word in words.split())
    for signs, form in _SAME:
        made = re.sub("|".join(re.escape(re.escape(escaped(sign))) for sign in signs), form, made)
    return made


def rewrapped(markup: str, lost: Iterable[Lost]) -> str:
    """Markup with the elements that were lost around their words, longest first."""
    for each in sorted(lost, key=lambda it: -len(it.words)):
        if each.is_found or not each.words or not each.markup:
            continue
        found = each.pattern.search(markup)
        if found is not None and _is_bare(markup, found.start(), found.end()):
            start, end = _unmarked(each, markup, found)
            markup = f"{markup[:start]}{each.markup}{markup[end:]}"
            each.is_found = True
    return markup


def _unmarked(it: Lost, markup: str, found: re.Match[str]) -> tuple[int, int]:
    """The words' range, with the quotation marks around them where the element makes its own."""
    start, end = found.span()
    makes = it.element.local in ("q", "quote", "said") and it.words[:1] not in _MARKS
    if makes and markup[start - 1 : start] in _MARKS and markup[end : end + 1] in _MARKS:
        return max(start - 1, 0), end + 1
    return start, end


def _is_bare(markup: str, start: int, end: int) -> bool:
    """Whether a range is words alone, in no tag and in no element."""
    before = re.sub(r"<[^<>]*/>", "", markup[:start])
    opened = len(re.findall(r"<(?![/!?])", before)) - before.count("</")
    return opened == 0 and "<" not in markup[start:end] and before.count("<") == before.count(">")


def found_again(lost: Iterable[Lost]) -> list[Element]:
    """The elements whose words were found elsewhere."""
    return [each.element for each in lost if each.is_found]


def along(edits: Sequence[Edit], lost: Sequence[Lost]) -> list[Edit]:
    """Edits whose new words take the annotation along that they had elsewhere."""
    made: list[Edit] = []
    for edit in edits:
        if isinstance(edit, Insert | Replace) and edit.words and not edit.markup:
            plain = escaped(edit.words)
            markup = rewrapped(plain, lost)
            if markup != plain:
                edit = replace(edit, words=markup, markup=True)
        made.append(edit)
    return made


def missing(lost: Iterable[Lost], added: Iterable[str]) -> list[Finding]:
    """A conflict for each whose words stand, more or less, among those that were added."""
    texts = [_bag(text) for text in added]
    found = []
    for each in lost:
        words = _bag(each.words)
        if each.is_found or len(words) < _FEWEST:
            continue
        if any(len(words & text) >= _ALIKE * len(words) for text in texts):
            message = (
                f"{each.label} lost all its words; they seem to stand elsewhere now. "
                "Annotate them there."
            )
            found.append(
                Finding(
                    "conflict", message, each.words, "", each.line, applied=False, conflict=True
                )
            )
    return found


def _bag(text: str) -> set[str]:
    return set(re.findall(r"\w+", normal(text).casefold()))
