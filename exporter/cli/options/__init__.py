"""The options that every command that makes documents shares, gathered into one value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import click

from exporter import formats, plugins
from exporter.cli.options.inputs import INPUT_FILE
from exporter.cli.options.types import LANGUAGE, THEME, FormatName, Named
from exporter.errors import ExporterError, expect_allowed
from exporter.model import Audience, Indexes
from exporter.notices import Severity
from exporter.pipeline import DEFAULT_FORMATS
from exporter.theme import Signs
from exporter.values import Value, field_names, whole_number

if TYPE_CHECKING:
    from exporter.sourcing import Policy
    from exporter.tei import Limits

__all__ = ["ALLOW", "FILE", "LANGUAGE", "PATH", "THEME", "Wanted", "limits", "rendering"]

PATH = click.Path(path_type=Path)
FILE = INPUT_FILE
_LIMITS = ("size", "depth", "entities", "notes", "pictures", "pixels")


class Wanted(Value):
    """What is to be made: the arguments of :func:`exporter.export` that are not places."""

    to: tuple[str, ...]
    theme: str
    signs: Signs | Literal[""]
    audience: Audience
    policy: Policy
    options: Mapping[str, Mapping[str, object]]
    treatment: Path | None
    limits: Limits
    allow: tuple[str, ...] = ()


def rendering(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the shared options; it receives them as one argument, ``wanted``."""

    @wraps(command)
    def gathered(**given: Any) -> Any:
        taken = {name: given.pop(name) for name in _NAMES}
        return command(wanted=_wanted(**taken), **given)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered


def limits(given: tuple[str, ...]) -> Limits:
    """``("notes=50000", "size=200000000")`` as Limits."""
    from exporter.tei import Limits

    known = set(field_names(Limits))
    found: dict[str, int] = {}
    for text in given:
        name, _, number = text.partition("=")
        wanted = whole_number(number)
        if name not in known or wanted is None:
            raise click.UsageError(
                f"--limit {text!r}: write NAME=NUMBER; the names are {', '.join(sorted(known))}."
            )
        found[name] = wanted
    return Limits(**found)


LIMIT = click.option(
    "--limit",
    "limits_",
    multiple=True,
    metavar="NAME=NUMBER",
    help=f"Allow more or less than usual: {', '.join(_LIMITS)} (bytes, levels or how many).",
)

ALLOW = click.option(
    "--allow",
    multiple=True,
    metavar="RULE",
    help="Make a public copy although this rule is broken: unnamed-source-named.",
)

FAIL_ON = {"warning": Severity.WARNING, "error": Severity.ERROR, "never": None}


