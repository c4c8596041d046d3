"""How likely a speech is right, by how it was found.

The figures are rounded shares of what a person would have marked so, looked up on news articles;
they order suggestions and tell the sure ones, and are no probabilities of one case.
"""

from __future__ import annotations

from exporter.suggestions.analysis.flags import RELATIVE, SUBJECT
from exporter.suggestions.analysis.prose import Prose
from exporter.suggestions.speech.detection import Speech

__all__ = ["LEAST", "SURE", "reason", "score"]

LEAST = 0.22
"""What is less likely is not suggested."""
SURE = 0.9

_DIRECT = {"before": 0.96, "around": 0.97, "quotation": 0.92, "colon": 0.94, "signed": 0.95}
_MIXED = {"that": 0.85, "clause": 0.85, "around": 0.87, "before": 0.75, "according": 0.9}
_INDIRECT = {"that": 0.86, "clause": 0.8, "before": 0.88, "around": 0.92, "according": 0.88}
_WAYS = {"direct": _DIRECT, "mixed": _MIXED, "indirect": _INDIRECT}
_WEAK = {"shared": 0.9, "participle": 0.75, "noun": 0.8}
_CLAUSES = frozenset({"that", "clause", "before", "around", "according", "colon", "resumed"})
"""Ways in which a whole sentence is reported, denied or not: not a thing that is spoken of."""
_REPORTING = frozenset({"say", "tell", "quote", "according"})


def score(speech: Speech, prose: Prose) -> float:
    """0 to 1; 0 for what is the author's own."""
    if speech.speaker is None:
        return 0.0
    _, first, end = speech.speaker
    alone = prose.tokens[first] if end - first == 1 else None
    lists = prose.language.lists
    if alone is not None and (alone.low in lists["pronouns.first"] or alone.low == "you"):
        return 0.0
    if prose.tokens[first].low in lists["pronouns.nobody"]:
        return 0.0
    value = _WAYS[speech.quoted].get(speech.way, 0.7)
    if not speech.classes & _REPORTING:
        value *= _by_class(speech)
    value *= _WEAK.get(speech.how, 1.0)
    if speech.negated:
        value *= 0.5 if speech.way in _CLAUSES or speech.quoted != "indirect" else 0.0
    if speech.modal:
        value *= 0.5 if speech.classes & _REPORTING - {"quote"} or not _is_fragment(speech) else 0.2
    if alone is not None and alone.flags & RELATIVE:
        value *= 0.6
    elif alone is not None and alone.flags & SUBJECT and speech.quoted == "indirect":
        value *= 0.97
    return value if _long_enough(speech) else value * 0.7


def _is_fragment(speech: Speech) -> bool:
    """Whether it is a quotation right after its verb: ``would open “in May”``."""
    return speech.way == "quotation" and len(speech.parts) == 1


def _by_class(speech: Speech) -> float:
    if speech.classes <= {"believe"}:
        return 0.2
    if speech.classes <= {"show", "believe"}:
        return 0.9 if speech.way == "that" else 0.7
    if "topic" in speech.classes or speech.classes <= {"infinitive"}:
        return 0.88
    return 0.85


def _long_enough(speech: Speech) -> bool:
    return sum(end - first for _, first, end in speech.parts) > (3 if speech.parts else 0)


def reason(speech: Speech, prose: Prose) -> str:
    """Why it was suggested, in a few words."""
    if speech.cue is None:
        return "a quotation with a name after it"
    cue = " ".join(prose.words(speech.cue[1], speech.cue[2]).split())
    kind = {"direct": "a quotation", "mixed": "a statement with a quotation"}
    return f"{kind.get(speech.quoted, 'a statement')} beside “{cue}”"
