"""Readings: the lemma in the text, entries that stand apart from it, notes where one chooses
(TEI 13)."""

from __future__ import annotations

from exporter.model import Correction, Inline, Paragraph, Run, Span, WrittenNote
from exporter.tei.annotations.notes import is_listed
from exporter.tei.body.alternatives.choice import count_shown, unshown_notes
from exporter.tei.body.alternatives.lemmas import lemma_before, lemma_of, reading_words
from exporter.tei.body.context import ALL, GENERATED, Reader, Steps, Wanted
from exporter.tei.body.handlers import inlines
from exporter.tei.body.treatment import Treatment, Treatments
from exporter.tei.metadata.registers import name_of
from exporter.tei.metadata.sigla import sigla
from exporter.tei.tree.elements import Element, children, descendants, name, parent_name, plain

__all__ = ["apparatus", "is_worded", "plan_apart", "reading"]

_GROUPS = ("app", "rdgGrp")


def apparatus(reader: Reader, element: Element, treatment: Treatment) -> Wanted | Steps:
    """The lemma, else the first reading; the others are not shown, but their notes are called. A
    correction is kept. One that stands apart from the text is an entry, with all it holds; one
    about the text before it shows no words of its own."""
    if is_listed(element) and not reader.flow.in_paragraph:
        return _variants(reader, element)
    options = list(children(element, "lem", "rdg", "rdgGrp"))
    shown = next(children(element, "lem"), options[0] if options else None)
    notes = list(children(element, "note", "witDetail"))
    if shown is None:
        return ALL
    if element.get("type") == "correction":
        given = reader.index.id(element, "correction")
        reader.spans.corrections[given] = _correction(reader, element, shown, given)
        reader.mark(Span("correction", given))
    elif (lemma := lemma_before(reader, element)) is not None:
        return _about(reader, element, treatment, lemma)
    elif treatment.word == "notes" and len(options) > 1:
        return _with_note(reader, element, shown)
    else:
        reader.anchor(element)
        if len(options) > 1:
            count_shown(reader, element, f"{name(shown)}, not the other readings")
    if name(shown) == "rdgGrp":
        shown = next(descendants(shown, "lem", "rdg"), shown)
    return [shown, *notes, *unshown_notes(reader, children(element), (shown, *notes))]


def _readings(app: Element) -> list[Element]:
    return [e for e in descendants(app, "lem", "rdg") if parent_name(e) in _GROUPS]


def _with_note(reader: Reader, app: Element, shown: Element) -> Steps:
    """The lemma, with a note that has the other readings and who has each: ``manus] mane A``."""
    reader.anchor(app)
    readings = _readings(app)
    yield [shown, *children(app, "note", "witDetail"), *unshown_notes(reader, readings, (shown,))]
    reader.call(_noted(reader, app, ""), app)


def _about(reader: Reader, app: Element, treatment: Treatment, lemma: str) -> Steps:
    """An entry on the text before it, whose lemma is there already (TEI 13.2.1, 13.2.2)."""
    reader.anchor(app)
    if treatment.word == "notes":
        reader.call(_noted(reader, app, lemma), app)
    else:
        count_shown(reader, app, "the text before it, not the readings")
    notes = list(children(app, "note", "witDetail"))
    yield [*notes, *unshown_notes(reader, children(app), notes)]


def _noted(reader: Reader, app: Element, lemma: str) -> str:
    """The id of a note with an entry's readings; ``lemma`` are the words that it is about, where
    the entry does not say them."""
    line: list[Inline] = []
    readings = _readings(app)
    if loc := (app.get("loc") or "").strip():
        line.append(Run(f"{loc} ", (GENERATED,)))
    said = readings and name(readings[0]) == "lem" and plain(readings[0], "note", "wit")
    if said:
        lemma = ""
    elif lemma and readings and name(readings[0]) == "lem":
        readings = readings[1:]
    if lemma:
        line.append(Run(f"{lemma}] ", (GENERATED,)))
    for at, each in enumerate(readings):
        found = sigla(each, reader.index)
        if at:
            line.append(Run("] " if at == 1 and name(readings[0]) == "lem" else "; ", (GENERATED,)))
        line.append(Run(reading_words(each) or "om.", (GENERATED,)))
        line += [Run(" ", (GENERATED,)), *found] if found else []
    given = reader.index.new("note")
    words = Paragraph(tuple(line), id=reader.index.new("b"), line=app.sourceline or 0)
    reader.notes[given] = WrittenNote(given, (words,), line=app.sourceline or 0)
    return given


def plan_apart(reader: Reader) -> None:
    """Entries outside the text (``standOff``): a note where the words that they are about end; or
    they are counted."""
    for app in reader.index.census.named("app"):
        around = {name(each) for each in app.iterancestors()}
        if "text" in around or "standOff" not in around or not _readings(app):
            continue
        ends = reader.index.targets(app, "to") or reader.index.targets(app, "from")
        end = reader.index.elements[ends[0]] if ends else None
        if end is None or not is_worded(app, reader.treatments):
            count_shown(reader, app, "the text that it is about, not the readings")
            continue
        given = _noted(reader, app, lemma_of(reader, app))
        after = reader.note_plan.after
        after[end] = (*after.get(end, ()), given)
        reader.planned.add(end)


def is_worded(app: Element, treatments: Treatments) -> bool:
    """Whether a note tells the readings of an ``app`` in the text."""
    treatment = treatments.of(app, name(app))
    if treatment is None or treatment.word != "notes" or app.get("type") == "correction":
        return False
    return len(_readings(app)) > (app.get("from") is None and app.get("loc") is None)


def _variants(reader: Reader, app: Element) -> Steps:
    flow = reader.flow
    flow.close()
    flow.open(reader.at(app, "entry"))
    reader.generated(app.get("loc") or "")
    reader.apart()
    lemma = lemma_of(reader, app)
    if lemma and not any(plain(lem, "note", "wit") for lem in children(app, "lem")):
        reader.generated(f"{lemma}]")
        reader.apart()
    yield ALL
    flow.close()


def reading(reader: Reader, element: Element, treatment: Treatment) -> Wanted | Steps:
    """A lemma or reading; in a list of variants, signs part it from the next."""
    app = next(element.iterancestors("{*}app"), None)
    listed = app is not None and is_listed(app)
    if not listed:
        return inlines.keep(reader, element, treatment)
    return _variant(reader, element, treatment)


def _variant(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """``manus B: mane A C; manes Smith``: the lemma, and each reading with who has it."""
    before = element.getprevious()
    if before is not None and name(before) == "rdg" and reader.flow.opened is not None:
        reader.generated(";", hug=True)
        reader.apart()
    found = sigla(element, reader.index)
    if name(element) == "rdg" and found and not reading_words(element):
        reader.apart()
        reader.generated("om.")
    yield from inlines.apart(reader, element, treatment)
    if reader.flow.opened is None:
        return
    if found:
        reader.apart()
        for run in found:
            reader.flow.line.exact(run.text, (*reader.here(), *run.marks))
    if name(element) == "lem" and (found or reading_words(element)):
        reader.generated(":" if found else "]", hug=True)


def _correction(reader: Reader, element: Element, shown: Element, given: str) -> Correction:
    former = next((r for r in children(element, "rdg") if r is not shown), None)
    change = next((c for c in reader.meta.changes if given in c.targets), None)
    return Correction(
        given,
        plain(shown, "note"),
        plain(former, "note"),
        change.when if change is not None else "",
        reason=change.text if change is not None else "",
        by=(name_of(reader.registers, change.by) or change.by) if change is not None else "",
        line=element.sourceline or 0,
    )
