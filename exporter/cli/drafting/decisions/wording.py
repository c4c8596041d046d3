"""Suggestions in words, for a terminal and for programs."""

from __future__ import annotations

from collections.abc import Sequence

import click
import msgspec

from exporter.confirmation import Pending

__all__ = ["as_json", "as_text", "told"]


def as_text(item: Pending, file: str) -> str:
    """Its place and kind in a line, its words with what is around them in the next."""
    return f"{file}:{item.line}: {_label(item)}\n    {_context(item)}"


def told(group: Sequence[Pending]) -> str:
    """What is asked about at once: each with its words and what is around them. What stands for
    the same words, or names the same, is labelled once."""
    lines: list[str] = []
    for item in group:
        same = [other for other in group if _title(other) == _title(item)]
        if item is same[0]:
            places = f", {len(same)} places" if len(same) > 1 else ""
            lines.append(click.style(f"{_label(item)}{places}", bold=True))
        following = group[group.index(item) + 1 :]
        if not any(item.span is not None and other.span == item.span for other in following):
            lines += ["", f"  {_context(item, colour=True)}", ""]
    return "\n".join(lines)


def _title(item: Pending) -> tuple[str, ...]:
    """What makes items of one question alike; nothing else is like a value or a speech."""
    named = item.element in ("persName", "orgName", "placeName", "rs")
    return (item.kind, *item.pointed) if named and item.pointed else (str(item.place),)


def as_json(found: Sequence[Pending]) -> str:
    """A list of objects."""
    shown = [
        {
            "kind": item.kind,
            "line": item.line,
            "element": item.element,
            "words": item.words,
            "before": item.before,
            "after": item.after,
            "who": item.who,
            "says": item.says,
            "sure": item.is_sure,
            "score": item.score.score if item.score else None,
            "reason": item.score.reason if item.score else "",
        }
        for item in found
    ]
    return msgspec.json.format(msgspec.json.encode(shown), indent=1).decode()


def _label(item: Pending) -> str:
    parts: list[str] = [item.kind]
    if item.who:
        parts.append(f"by {item.who}" if item.kind == "speech" else item.who)
    if item.says:
        parts.append(item.says)
    if item.is_sure:
        parts.append("sure")
    if item.score and item.score.reason:
        parts.append(f"({item.score.reason})")
    return ", ".join(parts)


def _context(item: Pending, *, colour: bool = False) -> str:
    words = click.style(item.words, reverse=True) if colour else f"[{item.words}]"
    before = f"…{item.before}" if item.before else ""
    after = f"{item.after}…" if item.after else ""
    return f"{before}{words}{after}"
