"""Which numbers of a text are figures that a reader would check."""

from __future__ import annotations

import re

from exporter.checks.units import units_after, units_before
from exporter.checks.written.days import MONTHS
from exporter.tei.tree.elements import words
from exporter.text.numerals import written

__all__ = ["GAP", "unmarked_numbers"]

GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Replaces, in a block's text, what is marked."""

_CAPITAL = re.compile(r"(?P<word>[^\W\d_][\w.’'-]*|[§#№])[\s\u00a0]+$")
_LOOSE = words(
    "the some about around nearly over more almost only at by in of for from to and or between up "
    "a an its their his her with after before since until than just under roughly another all but "
    "that this is was were are has have had it he she they we i as on when while if every each not"
)
_LABELS = words(
    "no nr nos page pages p pp vol chapter section article art line paragraph para figure fig "
    "table act scene part number room level grade class type phase step"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATED = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{_MONTH})\b\.?(?:,?\s+\d{{4}})?"
    rf"|(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|(?:{_MONTH})\s+\d{{4}})",
    re.IGNORECASE,
)


def unmarked_numbers(text: str, lang: str) -> list[str]:
    """The figures and dates of a text in which :data:`GAP` replaces what is marked."""
    found = [(match.start(), match[0].rstrip(".")) for match in _DATED.finditer(text)]
    text = _DATED.sub(lambda match: GAP * len(match[0]), text)
    end = 0
    for number in sorted(written(text, lang), key=lambda n: (n.start, -n.end)):
        if number.start >= end and _is_figure(text, number.start, number.end):
            found.append((number.start, _with_unit(text, number.start, number.end)))
            end = number.end
    return [words for _, words in sorted(found)]


_NO_FIGURE = re.compile(
    r"\d{4}(?:s|er)\b|\d\ds\b"  # a decade
    r"|\d{1,2}(?:[.:]\d\d)?\s*(?:uhr|o[’']clock|[ap]\.?m\b)"
    r"|\d+\.\s(?:mal|jahrhundert|platz|stock|liga|klasse|runde)\b"
    r"|\d{1,3}[-–]\d{4,}|(?P<more>\d)[-–][0-9](?=\s(?:win|defeat|loss|draw|victory|lead|sieg))",
    re.IGNORECASE,
)
"""Decades, hours, telephone numbers, scores."""
_LARGE = re.compile(
    r"(?:^|\s)(?!an?\s|one\s|ein)\S.*(?:hundred|thousand|million|billion|hundert|tausend|million|milliard)"
    r"|^(?!ein(?:hundert|tausend))\S+(?:hundert|tausend)"
    r"|^(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:\w+und)?(?:zwan|drei|vier|fünf|sech|sieb|acht|neun)(?:z|ß)ig)"
)


def _is_figure(text: str, start: int, end: int) -> bool:
    """Whether a number is one that a reader would check, no part of a name and no label."""
    it, before, after = text[start:end], text[max(start - 40, 0) : start], text[end : end + 40]
    if _NO_FIGURE.match(f"{it}{after}") or re.search(r"[§¶]\s*$", before):
        return False
    counted = (
        units_before(text, start) or units_after(text, end) or re.match(r"\s*(?:%|per cent)", after)
    )
    if not any(char.isdigit() for char in it):
        if counted:
            return not re.fullmatch(r"an?|one|once|first|second|third", it.casefold())
        return _LARGE.search(it.casefold()) is not None
    if counted:
        return True
    if (
        re.search(r"\d{2}/|/\d{2}", it)
        or re.match(r"[\w/:.]?\d|[\w/]", after)
        or re.search(r"[\w/:#.(\[^-]$", before)
    ):
        return False
    if re.fullmatch(r"1\d{3}|20\d\d", it):
        return False
    label = _CAPITAL.search(before)
    if not label:
        return bool(before.strip(f" {GAP}")) or len(it) > 2
    word = label["word"].rstrip(".").casefold()
    is_name = any(sign.isupper() for sign in label["word"])
    return word not in _LABELS and (word in _LOOSE or not is_name)


def _with_unit(text: str, start: int, end: int) -> str:
    sign = re.search(r"[£$€¥]\s?$", text[max(start - 2, 0) : start])
    after = text[end : end + 40]
    unit = re.match(r"\s*%|[\s-]+[^\W\d_]+(?:\s+cent\b)?", after) if not sign else None
    return (sign[0] if sign else "") + text[start:end] + (unit[0] if unit else "")
