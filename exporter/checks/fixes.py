"""What can be mended without judgement, as edits of the text: nothing else in the file changes."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from xml.sax.saxutils import quoteattr

import lxml.etree as etree

from exporter.checks.article import Opened, opened
from exporter.checks.config import Config
from exporter.checks.engine import check
from exporter.checks.queries import pointers
from exporter.checks.rule import Document
from exporter.checks.rules.structure import POINTERS
from exporter.editing.encoding import decoded, encoding_of
from exporter.errors import MalformedXML
from exporter.tei import Limits
from exporter.tei.tree.elements import XML_ID, Element, identifier
from exporter.values import Value

__all__ = ["FIXABLE", "diff", "fix"]


class _Edit(Value):
    """Replace ``text[start:end]``; ``rule`` and the place are those of the finding it mends."""

    rule: str
    place: tuple[int | None, int | None]
    start: int
    end: int
    words: str


def fix(
    source: str | os.PathLike[str] | bytes,
    *,
    config: Config | None = None,
    limits: Limits | None = None,
    file: str | None = None,
) -> bytes:
    """The article with every fault mended that needs no judgement; the same bytes where none is.

    What ``config`` or the file itself switches off is left as it is, and so is what is not
    well-formed. Raises as ``check`` does.
    """
    limits = limits or Limits()
    file = file if isinstance(source, bytes) else os.fspath(source)
    data = source if isinstance(source, bytes) else Path(source).read_bytes()
    try:
        it = opened(source, file, "internal", limits)
    except MalformedXML:
        return data
    encoding = encoding_of(data)
    text = decoded(data)
    if text.encode(encoding, "replace") != data or not it.doc.places.offsets:
        return data
    report = check(source, config=config, schema="none", limits=limits, file=file)
    wanted = {(notice.rule, (notice.line, notice.column)) for notice in report}
    edits = {
        edit.start: edit
        for mend in _MENDERS.values()
        for edit in mend(it)
        if (edit.rule, edit.place) in wanted
    }
    for start in sorted(edits, reverse=True):
        text = text[:start] + edits[start].words + text[edits[start].end :]
    return text.encode(encoding)


def diff(before: bytes, after: bytes, file: str) -> str:
    """A unified diff; empty where nothing changed."""
    old, new = (decoded(data).splitlines(keepends=True) for data in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{file}", f"b/{file}")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _attribute(
    doc: Document, rule: str, place: Element, said: str, target: Element, words: str
) -> _Edit:
    """Put ``words`` (an attribute) into the start tag of ``target``."""
    end = doc.places.tag_end(target) - 1
    if doc.places.text[end - 1] == "/":
        end -= 1
    while doc.places.text[end - 1].isspace():
        end -= 1
    return _Edit(rule, doc.places.of(place, said), end, end, f" {words}")


def _answer(it: Opened) -> Iterator[_Edit]:
    for element in it.doc.root.iter("{*}*"):
        for there, back in (("next", "prev"), ("prev", "next")):
            for target in pointers(element, there):
                other, mine = it.doc.ids.get(target), identifier(element)
                if other is not None and mine and other.get(back) is None:
                    words = f"{back}={quoteattr(f'#{mine}')}"
                    yield _attribute(it.doc, "unanswered-link", element, there, other, words)


def _language(it: Opened) -> Iterator[_Edit]:
    used = {language.get("ident") for language in it.doc.all("language")} - {None}
    if len(used) == 1:
        words = f"xml:lang={quoteattr(used.pop() or '')}"
        yield _attribute(it.doc, "language-missing", it.doc.root, "", it.doc.root, words)


def _hash(it: Opened) -> Iterator[_Edit]:
    for element in it.doc.root.iter("{*}*"):
        for attribute in sorted(POINTERS.intersection(element.attrib)):
            tokens = element.get(attribute, "").split()
            mended = " ".join(f"#{token}" if token in it.doc.ids else token for token in tokens)
            if mended != " ".join(tokens):
                yield _value(it.doc, "pointer-without-hash", element, attribute, mended)


def _value(doc: Document, rule: str, element: Element, attribute: str, words: str) -> _Edit:
    offset, end = doc.places.offsets[element], doc.places.tag_end(element)
    pattern = re.compile(rf"\s{re.escape(attribute)}\s*=\s*(\"[^\"]*\"|'[^']*')")
    found = pattern.search(doc.places.text, offset, end)
    start, stop = found.span(1) if found else (end, end)
    return _Edit(rule, doc.places.of(element, attribute), start, stop, quoteattr(words))


def _rename(it: Opened) -> Iterator[_Edit]:
    """Only where nothing points at the id: else it takes judgement which one is meant."""
    taken = set(it.doc.ids)
    for element in it.doc.root.iter("{*}*"):
        given = element.get(XML_ID)
        if not given or it.doc.ids.get(given) is element or given in it.doc.pointed:
            continue
        new = next(f"{given}-{n}" for n in count(2) if f"{given}-{n}" not in taken)
        taken.add(new)
        yield _value(it.doc, "duplicate-id", element, "xml:id", new)


def _exceptions(it: Opened) -> Iterator[_Edit]:
    for node in (ignore.node for ignore in it.ignores):
        start = it.doc.places.offsets.get(node)
        if start is not None and node.tag is etree.PI:
            end = it.doc.places.text.index("?>", start) + 2
            yield _Edit("ignore-unused", it.doc.places.of(node), start, end, "")


_MENDERS: dict[str, Callable[[Opened], Iterator[_Edit]]] = {
    "unanswered-link": _answer,
    "language-missing": _language,
    "pointer-without-hash": _hash,
    "duplicate-id": _rename,
    "ignore-unused": _exceptions,
}
FIXABLE = frozenset(_MENDERS)
"""The rules that ``fix`` can mend, at least in part."""
