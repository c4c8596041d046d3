"""What each note says: its sources, how its claims stand, what was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exporter.model import (
    Article,
    Block,
    Blocks,
    Claim,
    Correction,
    Figure,
    Inline,
    Inlines,
    NoteCall,
    NoteLink,
    Paragraph,
    Run,
    Speech,
    WrittenNote,
)
from exporter.model.traversal import contents, mapped
from exporter.sourcing.citations.attribution import Attributor, Mention
from exporter.sourcing.citations.punctuation import ended
from exporter.sourcing.claim_status import State
from exporter.sourcing.inline_text import plain
from exporter.sourcing.notes.coverage import speech_of
from exporter.sourcing.notes.placement import excerpt
from exporter.sourcing.wording.dates import spoken_day
from exporter.sourcing.wording.phrases import Voice, capitalised, in_language, joined, run
from exporter.values import replace

__all__ = ["NoteWriter", "sentences"]


class NoteWriter:
    """Words the notes of one edition, asked for in the order of their numbers."""

    def __init__(self, article: Article, states: Mapping[str, State], by: Attributor) -> None:
        self.article = article
        self.states = states
        self.by = by
        self.voice: Voice = by.voice
        self._facts: Mapping[str, Speech | Claim | Figure] = {
            **article.figures,
            **article.speeches,
            **article.claims,
        }
        self._statuses: dict[tuple[str, str, str], str] = {}
        self._names: dict[str, list[str]] = {}

    def drafted(self, note: str, covers: Sequence[str]) -> Blocks:
        """A note that nobody wrote, for the spans it covers."""
        said: set[str] = set()
        sources = self._sources(note, covers, said) or self._sourceless(covers)
        return (Paragraph(sentences([sources, *self._remarks(covers, note, said)])),)

    def written(
        self, note: WrittenNote, covers: Sequence[str], within: Sequence[str] = ()
    ) -> tuple[Blocks, bool]:
        """A note that an author wrote. Its own words win; without any it is worded from its
        sources. How the claims it covers stand and what was corrected there is added, and their
        sources where the note names none; so too of ``within``, the spans in the note itself.
        Also tells whether the first words are the author's."""
        said: set[str] = set()
        if not _worded(note.blocks):
            sources = self._sources(note.id, covers, said, note.sources)
            text = sentences([sources, *self._remarks(covers, note.id, said)])
            return (Paragraph(text or self.voice.phrase("note-empty")),), False
        blocks = self._flat(note.blocks, note.id, said)
        silent = not note.sources and not self._names_source(note, covers)
        unsaid = [span for span in within if self._is_unsaid(note, span)]
        lead = self._lead(note.id, [*(covers if silent else ()), *unsaid], said)
        addition = sentences([lead, *self._remarks([*covers, *within], note.id, said)])
        self._count(note, said)
        if addition and not self.voice.speaks(note.lang or self.article.lang):
            addition = in_language(addition, self.voice.spoken)
        return (_appended(blocks, addition) if addition else blocks), True

    def _is_unsaid(self, note: WrittenNote, span: str) -> bool:
        """Whether a span in a note has a source that neither the note nor its words name."""
        fact = self._facts.get(span)
        if fact is None or set(fact.sources) <= set(note.sources):
            return False
        return not self._names_source(note, [span])

    def _count(self, note: WrittenNote, said: set[str]) -> None:
        """The note is one that cites the sources it names, whatever its words are."""
        for ident in note.sources:
            if ident not in said:
                self.by.cited[ident].append(note.id)

    def _sourceless(self, covers: Sequence[str]) -> Inlines:
        """That there is no source, where a claim has none and its check does not say why."""
        claims = [self.article.claims[span] for span in covers if span in self.article.claims]
        checked = any(check.note for claim in claims for check in claim.verifications)
        return run(self.voice.word("no-source")) if claims and not checked else ()

    def _lead(self, note: str, covers: Sequence[str], said: set[str]) -> Inlines:
        """The sources of what a note covers, named as such behind the author's words."""
        mentions = self._mentions(note, covers, said)
        if not mentions:
            return ()
        key = "source-lead" if len(mentions) == 1 else "sources-lead"
        words = capitalised(self.by.grouped(mentions))
        return ended(self.voice.phrase(key, sources=words), self.voice)

    def _sources(
        self, note: str, covers: Sequence[str], said: set[str], sources: Sequence[str] = ()
    ) -> Inlines:
        """One sentence of :meth:`_mentions`."""
        mentions = self._mentions(note, covers, said, sources)
        if len(mentions) == 1 and mentions[0].seen:
            return mentions[0].sentence
        return ended(capitalised(self.by.grouped(mentions)), self.voice)

    def _mentions(
        self, note: str, covers: Sequence[str], said: set[str], sources: Sequence[str] = ()
    ) -> list[Mention]:
        """The note's own sources, then every other source of the spans, in their order, each with
        who speaks in it, if it is this source that has their words."""
        who: dict[str, list[str]] = {source: [] for source in sources} if sources else {}
        direct: set[str] = set()
        for span in covers:
            fact = self._facts.get(span)
            if fact is None:
                continue
            speech = speech_of(self.article, fact)
            for source in fact.sources:
                held = who.setdefault(source, [])
                if speech and (not speech.sources or source in speech.sources):
                    for ref in speech.who:
                        if ref not in held:
                            held.append(ref)
                if speech is fact and speech.direct:
                    direct.add(source)
        order = list(who)
        if len(order) > 1:
            cited = {passive for source in who for passive in self.by.relied(source)}
            order.sort(key=lambda source: source in cited and not self.by.relied(source))
        mentions: list[Mention] = []
        for source in order:
            mention = self.by.mention(source, note, said, tuple(who[source]), source in direct)
            if mention:
                mentions.append(mention)
        return mentions

    def _remarks(self, covers: Sequence[str], note: str, said: set[str]) -> Iterator[Inlines]:
        article = self.article
        claims = [article.claims[span] for span in covers if span in article.claims]
        if claims:
            states = [self.states[claim.id] for claim in claims]
            alike = len(states) > 1 and self._alike(states)
            for claim, state in zip(claims, states, strict=True):
                if not state.plain:
                    yield self.standing(claim, state, len(claims) > 1 and not alike, note, said)
                    if alike:
                        break
        for span in covers if article.corrections else ():
            if span in article.corrections:
                yield correction_words(article.corrections[span], article.lang, self.voice)

    def _alike(self, states: Sequence[State]) -> bool:
        """Whether one sentence says it of all."""
        checks = [state.check for state in states if state.check]
        silent = not any(check.note or check.evidence for check in checks)
        return silent and len({self._standing_word(state) for state in states}) == 1

    def standing(
        self, claim: Claim, state: State, named: bool, note: str, said: set[str]
    ) -> Inlines:
        """``Disputed: …``; ``named`` says which claim is meant."""
        voice = self.voice
        word = run(self._standing_word(state))
        if named:
            start = excerpt(claim.text or claim.statement)
            about = voice.quoted(voice.tagged(start, self.article.lang))
            own = state.standing == "other"
            status = self._standing_word(state) if own else _lowered(self._standing_word(state))
            word = voice.phrase("status-of", claim=about, status=status)
        reason = state.check.note if state.check else ()
        if not voice.speaks(self.article.lang):
            reason = in_language(reason, self.article.lang)
        if reason:
            sentence = _begins_sentence(plain(reason))
            key = "status-sentence" if sentence else "status-because"
            word = voice.phrase(key, status=word, reason=reason)
        text = ended(capitalised(word), voice)
        evidence = state.check.evidence if state.check else ()
        found = [self.by.mention(ident, note, said) for ident in evidence]
        if mentions := [mention for mention in found if mention]:
            words = voice.phrase("evidence", sources=self.by.grouped(mentions))
            text = (*text, Run(" "), *ended(words, voice))
        return text

    def _standing_word(self, state: State) -> str:
        given = (state.standing, state.label, state.certainty)
        if given not in self._statuses:
            word = state.word(self.voice)
            key = f"cert-{state.certainty}"
            known = state.certainty and self.voice.knows(key)
            self._statuses[given] = self.voice.text(key, status=word) if known else word
        return self._statuses[given]

    def _names_source(self, note: WrittenNote, covers: Sequence[str]) -> bool:
        """Whether the note's own words name a source of what it covers."""
        idents = {
            ident: None
            for span in covers
            if span in self._facts
            for ident in self._facts[span].sources
        }
        if not idents:
            return False
        text = " ".join(plain(part.inlines) for part in contents(note.blocks)).casefold()
        return any(name in text for ident in idents for name in self._known(ident))

    def _known(self, ident: str) -> list[str]:
        """What a source goes by, in small letters."""
        if ident not in self._names:
            source = self.article.sources.get(ident)
            known = [source.title, source.original, source.archived] if source else []
            known += [author.name for author in source.authors] if source else []
            self._names[ident] = [name.casefold() for name in known if name]
        return self._names[ident]

    def _flat(self, blocks: Blocks, note: str, said: set[str], depth: int = 0) -> Blocks:
        """A note's blocks with the notes inside it put in brackets, where they are called."""

        def change(inlines: Inlines) -> Inlines:
            if NoteCall not in set(map(type, inlines)):
                return inlines
            done: list[Inline] = []
            for inline in inlines:
                if isinstance(inline, NoteCall):
                    done += self._opened(inline, note, said, depth)
                else:
                    done.append(inline)
            return tuple(done)

        return mapped(blocks, change)

    def _opened(self, call: NoteCall, note: str, said: set[str], depth: int) -> Inlines:
        if call.note in self.by.labels:
            label: Inlines = (Run(self.by.labels[call.note], (NoteLink(call.note),)),)
            return self.voice.phrase("see-note", citation="", n=label)
        inner = self.article.notes.get(call.note)
        if inner is None or depth > 8:
            return ()
        flat = self._flat(inner.blocks, note, said, depth + 1)
        parts = [part.inlines for part in contents(flat)]
        text = joined([part for part in parts if part], " ")
        if not text:
            text = self._sources(note, (), said, inner.sources)
        return self.voice.phrase("note-in-note", text=text) if text else ()


