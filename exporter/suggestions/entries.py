"""Register entries as XML."""

from __future__ import annotations

from typing import assert_never

from exporter.editing import attribute_value, escaped
from exporter.suggestions.suggestion import Entry

__all__ = ["entry_markup"]


def entry_markup(entry: Entry, draft: str) -> str:
    """The entry as an element marked as a suggestion."""
    attributes = f"xml:id={attribute_value(entry.id)}"
    match entry.kind:
        case "person":
            if entry.role:
                attributes += f" role={attribute_value(entry.role)}"
            inner = _element("persName", entry.name)
            inner += _element("occupation", entry.occupation)
            inner += _element("affiliation", entry.affiliation)
        case "org":
            inner = _element("orgName", entry.name)
        case "place":
            inner = _element("placeName", entry.name)
        case "bibl":
            if entry.type:
                attributes += f" type={attribute_value(entry.type)}"
            inner = escaped(entry.name)
            if entry.address:
                target = attribute_value(entry.address)
                inner += f' <ref type="original" target={target}>{escaped(entry.address)}</ref>'
        case _:
            assert_never(entry.kind)
    return f'<{entry.kind} {attributes} resp="#{draft}">{inner}</{entry.kind}>'


def _element(name: str, text: str) -> str:
    return f"<{name}>{escaped(text)}</{name}>" if text else ""
