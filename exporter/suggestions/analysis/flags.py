"""What a token may be, as bits: a word has all that its language's table says of it."""

from __future__ import annotations

__all__ = [
    "ADVERB",
    "AUXILIARY",
    "BINDING",
    "CAPITAL",
    "CLOSE",
    "COMMA",
    "COMPLEMENTIZER",
    "CONJUNCTION",
    "CUE",
    "DASH",
    "DETERMINER",
    "ENDER",
    "FLAGS",
    "FUNCTION",
    "GENITIVE",
    "INFINITIVE",
    "MARK",
    "MODAL",
    "NEGATION",
    "NUMBER",
    "OBJECT",
    "OPEN",
    "PASSIVE",
    "PERSON",
    "POSSESSIVE",
    "PREPOSITION",
    "PUNCTUATION",
    "QUOTE",
    "RELATIVE",
    "SUBJECT",
    "SUBORDINATOR",
    "TEXT",
    "TIME",
    "VERB",
    "WORD",
]

DETERMINER = 1 << 0
POSSESSIVE = 1 << 1
PREPOSITION = 1 << 2
BINDING = 1 << 3
CONJUNCTION = 1 << 4
SUBORDINATOR = 1 << 5
RELATIVE = 1 << 6
SUBJECT = 1 << 7
OBJECT = 1 << 8
AUXILIARY = 1 << 9
PASSIVE = 1 << 10
MODAL = 1 << 11
NEGATION = 1 << 12
INFINITIVE = 1 << 13
COMPLEMENTIZER = 1 << 14
ADVERB = 1 << 15
TIME = 1 << 16
VERB = 1 << 17
PERSON = 1 << 18
TEXT = 1 << 19
CUE = 1 << 20
"""From the table; those below are read off the token itself."""
CAPITAL = 1 << 21
NUMBER = 1 << 22
WORD = 1 << 23
GENITIVE = 1 << 24
COMMA = 1 << 25
ENDER = 1 << 26
DASH = 1 << 27
OPEN = 1 << 28
CLOSE = 1 << 29
QUOTE = 1 << 30
MARK = 1 << 31

PUNCTUATION = COMMA | ENDER | DASH | OPEN | CLOSE | QUOTE | MARK
FUNCTION = (
    DETERMINER
    | POSSESSIVE
    | PREPOSITION
    | CONJUNCTION
    | SUBORDINATOR
    | RELATIVE
    | SUBJECT
    | OBJECT
    | AUXILIARY
    | MODAL
    | NEGATION
    | INFINITIVE
    | COMPLEMENTIZER
)
"""Words that no noun phrase ends in."""

FLAGS = {
    "determiner": DETERMINER,
    "possessive": POSSESSIVE,
    "preposition": PREPOSITION,
    "binding": BINDING,
    "conjunction": CONJUNCTION,
    "subordinator": SUBORDINATOR,
    "relative": RELATIVE,
    "subject": SUBJECT,
    "object": OBJECT,
    "auxiliary": AUXILIARY,
    "passive": PASSIVE,
    "modal": MODAL,
    "negation": NEGATION,
    "infinitive": INFINITIVE,
    "complementizer": COMPLEMENTIZER,
    "adverb": ADVERB,
    "time": TIME,
    "verb": VERB,
    "person": PERSON,
    "text": TEXT,
}
"""The keys of ``[words]`` in a language's table."""
