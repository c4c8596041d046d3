"""Look at the files, draw again when one changes, serve on this machine alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from socket import socket

from exporter.workbench.preview.render import Wanted
from exporter.workbench.preview.site import Board, site
from exporter.workbench.server import Served, listening
from exporter.workbench.server import serve as run

__all__ = ["serve"]

_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".tif", ".tiff", ".bmp"}


def serve(wanted: Wanted, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted. ``port`` 0 takes a free one; ``ready`` is told the address once it
    answers. Raises OptionError where the port is taken."""
    listener, address = listening(port)
    asyncio.run(_serve(wanted, listener, lambda: ready(address)))


async def _serve(wanted: Wanted, listener: socket, ready: Callable[[], None]) -> None:
    board = Board(wanted)
    await board.renew()
    article = wanted.article.resolve()
    theme = Path(wanted.theme)
    themes = [theme.resolve()] if theme.suffix == ".toml" else []
    watched = (article, *themes)
    served = Served(
        app=site(board),
        folders={path.parent for path in watched},
        matters=lambda path: path in watched or path.suffix.lower() in _PICTURES,
        changed=board.renew,
        ended=board.close,
    )
    await run(served, listener, ready)
