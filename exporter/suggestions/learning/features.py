"""What is seen of a speech that the rules found."""

from __future__ import annotations

from exporter.suggestions.analysis.flags import (
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COMMA,
    COMPLEMENTIZER,
    DETERMINER,
    GENITIVE,
    INFINITIVE,
    MODAL,
    PERSON,
    POSSESSIVE,
    PREPOSITION,
    SUBJECT,
)
from exporter.suggestions.document import Document
from exporter.suggestions.speech.suggester import Attributed

__all__ = ["features"]

_SEEN = {
    "capital": CAPITAL,
    "preposition": PREPOSITION,
    "determiner": DETERMINER,
    "possessive": POSSESSIVE,
    "pronoun": SUBJECT,
    "infinitive": INFINITIVE,
    "that": COMPLEMENTIZER,
    "adverb": ADVERB,
    "comma": COMMA,
    "person": PERSON,
    "auxiliary": AUXILIARY | MODAL,
    "genitive": GENITIVE,
}


def features(document: Document, each: Attributed) -> list[str]:
    """Short strings, as a conditional random field wants them."""
    speech, found = each.speech, each.reference
    classes = ",".join(sorted(speech.classes))
    words = sum(end - first for _, first, end in speech.parts)
    seen = [
        "bias",
        f"quoted={speech.quoted}",
        f"way={speech.quoted}:{speech.way}",
        f"how={speech.how}",
        f"cue={speech.lemma}",
        f"cue+way={speech.lemma}:{speech.way}",
        f"cue+quoted={speech.lemma}:{speech.quoted}",
        f"class={classes}",
        f"class+way={classes}:{speech.way}:{speech.quoted}",
        f"negated={speech.negated}",
        f"modal={speech.modal}",
        f"length={min(9, words // 3)}",
        f"score={int(speech.score * 10)}",
    ]
    if found is None:
        seen.append("speaker=none")
    else:
        entity = found.entity
        seen.append(f"speaker={found.form}:{entity.kind}:{entity.unnamed}")
    return [*seen, *_around(document, each)]


def _around(document: Document, each: Attributed) -> list[str]:
    """The words before, in and after the cue, and the speaker's head."""
    place = each.speech.cue or each.speech.speaker or each.speech.parts[0]
    block, first, end = place
    tokens = document.prose[block].tokens
    seen = [f"heading={block in document.headings}", f"form={tokens[end - 1].low}"]
    for label, at in (("before", first - 1), ("after", end)):
        if not 0 <= at < len(tokens):
            seen.append(f"{label}=edge")
            continue
        seen.append(f"{label}={tokens[at].low}")
        seen += [f"{label}:{name}" for name, flag in _SEEN.items() if tokens[at].flags & flag]
    if each.speech.speaker is not None:
        number, _, last = each.speech.speaker
        seen.append(f"head={document.prose[number].tokens[last - 1].low}")
    return seen
