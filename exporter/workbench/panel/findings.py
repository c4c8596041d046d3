"""What the rules find, in the words of the page: no finding speaks XML there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.notices import Notice
from exporter.workbench.source.outline import Outline
from exporter.workbench.words import Words, finding_words

__all__ = ["said_of_several", "said_plainly"]

_QUOTED = re.compile(r"(“(?:[^“”]|“[^“”]*”)*”)")
_NAMED = re.compile(r"</?(?P<element>[\w:.-]+)[^<>]*>|@(?P<attribute>\w(?:[\w:.-]*\w)?)")
_POINTED = re.compile(r"#(?P<id>[^\W\d][\w.-]*\w|[^\W\d])")
_FEW = 40


def said_plainly(finding: Notice, outline: Outline, words: Words) -> str:
    """A finding as one who knows no XML understands it: the sentence of its rule, or of its rule
    and the element that is named first; where there is none, its own message with the names of
    XML in plain words."""
    sentences = finding_words(words.lang)
    matches = list(_named(finding.message))
    named = [_name(match, words) for match in matches]
    first = next((match["element"] for match in matches), None)
    if sentence := sentences.get(f"{finding.rule} {first}"):
        named = named[1:]
    else:
        sentence = sentences.get(finding.rule, "")
    if not sentence:
        return _reworded(finding.message, outline, words)
    nothing = sentences["this place"]
    about = ", ".join(dict.fromkeys(named)) or nothing
    said = [sentences["quoted"].format(words=each) for each in _words(finding.message)]
    return sentence.format(about=about, said=", ".join(said) or nothing)


def said_of_several(rule: str, words: Words) -> str:
    """What a rule finds in places of which it says different things; empty where there is no
    sentence for that."""
    sentences = finding_words(words.lang)
    sentence = sentences.get(f"{rule} *") or sentences.get(rule, "")
    return sentence.format(about="…", said="…").replace("….", "…")


def _words(message: str) -> list[str]:
    """The article's words in a message: those in quotation marks, or those after a colon."""
    quoted = [each[1:-1] for each in _QUOTED.findall(message)]
    rest = message.partition(": ")[2].removesuffix(".")
    return quoted or ([rest] if rest else [])


def _named(message: str) -> Iterator[re.Match[str]]:
    """The elements and attributes that a message names outside the words that it quotes."""
    return _NAMED.finditer(_QUOTED.sub("", message))


def _name(match: re.Match[str], words: Words) -> str:
    if attribute := match["attribute"]:
        label = words.phrases.get(f"field.{attribute}")
        return label or _bare(attribute)
    return finding_words(words.lang).get(f"<{match['element']}>") or _bare(match["element"])


def _bare(name: str) -> str:
    """The last part of a name that the page has no word for."""
    return f"“{name.rpartition(':')[2]}”"


def _reworded(message: str, outline: Outline, words: Words) -> str:
    """A message with plain words for elements, attributes and pointers; what it quotes stays."""
    parts = _QUOTED.split(message)
    for at in range(0, len(parts), 2):
        part = _NAMED.sub(lambda match: _name(match, words), parts[at])
        part = _POINTED.sub(lambda match: _entry(match["id"], outline), part)
        parts[at] = part.replace("xml:id", "id")
    return "".join(parts)


def _entry(own: str, outline: Outline) -> str:
    """What an id names: the name of an entry, or the first words of a place."""
    if own in outline.facts.entries:
        return outline.facts.entries[own].label
    element = outline.ids.get(own)
    text = outline.words_of(element) if element is not None else ""
    return f"“{text if len(text) <= _FEW else f'{text[:_FEW].rstrip()}…'}”" if text else f"“{own}”"
