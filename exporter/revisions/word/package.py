"""An edited Word copy opened: its parts, and a clear error for what is none."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping

import lxml.etree as etree

from exporter.errors import InputError
from exporter.files.zip_reader import FAULTS, Package
from exporter.tei.tree.elements import Element
from exporter.values import Struct

__all__ = ["WordFile", "opened"]

_LARGEST = 512 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/"


class WordFile(Struct):
    """``main`` is the name of the part that holds the text."""

    archive: Package
    names: frozenset[str]
    main: str
    file: str | None

    def data(self, name: str) -> bytes:
        """A part's bytes. Raises InputError where it is damaged."""
        try:
            return self.archive.read(name)
        except FAULTS as error:
            raise _error(f"its part {name} is damaged: {error}", self.file) from None

    def tree(self, name: str) -> Element | None:
        """A part as a tree, None where there is none."""
        if name not in self.names:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
        )
        try:
            return etree.fromstring(self.data(name), parser)
        except etree.XMLSyntaxError as error:
            raise _error(f"its part {name} is damaged: {error}", self.file) from None

    def related(self, name: str) -> Mapping[str, tuple[str, str]]:
        """The relationships of a part: kind (``footnotes``) and part's name, by id."""
        folder, base = posixpath.split(name)
        tree = self.tree(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        found = {}
        for each in tree if tree is not None else ():
            if not isinstance(each.tag, str) or each.get("TargetMode") == "External":
                continue
            target = each.get("Target") or ""
            place = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = (each.get("Type") or "").removeprefix(_OFFICE).removeprefix(_STRICT)
            found[each.get("Id") or ""] = kind, posixpath.normpath(place)
        return found

    def part(self, kind: str) -> str:
        """The name of the main part's part of a kind; empty where there is none."""
        named = (place for found, place in self.related(self.main).values() if found == kind)
        return next((place for place in named if place in self.names), "")


def opened(data: bytes, file: str | None) -> WordFile:
    """Raises InputError for what is not a Word document, is encrypted, damaged, carries macros or
    would unpack to more than half a gigabyte."""
    if data.startswith(_OLE):
        raise _error(
            "it is encrypted, or in the format of Word before 2007. Take the password off, or "
            "save it as .docx",
            file,
        )
    try:
        archive = Package(zipfile.ZipFile(io.BytesIO(data)), _LARGEST)
    except FAULTS as error:
        raise _error(f"it is not a .docx file, or damaged: {error}", file) from None
    names = frozenset(archive.names)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _error("it carries macros. Save it as .docx without them", file)
    it = WordFile(archive, names, "", file)
    it.main = next(
        (place for kind, place in it.related("").values() if kind == "officeDocument"), ""
    )
    if not it.main or it.main not in names:
        raise _error("it is not a Word document", file)
    return it


def _error(message: str, file: str | None) -> InputError:
    return InputError(f"This Word copy cannot be read: {message.rstrip('.')}.", file=file)
