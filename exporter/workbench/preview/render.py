"""An article's page and its notices, at one moment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from exporter import formats
from exporter.errors import ExporterError, MalformedXML
from exporter.model import Audience
from exporter.notices import Notice, Severity
from exporter.pipeline import rendered
from exporter.theme import load
from exporter.values import Value

if TYPE_CHECKING:
    from exporter.model import Edition
    from exporter.sourcing import Policy

__all__ = ["Drawn", "Wanted", "draw"]


class Wanted(Value):
    """What to show, and how; as :func:`exporter.export` takes it."""

    article: Path
    theme: str
    policy: Policy
    audience: Audience = "public"


class Drawn(Value):
    """``page`` is HTML, empty where the article could not be read; ``edition`` None then too."""

    page: bytes
    notices: tuple[Notice, ...]
    edition: Edition | None = None

    @property
    def title(self) -> str:
        return self.edition.meta.title if self.edition else ""

    def render(self, name: str, theme: str) -> bytes:
        """The same edition in another format. Raises ExporterError."""
        if self.edition is None:
            raise ExporterError("the article cannot be read.")
        return formats.render(self.edition, name, theme).data


def draw(wanted: Wanted) -> Drawn:
    """Read, plan and render; an error becomes a notice, so that the page can show it."""
    from exporter.tei import read

    try:
        article = read(wanted.article, audience=wanted.audience)
        html = [formats.find("html")]
        made = rendered(article, wanted.policy, html, load(wanted.theme), {})
    except MalformedXML as error:
        faults = error.faults or ((error.line or 1, 1, error.message),)
        return Drawn(
            b"",
            tuple(
                Notice("malformed-xml", Severity.ERROR, message, error.file, line, column)
                for line, column, message in faults
            ),
        )
    except ExporterError as error:
        notice = Notice("error", Severity.ERROR, error.message, error.file, error.line)
        return Drawn(b"", (notice,))
    said = _with_checks(wanted, made.report.notices)
    return Drawn(made.outputs[0].data, said, made.edition)


def _with_checks(wanted: Wanted, said: tuple[Notice, ...]) -> tuple[Notice, ...]:
    """What was said and what the editorial rules say, as ``exporter check`` does."""
    from exporter.checks import check, load_config, together

    try:
        config = load_config(wanted.article)
        return together(
            check(wanted.article, config=config, audience=wanted.audience), said
        ).notices
    except ExporterError as error:
        return (Notice("error", Severity.ERROR, error.message, error.file, error.line), *said)
