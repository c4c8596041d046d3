"""Secrets planted in every place of an article that can hold a text or an attribute."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.audience.exploding import layers

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_SECRET = re.compile(rb"zq[0-9]{5}x[0-9]{3}")


def _names(text: str) -> list[str]:
    return text.split()


ELEMENTS = _names(
    "p note seg persName orgName placeName bibl person org place item change annotation span "
    "figure category relation quote said measure num date ref ptr head label desc app gap hi "
    "availability licence idno title author respStmt event object l lg sp u table row cell list"
)
ATTRIBUTES = _names(
    "n rend rendition type subtype key ref target source who toWhom corresp sameAs copyOf next "
    "prev resp cert when notBefore quantity unit commodity url facs style role decls select"
)
_LIVE_BY_POINTERS = ("TEI", "relation")
"""A relation that is known from something internal alone is internal itself."""

POINTERS = ("source", "who", "corresp", "target", "ref", "decls", "resp", "next", "exclude")


class Secrets:
    """Gives out secrets, each once: words that stand in no article and break nowhere."""

    def __init__(self) -> None:
        self.given: set[bytes] = set()

    def new(self) -> str:
        number = len(self.given)
        secret = f"zq{number:05d}x{number * 7 % 1000:03d}"
        self.given.add(secret.encode())
        return secret


def planted(tei: bytes, secrets: Secrets) -> bytes:
    """The article with something internal in every element, and pointers at what is internal.

    No line is added, so that what is public stands at the lines where it stood.
    """
    tree = etree.fromstring(tei).getroottree()
    root = tree.getroot()
    for number, element in enumerate(list(root.iter(etree.Element))):
        element.insert(0, etree.Comment(secrets.new()))
        element.append(etree.ProcessingInstruction("newsroom", secrets.new()))
        hidden = _internal(ELEMENTS[number % len(ELEMENTS)], number, secrets)
        element.insert(1 if number % 2 else len(element), hidden)
        _keep_text(element)
        if number % 3 == 0 and etree.QName(element).localname not in _LIVE_BY_POINTERS:
            _point(element, POINTERS[number % len(POINTERS)], hidden)
    root.addprevious(etree.Comment(secrets.new()))
    root.addprevious(etree.ProcessingInstruction("newsroom", secrets.new()))
    root.addnext(etree.Comment(secrets.new()))
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))


def _internal(name: str, number: int, secrets: Secrets) -> Any:
    """An internal element that holds a text, an attribute, an id, a child and a picture."""
    element = etree.Element(f"{{{TEI}}}{name}")
    element.set("ana", ("#internal", "#v.open #internal", "internal.xml#internal")[number % 3])
    element.set(XML_ID, secrets.new())
    element.set(ATTRIBUTES[number % len(ATTRIBUTES)], secrets.new())
    element.text = secrets.new()
    child = etree.SubElement(element, f"{{{TEI}}}{ELEMENTS[(number * 7) % len(ELEMENTS)]}")
    child.set(XML_ID, secrets.new())
    child.text = secrets.new()
    if number % 5 == 0:
        graphic = etree.SubElement(element, f"{{{TEI}}}graphic", url=f"{secrets.new()}.png")
        graphic.tail = secrets.new()
        etree.SubElement(element, f"{{{TEI}}}figDesc").text = secrets.new()
    return element


def _keep_text(element: Any) -> None:
    """Text that stood before the first child stands there still, not behind the comment."""
    first = element[0]
    if element.text:
        first.tail = element.text
        element.text = None


def _point(element: Any, attribute: str, hidden: Any) -> None:
    """A public element points at what is internal, beside what it points at already."""
    pointer = f"#{hidden.get(XML_ID)}"
    element.set(
        attribute, f"{element.get(attribute)} {pointer}" if element.get(attribute) else pointer
    )


def picture(secrets: Secrets, kind: str = "PNG") -> bytes:
    """A picture that tells in its metadata what it should not: text, EXIF, place, thumbnail."""
    image = Image.new("RGB", (64, 48), "#7a1f1f")
    exif = Image.Exif()
    exif[0x010E] = secrets.new()  # ImageDescription
    exif[0x013B] = secrets.new()  # Artist
    exif[0x9286] = secrets.new()  # UserComment
    exif.get_ifd(0x8825)[0x001D] = secrets.new()  # GPSDateStamp
    stream = io.BytesIO()
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Comment", secrets.new())
        text.add_text("Author", secrets.new(), zip=True)
        text.add_itxt("XML:com.adobe.xmp", f"<x>{secrets.new()}</x>")
        image.save(stream, "PNG", pnginfo=text, exif=exif)
    else:
        xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{secrets.new()}</x:xmpmeta>".encode()
        image.save(stream, "JPEG", exif=exif, comment=secrets.new().encode(), xmp=xmp)
    return stream.getvalue() + (secrets.new().encode() if kind == "JPEG" else b"")


def found(data: bytes, secrets: Secrets) -> set[bytes]:
    """The secrets that stand somewhere in these bytes."""
    return {secret for layer in layers(data) for secret in _in(layer) if secret in secrets.given}


def _in(layer: bytes) -> Iterator[bytes]:
    lower = layer.lower()
    yield from _SECRET.findall(lower)
    squeezed = re.sub(rb"[\s\xad\-]|\xc2\xad", b"", lower)
    yield from _SECRET.findall(squeezed)
