"""Treatment → handler, and the handlers of what is not shown or not here."""

from __future__ import annotations

from collections.abc import Mapping

import lxml.etree as etree

from exporter.notices import Severity
from exporter.tei.body.alternatives.apparatus import apparatus, reading
from exporter.tei.body.alternatives.choice import choose
from exporter.tei.body.context import Handler, Reader, Wanted
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
from exporter.tei.tree.elements import Element

__all__ = ["HANDLERS", "VERBS"]

# -------------------------------------------------------------------------- hidden parts


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
    "contributor": facts.contributor,
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
    "stage": drama.stage,
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
