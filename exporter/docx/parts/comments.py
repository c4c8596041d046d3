"""The checking desk's remarks as Word comments at their spans (ECMA-376 17.13.4).

At each claim stands how it was checked, signed by who checked it; at any span, what the rules
found about it, signed by the desk; at the title, what is about no span. Editors' comments, which
an article keeps, stand where they stood.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import itemgetter

from exporter.docx.body.bookmarks import Stretch
from exporter.docx.context import Job, Story
from exporter.docx.findings import findings
from exporter.docx.opc.package import Part, Relationships
from exporter.docx.opc.xml import part_xml, quote, text
from exporter.model import Claim, Verification
from exporter.model.traversal import flattened

__all__ = ["write_comments"]

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def write_comments(story: Story, found: Iterable[Stretch], relationships: Relationships) -> None:
    """Anchor the comments at the first part of their spans, and write the part.

    LibreOffice takes a comment for the note of the same id, so the comments' ids begin behind
    those of all notes.
    """
    job = story.job
    first = {stretch.span: stretch for stretch in found if stretch.nth == 1}
    said = findings(job, first)
    start = 1 + max(len(notes) for notes in job.ledger.order.values())
    out: list[str] = []
    if said.get("") and story.log:
        at = story.log[story.titled][0]
        first = {"": Stretch("", at, at, 1), **first}
    for span, stretch in first.items():
        for author, date, lines in _remarks(job, span, said.get(span, [])):
            ident = start + len(out)
            out.append(_comment(job, ident, author, date, lines))
            _anchor(story, stretch, ident)
    for at, anchor in story.called:
        comment = job.comments[anchor]
        ident = start + len(out)
        lines = [comment.text]
        out.append(
            _comment(job, ident, comment.author or job.word("checking-desk"), comment.when, lines)
        )
        _anchor(story, Stretch("", _before(story, at), at, 1), ident)
    if out:
        part = Part("word/comments.xml", _TYPE, part_xml("comments", "".join(out)))
        relationships.add("comments", job.package.add(part).name)


def _before(story: Story, at: int) -> int:
    """The last run before a place in its paragraph; the place itself where there is none."""
    logged = bisect_left(story.log, at, key=itemgetter(0))
    run = story.log[logged - 1][0] if logged else at
    return at if any("</w:p>" in piece for piece in story.out[run:at]) else run


def _remarks(job: Job, span: str, said: list[str]) -> Iterator[tuple[str, str, list[str]]]:
    """(author, day, lines): the check of a claim, and what the rules found."""
    claim = job.edition.article.claims.get(span)
    desk = job.word("checking-desk")
    if claim is not None and (todo := _todo(job, claim)):
        checks = claim.verifications
        names = [author.name for each in checks for author in each.by if author.name]
        days = [each.when for each in checks if len(each.when) == 10]
        yield names[0] if names else desk, days[-1] if days else "", _lines(job, claim, todo)
    if said:
        yield desk, "", said


def _anchor(story: Story, stretch: Stretch, ident: int) -> None:
    style = story.job.book.id("annotation reference")
    start = f'<w:commentRangeStart w:id="{ident}"/>'
    story.out[stretch.first] = start + story.out[stretch.first]
    story.out[stretch.last] += (
        f'<w:commentRangeEnd w:id="{ident}"/><w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>'
        f'<w:commentReference w:id="{ident}"/></w:r>'
    )


def _comment(job: Job, ident: int, author: str, day: str, lines: list[str]) -> str:
    initials = "".join(word[0] for word in author.split())[:3].upper()
    date = f"{day}T00:00:00Z" if day else job.edition.timestamp.strftime("%Y-%m-%dT%H:%M:%SZ")
    style, reference = job.book.id("annotation text"), job.book.id("annotation reference")
    mark = f'<w:r><w:rPr><w:rStyle w:val="{reference}"/></w:rPr><w:annotationRef/></w:r>'
    head = (
        f'<w:comment w:id="{ident}" w:author="{quote(author)}" w:date="{date}" '
        f'w:initials="{quote(initials)}">'
    )
    out = [head]
    for line in lines:
        out.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{mark}<w:r>{text(line)}</w:r></w:p>'
        )
        mark = ""
    return "".join((*out, "</w:comment>"))


def _todo(job: Job, claim: Claim) -> list[str]:
    """What is to be done about a claim; nothing where it was checked and found right."""
    info = job.edition.spans.get(claim.id)
    out: list[str] = []
    if not claim.sources and not claim.speech:
        out.append(job.word("todo-source"))
    if not claim.status and not claim.verifications:
        out.append(job.word("not-checked"))
    elif info is not None and info.standing in ("open", "disputed", "false"):
        out.append(job.word(f"todo-{info.standing}"))
    return out


def _lines(job: Job, claim: Claim, todo: list[str]) -> list[str]:
    """The status, what is to be done, and what the check found."""
    info = job.edition.spans.get(claim.id)
    out = [info.label if info else job.word("claim"), *todo]
    for check in claim.verifications:
        heads = [_standing(job, check), flattened(check.note)]
        if line := ". ".join(" ".join(head.split()).rstrip(".") for head in heads if head.strip()):
            out.append(f"{line}.")
        if names := "; ".join(_source(job, source) for source in check.evidence):
            out.append(f"{job.word('source')}: {names}")
    return list(dict.fromkeys(out))


def _standing(job: Job, check: Verification) -> str:
    """A check's status with how sure it is; a category of the article's own by its own name."""
    status = job.edition.article.statuses.get(check.status)
    own = status is not None and status.standing == "other" and status.label
    head = own or (job.edition.words.get(status.standing, status.label) if status else "")
    if not check.certainty:
        return head
    sure = job.edition.words.get(f"certainty-{check.certainty}", "")
    sure = sure or job.word("certainty", n=check.certainty)
    return f"{head} ({sure})" if head else sure


def _source(job: Job, ident: str) -> str:
    source = job.edition.article.sources.get(ident)
    if source is None:
        return ident
    return source.title or " ".join(flattened(source.text).split()).rstrip(".") or ident
