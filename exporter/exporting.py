"""One article to files: read → plan → render → written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from exporter import formats, writing
from exporter.errors import OptionError
from exporter.model import Audience
from exporter.notices import Report
from exporter.theme import Theme, load
from exporter.values import Value, replace

if TYPE_CHECKING:
    from exporter.sourcing import Policy
    from exporter.tei import Limits

__all__ = ["DEFAULT_FORMATS", "Exported", "dated", "export", "names_file"]

DEFAULT_FORMATS = ("html", "docx", "pdf")


class Exported(Value):
    """What was written, and what there was to say: the reader's notices, the planner's and each
    renderer's, in this order."""

    files: tuple[Path, ...]
    report: Report


def export(
    source: str | os.PathLike[str],
    target: str | os.PathLike[str] = ".",
    *,
    to: Iterable[str] = DEFAULT_FORMATS,
    theme: Theme | str | os.PathLike[str] = "newspaper",
    audience: Audience = "public",
    policy: Policy | None = None,
    options: Mapping[str, Mapping[str, object]] | None = None,
    treatment: str | os.PathLike[str] | None = None,
    limits: Limits | None = None,
) -> Exported:
    """Export one article.

    ``target`` is a folder (made if need be), or a file where its suffix is that of the one format
    asked for. Files are named after the source; an internal copy's name says so. ``options`` are
    the formats' own, by format name; a Word copy for review (``{"docx": {"review": True}}``)
    carries what the editorial rules find, unless a ``report`` is given. ``treatment`` is a table
    as for :func:`read`. The only date that may enter an output besides the article's own is
    ``SOURCE_DATE_EPOCH`` from the environment (seconds since 1970).

    Every format is rendered before the first is written, so a format that fails leaves no other
    behind. Raises ExporterError.
    """
    from exporter.sourcing import Policy, plan
    from exporter.tei import Limits, read

    wanted = formats.chosen(to)
    for name in options or {}:
        formats.find(name)
    places = destinations(Path(source), Path(target), wanted, audience)
    look = theme if isinstance(theme, Theme) else load(theme)
    article = read(source, audience=audience, limits=limits or Limits(), treatment=treatment)
    edition = plan(article, dated(policy or Policy()))
    given = dict(options or {})
    if any(entry.name == "docx" for entry in wanted):
        given["docx"] = _reviewed(given.get("docx", {}), source, audience, limits)
    outputs = [formats.render(edition, entry, look, given.get(entry.name)) for entry in wanted]
    files: dict[str | os.PathLike[str], bytes] = {}
    for place, output in zip(places, outputs, strict=True):
        files.update((place.parent / name, data) for name, data in output.assets)
        files[place] = output.data
    writing.write_many(files)
    notices = [*article.notices, *edition.notices]
    for output in outputs:
        notices.extend(output.notices)
    return Exported(tuple(places), Report(tuple(dict.fromkeys(notices))))


def _reviewed(
    options: Mapping[str, object],
    source: str | os.PathLike[str],
    audience: Audience,
    limits: Limits | None,
) -> Mapping[str, object]:
    """A review copy's options with the rules' findings, where it has no report."""
    if not options.get("review") or "report" in options:
        return options
    from exporter.checks import check, load_config

    config = load_config(Path(source))
    report = check(source, config=config, audience=audience, limits=limits)
    return {**options, "report": report.notices}


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
    stem = source.stem + ("-internal" if audience == "internal" else "")
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
            f"SOURCE_DATE_EPOCH is {epoch!r}, which is no number of seconds since 1970."
        ) from error
