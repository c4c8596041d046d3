"""Sources: the form's fields → ``bibl``, and changes of one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from exporter.editing import (
    Delete,
    Edit,
    Element,
    Insert,
    Replace,
    SetAttribute,
    attribute_value,
    escaped,
)
from exporter.errors import EditError
from exporter.references.entry import bibl, spoken
from exporter.references.reference import Name, Reference
from exporter.values import Value
from exporter.workbench.actions.action import Fields
from exporter.workbench.source.versions import State

__all__ = ["TYPES", "source_children", "source_markup"]

TYPES = ("interview", "statement", "briefing", "document", "news", "dataset", "web", "report")
"""``bibl/@type`` of the form's list."""


class _Author(Value):
    name: str
    ref: str = ""


def source_markup(state: State, own: str, fields: Fields) -> str:
    """A new source as XML. ``authors`` are ids of entries or names; ``text`` is a citation in
    words, which stands as it is."""
    people = _authors(state, fields)
    if text := _text(fields, "text"):
        markup = (
            f'<bibl xml:id={attribute_value(own)} type="{_type(fields)}">{escaped(text)}</bibl>'
        )
    else:
        reference = Reference(
            own,
            kind=_type(fields),
            title=_text(fields, "title"),
            container=_text(fields, "container"),
            is_journal=True,
            authors=tuple(Name(each.name) for each in people),
            date=_text(fields, "date"),
            publisher=_text(fields, "publisher"),
            pages=_text(fields, "pages").replace("-", "–"),
        )
        markup = bibl(reference, own)
    for each in people:
        if each.ref:
            plain = f"<author>{escaped(each.name)}</author>"
            markup = markup.replace(
                plain, plain.replace("<author", f"<author ref={attribute_value('#' + each.ref)}"), 1
            )
    refs = "".join(_refs(fields))
    if refs:
        markup = re.sub(r"(\.?)</bibl>$", lambda found: f", {refs}{found[1]}</bibl>", markup)
    return _marked(markup, fields)


def _marked(markup: str, fields: Fields) -> str:
    if fields.get("internal"):
        markup = markup.replace("<bibl ", '<bibl ana="#internal" ', 1)
    return markup


def _refs(fields: Mapping[str, Any]) -> Iterator[str]:
    original, archived = _text(fields, "original"), _text(fields, "archived")
    if original:
        yield f'<ref type="original" target={attribute_value(original)}>original</ref>'
    if archived:
        yield ", " if original else ""
        yield _archived(archived, _text(fields, "archived_date"))


def _archived(target: str, date: str) -> str:
    when = f' <date type="archived" when={attribute_value(date)}/>' if date else ""
    return f'<ref type="archived" target={attribute_value(target)}>archived{when}</ref>'


def _type(fields: Mapping[str, Any]) -> str:
    given = _text(fields, "type") or "document"
    if not re.fullmatch(r"[\w.-]+", given):
        raise EditError(f"“{given}” is no type of source. Choose one of the list.")
    return given


def _text(fields: Mapping[str, Any], key: str) -> str:
    return " ".join(str(fields.get(key) or "").split())


def _authors(state: State, fields: Fields) -> list[_Author]:
    given = fields.get("authors") or []
    entries = state.outline.facts.entries
    found = []
    for each in [given] if isinstance(given, str) else given:
        entry = entries.get(str(each).removeprefix("#"))
        found.append(_Author(entry.label, entry.id) if entry else _Author(str(each).strip()))
    return [each for each in found if each.name]


# ------------------------------------------------------------------------------------ changes

_CHILDREN: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "title": ("title", {}),
    "publisher": ("publisher", {}),
    "pages": ("citedRange", {}),
}


def source_children(state: State, entry: Element, fields: Fields) -> Iterator[Edit]:
    """Change the parts of a ``bibl``; what is not there is put before its last full stop."""
    given = state.source.attributes(entry)
    if "type" in fields and given.get("type") != _type(fields):
        yield SetAttribute(entry.start, "type", _type(fields))
    if "internal" in fields:
        yield from _internal(entry, given.get("ana", "").split(), bool(fields["internal"]))
    more: list[str] = []
    for key, (tag, attributes) in _CHILDREN.items():
        if key in fields:
            child = _found(state, entry, tag, attributes)
            words = _text(fields, key)
            if child is None:
                more += [f"<{tag}>{escaped(words)}</{tag}>"] if words else []
            elif not words:
                yield Delete(child.start, child.end)
            elif words != state.outline.words_of(child):
                yield Replace(child.inner, child.outer, words)
    if "authors" in fields:
        yield from _set_authors(state, entry, fields, more)
    yield from _dates(state, entry, fields, more)
    yield from _addresses(state, entry, fields, more)
    if more:
        yield Insert(_before_stop(state, entry), ", " + ", ".join(more), markup=True)


