"""Article → Report: what an editor would want to know before it goes out.

    >>> from exporter.checks import check
    >>> report = check("source/north-korean-troops.xml")

Each rule is a small function with an id, a severity, a reason and a remedy; ``docs/rules.md``
lists them. :mod:`exporter.checks.output` words a report,
:mod:`exporter.checks.fixes` mends what can be mended
without judgement.
"""

from __future__ import annotations

from exporter.checks.config import Config, ForFiles, load_config
from exporter.checks.engine import all_rules, check, together
from exporter.checks.rule import Document, Finding, Rule

__all__ = [
    "Config",
    "Document",
    "Finding",
    "ForFiles",
    "Rule",
    "all_rules",
    "check",
    "load_config",
    "together",
]
