"""All rules of the house, in the order of the manual."""

from __future__ import annotations

from exporter.checks.rule import Rule
from exporter.checks.rules import (
    accessibility,
    audience,
    claims,
    figures,
    sources,
    speech,
    structure,
    values,
)

__all__ = ["RULES"]

RULES: tuple[Rule, ...] = (
    *structure.RULES,
    *claims.RULES,
    *speech.RULES,
    *figures.RULES,
    *values.RULES,
    *sources.RULES,
    *accessibility.RULES,
    *audience.RULES,
)
