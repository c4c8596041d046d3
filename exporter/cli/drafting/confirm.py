"""``exporter confirm``."""

from __future__ import annotations

from exporter.cli.drafting.decisions.decide import deciding

command = deciding(
    "confirm",
    "yes",
    """Say yes to suggestions: they become a part of the article.

    \b
    Reads   ARTICLE, a TEI file, and on a terminal your keys.
    Writes  each answer into ARTICLE, at once.
    Prints  how many are confirmed, rejected and waiting.

    \b
    Example:
      exporter confirm harbour.xml --sure --by "R. Okoye"

    Without options, on a terminal, it shows one suggestion after the other, and one key decides:
    y yes, n no, e edit the speaker, o one by one, a yes to all of this kind from here on, s skip,
    u undo, q quit.
    """,
)
