"""Where a word may be divided: Liang's algorithm over pyphen's dictionaries.

pyphen takes long to import and parses every pattern of a dictionary (up to 0.8 s). Here the
patterns go into a dict by two operations over the whole file, and are parsed when a word meets
them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = ["Hyphenator", "hyphenator"]

_SETTINGS = re.compile(r"\n(?:[A-Z-]+(?:\s.*)?|[%#].*|\d+\s*)$", re.MULTILINE)
_LIMITS = re.compile(r"\n(LEFTHYPHENMIN|RIGHTHYPHENMIN)\s+(\d+)")
_LETTERS = re.compile(r"[^\W\d_]{5,}")


@cache
def hyphenator(lang: str) -> Hyphenator | None:
    """The patterns for a language (BCP 47), or None where there are none."""
    spec = find_spec("pyphen")
    if not lang or spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "dictionaries"
    language, *rest = lang.replace("_", "-").split("-")
    wanted = [f"{language.lower()}_{part.upper()}" for part in rest]
    wanted += [_USUAL.get(language.lower(), ""), language.lower()]
    for name in filter(None, wanted):
        if (path := folder / f"hyph_{name}.dic").is_file():
            return Hyphenator(path)
    found = sorted(folder.glob(f"hyph_{language.lower()}_*.dic"))
    return Hyphenator(found[0]) if found else None


_USUAL = {"en": "en_US", "de": "de_DE", "pt": "pt_PT", "no": "nb_NO"}


_LONGEST = 120
"""Letters; what is longer is no word of a language, and is cut where a line is full."""


class Hyphenator:
    """Divisions leave two letters before and three after; a dictionary's own limits widen that."""

    def __init__(self, path: Path) -> None:
        raw = path.read_bytes()
        charset, line, body = raw.partition(b"\n")
        encoding = charset.strip().decode("ascii").replace("microsoft-cp", "cp")
        text = (line + body).decode(encoding, "replace")
        limits = dict(_LIMITS.findall(text))
        self.left = max(2, int(limits.get("LEFTHYPHENMIN", 2)))
        self.right = max(3, int(limits.get("RIGHTHYPHENMIN", 3)))
        text = _SETTINGS.sub("", text)
        letters = text.encode().translate(None, b"0123456789").decode()
        self.patterns = dict(zip(letters.split(), text.split(), strict=False))
        self.longest = max(map(len, self.patterns), default=0)
        self.found: dict[str, tuple[int, ...]] = {}

    def positions(self, word: str) -> tuple[int, ...]:
        """Offsets in the word before which a line may begin."""
        known = self.found.get(word)
        if known is None:
            known = self.found[word] = tuple(
                match.start() + at
                for match in _LETTERS.finditer(word)
                if len(match.group()) <= _LONGEST
                for at in self._divide(match.group().lower())
            )
        return known

    def _divide(self, word: str) -> list[int]:
        dotted = f".{word}."
        size = len(dotted)
        values = [0] * (size + 1)
        for start in range(size):
            for stop in range(start + 1, min(size, start + self.longest) + 1):
                pattern = self.patterns.get(dotted[start:stop])
                if pattern is not None and "/" not in pattern:
                    at = start
                    for char in pattern:
                        if char.isdigit():
                            values[at] = max(values[at], int(char))
                        else:
                            at += 1
        limit = len(word) - self.right
        return [at for at in range(self.left, limit + 1) if values[at + 1] & 1]
