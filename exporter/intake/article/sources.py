"""Notes and links of a draft are sources that wait to be named: entries for the register."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.intake.article.escaping import attribute, escaped, uri
from exporter.intake.document import Blocks, Foreign, Inlines, Link, Paragraph, Styled, words
from exporter.values import Struct, field

__all__ = ["Sources"]

_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")
_WEB = re.compile(r"(?i)https?://([^/?#]+)")


class Sources(Struct):
    """``entries`` are ``bibl`` elements by id; ``by_address`` the ids of those with an address."""

    entries: dict[str, str] = field(default_factory=dict)
    by_address: dict[str, str] = field(default_factory=dict)

    def add_note(self, note: str, blocks: Blocks) -> None:
        """A source ``s.NOTE`` with all words of a note, and its first address."""
        text = " ".join(words(blocks).split())
        addresses = [*_links(blocks), *_ADDRESS.findall(text)]
        address = uri(addresses[0]) if addresses else ""
        self._add(f"s.{note}", _with_address(text, address), address)

    def add_link(self, address: str, text: str) -> None:
        """A source ``s.l1``, ``s.l2`` … for a link that leads out, once for each address."""
        site = _WEB.match(address)
        if site is None or address in self.by_address:
            return
        number = 1 + sum(key.startswith("s.l") for key in self.entries)
        text = " ".join(text.split())
        host = site[1].removeprefix("www.")
        said = f"{escaped(text)}, " if text and not _ADDRESS.fullmatch(text) else ""
        self._add(f"s.l{number}", f"{said}{_reference(address, host)}.", address)

    def _add(self, key: str, markup: str, address: str) -> None:
        kind = "web" if address else "document"
        self.entries[key] = f'<bibl xml:id="{key}" type="{kind}">{markup}</bibl>'
        if address:
            self.by_address.setdefault(address, key)


def _reference(address: str, text: str) -> str:
    return f'<ref type="original" target="{attribute(address)}">{escaped(text)}</ref>'


def _with_address(text: str, address: str) -> str:
    """The words with the address where it stands in them, else after them."""
    if not address:
        return escaped(text)
    before, found, after = text.partition(address)
    if found:
        return f"{escaped(before)}{_reference(address, address)}{escaped(after)}"
    site = _WEB.match(address)
    host = site[1].removeprefix("www.") if site else address
    return f"{escaped(text)} {_reference(address, host)}"


def _links(blocks: Blocks) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _in_line(block.content)


def _in_line(content: Inlines) -> Iterator[str]:
    for inline in content:
        if isinstance(inline, Link):
            if _WEB.match(inline.address):
                yield inline.address
        elif isinstance(inline, Styled | Foreign):
            yield from _in_line(inline.content)
