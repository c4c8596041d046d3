"""The page served as the command serves it, in a thread: one article in a folder of its own."""

from __future__ import annotations

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


@contextmanager
def served(article: Path, **options: Any) -> Iterator[str]:
    """The address at which an article can be annotated."""
    app = application(Session(FileStore(article)), Options(token="token", **options))
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(
        app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        board = app.state.site.board
        if board.loop is not None and not board.loop.is_closed():
            board.loop.call_soon_threadsafe(board.close)
        server.should_exit = True
        thread.join(10)
        listener.close()
