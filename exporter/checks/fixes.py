"""What can be mended without judgement, as edits of the source: nothing else in it changes."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from itertools import count
from typing import TypeAlias

import lxml.etree as etree

from exporter.arguments import checked
from exporter.checks.article import Opened, opened
from exporter.checks.config import Config
from exporter.checks.engine import check_loaded
from exporter.checks.queries import pointers
from exporter.checks.rule import Document
from exporter.checks.rules.structure import POINTERS
from exporter.editing import Edit, SetAttribute, Splice, apply, scan
from exporter.errors import InputError, MalformedXML
from exporter.files.encoding import decoded
from exporter.files.inputs import Loaded, Readable, load
from exporter.tei import Limits
from exporter.tei.tree.elements import XML_ID, Element, identifier
from exporter.values import Value

__all__ = ["FIXABLE", "Mend", "diff", "fix", "mends"]


class Mend(Value):
    """``rule`` and the place are those of the finding that an edit mends."""

    rule: str
    place: tuple[int | None, int | None]
    edit: SetAttribute | Splice


@checked
def fix(
    source: Readable,
    *,
    config: Config | None = None,
    limits: Limits | None = None,
    name: str | None = None,
) -> bytes:
    """The article with every fault mended that needs no judgement; the same bytes where none is.

    ``name`` is what messages call the article. What ``config`` or the file itself switches off is
    left as it is, and so is what is not well-formed. Raises as ``check`` does.
    """
    bounds = limits or Limits()
    given = load(source, name=name, most=bounds.size)
    edits: dict[tuple[int, str], Edit] = {}
    for mend in mends(given, config=config, limits=bounds):
        edits.setdefault(_target(mend.edit), mend.edit)
    try:
        return apply(scan(given.data, given.file), edits.values())
    except InputError:
        return given.data  # bytes that the parser forgives and its encoding does not have


def mends(
    given: Loaded, *, config: Config | None = None, limits: Limits | None = None
) -> tuple[Mend, ...]:
    """The edits that ``fix`` makes, each with the finding that it mends; none in a file that is
    not well-formed."""
    limits = limits or Limits()
    try:
        it = opened(given, "internal", limits)
    except MalformedXML:
        return ()
    if not it.doc.places.offsets:
        return ()
    report = check_loaded(
        given, config=config or Config(), audience="internal", schema="none", limits=limits
    )
    wanted = {(notice.rule, (notice.line, notice.column)) for notice in report}
    return tuple(
        mend
        for mender in _MENDERS.values()
        for mend in mender(it)
        if (mend.rule, mend.place) in wanted
    )


def _target(edit: SetAttribute | Splice) -> tuple[int, str]:
    """What may be mended once only."""
    return (edit.element, edit.name) if isinstance(edit, SetAttribute) else (edit.start, "")


def diff(before: bytes, after: bytes, file: str) -> str:
    """A unified diff; empty where nothing changed."""
    old, new = (decoded(data).splitlines(keepends=True) for data in (before, after))
    lines = difflib.unified_diff(old, new, f"a/{file}", f"b/{file}")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def _set(
    doc: Document, rule: str, place: Element, said: str, target: Element, name: str, value: str
) -> Mend:
    """Give ``target`` an attribute, for a finding at the attribute ``said`` of ``place``."""
    return Mend(rule, doc.places.of(place, said), SetAttribute(_start(doc, target), name, value))


def _start(doc: Document, element: Element) -> int:
    """An offset in the text without its byte order mark, as edits have it."""
    return doc.places.offsets[element] - doc.places.text.startswith("\ufeff")


def _answer(it: Opened) -> Iterator[Mend]:
    for element in it.doc.root.iter("{*}*"):
        for there, back in (("next", "prev"), ("prev", "next")):
            for target in pointers(element, there):
                other, mine = it.doc.ids.get(target), identifier(element)
                if other is not None and mine and other.get(back) is None:
                    yield _set(
                        it.doc,
                        "unanswered-link",
                        element,
                        there,
                        target=other,
                        name=back,
                        value=f"#{mine}",
                    )


def _language(it: Opened) -> Iterator[Mend]:
    used = {language.get("ident") for language in it.doc.all("language")} - {None}
    if len(used) == 1:
        root = it.doc.root
        yield _set(
            it.doc,
            "language-missing",
            root,
            "",
            target=root,
            name="xml:lang",
            value=used.pop() or "",
        )


def _hash(it: Opened) -> Iterator[Mend]:
    for element in it.doc.root.iter("{*}*"):
        for attribute in sorted(POINTERS.intersection(element.attrib)):
            tokens = element.get(attribute, "").split()
            mended = " ".join(f"#{token}" if token in it.doc.ids else token for token in tokens)
            if mended != " ".join(tokens):
                yield _set(
                    it.doc,
                    "pointer-without-hash",
                    element,
                    attribute,
                    target=element,
                    name=attribute,
                    value=mended,
                )


def _rename(it: Opened) -> Iterator[Mend]:
    """Only where nothing points at the id: else it takes judgement which one is meant."""
    taken = set(it.doc.ids)
    for element in it.doc.root.iter("{*}*"):
        given = element.get(XML_ID)
        if not given or it.doc.ids.get(given) is element or given in it.doc.pointed:
            continue
        new = next(f"{given}-{n}" for n in count(2) if f"{given}-{n}" not in taken)
        taken.add(new)
        yield _set(
            it.doc, "duplicate-id", element, "xml:id", target=element, name="xml:id", value=new
        )


def _exceptions(it: Opened) -> Iterator[Mend]:
    places = it.doc.places
    for node in (ignore.node for ignore in it.ignores):
        if node in places.offsets and node.tag is etree.PI:
            start = _start(it.doc, node)
            end = start + places.text.index("?>", places.offsets[node]) + 2 - places.offsets[node]
            yield Mend("ignore-unused", places.of(node), Splice(start, end, ""))


Mender: TypeAlias = Callable[[Opened], Iterator[Mend]]
_MENDERS: dict[str, Mender] = {
    "unanswered-link": _answer,
    "language-missing": _language,
    "pointer-without-hash": _hash,
    "duplicate-id": _rename,
    "ignore-unused": _exceptions,
}
FIXABLE = frozenset(_MENDERS)
"""The rules that ``fix`` can mend, at least in part."""
