"""Claims: what somebody is said to have said, and sentences with figures that nobody said."""

from __future__ import annotations

from exporter.suggestions.speech.suggester import Attributed
from exporter.suggestions.text_blocks import NESTED
from exporter.suggestions.workspace import Workspace

__all__ = ["OPEN", "suggest_claims"]

OPEN = "v.open"
"""The status that a claim gets: the article's own category for it, else one of this id."""

_REPORTED = frozenset({"say", "tell", "according", "show"})


def suggest_claims(work: Workspace, speeches: list[Attributed]) -> None:
    """Add a ``seg`` with status "not verified" in each reported speech, and around each sentence
    with a figure in which nobody speaks."""
    status = work.document.open_status or OPEN
    for made in [s for s in work.made if s.kind == "speech"]:
        if made.attribute("direct") == "true" or made.next or made.prev or made.score < 0.6:
            continue
        attributes = [("type", "claim")]
        if source := made.attribute("source"):
            attributes.append(("source", source))
        attributes.append(("ana", f"#{status}"))
        work.suggest(
            "claim",
            "seg",
            (made.block, made.start, made.end),
            attributes,
            score=made.score * 0.9,
            reason="somebody is said to have said it",
            prefix="c",
        )
    _with_figures(work, speeches, status)


def _with_figures(work: Workspace, speeches: list[Attributed], status: str) -> None:
    spoken = [(s.block, s.start, s.end) for s in work.made if s.kind == "speech"]
    figures = [
        s
        for s in work.made
        if s.kind == "figure" and s.score >= 0.8 and s.attribute("type") != "ordinal"
    ]
    done: set[tuple[int, int]] = set()
    for figure in figures:
        prose = work.document.prose[figure.block]
        if figure.block in work.document.headings:
            continue
        for first, end in prose.sentences:
            start, stop = prose.tokens[first].start, prose.tokens[end - 1].end
            if not start <= figure.start < stop or (figure.block, start) in done:
                continue
            done.add((figure.block, start))
            taken = any(b == figure.block and s < stop and start < e for b, s, e in spoken)
            if taken or NESTED in prose.text[start:stop]:
                continue
            last = end - 1
            while last > first and not prose.tokens[last].text[-1:].isalnum():
                last -= 1
            work.suggest(
                "claim",
                "seg",
                (figure.block, start, prose.tokens[last].end),
                [("type", "claim"), ("ana", f"#{status}")],
                score=0.5,
                reason="a figure that nobody is named for",
                prefix="c",
            )
    del speeches
