"""Look at the files, draw again when one changes, serve on this machine alone."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn
from watchfiles import Change, awatch

from exporter.errors import OptionError
from exporter.preview.render import Wanted
from exporter.preview.site import Board, site

__all__ = ["serve"]

_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".tif", ".tiff", ".bmp"}


def serve(wanted: Wanted, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted. ``port`` 0 takes a free one; ``ready`` is told the address once it
    answers. Raises OptionError where the port is taken."""
    listener = _listen(port)
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
    asyncio.run(_serve(wanted, listener, lambda: ready(address)))


def _listen(port: int) -> socket.socket:
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        listener.close()
        raise OptionError(f"port {port} is taken. Choose another with --port.") from error
    return listener


async def _serve(wanted: Wanted, listener: socket.socket, ready: Callable[[], None]) -> None:
    board = Board(wanted)
    await board.renew()
    config = uvicorn.Config(
        site(board),
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=1,
    )
    server = _Server(config, board)
    stop = asyncio.Event()
    watch = asyncio.create_task(_watch(board, stop))
    listener.listen()
    ready()
    try:
        await server.serve(sockets=[listener])
    finally:
        stop.set()
        await watch


class _Server(uvicorn.Server):
    """Ends the streams of events when it is told to end; a server waits for every response."""

    def __init__(self, config: uvicorn.Config, board: Board) -> None:
        super().__init__(config)
        self._board = board
        self._loop = asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        asyncio.run_coroutine_threadsafe(self._board.close(), self._loop)


async def _watch(board: Board, stop: asyncio.Event) -> None:
    article = board.wanted.article.resolve()
    theme = Path(board.wanted.theme)
    themes = [theme.resolve()] if theme.suffix == ".toml" else []
    folders = {path.parent for path in (article, *themes)}

    def matters(_: Change, name: str) -> bool:
        path = Path(name)
        return path in (article, *themes) or path.suffix.lower() in _PICTURES

    async for _ in awatch(*folders, watch_filter=matters, stop_event=stop, debounce=150):
        await board.renew()
