"""The title block: what the header says, worded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from exporter.model import (
    Anchor,
    Article,
    Block,
    Blocks,
    DateValue,
    Front,
    FrontLine,
    Heading,
    Inlines,
    Paragraph,
    Run,
    Span,
)
from exporter.model.traversal import Settle, contents
from exporter.sourcing.inline_text import plain
from exporter.sourcing.wording.dates import moment, spoken_date, spoken_day
from exporter.sourcing.wording.phrases import Voice, joined, linked, run
from exporter.values import replace

__all__ = ["front", "heading_levels", "published", "title_and_body"]

_EPOCH = datetime(1980, 1, 1, tzinfo=UTC)
_ADDRESS = re.compile(r"https?://\S+$")
_PUBLIC = frozenset({"ark", "handle", "isbn", "issn", "urn"})


def title_and_body(article: Article, voice: Voice) -> tuple[Inlines, Blocks]:
    """The title, and the body without a first heading that only repeats it: its runs, with notes
    and spans, become the title. An article without a title is called by its first heading."""
    head, number = _title_head(article)
    if head is not None:
        anchor = (Anchor(head.id),) if head.id else ()
        return (*anchor, *head.content), _without(article.blocks, head, number)
    words = voice.tagged(article.meta.title, article.lang) or run(voice.text("untitled"))
    return words, article.blocks


def _title_head(article: Article) -> tuple[Heading | None, Paragraph | None]:
    """The first heading, if it is the title, and the number of the page that begins before it."""
    title = article.meta.title
    path = _first_heading(article.blocks)
    head = path[-1] if path else None
    said = plain(head.content).strip() if isinstance(head, Heading) else ""
    if not isinstance(head, Heading) or not said or (title and _folded(said) != _folded(title)):
        return None, None
    first = path[0]
    return head, first if isinstance(first, Paragraph) else None


def front(article: Article, title: Inlines, voice: Voice) -> Front:
    """The whole block, its lines in the order of a newspaper's page."""
    subtitle = voice.tagged(article.meta.subtitle, article.lang)
    return Front(title, subtitle, tuple(_lines(article, voice)))


def heading_levels() -> Settle:
    """Turns the source's heading levels into levels without gaps, from 2 on."""
    return _Levels()


class _Levels:
    """Keeps the levels that are open."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def __call__(self, block: Block) -> Block:
        if type(block) is not Heading:
            return block
        while self._open and self._open[-1] >= block.level:
            self._open.pop()
        self._open.append(block.level)
        return replace(block, level=1 + len(self._open))


def _lines(article: Article, voice: Voice) -> Iterator[FrontLine]:
    meta = article.meta
    if article.audience == "internal":
        yield FrontLine("audience", run(voice.word("audience-internal")))
    number = _title_head(article)[1]
    if number is not None:
        yield FrontLine("milestone", number.content)
    if meta.series:
        yield FrontLine("series", voice.tagged(meta.series, article.lang))
    names = [voice.tagged(author.name, article.lang) for author in meta.authors if author.name]
    if names and not _has_byline(article):
        listed = voice.listed(names)
        turned = any("," in author.name for author in meta.authors)
        yield FrontLine("byline", listed if turned else voice.phrase("byline", names=listed))
    yield from _editors(article, voice)
    yield from _letter(article, voice)
    if (date := spoken_date(meta.date, voice)) and not _has_dateline(article):
        yield FrontLine("date", run(date[:1].upper() + date[1:]))
    if meta.publisher:
        yield FrontLine("publisher", voice.tagged(meta.publisher, article.lang))
    corrected = max((c.when for c in article.corrections.values() if c.when), default="")
    if corrected:
        date = spoken_day(corrected, voice)
        yield FrontLine("correction", voice.phrase("updated", date=date))
    if identifier := _identifier(article):
        yield FrontLine("identifier", identifier)
    yield from _rights(article, voice)


def _editors(article: Article, voice: Voice) -> Iterator[FrontLine]:
    """Who edited it, who translated it, and others with what they did."""
    meta = article.meta
    said = {author.name for author in meta.authors}
    by_task: dict[str, dict[str, None]] = {}
    for editor in meta.editors:
        if editor.name and (editor.name not in said or editor.task != "editor"):
            by_task.setdefault(editor.task, {})[editor.name] = None
    for task, people in by_task.items():
        names = voice.listed([voice.tagged(each, article.lang) for each in people])
        if task in ("editor", "translator"):
            key = "edited-by" if task == "editor" else "translated-by"
            yield FrontLine("editors", voice.phrase(key, names=names))
        else:
            words = voice.tagged(f"{task[:1].upper()}{task[1:]}: ", article.lang)
            yield FrontLine("editors", (*words, *names))


_LONGEST_LINK = 120
"""Signs of a licence that are one link; of a longer one the address stands by itself."""


def _rights(article: Article, voice: Voice) -> Iterator[FrontLine]:
    meta = article.meta
    rights = voice.tagged(meta.rights, article.lang)
    if not meta.licence or len(meta.rights) > _LONGEST_LINK:
        if rights:
            yield FrontLine("rights", rights)
        rights = ()
    if meta.licence:
        yield FrontLine("rights", linked(rights or run(meta.licence), meta.licence))


_STEPS = {
    "sent": "letter-from",
    "received": "letter-to",
    "forwarded": "letter-forwarded",
    "redirected": "letter-forwarded",
    "transmitted": "letter-transmitted",
}


def _letter(article: Article, voice: Voice) -> Iterator[FrontLine]:
    """Who wrote, to whom, where and when: a line for each step of the letter's way."""
    for step in article.meta.letter:
        who = voice.listed([voice.tagged(author.name, article.lang) for author in step.who])
        if who and step.kind in _STEPS:
            who = voice.phrase(_STEPS[step.kind], who=who)
        elif who and step.kind:
            kind = f"{step.kind[:1].upper()}{step.kind[1:]}: "
            who = (*voice.tagged(kind, article.lang), *who)
        where = [voice.tagged(place, article.lang) for place in step.places]
        date = run(spoken_date(step.date, voice))
        parts = [
            part for part in (who, *where, date, voice.tagged(step.words, article.lang)) if part
        ]
        if parts:
            yield FrontLine("letter", joined(parts, voice.text("comma")))