def _internal(entry: Element, ana: list[str], wanted: bool) -> Iterator[Edit]:
    left = [each for each in ana if each != "#internal"]
    left += ["#internal"] if wanted else []
    if left != ana:
        yield SetAttribute(entry.start, "ana", " ".join(left) or None)


def _found(state: State, entry: Element, tag: str, attributes: Mapping[str, str]) -> Element | None:
    for number in state.outline.children[entry.number]:
        child = state.source.elements[number]
        given = state.source.attributes(child)
        if state.outline.names[number] == tag and all(
            given.get(key) == value for key, value in attributes.items()
        ):
            return child
    return None


def _set_authors(state: State, entry: Element, fields: Fields, more: list[str]) -> Iterator[Edit]:
    there = [
        state.source.elements[n]
        for n in state.outline.children[entry.number]
        if state.outline.names[n] == "author"
    ]
    wanted = _authors(state, fields)
    for child, author in zip(there, wanted, strict=False):
        ref = state.source.attributes(child).get("ref")
        if (f"#{author.ref}" if author.ref else None) != ref and (author.ref or ref):
            yield SetAttribute(child.start, "ref", f"#{author.ref}" if author.ref else None)
        if state.outline.words_of(child) != author.name and not child.is_empty_tag:
            yield Replace(child.inner, child.outer, author.name)
    for child in there[len(wanted) :]:
        yield Delete(child.start, child.end)
    for author in wanted[len(there) :]:
        ref = f" ref={attribute_value('#' + author.ref)}" if author.ref else ""
        more.append(f"<author{ref}>{escaped(author.name)}</author>")


def _dates(state: State, entry: Element, fields: Fields, more: list[str]) -> Iterator[Edit]:
    if "date" not in fields:
        return
    child, given = _found(state, entry, "date", {}), _text(fields, "date")
    if child is None:
        more += [f"<date when={attribute_value(given)}>{spoken(given)}</date>"] if given else []
    elif not given:
        yield Delete(child.start, child.end)
    elif state.source.attributes(child).get("when") != given:
        yield SetAttribute(child.start, "when", given)
        if not child.is_empty_tag:
            yield Replace(child.inner, child.outer, spoken(given))


def _addresses(state: State, entry: Element, fields: Fields, more: list[str]) -> Iterator[Edit]:
    for kind in ("original", "archived"):
        child, target = _found(state, entry, "ref", {"type": kind}), _text(fields, kind)
        if kind in fields:
            if child is None and target:
                date = _text(fields, "archived_date") if kind == "archived" else ""
                plain = f'<ref type="original" target={attribute_value(target)}>original</ref>'
                more.append(plain if kind == "original" else _archived(target, date))
            elif child is not None and not target:
                yield Delete(child.start, child.end)
            elif child is not None and state.source.attributes(child).get("target") != target:
                yield SetAttribute(child.start, "target", target)
        if kind == "archived" and child is not None and "archived_date" in fields:
            yield from _archived_date(state, child, _text(fields, "archived_date"))


def _archived_date(state: State, ref: Element, given: str) -> Iterator[Edit]:
    child = _found(state, ref, "date", {})
    if child is None:
        if given:
            markup = f' <date type="archived" when={attribute_value(given)}/>'
            yield Insert(ref.outer, markup, markup=True)
    elif not given:
        yield Delete(child.start, child.end)
    elif state.source.attributes(child).get("when") != given:
        yield SetAttribute(child.start, "when", given)


def _before_stop(state: State, entry: Element) -> int:
    text = state.source.text
    end = entry.outer
    while end > entry.inner and text[end - 1].isspace():
        end -= 1
    return end - 1 if end > entry.inner and text[end - 1] == "." else end
