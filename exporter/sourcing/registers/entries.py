"""What has an entry in the indexes, and the ids of the entries."""

from __future__ import annotations

from exporter.model import Article, Figure, Indexes
from exporter.sourcing.identifiers import Idents
from exporter.sourcing.notes.positions import Scan
from exporter.sourcing.registers.context import relies, statements

__all__ = ["entry_ids", "telling"]

_SMALL = 10


def entry_ids(article: Article, seen: Scan, index: Indexes, ids: Idents) -> dict[str, str]:
    """The id of the entry of everything that gets one. Agents, places and sources go by their
    own, so that the text's own links to them lead there; a speech by its speaker's."""
    if index == "none":
        return {}
    entries: dict[str, str] = {}
    if relies(article):
        entries |= {ident: ids.own(ident) for ident in article.sources}
    for span in (*article.claims, *article.corrections):
        entries[span] = ids.new(f"entry-{span}")
    if index != "all":
        return entries
    said = statements(article)
    for table in (article.agents, article.places):
        named = [ident for ident in table if ident in said or ident in seen.names]
        entries |= {ident: ids.own(ident) for ident in named}
    for figure in article.figures.values():
        if telling(figure):
            entries[figure.id] = ids.new(f"entry-{figure.id}")
    for speech in article.speeches.values():
        if speech.who and speech.who[0] in entries:
            entries[speech.id] = entries[speech.who[0]]
    return entries


def telling(figure: Figure) -> bool:
    """Whether the index of figures has it: one with a source of its own, a date too, but no small
    number in words ("one", "first")."""
    if not figure.sources:
        return False
    in_words = figure.kind == "number" and not any(map(str.isdigit, figure.text))
    return not (in_words and figure.value is not None and abs(figure.value) <= _SMALL)
