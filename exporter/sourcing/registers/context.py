"""What the indexes look things up in, and the words they share."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from exporter.model import (
    Article,
    Claim,
    Figure,
    Inlines,
    NoteLink,
    PageNumber,
    Run,
    SpanInfo,
    Speech,
    WrittenNote,
)
from exporter.model.traversal import Container
from exporter.sourcing.citations.attribution import Attributor
from exporter.sourcing.inline_text import plain
from exporter.sourcing.notes.coverage import speech_of
from exporter.sourcing.notes.placement import excerpt
from exporter.sourcing.notes.positions import Scan
from exporter.sourcing.wording.phrases import (
    Voice,
    capitalised,
    joined,
    linked,
    run,
    speak,
    unlinked,
)
from exporter.values import Value, field

__all__ = ["Book", "SaidBy", "own_sources", "relies", "statements", "unheard"]


class SaidBy(Value):
    """Who says something: names, what they cite, and the agent's id where it is one."""

    names: Inlines
    citing: Inlines = ()
    ref: str = ""


class Book(Value):
    """``mentions`` are the ids of the names of each agent or place, those in one container
    together; ``entries`` the id of the entry of each span, agent, place and source; ``labels``
    those of notes; ``shorts`` fills with the sources worded so far, ``used`` with the ids that
    are linked to."""

    article: Article
    by: Attributor
    seen: Scan
    containers: Sequence[Container]
    mentions: Mapping[str, Sequence[tuple[str, ...]]]
    spans: Mapping[str, SpanInfo]
    entries: Mapping[str, str]
    labels: Mapping[str, str]
    shorts: dict[str, Inlines] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    @property
    def voice(self) -> Voice:
        return self.by.voice

    def own(self, text: str) -> Inlines:
        """Text of the article, marked with its language where the indexes speak another."""
        return self.voice.tagged(text, self.article.lang)

    def position(self, span: str) -> tuple[int, int]:
        """Where a span begins, for ordering; what stands nowhere comes last."""
        place = self.seen.spans.get(span)
        return (place.first, place.start) if place else (len(self.containers), 0)

    def end(self, span: str, *, last: bool = False) -> tuple[int, int]:
        """Where a span ends; with ``last``, a key that puts the longer span first."""
        place = self.seen.spans.get(span)
        end = (place.last, place.end) if place else (len(self.containers), 0)
        return (-end[0], -end[1]) if last else end

    def place(self, span: str, text: Inlines) -> Inlines:
        """The text, a link to the span where that is in the article."""
        if span not in self.seen.spans:
            return text
        self.used.add(span)
        return linked(text, f"#{span}")

    def passages(self, ident: str) -> Inlines:
        """Links to the passages that name somebody: their pages where there are pages, else their
        numbers in a row."""
        found: list[Inlines] = []
        for number, (first, *more) in enumerate(self.mentions.get(ident, ()), 1):
            self.used.add(first)
            found.append((Run(self.voice.label(number), (PageNumber(first, tuple(more)),)),))
        return joined(found, self.voice.text("comma"))

    def notes(self, idents: Sequence[str]) -> Inlines:
        """Labels of notes, each a link."""
        refs: list[Inlines] = [
            (Run(self.labels[ident], (NoteLink(ident),)),)
            for ident in dict.fromkeys(idents)
            if ident in self.labels
        ]
        return joined(refs, self.voice.text("comma"))

    def in_notes(self, idents: Sequence[str]) -> Inlines:
        """``note 3``, ``notes 3, 5``; nothing without notes."""
        refs = self.notes(idents)
        if not refs:
            return ()
        return self.voice.phrase("in-note" if len(refs) == 1 else "in-notes", n=refs)

    def short(self, sources: Sequence[str]) -> Inlines:
        """Sources in short form, each a link to its entry."""
        found: list[Inlines] = []
        for ident in sources:
            if ident in self.article.sources:
                if ident not in self.shorts:
                    words = capitalised(unlinked(self.by.short(self.article.sources[ident])))
                    entry = self.entries.get(ident)
                    self.shorts[ident] = linked(words, f"#{entry}") if entry else words
                self.used.update(filter(None, [self.entries.get(ident)]))
                found.append(self.shorts[ident])
        return joined(found, self.voice.text("semicolon"))

    def sorting(self, text: str) -> str:
        """The key of the alphabet: letters and digits without accents, case or article, be it one
        of the article's language or of the indexes'."""
        folded = unicodedata.normalize("NFKD", text.casefold())
        words = "".join(c for c in folded if c.isalnum() or c.isspace()).split()
        voices = self.voice, speak(self.article.lang)
        articles = [word for voice in voices for word in voice.text("articles").split()]
        if len(words) > 1 and words[0] in articles:
            words = words[1:]
        return " ".join(words)

    def said_by(self, span: Claim | Figure) -> SaidBy:
        """Who says it: the speaker, else the authors of its sources, else the article."""
        speech = speech_of(self.article, span)
        sources = own_sources(self.article, span)
        refs = [ref for ref in (speech.who if speech else ()) if self.by.name(ref)]
        names = [self.by.name(ref) for ref in refs]
        if not names:
            refs, names = [], list(self._authors(sources))
        if not names:
            text = self.voice.text("the-article" if not sources else "no-author")
            return SaidBy(run(text))
        heard = [s for s in sources if speech is None or s in speech.sources]
        chain = [passive for ident in heard for passive in self.by.relied(ident)]
        from_whom = [words for ident in dict.fromkeys(chain) if (words := self._origin(ident))]
        listed = capitalised(self.voice.listed(names))
        if not from_whom:
            return SaidBy(listed, (), refs[0] if len(refs) == 1 else "")
        citing = self.voice.phrase("citing", what=self.voice.listed(from_whom))
        return SaidBy(listed, citing, refs[0] if len(refs) == 1 else "")

    def head(self, said: SaidBy) -> Inlines:
        """The head over what somebody says: name and position."""
        agent = self.article.agents.get(said.ref)
        position = self.by.position(agent) if agent else ()
        words = joined((said.names, position), self.voice.text("comma"))
        if agent is None or self.article.audience != "internal" or not agent.other_names:
            return words
        other = self.voice.listed([self.own(name) for name in agent.other_names])
        known = self.voice.phrase("also-named", names=other)
        return joined((words, known), self.voice.text("semicolon"))

    def _authors(self, sources: Sequence[str]) -> Iterator[Inlines]:
        met: set[str] = set()
        for ident in sources:
            source = self.article.sources.get(ident)
            if source is None:
                if stranger := self.by.name(ident):
                    yield stranger
                continue
            tellers = [self.article.agents[ref].name for ref in self.by.tellers.get(ident, ())]
            for name in [author.name for author in source.authors] or tellers:
                if name not in met:
                    met.add(name)
                    yield self.voice.tagged(name, source.lang or self.article.lang)

    def _origin(self, ident: str) -> Inlines:
        source = self.article.sources.get(ident)
        if source is None:
            return self.by.name(ident)
        if source.authors:
            return self.voice.listed([self.own(author.name) for author in source.authors])
        return self.own(source.title or excerpt(plain(source.text)))


