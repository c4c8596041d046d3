"""What happened to each article: JSON Lines as it happens, and a page to read at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from io import StringIO
from pathlib import Path
from typing import TextIO

from exporter.batch.state import State
from exporter.batch.worker import Result
from exporter.files import atomic
from exporter.notices import Notice
from exporter.text import printable

__all__ = ["line", "write_page"]

_FAILURES = 1000
"""As many failures are on the page; all are in the JSON Lines."""


def line(result: Result, counts: dict[str, int] | None = None) -> str:
    """One result as a line of JSON. ``counts`` are the notices of an unchanged article, by
    ``rule severity``, as they were when it was done."""
    said: dict[str, object] = {
        "source": result.source,
        "status": result.status,
        "seconds": round(result.seconds, 4),
    }
    if result.files:
        said["files"] = [{"name": name, "bytes": size} for name, size in result.files]
    if result.notices:
        said["notices"] = [_notice(notice) for notice in result.notices]
    if counts:
        said["counts"] = counts
    if result.error:
        said["rule"] = result.rule
        said["error"] = result.error
    if result.trace:
        said["trace"] = result.trace
    return printable.as_json(said, indent=None) + "\n"


def _notice(notice: Notice) -> dict[str, object]:
    return {key: value for key, value in notice.to_json().items() if value}


_STYLE = """
:root { color-scheme: light dark; --rule: #b8b8b8; --bad: #a01010; }
@media (prefers-color-scheme: dark) { :root { --rule: #555; --bad: #ff9c94; } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 64rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem 1rem .3rem 0;
  border-bottom: 1px solid var(--rule); overflow-wrap: break-word; }
td:first-child { overflow-wrap: anywhere; min-width: 16rem; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.bad { color: var(--bad); } code { font-size: .9em; }
"""


def write_page(path: Path, state: State, run: int, seconds: float, *, interrupted: bool) -> None:
    """The run as one HTML page, whole or not at all."""
    page = StringIO()
    page.write(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Batch report</title><style>{_STYLE}</style></head>\n<body><main>"
        "<h1>Batch report</h1>\n"
    )
    _totals(page, state, run, seconds, interrupted=interrupted)
    _failures(page, state, run)
    _rules(page, state, run)
    _slowest(page, state, run)
    page.write("</main></body></html>\n")
    atomic.write(path, page.getvalue().encode(errors="backslashreplace"))


def _totals(page: TextIO, state: State, run: int, seconds: float, *, interrupted: bool) -> None:
    tally = state.tally(run)
    began, _ = state.span(run)
    done = tally.get("done", 0)
    rows = [
        ("Articles", sum(tally.values())),
        ("Exported", done),
        ("Unchanged since the last run", tally.get("unchanged", 0)),
        ("Failed", tally.get("failed", 0)),
    ]
    if waiting := tally.get("waiting", 0):
        rows.append(("Not begun", waiting))
    if left := state.left(run):
        rows.append(("Of earlier runs, no longer among the sources", left))
    when = datetime.fromtimestamp(began, UTC).strftime("%Y-%m-%d %H:%M UTC")
    if interrupted:
        page.write('<p class="bad"><strong>Interrupted.</strong> Go on with --resume.</p>\n')
    rate = f", {done / seconds:.1f} articles exported a second" if done and seconds else ""
    page.write(f"<p>Begun {when}; {seconds:,.1f} seconds{rate}.</p>\n")
    _table(page, "Totals", ("", "Number"), [(name, f"{n:,}") for name, n in rows], numbers={1})


def _failures(page: TextIO, state: State, run: int) -> None:
    rows = [
        (source, rule, _said_of(source, error))
        for source, rule, error in state.failed(run, _FAILURES)
    ]
    if rows:
        count = state.tally(run)["failed"]
        title = "Failed" if count <= _FAILURES else f"Failed (the first {_FAILURES:,})"
        _table(page, title, ("Article", "Rule", "What is wrong"), rows)


def _said_of(source: str, error: str) -> str:
    """``a.xml:3: it ends.`` of ``a.xml`` → ``Line 3: it ends.``"""
    rest = error.removeprefix(f"{source}:")
    return re.sub(r"^(\d+):", r"Line \1:", rest.lstrip()) if rest != error else error


def _rules(page: TextIO, state: State, run: int) -> None:
    rows = [
        (rule, severity, f"{notices:,}", f"{articles:,}")
        for rule, severity, notices, articles in state.rules(run)
    ]
    if rows:
        head = ("Rule", "Severity", "Notices", "Articles")
        _table(page, "Notices by rule", head, rows, numbers={2, 3})


def _slowest(page: TextIO, state: State, run: int) -> None:
    rows = [(source, f"{seconds:.2f}") for source, seconds in state.slowest(run)]
    if rows:
        _table(page, "Slowest", ("Article", "Seconds"), rows, numbers={1})


def _broken(text: str) -> str:
    """Escaped; a path may be broken after each of its folders, not within a name."""
    return escape(text).replace("/", "/<wbr>")


def _table(
    page: TextIO,
    title: str,
    head: tuple[str, ...],
    rows: Sequence[tuple[str, ...]],
    numbers: set[int] | None = None,
) -> None:
    right = numbers or set()

    def cells(tag: str, values: tuple[str, ...], scope: str = "") -> str:
        return "".join(
            f"<{tag}{scope}{' class=n' if n in right else ''}>{_broken(value)}</{tag}>"
            for n, value in enumerate(values)
        )

    page.write(f"<h2>{escape(title)}</h2>\n<table><thead><tr>")
    page.write(cells("th", head, ' scope="col"') + "</tr></thead>\n<tbody>\n")
    page.writelines(f"<tr>{cells('td', row)}</tr>\n" for row in rows)
    page.write("</tbody></table>\n")
