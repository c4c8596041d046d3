"""Which elements of a tree are its texts."""

from __future__ import annotations

from exporter.notices import Severity
from exporter.tei.tree.elements import Element, children, descendants, name, plain
from exporter.tei.tree.notice_collector import Remarks

__all__ = ["texts_in"]

_DOCUMENTS = ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2")
_TRANSCRIPTIONS = ("sourceDoc", "facsimile")


def texts_in(root: Element, remarks: Remarks) -> list[Element]:
    """What is read: each document's ``text``, else its transcription, else the root itself where
    it is a part of a text."""
    if name(root) not in _DOCUMENTS:
        return [root]
    found: list[Element] = []
    for document in (root, *descendants(root, *_DOCUMENTS)):
        texts = list(children(document, "text"))
        for transcription in children(document, *_TRANSCRIPTIONS):
            if not texts or name(texts[0]) == "facsimile":
                texts = [transcription]
            elif plain(transcription):
                fix = "Put into <text> what readers are to see."
                message = f"<{name(transcription)}> is not shown: there is a <text> beside it."
                remarks.say("hidden", Severity.INFO, message, transcription, fix=fix)
        found += texts
    if not any(map(_says, found)) and (described := list(descendants(root, "msDesc"))):
        message = "There is no text: the description of the manuscript is shown."
        remarks.say("no-text", Severity.INFO, message, described[0])
        return [one for one in described if not any(a in described for a in one.iterancestors())]
    return found


def _says(text: Element) -> bool:
    """Whether a text has words or pictures: catalogues keep an empty one for form's sake."""
    return bool(plain(text)) or next(descendants(text, "graphic", "media"), None) is not None
