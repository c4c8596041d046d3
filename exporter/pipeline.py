"""One article to files: read → plan → render → written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from exporter import formats
from exporter.arguments import checked
from exporter.errors import OptionError
from exporter.files import atomic
from exporter.files.inputs import Loaded, Readable
from exporter.files.inputs import load as loaded
from exporter.files.originals import refuse_originals
from exporter.files.record import refuse_draft
from exporter.model import Article, Audience, Edition, Output
from exporter.notices import Report
from exporter.theme import Signs, Theme, load
from exporter.values import Value, replace

if TYPE_CHECKING:
    from exporter.sourcing import Policy
    from exporter.tei import Limits, Pictures

__all__ = [
    "DEFAULT_FORMATS",
    "Exported",
    "Rendered",
    "dated",
    "export",
    "file_stem",
    "names_file",
    "rendered",
]

DEFAULT_FORMATS = ("html", "docx", "pdf")


class Exported(Value):
    """What was written, and what there was to say: the reader's notices, the planner's and each
    renderer's, in this order."""

    files: tuple[Path, ...]
    report: Report


class Rendered(Value):
    """An article on its way: planned, and drawn in each of ``formats``."""

    article: Article
    edition: Edition
    formats: tuple[formats.Format, ...]
    outputs: tuple[Output, ...]

    @property
    def report(self) -> Report:
        """What reader, planner and renderers had to say, in this order, each thing once."""
        said = [*self.article.notices, *self.edition.notices]
        for output in self.outputs:
            said.extend(output.notices)
        return Report(tuple(dict.fromkeys(said)))

    def files(self, stem: str) -> dict[str, bytes]:
        """Every file by name, what stands beside a page included; ``stem`` may have folders."""
        folder = stem.rpartition("/")[0]
        found: dict[str, bytes] = {}
        for entry, output in zip(self.formats, self.outputs, strict=True):
            for name, data in output.assets:
                found[f"{folder}/{name}" if folder else name] = data
            found[stem + entry.extension] = output.data
        return found


@checked
def export(
    source: Readable,
    target: str | os.PathLike[str] | BinaryIO = ".",
    *,
    to: Iterable[str] | str = DEFAULT_FORMATS,
    theme: Theme | str | os.PathLike[str] = "newspaper",
    signs: Signs | Literal[""] = "",
    audience: Audience = "public",
    policy: Policy | None = None,
    options: Mapping[str, Mapping[str, object]] | None = None,
    treatment: str | os.PathLike[str] | None = None,
    limits: Limits | None = None,
    allow: Collection[str] = (),
    name: str | None = None,
    base: str | os.PathLike[str] | None = None,
    pictures: Pictures = "folder",
) -> Exported:
    """Export one article: a path, its bytes, or a file opened with ``open(path, "rb")``.

    ``target`` is a folder (made if need be), or a file where its suffix is that of the one format
    asked for, or an open file that this format is written to. Files are named after the source,
    or after ``name``, which bytes need; an internal copy's name says so. ``base`` and
    ``pictures`` are as for :func:`read`. ``options`` are the formats' own, by
    format name; a Word copy for review (``{"docx": {"review": True}}``) carries what the editorial
    rules find, unless a ``report`` is given. ``treatment`` is a table as for :func:`read`. The
    only date that may enter an output besides the article's own is ``SOURCE_DATE_EPOCH`` from the
    environment (seconds since 1970). ``allow`` are rules that would stop a public copy
    (``unnamed-source-named``) and may be broken.

    Every format is rendered before the first is written, so a format that fails leaves no other
    behind. Raises ExporterError; LeakError where a public copy would name a source who must not
    be named.
    """
    # Long: the signature and what it promises.
    from exporter.sourcing import Policy
    from exporter.tei import Limits
    from exporter.tei.read import read_loaded

    bounds = limits or Limits()
    wanted = formats.chosen(to)
    formats.expect_options(options or {}, wanted)
    it = loaded(source, name=name, most=bounds.size)
    places = _places(it.file, target, wanted, audience)
    reference = (options or {}).get("docx", {}).get("reference")
    refuse_originals(places, [it.path, reference if isinstance(reference, str | Path) else None])
    if it.path is not None:
        refuse_draft(it.path, places)
    given = _given(options or {}, it, audience, bounds)
    look = load(theme, signs)
    article = read_loaded(
        it,
        audience=audience,
        limits=bounds,
        treatment=treatment,
        allow=allow,
        base=base,
        pictures=pictures,
    )
    made = rendered(article, dated(policy or Policy()), wanted, look, given)
    if isinstance(target, str | os.PathLike):
        _write(places, made.outputs)
    else:
        _pour(target, made.outputs[0])
    return Exported(tuple(places), made.report)


