"""What the routes of the page share."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from starlette.requests import Request

from exporter.errors import ExporterError
from exporter.values import Struct, Value, field
from exporter.workbench.actions.decisions import waiting
from exporter.workbench.answers import sentence
from exporter.workbench.merging import Merges
from exporter.workbench.panel.assessment import Assessment, Assessor, is_large
from exporter.workbench.panel.indexes import todo
from exporter.workbench.session import Said, Session
from exporter.workbench.site.events import Board
from exporter.workbench.site.protection import HOSTS
from exporter.workbench.source.versions import State
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
    merges: Merges = field(default_factory=Merges)
    assessor: Assessor = field(default_factory=Assessor)
    todo: dict[str, Any] = field(default_factory=lambda: {"count": 0, "of": {}})

    def follow(self) -> None:
        """Tell of every new state, and look at it behind the scenes."""
        self.session.listeners.append(self._changed)
        self.session.losses.append(self._lost)

    def _lost(self, said: Sequence[Said]) -> None:
        words = interface(self.options.lang)
        told = [sentence(key, values, words) for key, values in said]
        self.board.tell("lost", {"said": told})

    def _changed(self, state: State) -> None:
        self.board.tell("version", {"version": state.version})
        self.assessor.look(state, self.session.store, self._assessed)

    def _assessed(self, state: State, found: Assessment) -> None:
        try:
            self.todo = todo(waiting(state, self.session.store), found)
        except ExporterError as error:  # the record of suggestions cannot be understood
            self.board.tell("unreadable", {"error": str(error)})
            return
        self.board.tell("checked", {"version": found.version, "todo": self.todo})

    def look(self, state: State) -> None:
        """Begin to look at the article as it was opened."""
        if self.assessor.latest.number < 0:
            self.assessor.look(state, self.session.store, self._assessed)

    def checked(self) -> Assessment:
        """The findings of the article as it is; of a large one those that are known so far."""
        state = self.session.state()
        latest = self.assessor.latest
        if latest.version != state.version and not is_large(state.source.data):
            latest = self.assessor.now(state, self.session.store)
            self._assessed(state, latest)
        return latest

    def words(self, request: Request) -> Words:
        """The words of the language that a request asks for."""
        return interface(wanted(request.headers.get("accept-language", ""), self.options.lang))
