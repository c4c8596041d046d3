"""A report for people and for machines: text, JSON, SARIF 2.1.0, GitHub annotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from exporter._version import __version__
from exporter.checks.output.sarif import as_sarif
from exporter.errors import OptionError
from exporter.files.encoding import decoded
from exporter.notices import Notice, Severity
from exporter.text import printable

__all__ = ["FORMATS", "OutputFormat", "as_github", "as_json", "as_text", "worded"]

OutputFormat: TypeAlias = Literal["text", "json", "sarif", "github"]
FORMATS: tuple[OutputFormat, ...] = ("text", "json", "sarif", "github")
Texts: TypeAlias = Mapping[str | None, str]

_COLOURS = {Severity.INFO: "34", Severity.WARNING: "33", Severity.ERROR: "31"}
_WIDTH = 96
"""Columns of a source line that are shown; a longer one is cut on both sides of the spot."""


def worded(
    notices: Iterable[Notice],
    form: OutputFormat,
    *,
    texts: Texts | None = None,
    colour: bool = False,
    files: Iterable[str] = (),
) -> str:
    """The report in one of the formats, without a line end after the last line.

    ``form`` is ``text``, ``json``, ``sarif`` or ``github``; ``colour`` is for a text on a terminal.
    ``texts`` are the sources by file name, for those that are not files (the standard input is
    under None or its name); others are read. ``files`` are all that were checked, found faulty or
    not. Raises OptionError for a format that does not exist.
    """
    match form:
        case "text":
            return as_text(notices, texts=texts, colour=colour)
        case "json":
            return as_json(notices, files)
        case "sarif":
            return as_sarif(notices, files)
        case "github":
            return as_github(notices)
        case _:
            raise OptionError(f"There is no output format {form!r}: {', '.join(FORMATS)}.")


def as_text(notices: Iterable[Notice], *, texts: Texts | None = None, colour: bool = False) -> str:
    """For people: the place, what is wrong, the line with the spot marked, what to do."""
    lines_of = _reader(texts or {})
    paint = _painted if colour else _unpainted
    return "\n\n".join("\n".join(_entry(notice, lines_of, paint)) for notice in notices)


Paint: TypeAlias = Callable[[str, str], str]


def _painted(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _unpainted(text: str, _: str) -> str:
    return text


def _entry(
    notice: Notice, lines_of: Callable[[str | None], list[str]], paint: Paint
) -> Iterable[str]:
    place = ":".join(str(p) for p in (notice.file, notice.line, notice.column) if p is not None)
    place, message = printable.line(place), printable.line(notice.message)
    code = _COLOURS[notice.severity]
    label = paint(f"{notice.severity.label}:", f"1;{code}")
    head = f"{label} {message} {paint(f'[{notice.rule}]', '2')}"
    yield f"{paint(place, '1')}: {head}" if place else head
    lines = lines_of(notice.file)
    if notice.line is not None and 0 < notice.line <= len(lines):
        number = str(notice.line)
        shown, mark = _excerpt(lines[notice.line - 1], notice.column)
        yield f"  {paint(f'{number} |', '2')} {shown}"
        if mark:
            yield f"  {' ' * len(number)} {paint('|', '2')} {paint(mark, f'1;{code}')}"
    if notice.fix:
        yield f"  {paint('→', '36')} {printable.line(notice.fix)}"


_SPOT = re.compile(r"</?[\w:.\-]+|[\w:.\-]+|\S")


def _excerpt(line: str, column: int | None) -> tuple[str, str]:
    """A part of a line, and the row of carets that marks the spot under it."""
    line = "".join(" " if char.isspace() else char for char in line)
    line = re.sub("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "\ufffd", line)
    if column is None or not 0 < column <= len(line):
        text = line.strip()
        return (text if len(text) <= _WIDTH else text[:_WIDTH] + "…"), ""
    at = column - 1
    found = _SPOT.match(line, at)
    length = len(found[0]) if found else 1
    start = max(0, min(at - 24, len(line) - _WIDTH)) if len(line) > _WIDTH else 0
    start = max(start, min(at, len(line) - len(line.lstrip()))) if start == 0 else start
    before, after = "…" if start > 0 and line[:start].strip() else "", ""
    end = start + _WIDTH
    if end < len(line):
        after = "…"
    blank = _cells(before + line[start:at])
    return before + line[start:end] + after, " " * blank + "^" * max(
        1, _cells(line[at : at + length])
    )


def _cells(text: str) -> int:
    """The columns that text takes on a terminal."""
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def _reader(texts: Texts) -> Callable[[str | None], list[str]]:
    read: dict[str | None, list[str]] = {
        file: re.split(r"\r\n|\r|\n", text) for file, text in texts.items()
    }

    def lines(file: str | None) -> list[str]:
        if file not in read:
            read[file] = []
            if file is not None and Path(file).is_file():
                read[file] = re.split(r"\r\n|\r|\n", decoded(Path(file).read_bytes()))
        return read[file]

    return lines


def as_json(notices: Iterable[Notice], files: Iterable[str] = ()) -> str:
    """For programs; ``report.schema.json`` beside this module describes it."""
    found = list(notices)
    named = dict.fromkeys([*files, *(n.file for n in found if n.file is not None)])
    report = {
        "format": 1,
        "tool": {"name": "exporter", "version": __version__},
        "files": list(named),
        "summary": {
            severity.label: sum(n.severity is severity for n in found)
            for severity in sorted(Severity, reverse=True)
        },
        "notices": [notice.to_json() for notice in found],
    }
    return printable.as_json(report)


_COMMANDS = {Severity.INFO: "notice", Severity.WARNING: "warning", Severity.ERROR: "error"}


def as_github(notices: Iterable[Notice]) -> str:
    """Workflow commands, which GitHub shows beside the line in a pull request."""
    return "\n".join(printable.line(_command(notice)) for notice in notices)


def _command(notice: Notice) -> str:
    given = (
        ("file", notice.file),
        ("line", notice.line),
        ("col", notice.column),
        ("title", notice.rule),
    )
    properties = ",".join(
        f"{key}={_escaped(str(value), ':,')}" for key, value in given if value is not None
    )
    words = f"{notice.message} {notice.fix}".strip()
    return f"::{_COMMANDS[notice.severity]} {properties}::{_escaped(words)}"


def _escaped(text: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
