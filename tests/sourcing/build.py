"""Articles in shorthand, editions as plain text: so that a test shows what a reader would see.

``{c1:…}`` is a span: claim, figure (``f``), speech (``q``) or correction (``k``) by its first
letter; ``^n1^`` calls a note. In what :func:`shown` gives back, ``[1]`` is a call.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from exporter import model as m
from exporter.model.traversal import contents
from exporter.sourcing import Policy, plan
from exporter.values import replace

KINDS: dict[str, m.SpanKind] = {
    "c": "claim",
    "f": "figure",
    "q": "speech",
    "k": "correction",
}
TOKEN = re.compile(r"\{(\w+):|\}|\^(\w+)\^|([^{}^]+)")

MILLS = m.Agent("p.mi", "person", "Ada Mills", "harbour master")
OFFICIAL = m.Agent("p.an", "person", "a council official", unnamed=True)
AUDIT_OFFICE = m.Agent("o.au", "organisation", "Port Audit Office")
INTERVIEW = m.Source(
    "s.int",
    "interview",
    (m.Author("Ada Mills", "p.mi"),),
    date=m.DateValue(when="2026-02-27"),
)
AUDIT = m.Source(
    "s.aud",
    "document",
    (m.Author("Port Audit Office", "o.au"),),
    "Harbour Works Review",
    cited="12",
    cited_unit="page",
    original="https://audit.example/r7",
    archived="https://archive.example/r7",
    archived_on=m.DateValue(when="2026-02-28"),
)
NEWS = m.Source(
    "s.news",
    "news",
    title="Wall will cost twice as much",
    container="Example Courier",
    date=m.DateValue(when="2026-03-01"),
)
STATUSES = {
    "ok": m.Status("ok", "Supported", "supported"),
    "disputed": m.Status("disputed", "Disputed", "disputed"),
    "open": m.Status("open", "Not independently verified", "open"),
}


def inlines(text: str) -> m.Inlines:
    """Shorthand → inlines."""
    done: list[m.Inline] = []
    marks: list[m.Mark] = []
    for opened, called, words in TOKEN.findall(text):
        if opened:
            marks.append(m.Span(KINDS[opened[0]], opened))
        elif called:
            done.append(m.NoteCall(called, marks=tuple(marks)))
        elif words:
            done.append(m.Run(words, tuple(marks)))
        else:
            marks.pop()
    return tuple(done)


def article(
    *paragraphs: str | m.Block,
    claims: Sequence[m.Claim] = (),
    figures: Sequence[m.Figure] = (),
    speeches: Sequence[m.Speech] = (),
    corrections: Sequence[m.Correction] = (),
    notes: Sequence[m.WrittenNote] = (),
    relations: Sequence[m.Relation] = (),
    sources: Sequence[m.Source] = (INTERVIEW, AUDIT, NEWS),
    agents: Sequence[m.Agent] = (MILLS, OFFICIAL, AUDIT_OFFICE),
    meta: m.Metadata | None = None,
    lang: str = "en",
) -> m.Article:
    """An article of paragraphs in shorthand."""
    blocks = [m.Paragraph(inlines(p)) if isinstance(p, str) else p for p in paragraphs]
    return m.Article(
        meta=meta or m.Metadata("A title", date=m.DateValue(when="2026-03-02")),
        lang=lang,
        blocks=tuple(blocks),
        notes={note.id: note for note in notes},
        agents={agent.id: agent for agent in agents},
        places={},
        sources={source.id: source for source in sources},
        relations=tuple(relations),
        statuses=STATUSES,
        speeches={speech.id: speech for speech in speeches},
        figures={figure.id: figure for figure in figures},
        claims={claim.id: claim for claim in claims},
        corrections={correction.id: correction for correction in corrections},
        graphics={},
    )


def claim(ident: str, *sources: str, **rest: str) -> m.Claim:
    """A claim with sources."""
    return m.Claim(ident, f"text of {ident}", sources=sources, **rest)  # type: ignore[arg-type]


def figure(ident: str, *sources: str, **rest: str) -> m.Figure:
    """A quantity with sources."""
    return m.Figure(
        ident,
        "quantity",
        "10 km",
        value=Decimal(10),
        unit="km",
        sources=sources,
        **rest,  # type: ignore[arg-type]
    )


def speech(ident: str, who: str, *sources: str, direct: bool = True, within: str = "") -> m.Speech:
    """A speech by one speaker."""
    return m.Speech(ident, f"words of {ident}", (who,), (), direct, sources, within)


def note(ident: str, text: str = "", **rest: object) -> m.WrittenNote:
    """A written note of one paragraph, or without text."""
    blocks = (m.Paragraph(inlines(text)),) if text else ()
    return replace(m.WrittenNote(ident, blocks), **rest)


def planned(given: m.Article, **policy: object) -> m.Edition:
    """Planned without registers, unless asked for."""
    return plan(given, Policy(**{"registers": False, "legend": False, **policy}))  # type: ignore[arg-type]


def shown(blocks: m.Blocks | m.Inlines) -> str:
    """The text with its calls, a line a container, every space plain."""
    if blocks and isinstance(blocks[0], (m.Run, m.Break, m.Anchor, m.NoteCall, m.Image)):
        blocks = (m.Paragraph(blocks),)
    lines = []
    for part in contents(blocks):  # type: ignore[arg-type]
        text = ""
        for inline in part.inlines:
            match inline:
                case m.Run():
                    text += inline.text
                case m.NoteCall():
                    text += f"[{inline.label}]"
                case _:
                    pass
        lines.append(text.replace("\N{NO-BREAK SPACE}", " "))
    return "\n".join(lines)


def noted(edition: m.Edition) -> list[str]:
    """The texts of the notes."""
    return [shown(note.blocks) for note in edition.notes]
