"""How well a merge did: the spans, the text and the rest of the file afterwards."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import lxml.etree as etree

from exporter import render
from exporter.docx.parts.record import Record
from exporter.revisions.base import made
from exporter.revisions.compare.words import normal
from exporter.revisions.merger import Merged
from exporter.sourcing import plan
from exporter.tei import read
from tests.revisions.word_edits import Document, span_texts

_GENERATED = re.compile(r"-\d+$")


def placed(article: Path) -> list[int]:
    """The paragraphs of a public copy that an author wrote."""
    base = made(article.read_bytes(), Record("1", "public", ""), folder=article.parent)
    return [at for at, line in enumerate(base.lines) if line.is_placed]


def copied(data: bytes, folder: Path) -> Document:
    edition = plan(read(data, base=folder))
    return Document(render(edition, "docx", options={"contents": "never"}).data)


def spans(document: Document) -> Counter[tuple[str, str]]:
    """The annotated spans by kind, id if it is the author's, and words."""
    return Counter(
        (_GENERATED.sub("", tag), normal(words))
        for tag, words in span_texts(document).items()
        if normal(words)
    )


def texts(document: Document, count: int) -> Counter[str]:
    """The words of the first paragraphs, without the numbers of notes."""
    found = (normal(_own(paragraph)) for paragraph in document.paragraphs()[:count])
    return Counter(words for words in found if words)


def _own(paragraph: etree._Element) -> str:
    texts = paragraph.iter("{*}t")
    return "".join(t.text or "" for t in texts if not list(t.iterancestors("{*}hyperlink")))


def kept(article: bytes, result: Merged) -> bool:
    """Whether header and registers are as they were, the log of the merge aside."""
    return _outside(article) == _outside(result.data)


def _outside(data: bytes) -> str:
    root = etree.fromstring(data, etree.XMLParser(recover=True, huge_tree=True))
    for each in (*root.iter("{*}revisionDesc"), *root.iter("{*}taxonomy")):
        if (
            each.tag.endswith("taxonomy")
            and each.get("{http://www.w3.org/XML/1998/namespace}id") != "audience"
        ):
            continue
        above = each.getparent()
        above.remove(each)
        while (
            above is not None
            and not len(above)
            and above.tag.endswith(("classDecl", "encodingDesc"))
        ):
            emptied, above = above, above.getparent()
            above.remove(emptied)
    parts = [*root.iter("{*}teiHeader"), *root.iter("{*}standOff")]
    written = (etree.tostring(p, encoding="unicode", with_tail=False) for p in parts)
    return "".join("".join(written).split())
