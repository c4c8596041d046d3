"""What the routes of the page share."""

from __future__ import annotations

from collections.abc import Collection

from starlette.requests import Request

from exporter.values import Struct, Value, field
from exporter.workbench.session import Session
from exporter.workbench.site.events import Board
from exporter.workbench.site.protection import HOSTS
from exporter.workbench.words import Words, interface, wanted

__all__ = ["Options", "Site"]


class Options(Value):
    """How the page is served. ``token`` must come with every change; ``hosts`` None: a server in
    front looks at the names. ``lang`` is the interface's language where a browser asks for none
    of ours; ``by`` is who confirms, for the record."""

    token: str
    read_only: bool = False
    lang: str = "en"
    theme: str = "newspaper"
    by: str = ""
    hosts: Collection[str] | None = HOSTS


class Site(Struct):
    """What the routes share."""

    session: Session
    options: Options
    board: Board = field(default_factory=Board)

    def words(self, request: Request) -> Words:
        """The words of the language that a request asks for."""
        return interface(wanted(request.headers.get("accept-language", ""), self.options.lang))
