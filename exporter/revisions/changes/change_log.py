"""Who changed an article in a copy of it, and when: entries of its revisionDesc."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from exporter.editing import AddEntry, Edit, EditError, apply, escaped, scan
from exporter.revisions.findings import Finding
from exporter.revisions.word.copy import Copy

__all__ = ["log"]

_AUDIENCE = (
    '<taxonomy xml:id="audience"><category xml:id="internal"><catDesc>For the newsroom only'
    "</catDesc></category></taxonomy>"
)
_KINDS = {
    "words": ("change of words", "changes of words"),
    "paragraph-added": ("paragraph added", "paragraphs added"),
    "paragraph-deleted": ("paragraph deleted", "paragraphs deleted"),
    "paragraph-moved": ("paragraph moved", "paragraphs moved"),
    "paragraph-split": ("paragraph split", "paragraphs split"),
    "paragraphs-joined": ("pair of paragraphs joined", "pairs of paragraphs joined"),
    "note-added": ("note added", "notes added"),
    "note-edited": ("note changed", "notes changed"),
    "note-deleted": ("note deleted", "notes deleted"),
    "italics": ("change of italics", "changes of italics"),
    "alternative-text": ("alternative text changed", "alternative texts changed"),
    "comment": ("comment", "comments"),
}


def log(data: bytes, findings: Sequence[Finding], copy: Copy, *, public: bool) -> bytes:
    """The article with one entry for each author and day; the newsroom's alone unless ``public``,
    with the taxonomy that says so where it is missing."""
    made: dict[tuple[str, str], Counter[str]] = {}
    for each in findings:
        if each.applied and each.kind in _KINDS:
            who = each.author or copy.author
            day = (each.date or copy.date)[:10]
            made.setdefault((who, day), Counter())[each.kind] += 1
    edits: list[Edit] = [
        AddEntry(_entry(who, day, kinds, public=public)) for (who, day), kinds in made.items()
    ]
    source = scan(data)
    if "#internal" in "".join(edit.entry for edit in edits if isinstance(edit, AddEntry)) or (
        b'ana="#internal"' in data
    ):
        edits += _audience(data)
    try:
        return apply(source, edits)
    except EditError:
        return data  # a text without a header


def _audience(data: bytes) -> list[Edit]:
    if re.search(rb"xml:id\s*=\s*[\"']internal[\"']", data):
        return []
    if re.search(rb"<taxonomy\s[^>]*xml:id\s*=\s*[\"']audience[\"']", data):
        path = "teiHeader/encodingDesc/classDecl/taxonomy[@xml:id='audience']"
        entry = '<category xml:id="internal"><catDesc>For the newsroom only</catDesc></category>'
        return [AddEntry(entry, path)]
    return [AddEntry(_AUDIENCE)]


def _entry(who: str, day: str, kinds: Counter[str], *, public: bool) -> str:
    when = f' when="{day}"' if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""
    hidden = "" if public else ' ana="#internal"'
    by = f" by {who}" if who else ""
    said = ", ".join(f"{n} {_KINDS[kind][n > 1]}" for kind, n in kinds.items())
    return f"<change{when}{hidden}>{escaped(f'Edited in a Word copy{by}: {said}.')}</change>"
