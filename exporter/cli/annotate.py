"""``exporter annotate``."""

from __future__ import annotations

from pathlib import Path

import click

from exporter.cli import printing
from exporter.cli.drafting.decisions.selection import BY
from exporter.cli.options import THEME
from exporter.cli.watch import serving, told
from exporter.errors import InputError
from exporter.theme import load


@click.command("annotate")
@click.argument(
    "article", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="ARTICLE"
)
@click.option("--read-only", is_flag=True, help="Show the page; nothing can be changed on it.")
@click.option(
    "--lang",
    type=click.Choice(["en", "de"]),
    default="en",
    show_default=True,
    help="The page's language where the browser asks for none of these.",
)
@click.option(
    "--theme", type=THEME, default="newspaper", show_default=True, help="A theme's name or file."
)
@BY
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port.  [default: a free one]"
)
@click.option("--browser/--no-browser", default=True, help="Open the browser, or only say where.")
def command(
    article: Path, read_only: bool, lang: str, theme: str, by: str, port: int, browser: bool
) -> None:
    """Annotate an article on a page in the browser: speeches, claims, figures, sources.

    \b
    Reads   ARTICLE, a TEI file, its pictures and the theme; or a draft (a Word file,
            a web page), of which an article is made first, beside it.
    Writes  every action into the article, at once; only the lines change that have to.
    Prints  the address of the page, which only this machine can see.

    \b
    Example:
      exporter annotate harbour.xml --by "R. Okoye"
    """
    with serving():
        from exporter.workbench.start import serve

        load(theme)
        article = _drafted(article)
        ready = told(f"{article} can be annotated", browser=browser)
        serve(article, port, ready, read_only=read_only, lang=lang, theme=theme, by=by)


def _drafted(given: Path) -> Path:
    """The article to open: the file itself, or the one that is made of a draft. An article that is
    there already is not made anew: it may hold what somebody confirmed."""
    from exporter.cli.drafting.draft import command as draft
    from exporter.intake.formats import detected

    try:
        data = given.read_bytes()
    except OSError as error:
        raise InputError(f"The file cannot be read: {error.strerror}.", file=str(given)) from None
    if detected(data, given.name).name == "tei":
        return given
    target = given.with_suffix(".xml")
    if target == given:
        target = given.with_name(f"{given.stem}.tei.xml")
    if target.exists():
        printing.say(f"{target} was made of {given.name} already, and is opened.", err=True)
        return target
    click.get_current_context().invoke(draft, draft=given, output=target)
    return target
