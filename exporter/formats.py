"""The formats, as one table. A renderer is imported when it is first used.

Other packages add formats by entry points (:mod:`exporter.plugins`); a name of ours stays ours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from importlib import import_module
from inspect import signature
from os import PathLike
from typing import Any

from exporter import plugins
from exporter.arguments import checked
from exporter.errors import ExporterError, LeakError, OptionError, PluginError
from exporter.model import Article, Edition, Output
from exporter.notices import Notice
from exporter.text.close_matches import hint
from exporter.theme import Theme, load
from exporter.values import Value, whole_number

__all__ = ["FORMATS", "Format", "find", "names", "option", "refuse_leaks", "render", "version"]


class Format(Value):
    """An output. ``module`` shows ``render(edition, theme, options) -> Output``; ``options`` names
    the frozen value there that holds what only this format knows, or is empty."""

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


def names() -> tuple[str, ...]:
    """Every format's name: ours, then the plug-ins'. Imports none."""
    ours = tuple(entry.name for entry in FORMATS)
    return ours + tuple(name for name in plugins.names(plugins.FORMATS) if name not in ours)


def find(name: str) -> Format:
    """The format of this name; raises OptionError that lists those there are, and PluginError
    where another package's cannot be loaded."""
    for entry in FORMATS:
        if entry.name == name:
            return entry
    plugin = plugins.find(plugins.FORMATS, name)
    if plugin is None:
        raise OptionError(f"There is no format {name!r}. {near(name)}")
    if not isinstance(plugin.value, Format) or plugin.value.name != name:
        raise PluginError(
            f"The plug-in {name!r} of {plugin.package} is not an exporter.Format of this name."
        )
    return plugin.value


_OTHER_NAMES = {
    **dict.fromkeys(("word", "doc", "msword"), "docx"),
    **dict.fromkeys(("htm", "xhtml", "web", "page"), "html"),
    **dict.fromkeys(("ebook", "e-book", "epub3"), "epub"),
    **dict.fromkeys(("jsonld", "json", "annotation"), "annotations"),
}
"""What somebody may call a format, and which is nearest to that."""


def near(name: str) -> str:
    """Which format may have been meant, else all that there are."""
    meant = _OTHER_NAMES.get(name.lower().lstrip("."), "")
    known = names()
    if not meant and name.lower().lstrip(".") in known:
        meant = name.lower().lstrip(".")
    return f"Did you mean {meant!r}?" if meant else hint(name, known)


