"""A draft as newsrooms have it (Word, OpenDocument, Markdown, a web page, plain text, ninjs, NITF)
→ plain TEI, the text character for character.

``formats`` tells the format and calls its reader; each reader makes a ``document.Document``;
``arrange`` finds title and byline; ``article`` writes the TEI.
"""

from __future__ import annotations

from exporter.intake.draft import Given, Plain, day, plain_article
from exporter.intake.formats import FORMATS

__all__ = ["FORMATS", "Given", "Plain", "day", "plain_article"]
