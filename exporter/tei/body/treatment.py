"""The table from element to treatment, and a user's own lines on top of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from os import PathLike
from pathlib import Path

from msgspec.structs import force_setattr

from exporter.errors import OptionError
from exporter.files import toml
from exporter.tei.tree.elements import Element
from exporter.text.patterns import pattern
from exporter.values import Value

__all__ = ["Rule", "Treatment", "Treatments", "load"]


_NAME = r"[^\W\d][\w.\-]*"
_TAG = rf"(?:\{{[^{{}}]*\}}|{_NAME}:)?{_NAME}"
_SELECTOR = pattern(rf"{_TAG}(?:@{_TAG}(?:=.*)?)?", re.DOTALL)
"""An element, the attribute that it must have, and a word of that attribute."""


class Treatment(Value):
    """``verb`` names what is done with an element; ``words`` are the verb's arguments, ``word`` is
    the first of them or empty."""

    verb: str
    words: tuple[str, ...] = ()
    word: str = ""

    def __post_init__(self) -> None:
        if self.words:
            force_setattr(self, "word", self.words[0])


class Rule(Value):
    """An attribute that an element must have, with this among its words where ``value`` is given,
    to be treated thus."""

    attribute: str
    value: str
    treatment: Treatment

    def fits(self, element: Element) -> bool:
        given = element.get(self.attribute)
        return given is not None and (not self.value or self.value in given.split())


class Treatments(Value):
    """``by_name`` holds the treatment of a bare name, ``narrowed`` those of one with attributes."""

    by_name: Mapping[str, Treatment]
    narrowed: Mapping[str, tuple[Rule, ...]]

    def of(self, element: Element, tag: str) -> Treatment | None:
        """The treatment of an element of this name; None where the table has no line for it."""
        for rule in self.narrowed.get(tag, ()):
            if rule.fits(element):
                return rule.treatment
        return self.by_name.get(tag)


@cache
def _defaults() -> Mapping[str, str]:
    elements: dict[str, str] = toml.read(Path(__file__).with_name("treatment.toml"))[1]["elements"]
    return elements


@cache
def _standard() -> Treatments:
    return _table(_defaults())


def load(path: str | PathLike[str] | None, verbs: frozenset[str]) -> Treatments:
    """The standard table, with the lines of the TOML file ``path`` on top where one is given.

    Raises OptionError for a file that cannot be read, and for a line whose verb is not one of
    ``verbs``.
    """
    if path is None:
        return _standard()
    file = str(path)
    try:
        _, own = toml.read(path)
    except OSError as error:
        raise OptionError(
            f"The treatment table cannot be read: {error.strerror}.", file=file
        ) from None
    lines = own.get("elements", {})
    if not isinstance(lines, dict) or set(own) - {"elements"}:
        raise OptionError("A treatment table has one table: [elements].", file=file)
    for element, line in lines.items():
        if not isinstance(line, str) or not line.split() or line.split()[0] not in verbs:
            raise OptionError(
                f"Element {element!r} has the treatment {line!r}, which there is not. "
                f"Choose one of: {', '.join(sorted(verbs))}.",
                file=file,
            )
        if not _SELECTOR.fullmatch(element):
            raise OptionError(
                f"{element!r} names no element. Write NAME, NAME@ATTRIBUTE or "
                "NAME@ATTRIBUTE=VALUE.",
                file=file,
            )
    return _table({**_defaults(), **lines})


def _table(lines: Mapping[str, str]) -> Treatments:
    by_name: dict[str, Treatment] = {}
    narrowed: dict[str, list[Rule]] = {}
    for selector, line in lines.items():
        verb, *words = line.split()
        treatment = Treatment(verb, tuple(words))
        element, at, condition = selector.partition("@")
        if at:
            attribute, _, value = condition.partition("=")
            narrowed.setdefault(element, []).append(Rule(attribute, value, treatment))
        else:
            by_name[element] = treatment
    ordered = {
        element: tuple(sorted(rules, key=lambda rule: not rule.value))
        for element, rules in narrowed.items()
    }
    return Treatments(by_name, ordered)
