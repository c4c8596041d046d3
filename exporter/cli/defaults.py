"""Settings from ``exporter.toml`` as the defaults of a command's options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from exporter.cli.exit_codes import epilog
from exporter.errors import OptionError
from exporter.settings import ARTICLE, Setting, expect_known, settings

__all__ = ["defaults", "every_option", "named_options", "place_of", "pointed_out"]

_COMMON = frozenset(
    ("publisher", "licence", "language", "by", "theme", "audience", "to", "citations", "desk")
)
"""Names that commands share: met elsewhere, they are no reason to look into all commands."""
_PLACES = frozenset({"theme", "treatment", "reference-doc", "citations", "csl", "learn", "output"})
"""Options whose value may be a path, which is meant from the settings' own folder."""


def defaults(
    name: str, command: click.Command, args: list[str], commands: Mapping[str, object]
) -> dict[str, Any]:
    """The default map of a command (click's ``default_map``) for what its arguments name.

    Raises UsageError where a settings file is wrong."""
    try:
        held = settings(place_of(command, args), commands, name)
        found = [s for s in held if not (s.name in ARTICLE and isinstance(s.value, dict))]
        options = named_options(command)
        strange = [s for s in found if s.name not in options and s.name not in _COMMON]
        mine = [s for s in strange if s.command == name]
        expect_known(mine, options)
        if strange:
            expect_known(strange, every_option(commands))
        general = {s.name: s for s in found if not s.command}
        own = {s.name: s for s in found if s.command}
        chosen = {**general, **own}
        return {
            str(options[key].name): _value(options[key], each)
            for key, each in chosen.items()
            if key in options
        }
    except OptionError as error:
        raise click.UsageError(str(error)) from error


def named_options(command: click.Command) -> dict[str, click.Option]:
    """A command's options by the names that settings have: long, without hyphens before."""
    return {
        given[2:]: parameter
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for given in parameter.opts
        if given.startswith("--") and given not in ("--help", "--version")
    }


def place_of(command: click.Command, args: list[str]) -> Path | None:
    """The first file or folder that the arguments name, or None: then it is the current folder."""
    context = click.Context(command, resilient_parsing=True)
    try:
        values, _, _ = command.make_parser(context).parse_args(list(args))
    except click.UsageError:
        return None
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            given = values.get(str(parameter.name))
            first = given[0] if isinstance(given, list | tuple) and given else given
            if isinstance(first, str) and first != "-" and Path(first).parent.is_dir():
                return Path(first)
            return None
    return None


def pointed_out(error: click.BadParameter) -> click.BadParameter:
    """The same error; where the value comes from a settings file, it says so."""
    context, parameter = error.ctx, error.param
    if context is None or parameter is None or parameter.name is None:
        return error
    if context.get_parameter_source(parameter.name) is ParameterSource.DEFAULT_MAP:
        said = f"{error.message} It is set in exporter.toml; “exporter settings” shows where."
        return click.BadParameter(said, ctx=context, param=parameter)
    return error


def every_option(commands: Mapping[str, object]) -> Iterator[str]:
    """The long names of all options of all commands, which are imported for it."""
    for name in commands:
        yield from named_options(command_of(name))


def command_of(name: str) -> click.Command:
    """A command by its name; its module is imported."""
    command: click.Command = import_module(f"exporter.cli{_FOLDERS.get(name, '')}.{name}").command
    command.epilog = epilog(name)
    return command


_FOLDERS = {
    **dict.fromkeys(
        ("new", "draft", "suggestions", "confirm", "reject", "sources", "merge"), ".drafting"
    ),
    **dict.fromkeys(("archive", "sign", "verify", "recover"), ".archives"),
}
"""The commands that are in folders of their own."""


def _value(option: click.Option, setting: Setting) -> Any:
    value = setting.value
    if option.multiple:
        return [_single(setting, v) for v in (value if isinstance(value, list) else [value])]
    if isinstance(value, list | dict):
        raise OptionError(f"“{setting.name}” takes one value.", file=str(setting.file))
    if option.is_flag and not isinstance(value, bool):
        raise OptionError(f"“{setting.name}” must be true or false.", file=str(setting.file))
    return value if isinstance(value, bool) else _single(setting, value)


def _single(setting: Setting, value: Any) -> str:
    if isinstance(value, dict | list | bool):
        raise OptionError(f"“{setting.name}” takes words.", file=str(setting.file))
    text = str(value)
    beside = setting.file.parent / text
    if setting.name in _PLACES and (setting.name == "output" or beside.is_file()):
        return str(beside)
    return text
