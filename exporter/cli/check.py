"""``exporter check``."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter.checks.output.text_and_json import FORMATS, OutputFormat
from exporter.cli import printing
from exporter.cli.options import FILE, LIMIT, limits
from exporter.cli.options.inputs import ARTICLES
from exporter.cli.options.inputs import articles as expanded
from exporter.errors import ExporterError, OptionError
from exporter.model import Audience
from exporter.notices import Notice, Severity
from exporter.text import printable

if TYPE_CHECKING:
    from exporter.tei import Limits


def _list_rules(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    from exporter.cli.explain import listed

    printing.say_lines(listed())
    ctx.exit()


@click.command("check")
@click.argument("given", nargs=-1, required=True, type=ARTICLES, metavar="ARTICLE...")
@click.option(
    "--list-rules",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_rules,
    help="List all rules and stop; “exporter explain RULE” says more about one.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text for people, json for programs, sarif for code review, github for annotations.",
)
@click.option("--schema", metavar="NAME_OR_FILE", help="auto, article, none, or an .rng or .sch.")
@click.option("--config", "settings", type=FILE, help="An exporter.toml, not the nearest one.")
@click.option(
    "--audience",
    type=click.Choice(["public", "internal"]),
    default="internal",
    show_default=True,
    help="Whose copy is looked at.",
)
@click.option("--strict", is_flag=True, help="Every warning is an error.")
@click.option(
    "--fix", "fixing", is_flag=True, help="Show what can be corrected without a decision."
)
@click.option("--write", is_flag=True, help="With --fix: write the corrections into the files.")
@LIMIT
def command(
    given: tuple[Path, ...],
    form: OutputFormat,
    schema: str | None,
    settings: Path | None,
    audience: Audience,
    strict: bool,
    fixing: bool,
    write: bool,
    limits_: tuple[str, ...],
) -> None:
    """Report what an editor would ask before an article is published.

    \b
    Reads   each ARTICLE: a TEI file, a folder (every .xml and .tei file in it
            and below), or - for the standard input.
    Writes  nothing, unless --fix --write is given.
    Prints  what the rules find, errors first; --format chooses the form.

    \b
    Example:
      exporter check harbour.xml --strict

    Rules are switched off or made more severe in exporter.toml, or in the article by
    <?exporter ignore="rule" reason="…"?>.
    """
    # Long: one parameter for each option of the command.
    from exporter.checks import Config, check, load_config
    from exporter.checks.output.text_and_json import worded

    gc.disable()
    if write and not fixing:
        raise click.UsageError("--write goes with --fix.")
    articles = [str(place) for place in expanded(given)]
    texts: dict[str | None, str] = {}
    found: list[Notice] = []
    failed = False
    for article in articles:
        try:
            config: Config = load_config(settings or (None if article == "-" else article))
            source = _standard_input(texts) if article == "-" else article
            file = "<stdin>" if article == "-" else None
            if audience == "public" and form == "text":
                _mask(article, source, texts, limits(limits_))
            if fixing:
                _mend(article, source, config, write=write, shown=audience != "public")
            found += check(
                source,
                config=config,
                schema=schema,
                strict=strict,
                audience=audience,
                limits=limits(limits_),
                name=file,
            )
        except OptionError as error:
            raise click.UsageError(str(error)) from error
        except ExporterError as error:
            printing.fail(error)
            failed = True
        finally:
            if len(articles) > 1:
                gc.collect()
    if form == "text":
        found.sort(key=lambda notice: -notice.severity)
    colour = sys.stdout.isatty()
    if said := worded(found, form, texts=texts, colour=colour, files=_named(articles)):
        click.echo(said)
    if form == "text" and (found or not failed):
        count = printing.summary(found)
        click.echo(f"\n{count}" if count else _all_well(articles), err=True)
    if failed or any(notice.severity is Severity.ERROR for notice in found):
        raise SystemExit(1)


def _all_well(articles: list[str]) -> str:
    """What is printed where nothing is found."""
    what = printing.line(articles[0]) if len(articles) == 1 else f"{len(articles)} articles"
    return f"{what}: nothing found."


def _mask(article: str, source: str | bytes, texts: dict[str | None, str], limit: Limits) -> None:
    """Let a report on a public copy quote what that holds, and nothing else."""
    from exporter.checks.output.public_lines import public_text

    name = "<stdin>" if isinstance(source, bytes) else article
    texts[name] = ""
    with suppress(OSError):  # which the rules will say
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
        texts[name] = public_text(data, limit)


def _named(articles: list[str]) -> Iterator[str]:
    return ("<stdin>" if article == "-" else article for article in articles)


def _standard_input(texts: dict[str | None, str]) -> bytes:
    data = sys.stdin.buffer.read()
    texts["<stdin>"] = data.decode("utf-8", "replace")
    return data


def _mend(article: str, source: str | bytes, config: object, *, write: bool, shown: bool) -> None:
    """Show the difference, but for a report on a public copy, whose lines may be internal; write
    it where that is asked for."""
    from exporter.checks import Config
    from exporter.checks.fixes import diff, fix
    from exporter.files import atomic

    assert isinstance(config, Config)
    before = source if isinstance(source, bytes) else Path(source).read_bytes()
    after = fix(source, config=config)
    if before == after:
        return
    if shown:
        lines = diff(before, after, "stdin" if article == "-" else article)
        click.echo(printable.block(lines), nl=False)
    if write and article != "-":
        atomic.write(article, after)
