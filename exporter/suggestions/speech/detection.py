"""The text of an article → speeches: found sentence by sentence, then joined where they go on."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.suggestions.analysis.flags import CAPITAL, DASH, ENDER, QUOTE, WORD
from exporter.suggestions.analysis.phrases import Span
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.speech.contents import content
from exporter.suggestions.speech.cues import Hit, hits
from exporter.values import Struct

__all__ = ["Speech", "article_speeches"]

Place = tuple[int, int, int]
"""A block's number, its first token, and the token after the last."""


class Speech(Struct):
    """``parts`` are in order; ``quoted`` is ``direct``, ``mixed`` or ``indirect``. ``source`` is
    the number of the entity that its words come from (a statement), or -1."""

    parts: list[Place]
    speaker: Place | None
    cue: Place | None
    quoted: str
    way: str
    how: str
    lemma: str
    classes: frozenset[str]
    negated: bool = False
    modal: bool = False
    score: float = 0.5
    source: int = -1


def article_speeches(blocks: Sequence[Prose]) -> list[Speech]:
    """All speeches of the blocks, in order of their cues."""
    found: list[Speech] = []
    waiting: Speech | None = None
    for prose in blocks:
        own = _Block(prose)
        own.read()
        turn = _transcribed(prose)
        continued = waiting is not None and turn is None and own.begins_quoted()
        if waiting is not None and continued:
            own.take_first(waiting)
        signed = _signed(prose) or turn
        if signed is not None:
            own.speeches.append(signed)
        announced = _announced(prose, own)
        if announced is None and continued and own.is_quoted():
            announced = waiting
        waiting = announced
        found += own.speeches
    return found


class _Block:
    """The speeches of one block, and which of its sentences are spoken for."""

    def __init__(self, prose: Prose) -> None:
        self.prose = prose
        self.speeches: list[Speech] = []
        self.ahead: list[int] = []

    def read(self) -> None:
        """Each sentence's speeches; a sentence of quotation alone goes on in what was said
        before it in the block, or begins what is said after it."""
        last: Speech | None = None
        for sentence in self.prose.sentences:
            made = self._sentence(sentence)
            if made:
                self.speeches += made
                quoting = [s for s in made if s.quoted != "indirect"]
                if quoting and self.ahead:
                    self._put_ahead(quoting[0])
                self.ahead = []
                saying = [s for s in made if s.classes & {"say", "tell", "quote"}]
                last = next(reversed(quoting or saying), None)
            elif self._all_quoted(sentence):
                if last is not None:
                    last.parts.append((self.prose.number, *self._without_end(sentence)))
                else:
                    self.ahead.append(sentence[0])
            else:
                last, self.ahead = None, []

    def _put_ahead(self, speech: Speech) -> None:
        if speech.quoted == "direct" and speech.way in ("before", "around"):
            spans = [s for s in self.prose.sentences if s[0] in self.ahead]
            speech.parts[:0] = [(self.prose.number, *self._without_end(s)) for s in spans]

    def _without_end(self, sentence: Span) -> Span:
        first, end = sentence
        while end > first and self.prose.quoted[end - 1] < 0:
            end -= 1
        while first < end and self.prose.quoted[first] < 0:
            first += 1
        return first, end

    def _all_quoted(self, sentence: Span) -> bool:
        prose = self.prose
        words = [k for k in range(*sentence) if prose.tokens[k].flags & WORD]
        inside = sum(1 for k in words if prose.quoted[k] >= 0)
        return bool(words) and inside >= 0.8 * len(words) and inside == len(words)

    def _sentence(self, sentence: Span) -> list[Speech]:
        own = list(hits(self.prose, sentence))
        made: list[Speech] = []
        for place, hit in enumerate(own):
            speech = _speech(self.prose, sentence, hit, own[place + 1 :])
            if speech is not None and not _repeats(made, speech):
                made.append(speech)
        return made

    def begins_quoted(self) -> bool:
        prose = self.prose
        return bool(prose.tokens) and bool(prose.sentences) and self._all_quoted(prose.sentences[0])

    def is_quoted(self) -> bool:
        """Whether the block is quotation and nothing else, so that the next may go on in it."""
        return not self.speeches and all(self._all_quoted(s) for s in self.prose.sentences)

    def take_first(self, speech: Speech) -> None:
        """Give the quotations with which the block begins to what was announced before it."""
        for sentence in self.prose.sentences:
            if not self._all_quoted(sentence):
                break
            if not any(
                p[1] < sentence[1] and sentence[0] < p[2] for s in self.speeches for p in s.parts
            ):
                speech.parts.append((self.prose.number, *self._without_end(sentence)))


