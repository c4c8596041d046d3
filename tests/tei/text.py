"""What a tree's text says, told without the reader: to hold its Article against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import lxml.etree as etree

from exporter.model import Article, Blocks, Break, Generated, NoteCall, Run
from exporter.model.traversal import contents
from exporter.tei.annotations.notes import plan_notes
from exporter.tei.body.dispatch import HANDLERS
from exporter.tei.body.handlers.figures import markup
from exporter.tei.body.handlers.inlines import _ends_line
from exporter.tei.body.treatment import load
from exporter.tei.limits import Limits
from exporter.tei.tree.elements import goes_on, name
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.pointers import Index
from exporter.tei.tree.texts import texts_in

__all__ = [
    "squeezed",
    "stream_of_article",
    "stream_of_tree",
    "text_in_article",
    "text_in_tree",
]


def squeezed(text: str) -> str:
    """Text without any white space: blocks and notes may part words differently."""
    return "".join(text.split())


def text_in_article(article: Article) -> tuple[str, list[str]]:
    """The text that authors wrote: of the blocks, and of every note."""
    return _written(article.blocks), [_written(note.blocks) for note in article.notes.values()]


def _written(blocks: Blocks) -> str:
    return "\n".join(
        "".join(
            inline.text
            for inline in line
            if isinstance(inline, Run)
            and not any(isinstance(mark, Generated) for mark in inline.marks)
        )
        for line in (part.inlines for part in contents(blocks))
    )


def text_in_tree(tei: bytes) -> tuple[str, list[str]]:
    """The text of a tree less what the standard table hides, and that of each note in it."""
    root = etree.fromstring(tei, etree.XMLParser(huge_tree=True, recover=True))
    walk = _Walk(root)
    body = "".join(piece for text in walk.texts for piece in walk.text(text))
    return body, [walk.note(note) for note in walk.notes()]


_SILENT = ("boundary", "empty", "hand", "hide", "passage", "space", "choose", "apparatus")
_NOTES = ("note", "witDetail")


class _Walk:
    def __init__(self, root: Any) -> None:
        self.root, self.texts = root, texts_in(root, Remarks(None))
        self.index = Index(root, Remarks(None))
        self.plan = plan_notes(self.texts, self.index, Limits())
        self.treatments = load(None, frozenset(HANDLERS))
        self._in_note = False

    def notes(self) -> Iterator[Any]:
        """The notes that are no part of another and not hidden."""
        planned = [self.index.elements[given] for given in self.plan.order]
        others = [
            element
            for text in self.texts
            for element in text.iter("{*}*")
            if self._verb(element) == "note" and name(element) != "note"
        ]
        for note in (*planned, *others):
            inner = any(map(self._is_own, note.iterancestors()))
            if not inner and self._is_own(note):
                yield note

    def text(self, element: Any) -> Iterator[str]:
        """The text of an element, that of its notes left out."""
        if not isinstance(element.tag, str):
            return
        if self._verb(element) == "note" and not self._is_text(element):
            return
        yield from self.inside(element)

    def note(self, element: Any) -> str:
        """The text of a note, with that of the notes in it."""
        self._in_note = True
        text = "".join(self.inside(element))
        self._in_note = False
        return text

    def inside(self, element: Any) -> Iterator[str]:
        if self._verb(element) == "example":
            yield markup(element)
            return
        wanted = self._children(element)
        read = self.inside if self._in_note else self.text
        if wanted is None:
            yield element.text or ""
            for child in element:
                if isinstance(child.tag, str):
                    yield from read(child)
                yield child.tail or ""
        else:
            for child in wanted:
                yield from read(child)

    def _children(self, element: Any) -> list[Any] | None:
        """The children whose text counts; None for all of them and the text between."""
        treatment = self.treatments.of(element, name(element))
        kids = [child for child in element if isinstance(child.tag, str)]
        match self._verb(element):
            case "description" if self._is_alt(element):
                return self._outermost(element)
            case "graphic":
                return []
            case "label" if self._is_repeated(element):
                return self._outermost(element)
            case "boundary" | "empty" | "hand" | "hide" | "passage" | "space":
                return self._outermost(element)
            case "division" if self._is_emptied(element):
                return [e for e in element.iter("{*}note") if e in self.plan.away]
            case "word" if element.get("force") == "weak" and _ends_line(element):
                return []
            case "keep" if name(element).endswith("}semantics"):
                return kids[:1]
            case "gap":
                return [kid for kid in kids if name(kid) == "desc"][:1]
            case "include":
                return kids
            case "corpus":
                return [k for k in kids if name(k) in ("TEI", "teiCorpus", "text", "TEI.2")]
            case "choose" if treatment is not None:
                chosen = [k for w in treatment.words for k in kids if name(k) == w]
                chosen = (chosen or kids)[:1]
                return [*chosen, *self._notes_of(kids, chosen)]
            case "apparatus" if not self._is_listed(element):
                return self._of_readings(element, kids)
            case "pointer" | "reference" if element in self.plan.pointers:
                return [] if element in self.plan.labels else None
        return None

    def _notes_of(self, kids: list[Any], shown: list[Any]) -> list[Any]:
        """The notes in what is not shown."""
        found = [
            note
            for kid in kids
            for note in ([kid] if name(kid) == "note" else self._outermost(kid))
        ]
        return [n for n in found if not any(k is n or k in set(n.iterancestors()) for k in shown)]

    def _is_listed(self, app: Any) -> bool:
        """An apparatus that stands apart from the text shows every reading."""
        lists = ("listApp", "div", "back")
        return (
            name(app.getparent()) in lists
            and app.get("type") != "correction"
            and any(name(kid) in ("lem", "rdg", "rdgGrp") for kid in app)
        )

    def _of_readings(self, app: Any, kids: list[Any]) -> list[Any] | None:
        notes = [k for k in kids if name(k) in _NOTES]
        if self._is_about(app):
            return [*notes, *self._notes_of(kids, notes)]
        chosen = [k for k in kids if name(k) == "lem"]
        chosen = chosen or [k for k in kids if name(k) in ("rdg", "rdgGrp")]
        if not chosen:
            return None
        inner = [i for k in chosen[:1] if name(k) == "rdgGrp" for i in k.iter("{*}lem", "{*}rdg")]
        shown = [*(inner or chosen)[:1], *notes]
        return [*shown, *self._notes_of(kids, shown)]

    def _is_about(self, app: Any) -> bool:
        """An entry in line about the words before it, which it does not hold."""
        said = app.get("from") is not None or app.get("loc") is not None
        lemma = any("".join(kid.itertext()).strip() for kid in app if name(kid) == "lem")
        return said and not lemma and not self._is_listed(app)

    def _is_emptied(self, element: Any) -> bool:
        """A section of notes that are called elsewhere: its heading is left out."""
        notes = [note for note in element.iter("{*}note") if note in self.plan.away]
        if not notes or not any(name(kid) == "head" for kid in element):
            return False
        return not any(
            (text or "").strip()
            for node in element.iter()
            for text, at in ((node.text, node), (node.tail, node.getparent()))
            if isinstance(node.tag, str) and at is not None and node is not element
            if not any(a in notes or name(a) == "head" for a in (at, *at.iterancestors()))
        )

    def _is_alt(self, element: Any) -> bool:
        """A description that stands for its figure's pictures, or for the figure itself."""
        parent = element.getparent()
        kids = [name(kid) for kid in parent] if parent is not None else []
        return (
            parent is not None
            and name(parent) == "figure"
            and (
                "graphic" in kids
                or "media" in kids
                or "binaryObject" in kids
                or not self._in_line(parent)
            )
        )

    def _is_repeated(self, label: Any) -> bool:
        """The number of a figure that the end of its heading has too."""
        figure, number = label.getparent(), squeezed("".join(label.itertext()))
        return name(figure) == "figure" and any(
            re.search(rf"\b{re.escape(number)}\W*$", "".join(kid.itertext()))
            for kid in figure
            if name(kid) == "head" and number
        )

    def _in_line(self, element: Any) -> bool:
        verbs = ("heading", "line", "label", "speaker", "code")
        return any(self._verb(ancestor) in verbs for ancestor in element.iterancestors())

    def _verb(self, element: Any) -> str:
        treatment = self.treatments.of(element, name(element))
        return treatment.verb if treatment is not None else "keep"

    def _is_own(self, note: Any) -> bool:
        return self._verb(note) == "note" and not self._is_text(note) and not self._is_hidden(note)

    def _is_text(self, note: Any) -> bool:
        """A note that is read as text where it stands."""
        if note in self.plan.parts:
            return True
        parent = note.getparent()
        if "inline" in f"{note.get('place')} {note.get('rend')}".casefold().split():
            return note not in self.plan.away and note not in self.plan.joined
        placed = note.get("place") or note.get("target")
        if placed or parent is None:
            return False
        if name(parent) in ("p", "ab"):  # in its line already
            return False
        return self._in_utterance(note) or any(name(kid) == "u" for kid in parent)

    def _in_utterance(self, note: Any) -> bool:
        """Between the segments of an utterance, not in its text."""
        if name(note.getparent()) != "u":
            return False
        before = note.getprevious()
        text = before.tail if before is not None else note.getparent().text
        return not (text or "").strip() and (before is None or name(before) == "seg")

    def _is_hidden(self, note: Any) -> bool:
        """In what is not walked at all: a reading that is not shown, an example."""
        line = [*reversed(list(note.iterancestors())), note]
        for ancestor, kid in pairwise(line):
            verb, wanted = self._verb(ancestor), self._children(ancestor)
            if verb in _SILENT or (verb == "description" and wanted is not None):
                return name(note) != "note"
            if verb == "example" or (wanted is not None and kid not in wanted):
                return True
        return False

    def _outermost(self, element: Any) -> list[Any]:
        """The notes below an element that shows nothing else."""
        notes = [n for n in element.iter("{*}note") if name(n) == "note" and n is not element]
        notes = [note for note in notes if note not in self.plan.parts]
        return [note for note in notes if not set(notes) & set(note.iterancestors())]


