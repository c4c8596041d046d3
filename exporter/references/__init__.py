"""Sources as other programs keep them (CSL-JSON, BibTeX, RIS) → ``bibl`` entries of an article.

``formats`` tells the format and calls its reader; each reader makes :class:`Reference` values;
``entry`` writes one as ``bibl``; ``addition`` finds which the article has already, and makes the
edits.
"""

from __future__ import annotations

from exporter.references.addition import Added, added
from exporter.references.formats import read_references
from exporter.references.reference import Name, Reference

__all__ = ["Added", "Name", "Reference", "added", "read_references"]
