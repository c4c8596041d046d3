"""Where a public copy would name a source who must not be named: for people, and for renderers,
which then make none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exporter.model import Graphic
from exporter.notices import Notice, Severity
from exporter.tei.audience.public_tree import Filtered
from exporter.tei.audience.unnamed import RULE, Leak, said_in
from exporter.tei.pictures.formats import svg_root
from exporter.tei.tree.elements import Element, path, text_of

__all__ = ["leak_notices"]


def leak_notices(
    seen: Filtered,
    elements: Mapping[str, Element],
    graphics: Mapping[str, Graphic],
    file: str | None,
) -> tuple[Notice, ...]:
    """A notice for each place, but for what the file excepts. The words of drawings count too;
    ``elements`` are those that ``graphics`` come from, by their ids."""
    return tuple(
        Notice(
            *(RULE, Severity.ERROR, leak.message, file, leak.element.sourceline),
            path=path(leak.element),
            fix='Take the name out, or mark what holds it ana="#internal".',
        )
        for leak in (*seen.leaks, *_drawn(seen, elements, graphics))
        if not any(ignore.covers(RULE, leak.element) for ignore in seen.excepted)
    )


def _drawn(
    seen: Filtered, elements: Mapping[str, Element], graphics: Mapping[str, Graphic]
) -> Iterator[Leak]:
    """Drawings beside the article that hold a name as text; those in it are part of the tree."""
    for given, graphic in graphics.items() if seen.secrets.names else ():
        if graphic.media_type == "image/svg+xml" and graphic.data:
            root = svg_root(graphic.data)
            told = [text_of(root), *(v for e in root.iter("*") for v in e.attrib.values())]
            if any(any(said_in(text, seen.secrets)) for text in told):
                yield Leak(elements[given], "")
