"""An edited Word copy against its base: edits of the source, and conflicts.

The copy is read (word/), what it was made from is rendered again (base_selection.py, base.py) with
each character's place in the source, their paragraphs are paired and their words compared
(compare/), and what differs becomes edits of the source (changes/). merger.py runs them in this
order.
"""

from exporter.revisions.findings import Finding
from exporter.revisions.merger import Merged, merge

__all__ = ["Finding", "Merged", "merge"]
