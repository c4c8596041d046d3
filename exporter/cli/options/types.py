"""Types of options: formats, languages and names that a shell can complete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from exporter import formats
from exporter.theme.loader import names as themes

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["LANGUAGE", "THEME", "FormatName", "Named"]


class FormatName(click.ParamType):  # type: ignore[type-arg]
    """A format's name, or several with commas between. Packages are asked for theirs only where
    it is none of ours."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        return f"[{'|'.join(formats.names())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        parts = formats.separate(value)
        if not parts:
            self.fail(f"No format is named. There are: {', '.join(formats.names())}.", param, ctx)
        for part in parts:
            ours = any(part == entry.name for entry in formats.FORMATS)
            if not ours and part not in formats.names():
                self.fail(f"There is no format {part!r}. {formats.near(part)}", param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return click.Choice(formats.names()).shell_complete(ctx, param, incomplete)


class _Language(click.ParamType):  # type: ignore[type-arg]
    """A language tag. Those are completed that notes can be worded in."""

    name = "tag"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from exporter.text.language_names import refusal

        if said := refusal(value):
            self.fail(f"It is {said}", param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        from exporter.sourcing.wording.catalogue import languages

        return click.Choice(languages()).shell_complete(ctx, param, incomplete)


class Named(click.ParamType):  # type: ignore[type-arg]
    """A name, or a file. ``known`` are the names there are."""

    name = "text"

    def __init__(self, known: Callable[[], Sequence[str]]) -> None:
        self._known = known

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        names = click.Choice(self._known()).shell_complete(ctx, param, incomplete)
        return names or click.Path().shell_complete(ctx, param, incomplete)


LANGUAGE = _Language()
THEME = Named(themes)
