"""Registers that articles share: ``people.xml#p.mills`` in an article is an entry of a file that
the newsroom keeps.

Before anything is read, the entries that an article points at are copied into its own registers
and its pointers made to point there. So every copy carries the entries that it uses and no other,
filtered by audience as the rest. No file is opened but those that are named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from copy import deepcopy
from os import PathLike
from pathlib import Path
from urllib.parse import unquote

import lxml.etree as etree

from exporter.errors import OptionError
from exporter.notices import Notice, Severity
from exporter.tei.audience.internal import Internal, internal_parts
from exporter.tei.limits import Limits
from exporter.tei.parse.parser import Parsed, parse
from exporter.tei.tree.element_index import Census
from exporter.tei.tree.elements import TEI, XML_ID, Element, name, path, words
from exporter.tei.tree.prefixes import Prefixes, prefixes
from exporter.values import Value, replace

__all__ = ["entries_of", "register_files", "with_registers"]

_POINTERS = words("who toWhom ref source corresp active passive mutual resp ana target")
"""Attributes that may point at an entry of a register."""
_LISTS = {
    "person": "listPerson",
    "personGrp": "listPerson",
    "org": "listOrg",
    "place": "listPlace",
    "event": "listEvent",
    "bibl": "listBibl",
    "biblStruct": "listBibl",
}
_ORDER = ("listPerson", "listOrg", "listPlace", "listEvent", "listBibl")


def register_files(article: str | PathLike[str] | None) -> tuple[Path, ...]:
    """The files that ``exporter.toml`` names for an article (``[registers] files``), from the
    settings' own folder; none for one that is no file. Raises OptionError where the setting is
    wrong."""
    if article is None:
        return ()
    from exporter.settings import config_tables

    for place, table in config_tables(str(article)):
        given = table.get("registers")
        if not isinstance(given, dict):
            continue
        files = given.get("files", [])
        if not isinstance(files, list) or not all(isinstance(each, str) for each in files):
            raise OptionError('[registers] needs files = ["people.xml", …].', file=str(place))
        return tuple(place.parent / each for each in files)
    return ()


def entries_of(file: Path, limits: Limits) -> dict[str, Element]:
    """The public entries of a register, by id. Raises what parsing raises."""
    register = _read(file, limits)
    return {
        key: entry for key, entry in register.entries.items() if not register.internal.holds(entry)
    }


def with_registers(
    article: Path | None,
    parsed: Parsed,
    files: Collection[str | PathLike[str]] | None,
    limits: Limits,
) -> Parsed:
    """Copy the entries of named files that an article points at into its tree, in place; what
    there is to say is among its notices. ``files`` None are those that the settings name for
    the path ``article``. Pointers are meant from the article's folder, of one that is no file from
    the current one.

    Raises OptionError for wrong settings, and what parsing raises for a register.
    """
    root = parsed.root
    named = register_files(article) if files is None else tuple(map(Path, files))
    if not named:
        return parsed
    job = _Inclusion(root, parsed.file, {each.resolve(): each for each in named}, limits)
    job.settle(root, parsed.folder or Path(), prefixes(root))
    return replace(parsed, notices=(*parsed.notices, *job.notices))


class _Register(Value):
    """A file's entries by id, what of it is for the newsroom alone, and its private schemes."""

    entries: dict[str, Element]
    internal: Internal
    prefixes: Prefixes


def _read(file: Path, limits: Limits) -> _Register:
    root = parse(file, limits).root
    found = (e for e in root.iter("{*}*") if name(e) in _LISTS and e.get(XML_ID))
    entries = {str(e.get(XML_ID)): e for e in found}
    return _Register(entries, internal_parts(root, Census(root)), prefixes(root))


def _copied(register: _Register, key: str, chosen: str, line: int) -> Element:
    """An entry as it is in an article: with the id chosen for it, internal parts marked as
    every article marks them, on the line of what points at it."""
    entry = register.entries[key]
    copy = deepcopy(entry)
    copy.tail = None
    for old, new in zip(entry.iter("{*}*"), copy.iter("{*}*"), strict=True):
        new.sourceline = line
        new.attrib.pop(XML_ID, None)
        if register.internal.holds(old):
            new.set("ana", "#internal")
    copy.set(XML_ID, chosen)
    return copy


