"""Server-sent events (HTML, 9.2): a new version, findings anew."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import Response, StreamingResponse

from exporter.values import Struct, field

__all__ = ["Board", "stream"]

_BEAT = 15.0
"""Seconds after which a comment is sent, so that nobody in between closes the connection."""


class Board(Struct):
    """Those who listen, each with what was not yet sent to them."""

    queues: list[asyncio.Queue[tuple[str, dict[str, Any]] | None]] = field(default_factory=list)
    loop: asyncio.AbstractEventLoop | None = None
    closed: bool = False

    def tell(self, event: str, data: dict[str, Any]) -> None:
        """Send an event to all; from any thread."""
        loop = self.loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._put, (event, data))

    def _put(self, item: tuple[str, dict[str, Any]] | None) -> None:
        for queue in self.queues:
            queue.put_nowait(item)

    def close(self) -> None:
        """There will be no other event; nobody need wait. From the loop's thread."""
        self.closed = True
        self._put(None)


def stream(board: Board) -> Response:
    """The events from now on."""
    board.loop = asyncio.get_running_loop()
    return StreamingResponse(_events(board), media_type="text/event-stream")


async def _events(board: Board) -> AsyncIterator[str]:
    queue: asyncio.Queue[tuple[str, dict[str, Any]] | None] = asyncio.Queue()
    board.queues.append(queue)
    try:
        yield ": here\n\n"
        while not board.closed:
            try:
                item = await asyncio.wait_for(queue.get(), _BEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if item is None:
                return
            yield f"event: {item[0]}\ndata: {json.dumps(item[1])}\n\n"
    finally:
        board.queues.remove(queue)
