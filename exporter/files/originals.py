"""Files that are read and would be lost if something else were written in their place."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from exporter.errors import OptionError

__all__ = ["refuse_originals", "same_file"]


def refuse_originals(
    targets: Iterable[Path | None], originals: Iterable[str | os.PathLike[str] | None]
) -> None:
    """Raise OptionError where a target is one of the files that are read, by whatever name or
    link; None stands for a stream or for nothing."""
    read = [Path(each) for each in originals if each is not None]
    for target in targets:
        if target is not None and any(same_file(target, each) for each in read):
            raise OptionError(
                f"{target} is read here, and would be lost if it were written over. "
                "Name another file."
            )


def same_file(one: Path, other: Path) -> bool:
    """Whether two names are of one file that is there."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False
