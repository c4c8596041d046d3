"""All rules of this package, in the order of the manual."""

from __future__ import annotations

from exporter.checks.rule import Rule
from exporter.checks.rules import (
    accessibility,
    audience,
    claims,
    corrections,
    figures,
    prose,
    sources,
    speech,
    standings,
    structure,
    suggestions,
    values,
)

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *claims.RULES,
    *standings.RULES,
    *speech.RULES,
    *figures.RULES,
    *values.RULES,
    *sources.RULES,
    *corrections.RULES,
    *prose.RULES,
    *accessibility.RULES,
    *audience.RULES,
    *suggestions.RULES,
)
