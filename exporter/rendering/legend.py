"""The line that explains the signs a copy has, and no others."""

from __future__ import annotations

from exporter.model import Edition, Generated, Inlines, Run
from exporter.theme import Look, Theme

__all__ = ["legend"]

_BETWEEN = "\N{NO-BREAK SPACE}· "


def legend(edition: Edition, theme: Theme) -> Inlines:
    """``Signs in the text: Supported ✓ · Disputed ≠``, each in its look; empty where the theme
    marks none of the spans that the article has."""
    line: list[Run] = []
    for sample in edition.legend:
        info = edition.spans.get(sample.span)
        if info is None or (look := theme.look(info.kind, info.standing)) == Look():
            continue
        line.append(Run(_BETWEEN if line else f"{edition.words['legend']}: "))
        line += [inline for inline in sample.content if isinstance(inline, Run)]
        if look.sign:
            marks = sample.content[-1].marks
            line.append(Run(f"\N{NO-BREAK SPACE}{look.sign}", (*marks, Generated())))
    return tuple(line)
