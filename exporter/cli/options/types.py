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
    """A format's name. Packages are asked for theirs only where it is none of ours."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002
        return f"[{'|'.join(formats.names())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if all(value != entry.name for entry in formats.FORMATS) and value not in formats.names():
            known = ", ".join(map(repr, formats.names()))
            self.fail(f"{value!r} is not one of {known}.", param, ctx)
        return value

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        return click.Choice(formats.names()).shell_complete(ctx, param, incomplete)


class _Language(click.ParamType):  # type: ignore[type-arg]
    """A language tag. Those are completed that notes can be worded in."""

    name = "tag"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from exporter.text.language_tags import is_tag

        if not is_tag(value):
            self.fail(f"{value!r} is no BCP 47 tag, as 'de' and 'en-GB' are.", param, ctx)
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
