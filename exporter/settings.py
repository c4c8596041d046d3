"""``exporter.toml``: the defaults of the commands' options, by folder.

    theme = "archive"                  # for every command that has the option
    publisher = "Example Courier"
    by = "Checking desk"

    [export]                           # for one command; wins over the lines above
    formats = ["html", "pdf"]

    [statuses]                         # how claims stand, for new articles
    open = "Not independently verified"

    [registers]
    files = ["people.xml", "sources.xml"]

The files in the article's folder and in those above it hold, the nearer one winning key by key;
in ``pyproject.toml`` it is the table ``tool.exporter``. The command line wins over all of them.
What ``exporter.checks.load_config`` reads in ``[check]`` is taken from the nearest file alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import Any

from exporter.errors import OptionError
from exporter.values import Value

__all__ = ["ARTICLE", "CHECK", "Setting", "config_tables", "expect_known", "settings", "statuses"]

CHECK = frozenset({"schema", "strict", "rules", "files"})
"""Keys of ``[check]`` that ``exporter.checks`` reads itself."""
ARTICLE = frozenset({"desk", "statuses", "registers"})
"""What is about articles, and no option of a command."""


class Setting(Value):
    """``value`` holds for the option ``name`` (``reference-doc``) of ``command``; of every command
    that has such an option where ``command`` is empty. ``file`` is where it stands."""

    name: str
    value: Any
    file: Path
    command: str = ""


def config_tables(
    start: str | PathLike[str] | None = None,
) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The configurations that hold for a file or folder (else the current one), the nearest
    first. A file that ends in ``.toml`` is the only one. Raises OptionError where one cannot be
    read."""
    place = Path(start or ".").absolute()
    if place.suffix == ".toml":
        keys = ("tool", "exporter") if place.name == "pyproject.toml" else ()
        yield place, _table(place, keys) or {}
        return
    for folder in (place, *place.parents) if place.is_dir() else place.parents:
        for name, keys in (("exporter.toml", ()), ("pyproject.toml", ("tool", "exporter"))):
            path = folder / name
            if path.is_file() and (table := _table(path, keys)) is not None:
                yield path, table
                break


def settings(
    start: str | PathLike[str] | None, commands: Iterable[str], command: str = ""
) -> tuple[Setting, ...]:
    """What holds for a file or folder, each name once for each command that is named.

    ``commands`` are the names of all commands: a table that is none of them is an OptionError.
    With ``command`` only what holds for it comes back.
    """
    known = frozenset(commands)
    found: dict[tuple[str, str], Setting] = {}
    for path, table in config_tables(start):
        for each in _of_table(path, table, known):
            if not command or each.command in ("", command):
                found.setdefault((each.command, each.name), each)
    return tuple(found.values())


def expect_known(found: Iterable[Setting], known: Iterable[str]) -> None:
    """Raise OptionError where a name is no option's; ``known`` are all of them."""
    names = frozenset(known) | ARTICLE
    for each in found:
        if each.name not in names:
            raise _unknown(each.name, names, each.file)


def statuses(start: str | PathLike[str] | None) -> dict[str, str]:
    """How claims may stand (``[statuses]``), by the last part of their ids; empty where no file
    says so. Raises OptionError."""
    for path, table in config_tables(start):
        if "statuses" in table:
            given = table["statuses"]
            if not isinstance(given, dict) or not given:
                raise OptionError('[statuses] needs lines such as open = "Not verified".',
                                  file=str(path))  # fmt: skip
            for key, value in given.items():
                if not isinstance(value, str) or not value.strip():
                    raise OptionError(f"The status {key!r} needs words.", file=str(path))
            return {str(key): value for key, value in given.items()}
    return {}


def _of_table(path: Path, table: dict[str, Any], commands: frozenset[str]) -> Iterator[Setting]:
    for key, value in table.items():
        if key in commands and isinstance(value, dict):
            for name, inner in value.items():
                if not (key == "check" and name in CHECK):
                    yield Setting(_named(name), inner, path, key)
        elif isinstance(value, dict) and key not in ARTICLE:
            raise _unknown(key, commands | ARTICLE, path)
        else:
            yield Setting(_named(key), value, path)


def _named(key: str) -> str:
    """``formats`` is called ``to`` on the command line; ``_`` may stand for ``-``."""
    name = key.replace("_", "-")
    return {"formats": "to", "license": "licence"}.get(name, name)


def _unknown(name: str, known: Iterable[str], path: Path) -> OptionError:
    from difflib import get_close_matches

    near = get_close_matches(name, sorted(known), 1)
    hint = f"Did you mean {near[0]!r}?" if near else "“exporter settings --help” explains them."
    return OptionError(f"There is no setting {name!r}. {hint}", file=str(path))


def _table(path: Path, keys: tuple[str, ...]) -> dict[str, Any] | None:
    from exporter.files import toml

    table: Any
    try:
        _, table = toml.read(path)
    except OSError as error:
        raise OptionError(f"It cannot be read: {error.strerror}.", file=str(path)) from None
    for key in keys:
        table = table.get(key)
        if not isinstance(table, dict):
            return None
    return table if isinstance(table, dict) else None