def _identifier(article: Article) -> Inlines:
    """The first identifier that means something outside the newsroom, a link where it is one."""
    for kind, value in article.meta.identifiers:
        if _ADDRESS.match(value):
            return linked(run(value), value)
        if kind.lower() == "doi":
            return linked(run(f"doi:{value}"), f"https://doi.org/{value}")
        if kind.lower() in _PUBLIC:
            return run(f"{kind.upper()} {value}")
    return ()


def _has_byline(article: Article) -> bool:
    """Whether the body says the authors' names at its start."""
    text = " ".join(
        plain(block.content)
        for block in article.blocks[:4]
        if isinstance(block, Paragraph) and block.role == "byline"
    )
    return bool(text) and all(author.name in text for author in article.meta.authors)


def _has_dateline(article: Article) -> bool:
    """Whether the body says the day of publication at its start."""
    published = article.meta.date
    if published is None or not published.when:
        return False
    return any(
        isinstance(mark, Span)
        and (figure := article.figures.get(mark.id)) is not None
        and figure.date is not None
        and figure.date.when == published.when
        for block in article.blocks[:4]
        if isinstance(block, Paragraph) and block.role == "dateline"
        for run_ in block.content
        if isinstance(run_, Run)
        for mark in run_.marks
    )


def _first_heading(blocks: Blocks) -> tuple[Block, ...]:
    """The first block with text, if it is a heading: itself at the end of the tuple, before it the
    number of the page that begins there."""
    before: tuple[Block, ...] = ()
    for block in blocks:
        if isinstance(block, Heading):
            return (*before, block)
        if isinstance(block, Paragraph) and block.role == "milestone":
            before = before or (block,)
            continue
        inner = getattr(block, "blocks", ())
        if inner:
            found = _first_heading(inner)
            return (*before, *found) if found else ()
        if any(plain(part.inlines).strip() for part in contents((block,))):
            return ()
    return ()


def _without(blocks: Blocks, head: Heading, number: Paragraph | None) -> Blocks:
    done: list[Block] = []
    for block in blocks:
        if block is head or block is number:
            continue
        inner: Blocks = getattr(block, "blocks", ())
        if inner and _holds(inner, head):
            rest = _without(inner, head, number)
            if rest:
                done.append(replace(block, blocks=rest))
        else:
            done.append(block)
    return tuple(done)


def _holds(blocks: Blocks, head: Heading) -> bool:
    first = _first_heading(blocks)
    return bool(first) and first[-1] is head


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def published(article: Article) -> datetime:
    """The day of publication, else of the last change, else 1980."""
    if day := moment(article.meta.date):
        return day
    days = [moment(DateValue(when=change.when)) for change in article.meta.changes]
    return max((day for day in days if day), default=_EPOCH)
