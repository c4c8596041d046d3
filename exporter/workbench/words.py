"""What the server says to the page, in the languages of the interface."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from exporter.files.resources import styles
from exporter.values import Value
from exporter.workbench.source.outline import Outline

__all__ = [
    "LANGUAGES",
    "Words",
    "error_words",
    "finding_words",
    "interface",
    "page_words",
    "wanted",
]

LANGUAGES = ("en", "de")


_VALUES = (
    *("quantity", "value", "atLeast", "atMost", "min", "max", "unit"),
    *("when", "from", "to", "notBefore", "notAfter"),
)


class Words(Value):
    """Phrases by key."""

    lang: str
    phrases: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.phrases.get(key, key)

    def say(self, key: str, **values: object) -> str:
        """A phrase with its gaps filled."""
        return self[key].format(**values)

    def annotation(self, outline: Outline, kind: str, given: Mapping[str, str]) -> str:
        """“claim, not verified, Ada Mills”: an annotation in a few words."""
        facts = outline.facts
        parts = [self[f"kind.{kind}"]]
        if kind == "speech" and given.get("direct") == "false":
            parts.append(self["reported"])
        if kind == "claim":
            own = facts.assessed.get(given.get("xml:id", ""), "")
            status = own or given.get("ana", "").partition(" ")[0].removeprefix("#")
            if status in facts.statuses:
                standing, label = facts.statuses[status]
                parts.append(label or self[f"status.{standing}"])
            else:
                parts.append(self["status.none"])
        for key in ("who", "ref", "source"):
            for pointer in given.get(key, "").split():
                entry = facts.entries.get(pointer.removeprefix("#"))
                if entry is not None:
                    parts.append(entry.label)
        parts += [given[key] for key in _VALUES if key in given]
        return ", ".join(dict.fromkeys(part for part in parts if part))


@cache
def interface(lang: str) -> Words:
    """The server's words in a language; those that are missing in English."""
    return Words(lang, _table("server.toml", lang))


@cache
def page_words(lang: str) -> Mapping[str, str]:
    """The page's own words."""
    return _table("words.toml", lang)


@cache
def finding_words(lang: str) -> Mapping[str, str]:
    """The sentences of rules, and the names of elements."""
    return _table("findings.toml", lang)


@cache
def error_words(lang: str) -> Mapping[str, str]:
    """What the errors of the program are on the page (``exporter.workbench.site.refusals``)."""
    return _table("errors.toml", lang)


def _table(name: str, lang: str) -> dict[str, str]:
    place = styles() / "workbench" / name
    if not place.exists():
        return {}
    found = tomllib.loads(place.read_text(encoding="utf-8"))
    return {**found.get("en", {}), **found.get(lang, {})}


def wanted(accepted: str, otherwise: str = "en") -> str:
    """The language that an ``Accept-Language`` header asks for (RFC 9110, 12.5.4), of those there
    are; ``otherwise`` where it asks for none of them."""
    weighed: list[tuple[float, str]] = []
    for item in accepted.split(","):
        tag, _, rest = item.strip().partition(";")
        weight = rest.strip().removeprefix("q=") if rest else "1"
        try:
            weighed.append((-float(weight), tag.partition("-")[0].lower()))
        except ValueError:
            continue
    for least, language in sorted(weighed, key=lambda each: each[0]):
        if language in LANGUAGES and least:
            return language
    return otherwise
