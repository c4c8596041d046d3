"""Findings that a file excepts: what is said of the exceptions themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exporter.checks.rule import Finding
from exporter.tei.tree.suppressions import Ignore, ignores

__all__ = ["Ignore", "ignores", "reasonless", "unused"]


def reasonless(found: Iterable[Ignore]) -> Iterator[Finding]:
    """Those that do not say why, or not what."""
    for ignore in found:
        if not ignore.rules:
            yield Finding("This instruction names no rule to ignore.", ignore.node)
        elif not ignore.reason:
            yield Finding("A rule is ignored here without a reason, so it is not.", ignore.node)


def unused(found: Iterable[Ignore], used: set[Ignore]) -> Iterator[Finding]:
    """Those that silenced nothing."""
    for ignore in found:
        if ignore.rules and ignore.reason and ignore not in used:
            names = ", ".join(sorted(ignore.rules))
            yield Finding(f"Nothing here needs “{names}” to be ignored.", ignore.node)
