"""Facts about an article → its header, taxonomies included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from exporter._version import NUMBER
from exporter.intake.article.escaping import attribute, escaped, uri
from exporter.intake.document import Metadata
from exporter.tei.tree.suggestions import APPLICATION, DRAFT
from exporter.values import Value

__all__ = ["STATUSES", "Category", "article", "header"]


class Category(Value):
    """How a claim stands: ``id`` within the taxonomy, and its words."""

    id: str
    words: str


STATUSES = (
    Category("v.ok", "Supported"),
    Category("v.disputed", "Disputed"),
    Category("v.open", "Not independently verified"),
    Category("v.false", "False"),
)


def categories(given: Mapping[str, str]) -> tuple[Category, ...]:
    """Categories ``v.KEY`` for keys and words; ours where there are none."""
    return tuple(Category(f"v.{key}", words) for key, words in given.items()) or STATUSES


_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)?)?")
_PIECE = "\n".join


def article(
    meta: Metadata,
    body: str,
    *,
    statuses: tuple[Category, ...] = STATUSES,
    sources: tuple[str, ...] = (),
    origin: str = "",
) -> bytes:
    """A whole article around a body's ``div``; ``sources`` are ``bibl`` elements, ``origin`` says
    what it was made from."""
    language = attribute(meta.language or "en")
    register = ("<standOff>", "<listBibl>", *sources, "</listBibl>", "</standOff>")
    return _PIECE(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="{language}">',
            header(meta, statuses, origin, is_draft=bool(sources)),
            *(register if sources else ()),
            "<text><body>",
            body,
            "</body></text>",
            "</TEI>\n",
        )
    ).encode()


def header(
    meta: Metadata,
    statuses: tuple[Category, ...] = STATUSES,
    origin: str = "",
    *,
    is_draft: bool = False,
) -> str:
    """``<teiHeader>…</teiHeader>``; with ``is_draft`` it declares what marks suggestions."""
    return _PIECE(_parts(meta, statuses, origin, is_draft))


def _parts(
    meta: Metadata, statuses: tuple[Category, ...], origin: str, is_draft: bool
) -> Iterator[str]:
    yield "<teiHeader>"
    yield "<fileDesc>"
    yield f"<titleStmt>\n<title>{escaped(meta.title)}</title>"
    yield from (f"<author>{escaped(author)}</author>" for author in meta.authors)
    if is_draft:
        name = f'<name ref="#{APPLICATION}">{APPLICATION}</name>'
        yield f'<respStmt xml:id="{DRAFT}"><resp>suggested, not confirmed</resp>{name}</respStmt>'
    yield "</titleStmt>"
    yield from _publication(meta)
    yield "<sourceDesc><p>Written for publication.</p></sourceDesc>"
    yield "</fileDesc>"
    yield from _encoding(statuses, is_draft)
    yield from _profile(meta)
    if origin:
        change = f'<change ana="#internal">{escaped(origin)}</change>'
        yield f'<revisionDesc status="draft">{change}</revisionDesc>'
    yield "</teiHeader>"


def _publication(meta: Metadata) -> Iterator[str]:
    """TEI 2.2.4. A publisher that is not known yet is an empty element, to be filled in."""
    yield "<publicationStmt>"
    yield f"<publisher>{escaped(meta.publisher)}</publisher>"
    if _DAY.fullmatch(meta.date):
        yield f'<date when="{attribute(meta.date)}"/>'
    if meta.address:
        yield f'<idno type="URI">{escaped(meta.address)}</idno>'
    if meta.licence:
        yield f"<availability>{_licence(meta.licence)}</availability>"
    yield "</publicationStmt>"


def _licence(given: str) -> str:
    if re.match(r"https?://\S+$", given):
        return f'<licence target="{attribute(uri(given))}">{escaped(given)}</licence>'
    return f"<licence>{escaped(given)}</licence>"


def _encoding(statuses: tuple[Category, ...], is_draft: bool) -> Iterator[str]:
    yield "<encodingDesc><classDecl>"
    yield '<taxonomy xml:id="verification">'
    yield from (category(each) for each in statuses)
    yield "</taxonomy>"
    yield '<taxonomy xml:id="audience">'
    yield category(Category("internal", "For the newsroom only"))
    yield "</taxonomy>"
    yield "</classDecl>"
    if is_draft:
        ident = f'xml:id="{APPLICATION}" ident="{APPLICATION}" version="{NUMBER}"'
        yield f"<appInfo><application {ident}><label>{APPLICATION}</label></application></appInfo>"
    yield "</encodingDesc>"


def category(each: Category) -> str:
    """``<category>…</category>``."""
    name, text = attribute(each.id), escaped(each.words)
    return f'<category xml:id="{name}"><catDesc>{text}</catDesc></category>'


def _profile(meta: Metadata) -> Iterator[str]:
    if not (meta.description or meta.keywords):
        return
    yield "<profileDesc>"
    if meta.description:
        yield f"<abstract><p>{escaped(meta.description)}</p></abstract>"
    if meta.keywords:
        terms = "".join(f"<term>{escaped(term)}</term>" for term in meta.keywords)
        yield f"<textClass><keywords>{terms}</keywords></textClass>"
    yield "</profileDesc>"
