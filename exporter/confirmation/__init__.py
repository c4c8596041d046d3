"""Suggestions in an article that wait for a person: listed, confirmed, rejected.

``pending`` finds them in the file's bytes, ``questions`` puts together
what one look decides, ``decisions`` turns yes and no into edits on these
bytes, ``record`` keeps rejections and a machine's scores in ``ARTICLE.suggestions.json``, and
``sitting`` takes one decision after the other.
"""

from __future__ import annotations

from exporter.confirmation.decisions import Decision, decided
from exporter.confirmation.pending import Choice, Pending, chosen, pending
from exporter.confirmation.questions import Question, questions
from exporter.confirmation.record import Record, Score, load_record, record_path, scored
from exporter.confirmation.session import Sitting, Tally

__all__ = [
    "Choice",
    "Decision",
    "Pending",
    "Question",
    "Record",
    "Score",
    "Sitting",
    "Tally",
    "chosen",
    "decided",
    "load_record",
    "pending",
    "questions",
    "record_path",
    "scored",
]
