"""Which tokens stand between quotation marks.

News feeds write straight marks, ``''…''`` for double ones, nest ``’”``, and leave paragraphs
open: whatever the marks, something sensible comes back.
"""

from __future__ import annotations

from exporter.suggestions.analysis.flags import QUOTE
from exporter.suggestions.analysis.language import Language
from exporter.suggestions.analysis.tokens import Token
from exporter.values import Value

__all__ = ["Quotation", "quotations"]


class Quotation(Value):
    """``first`` and ``last`` are the marks' tokens; of an open one ``last`` is the block's last
    token and ``closed`` is False. ``single`` says that the marks are single ones."""

    first: int
    last: int
    closed: bool = True
    single: bool = False

    @property
    def inner(self) -> tuple[int, int]:
        """The tokens between the marks, end exclusive."""
        return self.first + 1, self.last if self.closed else self.last + 1


_CLOSERS = {
    "“": '”"“',
    "”": "”",
    "„": '“”"',
    "«": "»",
    "»": "«",
    '"': '"”',
    "＂": "＂",
    "``": "''",
    "''": "''\"",
    "‘": "’'",
    "‚": "‘’",
    "‹": "›",
    "'": "'’",
}
_SINGLE = "‘‚‹'"
_NEVER_OPEN = "’›`”"


def quotations(text: str, tokens: list[Token], language: Language) -> list[Quotation]:
    """The outermost quotations, in order."""
    found: list[Quotation] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.flags & QUOTE and _opens(text, tokens, at, language):
            quotation = _closed(text, tokens, at)
            if quotation is not None:
                found.append(quotation)
                at = quotation.last
        at += 1
    return found


def _opens(text: str, tokens: list[Token], at: int, language: Language) -> bool:
    token = tokens[at]
    mark = token.text
    if mark in _NEVER_OPEN and not (mark == "”" and _spaced_before(text, token)):
        return False
    if mark == "»":
        return not _spaced_after(text, token)
    if mark not in ("'", '"', "''"):
        return mark in _CLOSERS
    if _spaced_after(text, token) and mark == "'":
        return False
    if mark == "'" and at + 1 < len(tokens):
        following = tokens[at + 1]
        if following.low in language.elided or following.text[0].isdigit():
            return False
    return _spaced_before(text, token)


def _closed(text: str, tokens: list[Token], at: int) -> Quotation | None:
    """The quotation that a mark opens; None where a single mark is never closed."""
    mark = tokens[at].text
    closers = _CLOSERS.get(mark, mark)
    single = mark in _SINGLE
    wanted = (closers,) if closers == "''" else ("''", '"') if mark == "''" else tuple(closers)
    for k in range(at + 1, len(tokens)):
        token = tokens[k]
        if not token.flags & QUOTE:
            continue
        if token.text == mark and mark in "“‘«" and _spaced_before(text, token):
            return None if single else Quotation(at, k - 1, closed=False)
        if token.text in wanted and (not single or _ends(text, tokens, k)):
            if _opens_again(text, tokens, k):
                continue
            return Quotation(at, k, single=single)
    return None if single else Quotation(at, len(tokens) - 1, closed=False)


def _opens_again(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a straight mark inside a quotation looks like one that opens."""
    token = tokens[at]
    if token.text not in ('"', "''", "'"):
        return False
    return _spaced_before(text, token) and not _spaced_after(text, token) and at + 1 < len(tokens)


def _ends(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a single mark can close: a possessive plural (``workers’ rights``) is none."""
    token = tokens[at]
    if _spaced_before(text, token) or text[token.end : token.end + 1].isalnum():
        return False
    before = text[token.start - 1]
    after = text[token.end : token.end + 1]
    return before in ".,!?…;:" or after in '.,!?;:)”"' or before != "s" or not after


def _spaced_before(text: str, token: Token) -> bool:
    before = text[token.start - 1 : token.start]
    return not before or before.isspace() or before in "([{—–―-/" or before in "“‘\"'"


def _spaced_after(text: str, token: Token) -> bool:
    after = text[token.end : token.end + 1]
    return not after or after.isspace() or after in ".,;:!?)]}—–"
