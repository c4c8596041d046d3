"""What is said about a document: notices are data; text for a terminal is made at the edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

from exporter.text import printable
from exporter.values import Value, asdict

__all__ = ["Notice", "Report", "Severity"]


class Severity(IntEnum):
    """How much it matters; ordered, so that ``severity >= Severity.WARNING`` reads well."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word for people and for JSON: ``info``, ``warning`` or ``error``."""
        return self.name.lower()


class Notice(Value):
    """One remark, with its place and its remedy.

    ``rule`` is a stable identifier in kebab case (``unknown-element``); ``line`` and ``column``
    are 1-based, None where not known; ``path`` is the element's path from the root
    (``TEI/text/body/p[3]``) or empty; ``fix`` says what to do, or is empty.
    """

    rule: str
    severity: Severity
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    path: str = ""
    fix: str = ""

    def __str__(self) -> str:
        place = ":".join(str(p) for p in (self.file, self.line, self.column) if p is not None)
        text = f"{self.severity.label}: {self.message}"
        if self.fix:
            text = f"{text} {self.fix}"
        return printable.line(
            f"{place}: {text} [{self.rule}]" if place else f"{text} [{self.rule}]"
        )

    def to_json(self) -> dict[str, object]:
        """Its fields as plain JSON values, the severity as its word."""
        return {**asdict(self), "severity": self.severity.label}


class Report(Value):
    """Notices in document order."""

    notices: tuple[Notice, ...] = ()

    def __iter__(self) -> Iterator[Notice]:
        return iter(self.notices)

    def __len__(self) -> int:
        return len(self.notices)

    def __add__(self, other: Iterable[Notice]) -> Report:
        return Report((*self.notices, *other))

    @property
    def worst(self) -> Severity | None:
        """The gravest severity among them, or None where nothing is said."""
        return max((notice.severity for notice in self.notices), default=None)

    def at_least(self, severity: Severity) -> Report:
        """Those of this severity and graver."""
        return Report(tuple(notice for notice in self.notices if notice.severity >= severity))
