"""What an element says of itself that makes it a claim: one definition, for reader and checks."""

from __future__ import annotations

from exporter.tei.tree.elements import Element, name, plain, words

__all__ = ["CLAIM_WORDS", "is_called_claim", "is_claim_category"]

CLAIM_WORDS = words(
    "claim claims assertion allegation statement proposition fact-claim behauptung aussage "
    "affirmation allégation afirmación alegación asserzione affermazione"
)
_KINDS = ("type", "subtype", "function")


def is_called_claim(element: Element) -> bool:
    """Whether ``@type``, ``@subtype`` or ``@function`` calls an element a claim."""
    return any(
        value.casefold() in CLAIM_WORDS
        for kind in _KINDS
        if (value := element.get(kind)) is not None
    )


def is_claim_category(category: Element) -> bool:
    """Whether what ``@ana`` points at means that the element is a claim."""
    kind = (category.get("type") or "").casefold()
    return kind in CLAIM_WORDS or (
        name(category) in ("category", "interp", "span")
        and plain(category).casefold() in CLAIM_WORDS
    )
