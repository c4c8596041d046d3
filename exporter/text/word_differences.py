"""Two texts with the words marked that differ, as HTML."""

from __future__ import annotations

from difflib import SequenceMatcher
from html import escape

__all__ = ["marked"]


def marked(before: str, after: str) -> tuple[str, str]:
    """Both texts, what is only in the first in ``del``, what is only in the second in ``ins``."""
    old, new = before.split(), after.split()
    gone, come = [], []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = escape(" ".join(old[i1:i2])), escape(" ".join(new[j1:j2]))
        if kind == "equal":
            gone.append(was)
            come.append(now)
        else:
            gone += [f"<del>{was}</del>"] if was else []
            come += [f"<ins>{now}</ins>"] if now else []
    return " ".join(gone), " ".join(come)
