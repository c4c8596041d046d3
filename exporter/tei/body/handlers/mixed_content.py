"""Handlers of what may be in text and between blocks alike: notes, stage directions, entries."""

from __future__ import annotations

from exporter.model import Blocks, Comment, NoteCall, Paragraph, Run, WrittenNote
from exporter.notices import Severity
from exporter.tei.body.context import ALL, Reader, Steps, Wanted
from exporter.tei.body.handlers import blocks, links
from exporter.tei.body.handlers.blocks import paragraph
from exporter.tei.body.handlers.inlines import keep
from exporter.tei.body.treatment import Treatment
from exporter.tei.body.walker import walk
from exporter.tei.content.builders import Record
from exporter.tei.tree.elements import Element, children, is_bare, name, parent_name, plain, words
from exporter.text.patterns import pattern
from exporter.values import replace

__all__ = ["finish_notes"]

# --------------------------------------------------------------------------- notes


def note(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    plan = reader.note_plan
    if element in plan.repeated:
        reader.call(plan.repeated[element], element)
    elif element in plan.parts:
        reader.apart()
        yield ALL
        reader.apart()
    elif reader.note and blocks.has_blocks(element) and not reader.flow.inline:
        yield from blocks.apart_blocks(reader, element, treatment)
    elif reader.note:
        yield from _bracketed(reader, element)
    elif not reader.flow.in_paragraph and _in_debate(reader, element):
        yield from _remark(reader, element)
    elif _is_inline(element) and element not in plan.away and element not in plan.joined:
        yield from _in_line(reader, element)
    else:
        yield from _written(reader, element)


def _is_inline(element: Element) -> bool:
    said = f"{element.get('place') or ''} {element.get('rend') or ''}".casefold().split()
    return "inline" in said


def _in_line(reader: Reader, element: Element) -> Steps:
    """A note that its source has in the line stands there, between blocks as a paragraph."""
    if not reader.flow.in_paragraph:
        yield from (
            blocks.apart_blocks(reader, element, Treatment("blocks"))
            if blocks.has_blocks(element)
            else paragraph(reader, element, Treatment("paragraph"))
        )
    else:
        reader.anchor(element)
        yield from _bracketed(reader, element)


def _as_line(reader: Reader) -> Steps:
    """What may hold paragraphs, as a part of the line that is open."""
    reader.push(inline=True)
    yield ALL
    for inline in reader.pop_inlines():
        if isinstance(inline, Run):
            reader.flow.line.exact(inline.text, inline.marks)
        else:
            reader.flow.line.put(inline)


def _bracketed(reader: Reader, element: Element) -> Steps:
    """Text in brackets, unless it has some of its own."""
    words = plain(element)
    own = words[:1] in _BRACKETS and words[-1:] in _BRACKETS
    reader.apart()
    if not own:
        reader.generated("[")
    if blocks.has_blocks(element) and not reader.flow.inline:
        yield from _as_line(reader)
    else:
        yield ALL
    if not own and reader.flow.opened is not None:
        reader.generated("]", hug=True)
    reader.apart()


_BRACKETS = frozenset("()[]{}⟨⟩〈〉（）［］")


def _written(reader: Reader, element: Element) -> Steps:
    plan, given = reader.note_plan, reader.index.id(element, "note")
    kept = reader.suspend(given)
    reader.push()
    yield ALL
    found = reader.pop()
    reader.resume(kept)
    place = (element.get("place") or "").casefold()
    reader.notes[given] = WrittenNote(
        id=given,
        blocks=found,
        place="end" if "end" in place else "foot" if place in ("foot", "bottom") else "",
        targets=reader.index.targets(element, "target"),
        sources=reader.registers.sources_of(element),
        type="internal" if _is_internal(reader, element) else element.get("type") or "",
        label=element.get("n") or reader.note_labels.get(given, ""),
        line=element.sourceline or 0,
        lang=reader.lang if reader.lang != reader.base_lang else "",
        comment=_comment(element) if element.get("type") == "comment" else None,
    )
    if element not in plan.away and element not in plan.joined:
        reader.call(given, element)


_SIGNED = pattern(
    r"(?:(?P<author>[^:]{1,80}?), )?(?P<when>\d{4}-\d\d-\d\d): |(?P<name>[^:]{1,80}): "
)
"""How merging and drafting begin a comment: ``Ada Mills, 2026-03-02: ``, each part where known."""


def _comment(element: Element) -> Comment:
    words = " ".join(plain(element).split())
    signed = _SIGNED.match(words)
    if signed is None:
        return Comment("", "", words)
    if signed["name"] and next(children(element, "persName"), None) is None:
        return Comment("", "", words)
    author = signed["author"] or signed["name"] or ""
    return Comment(author, signed["when"] or "", words[signed.end() :])


def _is_internal(reader: Reader, element: Element) -> bool:
    """Whether a note, or something around it, is for the newsroom alone (internal copies)."""
    return reader.internal.holds(element)


def finish_notes(reader: Reader, root: Element, blocks: Blocks) -> Blocks:
    """Read the notes that stand outside the text, join those that continue another, and call
    at the end those that nothing calls."""
    away = reader.note_plan.away
    for element in reader.index.census.below(root, "note") if away else ():
        if element in away and reader.index.given(element) not in reader.notes:
            reader.push()
            walk(reader, element)
            reader.pop()
    for element, before in reader.note_plan.joined.items():
        _join(reader, reader.index.given(element), reader.index.given(before))
    stray = [note for note in reader.notes if note not in reader.called]
    if not stray:
        return blocks
    for note in stray:
        message = "Nothing calls this note; it is called at the end."
        reader.remarks.say("stray-note", Severity.WARNING, message, reader.index.elements[note])
    calls = tuple(NoteCall(note, line=reader.notes[note].line) for note in stray)
    return (*blocks, Paragraph(calls, id=reader.index.new("b")))


def _join(reader: Reader, later: str, earlier: str) -> None:
    heads = {
        reader.index.given(a): reader.index.given(b) for a, b in reader.note_plan.joined.items()
    }
    while earlier in heads and earlier not in reader.notes:
        earlier = heads[earlier]
    if later in reader.notes and earlier in reader.notes:
        tail = reader.notes.pop(later)
        head = reader.notes[earlier]
        reader.notes[earlier] = replace(head, blocks=(*head.blocks, *tail.blocks))


def _in_debate(reader: Reader, element: Element) -> bool:
    """Among utterances, a note without a place of its own is the transcriber's remark."""
    parent = element.getparent()
    return (
        not element.get("place")
        and not element.get("target")
        and parent is not None
        and (name(parent) == "u" or parent in reader.index.holders("u"))
    )


def _remark(reader: Reader, element: Element) -> Steps:
    if element.get("type") != "speaker" or not _announces(element):
        yield from paragraph(reader, element, Treatment("paragraph", ("stage",)))
        return
    reader.push(inline=True)
    yield ALL
    reader.announced = reader.pop_inlines()


def _announces(element: Element) -> bool:
    after = element.getnext()
    while after is not None and name(after) in ("", "pb", "lb", "cb", "milestone"):
        after = after.getnext()
    return after is not None and name(after) == "u"


# --------------------------------------------------------------------- mixed positions

_LINES = words("p ab item cell l head bibl seg speaker")


def is_in_line(reader: Reader, element: Element) -> bool:
    """Whether it is a part of a line of text, not a block."""
    parent = element.getparent()
    return reader.flow.in_paragraph or (parent is not None and name(parent) in _LINES)


def bibl(reader: Reader, element: Element, _: Treatment) -> Steps:
    """An entry of its own between blocks, else text; its dates and numbers are no figures."""
    in_line = is_in_line(reader, element)
    role = "attribution" if parent_name(element) in ("quote", "q") else "bibl"
    if named := links.entry_named(reader, element):
        if not in_line:
            reader.flow.close()
            reader.flow.open(reader.at(element, role))
        reader.anchor(element)
        reader.mark(named[1])
        reader.generated(named[0])
        if not in_line:
            reader.flow.close()
        return
    before, reader.in_entry = reader.in_entry, True
    if not in_line:
        yield from _entry(reader, element, role)
    elif name(element) == "bibl":
        yield from _in_sentence(reader, element)
    else:
        reader.anchor(element)
        yield from _parts(reader, element)
    reader.in_entry = before


def _in_sentence(reader: Reader, element: Element) -> Steps:
    """A ``bibl`` in prose is a part of its sentence: its words are set apart, by no signs."""
    around, reader.records = reader.records, []
    reader.keep(element)
    if is_bare(element):
        reader.planned.update(children(element))
        reader.records = [Record(element, reader.flow.line, comma=False)]
    yield ALL
    reader.records = around


def record(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    """Data: parts that only tags set apart are set apart by commas. With words, a paragraph."""
    before, reader.in_entry = reader.in_entry, True
    if treatment.words and not reader.flow.inline:
        yield from _entry(reader, element, " ".join(treatment.words[1:]))
    else:
        yield from _parts(reader, element)
    reader.in_entry = before


def _entry(reader: Reader, element: Element, role: str) -> Steps:
    flow = reader.flow
    flow.close()
    flow.open(reader.at(element, role))
    before, flow.role = flow.role, role
    yield from _parts(reader, element)
    flow.close()
    flow.role = before


def _parts(reader: Reader, element: Element) -> Steps:
    """Walk the children; commas between them where the source has nothing but tags. What stands
    close to the words before it is set apart."""
    reader.apart()
    if not is_bare(element):
        yield ALL
        return
    reader.records.append(Record(element, reader.flow.line))
    reader.planned.update(children(element))
    yield ALL
    reader.records.pop()


def either(reader: Reader, element: Element, treatment: Treatment) -> Wanted | Steps:
    """What nobody knows to be a block or a part of a line: where nothing but tags is around it, it
    stands by itself; in a line it is parted from another of its name, if only tags part them."""
    before, parent = element.getprevious(), element.getparent()
    ahead = before.tail if before is not None else None if parent is None else parent.text
    alone = not (ahead or "").strip() and not (element.tail or "").strip()
    if alone and not reader.flow.in_paragraph:
        return blocks.apart_blocks(reader, element, Treatment("blocks"))
    if before is not None and not before.tail and before.tag == element.tag:
        reader.apart()
    return keep(reader, element, treatment)


def person(reader: Reader, element: Element, treatment: Treatment) -> Wanted | Steps:
    """``docAuthor``, ``docDate``: a paragraph of their own on a title page, else text."""
    if reader.flow.in_paragraph:
        return ALL
    words = treatment.words if treatment.word != "paragraph" else ("byline",)
    return paragraph(reader, element, Treatment("paragraph", words))


def corpus(_reader: Reader, element: Element, _: Treatment) -> Wanted:
    return list(children(element, "TEI", "teiCorpus", "text", "TEI.2"))
