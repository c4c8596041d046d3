"""What a command reads: files and folders that must be there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from exporter.errors import ExporterError
from exporter.text.close_matches import meant

__all__ = ["ARTICLES", "DASH", "DRAFT", "INPUT", "INPUT_FILE", "articles"]

DASH = Path("-")
"""The standard input, or the standard output."""


class Input(click.Path):
    """A path that must be there; ``-`` is the standard input where the command has it. What is
    not there is wrong use (exit code 2), and the name that is nearest is named."""

    def __init__(self, *, folder: bool, dash: bool) -> None:
        super().__init__(exists=True, dir_okay=folder, allow_dash=dash, path_type=Path)

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        place = Path(value)
        if not os.path.lexists(place) and not (self.allow_dash and place == DASH):
            self.fail(f"{place} does not exist.{_hint(place)}", param, ctx)
        if place.is_dir() and not self.dir_okay:
            self.fail(f"{place} is a folder. Name a file.", param, ctx)
        if os.path.lexists(place) and not place.exists():
            self.fail(f"{place} is a link to a file that does not exist.", param, ctx)
        return super().convert(value, param, ctx)


def _hint(place: Path) -> str:
    try:
        names = [entry.name for entry in place.parent.iterdir()]
    except OSError:
        return ""
    near = meant(place.name, names)
    return f" Did you mean {str(place.parent / near)!r}?" if near else ""


INPUT = Input(folder=True, dash=False)
INPUT_FILE = Input(folder=False, dash=False)
ARTICLES = Input(folder=True, dash=True)
DRAFT = Input(folder=False, dash=True)


def articles(given: Iterable[Path], *, leave: Path | None = None) -> list[Path]:
    """The articles that are named, and those in the folders that are named and below, by name;
    ``leave`` is a folder that is passed over. Raises UsageError for a folder without any."""
    found: dict[Path, None] = {}
    for place in given:
        if place == DASH or not place.is_dir():
            found[place] = None
            continue
        from exporter.batch.discovery import articles as below

        try:
            found.update(
                (Path(each.source), None) for each in below([str(place)], leave=str(leave or ""))
            )
        except ExporterError as error:
            raise click.UsageError(str(error)) from error
    return list(found)
