"""Registers that articles share, lent to an article while suggestions are made for it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from copy import deepcopy
from pathlib import Path

import lxml.etree as etree

from exporter.editing import AddEntry, Edit, apply, scan
from exporter.suggestions.suggestion import Suggestion
from exporter.tei.limits import Limits
from exporter.tei.resolve.shared_registers import entries_of
from exporter.tei.tree.elements import XML_ID
from exporter.values import replace

__all__ = ["Shared"]


class Shared:
    """``tei`` is an article with all public entries of some registers in it, under ids of their
    own; its text is the same. Raises what reading a register raises."""

    def __init__(
        self, tei: bytes, registers: Mapping[str, str | os.PathLike[str]], limits: Limits
    ) -> None:
        self._pointers: dict[str, str] = {}
        edits: list[Edit] = []
        for number, (address, file) in enumerate(registers.items(), 1):
            for key, entry in entries_of(Path(file), limits).items():
                own = f"shared{number}.{key}"
                self._pointers[f"#{own}"] = f"{address}#{key}"
                edits.append(AddEntry(_markup(entry, own)))
        self.tei = apply(scan(tei), edits) if edits else tei

    def pointed(self, found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
        """Suggestions made for ``tei``, their pointers leading into the registers' own files."""
        return tuple(
            replace(
                each,
                attributes=tuple((name, self._led(value)) for name, value in each.attributes),
            )
            for each in found
        )

    def _led(self, value: str) -> str:
        if "#shared" not in value:
            return value
        return " ".join(self._pointers.get(token, token) for token in value.split(" "))


def _markup(entry: etree._Element, key: str) -> str:
    """An entry as XML, with no id in it but its new one, and nothing that points elsewhere."""
    copy = deepcopy(entry)
    copy.tail = None
    for each in copy.iter("{*}*"):
        for name in (XML_ID, "ref", "source", "corresp", "resp"):
            each.attrib.pop(name, None)
    copy.set(XML_ID, key)
    etree.cleanup_namespaces(copy)
    text: str = etree.tostring(copy, encoding="unicode")
    return text.replace(f' xmlns="{etree.QName(copy).namespace}"', "", 1)
