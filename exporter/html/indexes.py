"""The indexes: each folded under its title, the claims with a filter by their status."""

from __future__ import annotations

from collections.abc import Iterator

from exporter import model as m
from exporter.html import blocks
from exporter.html.context import Pen
from exporter.html.markup import attribute, text

__all__ = ["write"]


def write(pen: Pen) -> None:
    """Draw all indexes under one heading (DPUB-ARIA 1.1 doc-appendix)."""
    if not pen.edition.appendices:
        return
    tag, name = f"h{pen.level + 1}", pen.own("sourcing-title")
    pen.out.append(
        f'<section class="sourcing" aria-labelledby="{name}">\n'
        f'<{tag} id="{name}">{text(pen.word("sourcing"))}</{tag}>\n'
    )
    pen.in_index = True  # where the style sheet knows the lists
    for part in pen.edition.appendices:
        _index(pen, part)
    pen.in_index = False
    pen.out.append("</section>\n")


def _index(pen: Pen, part: m.Appendix) -> None:
    level = pen.level + 2
    name = pen.own(f"{part.id}-title")
    title = text(part.title)
    head = (
        f'<h{level} id="{name}">{title}</h{level}>'
        if level <= 6
        else f'<div role="heading" aria-level="{level}" id="{name}">{title}</div>'
    )
    start, end = ("", "") if pen.epub else ("<details><summary>", "</details>\n")
    pen.out.append(
        f'<section class="appendix {part.role}" role="doc-appendix"{pen.id(part.id)}'
        f' aria-labelledby="{name}">\n{start}{head}{"" if pen.epub else "</summary>"}\n'
    )
    _filter(pen, part)
    blocks.write(pen, part.blocks)
    pen.out.append(f"{end}</section>\n")


def _filter(pen: Pen, part: m.Appendix) -> None:
    """The choice of one status: radio buttons that the style sheet alone answers."""
    found = list(dict.fromkeys(status for status in _statuses(part.blocks) if status))
    if pen.epub or len(found) < 2:
        return
    name = text(pen.word("filter-claims"))
    pen.out.append(
        f'<fieldset class="filter" aria-label="{attribute(pen.word("filter-claims"))}">'
        f"<legend>{name}</legend>\n"
    )
    for at, status in enumerate(("all", *found)):
        chosen = ' checked=""' if not at else ""
        pen.out.append(
            f'<label><input type="radio" class="filter-{status}" name="{pen.prefix}filter"'
            f' id="{pen.own(f"filter-{status}")}"{chosen}{pen.void}'
            f" <span>{text(pen.word(status))}</span></label>\n"
        )
    pen.out.append("</fieldset>\n")
    for status in found:
        chosen = f":root:has(.filter-{status}:checked)"
        own = f'[data-status="{status}"]'
        pen.rules.append(f"{chosen} .index-group:not(:has({own})) {{ display: none }}")
        pen.rules.append(f"{chosen} [data-status]:not({own}) {{ display: none }}")


def _statuses(found: m.Blocks) -> Iterator[str]:
    for block in found:
        if isinstance(block, m.Group):
            yield from _statuses(block.blocks)
        elif isinstance(block, m.ListBlock):
            yield from (item.status for item in block.items)
