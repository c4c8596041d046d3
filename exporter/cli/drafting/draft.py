"""``exporter draft``."""

from __future__ import annotations

import sys
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exporter.cli import printing
from exporter.cli.options import LANGUAGE, LIMIT, PATH, limits
from exporter.cli.options.inputs import DASH as _DASH
from exporter.cli.options.inputs import DRAFT
from exporter.errors import ExporterError, InputError, OptionError
from exporter.files.originals import refuse_originals, same_file
from exporter.notices import Severity
from exporter.values import replace

if TYPE_CHECKING:
    from exporter.confirmation import Record
    from exporter.drafting import Draft
    from exporter.intake.article.header import Category


@click.command("draft")
@click.argument("draft", type=DRAFT, metavar="DRAFT", required=False)
@click.option(
    "-o", "--output", type=PATH, help="The article's file.  [default: the draft's name, .xml]"
)
@click.option(
    "--from",
    "form",
    metavar="FORMAT",
    default="",
    help="docx, odt, markdown, html, text, ninjs, nitf or tei, where the file does not tell.",
)
@click.option("--title", default="", help="The title, if the draft has none or a wrong one.")
@click.option("--author", "authors", multiple=True, help="An author; may be given several times.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="The day of publication.")
@click.option("--publisher", default="", help="Who publishes it.")
@click.option("--language", type=LANGUAGE, help="The draft's language (BCP 47).")
@click.option("--licence", default="", help="The terms of use: words, or an address.")
@click.option(
    "--suggest/--no-suggest", "suggesting", default=True, help="Suggest what to mark, or not."
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND,…",
    help="Suggest only these: speech, person, organisation, place, figure, date, claim, source.",
)
@click.option(
    "--learn",
    type=PATH,
    metavar="FOLDER",
    help="Learn from the confirmed articles in a folder, and keep that in --model.",
)
@click.option(
    "--model", type=PATH, metavar="FILE", help="What was learned: the file to keep, or to use."
)
@click.option(
    "--pipeline",
    metavar="NAME",
    default="",
    help="A spaCy pipeline that you have installed, for names and phrases (extra nlp).",
)
@click.option("--force", is_flag=True, help="Write over an article that is there already.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@LIMIT
def command(
    draft: Path | None,
    output: Path | None,
    form: str,
    title: str,
    authors: tuple[str, ...],
    date: str,
    publisher: str,
    language: str | None,
    licence: str,
    suggesting: bool,
    kinds: tuple[str, ...],
    learn: Path | None,
    model: Path | None,
    pipeline: str,
    force: bool,
    quiet: bool,
    limits_: tuple[str, ...],
) -> None:
    """Make an article from a draft: Word, OpenDocument, Markdown, HTML, text, ninjs, NITF, TEI.

    \b
    Reads   DRAFT, a file, or - for the standard input, with --from.
    Writes  the article, its pictures, and ARTICLE.suggestions.json.
    Prints  the article's name, and how many suggestions there are.

    \b
    Example:
      exporter draft report.docx

    The words stay as they are. What a program can see in them (who says what, names, figures,
    dates, claims, sources) is suggested, and waits for your yes: exporter confirm ARTICLE.

    With --learn FOLDER --model FILE the program learns from your own confirmed articles which
    speeches you are likely to confirm; with --model FILE alone it uses what it has learned.
    Nothing leaves the machine.
    """
    # Long: one parameter for each option of the command.
    from exporter.cli.drafting.decisions.selection import kinds_of
    from exporter.confirmation import Record, load_record
    from exporter.drafting import draft as drafted
    from exporter.intake import Given, day

    if draft is None and learn is None:
        raise click.UsageError("Missing argument 'DRAFT'.")
    try:
        taught = _taught(learn, model)
    except OptionError as error:
        raise click.UsageError(str(error)) from error
    except ExporterError as error:
        printing.fail(error)
        raise SystemExit(1) from error
    if draft is None:
        return
    target = output or _target(draft)
    try:
        wanted = kinds_of(kinds) if suggesting else frozenset()
        given = Given(
            title,
            authors,
            day(date),
            publisher,
            language=language or "",
            licence=licence,
            statuses=_statuses(draft),
        )
        _expect_free(draft, target, force)
        done = drafted(
            sys.stdin.buffer.read() if draft == _DASH else draft,
            form=form,
            given=given,
            kinds=wanted,
            record=Record() if target == _DASH else load_record(target),
            pictures=f"{target.stem}-pictures",
            registers=_registers(target),
            limits=limits(limits_),
            model=taught,
            pipeline=pipeline,
        )
        _write(target, draft, done)
    except OptionError as error:
        raise click.UsageError(str(error)) from error
    except ExporterError as error:
        printing.fail(error, "<stdin>" if draft == _DASH else draft)
        raise SystemExit(1) from error
    shown = [replace(n, file=n.file or str(draft)) for n in done.notices]
    printing.notices(shown, least=Severity.ERROR if quiet else Severity.INFO)
    if not quiet and target != _DASH:
        _tell(target, _questions(done.tei, done.record) - _questions(done.plain, done.record))


def _taught(learn: Path | None, model: Path | None) -> bytes | None:
    """What confirmed articles have taught; learned now where a folder of them is named."""
    from exporter.files import atomic
    from exporter.suggestions import learning

    if learn is None:
        return _kept(model) if model is not None else None
    if model is None:
        raise click.UsageError("Say with --model FILE where to keep what is learned.")
    articles = sorted(learn.rglob("*.xml"))
    if not articles:
        raise click.UsageError(f"There are no articles (.xml) in {learn}.")
    refuse_originals([model], articles)
    made = learning.learn(article.read_bytes() for article in articles)
    atomic.write(model, made)
    s = "s" * (len(articles) != 1)
    click.echo(f"{model}: learned from {len(articles)} article{s}", err=True)
    return made


def _kept(model: Path) -> bytes:
    from exporter.suggestions.learning import scorer_of

    try:
        data = model.read_bytes()
        scorer_of(data)
    except OSError as error:
        raise click.UsageError(f"{model} cannot be read: {error.strerror}.") from error
    except InputError as error:
        error.file = str(model)
        raise
    return data


def _target(draft: Path) -> Path:
    if draft == _DASH:
        return _DASH
    return Path(f"{draft.stem}.xml")


def _expect_free(draft: Path, target: Path, force: bool) -> None:
    """An article that is there holds what somebody confirmed: it is not written over; a draft that
    is no TEI never is."""
    if target == _DASH or not target.exists():
        return
    if draft != _DASH and same_file(target, draft):
        if not _is_tei(draft):
            raise click.UsageError(
                f"{target} is the draft itself, and would be lost. Name another file with -o."
            )
        if not force:
            raise click.UsageError(
                f"{target} is the draft itself. Name another file with -o, or say --force to mark "
                "the suggestions in it."
            )
    if force:
        return
    raise click.UsageError(
        f"{target} is there already, and may hold what you have confirmed. Name another file with "
        "-o, or say --force to begin it anew."
    )


def _is_tei(draft: Path) -> bool:
    from exporter.intake.formats import detected

    return detected(draft.read_bytes(), str(draft)).name == "tei"


def _statuses(draft: Path) -> tuple[Category, ...]:
    from exporter.intake.article.header import categories
    from exporter.settings import statuses

    return categories(statuses(None if draft == _DASH else draft))


def _registers(target: Path) -> dict[str, Path]:
    """The registers that the settings name, by their addresses from the article's folder."""
    from urllib.parse import quote

    from exporter.tei.resolve.shared_registers import register_files

    place = Path("x.xml") if target == _DASH else target
    return {
        quote(Path(relpath(file, place.absolute().parent)).as_posix()): file
        for file in register_files(place)
    }


def _write(target: Path, draft: Path, done: Draft) -> None:
    from exporter.confirmation import record_path
    from exporter.files import atomic

    if target == _DASH:
        sys.stdout.buffer.write(done.tei)
        return
    files: dict[Path, bytes] = {target.parent / name: data for name, data in done.pictures}
    origin = "" if draft == _DASH else relpath(draft.absolute(), target.absolute().parent)
    record = replace(done.record, draft=Path(origin).as_posix() if origin else "")
    files[record_path(target)] = record.data()
    files[target] = done.tei
    atomic.write_many(files)  # type: ignore[arg-type]


def _questions(tei: bytes, record: Record) -> int:
    """How many suggestions there are to say yes or no to; a speech in parts is one."""
    from exporter.confirmation import pending
    from exporter.editing import scan

    return len(pending(scan(tei), record))


def _tell(target: Path, count: int) -> None:
    from shlex import quote

    click.echo(target)
    name = quote(str(target))
    if count:
        s = "s" * (count != 1)
        click.echo(f"{count} suggestion{s}: exporter confirm {name}", err=True)
    else:
        click.echo(f"nothing to suggest: exporter check {name}", err=True)
