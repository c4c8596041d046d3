"""Many articles: from one machine's folder to a cluster and an object store.

    >>> from exporter.batch import export_many
    >>> summary = export_many(["articles"], "build")        # doctest: +SKIP
    >>> summary.done, summary.unchanged, summary.failed     # doctest: +SKIP

The way of a run: ``beginning`` takes what is asked for, ``listing`` finds the articles, ``state``
keeps them in a table, ``driving`` gives out one after another to ``pools``, ``job`` does one,
``desk`` and ``report`` say what happened.
"""

from __future__ import annotations

from exporter.batch.runner import Progress, Summary, export_many
from exporter.batch.worker import Result

__all__ = ["Progress", "Result", "Summary", "export_many"]
