"""Notes and links of a draft are sources that wait to be named: entries for the register."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.intake.article.escaping import attribute, escaped, uri
from exporter.intake.document import Blocks, Foreign, Inlines, Link, Paragraph, Styled, words
from exporter.suggestions.suggestion import fingerprint
from exporter.tei.tree.suggestions import DRAFT
from exporter.values import Struct, field

__all__ = ["Sources"]

_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?)\]]")
_WEB = re.compile(r"(?i)https?://([^/?#]+)")


class Sources(Struct):
    """``entries`` are ``bibl`` elements by id, marked as suggestions; ``by_address`` the ids of
    those with an address. Those whose fingerprints are ``rejected`` are left out."""

    rejected: frozenset[str] = frozenset()
    entries: dict[str, str] = field(default_factory=dict)
    by_address: dict[str, str] = field(default_factory=dict)

    def add_note(self, note: str, blocks: Blocks) -> None:
        """A source ``s.NOTE`` with all words of a note, and its first address."""
        text = " ".join(words(blocks).split())
        addresses = [*_links(blocks), *_ADDRESS.findall(text)]
        address = uri(addresses[0]) if addresses else ""
        markup, shown = _with_address(text, address)
        self._add(f"s.{note}", markup, shown, address)

    def add_link(self, address: str, text: str) -> None:
        """A source ``s.l1``, ``s.l2`` … for a link that leads out, once for each address."""
        site = _WEB.match(address)
        if site is None or address in self.by_address:
            return
        number = 1 + sum(key.startswith("s.l") for key in self.entries)
        text = " ".join(text.split())
        host = site[1].removeprefix("www.")
        said = f"{text}, " if text and not _ADDRESS.fullmatch(text) else ""
        markup = f"{escaped(said)}{_reference(address, host)}."
        self._add(f"s.l{number}", markup, f"{said}{host}.", address)

    def _add(self, key: str, markup: str, text: str, address: str) -> None:
        if fingerprint("source", text, 0, len(text)) in self.rejected:
            return
        kind = "web" if address else "document"
        self.entries[key] = f'<bibl xml:id="{key}" type="{kind}" resp="#{DRAFT}">{markup}</bibl>'
        if address:
            self.by_address.setdefault(address, key)


def _reference(address: str, text: str) -> str:
    return f'<ref type="original" target="{attribute(address)}">{escaped(text)}</ref>'


def _with_address(text: str, address: str) -> tuple[str, str]:
    """The words with the address where it is in them, else after them: as XML and bare."""
    if not address:
        return escaped(text), text
    before, found, after = text.partition(address)
    if found:
        return f"{escaped(before)}{_reference(address, address)}{escaped(after)}", text
    site = _WEB.match(address)
    host = site[1].removeprefix("www.") if site else address
    return f"{escaped(text)} {_reference(address, host)}", f"{text} {host}"


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
