"""Bytes → Article."""

from __future__ import annotations

from dataclasses import replace
from os import PathLike
from pathlib import Path

import lxml.etree as etree

from exporter.errors import LimitExceeded
from exporter.model import Article, Audience, Metadata, WrittenNote
from exporter.notices import Severity
from exporter.tei.audience import categories, filtered
from exporter.tei.css import Looks
from exporter.tei.entities import entity_notices
from exporter.tei.handlers import HANDLERS
from exporter.tei.header import languages, read_metadata
from exporter.tei.index import Index
from exporter.tei.limits import Limits
from exporter.tei.links import mended
from exporter.tei.names import Element, children, first, name
from exporter.tei.notes import plan_notes
from exporter.tei.parse import parse
from exporter.tei.pictures import Pictures, load_graphics
from exporter.tei.reader import Reader
from exporter.tei.registers import read_registers, with_author_names
from exporter.tei.remarks import Remarks
from exporter.tei.spans import plan_spans, settled
from exporter.tei.treatment import load

__all__ = ["Pictures", "read"]


def read(
    source: str | PathLike[str] | bytes,
    *,
    audience: Audience = "public",
    limits: Limits | None = None,
    pictures: Pictures = "folder",
    base: str | PathLike[str] | None = None,
    treatment: str | PathLike[str] | None = None,
) -> Article:
    """Read a TEI document: a path, or the bytes of one.

    ``audience`` decides what leaves the tree before anything is read from it. ``pictures``:
    ``folder`` loads those in the article's own folder and below it, ``anywhere`` those of any
    folder (never of an address), ``none`` no file at all. ``base`` is the folder where pictures
    are looked for, else the one the article lies in; bytes have none. ``treatment`` is a TOML
    file whose lines go before those of the standard table (see ``exporter/tei/treatment.toml``).

    Raises MalformedXML, LimitExceeded and InputError; whatever is less than that becomes a
    notice of the article.
    """
    limits = limits or Limits()
    treatments = load(treatment, frozenset(v for v in HANDLERS if ":" not in v))
    parsed = parse(source, limits)
    root, file = parsed.root, parsed.file
    filtered(root, audience, file)
    tei = _serialised(root, audience)
    remarks = Remarks(file)
    texts = _texts(root)
    index = Index(root, remarks)
    registers = read_registers(root, index)
    meta = _metadata(root, index)
    lang = languages(root, texts)
    try:
        note_plan = plan_notes(texts, root, index, limits)
    except LimitExceeded as error:
        raise LimitExceeded(error.message, file=file, line=error.line) from None
    span_plan, spans = plan_spans(root, texts, index, registers, remarks)
    reader = Reader(
        index, remarks, treatments, HANDLERS, Looks(root), registers, note_plan, span_plan,
        lang, meta.quotation, spans=spans, changes=meta.changes,
        internal=categories(root) if audience == "internal" else frozenset(),
    )  # fmt: skip
    blocks = reader.blocks(texts)
    blocks = reader.finish_notes(root, blocks)
    notes = _in_order(reader)
    spans = settled(
        reader.spans, blocks, (n.blocks for n in notes.values()), registers.verifications
    )
    folder = Path(base) if base is not None else parsed.folder
    graphics = load_graphics(reader.graphics, folder, pictures, audience, limits, remarks)
    if not blocks:
        fix = "Is the text in <text>, and for this audience?"
        remarks.say("no-text", Severity.WARNING, "There is no text in this article.", fix=fix)
    blocks, notes = mended(blocks, notes, spans)
    meta = replace(meta, changes=tuple(with_author_names(c, registers) for c in meta.changes))
    return Article(
        meta,
        lang,
        blocks,
        notes,
        registers.agents,
        registers.places,
        registers.sources,
        registers.relations,
        registers.statuses,
        spans.speeches,
        spans.figures,
        spans.claims,
        spans.corrections,
        graphics,
        (*parsed.notices, *entity_notices(root, parsed.entities, file), *remarks.notices()),
        audience,
        file,
        tei,
    )


def _serialised(root: Element, audience: Audience) -> bytes:
    whole = root.getroottree() if audience == "internal" and root.getparent() is None else root
    text: bytes = etree.tostring(whole, encoding="UTF-8", xml_declaration=True, with_tail=False)
    return text if text.endswith(b"\n") else text + b"\n"


def _texts(root: Element) -> list[Element]:
    """What is read: each TEI's ``text``, else its transcription, else the root itself where it is
    a part of a text."""
    tag = name(root)
    if tag not in ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2"):
        return [root]
    documents = [
        element
        for element in root.iter(etree.Element)
        if name(element) in ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2")
    ]
    found = []
    for document in documents:
        texts = list(children(document, "text"))
        found += (
            texts or list(children(document, "sourceDoc")) or list(children(document, "facsimile"))
        )
    return found


def _metadata(root: Element, index: Index) -> Metadata:
    header = first(root, "teiHeader")
    if header is None and name(root) == "teiHeader":
        header = root
    return read_metadata(header, index)


def _in_order(reader: Reader) -> dict[str, WrittenNote]:
    """The notes, in document order of their elements."""
    return {n: reader.notes[n] for n in reader.note_plan.order if n in reader.notes}
