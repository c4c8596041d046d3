"""One of several: ``choice``, and what all alternatives share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exporter.notices import Severity
from exporter.tei.body.context import NOTHING, Reader, Wanted
from exporter.tei.body.handlers import inlines
from exporter.tei.body.treatment import Treatment
from exporter.tei.tree.elements import Element, children, name

__all__ = ["choose", "chosen_of", "count_shown", "unshown_notes"]


def choose(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """One child; the notes of the others are called after it."""
    reader.anchor(element)
    options = list(children(element))
    if not options:
        inlines.report_hidden(reader, element)
        return NOTHING
    chosen = chosen_of(options, treatment)
    left_out = sorted({name(option) for option in options} - {name(chosen)})
    if left_out:
        count_shown(reader, element, f"{name(chosen)}, not {', '.join(left_out)}")
    elif len(options) > 1:
        count_shown(reader, element, f"its first {name(chosen)} alone")
    return [chosen, *unshown_notes(reader, options, (chosen,))]


def chosen_of(options: Sequence[Element], treatment: Treatment) -> Element:
    """The child that the treatment prefers, else the first."""
    by_name = {name(option): option for option in reversed(options)}
    return next((by_name[w] for w in treatment.words if w in by_name), options[0])


def unshown_notes(
    reader: Reader, options: Iterable[Element], shown: Sequence[Element]
) -> list[Element]:
    """The notes in alternatives that are not shown."""
    found = [
        note
        for option in options
        for note in (
            [option] if name(option) == "note" else inlines.outermost_notes(reader, option)
        )
    ]
    return [n for n in found if not any(s is n or s in set(n.iterancestors()) for s in shown)]


def count_shown(reader: Reader, element: Element, shown: str) -> None:
    """Count what an element shows of its alternatives."""
    tag = name(element)
    reader.remarks.count(
        "hidden",
        f"{tag}:{shown}",
        Severity.INFO,
        lambda n: f"<{tag}> shows {shown} ({n:,} {'time' if n == 1 else 'times'}).",
        element,
    )
