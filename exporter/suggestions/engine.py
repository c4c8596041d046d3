"""Runs the suggesters over an article and makes their suggestions fit together."""

from __future__ import annotations

from collections.abc import Collection

from exporter.arguments import checked
from exporter.model import Article
from exporter.notices import Notice
from exporter.suggestions.claims import suggest_claims
from exporter.suggestions.document import Document, open_document
from exporter.suggestions.figures.suggester import suggest_figures
from exporter.suggestions.names.entities import cast
from exporter.suggestions.names.suggester import suggest_names
from exporter.suggestions.nesting import fitted
from exporter.suggestions.other_suggesters import from_packages
from exporter.suggestions.sources import suggest_sources
from exporter.suggestions.speech.suggester import Attributed, attributed, suggest_speeches
from exporter.suggestions.suggestion import KINDS, Kind, Suggestion, fingerprint
from exporter.suggestions.workspace import Workspace
from exporter.tei.tree.elements import name

__all__ = ["suggest"]


@checked
def suggest(
    article: Article | bytes,
    *,
    kinds: Collection[Kind] = KINDS,
    rejected: Collection[str] = (),
    notices: list[Notice] | None = None,
    model: bytes | None = None,
    pipeline: str = "",
) -> tuple[Suggestion, ...]:
    """What could be annotated, in document order, outer before inner.

    ``article`` is the bytes of a TEI file, or an Article: then places are counted in its ``tei``
    (read with ``audience="internal"``, that is the whole tree). ``kinds`` leaves others out.
    ``rejected`` are fingerprints of what somebody has said no to: they stay away. What is
    annotated already is not suggested again; in a language without a table the rules find nothing
    (``spoken_languages`` lists those there are). Suggesters that other packages add are asked
    too; what was wrong with one is added to ``notices``. ``model`` is what a newsroom's confirmed
    articles have taught (``exporter.suggestions.learning.learn``). ``pipeline`` is the name of a
    spaCy pipeline that is installed here (extra ``[nlp]``), for names and phrases.

    Raises what reading TEI raises: MalformedXML, LimitExceeded, InputError.
    """
    document = open_document(article.tei if isinstance(article, Article) else article)
    if pipeline:
        from exporter.suggestions.spacy_parser import parser_of

        parse = parser_of(pipeline)
        for prose in document.prose:
            prose.parse = parse(prose)
    made = _by_rules(document, model) if document.prose else []
    others, told = from_packages(document, document.language)
    if notices is not None:
        notices += told
    wanted = _wanted(document, [*made, *others], frozenset(kinds), frozenset(rejected))
    return fitted(document, wanted)


def _by_rules(document: Document, model: bytes | None) -> list[Suggestion]:
    work = Workspace(
        document,
        cast(document.prose, document.headings, document.entities),
        taken=set(document.ids),
    )
    speeches = list(attributed(work)) if model is None else _judged(work, model)
    suggest_names(work)
    suggest_figures(work)
    suggest_sources(work, speeches)
    suggest_speeches(work, speeches)
    suggest_claims(work, speeches)
    return work.made


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
        and not _signs(document, each)
        and not (
            rejected
            and fingerprint(each.kind, document.blocks[each.block].text, each.start, each.end)
            in rejected
        )
    ]


def _signs(document: Document, each: Suggestion) -> bool:
    """Whether it is an author's name in the line that says whose the article is."""
    if each.kind != "person" or name(document.blocks[each.block].element) != "byline":
        return False
    authors = document.root.iterfind("{*}teiHeader/{*}fileDesc/{*}titleStmt/{*}author")
    return any(each.words in "".join(author.itertext()) for author in authors)


_LIKELY = 0.25
"""What a model finds less likely is not suggested."""


def _judged(work: Workspace, model: bytes) -> list[Attributed]:
    """The speeches that a model of the newsroom's own finds likely, with its scores."""
    from exporter.suggestions.learning import scorer_of
    from exporter.suggestions.learning.examples import ALL

    score = scorer_of(model)
    kept = []
    for each in attributed(work, least=ALL):
        likely = score(work.document, each)
        if likely >= _LIKELY:
            each.speech.score = likely
            kept.append(each)
    return kept
