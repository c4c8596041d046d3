"""Article → Edition: which spans get a note, what it says, what the registers hold."""

from exporter.sourcing.plan import plan
from exporter.sourcing.policy import CitationStyle, Policy

__all__ = ["CitationStyle", "Policy", "plan"]
