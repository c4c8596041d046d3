"""A small valid article to begin with, with comments that explain."""

from __future__ import annotations

from pathlib import Path

from exporter.intake.article.escaping import attribute, escaped
from exporter.intake.article.header import STATUSES, Category, category
from exporter.intake.document import Metadata

__all__ = ["template"]

_TEMPLATE = Path(__file__).with_name("new.xml")


def template(meta: Metadata, *, statuses: tuple[Category, ...] = STATUSES, desk: str = "") -> bytes:
    """The article; what ``meta`` does not say is an example. ``desk`` is who begins it, ``date``
    of ``meta`` must be there."""
    licence = meta.licence or "All rights reserved."
    target = f' target="{attribute(licence)}"' if "://" in licence else ""
    open_ = next((s.id for s in statuses if s.id.endswith("open")), statuses[-1].id)
    return (
        _TEMPLATE.read_text(encoding="utf-8")
        .format(
            language=attribute(meta.language or "en"),
            title=escaped(meta.title or "Harbour wall to cost twice the estimate"),
            author=escaped(next(iter(meta.authors), "R. Okoye")),
            publisher=escaped(meta.publisher or "Example Courier"),
            date=attribute(meta.date),
            licence=f"<licence{target}>{escaped(licence)}</licence>",
            status=attribute(open_),
            statuses="\n".join(map(category, statuses)),
            change=escaped(f"Begun by {desk}." if desk else "Begun."),
        )
        .encode()
    )
