"""Dates beside the text (in the header and the registers) that no calendar has."""

from __future__ import annotations

from collections.abc import Collection

from exporter.notices import Severity
from exporter.tei.tree.datatypes import is_temporal
from exporter.tei.tree.elements import Element
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.pointers import Index

__all__ = ["report_invalid_dates"]

_DATED = ("date", "birth", "death", "floruit", "origDate", "change", "event", "docDate")
_KEYS = ("when", "from", "to", "notBefore", "notAfter")


def report_invalid_dates(index: Index, texts: Collection[Element], remarks: Remarks) -> None:
    """Those of the text are said where they are read."""
    roots = set(texts)
    for element in index.census.named(*_DATED):
        said = index.said.get(element, {})
        if roots.isdisjoint(element.iterancestors()):
            for key in _KEYS:
                given = said.get(key, "").strip()
                if given and not is_temporal(given, gregorian="calendar" not in said):
                    message = f"“{given}” is no date for @{key}."
                    fix = "Write dates as 2026-04-10, 2026-04 or 2026."
                    remarks.say("invalid-value", Severity.WARNING, message, element, fix=fix)