def relies(article: Article) -> bool:
    """Whether anything in the article names a source; a bibliography alone is no register."""
    tables: tuple[Mapping[str, Claim | Figure | Speech | WrittenNote], ...] = (
        article.claims,
        article.figures,
        article.speeches,
        article.notes,
    )
    return any(span.sources for table in tables for span in table.values()) or any(
        check.evidence for claim in article.claims.values() for check in claim.verifications
    )


def own_sources(article: Article, span: Claim | Figure) -> Sequence[str]:
    """The sources of a claim or figure, else of the claim or the speech it is in."""
    if span.sources:
        return span.sources
    if isinstance(span, Figure) and span.claim in article.claims:
        return own_sources(article, article.claims[span.claim])
    speech = speech_of(article, span)
    return speech.sources if speech else ()


def statements(article: Article) -> dict[str, list[str]]:
    """What each agent says, as ids of spans: speeches, and the claims that are in no speech of
    theirs but have a source that is by them."""
    found: dict[str, list[str]] = {}
    for speech in article.speeches.values():
        for ref in speech.who:
            if ref in article.agents:
                found.setdefault(ref, []).append(speech.id)
    for claim in article.claims.values():
        if claim.speech:
            continue
        sources = (article.sources.get(ident) for ident in claim.sources)
        refs = {author.ref for source in sources if source for author in source.authors}
        for ref in sorted(refs & article.agents.keys()):
            found.setdefault(ref, []).append(claim.id)
    return found


def unheard(article: Article) -> list[str]:
    """The agents and places that say nothing: the index of names is theirs, that of speakers has
    the others."""
    said = statements(article)
    return [ref for ref in (*article.agents, *article.places) if ref not in said]
