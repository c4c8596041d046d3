"""What changed between two editions of an article: found, and shown."""

from __future__ import annotations

from exporter.comparison.changes import Change, Changes, compared, diff
from exporter.comparison.output import to_html, to_json, to_text

__all__ = ["Change", "Changes", "compared", "diff", "to_html", "to_json", "to_text"]
