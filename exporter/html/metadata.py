"""What machines read about the page: meta elements and the schema.org description."""

from __future__ import annotations

from exporter import model as m
from exporter.html.markup import attribute
from exporter.html.schema_org import describe, dump
from exporter.theme import Theme
from exporter.urls import web_url

__all__ = ["GZIP", "TEI", "caption", "data_block", "head"]

TEI = "application/tei+xml"
GZIP = "application/gzip"


def caption(edition: m.Edition) -> str:
    """The title as a window, or a book's running head, shows it: an internal copy's says so."""
    if edition.audience != "internal":
        return edition.title
    return f"{edition.title} ({edition.word('audience-internal')})"


def head(edition: m.Edition, source: str, theme: Theme) -> str:
    """The elements of ``head``: for people's bookmarks, search engines, reference managers
    (Highwire ``citation_*``, Dublin Core) and shared links (Open Graph). ``z:itemType`` tells
    Zotero, which else takes whatever has a ``citation_title`` for a journal's. ``source`` is the
    id of the link to the TEI, or empty."""
    meta = edition.meta
    date = meta.published
    address = canonical(meta)
    lines = [
        *_named("description", meta.abstract or meta.subtitle),
        *(line for a in meta.authors for line in _named("author", a.name)),
        *_named("keywords", ", ".join(meta.keywords)),
        '<meta name="generator" content="exporter">',
        '<meta name="color-scheme" content="light dark">',
        f'<meta name="theme-color" content="{theme.light.paper}">',
        *_named("z:itemType", "newspaperArticle"),
        *_named("citation_title", edition.title),
        *(line for a in meta.authors for line in _named("citation_author", a.name)),
        *_named("citation_publication_date", date[:10].replace("-", "/")),
        *_named("citation_publisher", meta.publisher),
        *_named("citation_language", edition.article.lang),
        *_named("citation_fulltext_html_url", address),
        *(line for kind, value in meta.identifiers for line in _identifier(kind, value)),
        *_named("dcterms.title", edition.title),
        *(line for a in meta.authors for line in _named("dcterms.creator", a.name)),
        *_named("dcterms.publisher", meta.publisher),
        *_named("dcterms.date", date),
        *_named("dcterms.language", edition.article.lang),
        *_named("dcterms.rights", meta.rights),
        *_property("og:type", "article"),
        *_property("og:title", edition.title),
        *_property("og:description", meta.abstract or meta.subtitle),
        *_property("og:url", address),
        *_property("og:site_name", meta.publisher),
        *_property("article:published_time", date),
    ]
    if address:
        lines.append(f'<link rel="canonical" href="{attribute(address)}">')
    if licence := web_url(meta.licence):
        lines.append(f'<link rel="license" href="{attribute(licence)}">')
    if source:
        lines.append(f'<link rel="alternate" type="{TEI}" href="#{source}">')
    return "".join(f"{line}\n" for line in lines)


def _named(name: str, content: str) -> list[str]:
    return [f'<meta name="{name}" content="{attribute(content)}">'] if content else []


def _property(name: str, content: str) -> list[str]:
    return [f'<meta property="{name}" content="{attribute(content)}">'] if content else []


def _identifier(kind: str, value: str) -> list[str]:
    known = {"doi": "citation_doi", "issn": "citation_issn", "isbn": "citation_isbn"}
    own = known.get(kind.lower())
    return [*_named("dcterms.identifier", value), *(_named(own, value) if own else [])]


def canonical(meta: m.Metadata) -> str:
    """The article's own web address, or empty."""
    return next((found for _, value in meta.identifiers if (found := web_url(value))), "")


def data_block(edition: m.Edition) -> str:
    """The schema.org description; a data block, which no content security policy runs."""
    described = dump(describe(edition, canonical(edition.meta)))
    return f'<script type="application/ld+json">{described}</script>\n'
