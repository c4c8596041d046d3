"""Written notes that nothing calls: none is lost, each gets a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exporter.model import Article, NoteCall, WrittenNote
from exporter.model.traversal import Container, contents
from exporter.notices import Notice, Severity
from exporter.sourcing.notes.placement import call_offset
from exporter.sourcing.notes.positions import Scan

__all__ = ["adrift", "moored"]


def moored(
    article: Article,
    lost: Sequence[WrittenNote],
    seen: Scan,
    containers: Sequence[Container],
    notices: list[Notice],
) -> Iterator[tuple[int, int, str]]:
    """Written notes that nothing calls: at the end of what they are about, else of the text."""
    if not lost:
        return
    whole = {part: claim.id for claim in article.claims.values() for part in claim.parts}
    owned = {part.owner: index for index, part in enumerate(containers) if part.owner}
    last = max((index for index, text in enumerate(seen.texts) if text.strip()), default=0)
    for note in lost:
        index, offset = last, len(seen.texts[last].rstrip())
        for target in note.targets:
            if place := seen.spans.get(whole.get(target, target)):
                index, offset = place.last, call_offset(seen.texts[place.last], place.end)
                break
            if target in owned:
                index, offset = owned[target], len(seen.texts[owned[target]].rstrip())
                break
        else:
            notices.append(_nowhere(article, note))
        yield index, offset, note.id


def adrift(article: Article, called: set[str]) -> list[WrittenNote]:
    """The notes that neither the text calls nor a note that it calls, however far down."""
    inner = {
        note.id: {
            inline.note
            for part in contents(note.blocks)
            for inline in part.inlines
            if isinstance(inline, NoteCall)
        }
        for note in article.notes.values()
    }
    nested = set().union(*inner.values()) if inner else set()
    order = sorted(article.notes.values(), key=lambda note: note.id in nested)
    met: set[str] = set()
    _reach(called, inner, met)
    lost: list[WrittenNote] = []
    for note in order:
        if note.id not in met:
            lost.append(note)
            _reach({note.id}, inner, met)
    return lost


def _reach(starts: set[str], inner: Mapping[str, set[str]], met: set[str]) -> None:
    waiting = list(starts)
    while waiting:
        ident = waiting.pop()
        if ident not in met:
            met.add(ident)
            waiting += inner.get(ident, ())


def _nowhere(article: Article, note: WrittenNote) -> Notice:
    return Notice(
        "note-without-place",
        Severity.WARNING,
        f"Note {note.id} is called nowhere; its call is put at the end of the text.",
        article.file,
        note.line or None,
        fix=f"Point at it with <ref target='#{note.id}'/>, or give it a @target.",
    )
