"""Treatment → handler, and the handlers of choices, notes and what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import lxml.etree as etree

from exporter.model import Correction, Paragraph, Run, Span, WrittenNote
from exporter.notices import Severity
from exporter.tei.annotations.notes import is_listed
from exporter.tei.body.context import ALL, GENERATED, NOTHING, Handler, Reader, Steps, Wanted
from exporter.tei.body.handlers import (
    blocks,
    dictionaries,
    drama,
    facts,
    figures,
    formulae,
    inlines,
    links,
    lists,
    mixed_content,
    quotations,
    tables,
    transcription,
)
from exporter.tei.body.handlers.blocks import paragraph
from exporter.tei.body.treatment import Treatment
from exporter.tei.metadata.registers import name_of
from exporter.tei.metadata.sigla import sigla
from exporter.tei.tree.elements import Element, children, descendants, name, plain

__all__ = ["HANDLERS", "VERBS"]

# ----------------------------------------------------------------- choices, hidden parts


def choose(reader: Reader, element: Element, treatment: Treatment) -> Wanted:
    """One child; the notes of the others are called after it."""
    reader.anchor(element)
    options = list(children(element))
    if not options:
        inlines.report_hidden(reader, element)
        return NOTHING
    by_name = {name(option): option for option in reversed(options)}
    chosen = next((by_name[w] for w in treatment.words if w in by_name), options[0])
    left_out = sorted({name(option) for option in options} - {name(chosen)})
    if left_out:
        _count(reader, element, f"{name(chosen)}, not {', '.join(left_out)}")
    elif len(options) > 1:
        _count(reader, element, f"its first {name(chosen)} alone")
    return [chosen, *_unshown_notes(reader, options, (chosen,))]


def _unshown_notes(
    reader: Reader, options: Iterable[Element], shown: Sequence[Element]
) -> list[Element]:
    """The notes in alternatives that are not shown."""
    found = [
        note
        for option in options
        for note in (
            [option] if name(option) == "note" else inlines.outermost_notes(reader, option)
        )
    ]
    return [n for n in found if not any(s is n or s in set(n.iterancestors()) for s in shown)]


def _count(reader: Reader, element: Element, shown: str) -> None:
    tag = name(element)
    reader.remarks.count(
        "hidden",
        f"{tag}:{shown}",
        Severity.INFO,
        lambda n: f"<{tag}> shows {shown} ({n:,} {'time' if n == 1 else 'times'}).",
        element,
    )


def apparatus(reader: Reader, element: Element, treatment: Treatment) -> Wanted | Steps:
    """The lemma, else the first reading; the others are not shown, but their notes are called. A
    correction is kept. One that stands apart from the text is an entry, with all it holds."""
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
    elif treatment.word == "notes" and len(options) > 1:
        return _with_note(reader, element, shown)
    else:
        reader.anchor(element)
        if len(options) > 1:
            _count(reader, element, f"{name(shown)}, not the other readings")
    if name(shown) == "rdgGrp":
        shown = next(descendants(shown, "lem", "rdg"), shown)
    return [shown, *notes, *_unshown_notes(reader, children(element), (shown, *notes))]


def _with_note(reader: Reader, app: Element, shown: Element) -> Steps:
    """The lemma, with a note that has the other readings and who has each: ``manus] mane A``."""
    reader.anchor(app)
    readings = [e for e in descendants(app, "lem", "rdg") if name(e.getparent()) in _GROUPS]
    yield [shown, *children(app, "note", "witDetail"), *_unshown_notes(reader, readings, (shown,))]
    line: list[Run] = []
    for reading in readings:
        found = sigla(reading, reader.index)
        if line and name(readings[0]) == "lem" and reading is readings[1]:
            line.append(Run("] ", (GENERATED,)))
        elif line:
            line.append(Run("; ", (GENERATED,)))
        line.append(Run(plain(reading, "note", "wit") or "om.", (GENERATED,)))
        line += [Run(" ", (GENERATED,)), *found] if found else []
    given = reader.index.new("note")
    words = Paragraph(tuple(line), id=reader.index.new("b"), line=app.sourceline or 0)
    reader.notes[given] = WrittenNote(given, (words,), line=app.sourceline or 0)
    reader.call(given, app)


_GROUPS = ("app", "rdgGrp")


def _variants(reader: Reader, app: Element) -> Steps:
    flow = reader.flow
    flow.close()
    flow.open(reader.at(app, "entry"))
    reader.generated(app.get("loc") or "")
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
    yield from inlines.apart(reader, element, treatment)
    if reader.flow.opened is None:
        return
    found = sigla(element, reader.index)
    if found:
        reader.apart()
        for run in found:
            reader.flow.line.exact(run.text, (*reader.here(), *run.marks))
    if name(element) == "lem":
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


def include(reader: Reader, element: Element, _: Treatment) -> Wanted:
    """``xi:include``: no other file is opened; its fallback is read."""
    reader.remarks.say(
        "not-included",
        Severity.WARNING,
        f"{element.get('href') or 'A part of this file'} is included here; other files are not "
        "opened.",
        element,
        fix="Put its text in its place, for instance with xmllint --xinclude.",
    )
    return list(element.iterchildren(etree.Element))


def hide(reader: Reader, element: Element, _: Treatment) -> Wanted:
    """Not shown; its notes are still called."""
    inlines.report_hidden(reader, element)
    return inlines.outermost_notes(reader, element)


HANDLERS: Mapping[str, Handler] = {
    "alternative": dictionaries.alternative,
    "apart": inlines.apart,
    "apparatus": apparatus,
    "bibl": mixed_content.bibl,
    "bibl:inline": inlines.apart,
    "blocks": blocks.apart_blocks,
    "blocks:inline": inlines.apart,
    "boundary": inlines.boundary,
    "break": inlines.line_break,
    "cell": tables.cell,
    "cell:inline": inlines.apart,
    "choose": choose,
    "citation": dictionaries.citation,
    "citation:inline": blocks.cited_in_line,
    "claim": facts.segment,
    "code": figures.code,
    "code:inline": inlines.apart,
    "corpus": mixed_content.corpus,
    "description": figures.description,
    "division": blocks.division,
    "division:inline": inlines.apart,
    "edit": inlines.edit,
    "either": mixed_content.either,
    "emphasis": inlines.emphasis,
    "empty": inlines.empty,
    "entry": dictionaries.entry,
    "entry:inline": inlines.apart,
    "example": figures.example,
    "figure": facts.figure,
    "formula": formulae.formula,
    "gap": transcription.gap,
    "glyph": transcription.glyph,
    "graphic": figures.graphic,
    "group": blocks.group,
    "group:inline": inlines.apart,
    "hand": transcription.hand,
    "heading": blocks.heading,
    "headword": dictionaries.headword,
    "heading:inline": inlines.apart,
    "hide": hide,
    "include": include,
    "item": lists.item,
    "item:inline": inlines.apart,
    "keep": inlines.keep,
    "label": lists.label,
    "label:inline": inlines.apart,
    "line": drama.verse_line,
    "line-of": inlines.line_of,
    "line:inline": inlines.line_of,
    "list": lists.list_,
    "list:inline": inlines.apart,
    "name": facts.named,
    "note": mixed_content.note,
    "numbered": dictionaries.numbered,
    "paragraph": paragraph,
    "paragraph:inline": inlines.apart,
    "passage": transcription.passage,
    "person": mixed_content.person,
    "person:inline": inlines.apart,
    "picture": figures.picture,
    "picture:inline": figures.picture_in_line,
    "part": inlines.part,
    "pointer": links.reference,
    "quotation": blocks.quotation,
    "quote": quotations.quote,
    "reading": reading,
    "record": mixed_content.record,
    "reference": links.reference,
    "ruby": formulae.ruby,
    "ruby-text": formulae.ruby_text,
    "row": tables.row,
    "row:inline": inlines.apart,
    "rule": transcription.rule,
    "scope": facts.scope,
    "segment": facts.segment,
    "space": transcription.space,
    "speaker": drama.speaker,
    "speaker:inline": inlines.apart,
    "speech": blocks.speech_block,
    "stage": mixed_content.stage,
    "style": inlines.style,
    "table": tables.table,
    "table:inline": inlines.apart,
    "tag": inlines.tag,
    "turn": drama.turn,
    "turn:inline": inlines.apart,
    "verse": drama.verse,
    "verse:inline": inlines.apart,
    "word": inlines.word,
    "wrap": inlines.wrap,
}

VERBS = frozenset(verb for verb in HANDLERS if ":" not in verb)
"""What a treatment table may say; a name with ``:inline`` is the same where only a line stands."""
