"""The formats and designs that copies can be had in."""

from __future__ import annotations

from pathlib import Path

from exporter import formats
from exporter.files.resources import styles
from exporter.workbench.site.context import Site
from exporter.workbench.words import Words

__all__ = ["formats_of", "themes_of"]


def formats_of(words: Words) -> list[dict[str, str]]:
    """Every format: its name, its label, and what its files end in."""
    return [
        {"name": name, "label": words.phrases.get(f"format.{name}", name), "extension": extension}
        for name in formats.names()
        for extension in [formats.find(name).extension]
    ]


def themes_of(site: Site, words: Words) -> list[dict[str, str]]:
    """The designs that come with the program, the one that the page was given first."""
    names = sorted(path.stem for path in (styles() / "themes").glob("*.toml"))
    own = site.options.theme
    names = [own, *(each for each in names if each != own)]
    return [
        {"name": n, "label": words.phrases.get(f"theme.{n}", Path(n).stem.capitalize())}
        for n in names
    ]
