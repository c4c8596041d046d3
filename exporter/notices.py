"""What is said about a document: notices are data; text for a terminal is made at the edge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

from exporter.text import printable
from exporter.values import Struct, Value, asdict, field

__all__ = ["Collector", "Notice", "Report", "Severity"]


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
    """Notices in document order; iterate over it, take its ``len``, add to it."""

    notices: tuple[Notice, ...] = ()

    def to_json(self) -> list[dict[str, object]]:
        """Every notice as plain JSON values, in this order."""
        return [notice.to_json() for notice in self.notices]

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


class Collector(Struct):
    """Notices about one file while it is drawn, in order, each once. ``line`` is 0 where the place
    is not known."""

    file: str | None = None
    found: dict[Notice, None] = field(default_factory=dict)

    def warn(self, rule: str, message: str, line: int = 0, fix: str = "") -> None:
        self._add(rule, Severity.WARNING, message, line, fix)

    def tell(self, rule: str, message: str, line: int = 0, fix: str = "") -> None:
        """Say what is no fault."""
        self._add(rule, Severity.INFO, message, line, fix)

    def refuse(self, target: str) -> None:
        """Say that a link is left out which :mod:`exporter.urls` does not allow."""
        self.warn(
            "dangerous-link",
            f"the link {target[:60]!r} could run a program and is left out; its text stays.",
            fix="Use an address that begins with https:, http: or mailto:.",
        )

    def extend(self, notices: Iterable[Notice]) -> None:
        self.found.update(dict.fromkeys(notices))

    def _add(self, rule: str, severity: Severity, message: str, line: int, fix: str) -> None:
        self.found[Notice(rule, severity, message, self.file, line or None, fix=fix)] = None

    @property
    def notices(self) -> tuple[Notice, ...]:
        return tuple(self.found)