def separate(to: Iterable[str] | str) -> tuple[str, ...]:
    """The names of formats, each once: ``"docx,pdf"`` are two."""
    given = [to] if isinstance(to, str) else to
    parts = (part.strip() for text in given for part in text.split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def chosen(to: Iterable[str] | str) -> list[Format]:
    """The formats of these names, each once; one text may join several with commas. Raises
    OptionError where there is none."""
    found = [find(name) for name in separate(to)]
    if not found:
        raise OptionError(f"No format is asked for. There are: {', '.join(names())}.")
    return found


def version(entry: Format) -> str:
    """Whose format it is: ``package version`` of a plug-in, empty for ours."""
    if entry in FORMATS:
        return ""
    plugin = plugins.find(plugins.FORMATS, entry.name)
    return plugin.package if plugin else ""


@checked
def render(
    edition: Edition,
    to: str | Format = "html",
    theme: Theme | str | PathLike[str] = "newspaper",
    options: Mapping[str, object] | None = None,
) -> Output:
    """Draw an edition. Pure: equal arguments give equal bytes in any process.

    ``theme`` may be a loaded one, a name or a path; ``options`` are fields of the format's own
    options. Raises OptionError for a format or option that does not exist, and LeakError for a
    public copy that would name a source who must not be named.
    """
    refuse_leaks(edition.article)
    entry = find(to) if isinstance(to, str) else to
    look = load(theme)
    if entry not in FORMATS:
        return _render_foreign(edition, entry, look.drawn(edition.audience), options)
    return _render(edition, entry, look, options)


def refuse_leaks(article: Article) -> None:
    """Raise LeakError where a public copy would name a source who must not be named."""
    leaks = article.leaks if article.audience == "public" else ()
    if not leaks:
        return
    first = leaks[0]
    more = f" ({len(leaks) - 1:,} more such places.)" if len(leaks) > 1 else ""
    raise LeakError(
        f"{first.message}{more} No public copy is made. {first.fix} If it may stand, allow it by "
        f'name (allow=["{first.rule}"]).',
        file=first.file,
        line=first.line,
        leaks=tuple((leak.line, leak.message) for leak in leaks),
    )


def _render_foreign(
    edition: Edition, entry: Format, look: Theme, options: Mapping[str, object] | None
) -> Output:
    whose = f"The plug-in for {entry.name} ({version(entry) or entry.module})"
    file = edition.article.file
    try:
        output = _render(edition, entry, look, options)
        whole = isinstance(output, Output) and _is_whole(output)
    except ExporterError:
        raise
    except (Exception, SystemExit) as error:  # whatever another package's code raises
        raise PluginError(
            f"{whose} failed: {type(error).__name__}: {error}. Tell its authors.", file=file
        ) from error
    if not whole:
        raise PluginError(
            f"{whose} returned no exporter.Output with bytes. Tell its authors.", file=file
        )
    return output


def _is_whole(output: Output) -> bool:
    """Whether it holds what it should; nobody may have checked a plug-in's types."""
    return (
        isinstance(output.data, bytes)
        and all(isinstance(notice, Notice) for notice in output.notices)
        and all(tuple(map(type, asset)) == (str, bytes) for asset in output.assets)
    )


def _render(
    edition: Edition, entry: Format, look: Theme, options: Mapping[str, object] | None
) -> Output:
    given = dict(options or {})
    kind = _options(entry, given)
    module = import_module(entry.module)
    output: Output = (
        module.render(edition, look, _filled(entry, kind, given))
        if kind
        else module.render(edition, look)
    )
    return output


def _options(entry: Format, given: Collection[str]) -> Any:
    """The class of a format's own options, None where it has none; raises OptionError where it
    has not all that are given."""
    if not entry.options:
        if given:
            raise OptionError(f"{entry.name} takes no options, but got {', '.join(given)}.")
        return None
    kind: Any = getattr(import_module(entry.module), entry.options)
    known = set(signature(kind).parameters)
    if strange := sorted(set(given) - known):
        raise OptionError(f"{entry.name} has no option {strange[0]!r}. {hint(strange[0], known)}")
    return kind


def _filled(entry: Format, kind: Any, given: Mapping[str, object]) -> Any:
    """The options of a format; what is wrong with one of ours is said with the format's name."""
    try:
        return kind(**given)
    except OptionError as error:
        if entry not in FORMATS:
            raise
        raise OptionError(f"{entry.name}.{error.message}") from None


def expect_options(options: Mapping[str, Mapping[str, object]], wanted: Collection[Format]) -> None:
    """Raise OptionError where options are given for a format that does not exist, or that is
    not made."""
    made = [entry.name for entry in wanted]
    for name, given in options.items():
        if name not in made:
            find(name)
        if given and name not in made:
            raise OptionError(
                f"There are options for {name!r}, but what is made is {', '.join(made)}. "
                "Add it to the formats, or leave its options out."
            )


def option(to: str, name: str, text: str) -> object:
    """The value that a text gives to an option of a format's own, by the kind of its default.

    Raises OptionError for a format, an option or a value that does not exist, and PluginError
    where another package fails.
    """
    entry = find(to)
    try:
        default = signature(_options(entry, [name])).parameters[name].default
    except ExporterError:
        raise
    except (Exception, SystemExit) as error:  # whatever another package's code raises
        whose = f"The plug-in for {to} ({version(entry) or entry.module})"
        raise PluginError(f"{whose} failed: {type(error).__name__}: {error}.") from error
    if isinstance(default, bool):
        if text not in _TRUTHS:
            raise OptionError(f"{to}.{name} is {text!r}. It may be true or false.")
        return _TRUTHS[text]
    if isinstance(default, int):
        number = whole_number(text)
        if number is None:
            raise OptionError(f"{to}.{name} is {text!r}. It must be a whole number.")
        return number
    if default is None or isinstance(default, str):
        return text
    raise OptionError(f"{to}.{name} cannot be given as text. Set it in Python.")


_TRUTHS = {"true": True, "false": False}
