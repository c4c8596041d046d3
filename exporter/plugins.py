"""What other packages add, by entry points: formats, rules, citation styles, suggesters.

A package names what it adds in its own ``pyproject.toml``::

    [project.entry-points."exporter.formats"]
    text = "exporter_text:FORMAT"            # an exporter.Format

    [project.entry-points."exporter.rules"]
    shouting = "exporter_text.rules:RULE"    # a rule, as exporter.checks defines it

    [project.entry-points."exporter.sources"]
    plain = "exporter_text.citing:STYLE"     # an exporter.sourcing.CitationStyle

    [project.entry-points."exporter.suggesters"]
    ships = "exporter_text.ships:suggest"    # a function, as exporter.suggestions.Reading says

Names are read from the packages' metadata; a plug-in is imported when it is first used. One that
cannot be imported is a :class:`exporter.PluginError` where it was asked for by name, and a notice
(``broken-plugin``) where all are asked for.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exporter.arguments import checked
from exporter.errors import OptionError, PluginError
from exporter.notices import Notice, Severity
from exporter.values import Value

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from exporter.sourcing import CitationStyle

__all__ = ["FORMATS", "RULES", "SOURCES", "SUGGESTERS", "Plugin", "every", "find", "names", "style"]

FORMATS = "exporter.formats"
RULES = "exporter.rules"
SOURCES = "exporter.sources"
SUGGESTERS = "exporter.suggesters"


class Plugin(Value):
    """``value`` is what the entry point names; ``package`` is ``name version``, or empty where
    the metadata do not say."""

    name: str
    package: str
    value: Any


def names(group: str) -> tuple[str, ...]:
    """The names that packages add to a group, sorted; nothing is imported."""
    return tuple(sorted(_points(group)))


def find(group: str, name: str) -> Plugin | None:
    """The plug-in of this name, or None. Raises PluginError where it cannot be imported."""
    point = _points(group).get(name)
    return _load(group, point) if point is not None else None


def every(group: str) -> tuple[tuple[Plugin, ...], tuple[Notice, ...]]:
    """All plug-ins of a group that can be imported, and a notice for each that cannot."""
    found: list[Plugin] = []
    broken: list[Notice] = []
    for _, point in sorted(_points(group).items()):
        try:
            found.append(_load(group, point))
        except PluginError as error:
            broken.append(Notice("broken-plugin", Severity.WARNING, error.message))
    return tuple(found), tuple(broken)


@checked
def style(name: str) -> CitationStyle:
    """A citation style by the path of a CSL file (``.csl``; extra ``[csl]``) or by the name that
    a package gives it; raises OptionError listing those there are."""
    if name.lower().endswith(".csl"):
        from exporter.sourcing.citations.csl import load

        return load(name)
    plugin = find(SOURCES, name)
    if plugin is None:
        known = ", ".join(names(SOURCES)) or "none is installed"
        raise OptionError(
            f"There is no citation style {name!r}. Name a .csl file, or a plug-in's: {known}."
        )
    made = _made(plugin)
    if not (callable(getattr(made, "full", None)) and callable(getattr(made, "short", None))):
        raise PluginError(
            f"The plug-in {name!r} of {plugin.package} is not an exporter.sourcing.CitationStyle."
        )
    from exporter.sourcing.citations.external_styles import Guarded

    return Guarded(made, f"{name!r} of {plugin.package}")


def _made(plugin: Plugin) -> Any:
    """A style may be named by its class."""
    try:
        return plugin.value() if isinstance(plugin.value, type) else plugin.value
    except (Exception, SystemExit) as error:  # whatever another package's code raises
        raise PluginError(
            f"The plug-in {plugin.name!r} of {plugin.package} cannot be made: "
            f"{type(error).__name__}: {error}. Fix or uninstall it."
        ) from error


@cache
def _points(group: str) -> dict[str, EntryPoint]:
    points: dict[str, EntryPoint] = {}
    if not _any(tuple(sys.path)):
        return points
    from importlib.metadata import entry_points

    for point in entry_points(group=group):
        points.setdefault(point.name, point)
    return points


@cache
def _any(folders: tuple[str, ...]) -> bool:
    """Whether any package may add something. The library that knows for sure takes longer to load
    than an article to read, so it is asked only then."""
    for folder in map(Path, folders):
        if folder.is_file():
            return True
        for file in folder.glob("*-info/entry_points.txt"):
            if b"[exporter." in file.read_bytes():
                return True
    return False


@cache
def _load(group: str, point: EntryPoint) -> Plugin:
    package = f"{point.dist.name} {point.dist.version}" if point.dist else ""
    try:
        return Plugin(point.name, package, point.load())
    except (Exception, SystemExit) as error:  # whatever another package's code raises
        raise PluginError(
            f"The plug-in {point.name!r} ({group}) of {package or point.value} cannot be loaded: "
            f"{type(error).__name__}: {error}. Fix or uninstall it."
        ) from error
