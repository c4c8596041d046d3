"""A newsroom's own template: its look is taken, nothing that it says.

Kept are styles, theme, fonts, numbering, settings, and the page set-up of its last section with
the headers and footers that hold there, cleaned (:mod:`template_cleaning`). Its body, notes,
comments, properties, macros, custom XML and revision marks are left out.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Any

from lxml import etree

from exporter.docx.opc.package import OFFICE, Package, Part, Relationship, Relationships
from exporter.docx.opc.xml import W
from exporter.docx.styles.template_cleaning import clean_part, clean_picture, hidden_styles
from exporter.errors import OptionError
from exporter.notices import Notice, Severity
from exporter.values import Struct, field

__all__ = ["Template", "open_template", "remarks"]

_W = f"{{{W}}}"
_R = f"{{{OFFICE[:-1]}}}"
_DROPPED = (
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "printerSettings",
    "sectPrChange",
)
_USED = frozenset(
    OFFICE + kind for kind in ("styles", "theme", "fontTable", "numbering", "settings")
)
_LARGEST = 128 * 2**20
"""Bytes to which a template may unpack."""
_MACROS = ("vbaProject", "vbaData")
_PAGES = {"first": " of the first page", "even": " of even pages"}
_FIXES = {
    "a picture without alternative text": "Describe it in the template, or mark it as decorative.",
    "a floating object": "Set it in line with the text in the template.",
}
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)


class _Source(Struct):
    """A part of the template as read."""

    type: str
    data: bytes
    relationships: list[Relationship] = field(default_factory=list)


class Template(Struct):
    """``name`` is its file, None where it came as bytes; ``section`` is the last section's
    ``w:sectPr`` without references; ``references`` are (``header`` or ``footer``, page type, name
    of the part) in force there; ``left`` what was taken out of its parts, by part."""

    name: str | None
    parts: dict[str, _Source]
    main: str
    section: Any
    references: list[tuple[str, str, str]]
    left: dict[str, list[str]] = field(default_factory=dict)

    def data(self, kind: str) -> bytes | None:
        """The part that the main document relates to under this type, or None."""
        for relationship in self.parts[self.main].relationships:
            if relationship.type == OFFICE + kind and relationship.target in self.parts:
                return self.parts[relationship.target].data
        return None

    def size(self, name: str, attribute: str, spare: int) -> int:
        """A length of the page set-up in twips."""
        found = self.section.find(_W + name)
        value = "" if found is None else found.get(_W + attribute, "")
        return int(value) if re.fullmatch("-?[0-9]{1,9}", value) else spare

    def copy(self, name: str, package: Package) -> str:
        """Put a part and all it relates to into the package, under its own name."""
        if name in package.parts:
            return name
        source = self.parts[name]
        part = package.add(Part(name, source.type, source.data))
        for relationship in source.relationships:
            self.copy(relationship.target, package)
            part.relationships.keep(relationship)
        return name

    def copy_kind(self, kind: str, package: Package, relationships: Relationships) -> bool:
        """The same for what the main document relates to under this type, if anything."""
        for relationship in self.parts[self.main].relationships:
            if relationship.type == OFFICE + kind and relationship.target in self.parts:
                relationships.add(kind, self.copy(relationship.target, package))
                return True
        return False


def open_template(source: bytes | str | PathLike[str]) -> Template:
    """Read a .docx or .dotx; raises OptionError where it is none."""
    file = None if isinstance(source, bytes) else str(source)
    name = file or "the reference document"
    try:
        data = source if isinstance(source, bytes) else Path(source).read_bytes()
    except OSError as error:
        raise OptionError(f"{name} cannot be read: {error.strerror}.") from error
    try:
        parts, main = _read(data)
        section, references = _section(_checked(main, parts[main].data), parts[main].relationships)
        known = [entry for entry in references if entry[2] in parts]
        used = [it.target for it in parts[main].relationships if it.type in _USED]
        wanted = dict.fromkeys((*used, *(target for _, _, target in known)))
        trees = {part: _checked(part, parts[part].data) for part in wanted if part in parts}
        left = _cleaned(parts, trees, _styles(parts, main))
        clean_part(section, frozenset(), frozenset())
    except OptionError as error:
        raise OptionError(error.message, file=file) from error
    except Exception as error:
        raise OptionError(
            f"{name} is not a Word document that can be a template. Save it as .docx or .dotx."
        ) from error
    return Template(file, parts, main, section, known, left)


def _styles(parts: dict[str, _Source], main: str) -> bytes | None:
    found = (it.target for it in parts[main].relationships if it.type == OFFICE + "styles")
    return next((parts[target].data for target in found if target in parts), None)


def _cleaned(
    parts: dict[str, _Source], trees: dict[str, Any], styles: bytes | None
) -> dict[str, list[str]]:
    """Clean the parts that a copy takes over; what was left out of each comes back.

    Of what a part relates to, pictures and fonts stay.
    """
    hidden = hidden_styles(styles)
    left: dict[str, list[str]] = {}
    for name, root in trees.items():
        source, kept, pictures = parts[name], [], set()
        for relationship in source.relationships:
            target = parts.get(relationship.target)
            if relationship.external or target is None:
                continue
            if relationship.type == OFFICE + "image":
                picture = clean_picture(target.data)
                if picture is None:
                    continue
                target.data, target.relationships = picture, []
                pictures.add(relationship.id)
            elif relationship.type == OFFICE + "font":
                target.relationships = []
            else:
                continue
            kept.append(relationship)
        outside = len(kept) < len(source.relationships)
        source.relationships = kept
        found = clean_part(root, frozenset(pictures), hidden)
        found += ["links that lead outside"] if outside else []
        found += ["comments"] if b"<!--" in source.data else []  # the parser has dropped them
        left[name] = list(dict.fromkeys(found))
        source.data = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return left


def remarks(template: Template) -> Iterator[Notice]:
    """What the template brings along that Word's accessibility checker would name."""
    from exporter.docx.validate.accessibility import hindrances

    places = {part: kind + _PAGES.get(page, "") for kind, page, part in template.references}
    for part, left in template.left.items():
        if left:
            place = places.get(part, part.rpartition("/")[2])
            yield Notice(
                "template-left-out",
                Severity.WARNING,
                f"The template's {place} has {', '.join(left)}: left out of the copy.",
                template.name,
                fix="Accept or reject its changes, and take the rest out of the template.",
            )
    for kind, page, part in template.references:
        tree = etree.fromstring(template.parts[part].data, _PARSER)
        place = kind + _PAGES.get(page, "")
        for found in dict.fromkeys(hindrances(tree)):
            yield _remark(template, f"The template's {place} has {found}.", _FIXES[found])
    styles = template.data("styles")
    if styles is None:
        return
    for style in etree.fromstring(styles, _PARSER).iterfind(_W + "style"):
        name, level = style.find(_W + "name"), style.find(f"{_W}pPr/{_W}outlineLvl")
        words = "" if name is None else name.get(_W + "val", "")
        meant = re.fullmatch("heading ([1-6])", words.lower())
        if meant and level is not None and level.get(_W + "val") != str(int(meant[1]) - 1):
            message = f"The outline level of the template's style {words!r} is not its name's."
            yield _remark(template, message, f"Give it level {meant[1]} in the template.")


