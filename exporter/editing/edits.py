"""What can be done to a source file: each edit is a value that names a place and a change.

Offsets count characters of ``Source.text``; an element is named by the offset at which its start
tag begins. Every edit given to one ``apply`` speaks of the same, unchanged text. They are plain
data: ``msgspec.json`` writes and reads a tuple of :data:`Edit`.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from exporter.values import Value

__all__ = [
    "AddEntry",
    "Attributes",
    "Crossing",
    "Delete",
    "Edit",
    "Insert",
    "Replace",
    "SetAttribute",
    "Splice",
    "Unwrap",
    "Wrap",
]

Attributes: TypeAlias = tuple[tuple[str, str], ...]
"""Names as written (``xml:id``) and values, not escaped."""

Crossing: TypeAlias = Literal["span", "chain", "refuse"]


class Insert(Value, tag=True):
    """Put words at ``at``, or with ``markup=True`` elements and words as XML.

    Words are escaped as their place asks for. Line feeds become the line ends of the file, and
    unprefixed elements of markup get the prefix that TEI has there.
    """

    at: int
    words: str
    markup: bool = False


class Replace(Value, tag=True):
    """Put words (or markup) in the place of ``text[start:end]``, which may hold whole elements."""

    start: int
    end: int
    words: str
    markup: bool = False


class Delete(Value, tag=True):
    """Take ``text[start:end]`` out: words and whole elements."""

    start: int
    end: int


class Wrap(Value, tag=True):
    """Put an element around ``text[start:end]``.

    Where the range crosses the border of an element it is first moved over tags that no words
    part it from. If it crosses still, ``crossing`` decides:

    - ``span`` (for claims: ``seg``): two anchors, and a ``span`` from one to the other in
      ``standOff/spanGrp``, whose ``@type`` is that of the ``attributes``.
    - ``chain``: an element around each part, joined by ``@next`` and ``@prev`` (``hi`` and the
      like are not joined).
    - ``refuse``: an EditError.

    An ``xml:id`` that is needed and not given is made. ``ending`` is XML that is put in before
    the end tag, such as a ``precision``.
    """

    start: int
    end: int
    name: str
    attributes: Attributes = ()
    crossing: Crossing = "span"
    ending: str = ""


class Unwrap(Value, tag=True):
    """Take the tags of an element away; what is in it stays."""

    element: int


class SetAttribute(Value, tag=True):
    """Give an attribute (its name as written: ``xml:id``) a value, or None to take it away."""

    element: int
    name: str
    value: str | None


class AddEntry(Value, tag=True):
    """Add an element to a register or to a part of the header.

    ``entry`` is the element as XML. ``container`` is a path from the TEI element, such as
    ``standOff/spanGrp[@type='claim']``; empty, it is the one where such an entry belongs
    (``person`` in the first ``listPerson``, ``change`` in ``revisionDesc``). What is missing of
    the path is made, where the schema wants it.
    """

    entry: str
    container: str = ""


class Splice(Value, tag=True):
    """Put ``text`` as it is, unescaped, in the place of ``text[start:end]``: what every other edit
    comes down to, and what undoes it."""

    start: int
    end: int
    text: str


Edit: TypeAlias = Insert | Replace | Delete | Wrap | Unwrap | SetAttribute | AddEntry | Splice
