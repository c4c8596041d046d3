"""Claims and speeches without words: left out of everything, and said."""

from __future__ import annotations

from collections.abc import Mapping

from exporter.model import Blocks, Claim, Inline, Inlines, Span, Speech, WrittenNote
from exporter.model.traversal import mapped
from exporter.notices import Notice, Severity
from exporter.tei.annotations.spans import Spans
from exporter.values import replace

__all__ = ["empty_notices", "without_empty"]


def without_empty(
    spans: Spans, blocks: Blocks, notes: Mapping[str, WrittenNote]
) -> tuple[Spans, Blocks, dict[str, WrittenNote]]:
    """What was read without the spans that hold no words, and their marks."""
    gone = {given for given, _ in _empty(spans)}
    if not gone:
        return spans, blocks, dict(notes)

    def unmarked(line: Inlines) -> Inlines:
        return tuple(map(bare, line))

    def bare(inline: Inline) -> Inline:
        held = tuple(m for m in inline.marks if not (isinstance(m, Span) and m.id in gone))
        return inline if len(held) == len(inline.marks) else replace(inline, marks=held)

    kept = replace(
        spans,
        claims={given: it for given, it in spans.claims.items() if given not in gone},
        speeches={given: it for given, it in spans.speeches.items() if given not in gone},
    )
    mended = {n: replace(note, blocks=mapped(note.blocks, unmarked)) for n, note in notes.items()}
    return kept, mapped(blocks, unmarked), mended


def empty_notices(spans: Spans, file: str | None) -> tuple[Notice, ...]:
    """What there is to say of them."""
    return tuple(
        Notice(
            f"empty-{kind}",
            Severity.WARNING,
            f"The {kind} #{given} holds no words; it is left out.",
            file,
            it.line or None,
            fix="Put the words into it that are meant, or delete it.",
        )
        for given, it in _empty(spans)
        for kind in ("claim" if isinstance(it, Claim) else "speech",)
    )


def _empty(spans: Spans) -> list[tuple[str, Claim | Speech]]:
    found: list[tuple[str, Claim | Speech]] = []
    for table in (spans.claims, spans.speeches):
        found += [(given, it) for given, it in table.items() if not it.text.strip()]
    return found