class _Inclusion:
    def __init__(
        self, root: Element, file: str | None, files: dict[Path, Path], limits: Limits
    ) -> None:
        self.root = root
        self.file = file
        self.files = files
        self.limits = limits
        self.notices: list[Notice] = []
        self.taken = {str(e.get(XML_ID)) for e in root.iter("{*}*") if e.get(XML_ID)}
        self.opened: dict[Path, _Register] = {}
        self.local: dict[tuple[Path, str], str] = {}

    def settle(
        self, element: Element, folder: Path, known: Prefixes, here: Path | None = None
    ) -> None:
        """Make all pointers in an element point into the article. ``here`` is the register that
        it comes from: what points into that itself means its entries."""
        for each in element.iter("{*}*"):
            for key in _POINTERS.intersection(each.attrib.keys()):
                value = each.get(key)
                tokens = [self._token(t, each, folder, known, here) for t in value.split()]
                if tokens != value.split():
                    each.set(key, " ".join(tokens))

    def _token(
        self, token: str, element: Element, folder: Path, known: Prefixes, here: Path | None
    ) -> str:
        for candidate in (token, *known.resolved(token)):
            given, sharp, key = candidate.partition("#")
            place = here if not given else self._named(folder, given)
            if not sharp or place is None:
                continue
            if here is not None and not given and key not in self._register(place).entries:
                return token
            return f"#{found}" if (found := self._entry(place, key, element, token)) else token
        return token

    def _named(self, folder: Path, given: str) -> Path | None:
        if ":" in given and not given.startswith("file:"):
            return None
        try:
            place = (folder / unquote(given.removeprefix("file:"))).resolve()
        except (OSError, ValueError):
            return None
        return place if place in self.files else None

    def _register(self, place: Path) -> _Register:
        if place not in self.opened:
            self.opened[place] = _read(self.files[place], self.limits)
        return self.opened[place]

    def _entry(self, place: Path, key: str, element: Element, token: str) -> str:
        """The id that an entry has in the article; nothing where there is no such entry."""
        if (place, key) in self.local:
            return self.local[place, key]
        register = self._register(place)
        if key not in register.entries:
            self._say_missing(place, key, element, token)
            return ""
        chosen, count = key, 1
        while chosen in self.taken:
            count += 1
            chosen = f"{key}-{count}"
        self.taken.add(chosen)
        self.local[place, key] = chosen
        copy = _copied(register, key, chosen, element.sourceline or 1)
        self._list(_LISTS[name(copy)]).append(copy)
        self.settle(copy, place.parent, register.prefixes, place)
        return chosen

    def _say_missing(self, place: Path, key: str, element: Element, token: str) -> None:
        from difflib import get_close_matches

        near = get_close_matches(key, self._register(place).entries, 1)
        message = f"“{token}” points at no entry: {self.files[place].name} has no “{key}”."
        self.notices.append(
            Notice(
                "register-entry-missing",
                Severity.ERROR,
                message,
                self.file,
                element.sourceline,
                path=path(element),
                fix=f"Did you mean “{near[0]}”?"
                if near
                else "Add it there, or correct the pointer.",
            )
        )

    def _list(self, tag: str) -> Element:
        """The register in ``standOff`` for such entries, made where there is none."""
        stand = next(iter(self.root.iterchildren("{*}standOff")), None)
        space = self.root.tag.partition("}")[0][1:] if "}" in self.root.tag else TEI
        if stand is None:
            stand = etree.Element(f"{{{space}}}standOff")
            header = next(iter(self.root.iterchildren("{*}teiHeader")), None)
            self.root.insert(0 if header is None else self.root.index(header) + 1, stand)
        found = next(iter(stand.iterchildren(f"{{*}}{tag}")), None)
        if found is None:
            found = etree.Element(f"{{{space}}}{tag}")
            stand.insert(sum(1 for _ in _before(stand, tag)), found)
        return found


def _before(stand: Element, tag: str) -> Iterator[Element]:
    """The children of ``standOff`` that a list of this name stands after."""
    earlier = _ORDER[: _ORDER.index(tag)]
    for child in stand:
        if not isinstance(child.tag, str) or name(child) in earlier:
            yield child
        else:
            return
