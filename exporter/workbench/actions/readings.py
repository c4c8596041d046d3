"""What chosen words are worth: the value of a figure or date, as the suggestions read it."""

from __future__ import annotations

from exporter.editing import attribute_value, escaped
from exporter.errors import ExporterError
from exporter.suggestions import Suggestion, suggest
from exporter.values import Value
from exporter.workbench.actions.action import Fields
from exporter.workbench.source.versions import State

__all__ = ["Reading", "reading"]

_AROUND = 120
"""Characters on either side that are read with the words: “of them”, “per cent”."""
_MATCH = {"measure": "quantity", "num": "value"}


class Reading(Value):
    """``element`` is the one that such words become, ``fields`` its attributes, ``ending`` what
    stands in it besides (a ``precision``)."""

    element: str
    fields: Fields
    ending: str


def reading(state: State, kind: str, start: int, end: int) -> Reading | None:
    """The one figure or date that a range of the file holds; None where it holds none, or more
    than one."""
    block = state.source.around(start)
    while block is not None and block.number not in state.ids:
        block = state.source.parent(block)
    low = block.inner if block is not None else start
    high = block.outer if block is not None else end
    before = state.source.content(max(low, start - 4 * _AROUND), start).string[-_AROUND:]
    words = state.source.content(start, end).string
    after = state.source.content(end, min(high, end + 4 * _AROUND)).string[:_AROUND]
    found = _within(_read(state, f"{before}{words}{after}"), kind, len(before), len(words))
    if found is None:
        found = _within(_read(state, words), kind, 0, len(words))
    return None if found is None else _reading(found)


def _read(state: State, text: str) -> tuple[Suggestion, ...]:
    root = state.source.attributes(state.source.elements[0])
    lang = root.get("xml:lang", "en")
    article = (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang={attribute_value(lang)}><teiHeader>'
        "<fileDesc><titleStmt><title>x</title></titleStmt><publicationStmt>"
        f"{_published(state)}</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
        f"<text><body><p>{escaped(text)}</p></body></text></TEI>"
    )
    try:
        return tuple(suggest(article.encode()))
    except ExporterError:
        return ()


def _published(state: State) -> str:
    """The day of publication, which dates without a year are reckoned from."""
    outline = state.outline
    for number, name in enumerate(outline.names):
        if name == "date" and outline.source.elements[number].parent >= 0:
            element = outline.source.elements[number]
            if outline.names[element.parent] == "publicationStmt":
                return outline.source.text[element.start : element.end]
        if name == "text":
            break
    return "<p/>"


def _within(found: tuple[Suggestion, ...], kind: str, start: int, length: int) -> Suggestion | None:
    """The one that is in the range, a little more of it counted as in."""
    fitting = [
        each
        for each in found
        if each.kind == kind and each.start < start + length and start < each.end
    ]
    inside = [each for each in fitting if start <= each.start and each.end <= start + length]
    chosen = inside or fitting
    return chosen[0] if len(chosen) == 1 else None


def _reading(found: Suggestion) -> Reading:
    fields = dict(found.attributes)
    ending = ""
    if found.precision:
        names = (_MATCH.get(found.element, "quantity"), "atLeast", "atMost")
        target = next((name for name in names if name in fields), "quantity")
        ending = f'<precision match="@{target}" precision="{found.precision}"/>'
    return Reading(found.element, fields, ending)
