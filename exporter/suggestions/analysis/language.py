"""A language's table, as it is asked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from exporter.suggestions.analysis.flags import CUE, FLAGS
from exporter.values import Value

__all__ = ["Cue", "Language", "available", "language"]


class Cue(Value):
    """A form of a verb that may say that somebody said something.

    ``classes`` are the table's: ``say``, ``tell``, ``quote``, ``object``, ``infinitive``,
    ``show``, ``believe``. ``form`` is ``base``, ``third``, ``past`` or ``participle``.
    """

    lemma: str
    form: str
    classes: frozenset[str]


class Language(Value, eq=False):
    """``flags``: what each word may be. ``cues``: by form. ``according``: words that
    begin "according to". ``table``: all else, as written."""

    tag: str
    flags: Mapping[str, int]
    cues: Mapping[str, Cue]
    abbreviations: frozenset[str]
    sentence_final: frozenset[str]
    elided: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    table: Mapping[str, Any]
    according: frozenset[str]

    def has(self, group: str, word: str) -> bool:
        return word in self.lists[group]


_FOLDER = resources.files("exporter.suggestions.languages")


@cache
def available() -> tuple[str, ...]:
    """The languages there is a table of, sorted."""
    return tuple(
        sorted(f.name.removesuffix(".toml") for f in _FOLDER.iterdir() if f.name.endswith(".toml"))
    )


@cache
def language(tag: str) -> Language | None:
    """The table of a language tag's language (``en-GB`` → ``en``), None where there is none."""
    primary = tag.replace("_", "-").split("-")[0].casefold()
    if primary not in available():
        return None
    table = tomllib.loads((_FOLDER / f"{primary}.toml").read_text("utf-8"))
    flags: dict[str, int] = {}
    for key, listed in table["words"].items():
        if key in FLAGS:
            for word in listed.split():
                flags[word] = flags.get(word, 0) | FLAGS[key]
    cues = _cues(table["cues"])
    for form in cues:
        flags[form] = flags.get(form, 0) | CUE
    boundary = table["boundary"]
    return Language(
        tag=primary,
        flags=flags,
        cues=cues,
        abbreviations=_words(boundary["abbreviations"]),
        sentence_final=_words(boundary["final"]),
        elided=_words(boundary["elided"]),
        lists={key: _words(value) for key, value in _strings(table)},
        table=table,
        according=frozenset(phrase.split()[0] for phrase in table["cues"]["according"]),
    )


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _strings(table: Mapping[str, Any]) -> list[tuple[str, str]]:
    """``group.key`` and its words, for every line of every group that is a list of words."""
    return [
        (f"{group}.{key}", value)
        for group, lines in table.items()
        if isinstance(lines, dict)
        for key, value in lines.items()
        if isinstance(value, str)
    ]


def _cues(groups: Mapping[str, Any]) -> dict[str, Cue]:
    found: dict[str, tuple[str, str, set[str]]] = {}
    for name, lines in groups.items():
        if not isinstance(lines, dict):
            continue
        for lemma, forms in lines.items():
            for place, form in enumerate((lemma, *forms.split())):
                kind = ("base", "third")[place] if place < 2 else "past"
                if form.endswith("ing") and place > 1:
                    kind = "participle"
                found.setdefault(form, (lemma, kind, set()))[2].add(name)
    return {form: Cue(lemma, kind, frozenset(n)) for form, (lemma, kind, n) in found.items()}
