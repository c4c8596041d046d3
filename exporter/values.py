"""What values are made of.

A :class:`Value` is a msgspec struct rather than a dataclass: an article has hundreds of thousands
of runs, and a struct is made in an eighth of the time, in half the memory. It is frozen, compares
and hashes by its fields, and is taken out of the garbage collector (``gc=False``), which would
else walk through all of them again and again: that is sound because a frozen value can hold no
way back to itself. ``copy.replace`` (Python 3.13) and :func:`replace` make a changed copy. State
that changes while something works is a plain ``Struct``, which the collector sees.
"""

from __future__ import annotations

from typing import dataclass_transform

from msgspec import Struct, field
from msgspec.structs import asdict, replace

__all__ = ["Struct", "Value", "asdict", "brief", "field", "field_names", "replace", "whole_number"]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
class Value(Struct, frozen=True, gc=False):
    """A frozen value: ``class Point(Value): x: int; y: int = 0``."""


def field_names(kind: type[Struct]) -> tuple[str, ...]:
    """The names of a kind's fields, in order."""
    return kind.__struct_fields__


def brief(value: Struct) -> str:
    """A representation in which bytes show only how many they are."""
    fields = ((name, getattr(value, name)) for name in value.__struct_fields__)
    shown = (f"{k}=<{len(v)} bytes>" if isinstance(v, bytes) else f"{k}={v!r}" for k, v in fields)
    return f"{type(value).__name__}({', '.join(shown)})"


def whole_number(text: str) -> int | None:
    """The number that at most 15 ASCII digits write; None for anything else (Python turns no more
    than 4,300 digits into a number, and ``isdigit`` takes ``²`` for one)."""
    return int(text) if len(text) <= 15 and text.isascii() and text.isdigit() else None
