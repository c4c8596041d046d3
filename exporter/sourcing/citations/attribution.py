"""Who says it, and who they have it from: the words around a citation.

``Antony Blinken, US secretary of state, press conference, 31 October 2024, citing US intelligence
reports``: name and position, the source, what the source relies on by the relations of the
article (TEI ``relation[@name='cites']``), step by step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from exporter.model import Agent, Article, Author, Inlines, NoteLink, Run, Source
from exporter.notices import Notice, Severity
from exporter.sourcing.citations.punctuation import ended
from exporter.sourcing.inline_text import plain
from exporter.sourcing.policy import CitationStyle
from exporter.sourcing.wording.dates import spoken_date
from exporter.sourcing.wording.phrases import Voice, capitalised, joined, linked, run
from exporter.values import Struct, Value, field

__all__ = ["Attributor", "Mention"]

_CHAIN = 3
_FURTHEST = 40
"""Steps back from a source that a note goes; the register has the rest."""
_VOICES = frozenset(["briefing", "interview", "press-release", "speech", "statement", "testimony"])


class Mention(Value):
    """A source as one note mentions it. ``seen`` is the id of the note that has it in full, empty
    where this one does; ``led`` are then the same words with a reference to that note, and
    ``sentence`` is all that as a sentence. ``wide`` says that an address stands at the end."""

    inlines: Inlines
    seen: str = ""
    led: Inlines = ()
    sentence: Inlines = ()
    wide: bool = False


class Attributor(Struct):
    """Words sources, and remembers in which note each stood first; ``cut`` are the notes that do
    not go back to the last source of a chain."""

    article: Article
    voice: Voice
    style: CitationStyle
    labels: Mapping[str, str]
    first: dict[str, str] = field(default_factory=dict)
    cited: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    cites: Mapping[str, Sequence[str]] = field(default_factory=dict)
    told: Mapping[str, Sequence[str]] = field(default_factory=dict)
    tellers: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)
    _shorts: dict[str, Inlines] = field(default_factory=dict)
    _again: dict[tuple[str, tuple[str, ...], bool], Mention] = field(default_factory=dict)
    _comma: str = ""
    _semicolon: str = ""

    def __post_init__(self) -> None:
        self._comma, self._semicolon = self.voice.text("comma"), self.voice.text("semicolon")
        cites: dict[str, list[str]] = defaultdict(list)
        told: dict[str, list[str]] = defaultdict(list)
        tellers: dict[str, list[str]] = defaultdict(list)
        for relation in self.article.relations:
            if relation.name == "cites":
                for active in relation.active:
                    cites[active] += [p for p in relation.passive if p not in cites[active]]
            elif relation.name == "told":
                for source in relation.sources:
                    told[source] += [p for p in relation.passive if p not in told[source]]
                    known = [p for p in relation.active if p in self.article.agents]
                    tellers[source] += [p for p in known if p not in tellers[source]]
        self.cites, self.told, self.tellers = dict(cites), dict(told), dict(tellers)

    def mention(
        self,
        ident: str,
        note: str,
        said: set[str],
        who: tuple[str, ...] = (),
        direct: bool = False,
        depth: int = 0,
    ) -> Mention | None:
        """One source for one note; None where the note has it already. ``said`` grows; ``depth``
        counts the steps back from the source that the note is about."""
        if ident in said:
            return None
        said.add(ident)
        self.cited[ident].append(note)
        if ident in self.first:
            key = (ident, who, direct)
            again = self._again.get(key)
            if again is None:
                again = self._again[key] = self._later(*key)
            return again
        source = self.article.sources.get(ident)
        if source is None:
            return Mention(self._stranger(ident))
        self.first[ident] = note
        speakers, others = self._parted(source, who)
        core = self.style.full(source, self.byline(source, speakers), self.voice.lang)
        chain, wide = self._chain(ident, note, said, depth)
        access = self.access(source)
        parts = (core, access, chain) if wide else (core, chain, access)
        words = self._by(others, direct, joined(parts, self._comma))
        return Mention(words, wide=bool(access or wide))

    def _later(self, ident: str, who: tuple[str, ...], direct: bool) -> Mention:
        """A source that an earlier note has in full."""
        source, seen = self.article.sources[ident], self.first[ident]
        speakers, others = self._parted(source, who)
        short = self.short(source)
        if not source.authors and speakers:
            short = self._introduced(short, speakers)
        words = self._by(others, direct, short)
        label: Inlines = (Run(self.labels[seen], (NoteLink(seen),)),)
        led = self.voice.phrase("see-note", citation=words, n=label)
        return Mention(words, seen, led, ended(capitalised(led), self.voice))

    def short(self, source: Source) -> Inlines:
        """The short form, worded once."""
        if source.id not in self._shorts:
            self._shorts[source.id] = self.style.short(source, self.voice.lang)
        return self._shorts[source.id]

    def byline(self, source: Source, speakers: Sequence[str] = ()) -> Inlines:
        """The authors of a source, or those who speak in it, with their positions."""
        authors = source.authors or tuple(
            Author(self.article.agents[ref].name, ref)
            for ref in speakers or self.tellers.get(source.id, ())
        )
        several = len(authors) > 1
        named = self.voice.listed([self._author(author, source, several) for author in authors])
        heard = [self.name(ident) for ident in self.told.get(source.id, ())]
        heard = [name for name in heard if name and plain(name) not in plain(source.text)]
        if not heard or not named:
            return named
        to = self.voice.phrase("told", to=self.voice.listed(heard))
        return joined((named, to), self._comma)

    def notices(self) -> list[Notice]:
        """What is said of chains that are longer than a note can tell."""
        if not self.cut:
            return []
        notes = "A note" if len(self.cut) == 1 else f"{len(self.cut):,} notes"
        message = f"{notes} would name more than {_FURTHEST} sources, each citing the next."
        fix = "Are all these relations meant? The rest is in the register of sources alone."
        return [Notice("chain-cut", Severity.WARNING, message, self.article.file, fix=fix)]

    def person(self, ident: str) -> Inlines:
        """Name and position; an unnamed source by its public description."""
        agent = self.article.agents.get(ident)
        if agent is None:
            return run(ident)
        return joined((self.name(ident), self.position(agent)), self._comma)

    def name(self, ident: str) -> Inlines:
        """The name alone, marked with its language where it is another."""
        agent = self.article.agents.get(ident)
        return self.voice.tagged(agent.name, agent.lang or self.article.lang) if agent else ()

    def access(self, source: Source) -> Inlines:
        """Where a reader can look: the archived copy, else the address; the day of the look only
        where the source has no date of its own."""
        parts: list[Inlines] = []
        if not source.date and source.accessed:
            date = spoken_date(source.accessed, self.voice)
            parts.append(self.voice.phrase("accessed", date=date))
        if source.archived:
            url = linked(run(source.archived), source.archived)
            date = spoken_date(source.archived_on, self.voice)
            key = "archived" if date else "archived-undated"
            parts.append(self.voice.phrase(key, date=date, url=url))
        elif source.original:
            parts.append(linked(run(source.original), source.original))
        return joined(parts, self._comma)

    def relied(self, ident: str) -> Sequence[str]:
        """What a source is known to rely on; nothing where that is so much that no single
        statement can be said to rest on it."""
        passive = self.cites.get(ident, ())
        return passive if len(passive) <= _CHAIN else ()

    def grouped(self, mentions: Sequence[Mention]) -> Inlines:
        """Mentions joined, the reference to an earlier note once for those it serves."""
        if len(mentions) == 1:
            return mentions[0].led or mentions[0].inlines
        following = [mention.seen for mention in mentions[1:]]
        parts = [
            mention.led if mention.seen and mention.seen != after else mention.inlines
            for mention, after in zip_longest(mentions, following)
        ]
        return joined(parts, self._semicolon)

    def _author(self, author: Author, source: Source, several: bool) -> Inlines:
        agent = self.article.agents.get(author.ref)
        lang = (agent.lang if agent else source.lang) or self.article.lang
        name = self.voice.tagged(author.name, lang)
        position = self.position(agent) if agent else ()
        if not position:
            return name
        if several:
            return self.voice.phrase("name-position", name=name, position=position)
        return joined((name, position), self._comma)

    def position(self, agent: Agent) -> Inlines:
        """The position, unless the name says it already."""
        if agent.position.casefold() in agent.name.casefold():
            return ()
        return self.voice.tagged(agent.position, agent.lang or self.article.lang)

    def _parted(self, source: Source, who: Sequence[str]) -> tuple[list[str], list[str]]:
        """Of those who speak: who the source itself is by, and who is only quoted in it."""
        own: list[str] = []
        others: list[str] = []
        if not who:
            return own, others
        start = plain(source.text).lstrip()
        refs = {author.ref for author in source.authors}
        names = {author.name for author in source.authors}
        for ref in who:
            agent = self.article.agents.get(ref)
            if agent is None:
                continue
            spoken = not source.authors and (
                source.type in _VOICES
                or start.startswith(agent.name)
                or not (start or source.title)
            )
            mine = ref in refs or agent.name in names or spoken
            (own if mine else others).append(ref)
        return own, others

    def _introduced(self, short: Inlines, speakers: Sequence[str]) -> Inlines:
        names = self.voice.listed([self.name(ref) for ref in speakers])
        if plain(short).startswith(plain(names)):
            return short
        return joined((names, short), self._comma)

    def _by(self, others: Sequence[str], direct: bool, citation: Inlines) -> Inlines:
        """Those who speak, quoted in or reported by a source that is not theirs."""
        if not others:
            return citation
        several = len(others) > 1
        named: list[Inlines] = []
        for ref in others:
            position = self.position(self.article.agents[ref])
            if several and position:
                pair = {"name": self.name(ref), "position": position}
                named.append(self.voice.phrase("name-position", **pair))
            else:
                named.append(joined((self.name(ref), position), self._comma))
        key = "quoted-in" if direct else "according-to"
        return self.voice.phrase(key, who=self.voice.listed(named), citation=citation)

    def _chain(self, ident: str, note: str, said: set[str], depth: int) -> tuple[Inlines, bool]:
        """What a source relies on, as far back as it is known; whether an address is in it."""
        parts: list[Inlines] = []
        wide = False
        if depth >= _FURTHEST and self.relied(ident):
            self.cut.add(note)
            return (), False
        for passive in self.relied(ident):
            if passive in self.article.agents:
                parts.append(self.person(passive))
            elif mention := self.mention(passive, note, said, depth=depth + 1):
                parts.append(self.grouped((mention,)))
                wide = wide or mention.wide
        if not parts:
            return (), False
        key = "citing-further" if depth else "citing"
        return self.voice.phrase(key, what=self.voice.listed(parts)), wide

    def _stranger(self, ident: str) -> Inlines:
        if ident in self.article.agents:
            return self.person(ident)
        return self.voice.phrase("source-missing", id=ident)
