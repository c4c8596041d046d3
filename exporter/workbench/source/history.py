"""What was done to an article, to be undone: over a session, and after a restart.

It is kept beside the article (``.harbour.annotate.json`` for ``harbour.xml``), because it holds
words of it and so must be read by nobody who may not read the article. It is written before the
article is: whatever moment the program ends at, the one step whose digests fit the file tells
which changes are in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from exporter.confirmation.record import Rejection
from exporter.editing import Splice
from exporter.errors import EditError, ExporterError
from exporter.files import atomic
from exporter.values import Struct, Value, field, replace
from exporter.workbench.source.differences import moved

__all__ = ["Change", "History", "Named", "history_path", "load_history", "load_names", "saver"]

_MOST = 500
"""Changes that are kept."""
_LARGEST = 4_000_000
"""Characters that all changes together may hold."""


class Change(Value):
    """One change. ``key`` and ``values`` say what it was (``exporter.workbench.words``);
    ``inverse`` are splices of the text after it, ``forward`` of the text before. ``before`` and
    ``after`` are digests of the file; ``rejected`` what it put into the record of suggestions.
    ``foreign``: somebody else's, which is not undone."""

    key: str
    values: dict[str, str]
    inverse: tuple[Splice, ...]
    forward: tuple[Splice, ...]
    before: str
    after: str
    rejected: tuple[Rejection, ...] = ()
    foreign: bool = False


class Named(Value):
    """The names of the blocks of a file whose digest is ``of``, in their order."""

    of: str = ""
    names: tuple[str, ...] = ()


class _File(Value):
    version: int
    done: tuple[Change, ...] = ()
    undone: tuple[Change, ...] = ()
    blocks: Named = Named()


class History(Struct):
    """The changes that are in the file, and those that were taken back and may be made again.
    ``blocks`` are the names that a page may know when the program is started again."""

    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)
    blocks: Named = Named()

    def last(self) -> Change | None:
        """What would be undone."""
        return next((each for each in reversed(self.done) if not each.foreign), None)

    def add(self, change: Change) -> History:
        """The history with a change more; what was undone cannot be made again."""
        return History(_kept([*self.done, change]), [])

    def undoing(self) -> tuple[Change, tuple[Splice, ...], History]:
        """What to undo, the splices of the text as it is now that do it, and the history then.

        Raises EditError where there is nothing, or where somebody else changed the same place.
        """
        above: list[Change] = []
        done = list(self.done)
        while done and done[-1].foreign:
            above.insert(0, done.pop())
        if not done:
            raise EditError("There is nothing to undo.")
        change = done.pop()
        inverse: tuple[Splice, ...] | None = change.inverse
        later: list[Change] = []
        undoing = change.inverse
        for each in above:
            inverse = carried(inverse or (), each.forward)
            shifted = carried(each.forward, undoing)
            if inverse is None or shifted is None:
                raise EditError(
                    "The same place was changed in another program since: it cannot be undone "
                    "here. Take it away by hand."
                )
            later.append(replace(each, forward=shifted))
            undoing = inverse
        return change, inverse or (), History([*done, *later], _kept([*self.undone, change]))

    def redoing(self) -> tuple[Change, History]:
        """What to make again, and the history then. Raises EditError where there is nothing."""
        if not self.undone:
            raise EditError("There is nothing to do again.")
        change = self.undone[-1]
        return change, History([*self.done, change], self.undone[:-1])

    def data(self) -> bytes:
        """As JSON."""
        return msgspec.json.encode(_File(1, tuple(self.done), tuple(self.undone), self.blocks))


def carried(splices: Sequence[Splice], over: Sequence[Splice]) -> tuple[Splice, ...] | None:
    """Splices of a text, for the text that ``over`` makes of it; None where both touch one
    place."""
    found = []
    for each in splices:
        start, end = moved(each.start, over), moved(each.end, over, end=True)
        if each.start == each.end:
            end = start
        if start is None or end is None or end - start != each.end - each.start:
            return None
        found.append(Splice(start, end, each.text))
    return tuple(found)


def _kept(changes: list[Change]) -> list[Change]:
    available = _LARGEST
    kept: list[Change] = []
    for each in reversed(changes[-_MOST:]):
        available -= sum(len(s.text) for s in (*each.inverse, *each.forward))
        if available < 0:
            break
        kept.insert(0, each)
    return kept


def history_path(article: Path) -> Path:
    """``.harbour.annotate.json`` beside ``harbour.xml``."""
    return article.with_name(f".{article.stem}.annotate.json")


def _read(article: Path | None) -> _File:
    """An empty one where there is none, or none that can be read."""
    if article is None:
        return _File(1)
    try:
        return msgspec.json.decode(history_path(article).read_bytes(), type=_File)
    except (OSError, msgspec.MsgspecError):
        return _File(1)


def load_names(article: Path | None, now: str) -> tuple[str, ...]:
    """The names that the blocks of a file had whose digest is ``now``; none where that is not
    known."""
    found = _read(article).blocks
    return found.names if found.of == now else ()


def load_history(article: Path | None, now: str) -> History:
    """The history of a file whose digest is ``now``; an empty one where the file was changed by
    something else since, or where there is none."""
    found = _read(article)
    done, undone = list(found.done), list(found.undone)
    if undone and undone[-1].after == now:
        return History([*done, undone[-1]], undone[:-1])
    if not done and undone and undone[-1].before == now:
        return History([], undone)
    for place in range(len(done), 0, -1):
        if done[place - 1].after == now:
            back = undone if place == len(done) else []
            return History(done[:place], back)
        if done[place - 1].before == now:
            return History(done[: place - 1], [*undone, *reversed(done[place - 1 :])][-_MOST:])
    return History()


def saver(article: Path | None) -> Callable[[History], None]:
    """How a history is written: whole, readable by whoever may read the article."""

    def save(history: History) -> None:
        if article is None:
            return
        place = history_path(article)
        if place.is_symlink():  # to a file that is somebody else's: it is not written over
            return
        with suppress(ExporterError):  # a folder that cannot be written to: then it is not kept
            atomic.write(place, history.data())
            with suppress(OSError):
                place.chmod(article.stat().st_mode & 0o777)

    return save
