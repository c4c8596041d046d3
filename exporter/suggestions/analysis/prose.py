"""One block of text, analysed: what the suggesters of all kinds read."""

from __future__ import annotations

from exporter.suggestions.analysis.language import Language
from exporter.suggestions.analysis.quotations import Quotation, quotations
from exporter.suggestions.analysis.sentences import sentences
from exporter.suggestions.analysis.tokens import Token, tokenize
from exporter.values import Struct, field

__all__ = ["Parse", "Prose", "analysed"]


class Parse(Struct):
    """What a parser adds, where there is one: ``verbs`` with the range of their subjects (None
    where they have none of their own), ``contents`` the clauses that are objects of verbs,
    ``names`` as first token, end and kind."""

    verbs: dict[int, tuple[int, int] | None] = field(default_factory=dict)
    contents: dict[int, tuple[int, int]] = field(default_factory=dict)
    names: list[tuple[int, int, str]] = field(default_factory=list)


class Prose(Struct):
    """``quoted`` gives, for each token, the number of the quotation that it is in (marks
    included), or -1. ``number`` is the block's."""

    number: int
    text: str
    language: Language
    tokens: list[Token]
    quotations: list[Quotation]
    sentences: list[tuple[int, int]]
    quoted: list[int]
    parse: Parse | None = None

    def words(self, first: int, end: int) -> str:
        """The text of tokens, from the first to before the second."""
        if first >= end:
            return ""
        return self.text[self.tokens[first].start : self.tokens[end - 1].end]


def analysed(number: int, text: str, language: Language) -> Prose:
    tokens = tokenize(text, language)
    found = quotations(text, tokens, language)
    quoted = [-1] * len(tokens)
    for which, quotation in enumerate(found):
        for k in range(quotation.first, quotation.last + 1):
            quoted[k] = which
    parts = sentences(tokens, found, language)
    return Prose(
        number,
        text,
        language=language,
        tokens=tokens,
        quotations=found,
        sentences=parts,
        quoted=quoted,
    )
