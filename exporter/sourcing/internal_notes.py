"""What an internal copy sets apart: newsroom's notes leave the prose for an appendix, so that the
public's notes keep their numbers; internal passages stay, and are bracketed and named."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.model import (
    Anchor,
    Article,
    Blocks,
    Edit,
    Emphasis,
    Generated,
    Inline,
    Inlines,
    Language,
    Link,
    Mark,
    NoteCall,
    Run,
    WrittenNote,
)
from exporter.model.traversal import mapped
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.inline_text import plain
from exporter.sourcing.notes.placement import excerpt
from exporter.sourcing.wording.phrases import Voice
from exporter.values import Struct, Value, field, replace

__all__ = ["Apart", "set_apart"]

_INTERNAL = Edit("newsroom")


class Apart(Value):
    """A newsroom's note outside the notes. ``call`` is the id of the place that calls it, empty
    where none does; ``passage`` how the text there begins."""

    note: WrittenNote
    label: str
    call: str = ""
    passage: str = ""


def set_apart(article: Article, ids: Idents, voice: Voice) -> tuple[Article, tuple[Apart, ...]]:
    """The article without the newsroom's notes, and those notes; unchanged for the public."""
    if article.audience != "internal":
        return article, ()
    notes = [note for note in article.notes.values() if note.type == "internal"]
    labels = {
        note.id: voice.text("newsroom-label", n=voice.label(number))
        for number, note in enumerate(notes, 1)
    }
    desk = _Desk(labels, ids, voice, article.lang)
    blocks = desk.blocks(article.blocks)
    kept = {
        ident: replace(note, blocks=desk.blocks(note.blocks))
        for ident, note in article.notes.items()
        if ident not in labels
    }
    apart = tuple(Apart(note, labels[note.id], *desk.calls.get(note.id, ())) for note in notes)
    return replace(article, blocks=blocks, notes=kept), apart


class _Desk(Struct):
    """``labels`` of the newsroom's notes; ``calls`` grows to the place and passage of each."""

    labels: dict[str, str]
    ids: Idents
    voice: Voice
    lang: str
    calls: dict[str, tuple[str, str]] = field(default_factory=dict)

    def blocks(self, blocks: Blocks) -> Blocks:
        return mapped(blocks, self._change)

    def _change(self, inlines: Inlines) -> Inlines:
        if any(isinstance(inline, NoteCall) and inline.note in self.labels for inline in inlines):
            passage = excerpt(plain(inlines), 30)
            inlines = tuple(done for inline in inlines for done in self._called(inline, passage))
        if any(_INTERNAL in inline.marks for inline in inlines):
            inlines = tuple(self._bracketed(inlines))
        return inlines

    def _called(self, inline: Inline, passage: str) -> Iterator[Inline]:
        """A call becomes a link to the appendix, and a place to come back to."""
        if not isinstance(inline, NoteCall) or inline.note not in self.labels:
            yield inline
            return
        if inline.note not in self.calls:
            anchor = self.ids.new(f"call-{inline.note}")
            self.calls[inline.note] = (anchor, passage)
            yield Anchor(anchor, inline.marks)
        marks = (*inline.marks, *self._own(Link(f"#{inline.note}"), Emphasis("superscript")))
        yield Run(f"[{self.labels[inline.note]}]", marks)

    def _own(self, *marks: Mark) -> tuple[Mark, ...]:
        foreign = () if self.voice.speaks(self.lang) else (Language(self.voice.spoken),)
        return (*marks, *foreign, Generated())

    def _bracketed(self, inlines: Inlines) -> Iterator[Inline]:
        """Words before and after everything that only the newsroom sees."""
        before, after = self.voice.text("newsroom-text", text="\0").split("\0")
        marks = self._own(_INTERNAL)
        internal = [_INTERNAL in inline.marks for inline in inlines]
        for index in range(1, len(inlines) - 1):
            if isinstance(inlines[index], (Anchor, NoteCall)) and internal[index - 1]:
                internal[index] = internal[index + 1]
        for index, inline in enumerate(inlines):
            if internal[index] and not (index and internal[index - 1]):
                yield Run(before, marks)
            yield inline
            if internal[index] and not any(internal[index + 1 : index + 2]):
                yield Run(after, marks)
