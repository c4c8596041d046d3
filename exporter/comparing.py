"""What changed between two editions of an article: its facts first, then its prose."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Literal, TypeVar

from exporter import model as m
from exporter.values import Value, asdict

__all__ = ["Change", "Changes", "compared", "to_html", "to_json", "to_text"]

Kind = Literal["added", "removed", "changed"]
T = TypeVar("T")


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


def compared(old: m.Article, new: m.Article) -> Changes:
    """Every difference in what two editions say; ids tell what is the same thing."""
    found = [
        *_parts("article", "", _header(old.meta), _header(new.meta), 0),
        *_register("claim", old.claims, new.claims, lambda of, one: _claim(of, one), old, new),
        *_register("figure", old.figures, new.figures, lambda _, one: _figure(one), old, new),
        *_register(
            "speech", old.speeches, new.speeches, lambda of, one: _speech(of, one), old, new
        ),
        *_register(
            "correction", old.corrections, new.corrections, lambda _, one: _fix(one), old, new
        ),
        *_register("name", old.agents, new.agents, lambda _, one: _agent(one), old, new),
        *_register("place", old.places, new.places, lambda _, one: {"": one.name}, old, new),
        *_register("source", old.sources, new.sources, lambda _, one: _source(one), old, new),
        *_register("note", old.notes, new.notes, lambda _, one: _note(one), old, new),
        *_prose(old.blocks, new.blocks),
    ]
    return Changes(old.meta.title, new.meta.title, tuple(found))


# ---------------------------------------------------------------------- what is said

Parts = Mapping[str, str]
"""What there is to say of one thing; the part without a name is what it is called by."""


def _header(meta: m.Metadata) -> Parts:
    return {
        "title": meta.title,
        "subtitle": meta.subtitle,
        "authors": ", ".join(author.name for author in meta.authors),
        "publisher": meta.publisher,
        "date": (meta.date.text or meta.date.when) if meta.date else "",
        "rights": meta.rights,
        "licence": meta.licence,
        "revisions": "; ".join(f"{change.when} {change.text}".strip() for change in meta.changes),
    }


def _claim(article: m.Article, claim: m.Claim) -> Parts:
    assessed = [check.status for check in claim.verifications if check.status] or [claim.status]
    notes = "; ".join(_text(check.note) for check in claim.verifications if check.note)
    return {
        "": claim.text,
        "statement": claim.statement,
        "status": ", ".join(_named(article.statuses, status) for status in assessed if status),
        "certainty": claim.certainty,
        "checking": notes,
        "sources": ", ".join(claim.sources),
    }


def _figure(figure: m.Figure) -> Parts:
    bounds = (figure.value, figure.at_least, figure.at_most)
    value = " ".join(str(bound) for bound in bounds if bound is not None)
    date = figure.date.when if figure.date else ""
    return {
        "": figure.text,
        "value": " ".join(part for part in (value, figure.unit, figure.commodity, date) if part),
        "sources": ", ".join(figure.sources),
    }


def _speech(article: m.Article, speech: m.Speech) -> Parts:
    who = ", ".join(
        article.agents[one].name if one in article.agents else one for one in speech.who
    )
    return {
        "": speech.text,
        "speaker": who,
        "kind": "direct" if speech.direct else "reported",
        "sources": ", ".join(speech.sources),
    }


def _fix(correction: m.Correction) -> Parts:
    return {"": correction.text, "former": correction.former, "date": correction.when}


def _agent(agent: m.Agent) -> Parts:
    return {"": agent.name, "position": agent.position}


def _source(source: m.Source) -> Parts:
    return {
        "": _text(source.text) or source.title,
        "address": source.original,
        "archived": source.archived,
    }


def _note(note: m.WrittenNote) -> Parts:
    return {"": " ".join(_texts(note.blocks)), "sources": ", ".join(note.sources)}


def _named(statuses: Mapping[str, m.Status], status: str) -> str:
    return statuses[status].label if status in statuses else status


# ----------------------------------------------------------------------- comparing


def _register(
    what: str,
    old: Mapping[str, T],
    new: Mapping[str, T],
    parts: Callable[[m.Article, T], Parts],
    before: m.Article,
    after: m.Article,
) -> Iterator[Change]:
    for name, one in new.items():
        line = getattr(one, "line", 0)
        if name in old:
            yield from _parts(what, name, parts(before, old[name]), parts(after, one), line)
        else:
            yield Change("added", what, name, after=_whole(parts(after, one)), line=line)
    for name, one in old.items():
        if name not in new:
            line = getattr(one, "line", 0)
            yield Change("removed", what, name, before=_whole(parts(before, one)), line=line)


def _parts(what: str, name: str, old: Parts, new: Parts, line: int) -> Iterator[Change]:
    for part in new:
        if old[part] != new[part]:
            yield Change("changed", what, name, part or "text", old[part], new[part], line)


def _whole(parts: Parts) -> str:
    status = parts.get("status")
    return f"{parts['']} ({status})" if status else parts[""]


def _prose(old: m.Blocks, new: m.Blocks) -> Iterator[Change]:
    before, after = list(_texts(old)), list(_texts(new))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = before[old_start:old_end], after[new_start:new_end]
        if kind == "replace" and len(gone) == len(come):
            for one, other in zip(gone, come, strict=True):
                yield Change("changed", "paragraph", "", "text", one, other)
        elif kind != "equal":
            yield from (Change("removed", "paragraph", "", before=text) for text in gone)
            yield from (Change("added", "paragraph", "", after=text) for text in come)


def _texts(blocks: m.Blocks) -> Iterator[str]:
    for block in blocks:
        for inlines in _inlines(block):
            if text := _text(inlines):
                yield text


def _inlines(block: m.Block) -> Iterator[m.Inlines]:
    match block:
        case m.Heading() | m.Paragraph() | m.Preformatted():
            yield block.content
        case m.Quotation() | m.Group():
            yield from _within(block.blocks)
        case m.ListBlock():
            yield block.heading
            for item in block.items:
                yield item.label
                yield from _within(item.blocks)
        case m.Table():
            yield block.caption
            for row in block.rows:
                for cell in row.cells:
                    yield from _within(cell.blocks)
        case m.Verse():
            yield from (line.content for line in block.lines)
        case m.Turn():
            yield block.speaker
            yield from _within(block.blocks)
        case m.Picture():
            yield from _within(block.caption)
        case m.Rule():
            pass


def _within(blocks: m.Blocks) -> Iterator[m.Inlines]:
    for block in blocks:
        yield from _inlines(block)


def _text(inlines: m.Inlines) -> str:
    words = (
        one.text if isinstance(one, m.Run) else " " if isinstance(one, m.Break) else ""
        for one in inlines
    )
    return " ".join("".join(words).split())


# ------------------------------------------------------------------------- showing


def to_text(changes: Changes) -> str:
    """For people, one change a line or three; ends with a line break."""
    if not changes.changes:
        return "Nothing has changed.\n"
    return "".join(f"{line}\n" for change in changes for line in _lines(change))


def _lines(change: Change) -> Sequence[str]:
    name = f"{change.what} {change.id}".strip()
    match change.kind:
        case "added":
            return [f"added {name}: {change.after}"]
        case "removed":
            return [f"removed {name}: {change.before}"]
        case "changed":
            head = f"changed {name}, {change.part}:"
            return [head, f"  - {change.before or '(none)'}", f"  + {change.after or '(none)'}"]


def to_json(changes: Changes) -> str:
    """``{"old": title, "new": title, "changes": [{kind, what, id, part, before, after, line}]}``"""
    plain = {
        "old": changes.old,
        "new": changes.new,
        "changes": [asdict(change) for change in changes],
    }
    return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"


def to_html(changes: Changes, lang: str = "en") -> str:
    """A page of its own: a table of changes, the words that differ marked by ``ins`` and ``del``.

    ``lang`` is the language of the article's words in it.
    """
    rows = "".join(
        f"<tr><td>{change.kind}</td><td>{escape(change.what)} <code>{escape(change.id)}</code></td>"
        f"<td>{escape(change.part)}</td>"
        f'<td lang="{escape(lang or "und")}">{_marked(change)}</td></tr>\n'
        for change in changes
    )
    title = f"What changed: {escape(changes.new or 'an article without a title')}"
    table = (
        f"<table><caption>{len(changes)} changes</caption><thead><tr><th scope=col>What was done"
        f"<th scope=col>To<th scope=col>Part<th scope=col>Words</tr></thead>\n<tbody>{rows}</tbody>"
        "</table>"
    )
    body = table if len(changes) else "<p>Nothing has changed.</p>"
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>\n'
        f"<body><main><h1>{title}</h1>\n{body}</main></body></html>\n"
    )


_STYLE = (
    "body{font:1rem/1.5 serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;"
    "background:#fff}table{border-collapse:collapse;width:100%}caption{text-align:start}"
    "th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-top:1px solid #767676}"
    "del{color:#8f1d1d}ins{color:#1e5b2a}td{overflow-wrap:anywhere}"
)


def _marked(change: Change) -> str:
    before, after = change.before.split(), change.after.split()
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    parts = []
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = " ".join(before[old_start:old_end]), " ".join(after[new_start:new_end])
        if kind == "equal":
            parts.append(escape(gone))
        else:
            parts += [f"<del>{escape(gone)}</del>"] if gone else []
            parts += [f"<ins>{escape(come)}</ins>"] if come else []
    return " ".join(parts)
