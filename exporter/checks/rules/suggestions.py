"""What a program proposed and nobody has confirmed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from exporter.checks.rule import Document, Finding, Rule
from exporter.notices import Severity
from exporter.tei.tree.elements import name

__all__ = ["RULES", "UNCONFIRMED"]

UNCONFIRMED = "unconfirmed-suggestions"

_KINDS = {
    "said": ("speech", "speeches"),
    "q": ("speech", "speeches"),
    "quote": ("quotation", "quotations"),
    "seg": ("claim", "claims"),
    "span": ("claim", "claims"),
    "measure": ("figure", "figures"),
    "num": ("figure", "figures"),
    "date": ("date", "dates"),
    "time": ("date", "dates"),
    "person": ("entry of a register", "entries of registers"),
    "org": ("entry of a register", "entries of registers"),
    "place": ("entry of a register", "entries of registers"),
    "bibl": ("entry of a register", "entries of registers"),
    "biblStruct": ("entry of a register", "entries of registers"),
}
_OTHER = ("name", "names")


def _unconfirmed(doc: Document) -> Iterator[Finding]:
    """One finding, however many there are: they are gone through with a command of their own."""
    if not doc.suggested:
        return
    counts = Counter(_KINDS.get(name(element), _OTHER) for element in doc.suggested)
    parts = [f"{count:,} {kind[count > 1]}" for kind, count in counts.most_common()]
    listed = ", ".join(parts[:-1]) + (" and " if parts[1:] else "") + parts[-1]
    number = len(doc.suggested)
    await_ = "suggestion awaits" if number == 1 else "suggestions await"
    yield Finding(f"{number:,} {await_} a yes or no: {listed}.", doc.suggested[0])


RULES = (
    Rule(
        UNCONFIRMED,
        "sourcing",
        Severity.WARNING,
        "What a program proposed is left out of public copies until somebody has confirmed it.",
        "Go through them with exporter confirm.",
        _unconfirmed,
    ),
)
