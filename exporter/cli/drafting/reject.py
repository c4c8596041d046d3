"""``exporter reject``."""

from __future__ import annotations

from exporter.cli.drafting.decisions.decide import deciding

command = deciding(
    "reject",
    "no",
    """Say no to suggestions: the marks are taken out, the words stay.

    \b
    Reads   ARTICLE, a TEI file, and on a terminal your keys.
    Writes  ARTICLE without the marks, and into ARTICLE.suggestions.json what
            is not to be suggested again.
    Prints  how many are confirmed, rejected and waiting.

    \b
    Example:
      exporter reject harbour.xml --kind figure

    Without options, on a terminal, it shows one suggestion after the other, as “exporter confirm”
    does.
    """,
)
