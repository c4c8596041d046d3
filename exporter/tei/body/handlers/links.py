"""Handlers of ``ref`` and ``ptr``: links, and calls of notes."""

from __future__ import annotations

from exporter.model import Link, Mark
from exporter.notices import Severity
from exporter.tei.body.context import ALL, Reader, Steps, Wanted
from exporter.tei.body.treatment import Treatment
from exporter.tei.metadata.sigla import siglum
from exporter.tei.tree.elements import Element, children, name, plain
from exporter.urls import SAFE_SCHEMES, is_refused, scheme


def reference(reader: Reader, element: Element, _: Treatment) -> Wanted | Steps:
    notes = reader.note_plan.pointers.get(element)
    if notes is not None:
        return _call(reader, element, notes)
    reader.anchor(element)
    mark = _link(reader, element)
    if mark is not None:
        reader.mark(mark)
    reader.dress(element)
    if len(element) == 0 and not (element.text or "").strip():
        _spell_out(reader, element)
    return ALL


def entry_named(reader: Reader, element: Element) -> tuple[str, Link] | None:
    """An entry without words that stands for another (``@corresp``, ``@sameAs`` …): the short name
    of that, and the way there; None for any other."""
    if len(element) or (element.text or "").strip():
        return None
    found = (reader.index.targets(element, key) for key in _SAME)
    target = next((ids[0] for ids in found if ids), "")
    words = siglum(reader.index.elements[target]) if target else ""
    return (words, Link(f"#{target}")) if words else None


_SAME = ("sameAs", "copyOf", "corresp", "source")


def _call(reader: Reader, element: Element, notes: tuple[str, ...]) -> Steps:
    """A reference that calls notes: a mere label (``3``, ``*``) is left out, other words stay."""
    if element not in reader.note_plan.labels:
        yield ALL
    elif len(notes) == 1:
        reader.note_labels.setdefault(notes[0], plain(element))
    for note in notes:
        reader.call(note, element)


def _link(reader: Reader, element: Element) -> Mark | None:
    target = (element.get("target") or "").split()
    if not target:
        return None
    inside = reader.index.target(target[0])
    if inside:
        return Link(f"#{inside}")
    address = (element.get("target") or "").strip() if len(target) == 1 else target[0]
    address = next(reader.index.prefixes.resolved(address), address)
    if address.startswith("doi:"):
        address = f"https://doi.org/{address[4:]}"
    if scheme(address) in SAFE_SCHEMES:
        return Link(address)
    if not address.startswith("#") and not is_refused(address):
        reader.remarks.count(
            "other-file",
            "target",
            Severity.INFO,
            lambda n: (
                f"{n:,} links lead to other files, the first to {address}; "
                "their text is kept, without the link."
            ),
            element,
        )
    return None


def _spell_out(reader: Reader, element: Element) -> None:
    """Words for a pointer that has none: the heading it leads to, or the address."""
    if cited := " ".join((element.get("cRef") or "").split()):
        reader.generated(cited)
        return
    target = (element.get("target") or "").split()
    if not target:
        return
    inside = reader.index.target(target[0])
    words = _title_of(reader.index.elements[inside]) if inside else target[0]
    if not inside and target[0].startswith("#"):
        return
    reader.generated(words or target[0].lstrip("#"))


def _title_of(element: Element) -> str:
    tag = name(element)
    if tag == "note":
        return element.get("n") or "*"
    for wanted in ("head", "label", "title", "persName", "orgName", "placeName"):
        found = next(children(element, wanted), None)
        if found is not None and plain(found, "note"):
            return plain(found, "note")
    if element.get("n"):
        return str(element.get("n"))
    text = plain(element, "note", "figDesc", "teiHeader")
    return text if len(text) <= 60 else f"{text[:57].rsplit(' ', 1)[0]} …"
