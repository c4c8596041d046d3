"""Looks told apart by more than their colours (WCAG 2.2, 1.4.1)."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.theme.tokens import Look, Theme
from exporter.values import replace

__all__ = ["faults"]

_DRAWN = (
    *(("speech", standing) for standing in ("direct", "reported", "document")),
    *(("figure", standing) for standing in ("quantity", "number", "date")),
    *(("claim", standing) for standing in ("", "supported", "disputed", "open", "false", "other")),
    ("correction", ""),
)


def faults(theme: Theme) -> Iterator[tuple[str, str, str]]:
    """The table (``looks``, ``quiet``) and the names of two looks in it that only their colours
    tell apart; plain text has no name."""
    for table, signs in (("looks", "full"), ("quiet", "quiet")):
        yield from ((table, *names) for names in _alike(replace(theme, signs=signs)))


def _alike(theme: Theme) -> Iterator[tuple[str, str]]:
    plain = Look()
    seen = {_shape(plain): [("", _colours(plain, theme))]}
    for kind, standing in _DRAWN:
        look = theme.look(kind, standing)
        own = f"{kind}-{standing}"
        name = own if own in theme.shown else kind
        colours = _colours(look, theme)
        alike = seen.setdefault(_shape(look), [])
        yield from ((other, name) for other, theirs in alike if theirs != colours)
        alike.append((name, colours))


def _shape(look: Look) -> tuple[object, ...]:
    return look.line, look.bold, look.italic, look.sign, bool(look.background)


def _colours(look: Look, theme: Theme) -> tuple[str, ...]:
    """What is seen of its colours, in light and in dark ones."""
    ink = look.colour or "ink"
    used = [ink, look.background or "paper"]
    if look.line != "none":
        used.append(look.line_colour or ink)
    return tuple(getattr(mode, name) for mode in (theme.light, theme.dark) for name in used)
