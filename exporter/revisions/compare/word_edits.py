"""The words of paired paragraphs, changed in the source where they changed in the copy."""

from __future__ import annotations

from exporter.editing import Source
from exporter.revisions.changes.placing import Passage, Placer
from exporter.revisions.compare.comparison import Comparison
from exporter.revisions.compare.conflicts import agreed, is_filled, sides
from exporter.revisions.compare.words import ATOMS, PARAGRAPH, Change, Equal, normal
from exporter.revisions.findings import Finding
from exporter.revisions.word.copy import IMAGE, NOTE, Revision

__all__ = ["write_words"]


def write_words(
    it: Comparison, placer: Placer, *, controls: bool, changed: frozenset[int] | None = None
) -> list[Finding]:
    """Make the edits for all words that changed. ``controls``: the copy has its content controls
    still. ``changed`` are the characters of the base that the article has otherwise by now; None
    where the article is what the copy was made from."""
    found: list[Finding] = []
    for step in it.steps:
        if isinstance(step, Equal):
            continue
        old = it.before.text[step.start : step.end]
        new = it.after.text[step.at : step.until]
        was, now = (text.translate(ATOMS) for text in (old, new))
        if PARAGRAPH in was or PARAGRAPH in now:
            was, now = was.replace(PARAGRAPH, ""), _run_on(now)
            if not was.strip() and not now.strip():
                continue
        if was == now or (
            normal(was) == normal(now) and bool(was.strip()) == bool(now.strip()) and was.strip()
        ):
            continue
        marked = controls or (not was and _is_at_made_space(it, step))
        if marked and not was:
            step, now = _turned(it, step, now)
        said = _write(it, step, was, now, placer, controls=marked, changed=changed)
        if said is not None:
            found.append(said)
    return found


def _is_at_made_space(it: Comparison, step: Change) -> bool:
    """Whether no author wrote the space before: a speaker's name and a stage direction stand on
    its sides, and the looks of new words say which they belong to."""
    at = step.start - 1
    return at >= 0 and it.before.text[at].isspace() and it.before.starts[at] < 0


def _turned(it: Comparison, step: Change, words: str) -> tuple[Change, str]:
    """New words with the space before them in place of that behind, if they are annotated as the
    word before is."""
    before, after = it.before, it.after
    turns = (
        words[-1:].isspace()
        and step.start > 1
        and step.at > 0
        and before.text[step.start - 1].isspace()
        and after.text[step.at - 1].isspace()
        and step.end < len(before.text)
    )
    if not turns:
        return step, words
    own, left, right = after.spans[step.at], before.spans[step.start - 2], before.spans[step.end]
    if own != left or own == right:
        return step, words
    turned = Change(step.start - 1, step.end - 1, step.at - 1, step.until - 1)
    return turned, after.text[step.at - 1] + words[:-1]


def _run_on(text: str) -> str:
    """Words of several paragraphs in one line."""
    parts = [part.strip() for part in text.split(PARAGRAPH)]
    whole = " ".join(part for part in parts if part)
    before = " " if text[:1] in (" ", PARAGRAPH) and whole else ""
    return f"{before}{whole}"


def _write(
    it: Comparison,
    step: Change,
    was: str,
    now: str,
    placer: Placer,
    *,
    controls: bool,
    changed: frozenset[int] | None,
) -> Finding | None:
    """Make the edits of one change, and say so; nothing where the article has it already."""
    revised = next((r for r in it.after.revised[step.at : step.until] if r), None)
    deleted = _deletion(it, was)
    revision = revised or deleted
    author, date = (revision.author, revision.date) if revision else ("", "")
    line = _line(placer.source, it.before, step.start, step.end)
    said: dict[str, object] = {
        "before": was.strip(),
        "after": now.strip(),
        "line": line,
        "author": author,
        "date": date,
    }
    if changed is not None and (
        (step.start == step.end and is_filled(it, step, placer.source))
        or not changed.isdisjoint(range(step.start, max(step.end, step.start + 1)))
    ):
        if agreed(it, step, placer.source):
            return None
        message = "Both the copy and the article changed these words; the article's are kept."
        said |= sides(it, step, placer.source)
        return Finding("conflict", message, applied=False, conflict=True, **said)  # type: ignore[arg-type]
    around = None
    if controls:
        around = _around(it, step, now)
    tracked = revision is not None
    if placer.replace(it.before, step.start, step.end, now, around, tracked=tracked):
        return Finding("words", "", **said)  # type: ignore[arg-type]
    message = "These words are made from the annotation, not written in the text."
    return Finding("not-applied", message, applied=False, conflict=True, **said)  # type: ignore[arg-type]


def _around(it: Comparison, step: Change, words: str) -> list[frozenset[str]]:
    """The annotations of the new words; where signs were taken out of these, of as many."""
    spans = it.after.spans[step.at : step.until]
    text = it.after.text[step.at : step.until]
    kept = [span for span, c in zip(spans, text, strict=True) if c not in (NOTE, IMAGE)]
    return kept if len(kept) == len(words) else kept[: len(words)]


def _deletion(it: Comparison, was: str) -> Revision | None:
    words = was.strip()
    for paragraph in it.edited:
        for _, text, revision in paragraph.deleted:
            if words and (words in text or text.strip() in words):
                return revision
    return None


def _line(source: Source, before: Passage, start: int, end: int) -> int | None:
    """The line of the source where a change stands, or of the nearest word before it."""
    places = [*range(start, end), *range(start - 1, -1, -1), *range(end, len(before.text))]
    at = next((before.starts[each] for each in places if before.starts[each] >= 0), None)
    return source.at(at)[0] if at is not None else None