def _repeats(made: Sequence[Speech], speech: Speech) -> bool:
    """Whether a quotation before a cue is another cue's already."""
    return any(p == q for other in made for p in other.parts for q in speech.parts)


def _speech(prose: Prose, sentence: Span, hit: Hit, following: Sequence[Hit]) -> Speech | None:
    assert hit.subject is not None
    found = content(prose, sentence, hit, following)
    if found is None:
        return None
    number = prose.number
    return Speech(
        parts=[(number, *part) for part in found.parts],
        speaker=(number, *hit.subject),
        cue=(number, *hit.group),
        quoted=found.quoted,
        way=found.way,
        how=hit.how,
        lemma=hit.cue.lemma,
        classes=hit.cue.classes,
        negated=hit.negated,
        modal=hit.modal,
    )


def _announced(prose: Prose, own: _Block) -> Speech | None:
    """A speech that the next block holds: this one ends with a cue and a colon, or with a
    quotation that is not closed."""
    if not prose.tokens:
        return None
    if prose.tokens[-1].text == ":":
        for sentence in prose.sentences[-1:]:
            for hit in hits(prose, sentence):
                if hit.cue.classes & {"say", "tell", "quote"}:
                    number = prose.number
                    speech = Speech(
                        [],
                        (number, *(hit.subject or hit.group)),
                        cue=(number, *hit.group),
                        quoted="direct",
                        way="colon",
                        how=hit.how,
                        lemma=hit.cue.lemma,
                        classes=hit.cue.classes,
                    )
                    own.speeches.append(speech)
                    return speech
    if prose.quotations and not prose.quotations[-1].closed and own.speeches:
        last = own.speeches[-1]
        if last.quoted != "indirect":
            return last
    return None


def _transcribed(prose: Prose) -> Speech | None:
    """``MILLS: …``: a turn of a transcript, the speaker in capitals; where the transcript is
    quoted, a quotation mark may stand before it."""
    tokens = prose.tokens
    begin = k = int(bool(tokens) and bool(tokens[0].flags & QUOTE))
    while k < min(begin + 4, len(tokens)) and tokens[k].text.isupper() and len(tokens[k].text) > 1:
        k += 1
    if k == begin or k + 1 >= len(tokens) or tokens[k].text != ":":
        return None
    number = prose.number
    return Speech(
        [(number, k + 1, len(tokens))],
        (number, begin, k),
        cue=None,
        quoted="direct",
        way="signed",
        how="signed",
        lemma="",
        classes=frozenset({"quote"}),
    )


def _signed(prose: Prose) -> Speech | None:
    """``“…” — Ada Mills``: a quotation with a name after a dash."""
    tokens = prose.tokens
    if not prose.quotations or prose.quotations[0].first != 0:
        return None
    quotation = prose.quotations[-1]
    k = quotation.last + 1
    if k + 1 >= len(tokens) or not tokens[k].flags & DASH or len(tokens) - k > 9:
        return None
    if not tokens[k + 1].flags & CAPITAL:
        return None
    end = len(tokens)
    while tokens[end - 1].flags & ENDER:
        end -= 1
    number = prose.number
    return Speech(
        [(number, 0, quotation.last + 1)],
        (number, k + 1, end),
        cue=None,
        quoted="direct",
        way="signed",
        how="signed",
        lemma="",
        classes=frozenset({"quote"}),
    )