def stream_of_tree(tei: bytes) -> str:
    """The text of a tree with its notes, and with ``\\x01`` wherever two elements meet: what
    stands there, white space aside, is no author's word."""
    root = etree.fromstring(tei, etree.XMLParser(huge_tree=True, recover=True))
    text = "\n".join("".join(_Borders(root).text(text)) for text in _Walk(root).texts)
    text = _WIDE_LINE_END.sub("\x01", text)
    kept = next(root.iter("{*}hyphenation"), root).get("eol") in ("all", "some")
    return _HYPHEN.sub("", text) if kept else text


_HYPHEN = re.compile("(?<=[^\\W\\d_])[-\u2010\u00ad\u00ac\u2e17=](?=[\x01\\s]*\x02)")
"""One that a line's end left in a word; the header says that such were kept."""


_WIDE_LINE_END = re.compile("(?<=[\u2e80-\uffef])[\x01 \t]*\n[\x01\\s]*(?=[\u2e80-\uffef])")
"""Between wide characters nothing is known of a line's end."""


class _Borders(_Walk):
    """The same walk, with the places where elements begin and end, and with breaks."""

    def inside(self, element: Any) -> Iterator[str]:
        tag = name(element)
        if tag == "space":
            yield " "
        elif tag in ("lb", "pb", "cb", "gb", "milestone") and (
            goes_on(element) or self._in_word(element)
        ):
            yield "\x02"
        elif tag == "lb":
            yield "\n"
        else:
            yield "\x01"
        yield from super().inside(element)
        yield "\x03" * len(self.plan.pointers.get(element, ()))
        yield "\x03" * len(self.plan.after.get(element, ()))
        if tag not in ("space", "lb", "pb", "cb", "gb", "milestone"):
            yield "\x01"

    def text(self, element: Any) -> Iterator[str]:
        is_note = isinstance(element.tag, str) and self._verb(element) == "note"
        if is_note and not self._is_text(element):
            if element not in self.plan.away and element not in self.plan.joined:
                parent = element.getparent()
                moved = parent is not None and name(parent) in ("table", "figure")
                holder = parent if parent is not None and name(parent) == "fw" else element
                moved = moved or next(holder.itersiblings("{*}head"), None) is not None
                yield "\x04" if moved else "\x03"
        else:
            yield from super().text(element)

    def _in_word(self, element: Any) -> bool:
        return any(name(around) == "w" for around in element.iterancestors())


def stream_of_article(article: Article) -> str:
    """The text of an article's blocks, ``\\x01`` for text that no author wrote."""
    return "\n".join("".join(map(_signs, part.inlines)) for part in contents(article.blocks))


def _signs(inline: Any) -> str:
    match inline:
        case Run() if any(isinstance(mark, Generated) for mark in inline.marks):
            return "\x01"
        case Run():
            return inline.text
        case Break():
            return "\n"
        case NoteCall():
            return "\x03"
        case _:
            return ""
