"""Rules whose findings come up on the way, not by a function of their own."""

from __future__ import annotations

from exporter.checks.rule import Document, Finding, Rule
from exporter.notices import Severity

__all__ = ["ASSERTION", "EARLY", "GRAMMAR", "LATE", "MALFORMED", "UNREASONED", "UNUSED"]


def _elsewhere(_: Document) -> tuple[Finding, ...]:
    return ()


MALFORMED = Rule(
    "malformed",
    "structure",
    Severity.ERROR,
    "What is not well-formed XML cannot be read by any program.",
    "Correct the first fault and check again: later ones often follow from it.",
    _elsewhere,
)
GRAMMAR = Rule(
    "schema",
    "structure",
    Severity.ERROR,
    "What the schema does not allow, other programs will not understand either.",
    "Correct the element or attribute.",
    _elsewhere,
)
ASSERTION = Rule(
    "assertion",
    "structure",
    Severity.ERROR,
    "Pointers must find the right kind of thing, and bounds must be in order.",
    "Correct the pointer or the value.",
    _elsewhere,
)
UNREASONED = Rule(
    "ignore-without-reason",
    "structure",
    Severity.WARNING,
    "If a rule is switched off without a reason, nobody knows when to switch it on again.",
    'Write <?exporter ignore="rule-id" reason="why"?>.',
    _elsewhere,
)
UNUSED = Rule(
    "ignore-unused",
    "structure",
    Severity.INFO,
    "An exception that is no longer needed hides the next fault.",
    "Delete the instruction.",
    _elsewhere,
)
EARLY = (MALFORMED, GRAMMAR, ASSERTION)
LATE = (UNREASONED, UNUSED)
