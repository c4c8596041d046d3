"""Edits of known kinds in a Word copy, and what other programs make of one.

An edit is made in the runs of ``word/document.xml``; what each annotated span should then say is
read from the content controls before any of them is lost.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from copy import deepcopy

import lxml.etree as etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{W}}}"
WORDS = [
    "quick",
    "river",
    "stone",
    "harbour",
    "seven",
    "morning",
    "letter",
    "council",
    "bridge",
    "winter",
    "paper",
    "signal",
]
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class Document:
    """A Word copy opened for editing: ``trees`` are its parts that hold text."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self.body = etree.fromstring(self.parts["word/document.xml"])
        self.notes = {
            place: etree.fromstring(self.parts[f"word/{place}notes.xml"])
            for place in ("foot", "end")
            if f"word/{place}notes.xml" in self.parts
        }

    def saved(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(
            self.body, xml_declaration=True, encoding="UTF-8"
        )
        for place, tree in self.notes.items():
            self.parts[f"word/{place}notes.xml"] = etree.tostring(
                tree, xml_declaration=True, encoding="UTF-8"
            )
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in self.parts.items():
                package.writestr(name, part)
        return out.getvalue()

    def paragraphs(self) -> list[etree._Element]:
        """Those of the body, a table of contents left out."""
        return [
            p
            for p in self.body.iter(f"{_W}p")
            if not any(
                a.find(f"{_W}sdtPr/{_W}docPartObj") is not None for a in p.iterancestors(f"{_W}sdt")
            )
        ]


def text_of(paragraph: etree._Element) -> str:
    return "".join(t.text or "" for t in paragraph.iter(f"{_W}t"))


def span_texts(document: Document) -> dict[str, str]:
    """What each content control says, its parts together; deleted text left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in document.body.iter(f"{_W}t"):
        for control in text.iterancestors(f"{_W}sdt"):
            tag = control.find(f"{_W}sdtPr/{_W}tag")
            if tag is not None and tag.get(f"{_W}val", "").startswith("tei:"):
                found[tag.get(f"{_W}val")].append(text.text or "")
    return {tag: " ".join("".join(words).split()) for tag, words in found.items()}


# ------------------------------------------------------------------------ edits


def edit_words(
    document: Document,
    chosen: Iterable[int],
    share: float,
    chance: random.Random,
    *,
    tracked: bool = False,
) -> int:
    """Replace, delete and add words in these paragraphs; the count comes back."""
    paragraphs = document.paragraphs()
    count = 0
    for at in chosen:
        for run in list(paragraphs[at].iter(f"{_W}r")):
            text = run.find(f"{_W}t")
            if text is None or len(run.findall(f"{_W}t")) != 1 or not (text.text or "").strip():
                continue
            if next(run.iterancestors(f"{_W}hyperlink"), None) is not None:
                continue  # the number of a note
            pieces = re.split(r"(\s+)", text.text)
            changes = []
            for number, word in enumerate(pieces):
                if not re.fullmatch(r"[^\W\d]\w*", word) or chance.random() >= share:
                    continue
                kind = chance.choice(("replace", "replace", "add", "delete"))
                new = chance.choice(WORDS)
                if kind == "delete" and (number + 1 >= len(pieces) or number == 0):
                    kind = "replace"
                changes.append((number, kind, new))
            if not changes:
                continue
            count += len(changes)
            if tracked:
                _track(run, pieces, changes)
            else:
                for number, kind, new in changes:
                    if kind == "replace":
                        pieces[number] = new
                    elif kind == "add":
                        pieces[number] += f" {new}"
                    else:
                        pieces[number] = pieces[number + 1] = ""
                text.text = "".join(pieces)
                text.set(_SPACE, "preserve")
    return count


def _track(run, pieces, changes) -> None:
    """The run cut into what stays, ``w:del`` and ``w:ins``."""
    by_number = {number: (kind, new) for number, kind, new in changes}
    out = []
    number = 0
    while number < len(pieces):
        word = pieces[number]
        kind, new = by_number.get(number, ("", ""))
        if kind == "delete":
            out.append(("del", word + pieces[number + 1]))
            number += 2
            continue
        if kind == "replace":
            out += [("del", word), ("ins", new)]
        elif kind == "add":
            out += [("", word), ("ins", f" {new}")]
        else:
            out.append(("", word))
        number += 1
    parent, at = run.getparent(), run.getparent().index(run)
    parent.remove(run)
    for kind, words in out:
        if not words:
            continue
        piece = deepcopy(run)
        inner = piece.find(f"{_W}t")
        inner.text = words
        inner.set(_SPACE, "preserve")
        if kind == "del":
            inner.tag = f"{_W}delText"
        if kind:
            change = etree.Element(
                f"{_W}{kind}",
                {
                    f"{_W}id": str(9000 + at),
                    f"{_W}author": "Ed Itor",
                    f"{_W}date": "2026-11-20T10:00:00Z",
                },
            )
            change.append(piece)
            piece = change
        parent.insert(at, piece)
        at += 1


def paragraph_with(document: Document, words: str) -> etree._Element:
    """The first paragraph of the body or of a note that holds words."""
    for tree in (document.body, *document.notes.values()):
        for paragraph in tree.iter(f"{_W}p"):
            if words in text_of(paragraph):
                return paragraph
    raise LookupError(words)


def say(document: Document, old: str, new: str) -> None:
    """Words that stand in one run, replaced."""
    for tree in (document.body, *document.notes.values()):
        for text in tree.iter(f"{_W}t"):
            if old in (text.text or ""):
                text.text = text.text.replace(old, new, 1)
                text.set(_SPACE, "preserve")
                return
    raise LookupError(old)


def split_at(document: Document, words: str) -> None:
    """A new paragraph begins at these words, which begin in one run of the paragraph itself."""
    paragraph = paragraph_with(document, words)
    for run in paragraph.iter(f"{_W}r"):
        text = run.find(f"{_W}t")
        if text is None or words not in (text.text or ""):
            continue
        at = text.text.index(words)
        other, rest = deepcopy(paragraph), deepcopy(run)
        for child in list(other):
            if child.tag != f"{_W}pPr":
                other.remove(child)
        rest.find(f"{_W}t").text = text.text[at:]
        text.text = text.text[:at].rstrip()
        other.append(rest)
        top = run
        while top.getparent() is not paragraph:
            top = top.getparent()
        for sibling in list(top.itersiblings()):
            other.append(sibling)
        paragraph.addnext(other)
        return
    raise LookupError(words)


def join(document: Document, words: str) -> None:
    """The paragraph with these words goes on in the next."""
    paragraph = paragraph_with(document, words)
    after = paragraph.getnext()
    paragraph.append(run_of(" "))
    for child in list(after):
        if child.tag != f"{_W}pPr":
            paragraph.append(child)
    after.getparent().remove(after)


def add_row(document: Document, behind: int, texts: list[str]) -> None:
    """A row behind another, as Word makes one: like it, with other words."""
    row = list(document.body.iter(f"{_W}tr"))[behind]
    new = deepcopy(row)
    for cell, words in zip(new.iter(f"{_W}tc"), texts, strict=True):
        paragraph = cell.find(f"{_W}p")
        for child in [c for c in paragraph if c.tag != f"{_W}pPr"]:
            paragraph.remove(child)
        if words:
            paragraph.append(run_of(words))
    row.addnext(new)


def add_column(document: Document, texts: list[str]) -> None:
    """A last cell in each row."""
    for row, words in zip(document.body.iter(f"{_W}tr"), texts, strict=True):
        last = row.findall(f"{_W}tc")[-1]
        new = deepcopy(last)
        paragraph = new.find(f"{_W}p")
        for child in [c for c in paragraph if c.tag != f"{_W}pPr"]:
            paragraph.remove(child)
        paragraph.append(run_of(words))
        last.addnext(new)


def move_words(document: Document, words: str, behind: str) -> None:
    """Words of one paragraph, over as many runs as there are, cut out and typed behind others."""
    paragraph = paragraph_with(document, words)
    start = text_of(paragraph).index(words)
    end, at = start + len(words), 0
    for text in paragraph.iter(f"{_W}t"):
        held = text.text or ""
        low, high = max(start - at, 0), max(end - at, 0)
        text.text = held[:low] + held[high:]
        text.set(_SPACE, "preserve")
        at += len(held)
    say(document, behind, f"{behind} {words.strip()}")


def run_of(words: str, *, italic: bool = False) -> etree._Element:
    run = etree.Element(f"{_W}r")
    if italic:
        etree.SubElement(etree.SubElement(run, f"{_W}rPr"), f"{_W}i")
    text = etree.SubElement(run, f"{_W}t")
    text.text = words
    text.set(_SPACE, "preserve")
    return run


def add_after(document: Document, words: str, *runs: etree._Element) -> etree._Element:
    """A new paragraph behind the one with these words, in its style."""
    paragraph = paragraph_with(document, words)
    new = etree.Element(f"{_W}p")
    if (properties := paragraph.find(f"{_W}pPr")) is not None:
        new.append(deepcopy(properties))
    new.extend(runs)
    paragraph.addnext(new)
    return new


def move_behind(document: Document, words: str, others: str) -> None:
    paragraph = paragraph_with(document, words)
    paragraph_with(document, others).addnext(paragraph)


def add_note(document: Document, words: str, note: str) -> None:
    """A footnote called behind these words, which end a run."""
    tree = document.notes["foot"]
    number = 1 + max(int(each.get(f"{_W}id")) for each in tree)
    new = etree.SubElement(tree, f"{_W}footnote", {f"{_W}id": str(number)})
    paragraph = etree.SubElement(new, f"{_W}p")
    etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}footnoteRef")
    paragraph.append(run_of(f" {note}"))
    for run in document.body.iter(f"{_W}r"):
        text = run.find(f"{_W}t")
        if text is not None and words in (text.text or ""):
            at = text.text.index(words) + len(words)
            rest = deepcopy(run)
            rest.find(f"{_W}t").text = text.text[at:]
            rest.find(f"{_W}t").set(_SPACE, "preserve")
            text.text = text.text[:at]
            call = etree.Element(f"{_W}r")
            etree.SubElement(call, f"{_W}footnoteReference", {f"{_W}id": str(number)})
            run.addnext(call)
            call.addnext(rest)
            return
    raise LookupError(words)


def delete_note(document: Document, words: str) -> None:
    """The call of the note with these words, and the note."""
    note = paragraph_with(document, words).getparent()
    number = note.get(f"{_W}id")
    for call in list(document.body.iter(f"{_W}footnoteReference")):
        if call.get(f"{_W}id") == number:
            call.getparent().getparent().remove(call.getparent())
    note.getparent().remove(note)


def comment_on(document: Document, words: str, comment: str, author: str, date: str) -> None:
    """A comment on a run with these words."""
    root = etree.Element(f"{_W}comments", nsmap={"w": W})
    attributes = {f"{_W}id": "900", f"{_W}author": author, f"{_W}date": date}
    held = etree.SubElement(root, f"{_W}comment", attributes)
    etree.SubElement(held, f"{_W}p").append(run_of(comment))
    document.parts["word/comments.xml"] = etree.tostring(
        root, xml_declaration=True, encoding="UTF-8"
    )
    rels = document.parts["word/_rels/document.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    rel = f'<Relationship Id="rId900" Type="{kind}" Target="comments.xml"/></Relationships>'
    document.parts["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", rel).encode()
    for run in document.body.iter(f"{_W}r"):
        text = run.find(f"{_W}t")
        if text is not None and words in (text.text or ""):
            at = text.text.index(words) + len(words)
            rest = deepcopy(run)
            rest.find(f"{_W}t").text = text.text[at:]
            rest.find(f"{_W}t").set(_SPACE, "preserve")
            text.text = text.text[:at]
            run.addprevious(etree.Element(f"{_W}commentRangeStart", {f"{_W}id": "900"}))
            end = etree.Element(f"{_W}commentRangeEnd", {f"{_W}id": "900"})
            run.addnext(end)
            end.addnext(rest)
            return
    raise LookupError(words)


def straighten(document: Document) -> None:
    """Quotation marks as a program writes them that knows no others."""
    for text in document.body.iter(f"{_W}t"):
        text.text = (text.text or "").translate(str.maketrans("“”‘’", "\"\"''"))


def edit_everything(
    document: Document, chosen: list[int], share: float, chance: random.Random, *, times: int = 1
) -> list[str]:
    """Words, and each other kind of edit so many times; the names of what was done come back."""
    edit_words(document, chosen, share, chance)
    paragraphs = document.paragraphs()
    plain = [
        paragraphs[at]
        for at in chosen
        if paragraphs[at].getparent().tag == f"{_W}body" and len(text_of(paragraphs[at])) > 60
    ]
    kinds = [(name, change) for name, change in sorted(_KINDS.items()) for _ in range(times)]
    return [
        name
        for name, change in kinds
        if plain and change(document, plain.pop(chance.randrange(len(plain))), chance)
    ]


def _middle(paragraph: etree._Element, chance: random.Random) -> tuple[etree._Element, int] | None:
    """A run of the paragraph itself, and a space in it."""
    runs = [
        run
        for run in paragraph.findall(f"{_W}r")
        if (t := run.find(f"{_W}t")) is not None and " " in (t.text or "").strip()
    ]
    if not runs:
        return None
    run = chance.choice(runs)
    text = run.find(f"{_W}t").text
    spaces = [m.start() for m in re.finditer(r"(?<=\w) (?=\w)", text)]
    return (run, chance.choice(spaces)) if spaces else None


def _split(_: Document, paragraph: etree._Element, chance: random.Random) -> bool:
    found = _middle(paragraph, chance)
    if found is None:
        return False
    run, at = found
    other, rest = deepcopy(paragraph), deepcopy(run)
    for child in list(other):
        if child.tag != f"{_W}pPr":
            other.remove(child)
    text = run.find(f"{_W}t").text
    rest.find(f"{_W}t").text = text[at + 1 :]
    run.find(f"{_W}t").text = text[:at]
    other.append(rest)
    for sibling in list(run.itersiblings()):
        other.append(sibling)
    paragraph.addnext(other)
    return True


def _join(_: Document, paragraph: etree._Element, _chance: random.Random) -> bool:
    after = paragraph.getnext()
    if after is None or after.tag != f"{_W}p" or _style(after) != _style(paragraph):
        return False
    paragraph.append(run_of(" "))
    for child in list(after):
        if child.tag != f"{_W}pPr":
            paragraph.append(child)
    after.getparent().remove(after)
    return True


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val")


def _delete(_: Document, paragraph: etree._Element, _chance: random.Random) -> bool:
    paragraph.getparent().remove(paragraph)
    return True


def _add(_: Document, paragraph: etree._Element, chance: random.Random) -> bool:
    new = etree.Element(f"{_W}p")
    if (properties := paragraph.find(f"{_W}pPr")) is not None:
        new.append(deepcopy(properties))
    new.append(run_of(" ".join(chance.choices(WORDS, k=8)).capitalize() + "."))
    paragraph.addnext(new)
    return True


def _move(_: Document, paragraph: etree._Element, _chance: random.Random) -> bool:
    before = paragraph.getprevious()
    if before is None or before.tag != f"{_W}p" or _style(before) != _style(paragraph):
        return False
    before.addprevious(paragraph)
    return True


def _italic(_: Document, paragraph: etree._Element, chance: random.Random) -> bool:
    found = _middle(paragraph, chance)
    if found is None:
        return False
    run, at = found
    rest = deepcopy(run)
    text = run.find(f"{_W}t").text
    run.find(f"{_W}t").text, rest.find(f"{_W}t").text = text[: at + 1], text[at + 1 :]
    for each in (run, rest):
        each.find(f"{_W}t").set(_SPACE, "preserve")
    properties = rest.find(f"{_W}rPr")
    if properties is None:
        properties = etree.Element(f"{_W}rPr")
        rest.insert(0, properties)
    properties.append(etree.Element(f"{_W}i"))
    run.addnext(rest)
    return True


def _note(document: Document, paragraph: etree._Element, chance: random.Random) -> bool:
    found = _middle(paragraph, chance)
    if found is None or "foot" not in document.notes:
        return False
    run, at = found
    text = run.find(f"{_W}t").text
    words = text[:at]
    run.find(f"{_W}t").text = words
    rest = deepcopy(run)
    rest.find(f"{_W}t").text = text[at:]
    rest.find(f"{_W}t").set(_SPACE, "preserve")
    tree = document.notes["foot"]
    number = 1 + max(int(each.get(f"{_W}id")) for each in tree)
    new = etree.SubElement(tree, f"{_W}footnote", {f"{_W}id": str(number)})
    held = etree.SubElement(new, f"{_W}p")
    etree.SubElement(etree.SubElement(held, f"{_W}r"), f"{_W}footnoteRef")
    held.append(run_of(f" A note on {chance.choice(WORDS)}."))
    call = etree.Element(f"{_W}r")
    etree.SubElement(call, f"{_W}footnoteReference", {f"{_W}id": str(number)})
    run.addnext(call)
    call.addnext(rest)
    return True


_KINDS: dict[str, Callable[[Document, etree._Element, random.Random], bool]] = {
    "added": _add,
    "deleted": _delete,
    "italic": _italic,
    "joined": _join,
    "moved": _move,
    "note": _note,
    "split": _split,
}


# -------------------------------------------------------------------- what a save leaves


def as_word(document: Document, chance: random.Random) -> None:
    """Word cuts runs and gives them numbers of the session."""
    for run in list(document.body.iter(f"{_W}r")):
        text = run.find(f"{_W}t")
        if text is None or len(run.findall(f"{_W}t")) != 1 or len(text.text or "") < 6:
            continue
        run.set(f"{_W}rsidR", f"{chance.randrange(16**8):08X}")
        if chance.random() < 0.3:
            cut = chance.randrange(1, len(text.text))
            other = deepcopy(run)
            other.find(f"{_W}t").text = text.text[cut:]
            text.text = text.text[:cut]
            for each in (text, other.find(f"{_W}t")):
                each.set(_SPACE, "preserve")
            run.addnext(other)


def stripped(document: Document, _chance: random.Random | None = None) -> None:
    """Content controls, bookmarks and custom XML are gone."""
    for control in list(document.body.iter(f"{_W}sdt")):
        content = control.find(f"{_W}sdtContent")
        parent, at = control.getparent(), control.getparent().index(control)
        for child in list(content if content is not None else ()):
            parent.insert(at, child)
            at += 1
        parent.remove(control)
    for name in ("bookmarkStart", "bookmarkEnd"):
        for mark in list(document.body.iter(f"{_W}{name}")):
            mark.getparent().remove(mark)
    for name in [n for n in document.parts if n.startswith("customXml/")]:
        del document.parts[name]
    relations = document.parts["word/_rels/document.xml.rels"].decode()
    document.parts["word/_rels/document.xml.rels"] = re.sub(
        r"<Relationship [^>]*customXml[^>]*/>", "", relations
    ).encode()
    types = document.parts["[Content_Types].xml"].decode()
    document.parts["[Content_Types].xml"] = re.sub(
        r"<Override PartName=\"/customXml[^>]*/>", "", types
    ).encode()


SAVES: dict[str, Callable[[Document, random.Random], None]] = {
    "word": as_word,
    "stripped": stripped,
}
