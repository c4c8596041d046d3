"""An article on the page: read, served, its file looked at."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path
from socket import socket

from starlette.concurrency import run_in_threadpool

from exporter.errors import ExporterError
from exporter.workbench.server import Served, listening
from exporter.workbench.server import serve as run
from exporter.workbench.session import Session
from exporter.workbench.site.application import application
from exporter.workbench.site.context import Options
from exporter.workbench.source.store import FileStore

__all__ = ["serve"]


def serve(
    article: Path,
    port: int,
    ready: Callable[[str], None],
    *,
    read_only: bool = False,
    lang: str = "en",
    theme: str = "newspaper",
    by: str = "",
) -> None:
    """Serve until interrupted. ``port`` 0 takes a free one; ``ready`` is told the address once it
    answers. Raises OptionError where the port is taken, and ExporterError where the article cannot
    be read."""
    session = Session(FileStore(article))
    session.state()
    options = Options(secrets.token_urlsafe(24), read_only, lang, theme, by)
    listener, address = listening(port)
    asyncio.run(_serve(session, options, article.resolve(), listener, lambda: ready(address)))


async def _serve(
    session: Session, options: Options, article: Path, listener: socket, ready: Callable[[], None]
) -> None:
    app = application(session, options)
    board = app.state.site.board
    board.loop = asyncio.get_running_loop()

    async def changed() -> None:
        try:
            await run_in_threadpool(session.state)
        except ExporterError as error:
            board.tell("unreadable", {"error": str(error)})

    async def ended() -> None:
        board.close()

    served = Served(app, {article.parent}, lambda path: path == article, changed, ended)
    await run(served, listener, ready)
