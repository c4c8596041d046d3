"""The formats, as one table. A renderer is imported when it is first used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib import import_module
from os import PathLike
from typing import Any

from exporter.errors import OptionError
from exporter.model import Edition, Output
from exporter.theme import Theme, load

__all__ = ["FORMATS", "Format", "find", "render"]


@dataclass(frozen=True, slots=True)
class Format:
    """An output. ``module`` shows ``render(edition, theme, options) -> Output``; ``options`` names
    the frozen dataclass there that holds what only this format knows, or is empty."""

    name: str
    extension: str
    media_type: str
    module: str
    options: str = ""


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: tuple[Format, ...] = (
    Format("html", ".html", "text/html", "exporter.html", "HtmlOptions"),
    Format("docx", ".docx", _DOCX, "exporter.docx", "DocxOptions"),
    Format("pdf", ".pdf", "application/pdf", "exporter.pdf", "PdfOptions"),
    Format("epub", ".epub", "application/epub+zip", "exporter.epub"),
    Format("annotations", ".annotations.jsonld", "application/ld+json", "exporter.annotations"),
)


def find(name: str) -> Format:
    """The format of this name; raises OptionError that lists those there are."""
    for entry in FORMATS:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in FORMATS)
    raise OptionError(f"there is no format {name!r}. There are: {known}.")


def render(
    edition: Edition,
    to: str | Format,
    theme: Theme | str | PathLike[str] = "newspaper",
    options: Mapping[str, object] | None = None,
) -> Output:
    """Draw an edition. Pure: equal arguments give equal bytes in any process.

    ``theme`` may be a loaded one, a name or a path; ``options`` are fields of the format's own
    options. Raises OptionError for a format or option that does not exist.
    """
    entry = find(to) if isinstance(to, str) else to
    look = theme if isinstance(theme, Theme) else load(theme)
    module = import_module(entry.module)
    given = dict(options or {})
    if not entry.options:
        if given:
            raise OptionError(f"{entry.name} takes no options, but got {', '.join(given)}.")
        plain: Output = module.render(edition, look)
        return plain
    kind: Any = getattr(module, entry.options)
    known = {field.name for field in fields(kind)}
    if strange := sorted(set(given) - known):
        raise OptionError(
            f"{entry.name} has no option {strange[0]!r}. It has: {', '.join(sorted(known))}."
        )
    output: Output = module.render(edition, look, kind(**given))
    return output
