"""The page served as the command serves it, in a thread: one article in a folder of its own."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

from exporter.workbench.session import Session
from exporter.workbench.site.application import application
from exporter.workbench.site.context import Options
from exporter.workbench.source.store import FileStore

SLOW = float(os.environ.get("SLOW", "0"))
"""Seconds that each answer of the server takes longer: the page must be right then too."""


class _Slow:
    """An application whose answers take some seconds longer; events come at once."""

    def __init__(self, app: Any, seconds: float) -> None:
        self.app = app
        self.seconds = seconds

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http" and scope["path"] != "/events":
            await asyncio.sleep(self.seconds)
        await self.app(scope, receive, send)


class Server:
    """The page of an article; it can be ended and started again at its address, as when the
    program is: with another token, and knowing only what is on the disk."""

    def __init__(self, article: Path, *, slow: float = SLOW, **options: Any) -> None:
        self.article = article
        self.slow = slow
        self.options = {"token": "token", **options}
        self.port = 0
        self.start()

    def start(self, **options: Any) -> None:
        self.options |= options
        self.app = application(Session(FileStore(self.article)), Options(**self.options))
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", self.port))
        self.listener.listen(128)
        self.port = self.listener.getsockname()[1]
        config = uvicorn.Config(
            _Slow(self.app, self.slow),
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self.server = uvicorn.Server(config)
        run = self.server.run
        self.thread = threading.Thread(target=run, kwargs={"sockets": [self.listener]}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        board = self.app.state.site.board
        if board.loop is not None and not board.loop.is_closed():
            board.loop.call_soon_threadsafe(board.close)
        self.server.should_exit = True
        self.thread.join(10)
        self.listener.close()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"


@contextmanager
def served(article: Path, **options: Any) -> Iterator[str]:
    """The address at which an article can be annotated."""
    server = Server(article, **options)
    try:
        yield server.address
    finally:
        server.stop()
