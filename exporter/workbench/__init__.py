"""A page on which anyone can annotate an article (extra ``[preview]``).

``outline`` and ``drawing/`` draw the article from its source, ``actions/`` turn what somebody does
on the page into edits of it, ``session`` saves them one by one, ``panel/`` says what is known of
what is chosen, and ``site/`` is the web application over all of it. ``preview/`` is ``exporter
watch``.

    >>> app = application(Session(FileStore("harbour.xml")), Options(token))
"""

from __future__ import annotations

from exporter.workbench.session import Session
from exporter.workbench.site.application import application
from exporter.workbench.site.context import Options
from exporter.workbench.source.store import ChangedMeanwhileError, FileStore, Store

__all__ = ["ChangedMeanwhileError", "FileStore", "Options", "Session", "Store", "application"]
