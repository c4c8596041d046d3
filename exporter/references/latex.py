r"""LaTeX in bibliographies → text: ``G{\"o}del, \emph{Über} 1--2`` is “Gödel, Über 1–2”."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["unlatexed"]

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "th": "þ", "DH": "Ð",
    "TH": "Þ", "dj": "đ", "textendash": "–", "textemdash": "—", "textquoteright": "’",
    "ldots": "…", "dots": "…", "textbackslash": "\\", "textasciitilde": "~",
}  # fmt: skip
_ACCENT = re.compile(
    r"\\(?:([`'^~=.\"])\s*|([uvHckdbr])(?:\s+|(?=\{)))(?:\{\\?([a-zA-Z])\}|\\?([a-zA-Z]))"
)
_LETTER = re.compile(
    rf"\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?:\s+|\{{\}}|(?![a-zA-Z]))"
)
_COMMAND = re.compile(r"\\[a-zA-Z]+\*?\s*(?=\{)")


def unlatexed(text: str) -> str:
    """The text without commands and braces."""
    text = _ACCENT.sub(_accented, text)
    text = _LETTER.sub(lambda found: _LETTERS[found[1]], text)
    text = _COMMAND.sub("", text)
    text = re.sub(r"\\([#$%&_{}])", lambda found: f"\x00{ord(found[1])}\x01", text)
    text = re.sub(r"(?<!\\)[{}]", "", text).replace("\\", "")
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    text = re.sub(r"(?<!\x00)~", "\u00a0", text)
    text = re.sub("\x00(\\d+)\x01", lambda found: chr(int(found[1])), text)
    return " ".join(re.split(r"[ \t\r\n]+", text.strip()))


def _accented(found: re.Match[str]) -> str:
    mark = _ACCENTS[found[1] or found[2]]
    return unicodedata.normalize("NFC", (found[3] or found[4]) + mark)
