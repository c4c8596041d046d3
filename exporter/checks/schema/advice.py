"""What to write where an attribute is missing, as far as the text tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import count

from exporter.checks.agreement import best_unit, best_value
from exporter.checks.queries import language, publication_year, words_of
from exporter.checks.rule import Document
from exporter.checks.schema.expectations import Complaint
from exporter.checks.written.days import iso_date
from exporter.tei.tree.elements import Element, name, plain
from exporter.text.numerals import numbers, written

__all__ = ["advice"]


def advice(doc: Document, element: Element, complaint: Complaint) -> str:
    """A sentence that names what to write, empty where there is nothing to go by."""
    if complaint.fix or not complaint.needs:
        return complaint.fix
    made = [_write(doc, element, need[0]) for need in complaint.needs]
    known = [part for part in made if part]
    return f"Write {' '.join(known)}." if known else ""


def _write(doc: Document, element: Element, attribute: str) -> str:
    writer = _WRITERS.get((name(element), attribute)) or _WRITERS.get(("", attribute))
    value = writer(doc, element) if writer else ""
    return f'{attribute}="{value}"' if value else ""


def _direct(_: Document, said: Element) -> str:
    quoted = re.match(r"\s*[“„«\"‘‚‹「『]", plain(said, "note"))
    return "true" if quoted else "false"


def _quantity(_: Document, figure: Element) -> str:
    value = best_value(figure)
    if value or _kind(_, figure) != "ordinal":
        return value
    ranks = {n for n in numbers(words_of(figure), language(figure)) if n == int(n)}
    return f"{ranks.pop():f}" if len(ranks) == 1 else ""


def _unit(_: Document, figure: Element) -> str:
    return best_unit(figure)


_ORDINAL = re.compile(
    r"\d(?:st|nd|rd|th)\b|\b(?:first|second|third|fourth|fifth|\w+th)\b", re.IGNORECASE
)


def _kind(_: Document, figure: Element) -> str:
    text = words_of(figure)
    after = (figure.tail or "")[:12]
    if re.search(r"%|\bper ?cent|\bprozent", f"{text} {after}", re.IGNORECASE):
        return "percentage"
    if re.fullmatch(r"(?:the\s+)?\S+", text.strip(), re.IGNORECASE) and _ORDINAL.search(text):
        return "ordinal"
    if any(number.is_share for number in written(text, language(figure))):
        return "fraction"
    return "ordinal" if _ORDINAL.search(text) else "cardinal"


def _idno(_: Document, idno: Element) -> str:
    text = plain(idno)
    if "://" in text:
        return "DOI" if "doi.org/" in text else "URI"
    if text.startswith("10.") or text.lower().startswith("doi:"):
        return "DOI"
    return "ISBN" if re.fullmatch(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]", text) else "local"


def _when(doc: Document, date: Element) -> str:
    return iso_date(plain(date, "note"), publication_year(doc))


def _who(doc: Document, _: Element) -> str:
    ids = [e.get(_ID) for e in doc.all("person", "org") if e.get(_ID)]
    return f"#{ids[0]}" if len(ids) == 1 else ""


_ID = "{http://www.w3.org/XML/1998/namespace}id"
_STEMS = {"seg": "c", "person": "p.", "org": "o.", "place": "pl.", "bibl": "s.", "figure": "fig",
          "app": "k", "anchor": "x", "span": "c", "annotation": "a.", "category": "v.",
          "witness": "v"}  # fmt: skip


def _fresh_id(doc: Document, element: Element) -> str:
    stem = _STEMS.get(name(element), name(element))
    words = re.findall(r"[a-z]+", plain(element).lower())
    if stem.endswith(".") and words:
        named = f"{stem}{words[-1] if name(element) == 'person' else words[0]}"
        if named not in doc.ids:
            return named
    return next(made for i in count(1) if (made := f"{stem}{i}") not in doc.ids)


def _source_kind(_: Document, bibl: Element) -> str:
    text = plain(bibl).casefold()
    kinds = ("interview", "briefing", "statement", "dataset", "letter", "report")
    return next((kind for kind in kinds if kind in text), "document")


_WRITERS: Mapping[tuple[str, str], Callable[[Document, Element], str]] = {
    ("said", "direct"): _direct,
    ("measure", "quantity"): _quantity,
    ("measure", "unit"): _unit,
    ("num", "value"): _quantity,
    ("num", "type"): _kind,
    ("idno", "type"): _idno,
    ("date", "when"): _when,
    ("change", "when"): _when,
    ("bibl", "type"): _source_kind,
    ("said", "who"): _who,
    ("q", "who"): _who,
    ("", "xml:id"): _fresh_id,
}
