"""Who speaks, with all they say; and who and what is only named."""

from __future__ import annotations

from collections.abc import Sequence

from exporter.model import Appendix, Inlines, Item, ListBlock
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.notes.placement import excerpt
from exporter.sourcing.registers.context import Book, SaidBy, statements
from exporter.sourcing.registers.lists import entry, groups, index, sentences
from exporter.sourcing.wording.phrases import capitalised, joined

__all__ = ["names", "speakers"]

_LONG = 240
_QUOTES = "“”„‟‘’‚\"'«»‹› "


def speakers(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Speakers in the order in which they first speak, each with all they say."""
    said = statements(book.article)
    order = sorted(said, key=lambda ref: min(map(book.position, said[ref])))
    items = {ref: [_statement(book, span) for span in _outermost(book, said[ref])] for ref in order}
    heads = {ref: book.head(SaidBy(capitalised(book.by.name(ref)), (), ref)) for ref in order}
    named = {ref: book.entries[ref] for ref in order}
    return index(book, ids, "speakers", groups(book, items, heads, named))


def names(book: Book, ids: Idents) -> tuple[Appendix, ...]:
    """Everyone and everything named in the text that has an entry but does not speak, people by
    their surnames."""
    items: list[tuple[str, Item]] = []
    for agent in book.article.agents.values():
        if not (places := book.passages(agent.id)):
            continue
        about = book.own("" if _names_it(agent.name, agent.position) else agent.position)
        key, name = agent.name, capitalised(book.by.name(agent.id))
        if agent.kind == "person" and not agent.unnamed:
            key = _by_surname(agent.name, agent.surname)
            name = book.voice.tagged(key, agent.lang or book.article.lang)
        items.append((book.sorting(key), _name(book, name, about, places, book.entries[agent.id])))
    for place in book.article.places.values():
        if not (places := book.passages(place.id)):
            continue
        about = book.own("" if _names_it(place.name, place.country) else place.country)
        name = capitalised(book.voice.tagged(place.name, place.lang or book.article.lang))
        item = _name(book, name, about, places, book.entries[place.id])
        items.append((book.sorting(place.name), item))
    items.sort(key=lambda pair: pair[0])
    blocks = (ListBlock(tuple(item for _, item in items), "plain", lang=book.voice.foreign),)
    return index(book, ids, "names", blocks if items else ())


def _names_it(name: str, about: str) -> bool:
    """Whether a name has what is said about it already, a place its country at its end (“eastern
    Russia”, “Ostrussland”) or before small words (“Russie orientale”), a person described the
    office (“a harbour master”); “Mexico City” is in Mexico."""
    whole, part = name.casefold().rstrip(" .)]"), about.casefold().rstrip(" .")
    if not part or whole.endswith(part):
        return True
    return whole.startswith(f"{part} ") and name[len(part) :] == whole[len(part) :]


def _name(book: Book, name: Inlines, about: Inlines, places: Inlines, ident: str) -> Item:
    who = joined((name, about), book.voice.text("comma"))
    return entry(book.voice.phrase("index-entry", what=who, details=places), ident)


_PARTICLES = frozenset(
    ("al", "bin", "da", "de", "del", "den", "der", "di", "du", "la", "le", "van", "von", "zu")
)
"""Words that go with the surname behind them."""


def _by_surname(name: str, surname: str = "") -> str:
    """``Austin, Lloyd``: the surname first, which is what is marked as one, else the last word and
    the particles before it; names that begin with it (“Kim Jong Un”), of one word, with a comma,
    or not in Latin letters stay as they are, and so do descriptions such as “the foreign minister”,
    whose last word is no name."""
    if surname and surname in name:
        before, _, after = name.partition(surname)
        rest = " ".join(f"{before} {after}".split())
        return f"{surname}, {rest}" if before.strip() and rest else name
    words = name.split()
    if len(words) < 2 or "," in name or not name[:1].isascii() or words[-1][:1].islower():
        return name
    at = len(words) - 1
    while at > 1 and words[at - 1] in _PARTICLES:
        at -= 1
    return f"{' '.join(words[at:])}, {' '.join(words[:at])}"


def _outermost(book: Book, spans: Sequence[str]) -> list[str]:
    """In the order of the text, without what stands inside another of them."""
    done: list[str] = []
    reach = (-1, 0)
    for span in sorted(spans, key=lambda span: (book.position(span), book.end(span, last=True))):
        if book.position(span) < reach and book.end(span) <= reach:
            continue
        reach = max(reach, book.end(span))
        done.append(span)
    return done


def _statement(book: Book, span: str) -> Item:
    article = book.article
    if span in article.speeches:
        speech = article.speeches[span]
        text = excerpt(speech.text.strip(_QUOTES).rstrip(",;"), _LONG)
        words = book.voice.quoted(book.own(text)) if speech.direct else capitalised(book.own(text))
    else:
        claim = article.claims[span]
        words = capitalised(book.own(excerpt(claim.statement or claim.text, _LONG)))
    found = book.in_notes(book.spans[span].notes)
    return entry(sentences(book, book.place(span, words), found), "")
