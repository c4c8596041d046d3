"""The record of how a claim was checked (``standOff/listAnnotation/annotation``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from exporter.editing import (
    AddEntry,
    Edit,
    Element,
    Insert,
    Replace,
    SetAttribute,
    attribute_value,
    escaped,
)
from exporter.editing.ids import Ids
from exporter.errors import EditError
from exporter.tei.tree.datatypes import is_temporal
from exporter.workbench.actions.action import Fields, Planned
from exporter.workbench.actions.attributes import written_fields
from exporter.workbench.actions.entries import entered, fresh_id
from exporter.workbench.actions.removal import kind_at, parts_of
from exporter.workbench.actions.source_entries import source_markup
from exporter.workbench.source.differences import words_in
from exporter.workbench.source.versions import State

__all__ = ["record_of", "verified"]

_HOME = "standOff/listAnnotation[@type='claims']"


def record_of(state: State, parts: list[Element]) -> Element | None:
    """The record of a claim; the last one where there are several."""
    own = {state.source.attributes(part).get("xml:id", "") for part in parts} - {""}
    found = None
    for number, name in enumerate(state.outline.names):
        if name == "annotation":
            element = state.source.elements[number]
            targets = state.source.attributes(element).get("target", "").split()
            if own & {token.removeprefix("#") for token in targets}:
                found = element
    return found


def verified(state: State, element: Element, fields: Fields) -> Planned:
    """The edits that record how a claim stands: in short on the claim, in full in its record.
    Raises EditError."""
    if kind_at(state, element) != "claim":
        raise EditError("Only a claim is verified. Choose one.")
    parts = parts_of(state, element)
    work = _Writer(state, fields)
    edits = [*work.short(parts)]
    there = record_of(state, parts)
    edits += work.made(parts) if there is None else work.changed(there)
    return Planned((*work.needed, *edits), "said.verify", {"kind": "claim"}, element.start)


class _Writer:
    def __init__(self, state: State, fields: Fields) -> None:
        self.state = state
        self.fields = fields
        self.ids = Ids(state.source)
        self.needed: list[Edit] = []
        self.own: dict[int, str] = {}
        written = written_fields(state, {"status": fields.get("status") or ""})
        self.needed += written.edits
        self.ana = dict(written.attributes).get("ana") or ""
        self.when = str(fields.get("when") or date.today().isoformat())  # noqa: DTZ011
        if not is_temporal(self.when):
            raise EditError(f"“{self.when}” is no date. Write it as in 2026-03-02.")

    def short(self, parts: list[Element]) -> Iterator[Edit]:
        """What the claim itself says: the same status and certainty; an id to point at."""
        for part in parts:
            given = self.state.source.attributes(part)
            if "xml:id" not in given:
                self.own[part.number] = self.ids.fresh("claim")
                yield SetAttribute(part.start, "xml:id", self.own[part.number])
            wanted = written_fields(
                self.state,
                {k: self.fields[k] for k in ("status", "cert") if k in self.fields},
                given,
            )
            for key, value in wanted.attributes:
                if given.get(key) != value and (value is not None or key in given):
                    yield SetAttribute(part.start, key, value)

    # ------------------------------------------------------------------------------- new

    def made(self, parts: list[Element]) -> Iterator[Edit]:
        targets = [
            self.own.get(p.number) or self.state.source.attributes(p)["xml:id"] for p in parts
        ]
        own = self.ids.fresh(f"a.{targets[0]}", bare=True)
        pointers = " ".join(f"#{each}" for each in targets)
        start = f"<annotation xml:id={attribute_value(own)} target={attribute_value(pointers)}"
        start += ' motivation="assessing"'
        start += f" ana={attribute_value(self.ana)}" if self.ana else ""
        cert = str(self.fields.get("cert") or "")
        start += f" cert={attribute_value(cert)}" if cert else ""
        inner = f"{self._responsible()}{self._revision()}{self._notes()}{self._evidence()}"
        yield AddEntry(f"{start}>{inner}</annotation>", _HOME)

    def _responsible(self) -> str:
        who = str(self.fields.get("who") or "").strip()
        if not who:
            return ""
        entry = self.state.outline.facts.entries.get(who.removeprefix("#"))
        tag = "orgName" if entry is not None and entry.kind == "organisation" else "persName"
        ref = f" ref={attribute_value('#' + entry.id)}" if entry is not None else ""
        name = escaped(entry.label if entry is not None else who)
        return f"<respStmt><resp>checked by</resp><{tag}{ref}>{name}</{tag}></respStmt>"

    def _change(self) -> str:
        who = str(self.fields.get("who") or "").removeprefix("#")
        known = who in self.state.outline.facts.entries
        pointer = f" who={attribute_value('#' + who)}" if known else ""
        said = escaped(str(self.fields.get("what") or "Checked.").strip())
        return f"<change when={attribute_value(self.when)}{pointer}>{said}</change>"

    def _revision(self) -> str:
        return f"<revisionDesc>{self._change()}</revisionDesc>"

    def _notes(self) -> str:
        found = ""
        for key, ana in (("note", ""), ("internal_note", ' ana="#internal"')):
            words = str(self.fields.get(key) or "").strip()
            if words:
                found += f'<note type="verification"{ana}>{escaped(words)}</note>'
        return found

    def _evidence(self, known: frozenset[str] = frozenset()) -> str:
        found = ""
        for each in self.fields.get("evidence") or []:
            own = self._source(each)
            if own and own not in known:
                found += f'<ptr type="evidence" target={attribute_value("#" + own)}/>'
        return found

    def _source(self, each: dict[str, Any] | str) -> str:
        """The source that evidence points at: one of the register, or a new one."""
        given = each if isinstance(each, dict) else {"source": each}
        if source := str(given.get("source") or "").removeprefix("#"):
            if source not in self.state.outline.facts.entries:
                raise EditError(f"No source has the id {source!r}. Choose one, or give an address.")
            return source
        address = str(given.get("address") or "").strip()
        if not address:
            return ""
        for key, value in self.state.outline.facts.entries.items():
            element = self.state.source.elements[value.element]
            tag = self.state.source.text[element.start : element.end]
            if value.kind == "source" and f"target={attribute_value(address)}" in tag:
                return key
        name = str(given.get("title") or address.partition("://")[2].partition("/")[0])
        fields = {
            "type": given.get("type") or "document",
            "title": name,
            "original": address,
            "archived": given.get("archived") or "",
            "archived_date": given.get("date") or "",
        }
        entered(self.state, "source", None, fields)  # raises where a value does not fit
        own = fresh_id(self.state, "source", name, self.ids)
        self.needed.append(AddEntry(source_markup(self.state, own, fields)))
        return own

    # --------------------------------------------------------------------------- a change

    def changed(self, record: Element) -> Iterator[Edit]:
        given = self.state.source.attributes(record)
        wanted = {"ana": self.ana or None, "cert": self.fields.get("cert") or None}
        for key, value in wanted.items():
            asked = "status" if key == "ana" else key
            if asked in self.fields and given.get(key) != value and (value or key in given):
                yield SetAttribute(record.start, key, value)
        yield from self._said_by(record)
        yield from self._logged(record)
        for key, internal in (("note", False), ("internal_note", True)):
            if key in self.fields:
                yield from self._noted(record, str(self.fields[key] or "").strip(), internal)
        yield from self._pointed(record)

    def _children(self, element: Element, name: str) -> list[Element]:
        outline = self.state.outline
        return [
            self.state.source.elements[number]
            for number in outline.children[element.number]
            if outline.names[number] == name
        ]

    def _said_by(self, record: Element) -> Iterator[Edit]:
        there = self._children(record, "respStmt")
        wanted = self._responsible()
        if not wanted:
            return
        if there:
            if words_in(wanted) != self.state.outline.words_of(there[0]):
                yield Replace(there[0].start, there[0].end, wanted, markup=True)
        else:
            yield Insert(record.inner, wanted, markup=True)

    def _logged(self, record: Element) -> Iterator[Edit]:
        there = self._children(record, "revisionDesc")
        if there:
            yield Insert(there[0].inner, self._change(), markup=True)
            return
        after = self._children(record, "respStmt")
        yield Insert(after[-1].end if after else record.inner, self._revision(), markup=True)

    def _noted(self, record: Element, words: str, internal: bool) -> Iterator[Edit]:
        for each in self._children(record, "note"):
            hidden = "#internal" in self.state.source.attributes(each).get("ana", "")
            if hidden != internal:
                continue
            if not words:
                yield Replace(each.start, each.end, "")
            elif words != self.state.outline.words_of(each) and not each.is_empty_tag:
                yield Replace(each.inner, each.outer, words)
            return
        if words:
            ana = ' ana="#internal"' if internal else ""
            markup = f'<note type="verification"{ana}>{escaped(words)}</note>'
            pointers = self._children(record, "ptr")
            yield Insert(pointers[0].start if pointers else record.outer, markup, markup=True)

    def _pointed(self, record: Element) -> Iterator[Edit]:
        known = frozenset(
            token.removeprefix("#")
            for each in self._children(record, "ptr")
            for token in self.state.source.attributes(each).get("target", "").split()
        )
        if markup := self._evidence(known):
            yield Insert(record.outer, markup, markup=True)
