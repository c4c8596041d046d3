"""What a tree's text says, told without the reader: to hold its Article against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.etree as etree

from exporter.model import Article, Blocks, Generated, Run
from exporter.tei.handlers import HANDLERS
from exporter.tei.index import Index
from exporter.tei.limits import Limits
from exporter.tei.names import name, plain
from exporter.tei.notes import NotePlan, is_label, plan_notes
from exporter.tei.read import _texts
from exporter.tei.remarks import Remarks
from exporter.tei.spans import lines
from exporter.tei.structures import markup
from exporter.tei.treatment import Treatments, load

__all__ = ["squeezed", "text_in_article", "text_in_tree"]


def squeezed(text: str) -> str:
    """Text without any white space: blocks and notes may part words differently."""
    return "".join(text.split())


def text_in_article(article: Article) -> tuple[str, list[str]]:
    """The text that authors wrote: of the blocks, and of every note."""
    return _written(article.blocks), [_written(note.blocks) for note in article.notes.values()]


def _written(blocks: Blocks) -> str:
    return squeezed(
        "".join(
            inline.text
            for line in lines(blocks)
            for inline in line
            if isinstance(inline, Run)
            and inline.text
            and not any(isinstance(mark, Generated) for mark in inline.marks)
        )
    )


def text_in_tree(article: Article) -> tuple[str, list[str]]:
    """The text of the filtered tree, less what the standard table hides."""
    root = etree.fromstring(article.tei, etree.XMLParser(huge_tree=True, recover=True))
    texts = _texts(root)
    index = Index(root, Remarks(None))
    plan = plan_notes(texts, root, index, Limits())
    treatments = load(None, frozenset(HANDLERS))
    walk = _Walk(plan, treatments, index)
    body = squeezed("".join(piece for text in texts for piece in walk.text(text)))
    return body, []


class _Walk:
    def __init__(self, plan: NotePlan, treatments: Treatments, index: Index) -> None:
        self.plan, self.treatments, self.index = plan, treatments, index

    def text(self, element: Any) -> Iterator[str]:
        if not isinstance(element.tag, str):
            return
        if self._verb(element) == "example":
            yield markup(element)
            return
        wanted = self._children(element)
        if wanted is None:
            yield element.text or ""
            for child in element:
                yield from self.text(child)
                yield child.tail or ""
        else:
            for child in wanted:
                yield from self.text(child)

    def _children(self, element: Any) -> list[Any] | None:
        """The children whose text counts; None for all of them and the text between."""
        treatment = self.treatments.of(element, name(element))
        kids = [child for child in element if isinstance(child.tag, str)]
        match self._verb(element):
            case "empty" | "graphic" | "description" | "hide":
                return []
            case "gap":
                return [kid for kid in kids if name(kid) == "desc"][:1]
            case "break" | "rule":
                return []
            case "choose" if treatment is not None:
                chosen = [k for w in treatment.words for k in kids if name(k) == w]
                return (chosen or kids)[:1]
            case "apparatus":
                chosen = [k for k in kids if name(k) == "lem"] or [
                    k for k in element.iter("{*}rdg")
                ]
                return chosen[:1]
            case "note" if not self._is_text(element):
                return []
            case "pointer" | "reference" if element in self.plan.pointers:
                note = self.index.elements[self.plan.pointers[element]]
                return [] if is_label(plain(element), note) else None
        return None

    def _verb(self, element: Any) -> str:
        treatment = self.treatments.of(element, name(element))
        return treatment.verb if treatment is not None else "keep"

    def _is_text(self, note: Any) -> bool:
        """A note that is read as text where it stands."""
        parent = note.getparent()
        debate = (
            not note.get("place")
            and not note.get("target")
            and any(name(child) == "u" for child in parent)
        )
        return note in self.plan.parts or debate
