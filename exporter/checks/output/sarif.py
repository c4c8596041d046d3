"""SARIF 2.1.0 (OASIS), which code review tools show beside the line."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from exporter._version import __version__
from exporter.checks.engine import all_rules
from exporter.notices import Notice, Severity
from exporter.text import printable

__all__ = ["as_sarif"]

_LEVELS = {Severity.INFO: "note", Severity.WARNING: "warning", Severity.ERROR: "error"}


def as_sarif(notices: Iterable[Notice], files: Iterable[str] = ()) -> str:
    """One run. Columns count Unicode code points; paths are relative where they can be."""
    found = list(notices)
    rules = _rules(found)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    named = dict.fromkeys([*files, *(n.file for n in found if n.file is not None)])
    seen: Counter[str] = Counter()
    run = {
        "tool": {"driver": {"name": "exporter", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file)}} for file in named],
        "results": [_result(notice, index, seen) for notice in found],
    }
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
        "sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return printable.as_json(log)


def _rules(found: list[Notice]) -> list[dict[str, Any]]:
    """All rules, and an entry for whatever else was said (by the reader, by plug-ins)."""
    rules, _ = all_rules()
    listed: dict[str, dict[str, Any]] = {
        rule.id: {
            "id": rule.id,
            "shortDescription": {"text": rule.why},
            "help": {"text": rule.fix},
            "defaultConfiguration": {"level": _LEVELS[rule.severity]},
            "properties": {"tags": [rule.area]},
        }
        for rule in rules
    }
    for notice in found:
        listed.setdefault(notice.rule, {"id": notice.rule})
    return list(listed.values())


def _result(notice: Notice, index: dict[str, int], seen: Counter[str]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": notice.rule,
        "ruleIndex": index[notice.rule],
        "level": _LEVELS[notice.severity],
        "message": {"text": f"{notice.message} {notice.fix}".strip()},
        "partialFingerprints": {"exporter/v1": _fingerprint(notice, seen)},
    }
    if notice.file is not None:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(notice.file)}}
        if notice.line:
            place["region"] = {"startLine": notice.line}
            if notice.column:
                place["region"]["startColumn"] = notice.column
        location: dict[str, Any] = {"physicalLocation": place}
        if notice.path:
            location["logicalLocations"] = [{"fullyQualifiedName": notice.path, "kind": "element"}]
        result["locations"] = [location]
    return result


def _fingerprint(notice: Notice, seen: Counter[str]) -> str:
    """The same for the same finding after lines were added above it."""
    words = "\n".join((notice.rule, notice.file or "", notice.message))
    seen[words] += 1
    return hashlib.sha256(f"{words}\n{seen[words]}".encode(errors="surrogatepass")).hexdigest()[:32]


def _uri(file: str) -> str:
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
