"""Notices while they are being collected: what recurs is said once, with its count."""

from __future__ import annotations

from collections.abc import Callable

from exporter.notices import Notice, Severity
from exporter.tei.tree.elements import Element, path
from exporter.values import Struct

__all__ = ["Remarks"]

Sentence = Callable[[int], str]


class _Recurring(Struct):
    severity: Severity
    sentence: Sentence
    line: int | None
    path: str
    fix: str
    count: int = 0


class Remarks:
    """Collects notices about one file."""

    def __init__(self, file: str | None) -> None:
        self.file = file
        self._notices: list[Notice] = []
        self._recurring: dict[tuple[str, str], _Recurring] = {}
        self._steps: dict[Element, dict[Element, str]] = {}

    def say(
        self,
        rule: str,
        severity: Severity,
        message: str,
        element: Element | None = None,
        *,
        fix: str = "",
    ) -> None:
        """One remark about one element."""
        line = element.sourceline if element is not None else None
        where = path(element, self._steps) if element is not None else ""
        self._notices.append(
            Notice(rule, severity, message, self.file, line=line, column=None, path=where, fix=fix)
        )

    def count(
        self,
        rule: str,
        key: str,
        severity: Severity,
        sentence: Sentence,
        element: Element,
        *,
        fix: str = "",
    ) -> None:
        """A remark that is made once for all that share ``rule`` and ``key``, at the first of
        them; ``sentence`` is asked for the words with their number."""
        recurring = self._recurring.get((rule, key))
        if recurring is None:
            recurring = self._recurring[rule, key] = _Recurring(
                severity, sentence, element.sourceline, path(element, self._steps), fix
            )
        recurring.count += 1

    def notices(self) -> tuple[Notice, ...]:
        """All of them, by line."""
        found = list(self._notices)
        for (rule, _), it in self._recurring.items():
            message = it.sentence(it.count)
            found.append(
                Notice(
                    rule,
                    it.severity,
                    message,
                    self.file,
                    line=it.line,
                    column=None,
                    path=it.path,
                    fix=it.fix,
                )
            )
        self._steps.clear()
        return tuple(sorted(found, key=lambda notice: notice.line or 0))
