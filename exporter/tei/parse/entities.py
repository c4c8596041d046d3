"""Entity references that are in the tree: characters by name, and all others as written."""

from __future__ import annotations

import lxml.etree as etree

from exporter.errors import InputError, LimitExceeded
from exporter.notices import Notice, Severity
from exporter.tei.limits import Limits
from exporter.tei.tree.elements import Element, text_of
from exporter.text.patterns import pattern

__all__ = ["entity_notices", "settle"]


def settle(root: Element, limits: Limits, file: str | None) -> frozenset[str]:
    """Replace every entity reference below ``root`` by text, in place.

    A reference that names one character (by the standard tables of HTML and ISO, or because it
    is declared as one) becomes that character. Any other is never expanded: it stays as it is
    written, ``&name;``; the names of those are returned. Raises InputError where the declaration
    would have to be fetched, LimitExceeded where it refers to others, or where there are more
    than ``limits.entities``.
    """
    declared = _declared(root)
    _check_attributes(root, declared, file)
    kept: list[Element] = []
    names: set[str] = set()
    for node in list(root.iter(etree.Entity)):
        character = _character(node.name, declared)
        if character is None:
            _refuse(node, declared, file)
            kept.append(node)
            names.add(node.name)
        _replace(node, character if character is not None else f"&{node.name};")
    if len(kept) > limits.entities:
        raise LimitExceeded(
            f"{len(kept):,} entity references stand for more than a character; the limit is "
            f"{limits.entities:,}. Write their text out, or read with Limits(entities=…).",
            file=file,
            line=kept[limits.entities].sourceline,
        )
    return frozenset(names)


def _declared(root: Element) -> dict[str, etree._DTDEntityDecl]:
    dtd = root.getroottree().docinfo.internalDTD
    return {} if dtd is None else {entity.name: entity for entity in dtd.iterentities()}


def _character(name: str, declared: dict[str, etree._DTDEntityDecl]) -> str | None:
    entity = declared.get(name)
    if entity is not None:
        content = entity.content
        return content if content is not None and len(content) == 1 else None
    from html.entities import html5

    return html5.get(f"{name};")


def _refuse(node: Element, declared: dict[str, etree._DTDEntityDecl], file: str | None) -> None:
    entity = declared.get(node.name)
    where = node.getparent().sourceline
    if entity is not None and entity.content is None:
        raise InputError(
            f"&{node.name}; stands for another file, and other files are not opened. "
            "Put its text in its place, for instance with xmllint --noent.",
            file=file,
            line=where,
        )
    if entity is not None and "&" in (entity.orig or "").replace("&#", ""):
        raise LimitExceeded(
            f"&{node.name}; stands for further entities, and entities are not expanded. "
            "Write its text out.",
            file=file,
            line=where,
        )


_VALUE = pattern(r'="[^"<>]*"')
_REFERENCE = pattern("&([^&;#]+);")


def _check_attributes(
    root: Element, declared: dict[str, etree._DTDEntityDecl], file: str | None
) -> None:
    """libxml2 expands entities in attributes; refuse them while nothing has looked at one."""
    long = {name for name in declared if _character(name, declared) is None}
    if not long:
        return
    source = etree.tostring(root, encoding="unicode")
    values = (found[0] for found in _VALUE.finditer(source) if "&" in found[0])
    if any(not long.isdisjoint(_REFERENCE.findall(value)) for value in values):
        raise LimitExceeded(
            "An attribute's value holds an entity, and entities are not expanded. "
            "Write its text out.",
            file=file,
        )


def _replace(node: Element, text: str) -> None:
    parent, before = node.getparent(), node.getprevious()
    text += node.tail or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    node.tail = None
    parent.remove(node)


def entity_notices(root: Element, names: frozenset[str], file: str | None) -> list[Notice]:
    """What there is to say about the references that are left in a tree, those that are in
    what an audience may not see left out."""
    text = text_of(root) if names else ""
    left = sorted(name for name in names if f"&{name};" in text)
    if not left:
        return []
    shown = ", ".join(f"&{name};" for name in left[:5]) + (" …" if len(left) > 5 else "")
    message = f"Entities are not expanded; {shown} is shown as it is written."
    fix = "Write the text itself in its place."
    return [Notice("entity", Severity.WARNING, message, file, fix=fix)]
