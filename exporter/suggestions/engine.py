"""Runs the suggesters over an article and makes their suggestions fit together."""

from __future__ import annotations

from collections.abc import Collection

from exporter.model import Article
from exporter.suggestions.document import Document, open_document
from exporter.suggestions.suggestion import KINDS, Kind, Suggestion, fingerprint

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
    annotated already is not suggested again.

    Raises what reading TEI raises: MalformedXML, LimitExceeded, InputError.
    """
    document = open_document(article.tei if isinstance(article, Article) else article)
    return _settled(document, (), frozenset(kinds), frozenset(rejected))


def _settled(
    document: Document,
    found: tuple[Suggestion, ...],
    kinds: frozenset[Kind],
    rejected: frozenset[str],
) -> tuple[Suggestion, ...]:
    kept: list[Suggestion] = []
    for each in found:
        text = document.blocks[each.block].text
        if (
            each.kind in kinds
            and fingerprint(each.kind, text, each.start, each.end) not in rejected
        ):
            kept.append(each)
    kept.sort(key=lambda s: (s.block, s.start, -s.end))
    return tuple(kept)
