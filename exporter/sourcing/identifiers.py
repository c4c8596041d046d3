"""Ids: those that are taken, new ones, and links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exporter.model import Anchor, Article, Blocks, Inline, Inlines, Link, Mark
from exporter.model.traversal import contents, idents
from exporter.values import replace

__all__ = ["Idents", "anchored", "relinked"]


class Idents:
    """Ids of one document; :meth:`new` gives one that nothing else has. ``anchors`` are those of
    places in the article's text and notes."""

    def __init__(self, article: Article) -> None:
        tables: tuple[Mapping[str, object], ...] = (
            article.notes,
            article.agents,
            article.places,
            article.sources,
            article.speeches,
            article.figures,
            article.claims,
            article.corrections,
        )
        self._standing = frozenset(anchored(article.blocks))
        self._taken = set(self._standing)
        for table in tables:
            self._taken.update(table)
        self.anchors = self._standing.union(*[anchored(n.blocks) for n in article.notes.values()])
        self._taken |= self.anchors
        self._taken.update(*[claim.parts for claim in article.claims.values()])

    def own(self, ident: str) -> str:
        """The id of the entry of what has an id in the source: the same, unless a block of the
        text bears it."""
        return self.new(f"entry-{ident}") if ident in self._standing else ident

    def new(self, wish: str) -> str:
        """The wish itself, or with the first number that makes it unique."""
        ident, count = wish, 1
        while ident in self._taken:
            count += 1
            ident = f"{wish}-{count}"
        self._taken.add(ident)
        return ident


def anchored(blocks: Blocks) -> list[str]:
    """Every id that can be linked to in blocks: theirs and their anchors'."""
    found = [ident for ident in idents(blocks) if ident]
    inlines = [inline for part in contents(blocks) for inline in part.inlines]
    if Anchor in set(map(type, inlines)):
        found += [inline.id for inline in inlines if type(inline) is Anchor]
    return found


def relinked(
    inlines: Inlines, known: Iterable[str], alias: Mapping[str, str], used: set[str]
) -> Inlines:
    """Links into the document led to what is there, those to nothing taken off; ``used`` grows by
    the ids that remain. ``known`` is best a set."""
    for inline in inlines:
        for mark in inline.marks:
            if type(mark) is Link and mark.target.startswith("#"):
                return tuple([_relinked(each, known, alias, used) for each in inlines])
    return inlines


def _relinked(
    inline: Inline, known: Iterable[str], alias: Mapping[str, str], used: set[str]
) -> Inline:
    marks: list[Mark] = []
    for mark in inline.marks:
        if type(mark) is Link and mark.target.startswith("#"):
            ident = alias.get(mark.target[1:], mark.target[1:])
            if ident not in known:
                continue
            used.add(ident)
            marks.append(Link(f"#{ident}"))
        else:
            marks.append(mark)
    return replace(inline, marks=tuple(marks))
