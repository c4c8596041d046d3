"""Runs of capitalised words that may be names, and what each is a name of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.suggestions.analysis.flags import (
    ADVERB,
    CAPITAL,
    CUE,
    ENDER,
    FUNCTION,
    GENITIVE,
    MARK,
    MODAL,
    OPEN,
    PERSON,
    QUOTE,
    TIME,
    VERB,
    WORD,
)
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.analysis.tokens import Token
from exporter.suggestions.names.lexicon import Lexicon
from exporter.values import Struct

__all__ = ["Candidate", "candidates"]


class Candidate(Struct):
    """The name's tokens are ``first`` to before ``end``; ``lead`` is where a title or office
    before it begins (``first`` where there is none). ``kind`` is ``person``, ``organisation``,
    ``place`` or ``unknown``; ``weak``: a capital at a sentence's start or in a heading proves
    nothing."""

    block: int
    first: int
    end: int
    lead: int
    kind: str
    weak: bool = False
    titled: bool = False


def candidates(prose: Prose, known: Lexicon, *, heading: bool) -> Iterator[Candidate]:
    """The candidates of a block, in order."""
    tokens = prose.tokens
    starts = {_first_word(prose, s) for s in prose.sentences}
    k = 0
    while k < len(tokens):
        if not _begins(tokens, k, known, at_start=k in starts):
            k += 1
            continue
        end = _run_end(prose, k, known)
        for made in _split(prose, k, end, known):
            made.kind = _parsed_kind(prose, made) or made.kind
            made.weak = heading or (made.first in starts and made.end - made.first == 1)
            yield made
        k = end


def _parsed_kind(prose: Prose, made: Candidate) -> str:
    """What a parser calls a name of which the rules know nothing; empty where it knows no more."""
    if prose.parse is None or made.kind not in ("unknown", "speaker", "place?"):
        return ""
    for _, end, kind in prose.parse.names:
        if end == made.end:
            return kind
    return ""


def _first_word(prose: Prose, sentence: tuple[int, int]) -> int:
    k, end = sentence
    while k < end - 1 and not prose.tokens[k].flags & WORD:
        k += 1
    return k


def _begins(tokens: Sequence[Token], k: int, known: Lexicon, *, at_start: bool) -> bool:
    token = tokens[k]
    if not token.flags & CAPITAL or not token.flags & WORD or token.low == "i":
        return False
    if token.low in known.indefinite and not _is_in_name(tokens, k):
        return False
    if len(token.text) > 1 and token.text.isupper() and token.low in known.known_organisations:
        return True
    if k and tokens[k - 1].flags & QUOTE:
        at_start = True
    if token.flags & FUNCTION and (at_start or len(token.text) < 4 or not token.text.isupper()):
        return token.flags & FUNCTION == MODAL and not at_start
    return not (at_start and token.flags & (ADVERB | CUE | VERB) and token.low not in known.given)


def _is_in_name(tokens: Sequence[Token], k: int) -> bool:
    """Whether a capital follows: ``Everybody Counts``, a charity."""
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    return following is not None and bool(
        following.flags & CAPITAL and following.flags & WORD and not following.flags & FUNCTION
    )


def _run_end(prose: Prose, k: int, known: Lexicon) -> int:
    """Where the run of capitals that begins at ``k`` ends, with "of", "for the" and the like
    inside names of organisations."""
    tokens = prose.tokens
    end = k + 1
    organisation = tokens[k].low in known.organisations
    while end < len(tokens):
        token = tokens[end]
        if token.flags & CAPITAL and token.flags & WORD and not token.flags & (GENITIVE | QUOTE):
            organisation = organisation or token.low in known.organisations
            end += 1
            continue
        step = _connector(tokens, end, known, organisation=organisation)
        if not step:
            break
        end += step
    while end > k + 1 and tokens[end - 1].flags & TIME and tokens[end - 1].low in known.never:
        end -= 1
    return end


def _connector(tokens: Sequence[Token], at: int, known: Lexicon, *, organisation: bool) -> int:
    """How many words at ``at`` tie the next capital to the name: 0 for none."""
    low = tokens[at].low
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        return 0
    capital = following.flags & CAPITAL and following.flags & WORD
    if low in known.particles and capital:
        return 1
    if low == "&" and capital:
        return 1
    office = tokens[at - 1].low in known.offices
    if not organisation and not office:
        return 0
    if low in ("of", "for", "on") and capital:
        return 1
    if low in ("of", "for", "on") and following.low == "the" and at + 2 < len(tokens):
        return 2 if tokens[at + 2].flags & CAPITAL and organisation else 0
    if low == "and" and capital and organisation:
        return int(_list_inside(tokens, at, known))
    return 0


def _list_inside(tokens: Sequence[Token], at: int, known: Lexicon) -> bool:
    """``Center for Strategic and International Studies``: "and" inside "for …"."""
    back = {t.low for t in tokens[max(0, at - 4) : at]}
    return (
        bool(back & {"for", "of", "on"})
        and tokens[at - 1].low not in known.organisations
        and (tokens[at + 1].low not in known.given)
    )


def _split(prose: Prose, k: int, end: int, known: Lexicon) -> Iterator[Candidate]:
    """A run may hold a title, an office, and a name: the name is what is marked."""
    tokens = prose.tokens
    first, lead, titled = k, k, False
    while first < end - 1 and tokens[first].low in known.titles:
        first, titled = first + 1, True
    if tokens[first].low in known.titles and first == end - 1:
        return
    given = _given(tokens, first, end, known)
    if given is not None and given > first:
        first = given
        titled = True
    words = [t.low for t in tokens[first:end]]
    if all(w in known.never or tokens[first + i].flags & TIME for i, w in enumerate(words)):
        return
    kind = "person" if titled else _kind(prose, first, end, known)
    yield Candidate(prose.number, first, end, lead, kind, titled=titled)


def _given(tokens: Sequence[Token], first: int, end: int, known: Lexicon) -> int | None:
    """Where a given name begins inside a run: ``Pentagon Spokesman John Kirby``."""
    for k in range(first, end - 1):
        if (
            tokens[k].low in known.given
            and tokens[k + 1].flags & CAPITAL
            and (tokens[k + 1].low not in known.organisations)
        ):
            before = {t.low for t in tokens[first:k]}
            if (
                k == first
                or before & (known.titles | known.organisations | known.offices)
                or any(t.flags & PERSON for t in tokens[first:k])
            ):
                return k
    return None


def _kind(prose: Prose, first: int, end: int, known: Lexicon) -> str:
    tokens = prose.tokens
    words = [t.low for t in tokens[first:end]]
    whole = " ".join(words)
    if whole in known.known_places or whole.rstrip(".") in known.known_places:
        return "place"
    if whole in known.known_organisations:
        return "organisation"
    if words[0] in known.given and len(words) in (2, 3, 4) and words[-1] not in known.organisations:
        return "person"
    if set(words) & known.organisations and (len(words) > 1):
        return "organisation"
    if words[-1] in known.suffixes or any(
        len(t.text) == 2 and t.text[1] == "." and t.text[0].isupper()
        for t in tokens[first + 1 : end]
    ):
        return "person"
    if len(words) > 1 and words[-1] in known.places:
        return "place"
    if (
        len(words) == 2
        and words[0] in known.areas
        and first > 0
        and tokens[first - 1].low in known.locative
    ):
        return "place"
    text = tokens[first].text
    if len(words) == 1 and text.isupper() and 2 <= len(text.replace(".", "")) <= 6:
        return "organisation"
    return _by_context(prose, first, end, known)


def _by_context(prose: Prose, first: int, end: int, known: Lexicon) -> str:
    """What the words around a name tell of it."""
    tokens = prose.tokens
    before = tokens[first - 1] if first else None
    after = tokens[end] if end < len(tokens) else None
    if before is not None and before.flags & PERSON and not before.flags & CAPITAL:
        return "person"
    if (
        end - first in (2, 3)
        and after is not None
        and after.text == ","
        and _told_of(tokens, end + 1)
    ):
        return "person"
    placed = before is not None and before.low in known.locative and end - first < 3
    if placed and (
        after is None or after.flags & (ENDER | MARK | OPEN) or after.low in (",", "on", "and")
    ):
        return "place?"
    if after is not None and after.flags & CUE and not after.flags & CAPITAL:
        return "speaker"
    return "unknown"


def _told_of(tokens: Sequence[Token], at: int) -> bool:
    """Whether an apposition speaks of a person: an age, ``a … analyst``, ``who``."""
    if at >= len(tokens):
        return False
    if tokens[at].text.isdigit() and len(tokens[at].text) < 3:
        return True
    if tokens[at].low == "who":
        return True
    for k in range(at, min(at + 8, len(tokens))):
        if tokens[k].flags & (ENDER | MARK) or tokens[k].text == ",":
            return False
        if tokens[k].flags & PERSON:
            return True
    return False