def _begins_sentence(text: str) -> bool:
    """Whether words begin with a capital. Behind a colon, English has one at a name alone; which
    is which no program sees, and a full stop is right before both."""
    letter = next(filter(str.isalpha, text), "")
    return letter.isupper() and not text[:1].isdigit()


def _lowered(words: str) -> str:
    """Words of ours as they are within a sentence."""
    return words[:1].lower() + words[1:]


def sentences(parts: Sequence[Inlines]) -> Inlines:
    """Sentences with a space between."""
    return joined(parts, " ")


def correction_words(correction: Correction, lang: str, voice: Voice) -> Inlines:
    """``Corrected on 4 March 2026: an earlier version said “2022”.``, which was in ``lang``."""
    date = spoken_day(correction.when, voice) if correction.when else ""
    kind = "corrected" if correction.former else "added"
    key = kind if date else f"{kind}-undated"
    former = voice.quoted(voice.tagged(correction.former, lang))
    return ended(voice.phrase(key, date=date, former=former), voice)


def _worded(blocks: Blocks) -> bool:
    return any(plain(part.inlines).strip() or part.inlines for part in contents(blocks)) or any(
        not isinstance(block, Paragraph) for block in blocks
    )


def _appended(blocks: Blocks, addition: Inlines) -> Blocks:
    last: Block = blocks[-1]
    if isinstance(last, Paragraph) and not last.role and len(blocks) == 1:
        return (*blocks[:-1], replace(last, content=(*last.content, Run(" "), *addition)))
    return (*blocks, Paragraph(addition))
