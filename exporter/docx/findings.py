"""Which finding of the checks belongs to which span."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePath

from exporter.docx.context import Job
from exporter.model import Article
from exporter.notices import Notice, Severity
from exporter.text.patterns import pattern

__all__ = ["findings"]

_NAMED = pattern(r"#(\w(?:[\w.-]*\w)?)")


def findings(job: Job, shown: Collection[str]) -> dict[str, list[str]]:
    """What there is to say, by the id of the span that it is about: the first that the message
    names (or whose source, speaker or check it names), else the one on its line. Warnings that
    are about no span in ``shown`` stand under the empty id."""
    article = job.edition.article
    owners: dict[str, str] = {}
    for name, span in _names(article):
        if span in shown:
            owners.setdefault(name, span)
    lines = {line: span for line, span in reversed([*_lines(article)]) if span in shown}
    out: dict[str, dict[str, None]] = {}
    for each in (*job.options.report, *article.notices, *job.edition.notices):
        named = (owners[name] for name in _NAMED.findall(each.message) if name in owners)
        span = next(named, "") or lines.get(each.line or 0, "")
        if span or each.severity > Severity.INFO:
            out.setdefault(span, {})[_worded(each, placed=bool(span))] = None
    return {span: [*said] for span, said in out.items()}


def _worded(notice: Notice, *, placed: bool) -> str:
    said = " ".join(f"{notice.message} {notice.fix} [{notice.rule}]".split())
    if placed or not notice.line:
        return said
    return f"{PurePath(notice.file or '').name}:{notice.line}: {said}"


def _names(article: Article) -> Iterator[tuple[str, str]]:
    """(an id, the span it stands for): the spans, then what is about them, then who is in them."""
    for kind in (article.claims, article.speeches, article.figures, article.corrections):
        yield from ((span, span) for span in kind)
    for claim in article.claims.values():
        yield from ((part, claim.id) for part in claim.parts)
        yield from ((check.id, claim.id) for check in claim.verifications)
    for claim in article.claims.values():
        yield from ((source, claim.id) for source in claim.sources)
    for speech in article.speeches.values():
        yield from ((source, speech.id) for source in speech.sources)
    for figure in article.figures.values():
        yield from ((source, figure.id) for source in figure.sources)
    for speech in article.speeches.values():
        yield from ((who, speech.id) for who in speech.who)


def _lines(article: Article) -> Iterator[tuple[int, str]]:
    for claim in article.claims.values():
        yield claim.line, claim.id
        yield from ((check.line, claim.id) for check in claim.verifications)
    for speech in article.speeches.values():
        yield speech.line, speech.id
    for figure in article.figures.values():
        yield figure.line, figure.id
    for correction in article.corrections.values():
        yield correction.line, correction.id
