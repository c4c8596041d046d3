"""The signs of a theme, set where spans end, for formats that draw them as text."""

from __future__ import annotations

from collections import defaultdict

from exporter.model import Edition, Emphasis, Generated, Inlines, Run, Span
from exporter.model.traversal import contents, rewrite
from exporter.theme import Theme
from exporter.values import replace

__all__ = ["signed"]


def signed(edition: Edition, theme: Theme) -> Edition:
    """The edition with the sign of each span's look after the span's last fragment in the text,
    looking as that does; the edition itself where the theme has no signs."""
    if not any(look.sign for look in theme.shown.values()):
        return edition
    signs = {
        span: look.sign
        for span, info in edition.spans.items()
        if (look := theme.look(info.kind, info.standing)).sign
    }
    if not signs:
        return edition
    ends = _ends(edition, signs)
    lines = iter(range(len(ends)))

    def change(inlines: Inlines, ident: str) -> tuple[Inlines, str]:
        return _with_signs(inlines, ends[next(lines)]), ident

    return replace(edition, blocks=rewrite(edition.blocks, change))


def _ends(edition: Edition, signs: dict[str, str]) -> list[dict[int, str]]:
    """For each line of the text the signs that follow its inlines, by index."""
    lines = contents(edition.blocks)
    last = {
        mark.id: (number, at)
        for number, line in enumerate(lines)
        for at, inline in enumerate(line.inlines)
        for mark in inline.marks
        if isinstance(mark, Span) and mark.id in signs
    }
    ends: list[dict[int, str]] = [defaultdict(str) for _ in lines]
    for span, (number, at) in reversed(last.items()):  # the inner ones first
        ends[number][at] += signs[span]
    return ends


def _with_signs(inlines: Inlines, ends: dict[int, str]) -> Inlines:
    if not ends:
        return inlines
    done = []
    for at, inline in enumerate(inlines):
        done.append(inline)
        if at in ends:
            done.append(Run(ends[at], (*inline.marks, Emphasis("superscript"), Generated())))
    return tuple(done)
