"""What a newsroom decides about the rules: in ``pyproject.toml`` or ``exporter.toml``.

::

    [tool.exporter.check]            # in exporter.toml: [check]
    schema = "auto"                  # auto, article, none, or the path of an .rng or .sch
    strict = false                   # true: every warning is an error

    [tool.exporter.check.rules]
    link-says-here = "off"           # off, info, warning or error
    claim-unattributed = "error"

    [[tool.exporter.check.files]]    # the last that matches a file wins
    match = "drafts/*.xml"
    rules = { claim-without-status = "info" }
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any

from exporter.arguments import Checked, checked
from exporter.errors import OptionError
from exporter.notices import Severity
from exporter.settings import CHECK, config_tables
from exporter.values import Value, field

__all__ = ["Config", "ForFiles", "load_config"]

Severities = Mapping[str, Severity | None]
_NONE: Severities = MappingProxyType({})
_LEVELS: dict[str, Severity | None] = {
    "off": None,
    "info": Severity.INFO,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}


class ForFiles(Value, metaclass=Checked):
    """Severities for the files that match a pattern (``*`` goes over folders as well)."""

    match: str
    rules: Severities


class Config(Value, metaclass=Checked):
    """``rules`` maps a rule's id to its severity, None where it is off. ``folder`` is what the
    patterns and a schema's path are relative to; None is the current folder."""

    rules: Severities = field(default_factory=lambda: _NONE)
    files: tuple[ForFiles, ...] = ()
    schema: str = "auto"
    strict: bool = False
    folder: Path | None = None

    def severities(self, file: str | None) -> Severities:
        """The severities that differ from the rules' own, for one file."""
        found = dict(self.rules)
        for part in self.files:
            if file is not None and self._matches(file, part.match):
                found.update(part.rules)
        return found

    def _matches(self, file: str, pattern: str) -> bool:
        path = Path(file).absolute()
        base = (self.folder or Path.cwd()).absolute()
        shown = path.relative_to(base) if path.is_relative_to(base) else path
        return fnmatchcase(shown.as_posix(), pattern) or fnmatchcase(path.name, pattern)

    def expect(self, known: Iterable[str]) -> None:
        """Raise OptionError where a rule's id looks like a slip of one that is known."""
        ids = set(known)
        for given in {*self.rules, *(rule for part in self.files for rule in part.rules)} - ids:
            from difflib import get_close_matches

            near = get_close_matches(given, ids, 1, 0.75)
            if near:
                raise OptionError(
                    f"The configuration names a rule {given!r}, which does not exist. "
                    f"Did you mean {near[0]!r}?"
                )


@checked
def load_config(start: str | PathLike[str] | None = None) -> Config:
    """The configuration that holds for a file or folder: the nearest ``exporter.toml``, or
    ``pyproject.toml`` with a table ``tool.exporter``, in its folder or above it; the current
    folder is the start where none is given. A file that ends in ``.toml`` is the configuration
    itself. Raises OptionError where the file is wrong."""
    for path, table in config_tables(start):
        return _config(table, path)
    return Config()


def _config(table: dict[str, Any], path: Path) -> Config:
    check = _dict(table.get("check", {}), "check", path)
    _only(check, tuple(CHECK), path, others=True)
    files = check.get("files", [])
    if not isinstance(files, list):
        raise OptionError("“files” must be a list of tables: [[check.files]].", file=str(path))
    return Config(
        _severities(check.get("rules", {}), path),
        tuple(_for_files(part, path) for part in files),
        _typed(check.get("schema", "auto"), str, "schema", path),
        _typed(check.get("strict", False), bool, "strict", path),
        path.parent,
    )


def _for_files(part: object, path: Path) -> ForFiles:
    table = _dict(part, "files", path)
    _only(table, ("match", "rules"), path)
    pattern = _typed(table.get("match", ""), str, "match", path)
    if not pattern:
        raise OptionError('An entry of “files” needs a pattern: match = "…".', file=str(path))
    return ForFiles(pattern, _severities(table.get("rules", {}), path))


def _severities(table: object, path: Path) -> Severities:
    found: dict[str, Severity | None] = {}
    for rule, level in _dict(table, "rules", path).items():
        if not isinstance(level, str) or level not in _LEVELS:
            raise OptionError(
                f"The severity of {rule!r} is {level!r}; it must be {', '.join(_LEVELS)}.",
                file=str(path),
            )
        found[rule] = _LEVELS[level]
    return found


def _only(
    table: dict[str, Any], known: tuple[str, ...], path: Path, *, others: bool = False
) -> None:
    """Raise OptionError for a key that is not known; with ``others`` only where it looks like a
    slip of one: the rest are the command's options (``exporter.settings``)."""
    from difflib import get_close_matches

    for key in table.keys() - set(known):
        near = get_close_matches(key, known, 1)
        if others and not near:
            continue
        hint = f"Did you mean {near[0]!r}?" if near else f"There are {', '.join(known)}."
        raise OptionError(f"There is no key {key!r} here. {hint}", file=str(path))


def _dict(value: object, key: str, path: Path) -> dict[str, Any]:
    table: dict[str, Any] = _typed(value, dict, key, path)
    return table


def _typed(value: object, kind: type[Any], key: str, path: Path) -> Any:
    if not isinstance(value, kind):
        raise OptionError(f"{key!r} must be a {kind.__name__}.", file=str(path))
    return value
