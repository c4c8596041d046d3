"""What changed between two editions of an article: its facts first, then its prose."""

from __future__ import annotations

import difflib
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Literal, TypeAlias

from exporter import model as m
from exporter.arguments import checked
from exporter.comparison import description
from exporter.comparison.description import Parts, texts
from exporter.files.inputs import Readable
from exporter.formats import refuse_leaks
from exporter.values import Value

__all__ = ["Change", "Changes", "compared", "diff"]

Kind: TypeAlias = Literal["added", "removed", "changed"]


class Change(Value):
    """``what`` is ``claim``, ``figure``, ``speech``, ``source`` …, ``part`` the part of it that
    changed (``status``, ``text`` …) or empty; ``before`` and ``after`` are words for people, one
    of them empty where ``kind`` is not ``changed``. ``line`` is that in the new article, or in
    the old one for what was removed."""

    kind: Kind
    what: str
    id: str
    part: str = ""
    before: str = ""
    after: str = ""
    line: int = 0


class Changes(Value):
    """In this order: header, claims, figures, speeches, corrections, people and organisations,
    places, sources, notes, prose. ``old`` and ``new`` are the articles' titles."""

    old: str
    new: str
    changes: tuple[Change, ...]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.changes)

    def __len__(self) -> int:
        return len(self.changes)


_REGISTERS: tuple[tuple[str, str, Callable[[m.Article, Any], Parts]], ...] = (
    ("claim", "claims", description.claim),
    ("figure", "figures", description.figure),
    ("speech", "speeches", description.speech),
    ("correction", "corrections", description.correction),
    ("name", "agents", description.agent),
    ("place", "places", description.place),
    ("source", "sources", description.source),
    ("note", "notes", description.note),
)
"""What its things are called, the article's field, and what there is to say of one."""


@checked
def diff(
    old: m.Article | Readable,
    new: m.Article | Readable,
    *,
    audience: m.Audience = "public",
    allow: Collection[str] = (),
) -> Changes:
    """Every difference in what two editions say; ids tell what is the same thing.

    ``old`` and ``new`` are each an article that is read already, or a path, bytes or an open
    binary file, which are read for ``audience`` and without pictures; ``allow`` as for
    :func:`exporter.export`. Raises what reading raises, and LeakError where a public copy of
    either would name a source who must not be named: a list of changes quotes it.
    """
    return _differences(_article(old, audience, allow), _article(new, audience, allow))


def _article(
    given: m.Article | Readable, audience: m.Audience, allow: Collection[str]
) -> m.Article:
    from exporter.tei import read

    article = given
    if not isinstance(article, m.Article):
        article = read(article, audience=audience, pictures="none", allow=allow)
    refuse_leaks(article)
    return article


def _differences(old: m.Article, new: m.Article) -> Changes:
    found = list(
        _parts("article", "", description.header(old.meta), description.header(new.meta), 0)
    )
    for what, register, said in _REGISTERS:
        olds, news = getattr(old, register), getattr(new, register)
        before = {name: said(old, one) for name, one in olds.items()}
        after = {name: said(new, one) for name, one in news.items()}
        lines = {name: one.line for name, one in {**olds, **news}.items()}
        found += _register(what, before, after, lines)
    return Changes(old.meta.title, new.meta.title, (*found, *_prose(old.blocks, new.blocks)))


@checked
def compared(old: m.Article | Readable, new: m.Article | Readable) -> Changes:
    """The former name of :func:`diff`; it goes with version 0.3."""
    warnings.warn("compared is called diff now", DeprecationWarning, stacklevel=3)
    return diff(old, new)


def _register(
    what: str, old: Mapping[str, Parts], new: Mapping[str, Parts], lines: Mapping[str, int]
) -> Iterator[Change]:
    for name, said in new.items():
        if name in old:
            yield from _parts(what, name, old[name], said, lines[name])
        else:
            yield Change("added", what, name, after=_whole(said), line=lines[name])
    for name, said in old.items():
        if name not in new:
            yield Change("removed", what, name, before=_whole(said), line=lines[name])


def _parts(what: str, name: str, old: Parts, new: Parts, line: int) -> Iterator[Change]:
    for part in new:
        if old[part] != new[part]:
            yield Change(
                "changed", what, name, part or "text", before=old[part], after=new[part], line=line
            )


def _whole(said: Parts) -> str:
    status = said.get("status")
    return f"{said['']} ({status})" if status else said[""]


def _prose(old: m.Blocks, new: m.Blocks) -> Iterator[Change]:
    before, after = list(texts(old)), list(texts(new))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = before[old_start:old_end], after[new_start:new_end]
        if kind == "replace" and len(gone) == len(come):
            for one, other in zip(gone, come, strict=True):
                yield Change("changed", "paragraph", "", "text", one, other)
        elif kind != "equal":
            yield from (Change("removed", "paragraph", "", before=text) for text in gone)
            yield from (Change("added", "paragraph", "", after=text) for text in come)
