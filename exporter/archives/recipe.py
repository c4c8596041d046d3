"""All that decides an edition's exports besides the article: written down, and read again."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

from msgspec import convert

from exporter.errors import ArchiveError, OptionError, ThemeError
from exporter.model import Audience, Indexes, NotePlace
from exporter.sourcing import Policy
from exporter.tei.limits import Limits
from exporter.theme import Colours, Look, Page, Theme, Type
from exporter.theme.loader import from_toml
from exporter.values import Value, asdict, field, field_names

__all__ = ["Options", "Recipe", "changed_limits", "theme_from", "theme_to_toml"]

Options: TypeAlias = Mapping[str, Mapping[str, object]]


class Recipe(Value):
    """``version`` is exporter's; ``software`` the versions of what it leans on, by name.

    ``options`` are the formats' own by format name, plain values and bytes alone; ``timestamp``
    is ISO 8601, or empty where the article decides. ``treatment`` is whether the edition keeps a
    table of treatments of its own. ``limits`` are those of reading that were not the usual ones.
    """

    version: str
    software: Mapping[str, str]
    formats: tuple[str, ...]
    theme: str
    audience: Audience = "public"
    notes: NotePlace = "foot"
    index: Indexes | Literal[""] = ""
    legend: bool = True
    language: str = ""
    timestamp: str = ""
    treatment: bool = False
    options: Options = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)

    @property
    def reading(self) -> Limits:
        return Limits(**self.limits)

    def beyond(self, allowed: Limits) -> str:
        """The limits that are wider than somebody allows, as ``--limit`` takes them; empty where
        none is."""
        wider = {n: most for n, most in self.limits.items() if most > getattr(allowed, n)}
        return " ".join(f"--limit {name}={most}" for name, most in sorted(wider.items()))

    @property
    def policy(self) -> Policy:
        when = datetime.fromisoformat(self.timestamp) if self.timestamp else None
        return Policy(
            notes=self.notes,
            index=self.index,
            legend=self.legend,
            language=self.language,
            timestamp=when,
        )

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values, equal for equal recipes."""
        plain = asdict(self)
        plain["options"] = {
            name: {key: _plain(name, key, value) for key, value in sorted(given.items())}
            for name, given in sorted(self.options.items())
            if given
        }
        if not self.limits:
            del plain["limits"]
        return plain

    @classmethod
    def from_json(cls, value: Any) -> Recipe:
        """The recipe again; raises ArchiveError for anything else than :meth:`to_json` gives."""
        try:
            known = set(field_names(cls))
            plain = {key: inner for key, inner in value.items() if key in known}
            if "registers" in value:  # as version 0.1.0 wrote it
                plain["index"] = "all" if value["registers"] else "none"
            plain["options"] = {
                name: {key: _rich(name, key, inner) for key, inner in given.items()}
                for name, given in plain["options"].items()
            }
            recipe = convert(plain, cls)
            recipe.reading  # noqa: B018 - a limit of no known name is found
            if recipe.timestamp:
                datetime.fromisoformat(recipe.timestamp)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ArchiveError("The provenance record holds no recipe that can be read.") from error
        return recipe


def changed_limits(limits: Limits) -> dict[str, int]:
    """Those that are not the usual ones."""
    return {name: most for name, most in asdict(limits).items() if most != getattr(Limits(), name)}


_FILES = frozenset({("docx", "reference")})
"""Options that name a file whose content decides."""


def _plain(name: str, key: str, value: object) -> object:
    match value:
        case bytes():
            return {"base64": base64.b64encode(value).decode()}
        case Path():
            return _plain(name, key, _content(value))
        case str() if (name, key) in _FILES:
            return _plain(name, key, _content(Path(value)))
        case str() | bool() | int() | float() | None:
            return value
        case _:
            raise OptionError(
                f"The option {key!r} of {name} cannot be kept in an archive. Leave it out."
            )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OptionError(f"{path} cannot be read: {reason}.") from error


def _rich(name: str, key: str, value: Any) -> object:
    """An option as it is written down. Where it would name a file it must hold that file's bytes:
    what a recipe asks for lies in its bag."""
    match value:
        case {"base64": str(text)}:
            return base64.b64decode(text)
        case str() if (name, key) in _FILES:
            raise ArchiveError(
                f"The recipe's option {name}.{key} names a file outside the bag; it is not opened."
            )
        case str() | bool() | int() | float() | None:
            return value
        case _:
            raise ValueError(key)


# ---------------------------------------------------------------------------- themes


def theme_to_toml(theme: Theme) -> bytes:
    """A theme whole, inheriting nothing; :func:`theme_from` gives an equal one."""
    lines: list[str] = []
    tables: dict[str, Page | Type | Colours | Look] = {
        "page": theme.page,
        "type": theme.type,
        "light": theme.light,
        "dark": theme.dark,
    }
    tables |= {f"looks.{name}": look for name, look in theme.looks.items()}
    tables |= {f"quiet.{name}": look for name, look in theme.quiet.items()}
    if theme.signs:
        lines += [f'signs = "{theme.signs}"', ""]
    for name, tokens in tables.items():
        lines.append(f"[{name}]")
        for key, value in asdict(tokens).items():
            lines.append(f"{key} = {json.dumps(value, ensure_ascii=False)}")
        lines.append("")
    return "\n".join(lines).encode()


def theme_from(text: bytes, name: str) -> Theme:
    """A theme from :func:`theme_to_toml`; raises ArchiveError for anything else."""
    try:
        return from_toml(text, name)
    except ThemeError as error:
        raise ArchiveError(f"The archived theme {name} cannot be read: {error}") from error
