"""What somebody does on the page, as it comes in JSON: told apart by ``type``."""

from __future__ import annotations

from typing import Any, TypeAlias

from exporter.confirmation.record import Rejection
from exporter.editing import Edit
from exporter.values import Value, field

__all__ = [
    "Action",
    "Answering",
    "Confirm",
    "Entry",
    "Fields",
    "Fix",
    "Head",
    "Mark",
    "Planned",
    "Quote",
    "Redo",
    "Reject",
    "SetFields",
    "Split",
    "Undo",
    "Unmark",
    "Verify",
]

Fields: TypeAlias = dict[str, Any]
"""Values of a form by the names of its fields: text, true or false, a list of ids."""


class Mark(Value, tag="mark"):
    """Annotate words. ``ranges`` are pairs of places: several are several annotations."""

    kind: str
    ranges: list[tuple[str, str]]
    fields: Fields = field(default_factory=dict)


class Quote(Value, tag="quote"):
    """Annotate the words ``exact`` that stand after ``prefix`` and before ``suffix`` (Web
    Annotation Data Model, 4.2.4); ``every``: all such words."""

    kind: str
    exact: str
    prefix: str = ""
    suffix: str = ""
    every: bool = field(default=False, name="all")
    fields: Fields = field(default_factory=dict)


class Unmark(Value, tag="unmark"):
    """Take an annotation away; its words stay."""

    element: str


class SetFields(Value, tag="set"):
    """Change what an annotation says."""

    element: str
    fields: Fields


class Split(Value, tag="split"):
    """Take words out of an annotation, which goes on after them."""

    element: str
    ranges: list[tuple[str, str]]


class Entry(Value, tag="entry"):
    """Make an entry of a register (``id`` None), or change one."""

    register: str
    id: str | None = None
    fields: Fields = field(default_factory=dict)


class Head(Value, tag="head"):
    """Change what the header says of the article as a whole."""

    fields: Fields


class Verify(Value, tag="verify"):
    """Record how a claim was checked."""

    element: str
    fields: Fields


class Confirm(Value, tag="confirm"):
    """Say yes to suggestions: to those named, or to all of a kind."""

    elements: list[str] = field(default_factory=list)
    kind: str = ""
    sure: bool = False
    fields: Fields = field(default_factory=dict)


class Reject(Value, tag="reject"):
    """Say no to suggestions."""

    elements: list[str] = field(default_factory=list)
    kind: str = ""
    sure: bool = False


class Fix(Value, tag="fix"):
    """Correct what findings are about, without judgement."""

    findings: list[str]


class Answering(Value, tag="answer"):
    """Give all these places what a rule asks for, or the reason why there is nothing to give."""

    rule: str
    elements: list[str]
    fields: Fields = field(default_factory=dict)


class Undo(Value, tag="undo"):
    """Take the last change back."""


class Redo(Value, tag="redo"):
    """Make the change again that was taken back last."""


Action: TypeAlias = (
    Mark
    | Quote
    | Unmark
    | SetFields
    | Split
    | Entry
    | Head
    | Verify
    | Confirm
    | Reject
    | Fix
    | Answering
    | Undo
    | Redo
)


class Planned(Value):
    """The edits that carry out an action; ``key`` and ``values`` say what was done
    (``exporter.workbench.words``). ``chosen`` is the offset of the element that is chosen then,
    None for the one that was put in first, -1 for none. ``entry`` is the id of an entry;
    ``rejected`` what the record of suggestions is to keep."""

    edits: tuple[Edit, ...]
    key: str
    values: dict[str, str] = field(default_factory=dict)
    chosen: int | None = None
    entry: str = ""
    rejected: tuple[Rejection, ...] = ()
