"""The checking desk's remarks as Word comments, one at each claim (ECMA-376 17.13.4)."""

from __future__ import annotations

from collections.abc import Iterable

from exporter.docx.front import part_xml
from exporter.docx.job import Job, Story
from exporter.docx.package import Part, Relationships
from exporter.docx.paragraphs import flatten
from exporter.docx.spans import Stretch
from exporter.docx.xml import quote, text
from exporter.model import Claim

__all__ = ["write_comments"]

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def write_comments(story: Story, found: Iterable[Stretch], relationships: Relationships) -> None:
    """Anchor a comment at the first part of every claim, and write the part."""
    job = story.job
    style = job.book.id("annotation reference")
    out: list[str] = []
    for stretch in found:
        claim = job.edition.article.claims.get(stretch.span)
        if claim is None or stretch.nth > 1:
            continue
        ident = len(out)
        out.append(_comment(job, claim, ident, style))
        start = f'<w:commentRangeStart w:id="{ident}"/>'
        story.out[stretch.first] = start + story.out[stretch.first]
        story.out[stretch.last] += (
            f'<w:commentRangeEnd w:id="{ident}"/><w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>'
            f'<w:commentReference w:id="{ident}"/></w:r>'
        )
    if out:
        part = Part("word/comments.xml", _TYPE, part_xml("comments", "".join(out)))
        relationships.add("comments", job.package.add(part).name)


def _comment(job: Job, claim: Claim, ident: int, reference: str) -> str:
    author = _author(job, claim)
    initials = "".join(word[0] for word in author.split())[:3].upper()
    when = next((each.when for each in reversed(claim.verifications) if len(each.when) == 10), "")
    date = f"{when}T00:00:00Z" if when else job.edition.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ")
    style = job.book.id("annotation text")
    mark = f'<w:r><w:rPr><w:rStyle w:val="{reference}"/></w:rPr><w:annotationRef/></w:r>'
    head = (
        f'<w:comment w:id="{ident}" w:author="{quote(author)}" w:date="{date}" '
        f'w:initials="{quote(initials)}">'
    )
    out = [head]
    for line in _lines(job, claim):
        out.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{mark}<w:r>{text(line)}</w:r></w:p>'
        )
        mark = ""
    return "".join((*out, "</w:comment>"))


def _author(job: Job, claim: Claim) -> str:
    names = [author.name for each in claim.verifications for author in each.by if author.name]
    return names[0] if names else job.word("checking-desk", "Checking desk")


def _lines(job: Job, claim: Claim) -> list[str]:
    """The status, what the check found, and what troubles the sourcing."""
    article = job.edition.article
    info = job.edition.spans.get(claim.id)
    out = [info.label if info else job.word("claim", "Claim")]
    for check in claim.verifications:
        status = article.statuses.get(check.status)
        head = status.label if status else ""
        if check.certainty:
            head = f"{head} ({job.word('certainty', 'certainty')}: {check.certainty})"
        heads = [head, flatten(check.note)]
        if line := ". ".join(" ".join(head.split()).rstrip(".") for head in heads if head.strip()):
            out.append(f"{line}.")
        if names := "; ".join(_source(job, source) for source in check.evidence):
            out.append(f"{job.word('source', 'Source')}: {names}")
    if not claim.sources and not claim.speech:
        out.append(job.word("no-source", "No source is given."))
    if not claim.status and not claim.verifications:
        out.append(job.word("not-checked", "No check is recorded."))
    lines = {claim.line, *(check.line for check in claim.verifications)} - {0}
    notices = (*job.options.report, *article.notices, *job.edition.notices)
    out += [f"{each.message} {each.fix}".strip() for each in notices if each.line in lines]
    return list(dict.fromkeys(out))


def _source(job: Job, ident: str) -> str:
    source = job.edition.article.sources.get(ident)
    if source is None:
        return ident
    return source.title or " ".join(flatten(source.text).split()).rstrip(".") or ident
