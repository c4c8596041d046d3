"""What a copy was before it was edited: made again, each character with its place in the source."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from exporter.docx.options import DocxOptions
from exporter.docx.parts.record import Record
from exporter.docx.render import traced
from exporter.editing import Source, located, scan
from exporter.errors import ThemeError
from exporter.model import Article, Break, Image, Inlines, NoteCall, Picture, Run
from exporter.model.traversal import every
from exporter.revisions.word.copy import BREAK, IMAGE, NOTE, Copy, Paragraph
from exporter.revisions.word.reader import read_copy
from exporter.sourcing import CitationStyle, Policy, plan
from exporter.tei import Limits, read
from exporter.theme import Look, Theme, load
from exporter.values import Struct, replace

__all__ = ["Base", "Line", "made"]


class Line(Struct):
    """A paragraph of the base. Character ``i`` of its text stands at ``starts[i]:ends[i]`` of the
    source, -1 where no author wrote it; ``note`` is the id of the note that it is in."""

    it: Paragraph
    starts: Sequence[int]
    ends: Sequence[int]
    note: str = ""

    @property
    def text(self) -> str:
        """Its words."""
        return self.it.text

    @property
    def is_placed(self) -> bool:
        """Whether an author wrote any of it."""
        return any(start >= 0 for start in self.starts)


class Base(Struct):
    """``notes`` are the lines of each note by its id in the article or the edition; ``calls`` the
    ids by those that the copy has (``foot:3``)."""

    source: Source
    article: Article
    lines: list[Line]
    notes: dict[str, list[Line]]
    calls: dict[str, str]
    copy: Copy

    def every(self) -> Iterator[Line]:
        """All lines, those of notes last."""
        yield from self.lines
        for lines in self.notes.values():
            yield from lines

    def alternatives(self) -> list[str]:
        """The descriptions of the article's pictures, in order."""
        return [block.alt for block in every(self.article.blocks) if isinstance(block, Picture)]


def made(
    data: bytes,
    record: Record,
    *,
    folder: Path | None = None,
    citations: CitationStyle | None = None,
    limits: Limits | None = None,
    file: str | None = None,
) -> Base:
    """Make the copy of an article again, as a record says. Raises what reading raises."""
    options = dict(record.options)
    article = read(
        data,
        audience="internal" if record.audience == "internal" else "public",
        limits=limits,
        base=folder,
        places=True,
    )
    policy = Policy(
        notes="end" if options.get("notes") == "end" else "foot",
        index=options.get("index", ""),  # type: ignore[arg-type]
        legend=options.get("legend") != "false",
        language=options.get("language", ""),
        citations=citations,
    )
    shown = DocxOptions(
        review=options.get("review") == "true",
        contents="never",
        restart=options.get("restart", "never"),  # type: ignore[arg-type]
    )
    written = traced(plan(article, policy), _theme(options, record.signs), shown)
    copy = read_copy(written.output.data)
    source = scan(data, file)
    calls = {f"{place}:{number}": note for (place, number), note in written.notes.items()}
    stories: dict[str, list[Inlines]] = {"body": [], "foot": [], "end": []}
    for kind, inlines in written.paragraphs:
        stories[kind].append(inlines)
    lines = _lines(source, copy.paragraphs, stories["body"])
    notes: dict[str, list[Line]] = {}
    for place in ("foot", "end"):
        waiting = stories[place]
        for key, paragraphs in copy.notes.items():
            if key.startswith(place):
                found = _lines(source, paragraphs, waiting)
                del waiting[: len(found)]
                for line in found:
                    line.note = calls[key]
                notes[calls[key]] = found
    return Base(source, article, lines, notes, calls, copy)


def _theme(options: Mapping[str, str], signs: Sequence[tuple[str, str]]) -> Theme:
    """The theme by its name, or for one that is not here any theme with its signs."""
    strength = options.get("signs", "")
    try:
        found = load(options.get("theme", "newspaper"))
    except ThemeError:
        looks = {look: Look(sign=sign) for look, sign in signs}
        found = replace(load("newspaper"), looks=looks, quiet=looks)
    return replace(found, signs=strength)


def _lines(source: Source, paragraphs: list[Paragraph], written: list[Inlines]) -> list[Line]:
    """Each paragraph with what it was made of: the next that has its words."""
    found, at = [], 0
    for it in paragraphs:
        line = Line(it, array("q", [-1]) * len(it.text), array("q", [-1]) * len(it.text))
        for number in range(at, min(len(written), at + 40)):
            text, starts, ends = _flat(source, written[number])
            offset = it.text.find(text) if text else (0 if not it.text else -1)
            if offset >= 0:
                line.starts[offset : offset + len(text)] = starts  # type: ignore[index]
                line.ends[offset : offset + len(text)] = ends  # type: ignore[index]
                at = number + 1
                break
        found.append(line)
    return found


_SIGNS: dict[type, str] = {NoteCall: NOTE, Image: IMAGE, Break: BREAK}


def _flat(source: Source, inlines: Inlines) -> tuple[str, array[int], array[int]]:
    """A line as the reader of Word copies has it."""
    pieces: list[str] = []
    starts, ends = array("q"), array("q")
    called = False
    for inline, words in zip(inlines, located(source, inlines), strict=True):
        match inline:
            case Run():
                pieces.append(words.text.replace("\r", BREAK))
                starts.extend(words.starts)
                ends.extend(words.ends)
            case NoteCall(first=False):
                pieces.append(inline.label)
                starts.extend([-1] * len(inline.label))
                ends.extend([-1] * len(inline.label))
            case NoteCall() | Image() | Break():
                sign = _SIGNS[type(inline)]
                if called and sign == NOTE:
                    sign = f"\u2009{sign}"
                pieces.append(sign)
                starts.extend([-1] * len(sign))
                ends.extend([-1] * len(sign))
        called = isinstance(inline, NoteCall)
    return "".join(pieces), starts, ends
