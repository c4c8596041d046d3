"""Which language a draft is in: by what it says, and by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["guessed", "primary"]

_COMMON = {
    "en": "the of and to in that is was for it with as his on be at by he had not are but said",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch dass",
    "fr": "le la les des et est une du que dans qui pour pas sur au par plus avec ce sont aux",
    "es": "el los las y que en un una por con para del se lo como más pero su al fue han",
    "it": "il di che è per una non sono con del della nel alla più anche ha gli dei le si",
    "nl": "het een van en dat is te voor niet op met zijn aan er ook maar bij naar worden wordt",
    "pt": "o os as que não uma com para do da em no na por mais dos das ao foi ele são",
    "sv": "och att det som en på är av för med den inte till har om ett var men sig de",
    "da": "og at det som en på er af for med den ikke til har om et var men sig de blev",
    "pl": "i w na z się nie do to że jest o jak za po od przez ale dla są było",
    "tr": "ve bir bu için ile da de olarak olan gibi daha çok sonra kadar en ancak olduğu",
    "ro": "și de în la cu că nu este pe un o din care mai pentru sunt a fost ca",
    "cs": "a v na se že je to s z o do i za by jsou ale pro jako jeho po",
}
_SCRIPTS = (
    ("ar", "\u0600-\u06ff"),
    ("he", "\u0590-\u05ff"),
    ("el", "\u0370-\u03ff"),
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af"),
    ("zh", "\u4e00-\u9fff"),
    ("uk", "іїєґІЇЄҐ"),
    ("ru", "\u0400-\u04ff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
)
_LEAST = 12
"""Fewer common words than these tell nothing."""


def guessed(text: str) -> str:
    """The primary tag of the language, or nothing where the words do not tell."""
    sample = text[:20_000]
    letters = sum(map(str.isalpha, sample))
    for tag, span in _SCRIPTS:
        found = len(re.findall(f"[{span}]", sample))
        if found > (0.02 if tag == "uk" else 0.1 if tag == "ja" else 0.4) * max(letters, 20):
            return tag
    counts = Counter(re.findall(r"[^\W\d_]+", sample.casefold()))
    scores = {tag: sum(counts[word] for word in common.split()) for tag, common in _COMMON.items()}
    ranked = sorted(scores, key=lambda tag: (-scores[tag], tag))
    best, second = ranked[:2]
    if scores[best] < _LEAST or scores[best] < 1.25 * scores[second]:
        return ""
    return best


def primary(tag: str) -> str:
    """``de`` of ``de-AT``."""
    return tag.replace("_", "-").split("-")[0].casefold()