def ruled(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--check`` (as ``checked``) and ``--fail-on`` (as ``limit``, a severity)."""

    @wraps(command)
    def gathered(*, fail_on: str, **given: Any) -> Any:
        return command(limit=FAIL_ON[fail_on], **given)

    for option in reversed(_RULES):
        gathered = option(gathered)
    return gathered


_RULES = (
    click.option(
        "--check/--no-check", "checked", default=True, help="Run the editorial rules too."
    ),
    click.option(
        "--fail-on",
        type=click.Choice(list(FAIL_ON)),
        default="error",
        show_default=True,
        help="Exit with 1 if a finding or notice is as severe as this.",
    ),
)
_OPTIONS = (
    click.option(
        "-t",
        "--to",
        "to",
        multiple=True,
        type=FormatName(),
        help="A format, or several with commas; may be repeated.  [default: html,docx,pdf]",
    ),
    click.option(
        "--theme",
        type=THEME,
        default="newspaper",
        show_default=True,
        help="A theme's name, or a .toml file.",
    ),
    click.option(
        "--audience",
        type=click.Choice(["public", "internal"]),
        default="public",
        show_default=True,
        help="Whose copy; only an internal one holds what is marked #internal.",
    ),
    click.option(
        "--signs",
        type=click.Choice(get_args(Signs)),
        help="How strongly speech, figures and claims are marked.  "
        "[default: quiet; internal copies and --review: full]",
    ),
    click.option(
        "--index",
        type=click.Choice(get_args(Indexes)),
        help="Which indexes follow the article: main has claims, sources and corrections; all has "
        "speakers, figures and names too.  [default: main; internal copies: all]",
    ),
    click.option("--registers", "index", flag_value="all", help="The same as --index all."),
    click.option("--no-registers", "index", flag_value="none", help="The same as --index none."),
    click.option(
        "--notes",
        type=click.Choice(["foot", "end"]),
        default="foot",
        show_default=True,
        help="Where the notes are placed in DOCX and PDF.",
    ),
    click.option(
        "--language",
        type=LANGUAGE,
        help="Word notes and registers in this language (BCP 47), not the article's.",
    ),
    click.option(
        "--citations",
        "--csl",
        "csl",
        type=Named(lambda: plugins.names(plugins.SOURCES)),
        metavar="STYLE",
        help="Cite by a CSL note style (FILE.csl; needs the extra 'csl') or a plug-in's style.",
    ),
    click.option(
        "--treatment", type=FILE, help="A TOML table of what elements become; overrides ours."
    ),
    click.option(
        "--pdf-standard",
        default="",
        metavar="NAMES",
        help="ua-1, ua-2, a-2a, a-2b, a-2u, a-3a, a-3b, a-3u, a-4, a-4f; join two with +.  "
        "[default: ua-1+a-3a]",
    ),
    click.option("--fragment", is_flag=True, help="HTML: the article alone, for another page."),
    click.option(
        "--assets", default="", metavar="FOLDER", help="HTML: keep style and pictures beside it."
    ),
    click.option(
        "--reference-doc", type=FILE, help="DOCX: a .docx or .dotx whose styles give the look."
    ),
    click.option(
        "--review",
        is_flag=True,
        help="DOCX: each claim's status and what the rules found, as comments.",
    ),
    click.option(
        "-O",
        "--option",
        "own",
        multiple=True,
        metavar="FORMAT.NAME=VALUE",
        help="An option of a format's own: html.prefix, html.level, html.source, docx.contents, "
        "docx.controls, docx.restart, pdf.attach, or a plug-in's.",
    ),
    ALLOW,
    LIMIT,
)
_NAMES = (
    *("to", "theme", "signs", "audience", "index", "notes", "language", "csl", "treatment"),
    *("pdf_standard", "fragment", "assets", "reference_doc", "review", "own", "limits_", "allow"),
)


def _wanted(
    to: tuple[str, ...],
    theme: str,
    signs: Signs | None,
    audience: Audience,
    index: Indexes | None,
    notes: Any,
    language: str | None,
    csl: str | None,
    treatment: Path | None,
    pdf_standard: str,
    fragment: bool,
    assets: str,
    reference_doc: Path | None,
    review: bool,
    own: tuple[str, ...],
    limits_: tuple[str, ...],
    allow: tuple[str, ...],
) -> Wanted:
    # Long: one parameter for each option.
    from exporter.sourcing import Policy

    try:
        citations = plugins.style(csl) if csl else None
        owned = [_own(text) for text in own]
        expect_allowed(allow)
    except ExporterError as error:
        raise click.UsageError(str(error)) from error
    options: dict[str, dict[str, object]] = {
        "html": {"fragment": fragment, "assets": assets},
        "docx": {"reference": reference_doc, "review": review},
        "pdf": {"standard": pdf_standard},
    }
    given = {name: {k: v for k, v in its.items() if v} for name, its in options.items()}
    for name, key, value in owned:
        given.setdefault(name, {})[key] = value
    chosen = formats.separate(to) or DEFAULT_FORMATS
    for name, its in given.items():
        if its and name not in chosen:
            raise click.UsageError(
                f"{_flag(name, next(iter(its)))} is for {name}, which is not made."
            )
    policy = Policy(notes=notes, index=index or "", language=language or "", citations=citations)
    kept = limits(limits_)
    return Wanted(
        to=chosen,
        theme=theme,
        signs=signs or "",
        audience=audience,
        policy=policy,
        options=given,
        treatment=treatment,
        limits=kept,
        allow=allow,
    )


def _own(given: str) -> tuple[str, str, object]:
    """``html.prefix=a-`` as format, name and value; raises ExporterError."""
    place, equals, text = given.partition("=")
    to, point, name = place.partition(".")
    if not (equals and point):
        raise click.UsageError(f"--option {given!r}: write FORMAT.NAME=VALUE.")
    return to, name, formats.option(to, name, text)


def _flag(to: str, option: str) -> str:
    """What a format's own option is called here."""
    return _FLAGS.get(f"{to}.{option}", f"--option {to}.{option}")


_FLAGS = {
    "html.fragment": "--fragment",
    "html.assets": "--assets",
    "docx.reference": "--reference-doc",
    "docx.review": "--review",
    "pdf.standard": "--pdf-standard",
}
