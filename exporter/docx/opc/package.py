"""An OPC package (ECMA-376 part 2): parts and relationships, to the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import relpath, splitext

from exporter.docx.opc.xml import DECLARATION, quote
from exporter.files.zip_writer import zipped
from exporter.values import Struct, Value, field

__all__ = ["OFFICE", "Package", "Part", "Relationship", "Relationships"]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
_DATE = (1980, 1, 1, 0, 0, 0)


class Relationship(Value):
    """``target`` is a part's name (``word/styles.xml``), or an address where ``external``."""

    id: str
    type: str
    target: str
    external: bool = False


class Relationships(Struct):
    """The relationships of one part, each target once."""

    items: list[Relationship] = field(default_factory=list)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def add(self, type_: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship; ``type_`` without a scheme is one of Office's own."""
        if ":" not in type_:
            type_ = OFFICE + type_
        key = (type_, target)
        if key not in self._known:
            ident = f"rId{len(self.items) + 1}"
            self._known[key] = ident
            self.items.append(Relationship(ident, type_, target, external))
        return self._known[key]

    def keep(self, relationship: Relationship) -> None:
        """Take over one with the id that its part's XML already uses."""
        self.items.append(relationship)


class Part(Struct):
    """``name`` is its path in the zip, without a leading slash."""

    name: str
    content_type: str
    data: bytes
    relationships: Relationships = field(default_factory=Relationships)


class Package(Struct):
    """Parts by name, and the relationships of the package itself."""

    parts: dict[str, Part] = field(default_factory=dict)
    relationships: Relationships = field(default_factory=Relationships)

    def add(self, part: Part) -> Part:
        self.parts[part.name] = part
        return part

    def free(self, name: str) -> str:
        """This name, or the next like it (``header2.xml``) that no part bears yet."""
        stem, extension = splitext(name)
        stem = stem.rstrip("0123456789")
        number = 1
        while name in self.parts:
            name = f"{stem}{number}{extension}"
            number += 1
        return name

    def save(self) -> bytes:
        """The zip: fixed dates, content types first, then parts by name."""
        return zipped(self._files(), _DATE)

    def _files(self) -> Iterator[tuple[str, bytes]]:
        yield "[Content_Types].xml", self._content_types()
        yield "_rels/.rels", _relationships("", self.relationships)
        for name, part in sorted(self.parts.items()):
            yield name, part.data
            if part.relationships.items:
                folder, _, base = name.rpartition("/")
                yield f"{folder}/_rels/{base}.rels", _relationships(folder, part.relationships)

    def _content_types(self) -> bytes:
        out = [
            f'{DECLARATION}<Types xmlns="{_PACKAGE}content-types">',
            f'<Default Extension="rels" ContentType="{_RELATIONSHIPS}"/>',
            '<Default Extension="xml" ContentType="application/xml"/>',
        ]
        pictures = {
            splitext(name)[1][1:]: kind for name, kind in self._kinds() if kind.startswith("image/")
        }
        out += [
            f'<Default Extension="{quote(extension)}" ContentType="{quote(kind)}"/>'
            for extension, kind in sorted(pictures.items())
        ]
        out += [
            f'<Override PartName="/{quote(name)}" ContentType="{quote(kind)}"/>'
            for name, kind in self._kinds()
            if kind != "application/xml" and pictures.get(splitext(name)[1][1:]) != kind
        ]
        return "".join((*out, "</Types>")).encode()

    def _kinds(self) -> list[tuple[str, str]]:
        return [(name, part.content_type) for name, part in sorted(self.parts.items())]


def _relationships(folder: str, relationships: Relationships) -> bytes:
    out = [f'{DECLARATION}<Relationships xmlns="{_PACKAGE}relationships">']
    for item in relationships.items:
        if item.external:
            where = f'{quote(item.target)}" TargetMode="External'
        else:
            where = relpath(item.target, folder or ".")
        out.append(f'<Relationship Id="{item.id}" Type="{item.type}" Target="{where}"/>')
    out.append("</Relationships>")
    return "".join(out).encode()
