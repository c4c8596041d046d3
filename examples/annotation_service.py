"""The annotation page behind a newsroom's own sign-on: articles in a store of one's own.

    EXPORTER_ARTICLES=articles uvicorn annotation_service:app

``/edit/harbour/`` is the page of ``harbour``. Three things are this file's business and not
exporter's: who somebody is (here a header that a proxy in front sets, after it has asked them to
sign in), what they may open, and where articles are kept (here a table of SQLite). The page is made
for one newsroom's people on one server process: who saves last does not win, since every change is
an edit of what is kept by then; but nobody is shown who else is typing.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from pathlib import Path
from threading import RLock

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

from exporter.workbench import ChangedMeanwhileError, Options, Session, application

SIGNED_ON = "x-signed-on-as"
"""What the proxy sets; it must take this header away from what browsers send."""


class Row:
    """One article in a table: what the page asks of a store is ``get`` and ``put``."""

    path: Path | None = None

    def __init__(self, database: Path, name: str) -> None:
        self.name = f"{name}.xml"
        self._database, self._key = database, name

    def get(self) -> bytes:
        with sqlite3.connect(self._database) as rows:
            found = rows.execute("select tei from articles where name = ?", [self._key]).fetchone()
        if found is None:
            raise LookupError(self._key)
        return bytes(found[0])

    def put(self, data: bytes, expected: bytes) -> None:
        """Replace ``expected``, and nothing else: in one statement, so that no other process
        comes between."""
        update = "update articles set tei = ? where name = ? and tei = ?"
        with sqlite3.connect(self._database) as rows:
            if rows.execute(update, [data, self._key, expected]).rowcount != 1:
                raise ChangedMeanwhileError


class Desk:
    """The pages that are open, each for one person and one article."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._sessions: dict[str, Session] = {}
        self._pages: dict[tuple[str, str], Starlette] = {}
        self._lock = RLock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        who = Request(scope).headers.get(SIGNED_ON, "")
        name = scope["path_params"]["name"]
        try:
            page = self._page(who, name) if self.may_edit(who, name) else None
        except LookupError:
            page = None
        answer = page or PlainTextResponse("There is no such article for you.", status_code=404)
        await answer(scope, receive, send)

    def may_edit(self, who: str, name: str) -> bool:
        """Whatever your newsroom decides."""
        return bool(who and name)

    def _page(self, who: str, name: str) -> Starlette:
        """One session for an article, so that all who have it open hear of every change."""
        with self._lock:
            if name not in self._sessions:
                row = Row(self._database, name)
                row.get()
                self._sessions[name] = Session(row)
            if (who, name) not in self._pages:
                options = Options(secrets.token_urlsafe(24), by=who, hosts=None)
                self._pages[who, name] = application(self._sessions[name], options)
            return self._pages[who, name]


FOLDER = Path(os.environ.get("EXPORTER_ARTICLES", "articles"))
app = Starlette(routes=[Mount("/edit/{name}", Desk(FOLDER / "articles.db"))])
