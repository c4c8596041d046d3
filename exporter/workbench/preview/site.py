"""The local site: a frame with the article, the notices beside it, and word of every change.

It answers to names of this machine alone (a page elsewhere cannot read it by way of a name that
resolves to here), and the article's page may run no script.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from html import escape

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from exporter import formats
from exporter.errors import ExporterError
from exporter.files.resources import styles
from exporter.notices import Notice
from exporter.workbench.preview.render import Drawn, Wanted, draw

__all__ = ["Board", "site"]

HOSTS = ["127.0.0.1", "localhost", "[::1]"]


class Board:
    """The latest state of the article; those who wait are told when it is renewed."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.drawn = Drawn(b"", ())
        self.number = 0
        self.closed = False
        self._changed = asyncio.Condition()

    async def renew(self) -> None:
        """Draw it again, in a thread."""
        self.drawn = await run_in_threadpool(draw, self.wanted)
        async with self._changed:
            self.number += 1
            self._changed.notify_all()

    async def after(self, number: int) -> int:
        """Wait until the state is another than ``number``, or there will be none."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.closed or self.number != number)
            return self.number

    async def close(self) -> None:
        """There will be no other state; nobody need wait."""
        async with self._changed:
            self.closed = True
            self._changed.notify_all()


def site(board: Board) -> Starlette:
    """The application that shows a board."""
    name = escape(board.wanted.article.name)

    async def shell(_: Request) -> Response:
        others = "".join(f'<a href="/as/{n}">{n}</a> ' for n in formats.names() if n != "html")
        page = (styles() / "workbench" / "preview.html").read_text(encoding="utf-8")
        return HTMLResponse(page.replace("{name}", name).replace("{formats}", others))

    async def article(_: Request) -> Response:
        policy = "script-src 'none'; object-src 'none'; form-action 'none'"
        headers = {"Content-Security-Policy": policy, "Cache-Control": "no-store"}
        page = board.drawn.page or "<!doctype html><title>…</title>".encode()
        return HTMLResponse(page, headers=headers)

    async def notices(_: Request) -> Response:
        said = [_said(notice) for notice in board.drawn.notices]
        readable = bool(board.drawn.page)
        return JSONResponse({"number": board.number, "readable": readable, "notices": said})

    async def changes(_: Request) -> Response:
        return StreamingResponse(_events(board), media_type="text/event-stream")

    async def other(request: Request) -> Response:
        try:
            entry = formats.find(request.path_params["format"])
            theme = board.wanted.theme
            data = await run_in_threadpool(board.drawn.render, entry.name, theme)
        except ExporterError as error:
            return Response(str(error), status_code=404, media_type="text/plain")
        stem = board.wanted.article.stem.encode("ascii", "replace").decode()
        headers = {"Content-Disposition": f'inline; filename="{stem}{entry.extension}"'}
        return Response(data, media_type=entry.media_type, headers=headers)

    return Starlette(
        routes=[
            Route("/", shell),
            Route("/article", article),
            Route("/notices", notices),
            Route("/changes", changes),
            Route("/as/{format}", other),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)],
    )


async def _events(board: Board) -> AsyncIterator[str]:
    """Server-sent events (HTML, 9.2): the number of each new state."""
    number = board.number
    event = f"data: {number}\n\n"
    while not board.closed:
        yield event
        try:
            number = await asyncio.wait_for(board.after(number), 15)
            event = f"data: {number}\n\n"
        except TimeoutError:
            event = ": still here\n\n"


def _said(notice: Notice) -> dict[str, object]:
    """Where it is within the one article that is shown."""
    return {k: v for k, v in notice.to_json().items() if k not in ("file", "path")}
