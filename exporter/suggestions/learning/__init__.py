"""What a newsroom's own confirmed articles teach: which of the speeches that the rules find are
likely to be confirmed. Nothing leaves the machine, and no model comes with the package."""

from __future__ import annotations

from exporter.suggestions.learning.model import Scorer, learn, scorer_of

__all__ = ["Scorer", "learn", "scorer_of"]