def rendered(
    article: Article,
    policy: Policy,
    wanted: Iterable[formats.Format],
    theme: Theme,
    options: Mapping[str, Mapping[str, object]],
) -> Rendered:
    """Plan an article that has been read, and render it; ``options`` are by format name. Raises
    ExporterError where one of the formats cannot be made, LeakError where none may be."""
    from exporter.sourcing import plan

    formats.refuse_leaks(article)
    edition = plan(article, policy)
    chosen = tuple(wanted)
    made = [formats.render(edition, entry, theme, options.get(entry.name)) for entry in chosen]
    return Rendered(article, edition, chosen, tuple(made))


def file_stem(name: str, audience: Audience) -> str:
    """What an article's files are called, without ending: an internal copy's name says so."""
    return f"{name}-internal" if audience == "internal" else name


def _write(places: list[Path], outputs: Iterable[Output]) -> None:
    files: dict[str | os.PathLike[str], bytes] = {}
    for place, output in zip(places, outputs, strict=True):
        files.update((place.parent / name, data) for name, data in output.assets)
        files[place] = output.data
    atomic.write_many(files)


def _pour(target: BinaryIO, output: Output) -> None:
    if output.assets:
        raise OptionError("Files beside the page need a folder. Name one, or leave assets out.")
    target.write(output.data)
    target.flush()


def _given(
    options: Mapping[str, Mapping[str, object]],
    article: Loaded,
    audience: Audience,
    limits: Limits,
) -> Mapping[str, Mapping[str, object]]:
    """The formats' options; a review copy's with the rules' findings, where it has no report."""
    docx = options.get("docx", {})
    if not docx.get("review") or "report" in docx:
        return options
    from exporter.checks import load_config
    from exporter.checks.engine import check_loaded

    config = load_config(article.path)
    report = check_loaded(article, config=config, audience=audience, limits=limits)
    return {**options, "docx": {**docx, "report": report.notices}}


def _places(
    name: str | None,
    target: str | os.PathLike[str] | BinaryIO,
    wanted: list[formats.Format],
    audience: Audience,
) -> list[Path]:
    """Where each format of an article of this name goes; nowhere where the target is open
    already."""
    if not isinstance(target, str | os.PathLike):
        if len(wanted) != 1:
            raise OptionError(f"{len(wanted)} formats cannot be written to one file. Choose one.")
        return []
    if name is None and not names_file(Path(target), wanted):
        raise OptionError(
            "An article that is no file has no name to call its copies by. "
            "Give it one (name), or name a file to write to."
        )
    return destinations(Path(name or ""), Path(target), wanted, audience)


def destinations(
    source: Path, target: Path, wanted: list[formats.Format], audience: Audience
) -> list[Path]:
    """Where each format goes; raises OptionError where a file is named for several formats."""
    if names_file(target, wanted):
        if len(wanted) != 1:
            raise OptionError(
                f"{target} is one file, but {len(wanted)} formats are asked for. "
                "Name a folder, or one format with -t."
            )
        if not target.name.lower().endswith(wanted[0].extension):
            raise OptionError(
                f"{target} does not end in {wanted[0].extension}, as {wanted[0].name} does."
            )
        return [target]
    if target.exists() and not target.is_dir():
        raise OptionError(
            f"{target} is a file, and none that {wanted[0].name} is written to. "
            f"Name a folder, or a file that ends in {wanted[0].extension}."
        )
    stem = file_stem(source.stem, audience)
    return [target / f"{stem}{entry.extension}" for entry in wanted]


def names_file(target: Path, wanted: Iterable[formats.Format] = ()) -> bool:
    """Whether a target is one file, by its ending: that of a format of ours or of one wanted."""
    endings = tuple(entry.extension for entry in (*formats.FORMATS, *wanted))
    return target.name.lower().endswith(endings) and not target.is_dir()


def dated(policy: Policy) -> Policy:
    """The policy with ``SOURCE_DATE_EPOCH`` for its timestamp, where it has none of its own."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch or policy.timestamp is not None:
        return policy
    try:
        return replace(policy, timestamp=datetime.fromtimestamp(int(epoch), UTC))
    except (ValueError, OverflowError, OSError) as error:
        raise OptionError(
            f"SOURCE_DATE_EPOCH is {epoch!r}, which is not a number of seconds since 1970."
        ) from error