def _remark(template: Template, message: str, fix: str) -> Notice:
    return Notice("template-barrier", Severity.WARNING, message, template.name, fix=fix)


def _checked(name: str, data: bytes) -> Any:
    """The root of a part; raises OptionError where it is damaged."""
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise OptionError(
            f"The template's {name} is damaged: {str(error).partition(', line')[0]}. Save the "
            "template anew."
        ) from error
    if root.getroottree().docinfo.doctype:
        raise OptionError(f"The template's {name} has a document type, which no Word part has.")
    return root


def _read(data: bytes) -> tuple[dict[str, _Source], str]:
    from docx.opc.pkgreader import PackageReader  # python-docx: heavy, and only for templates

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(info.file_size for info in package.infolist()) > _LARGEST:
            raise OptionError(
                f"The template unpacks to more than {_LARGEST:,} bytes. Give a smaller one."
            )

    reader = PackageReader.from_file(io.BytesIO(data))  # type: ignore[no-untyped-call]
    parts = {
        str(name).lstrip("/"): _Source(kind, blob) for name, kind, _, blob in reader.iter_sparts()
    }
    main = ""
    for uri, found in reader.iter_srels():
        target = found.target_ref if found.is_external else str(found.target_partname).lstrip("/")
        if str(uri) == "/":
            if found.reltype == OFFICE + "officeDocument":
                main = target
        elif not found.reltype.endswith(_MACROS):
            relationship = Relationship(found.rId, found.reltype, target, found.is_external)
            parts[str(uri).lstrip("/")].relationships.append(relationship)
    if main not in parts or "word" not in parts[main].type:
        raise OptionError("The reference document holds no Word document.")
    return parts, main


def _section(
    root: Any, relationships: list[Relationship]
) -> tuple[Any, list[tuple[str, str, str]]]:
    """The last section, with what it inherits of headers and footers (ECMA-376 17.10)."""
    targets = {each.id: each.target for each in relationships}
    held: dict[tuple[str, str], str] = {}
    last = None
    for section in root.iter(_W + "sectPr"):
        last = section
        for kind in ("header", "footer"):
            for reference in section.findall(f"{_W}{kind}Reference"):
                page = reference.get(_W + "type", "default")
                held[kind, page] = targets.get(reference.get(_R + "id"), "")
    if last is None:
        last = etree.Element(_W + "sectPr", nsmap={"w": W})
    for name in _DROPPED:
        for element in last.findall(_W + name):
            last.remove(element)
    for attribute in list(last.attrib):
        del last.attrib[attribute]
    return last, sorted((kind, page, target) for (kind, page), target in held.items())
