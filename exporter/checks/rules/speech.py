"""Speech: whose it is, and whether its quotation marks tell the truth."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks.queries import chain, in_prose, label, pointers
from exporter.checks.rule import Document, Finding, Rule
from exporter.notices import Severity
from exporter.tei.tree.elements import Element, name, plain, words

__all__ = ["RULES"]

_OPENING = '“”„‟«»‹›‘‚‛"「『《〈'
_CLOSING = '”“«»‹›’‘"」』》〉'
_DOUBLE = frozenset('“”„‟«»"「」『』')
_DASHES = ("—", "–", "―")
"""Where dialogue is set with dashes, nothing marks its end."""
_AFTER = " \t\r\n.,;:!?…—–-)]"
_QUOTED = words("q quote title soCalled mentioned term note rdg gloss code")


def _speakerless(doc: Document) -> Iterator[Finding]:
    for speech in doc.all("said", "sp"):
        if speech.get("who") or speech.get("prev"):
            continue
        if name(speech) == "sp" and any(name(child) == "speaker" for child in speech):
            continue
        yield Finding(f"Nobody is named for the speech {label(speech)}.", speech)


def _marked(doc: Document) -> bool:
    """Whether quotation marks are to be in the text: as the header says, and where it is
    silent, if some direct speech has them."""
    match doc.article.meta.quotation:
        case "all":
            return True
        case "none":
            return False
        case _:
            return any(_opens(speech) for speech in doc.all("said", "q") if _is_direct(speech))


def _unquoted(doc: Document) -> Iterator[Finding]:
    if not _marked(doc):
        return
    for speech in doc.all("said", "q"):
        if not _is_direct(speech) or speech.get("prev") or not in_prose(speech):
            continue
        parts = chain(doc, speech)
        dashed = _words(speech)[:1] in _DASHES
        if not dashed and not (_opens(parts[0]) and _closes(parts[-1])):
            yield Finding(f"Direct speech without quotation marks: {label(speech)}.", speech)


def _words(element: Element) -> str:
    return plain(element, "note", "rdg", "figDesc")


def _is_direct(speech: Element) -> bool:
    return name(speech) == "q" or speech.get("direct") == "true"


def _opens(element: Element) -> bool:
    return _words(element)[:1] in _OPENING or _before(element).rstrip()[-1:] in tuple(_OPENING)


def _closes(element: Element) -> bool:
    inside = _words(element).rstrip(_AFTER)
    return inside[-1:] in _CLOSING or (element.tail or "").lstrip(_AFTER)[:1] in tuple(_CLOSING)


def _before(element: Element) -> str:
    other = element.getprevious()
    if other is not None:
        return other.tail or ""
    parent = element.getparent()
    return "" if parent is None else parent.text or ""


def _quoted_report(doc: Document) -> Iterator[Finding]:
    if not _marked(doc):
        return
    for speech in doc.all("said"):
        if speech.get("direct") == "false" and _DOUBLE & set(_own_words(speech)):
            yield Finding(f"Reported speech with quotation marks: {label(speech)}.", speech)


def _own_words(element: Element) -> str:
    """The text of a speech without what is quoted in it."""
    pieces = [element.text or ""]
    for child in element:
        tag = name(child)
        if tag and tag not in _QUOTED and not (tag == "said" and child.get("direct") != "false"):
            pieces.append(_own_words(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _unintroduced(doc: Document) -> Iterator[Finding]:
    named = {
        target
        for element in doc.all("persName", "orgName", "name", "rs")
        if any(name(ancestor) == "text" for ancestor in element.iterancestors())
        for target in pointers(element, "ref")
    }
    for speech in doc.all("said", "q"):
        for who in pointers(speech, "who"):
            agent = doc.article.agents.get(who)
            if agent is not None and who not in named:
                named.add(who)
                said = "an unnamed source" if agent.unnamed else agent.name
                yield Finding(
                    f"{said[:1].upper()}{said[1:]} (#{who}) speaks here, but the text never says "
                    "who that is.",
                    speech,
                    "who",
                )


RULES = (
    Rule(
        "speech-without-speaker",
        "sourcing",
        Severity.ERROR,
        "Words between quotation marks that belong to nobody cannot be checked by anybody.",
        "Name the speaker with @who, and register them in standOff.",
        _speakerless,
    ),
    Rule(
        "direct-speech-unquoted",
        "sourcing",
        Severity.WARNING,
        "Readers know a speaker's own words by the quotation marks.",
        'Put quotation marks around the words, or say direct="false".',
        _unquoted,
    ),
    Rule(
        "reported-speech-quoted",
        "sourcing",
        Severity.WARNING,
        "Quotation marks promise the speaker's own words; reported speech is the article's.",
        'Take the quotation marks away, say direct="true", or put the words in them into a <q>.',
        _quoted_report,
    ),
    Rule(
        "speaker-not-introduced",
        "sourcing",
        Severity.WARNING,
        "Who speaks must be named in the text, with a pointer to the register.",
        'Name the speaker in the text: <persName ref="#…"> or <orgName ref="#…">.',
        _unintroduced,
    ),
)
