"""Where an article's record of suggestions lies, and which draft it says the article is made of."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from exporter.errors import OptionError
from exporter.files.originals import same_file

__all__ = ["draft_of", "record_path", "refuse_draft"]


def record_path(article: str | os.PathLike[str]) -> Path:
    """``harbour.suggestions.json`` beside ``harbour.xml``."""
    place = Path(article)
    return place.with_name(f"{place.stem}.suggestions.json")


def draft_of(article: str | os.PathLike[str]) -> Path | None:
    """The file that an article was drafted from, or None where no record says so."""
    try:
        said = json.loads(record_path(article).read_bytes())
        name = said.get("draft") if isinstance(said, dict) else None
    except (OSError, ValueError, RecursionError):
        return None
    return record_path(article).parent / name if isinstance(name, str) and name else None


def refuse_draft(article: str | os.PathLike[str], targets: Iterable[Path]) -> None:
    """Raise OptionError where a copy would be written over the draft of its article."""
    draft = draft_of(article)
    if draft is None:
        return
    for target in targets:
        if same_file(target, draft):
            raise OptionError(
                f"{target} is the draft that this article was made from: it would be lost. Name a "
                "folder for the copies, as in -o copies."
            )
