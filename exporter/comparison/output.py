"""Changes as lines for people, as JSON and as a page."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from html import escape

from exporter.comparison.changes import Change, Changes
from exporter.text import printable
from exporter.values import asdict

__all__ = ["to_html", "to_json", "to_text"]


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
    return printable.as_json(plain) + "\n"


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
