"""What a language's table knows of names, ready to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from exporter.suggestions.analysis.language import Language
from exporter.values import Value

__all__ = ["Lexicon", "lexicon"]


class Lexicon(Value, eq=False):
    titles: frozenset[str]
    offices: frozenset[str]
    given: Mapping[str, str]
    gendered: Mapping[str, str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    organisations: frozenset[str]
    head_organisations: frozenset[str]
    known_organisations: frozenset[str]
    places: frozenset[str]
    known_places: frozenset[str]
    areas: frozenset[str]
    locative: frozenset[str]
    never: frozenset[str]
    sources: Mapping[str, str]
    indefinite: frozenset[str]


@cache
def lexicon(language: Language) -> Lexicon:
    lists = language.lists

    def of(key: str) -> frozenset[str]:
        return lists[f"names.{key}"]

    given: dict[str, str] = {}
    for gender in ("male", "female"):
        for name in of(f"given_{gender}"):
            given[name] = "" if name in given else gender
    gendered = {word: g for g in ("male", "female") for word in of(g)}
    kinds = {w: kind for kind, listed in language.table["sources"].items() for w in listed.split()}
    return Lexicon(
        titles=of("titles"),
        offices=of("offices"),
        given=given,
        gendered=gendered,
        particles=of("particles"),
        suffixes=of("suffixes"),
        organisations=of("organisations"),
        head_organisations=of("head_orgs"),
        known_organisations=of("definite_orgs"),
        places=of("places"),
        known_places=of("cities") | of("regions") | _countries(language.tag),
        areas=of("area_words"),
        locative=of("locative"),
        never=of("not_names"),
        sources=kinds,
        indefinite=lists["pronouns.indefinite"] | lists["pronouns.nobody"],
    )


@cache
def _countries(tag: str) -> frozenset[str]:
    """Countries as the language names them, from CLDR."""
    from babel.core import Locale

    territories = Locale.parse(tag).territories
    names = {str(name).casefold() for code, name in territories.items() if len(code) == 2}
    return frozenset(n for name in names for n in (name, name.partition(" (")[0]))
