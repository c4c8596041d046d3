"""After reading: attributes that readers of the source have and no format shows are counted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from exporter.notices import Severity
from exporter.tei.annotations.notes import is_listed
from exporter.tei.body.alternatives.apparatus import is_worded
from exporter.tei.body.extents import BOUNDS
from exporter.tei.body.handlers.dictionaries import is_numbered
from exporter.tei.body.numbers import is_citable, is_edition
from exporter.tei.body.treatment import Treatments
from exporter.tei.metadata.attribute_words import BESIDE, attribute_words
from exporter.tei.tree.elements import Element, children, name, parent_name, text_of, words
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.pointers import Index, in_example

__all__ = ["report_unshown"]

_NUMBERED = frozenset(["l", "lb", "pb", "cb", "gb", "milestone", "lg", "item", "note"])
"""Elements whose ``@n`` is shown, or is one of a row of which every fifth is."""

_REASONS = frozenset(["lost", "omitted", "omitted-in-original", "subaudible", "explanation"])
_EDITED = frozenset(["gap", "unclear", "supplied", "damage", "surplus"])
_DATES = ("when", "from", "to", "notBefore", "notAfter")
_VALUES = ("quantity", "value", "atLeast", "atMost", "min", "max", "dur")
_VALUED = ("measure", "num", "date", "time")
_NAMING = words(
    "persName placeName orgName geogName name rs settlement country region forename surname "
    "author editor publisher pubPlace title edition idno extent term"
)
_P4 = {"sic": ("corr",), "corr": ("sic",), "abbr": ("expan",), "expan": ("abbr",),
       "orig": ("reg",), "reg": ("orig",)}  # fmt: skip
"""What TEI P4 says in an attribute, of which only one form is shown."""

_SILENT = {
    "damage": ("agent", "degree"),
    "note": ("resp",),
    "corr": ("resp", "cert"),
    "reg": ("resp", "cert"),
    "expan": ("resp", "cert"),
    "supplied": ("resp", "cert", "evidence"),
    "unclear": ("resp", "cert", "agent"),
    "gap": ("agent", "dur"),
    "pb": ("facs",),
    "lg": ("met", "real", "rhyme"),
    "l": ("met", "real", "rhyme"),
    "name": ("reg",),
    "persName": ("reg",),
    "placeName": ("reg",),
    "pause": ("dur", "type"),
    "shift": ("feature", "new"),
}
"""What these say is in no format."""

_OF_READINGS = ("wit", "loc", "source", "resp", "hand", "cause")


def report_unshown(
    index: Index, texts: Collection[Element], treatments: Treatments, remarks: Remarks
) -> None:
    """One notice for all of a text: which attributes are shown nowhere, and how many times."""
    counts: dict[str, int] = {}
    first: Element | None = None
    roots = set(texts)
    for element, said in index.said.items():
        lost = list(_lost(element, said, treatments)) if said else ()
        if not lost or in_example(element) or roots.isdisjoint(element.iterancestors()):
            continue
        tag = name(element).rpartition("}")[2]
        for key in lost:
            label = f"{tag}/@{key}"
            counts[label] = counts.get(label, 0) + 1
            first = element if first is None else first
    if first is None:
        return
    usual = sorted(counts, key=lambda label: (-counts[label], label))
    listed = ", ".join(f"{label} ({counts[label]:,})" for label in usual[:12])
    more = f" and {len(usual) - 12:,} others" if len(usual) > 12 else ""
    remarks.say(
        "attribute-not-shown",
        Severity.INFO,
        f"What these attributes say is shown nowhere: {listed}{more}.",
        first,
        fix="Write into the text what readers are to see.",
    )


def _lost(element: Element, said: Mapping[str, str], treatments: Treatments) -> Iterator[str]:
    tag = name(element)
    if said.get("n", "").strip() and not _shows_number(element, tag):
        yield "n"
    if tag in ("app", "lem", "rdg", "rdgGrp", "witDetail"):
        app = element if tag == "app" else next(element.iterancestors("{*}app"), None)
        corrected = app is not None and app.get("type") == "correction"  # a note tells of these
        if app is not None and not corrected:
            told = is_listed(app) or is_worded(app, treatments)
            unshown = ("hand", "cause") if told and tag != "witDetail" else _OF_READINGS
            yield from (key for key in unshown if said.get(key, "").strip())
    shown = _REASONS if tag in ("gap", "supplied") else frozenset()
    told = tag == "gap" and _is_told(element, said)
    if tag in _EDITED and not told and not shown.intersection(said.get("reason", "lost").split()):
        yield from (key for key in ("reason",) if key in said)
    if tag == "gap" and not told and not is_edition(element):
        yield from (key for key in (*BOUNDS, "unit") if _says_how_much(said.get(key, "")))
    if tag in ("add", "del", "note", "handShift") and said.get("hand", "").strip():
        yield "hand"
    if tag == "handShift" and not is_edition(element):
        yield from (key for key in ("new", "scribe") if said.get(key, "").strip())
    for keys in (_P4.get(tag, ()), _SILENT.get(tag, ())):
        yield from (key for key in keys if said.get(key, "").strip())
    if tag == "space" and not is_edition(element):
        yield from (key for key in BOUNDS if _says_how_much(said.get(key, "")))
    if tag == "add" and said.get("place", "").strip():
        yield "place"
    is_empty = not len(element) and not (element.text or "").strip()
    if is_empty and tag not in ("ptr", "lb", "anchor", "change"):
        dated = [key for key in _DATES if said.get(key, "").strip()]
        beside = parent_name(element) in BESIDE
        if dated and (beside or not attribute_words(element, "en")):
            yield from dated
        values = [key for key in _VALUES if tag in _VALUED and said.get(key, "").strip()]
        if values and (beside or not attribute_words(element, "en")):
            yield from values
        if tag in _NAMING:
            yield from (key for key in ("ref", "key", "n") if said.get(key, "").strip())


def _is_told(gap: Element, said: Mapping[str, str]) -> bool:
    """Whether words say how much is missing: nothing else describes it."""
    described = next(children(gap, "desc"), None) is not None or said.get("disp", "")
    return not described and any(
        _says_how_much(said.get(key, "")) for key in BOUNDS if key != "confidence"
    )


def _says_how_much(value: str) -> bool:
    return value.strip().casefold() not in ("", "unknown", "unk", "?")


def _shows_number(element: Element, tag: str) -> bool:
    if tag in ("pb", "milestone", "surface"):
        return is_citable(element)
    if tag in _NUMBERED or tag == "witness":
        return True
    if tag in ("sense", "hom", "entry", "entryFree"):
        return is_numbered(element) or tag in ("sense", "hom")
    if tag.startswith("div"):
        return next(children(element, "head"), None) is None and is_citable(element)
    return tag in ("TEI", "text", "group", "w", "pc", "c") or not text_of(element).strip()
