"""A Word copy by itself: whether its words are still those of the TEI in it, and that TEI with its
changes."""

from __future__ import annotations

from collections import Counter

from exporter.docx.parts import record as records
from exporter.errors import InputError
from exporter.revisions.merger import merge
from exporter.revisions.word.copy import IMAGE, NOTE
from exporter.revisions.word.reader import read_copy

__all__ = ["is_edited", "with_changes"]


def is_edited(data: bytes) -> bool:
    """Whether a Word copy says something else than the TEI that it carries; False where it
    carries none, or cannot be compared with it."""
    try:
        copy = read_copy(data)
        recorded = records.read(copy.record) if copy.record is not None else None
        if recorded is not None:
            stories = (copy.paragraphs, *copy.notes.values())
            texts = [p.text for story in stories for p in story]
            words = (t.replace(NOTE, "").replace(IMAGE, "") for t in texts)
            now = Counter(map(records.words_digest, words))
            was = Counter(each.words for each in recorded.paragraphs)
            empty = records.words_digest("")
            del now[empty], was[empty]
            if now == was and not copy.comments:
                return False
        if copy.tei is None:
            return False
        merged = merge(copy.tei, data)
    except InputError:
        return False
    return merged.data != merged.before or any(f.kind == "conflict" for f in merged.findings)


def with_changes(data: bytes, file: str | None = None) -> bytes:
    """The TEI that a Word copy carries, with what was changed in the copy. Raises InputError where
    it carries none."""
    tei = read_copy(data, file).tei
    if tei is None:
        raise InputError("This Word copy carries no TEI. Merge it into its article.", file=file)
    return merge(tei, data).data
