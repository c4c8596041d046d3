"""The words of paired paragraphs, changed in the source where they changed in the copy."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from exporter.editing import Source
from exporter.revisions.base import Line
from exporter.revisions.changes.placing import Passage, Placer, block_of
from exporter.revisions.compare.words import PARAGRAPH, Change, Equal, differences, normal
from exporter.revisions.findings import Finding
from exporter.revisions.word.copy import IMAGE, NOTE, Atom, Paragraph, Revision
from exporter.values import Struct, field

__all__ = [
    "Comparison", "Words", "atom_in", "atom_of", "compared", "edited_atom", "joined",
    "paired_atoms", "passage", "write_words",
]  # fmt: skip

_ATOMS = str.maketrans("", "", f"{NOTE}{IMAGE}")


class Words(Struct):
    """Edited paragraphs as one text; the lists beside it have an entry for each character."""

    text: str = ""
    spans: list[frozenset[str]] = field(default_factory=list)
    revised: list[Revision | None] = field(default_factory=list)
    italic: bytearray = field(default_factory=bytearray)
    starts: list[int] = field(default_factory=list)


class Comparison(Struct):
    """Paragraphs of the base and of the copy that belong together, and how they differ."""

    lines: Sequence[Line]
    edited: Sequence[Paragraph]
    before: Passage
    after: Words
    steps: list[Equal | Change]


def passage(lines: Sequence[Line]) -> Passage:
    """Lines as one text, with a PARAGRAPH between two."""
    text, spans = "", list[frozenset[str]]()
    starts, ends = array("q"), array("q")
    for line in lines:
        if text or starts:
            text += PARAGRAPH
            starts.append(-1)
            ends.append(-1)
            spans.append(frozenset())
        text += line.text
        starts.extend(line.starts)
        ends.extend(line.ends)
        spans += line.it.spans
    return Passage(text, starts, ends, spans)


def joined(paragraphs: Sequence[Paragraph]) -> Words:
    """Paragraphs as one text, with a PARAGRAPH between two."""
    found = Words()
    for number, it in enumerate(paragraphs):
        if number:
            found.text += PARAGRAPH
            found.spans.append(frozenset())
            found.revised.append(None)
            found.italic.append(0)
        found.starts.append(len(found.text))
        found.text += it.text
        found.spans += it.spans
        found.revised += it.revised
        found.italic += it.italic
    return found


def compared(lines: Sequence[Line], edited: Sequence[Paragraph]) -> Comparison:
    """How paragraphs of the copy differ from what they were."""
    before, after = passage(lines), joined(edited)
    return Comparison(lines, edited, before, after, differences(before.text, after.text))


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
        was, now = (text.translate(_ATOMS) for text in (old, new))
        if PARAGRAPH in was or PARAGRAPH in now:
            was, now = was.replace(PARAGRAPH, ""), _run_on(now)
            if not was.strip() and not now.strip():
                continue
        if was == now or (
            normal(was) == normal(now) and bool(was.strip()) == bool(now.strip()) and was.strip()
        ):
            continue
        if controls and not was:
            step, now = _turned(it, step, now)
        said = _write(it, step, was, now, placer, controls=controls, changed=changed)
        if said is not None:
            found.append(said)
    return found


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
        (step.start == step.end and _is_filled(it, step, placer.source))
        or not changed.isdisjoint(range(step.start, max(step.end, step.start + 1)))
    ):
        if _agreed(it, step, placer.source):
            return None
        message = "Both the copy and the article changed these words; the article's are kept."
        said |= _sides(it, step, placer.source)
        return Finding("conflict", message, applied=False, conflict=True, **said)  # type: ignore[arg-type]
    around = None
    if controls:
        around = _around(it, step, now)
    tracked = revision is not None
    if placer.replace(it.before, step.start, step.end, now, around, tracked=tracked):
        return Finding("words", "", **said)  # type: ignore[arg-type]
    message = "These words are made from the annotation, not written in the text."
    return Finding("not-applied", message, applied=False, conflict=True, **said)  # type: ignore[arg-type]


def _agreed(it: Comparison, step: Change, source: Source) -> bool:
    """Whether the article says by now what the copy says: somebody made the same change there."""
    theirs, now = _theirs(it, step), _between(it, step, source)
    return theirs is not None and now is not None and normal(now) == normal(theirs)


def _theirs(it: Comparison, step: Change) -> str | None:
    """What the copy says where both changed the words; None where that is not certain."""
    left, right = _neighbours(it, step)
    low = None if left is None else _copied(it, left)
    high = None if right is None else _copied(it, right)
    if (left is not None and low is None) or (right is not None and high is None):
        return None
    return it.after.text[0 if low is None else low + 1 : high]


def _sides(it: Comparison, step: Change, source: Source) -> dict[str, object]:
    """Where the words stand that both changed, and what the copy says there; nothing where there
    is markup within, or signs."""
    theirs, place = _theirs(it, step), _place(it, step, source)
    if theirs is None or place is None or theirs != theirs.translate(_ATOMS):
        return {}
    start, end = place
    within = source.text[start:end]
    if "<" in within or PARAGRAPH in theirs:
        return {}
    if not theirs and source.text[start - 1].isspace() and source.text[end].isspace():
        end += 1
    return {"place": (start, end), "theirs": theirs}


def _is_filled(it: Comparison, step: Change, source: Source) -> bool:
    """Whether the article has words by now where there were none."""
    left, right = _neighbours(it, step)
    was = it.before.text[0 if left is None else left + 1 : right]
    now = _between(it, step, source)
    return now is not None and normal(now) not in ("", normal(was))


def _neighbours(it: Comparison, step: Change) -> tuple[int | None, int | None]:
    """The nearest characters before and after a change that the article still has."""
    starts = it.before.starts
    left = next((k for k in range(step.start - 1, -1, -1) if starts[k] >= 0), None)
    return left, next((k for k in range(step.end, len(starts)) if starts[k] >= 0), None)


def _between(it: Comparison, step: Change, source: Source) -> str | None:
    """What the article says between these two, or from the beginning or to the end of their block;
    notes left out. None where they are not in one block."""
    place = _place(it, step, source)
    return place and source.content(*place, without=frozenset({"note"})).string


def _place(it: Comparison, step: Change, source: Source) -> tuple[int, int] | None:
    """The range of the same in the article."""
    left, right = _neighbours(it, step)
    starts, ends = it.before.starts, it.before.ends
    if left is not None:
        anchor = ends[left]
    elif right is not None:
        anchor = starts[right]
    else:
        return None
    block = block_of(source, anchor)
    if block is None:
        return None
    start = block.inner if left is None else ends[left]
    end = block.outer if right is None else starts[right]
    if not block.start <= start <= end <= block.end:
        return None
    return start, end


def _copied(it: Comparison, at: int) -> int | None:
    """Where a character of the base is in the copy; None where it is not."""
    for step in it.steps:
        if isinstance(step, Equal) and step.start <= at < step.end:
            return step.at + min(at - step.start, step.until - step.at - 1)
    return None


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


def atom_of(lines: Sequence[Line], at: int) -> Atom | None:
    """What a sign in the text of lines of the base stands for."""
    for line in lines:
        if at < len(line.text):
            return line.it.atoms.get(at)
        at -= len(line.text) + 1
    return None


def edited_atom(it: Comparison, at: int) -> Atom | None:
    """What a sign in the text of the copy stands for."""
    for start, paragraph in zip(it.after.starts, it.edited, strict=True):
        if start <= at < start + len(paragraph.text):
            return paragraph.atoms.get(at - start)
    return None


def atom_in(it: Comparison, at: int) -> str | None:
    """Its id."""
    found = edited_atom(it, at)
    return None if found is None else found.id


def paired_atoms(it: Comparison) -> list[tuple[str, str]]:
    """The ids of notes that are called at the same place in both."""
    found = []
    for step in it.steps:
        old = [a for a in range(step.start, step.end) if it.before.text[a] == NOTE]
        new = [a for a in range(step.at, step.until) if it.after.text[a] == NOTE]
        for one, other in zip(old, new, strict=False):
            ours, theirs = atom_of(it.lines, one), edited_atom(it, other)
            if ours is not None and theirs is not None:
                found.append((ours.id, theirs.id))
    return found
