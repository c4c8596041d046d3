"""An article that is open on the page: every change of it goes through here, one by one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from threading import RLock
from typing import TypeAlias

from exporter.confirmation import load_record, record_path
from exporter.confirmation.record import Rejection
from exporter.editing import Source, Splice, apply, scan, undo
from exporter.errors import EditError, ExporterError
from exporter.files import atomic
from exporter.values import Struct, Value, field, replace
from exporter.workbench.actions.action import Action, Planned, Redo, Undo
from exporter.workbench.actions.planning import planned
from exporter.workbench.drawing.article import Blocks
from exporter.workbench.resolver import Resolver
from exporter.workbench.source.differences import difference, digest, first_put_in, forward, moved
from exporter.workbench.source.history import (
    Change,
    History,
    load_history,
    load_names,
    saver,
)
from exporter.workbench.source.overwriting import again, left, overwritten
from exporter.workbench.source.store import ChangedMeanwhileError, Store
from exporter.workbench.source.versions import State, Step

__all__ = ["Done", "Said", "Session"]

_KEPT = 64
"""States that a page may still show; of each the text is kept."""
_FEWEST, _MOST_TEXT = 8, 40_000_000
"""Of a large article fewer: so many, and so many characters of text in all."""
_TRIES = 5


Said: TypeAlias = tuple[str, Mapping[str, str]]


class Done(Value):
    """A change that was made: ``key`` and ``values`` say it, ``chosen`` is the offset of the
    element that is chosen then (-1: none). ``reapplied``: the page showed an older state."""

    key: str
    values: dict[str, str]
    chosen: int = -1
    reapplied: bool = False
    entry: str = ""


class Session(Struct):
    """``by`` is who decides about suggestions; ``listeners`` are told of every new state, in the
    thread that made it. ``lost`` are changes that another program wrote over and that were not
    made again; ``losses`` are told of them."""

    store: Store
    by: str = ""
    blocks: Blocks = field(default_factory=Blocks)
    steps: list[Step] = field(default_factory=list)
    listeners: list[Callable[[State], None]] = field(default_factory=list)
    lock: RLock = field(default_factory=RLock)
    current: State | None = None
    history: History = field(default_factory=History)
    lost: list[Said] = field(default_factory=list)
    losses: list[Callable[[Sequence[Said]], None]] = field(default_factory=list)

    # ------------------------------------------------------------------------------- reading

    def state(self) -> State:
        """The article as it is kept now: looked at anew, so that nobody's change is missed.

        Raises ExporterError where it cannot be read.
        """
        with self.lock:
            data = self.store.get()
            if self.current is None:
                path, now = self.store.path, digest(data)
                source, known = self._scanned(data), load_names(path, now)
                self.current = self.blocks.state(0, source, None, known)
                self.history = load_history(path, now)
            elif data != self.current.source.data:
                self._take_in(data)
            return self.current

    def _scanned(self, data: bytes) -> Source:
        name = str(self.store.path or self.store.name)
        try:
            return scan(data, name)
        except ExporterError as error:
            error.file = error.file or name
            raise

    def _take_in(self, data: bytes) -> None:
        """Somebody else changed the file."""
        before = self.current
        assert before is not None
        source = self._scanned(data)
        splices = difference(before.source.text, source.text)
        gone = list(overwritten(self.steps, before.source.text, source.text))
        reverted = bool(gone) and gone[0].text == source.text
        self._step(self.blocks.state(before.number + 1, source, before), splices, None)
        self.history = left(self.history, splices, before, source, gone)
        known = len(self.lost)
        self._make_again([] if reverted else gone)
        if reverted:
            self.lost += [each.said for each in gone if each.said is not None]
        for told in self.losses if len(self.lost) > known else ():
            told(tuple(self.lost[known:]))

    def _make_again(self, gone: list[Step]) -> None:
        """Make changes again that another program wrote over; those that do not fit any more are
        kept to be told."""
        for step in gone:
            if step.said is None:
                continue
            assert self.current is not None
            edits = again(step, self.current.source.text)
            if edits is None or not self._is_made(edits, step.said):
                self.lost.append(step.said)

    def _is_made(self, edits: tuple[Splice, ...], said: Said) -> bool:
        assert self.current is not None
        try:
            self._make(Resolver(self.current, ()), Planned(edits, said[0], dict(said[1]), -1))
        except (EditError, ChangedMeanwhileError):
            return False
        return True

    def _step(self, after: State, splices: tuple[Splice, ...], said: Said | None) -> None:
        before = self.current
        assert before is not None
        self.steps.append(
            Step(
                before.number,
                before.version,
                text=before.source.text,
                blocks=before.blocks,
                splices=splices,
                signs=before.signs,
                order=before.order,
                said=said,
                history=self.history,
            )
        )
        most = _MOST_TEXT // max(1, len(before.source.text))
        del self.steps[: -max(_FEWEST, min(_KEPT, most))]
        self.current = after
        for listener in self.listeners:
            listener(after)

    def resolver(self, version: str) -> Resolver:
        """How places of a version are found in the article as it is. Raises EditError where the
        version is none, or too old."""
        state = self.state()
        if version == state.version:
            return Resolver(state, ())
        for place, step in enumerate(self.steps):
            if step.version == version:
                return Resolver(state, tuple(self.steps[place:]))
        if version.partition(".")[2] == state.version.partition(".")[2]:
            return Resolver(state, ())  # the program was ended and started again meanwhile
        raise EditError("The page shows a state of the article that is not known any more. "
                        "Load it again.")  # fmt: skip

    def shown(self, version: str) -> tuple[Mapping[str, object], Sequence[str]]:
        """What blocks looked like in a version, and what was drawn around them; nothing where it
        is not known any more: then all is drawn anew."""
        if self.current is not None and version == self.current.version:
            return self.current.signs, self.current.order
        for step in self.steps:
            if step.version == version:
                return step.signs, step.order
        return {}, ()

    # ------------------------------------------------------------------------------- changing

    def change(self, version: str, action: Action) -> Done:
        """Carry an action out, and save. Raises EditError, StaleError, AmbiguousError and
        ExporterError, and leaves everything as it was."""
        with self.lock:
            for _ in range(_TRIES):
                resolver = self.resolver(version)
                try:
                    if isinstance(action, Undo):
                        return self._undo(resolver.state)
                    if isinstance(action, Redo):
                        return self._redo(resolver.state)
                    plan = planned(self.store, resolver, action, self.by)
                    return self._make(resolver, plan)
                except ChangedMeanwhileError:
                    continue
            raise EditError("The file is changed all the time by another program. Close it there.")

    def make(self, plan: Planned) -> Done:
        """Carry out edits of the article as it is. Raises EditError, and ChangedMeanwhileError
        where somebody else was quicker."""
        with self.lock:
            return self._make(Resolver(self.state(), ()), plan)

    def _make(self, resolver: Resolver, plan: Planned) -> Done:
        state = resolver.state
        data = apply(state.source, plan.edits, schema="unfinished")
        if data == state.source.data:
            key = plan.key if plan.key == "said.there" else "said.same"
            return Done(key, plan.values, plan.chosen or -1, resolver.is_stale, plan.entry)
        inverse = undo(state.source, plan.edits)
        source = self._scanned(data)
        splices = forward(inverse, source.text)
        self._save(state, source, splices, inverse, plan)
        chosen = first_put_in(source, inverse) if plan.chosen is None else plan.chosen
        if plan.chosen is not None and plan.chosen >= 0:
            at = moved(plan.chosen, splices)
            chosen = -1 if at is None else at
        return Done(plan.key, plan.values, chosen, resolver.is_stale, plan.entry)

    def _save(
        self,
        state: State,
        source: Source,
        splices: tuple[Splice, ...],
        inverse: tuple[Splice, ...],
        plan: Planned,
    ) -> None:
        rejected: tuple[Rejection, ...] = plan.rejected
        change = Change(
            plan.key,
            plan.values,
            inverse=inverse,
            forward=splices,
            before=digest(state.source.data),
            after=digest(source.data),
            rejected=rejected,
        )
        self._record(more=rejected)
        self._keep(source, splices, self.history.add(change), (plan.key, plan.values))

    def _keep(
        self, source: Source, splices: tuple[Splice, ...], history: History, said: Said
    ) -> None:
        """The history first: whichever of both is on the disk, it says what is in the article."""
        state = self.current
        assert state is not None
        save = saver(self.store.path)
        after = self.blocks.state(state.number + 1, source, state)
        history.blocks = after.named
        save(history)
        try:
            self.store.put(source.data, state.source.data)
        except (ChangedMeanwhileError, ExporterError):
            save(self.history)
            raise
        self._step(after, splices, said)
        self.history = history

    def _record(self, more: tuple[Rejection, ...] = (), less: tuple[Rejection, ...] = ()) -> None:
        """Keep what was rejected, beside the article."""
        if self.store.path is None or not (more or less):
            return
        before = load_record(self.store.path)
        gone = (each.fingerprint for each in less)
        if record_path(self.store.path).is_symlink():
            raise EditError("The file of rejected suggestions is a link to another file. Put the "
                            "file itself there.")  # fmt: skip
        record = before.without(gone).with_rejected(more)
        if record != before:
            atomic.write(record_path(self.store.path), record.data())

    def _undo(self, state: State) -> Done:
        change, splices, history = self.history.undoing()
        source = self._scanned(apply(state.source, splices))
        back = undo(state.source, splices)
        was, now = digest(source.data), digest(state.source.data)
        history.undone[-1] = replace(change, forward=back, before=was, after=now)
        if history.done and history.done[-1].foreign:
            history.done[-1] = replace(history.done[-1], after=was)
        self._record(less=change.rejected)
        return self._replay(source, splices, history, ("said.undo", change))

    def _redo(self, state: State) -> Done:
        change, history = self.history.redoing()
        source = self._scanned(apply(state.source, change.forward))
        back = undo(state.source, change.forward)
        was, now = digest(state.source.data), digest(source.data)
        history.done[-1] = replace(change, inverse=back, before=was, after=now)
        self._record(more=change.rejected)
        return self._replay(source, change.forward, history, ("said.redo", change))

    def _replay(
        self,
        source: Source,
        splices: tuple[Splice, ...],
        history: History,
        said: tuple[str, Change],
    ) -> Done:
        key, change = said
        self._keep(source, splices, history, (key, {"was": change.key, **change.values}))
        return Done(key, {"was": change.key, **change.values})
