"""A template's parts as a copy may have them: what is settled, what is seen, and nothing else.

Tracked changes, hidden text, comments, fields that run programs or tell of the machine, objects,
and everything that leads outside stay behind, whoever the copy is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from exporter.docx.opc.package import OFFICE
from exporter.docx.opc.xml import W
from exporter.docx.styles.template_fields import OUTSIDE, clean_fields, drop, unwrap
from exporter.files.media_types import SHOWN, media_type
from exporter.tei.pictures.metadata_stripper import cleaned

__all__ = ["clean_part", "clean_picture", "hidden_styles"]

_W = f"{{{W}}}"
_R = f"{{{OFFICE[:-1]}}}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_VML = "{urn:schemas-microsoft-com:vml}"
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_CHANGES = "tracked changes"
_COMMENTS = "comments"
_HIDDEN = "hidden text"
_OBJECTS = "embedded objects"

_NAMED = {
    name: what
    for what, names in (
        (
            _CHANGES,
            (
                "ins del moveFrom moveTo moveFromRangeStart moveFromRangeEnd moveToRangeStart "
                "moveToRangeEnd customXmlInsRangeStart customXmlInsRangeEnd customXmlDelRangeStart "
                "customXmlDelRangeEnd customXmlMoveFromRangeStart customXmlMoveFromRangeEnd "
                "customXmlMoveToRangeStart customXmlMoveToRangeEnd cellIns cellDel cellMerge "
                "rPrChange pPrChange sectPrChange tblPrChange tblPrExChange tblGridChange "
                "tcPrChange trPrChange numberingChange delText delInstrText"
            ),
        ),
        (_COMMENTS, "commentRangeStart commentRangeEnd commentReference annotationRef"),
        (_OBJECTS, "object control altChunk subDoc movie OLEObject"),
        (
            "",
            (
                "permStart permEnd proofErr ffData fldData dataBinding numPicBullet lvlPicBulletId "
                "docVars customXmlPr smartTagPr rsid rsids footnoteReference endnoteReference"
            ),
        ),
    )
    for name in names.split()
}
"""What goes with all that is in it, and what that is called; empty for what nobody would miss."""
_UNWRAPPED = frozenset(_W + name for name in ("hyperlink", "smartTag", "customXml"))
_DRAWN = frozenset((_A + "blip", _VML + "imagedata"))
_OFF = ("0", "false", "off")


def clean_part(root: Any, pictures: frozenset[str], hidden: frozenset[str]) -> list[str]:
    """Clean a part of a template in place; what was left out comes back, by name.

    ``pictures`` are the ids of relationships to pictures that the copy has; ``hidden`` the styles
    whose text is not shown.
    """
    found: dict[str, None] = {}
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            found.setdefault(_COMMENTS if node.tag is etree.Comment else "", None)
            drop(node)
    found.update(dict.fromkeys(clean_fields(root)))
    for element in list(root.iter(etree.Element)):
        if element is not root and element.getparent() is not None:
            found.update(dict.fromkeys(_element(element, pictures, hidden)))
    for element in root.iter(etree.Element):
        _attributes(element)
    etree.cleanup_namespaces(root, keep_ns_prefixes=_ignorable(root))
    return [name for name in found if name]


def _ignorable(root: Any) -> list[str]:
    """Prefixes that ``mc:Ignorable`` and its kin name must stay declared (ECMA-376 part 3, 9)."""
    mc = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
    named = [e.get(mc + key, "") for e in root.iter(etree.Element) for key in ("Ignorable",)]
    required = [e.get("Requires", "") for e in root.iter(mc + "Choice")]
    return sorted({prefix for value in (*named, *required) for prefix in value.split()})


def _element(element: Any, pictures: frozenset[str], hidden: frozenset[str]) -> Iterator[str]:
    space, _, local = element.tag.rpartition("}")
    if f"{space}}}" in (_W, _OFFICE) and local in _NAMED:
        yield _NAMED[local]
        drop(element)
    elif (element.tag == _W + "r" and _is_hidden(element, hidden)) or (
        element.tag == _W + "p" and _style(element, "pPr", "pStyle") in hidden
    ):
        yield _HIDDEN
        drop(element)
    elif element.tag in _UNWRAPPED:
        if element.get(_R + "id"):
            yield OUTSIDE
        unwrap(element)
    elif element.tag in (_A + "hlinkClick", _A + "hlinkHover"):
        yield OUTSIDE
        drop(element)
    elif element.tag in (_W + "drawing", _W + "pict"):
        yield from _drawing(element, pictures)


def _drawing(element: Any, pictures: frozenset[str]) -> Iterator[str]:
    """A drawing stays where all that it shows is here: pictures, shapes and text."""
    wanted = [
        value
        for each in element.iter(etree.Element)
        for key, value in each.attrib.items()
        if key.startswith(_R) and each.tag not in (_A + "hlinkClick", _A + "hlinkHover")
    ]
    outside = [value for value in wanted if value not in pictures]
    if not outside:
        return
    for each in [e for e in element.iter(*_DRAWN) if _R + "link" in e.attrib]:
        if each.get(_R + "embed") in pictures:
            outside.remove(each.attrib.pop(_R + "link"))
    yield OUTSIDE
    if outside:
        drop(element)


def _is_hidden(run: Any, hidden: frozenset[str]) -> bool:
    if _style(run, "rPr", "rStyle") in hidden:
        return True
    return any(
        found.get(_W + "val", "1") not in _OFF
        for name in ("vanish", "specVanish", "webHidden")
        for found in run.findall(f"{_W}rPr/{_W}{name}")
    )


def _style(element: Any, properties: str, name: str) -> str:
    found = element.find(f"{_W}{properties}/{_W}{name}")
    return "" if found is None else str(found.get(_W + "val", ""))


def hidden_styles(styles: bytes | None) -> frozenset[str]:
    """The styles whose text is not shown, those that are based on one too."""
    if styles is None:
        return frozenset()
    hidden, based = set(), dict[str, str]()
    for style in etree.fromstring(styles).iterfind(_W + "style"):
        given = style.get(_W + "styleId", "")
        own = style.findall(f"{_W}rPr/{_W}vanish")
        base = style.find(_W + "basedOn")
        if any(found.get(_W + "val", "1") not in _OFF for found in own):
            hidden.add(given)
        elif base is not None and not own:
            based[given] = base.get(_W + "val", "")
    for given in based:
        seen, above = {given}, based[given]
        while above in based and above not in seen:
            seen.add(above)
            above = based[above]
        if above in hidden:
            hidden.update(seen)
    return frozenset(hidden - {""})


def _attributes(element: Any) -> None:
    """Take out what tells of sessions, files and addresses."""
    for key in list(element.attrib):
        space, _, local = key.rpartition("}")
        if (
            local.startswith("rsid")
            or f"{space}}}{local}" in (f"{_W14}paraId", f"{_W14}textId")
            or local in ("href", "gfxdata", "src")
            or (key in ("name", "descr") and element.tag == _PIC + "cNvPr")
        ):
            del element.attrib[key]
    if element.tag == _PIC + "cNvPr":
        element.set("name", "Picture")
    for key in ("relid", "title"):
        element.attrib.pop(_OFFICE + key, None)


def clean_picture(data: bytes) -> bytes | None:
    """A template's picture without what cameras and programs wrote into it; None for one that
    cannot be cleaned. Windows metafiles stay as they are."""
    kind = media_type(data)
    if kind in SHOWN:
        try:
            return cleaned(data, kind)
        except ValueError:
            return None
    is_metafile = data[:4] in (b"\x01\x00\x00\x00", b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00")
    return data if is_metafile else None
