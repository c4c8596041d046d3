"""Fields of the panel → attributes of an element."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from exporter.editing import AddEntry, Edit, attribute_value, escaped
from exporter.errors import EditError
from exporter.tei.tree.datatypes import is_numeric, is_temporal
from exporter.values import Value
from exporter.workbench.actions.action import Fields
from exporter.workbench.source.versions import State

__all__ = ["Written", "written_fields"]

_POINTERS = ("who", "toWhom", "source", "ref")
_NUMBERS = ("quantity", "value", "atLeast", "atMost", "min", "max")
_DATES = ("when", "from", "to", "notBefore", "notAfter")
_PLAIN = ("unit", "commodity", "cert")
_AUDIENCE = "teiHeader/encodingDesc/classDecl/taxonomy[@xml:id='audience']"
_STATUSES = "teiHeader/encodingDesc/classDecl/taxonomy[@xml:id='verification']"
STANDINGS = {
    "supported": ("v.supported", "Supported"),
    "disputed": ("v.disputed", "Disputed"),
    "open": ("v.open", "Not independently verified"),
    "false": ("v.false", "False"),
}
"""Categories that an article gets which has none of that standing: ids and English labels."""


class Written(Value):
    """``attributes`` in order; None takes one away. ``edits`` are what they need besides."""

    attributes: tuple[tuple[str, str | None], ...]
    edits: tuple[Edit, ...]


def written_fields(
    state: State, fields: Fields, now: Mapping[str, str] = MappingProxyType({})
) -> Written:
    """What fields say of an element, as attributes; ``now`` are those that it has. Raises EditError
    where a value does not fit."""
    work = _Writer(state, now)
    found = list(work.attributes(fields))
    return Written(tuple(found), tuple(work.edits))


class _Writer:
    def __init__(self, state: State, now: Mapping[str, str]) -> None:
        self.state = state
        self.now = now
        self.edits: list[Edit] = []

    def attributes(self, fields: Fields) -> Iterator[tuple[str, str | None]]:
        for name in (
            "who",
            "toWhom",
            "direct",
            "type",
            *_NUMBERS,
            *_DATES,
            *_PLAIN,
            "ref",
            "source",
        ):
            if name in fields:
                yield self._one(name, fields[name])
        if "status" in fields or "internal" in fields:
            tokens = self._ana(fields, self.now.get("ana", "").split())
            yield "ana", " ".join(tokens) or None

    def _one(self, name: str, value: object) -> tuple[str, str | None]:
        if name in _POINTERS:
            return name, self._pointers(name, value)
        if name == "direct":
            return name, None if value in (None, "") else "true" if _truth(value) else "false"
        text = str(value if value is not None else "").strip()
        if name in _NUMBERS and text:
            text = text.replace("−", "-")
            if not is_numeric(text):
                raise EditError(f"“{text}” is no number. Write digits and a point, as in 4200.5.")
        if name in _DATES and text and not is_temporal(text):
            raise EditError(
                f"“{text}” is no date. Write year, month and day, as in 2026-03-02, or a part."
            )
        if name == "unit" and len(text.split()) > 1:
            raise EditError(f"A unit is one word, and “{text}” is several. Shorten it.")
        return name, text or None

    def _pointers(self, name: str, value: object) -> str | None:
        """What points at no entry may stay as it is written; it cannot be chosen anew."""
        entries = self.state.outline.facts.entries
        there = {token.removeprefix("#"): token for token in self.now.get(name, "").split()}
        found = []
        for each in value if isinstance(value, list) else [value] if value else []:
            own = str(each).removeprefix("#")
            if own not in entries and own not in there:
                raise EditError(f"No entry has the id {each!r}. Choose one, or make a new one.")
            found.append(f"#{own}" if own in entries else there[own])
        return " ".join(found) or None

    def _ana(self, fields: Fields, ana: list[str]) -> list[str]:
        statuses = self.state.outline.facts.statuses
        if "status" in fields:
            ana = [each for each in ana if each.lstrip("#") not in statuses]
            ana = [each for each in ana if not self._is_nothing(each)]
            if fields["status"]:
                ana.insert(0, f"#{self.status(str(fields['status']))}")
        if "internal" in fields:
            ana = [each for each in ana if each != "#internal"]
            if _truth(fields["internal"]):
                ana.append("#internal")
                self._audience()
        return ana

    def _is_nothing(self, token: str) -> bool:
        """A status that the article does not list; what may be meant to keep it from the public
        stays."""
        known = token.removeprefix("#") in self.state.outline.ids
        return not known and ":" not in token and "intern" not in token.casefold()

    def status(self, wanted: str) -> str:
        """The id of a category: one of the article's, or one that is made for a standing."""
        statuses = self.state.outline.facts.statuses
        if wanted in statuses:
            return wanted
        found = next((key for key, (standing, _) in statuses.items() if standing == wanted), "")
        if found:
            return found
        if wanted not in STANDINGS:
            raise EditError(f"There is no status {wanted!r}. Choose one of the list.")
        key, label = STANDINGS[wanted]
        described = f"<catDesc>{escaped(label)}</catDesc>"
        entry = f"<category xml:id={attribute_value(key)}>{described}</category>"
        self.edits.append(AddEntry(entry, _STATUSES))
        return key

    def _audience(self) -> None:
        if "internal" not in self.state.outline.ids:
            entry = (
                '<category xml:id="internal"><catDesc>For the newsroom only</catDesc></category>'
            )
            self.edits.append(AddEntry(entry, _AUDIENCE))


def _truth(value: object) -> bool:
    return value is True or str(value).casefold() in ("true", "1", "yes", "on")
