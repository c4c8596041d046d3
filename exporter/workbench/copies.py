"""An article as it will be exported: one format to look at, files in the build folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exporter import formats
from exporter.errors import OptionError
from exporter.formats import Format
from exporter.model import Audience, Output
from exporter.notices import Notice
from exporter.pipeline import dated, export, rendered
from exporter.sourcing import Policy
from exporter.tei import read
from exporter.theme import load
from exporter.values import Value
from exporter.workbench.source.store import Store
from exporter.workbench.source.versions import State

__all__ = ["BUILD", "Written", "copy_of", "file_name", "write_copies"]

BUILD = "build"
"""The folder beside the article that exports are written into."""


class Written(Value):
    """Files that were written, by their paths from the article's folder, and what was said."""

    files: tuple[str, ...]
    notices: tuple[Notice, ...]


def copy_of(
    state: State, store: Store, name: str, audience: Audience, theme: str
) -> tuple[Format, Output]:
    """The article in a format. Raises OptionError where there is no such format, LeakError where
    a public copy would name who must not be named, and ExporterError."""
    entry = formats.find(name)
    folder = store.path.parent if store.path is not None else None
    article = read(state.source.data, audience=audience, base=folder)
    made = rendered(article, dated(Policy()), [entry], load(theme), {})
    return entry, made.outputs[0]


def file_name(store: Store, entry: Format, audience: Audience) -> str:
    """What a copy is called."""
    suffix = "-internal" if audience == "internal" else ""
    return f"{Path(store.name).stem}{suffix}{entry.extension}"


def write_copies(store: Store, names: Sequence[str], audience: Audience, theme: str) -> Written:
    """Export into the build folder. Raises as ``export`` does, and OptionError where the article
    is no file, or a link leads out of the folder."""
    if store.path is None:
        raise OptionError("This article is no file: look at its copies, and save them from there.")
    folder = store.path.parent / BUILD
    for place in (folder, *(folder.iterdir() if folder.is_dir() else ())):
        if place.is_symlink():
            name = place.relative_to(store.path.parent).as_posix()
            raise OptionError(f"{name} is a link to another place: take it away, and export again.")
    done = export(store.path, folder, to=names, theme=theme, audience=audience)
    files = tuple(path.relative_to(store.path.parent).as_posix() for path in done.files)
    return Written(files, tuple(done.report))
