"""Elements that are put in: their tags, with the prefix that TEI has in the file."""

from __future__ import annotations

import re

from exporter.editing.edits import Attributes
from exporter.editing.references import attribute_value
from exporter.editing.scanner import MARKUP
from exporter.editing.source import Source

__all__ = ["prefixed", "start_tag", "written"]

TEI = "http://www.tei-c.org/ns/1.0"
EXAMPLES = "http://www.tei-c.org/ns/Examples"


def written(name: str, attributes: Attributes) -> str:
    """An element without content."""
    return f"<{name}{_attributes(attributes)}/>"


def start_tag(source: Source, name: str, attributes: Attributes, at: int) -> tuple[str, str]:
    """The start tag and the end tag of an element that stands at an offset."""
    name = f"{_prefix(source, at)}{name}"
    return f"<{name}{_attributes(attributes)}>", f"</{name}>"


def prefixed(source: Source, markup: str, at: int) -> str:
    """Markup with TEI's prefix where it stands; markup that declares namespaces is left."""
    if "xmlns" in markup:
        return markup
    prefix = _prefix(source, at)
    return MARKUP.sub(lambda found: _tag(found, prefix), markup) if prefix else markup


def _tag(found: re.Match[str], prefix: str) -> str:
    tag = found[0]
    name = found["name"]
    if found["CLOSE"] is not None and ":" not in tag:
        return f"</{prefix}{tag[2:]}"
    return tag if name is None or ":" in name else f"<{prefix}{tag[1:]}"


def _prefix(source: Source, at: int) -> str:
    """TEI's prefix with its colon; empty where TEI is the default namespace, or where the file
    is in none at all (TEI P4). Raises EditError inside elements of another namespace."""
    around = source.around(at)
    known = source.namespaces(around) if around is not None else {}
    if known.get("") in (TEI, EXAMPLES) or not known:
        return ""
    for prefix, uri in known.items():
        if uri == TEI:
            return f"{prefix}:"
    if "" not in known:
        return ""
    name = around.name if around is not None else ""
    raise source.error(f"This place is in <{name}>, which is not TEI, and TEI cannot be in it.")


def _attributes(attributes: Attributes) -> str:
    return "".join(f" {name}={attribute_value(value)}" for name, value in attributes)
