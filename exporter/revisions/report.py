"""What a merge did, as lines for people, as JSON, as SARIF and as a page."""

from __future__ import annotations

import json
from html import escape

from exporter.notices import Notice, Severity
from exporter.revisions.findings import Finding
from exporter.revisions.merger import Merged
from exporter.text.word_differences import marked
from exporter.values import asdict

__all__ = ["FORMATS", "to_html", "to_json", "to_sarif", "to_text"]

_SAID = {
    "words": "words changed",
    "paragraph-added": "paragraph added",
    "paragraph-deleted": "paragraph deleted",
    "paragraph-moved": "paragraph moved",
    "paragraph-split": "paragraph split",
    "paragraphs-joined": "paragraphs joined",
    "note-added": "note added",
    "note-edited": "note changed",
    "note-deleted": "note deleted",
    "italics": "italics changed",
    "alternative-text": "alternative text changed",
    "comment": "comment",
    "figure-changed": "figure to check",
    "claim-changed": "claim to check",
    "quotation-changed": "quotation to check",
    "not-applied": "not taken over",
    "conflict": "conflict",
}
_BASES = {
    "article": "The copy was made from this article as it stands.",
    "embedded": "The article has changed since the copy was made: three versions were compared.",
    "guessed": "The copy does not say how it was made; it was compared with what fits it best.",
}
_TO_CHECK = frozenset({"figure-changed", "claim-changed", "quotation-changed"})


def to_text(merged: Merged) -> str:
    """One finding a line or three, conflicts first; ends with a line break."""
    lines = [_BASES[merged.base]]
    for each in merged.findings:
        place = f"line {each.line}: " if each.line else ""
        by = f" ({each.author})" if each.author else ""
        lines.append(f"{place}{_SAID[each.kind]}{by}. {each.message}".rstrip())
        lines += [f"  - {_short(each.before)}"] if each.before else []
        lines += [f"  + {_short(each.after)}"] if each.after else []
    lines.append(_count(merged))
    return "".join(f"{line}\n" for line in lines)


def _count(merged: Merged) -> str:
    if not merged.findings:
        return "Nothing has changed."
    done = sum(each.applied and each.kind not in _TO_CHECK for each in merged.findings)
    check = sum(each.kind in _TO_CHECK for each in merged.findings)
    return f"{done} taken over, {check} to check, {len(merged.conflicts)} to decide."


_PLACES = ("place", "theirs")
"""What is said of a finding for those who decide about it with the article in memory."""


def _short(words: str) -> str:
    return words if len(words) <= 160 else f"{words[:159].rstrip()}…"


def to_json(merged: Merged) -> str:
    """``{"base", "file", "conflicts": n, "findings": [{kind, message, before, after, line, applied,
    conflict, author, date}]}``"""
    plain = {
        "base": merged.base,
        "file": merged.file,
        "conflicts": len(merged.conflicts),
        "findings": [
            {key: value for key, value in asdict(each).items() if key not in _PLACES}
            for each in merged.findings
        ],
    }
    return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"


def notices(merged: Merged) -> list[Notice]:
    """The findings as notices: a conflict is an error, what is to be checked a warning."""
    found = []
    for each in merged.findings:
        severity = Severity.ERROR if each.conflict else Severity.INFO
        if each.kind in _TO_CHECK:
            severity = Severity.WARNING
        words = " → ".join(f"“{_short(part)}”" for part in (each.before, each.after) if part)
        message = " ".join(part for part in (f"{_SAID[each.kind]}:", each.message, words) if part)
        message = message[:1].upper() + message[1:]
        found.append(Notice(f"merge-{each.kind}", severity, message, merged.file, each.line))
    return found


def to_sarif(merged: Merged) -> str:
    """SARIF 2.1.0, for code review."""
    from exporter.checks.output.sarif import as_sarif

    return as_sarif(notices(merged)) + "\n"


def to_html(merged: Merged) -> str:
    """A page of its own: conflicts first, words before and after side by side."""
    decide = [each for each in merged.findings if each.conflict]
    check = [each for each in merged.findings if not each.conflict and each.kind in _TO_CHECK]
    rest = [each for each in merged.findings if not each.conflict and each.kind not in _TO_CHECK]
    parts = "".join(
        _table(title, several)
        for title, several in (("To decide", decide), ("To check", check), ("Taken over", rest))
        if several
    )
    title = "What the Word copy changed"
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>\n'
        f"<body><main><h1>{title}</h1>\n<p>{escape(_BASES[merged.base])} "
        f"{escape(_count(merged))}</p>\n{parts}</main></body></html>\n"
    )


def _table(title: str, findings: list[Finding]) -> str:
    rows = "".join(_row(each) for each in findings)
    return (
        f"<h2>{title}</h2>\n<table><thead><tr><th scope=col>Line<th scope=col>What"
        f"<th scope=col>Before<th scope=col>After<th scope=col>Who</tr></thead>\n"
        f"<tbody>{rows}</tbody></table>\n"
    )


def _row(each: Finding) -> str:
    gone, come = marked(each.before, each.after)
    who = " ".join(part for part in (each.author, each.date[:10]) if part)
    said = f"{_SAID[each.kind]}. {each.message}".strip()
    said = said[:1].upper() + said[1:]
    return (
        f"<tr><td>{each.line or ''}</td><td>{escape(said)}</td><td>{gone}</td><td>{come}</td>"
        f"<td>{escape(who)}</td></tr>\n"
    )


_STYLE = (
    "body{font:1rem/1.5 serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;"
    "background:#fff}table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th:nth-child(1){width:3.5rem}th:nth-child(2){width:30%}th:nth-child(5){width:9rem}"
    "th,td{text-align:start;vertical-align:top;padding:.4rem .6rem;border-top:1px solid #767676}"
    "del{color:#8f1d1d}ins{color:#1e5b2a}td{overflow-wrap:anywhere}"
)

FORMATS = {"text": to_text, "json": to_json, "sarif": to_sarif, "html": to_html}
"""The forms of a report by their names."""
