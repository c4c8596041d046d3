"""Runs the suggesters over an article and makes their suggestions fit together."""

from __future__ import annotations

from collections.abc import Collection

from exporter.model import Article
from exporter.suggestions.claims import suggest_claims
from exporter.suggestions.document import Document, open_document
from exporter.suggestions.figures.suggester import suggest_figures
from exporter.suggestions.fitting import fitted
from exporter.suggestions.names.cast import cast
from exporter.suggestions.names.suggester import suggest_names
from exporter.suggestions.sources import suggest_sources
from exporter.suggestions.speech.suggester import attributed, suggest_speeches
from exporter.suggestions.suggestion import KINDS, Kind, Suggestion, fingerprint
from exporter.suggestions.workspace import Workspace

__all__ = ["suggest"]


def suggest(
    article: Article | bytes,
    *,
    kinds: Collection[Kind] = KINDS,
    rejected: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """What could be annotated, in document order, outer before inner.

    ``article`` is the bytes of a TEI file, or an Article: then places are counted in its ``tei``
    (read with ``audience="internal"``, that is the whole tree). ``kinds`` leaves others out.
    ``rejected`` are fingerprints of what somebody has said no to: they stay away. What is
    annotated already is not suggested again; in a language without a table nothing is
    (``languages`` lists those there are).

    Raises what reading TEI raises: MalformedXML, LimitExceeded, InputError.
    """
    document = open_document(article.tei if isinstance(article, Article) else article)
    if not document.prose:
        return ()
    work = Workspace(
        document,
        cast(document.prose, document.headings, document.entities),
        taken=set(document.ids),
    )
    speeches = list(attributed(work))
    suggest_names(work)
    suggest_figures(work)
    suggest_sources(work, speeches)
    suggest_speeches(work, speeches)
    suggest_claims(work, speeches)
    return fitted(document, _wanted(document, work.made, frozenset(kinds), frozenset(rejected)))


def _wanted(
    document: Document,
    made: list[Suggestion],
    kinds: frozenset[Kind],
    rejected: frozenset[str],
) -> list[Suggestion]:
    return [
        each
        for each in made
        if each.kind in kinds
        and not (
            rejected
            and fingerprint(each.kind, document.blocks[each.block].text, each.start, each.end)
            in rejected
        )
    ]
