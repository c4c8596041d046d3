"""Article → what could be annotated in it: speeches, figures, dates, names, claims, sources.

``suggest`` reads an article (an ``Article``, or the bytes of a TEI file) and returns suggestions
in document order; it changes nothing. ``annotate`` (in ``annotation``) writes them into the same
bytes, marked ``resp="#draft"``. ``text_blocks`` says where a suggestion's place is in the tree.
All of it works without a model and without a network.
"""

from __future__ import annotations

from exporter.suggestions.analysis.language import available as spoken_languages
from exporter.suggestions.engine import suggest
from exporter.suggestions.insertion import annotate, edits_for
from exporter.suggestions.other_suggesters import Reading
from exporter.suggestions.suggestion import KINDS, Entry, Kind, Suggestion, fingerprint
from exporter.suggestions.text_blocks import TextBlock, text_blocks

__all__ = [
    "KINDS",
    "Entry",
    "Kind",
    "Reading",
    "Suggestion",
    "TextBlock",
    "annotate",
    "edits_for",
    "fingerprint",
    "spoken_languages",
    "suggest",
    "text_blocks",
]
