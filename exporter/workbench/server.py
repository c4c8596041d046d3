"""One application served on this machine alone, until it is interrupted; files looked at beside."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from types import FrameType

import uvicorn
from starlette.types import ASGIApp
from watchfiles import Change, awatch

from exporter.errors import OptionError
from exporter.values import Value

__all__ = ["Served", "listening", "serve"]


class Served(Value):
    """``folders`` are looked at; ``matters`` says of a path in them whether ``changed`` is awaited
    for it. ``ended`` is called, in the loop, when the server is told to end: streams of events
    must end then."""

    app: ASGIApp
    folders: Collection[Path]
    matters: Callable[[Path], bool]
    changed: Callable[[], Awaitable[None]]
    ended: Callable[[], Awaitable[None]]


def listening(port: int) -> tuple[socket.socket, str]:
    """A socket on this machine alone, and its address; ``port`` 0 takes a free one. Raises
    OptionError where the port is taken."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        listener.close()
        raise OptionError(f"port {port} is taken. Choose another with --port.") from error
    return listener, f"http://127.0.0.1:{listener.getsockname()[1]}/"


async def serve(served: Served, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until interrupted; ``ready`` is called once it answers."""
    config = uvicorn.Config(
        served.app, log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1
    )
    server = _Server(config, served.ended)
    stop = asyncio.Event()
    watch = asyncio.create_task(_watch(served, stop))
    listener.listen()
    ready()
    try:
        await server.serve(sockets=[listener])
    finally:
        stop.set()
        await watch


class _Server(uvicorn.Server):
    """Ends the streams of events when it is told to end; a server waits for every response."""

    def __init__(self, config: uvicorn.Config, ended: Callable[[], Awaitable[None]]) -> None:
        super().__init__(config)
        self._ended = ended
        self._loop = asyncio.get_running_loop()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        asyncio.run_coroutine_threadsafe(_awaited(self._ended), self._loop)


async def _awaited(call: Callable[[], Awaitable[None]]) -> None:
    await call()


async def _watch(served: Served, stop: asyncio.Event) -> None:
    def matters(_: Change, name: str) -> bool:
        return served.matters(Path(name))

    async for _ in awatch(*served.folders, watch_filter=matters, stop_event=stop, debounce=150):
        await served.changed()
