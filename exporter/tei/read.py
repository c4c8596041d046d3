"""Bytes → Article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from os import PathLike
from pathlib import Path

import lxml.etree as etree

from exporter.arguments import checked
from exporter.errors import expect_allowed
from exporter.files.inputs import Loaded, Readable
from exporter.files.inputs import load as loaded
from exporter.model import Article, Audience, Metadata, Remark
from exporter.notices import Severity
from exporter.tei.annotations.notes import plan_notes
from exporter.tei.annotations.spans import plan_spans
from exporter.tei.audience.leak_notices import leak_notices
from exporter.tei.audience.public_tree import Filtered, filtered
from exporter.tei.audience.unnamed import RULE
from exporter.tei.body.alternatives.apparatus import plan_apart
from exporter.tei.body.context import Reader
from exporter.tei.body.dispatch import HANDLERS, VERBS
from exporter.tei.body.handlers.mixed_content import finish_notes
from exporter.tei.body.missing_spaces import missing_spaces
from exporter.tei.body.rendition import Looks, report_unknown
from exporter.tei.body.treatment import Treatments, load
from exporter.tei.body.walker import read_blocks
from exporter.tei.content.flow import Flow
from exporter.tei.limits import Limits
from exporter.tei.metadata.correspondence import correspondence
from exporter.tei.metadata.header import languages, read_metadata
from exporter.tei.metadata.internal_notes import read_newsroom
from exporter.tei.metadata.registers import read_registers, with_author_names
from exporter.tei.metadata.unshown import say_unshown
from exporter.tei.parse.entities import entity_notices
from exporter.tei.parse.parser import Parsed, parse
from exporter.tei.parse.windows_1252 import mend_windows, restore
from exporter.tei.pictures import Pictures, load_graphics
from exporter.tei.pictures.embedded import clean_embedded
from exporter.tei.resolve.empty_spans import empty_notices, without_empty
from exporter.tei.resolve.index import gathered
from exporter.tei.resolve.invalid_dates import report_invalid_dates
from exporter.tei.resolve.links import mended, report_refused
from exporter.tei.resolve.shared_registers import with_registers
from exporter.tei.resolve.spans import settled
from exporter.tei.resolve.unshown_attributes import report_unshown
from exporter.tei.tree.elements import Element, descendants, first, name, plain
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.origins import Origins, origins_of
from exporter.tei.tree.pointers import Index
from exporter.tei.tree.prefixes import prefixes
from exporter.tei.tree.texts import texts_in
from exporter.values import replace

__all__ = ["Pictures", "read", "read_loaded", "read_parsed"]


@checked
def read(
    source: Readable,
    *,
    audience: Audience = "public",
    limits: Limits | None = None,
    pictures: Pictures = "folder",
    base: str | PathLike[str] | None = None,
    treatment: str | PathLike[str] | None = None,
    places: bool = False,
    allow: Collection[str] = (),
    register_files: Collection[str | PathLike[str]] | None = None,
    name: str | None = None,
) -> Article:
    """Read a TEI document: a path, its bytes, or a file opened with ``open(path, "rb")``.

    ``audience`` decides what leaves the tree before anything is read from it. ``pictures``:
    ``folder`` loads those in the article's own folder and below it, ``anywhere`` those of any
    folder (never of an address), ``none`` no file at all. ``base`` is the folder where pictures
    are looked for, where it is not that of ``source``. ``name`` is what messages call the article.
    ``treatment`` is a TOML file whose lines go before ``exporter/tei/body/treatment.toml``.
    ``places`` gives each run its :class:`exporter.model.Origin`; words that no author wrote have
    none. Where a public copy would name a source who must not be named, ``Article.leaks`` says
    where, and no format is rendered from it; ``allow=["unnamed-source-named"]`` permits that.
    ``register_files`` are those whose entries the article may point at (``people.xml#p.mi``); None
    stands for those that ``exporter.toml`` names, if ``source`` is a path.

    Raises MalformedXML, LimitExceeded and InputError, and OptionError for another audience or
    way with pictures; whatever is less than that becomes a notice of the article.
    """
    bounds = limits or Limits()
    return read_loaded(
        loaded(source, name=name, most=bounds.size),
        audience=audience,
        limits=bounds,
        pictures=pictures,
        base=base,
        treatment=treatment,
        places=places,
        allow=allow,
        register_files=register_files,
    )


def read_loaded(
    given: Loaded,
    *,
    audience: Audience,
    limits: Limits,
    pictures: Pictures = "folder",
    base: str | PathLike[str] | None = None,
    treatment: str | PathLike[str] | None = None,
    places: bool = False,
    allow: Collection[str] = (),
    register_files: Collection[str | PathLike[str]] | None = None,
) -> Article:
    """As :func:`read`, of what is loaded already."""
    expect_allowed(allow)
    treatments = load(treatment, VERBS)
    parsed = parse(given, limits)
    origins = origins_of(given.data, parsed.root) if places else None
    parsed = with_registers(given.path, parsed, register_files, limits)
    folder = Path(base) if base is not None else parsed.folder
    return read_parsed(
        parsed,
        audience=audience,
        limits=limits,
        pictures=pictures,
        folder=folder,
        treatments=treatments,
        origins=origins,
        allow=allow,
    )


def read_parsed(
    parsed: Parsed,
    *,
    audience: Audience,
    limits: Limits,
    pictures: Pictures = "folder",
    folder: Path | None = None,
    treatments: Treatments | None = None,
    origins: Origins | None = None,
    allow: Collection[str] = (),
) -> Article:
    """Read a tree that is parsed already, and leave of it what the audience may see. ``folder``
    is where pictures are looked for."""
    # Long: the stages of reading, one after the other.
    treatments = treatments or load(None, VERBS)
    root, file = parsed.root, parsed.file
    remarks = Remarks(file)
    seen = filtered(root, audience, file, remarks)
    census = seen.census
    report_refused(census, prefixes(root), remarks)
    as_written = mend_windows(root, remarks)
    texts, index = texts_in(root, remarks), Index(root, remarks, census)
    reader = _reader(root, index, texts, treatments, seen=seen, limits=limits, remarks=remarks)
    reader.origins = origins
    plan_apart(reader)
    blocks = finish_notes(reader, root, read_blocks(reader, texts))
    order = (*reader.note_plan.order, *reader.notes)  # the latter: what a treatment calls a note
    notes = {n: reader.notes[n] for n in order if n in reader.notes}
    registers = reader.registers
    found = gathered((blocks, *(note.blocks for note in notes.values())))
    spans = settled(reader.spans, found, registers.verifications)
    empty = empty_notices(spans, file)
    spans, blocks, notes = without_empty(spans, blocks, notes)
    blocks, notes = mended(blocks, notes, spans, found)
    report_unshown(index, texts, treatments, remarks)
    report_invalid_dates(index, texts, remarks)
    graphics = load_graphics(reader.graphics, folder, pictures, audience, limits, remarks)
    restore(as_written)
    if audience == "public":
        clean_embedded(census, limits, remarks, set(reader.graphics.values()))
    tei = _serialised(root, audience)
    if not blocks:
        fix = "Is the text in <text>, and for this audience?"
        remarks.say("no-text", Severity.WARNING, "There is no text in this article.", fix=fix)
    said = (
        *parsed.notices,
        *entity_notices(root, parsed.entities, file),
        *empty,
        *remarks.notices(),
    )
    newsroom: tuple[Remark, ...] = ()
    if audience == "internal":
        newsroom = read_newsroom(root, texts, index, reader.internal, notes)
    leaks = leak_notices(seen, reader.graphics, graphics, file)
    if RULE in allow:
        said, leaks = (*said, *(replace(it, severity=Severity.WARNING) for it in leaks)), ()
    census.clear()  # as large as the text, and the reader lives until the collector comes
    return Article(
        meta=reader.meta,
        lang=reader.lang,
        blocks=blocks,
        notes=notes,
        agents=registers.agents,
        places=registers.places,
        sources=registers.sources,
        relations=registers.relations,
        statuses=registers.statuses,
        speeches=spans.speeches,
        figures=spans.figures,
        claims=spans.claims,
        corrections=spans.corrections,
        graphics=graphics,
        notices=said,
        audience=audience,
        file=file,
        tei=tei,
        remarks=newsroom,
        leaks=leaks,
    )


def _reader(
    root: Element,
    index: Index,
    texts: list[Element],
    treatments: Treatments,
    seen: Filtered,
    limits: Limits,
    remarks: Remarks,
) -> Reader:
    """Everything that must be known of the whole tree before its text is read."""
    # Long: what must be known before the text is read, in order.
    internal = seen.internal
    registers = read_registers(root, index, internal)
    span_plan, spans = plan_spans(root, texts, index, registers, remarks)
    begins = Counter(passage.start for passage in internal.passages)
    ends = Counter(passage.end for passage in internal.passages)
    note_plan = plan_notes(texts, index, limits, remarks.file)
    lang = languages(root, texts)
    meta = _metadata(root, index, lang, remarks)
    letter = correspondence(root, index, registers)
    changes = tuple(with_author_names(change, registers) for change in meta.changes)
    looks = Looks(index)
    report_unknown(index, texts, remarks)
    return Reader(
        index=index,
        remarks=remarks,
        treatments=treatments,
        handlers=HANDLERS,
        ways={},
        looks=looks,
        registers=registers,
        note_plan=note_plan,
        span_plan=span_plan,
        planned={
            *index.languages,
            *span_plan.starts,
            *span_plan.ends,
            *span_plan.claims,
            *note_plan.after,
            *(close := missing_spaces(index.census)),
            *internal.elements,
            *begins,
            *ends,
            *seen.suggested,
        },
        flow=Flow(lang, lambda: index.new("b")),
        lang=lang,
        meta=replace(meta, changes=changes, letter=letter),
        internal=internal,
        passages={element: (begins[element], ends[element]) for element in (*begins, *ends)},
        suggested=seen.suggested,
        missing_spaces=close,
        spans=spans,
    )


def _serialised(root: Element, audience: Audience) -> bytes:
    whole = root.getroottree() if audience == "internal" and root.getparent() is None else root
    text: bytes = etree.tostring(whole, encoding="UTF-8", xml_declaration=True, with_tail=False)
    return text if text.endswith(b"\n") else text + b"\n"


def _metadata(root: Element, index: Index, lang: str, remarks: Remarks) -> Metadata:
    header = root if name(root) == "teiHeader" else first(root, "teiHeader")
    if header is None:
        return Metadata()
    say_unshown(header, lang, remarks)
    meta = read_metadata(header, index, lang)
    if meta.title:
        return meta
    parts = sorted(descendants(root, "titlePart"), key=lambda part: part.get("type") != "main")
    return replace(meta, title=next(filter(None, (plain(part, "note") for part in parts)), ""))
