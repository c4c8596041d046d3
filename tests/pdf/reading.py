"""A PDF read back, and what is wrong with its structure: what validators miss.

Stands on pypdf alone, so that nothing of the writer's own reading is trusted.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject, IndirectObject

from exporter.text.bidi import has_rtl


@dataclass
class Sequence:
    """Marked content: its MCID (None for artifacts), its text, and codes without Unicode."""

    mcid: int | None
    tag: str
    text: str = ""
    unknown: list[str] = field(default_factory=list)


@dataclass
class Element:
    """A structure element; kids are elements and (page index, MCID); ``objects`` counts OBJRs."""

    tag: str
    number: int
    objects: int = 0
    kids: list[Element | tuple[int, int]] = field(default_factory=list)

    def walk(self) -> Iterator[Element | tuple[int, int]]:
        for kid in self.kids:
            yield kid
            if isinstance(kid, Element):
                yield from kid.walk()


@dataclass
class File:
    """``pages`` hold the sequences in paint order; ``parents`` the parent tree by key."""

    pages: list[list[Sequence]]
    keys: list[int | None]
    root: Element
    parents: dict[int, list[int]]

    def text(self, skip: frozenset[str] = frozenset()) -> str:
        """The text of the tree in its order."""
        return self.text_of(self.root, skip)

    def text_of(self, element: Element, skip: frozenset[str] = frozenset()) -> str:
        texts = [{s.mcid: s.text for s in page} for page in self.pages]
        return _text(element, texts, skip)


def _text(element: Element, texts: list[dict[int | None, str]], skip: frozenset[str]) -> str:
    if element.tag in skip:
        return ""
    return "".join(
        _text(kid, texts, skip) if isinstance(kid, Element) else texts[kid[0]].get(kid[1], "")
        for kid in element.kids
    )


def read(data: bytes) -> File:
    reader = PdfReader(io.BytesIO(data))
    places = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}
    root: Any = reader.root_object["/StructTreeRoot"]
    parents = {
        key: [item.idnum for item in value.get_object()] if _is_array(value) else [value.idnum]
        for key, value in _numbers(root["/ParentTree"].get_object())
    }
    fonts: dict[int, dict[str, str]] = {}
    return File(
        [list(_sequences(page, reader, fonts)) for page in reader.pages],
        [page.get("/StructParents") for page in reader.pages],
        _element(root.raw_get("/K"), places, None),
        parents,
    )


def _is_array(value: Any) -> bool:
    return isinstance(value.get_object(), list)


def _numbers(node: Any) -> Iterator[tuple[int, Any]]:
    row = list(node.get("/Nums", ()))
    yield from zip(map(int, row[::2]), row[1::2], strict=True)
    for kid in node.get("/Kids", ()):
        yield from _numbers(kid.get_object())


def _element(reference: IndirectObject, places: dict[int, int], page: int | None) -> Element:
    found: Any = reference.get_object()
    if "/Pg" in found:
        page = places[found.raw_get("/Pg").idnum]
    made = Element(str(found["/S"])[1:], reference.idnum)
    kids = found.get("/K", [])
    row = kids if isinstance(kids, list) else [found.raw_get("/K")]
    for kid in row:
        inner: Any = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(inner, DictionaryObject):
            if inner.get("/Type") == "/MCR":
                made.kids.append((places[inner.raw_get("/Pg").idnum], int(str(inner["/MCID"]))))
            elif inner.get("/Type") == "/OBJR":
                made.objects += 1
            else:
                made.kids.append(_element(kid, places, page))
        else:
            assert page is not None, f"{made.tag} {made.number} has an MCID and no page"
            made.kids.append((page, int(inner)))
    return made


def _sequences(
    page: Any, reader: PdfReader, fonts: dict[int, dict[str, str]]
) -> Iterator[Sequence]:
    """Text from right to left is painted as it is seen, word by word: its letters are put back in
    order, as programs do that copy text."""
    open_: list[Sequence] = []
    table: dict[str, str] = {}
    outside = Sequence(None, "")
    word: list[str] = []

    def put() -> None:
        held = open_[-1] if open_ else outside
        held.text += "".join(word[::-1] if any(map(has_rtl, word)) else word)
        word.clear()

    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        match operator:
            case b"BDC" | b"BMC":
                entries = operands[1] if len(operands) > 1 else {}
                if "/MCID" in entries or "/ActualText" not in entries:
                    put()
                    yield (made := Sequence(entries.get("/MCID"), str(operands[0])[1:]))
                    open_.append(made)
                else:
                    open_.append(open_[-1])
            case b"EMC":
                if len(open_) < 2 or open_[-1] is not open_[-2]:
                    put()
                open_.pop()
            case b"Tm":
                put()
            case b"Tf":
                table = _table(page["/Resources"]["/Font"].raw_get(operands[0]), fonts)
            case b"TJ" | b"Tj":
                strings = operands[0] if operator == b"TJ" else operands
                for string in strings:
                    if not isinstance(string, int | float):
                        word += _said(open_[-1] if open_ else outside, _bytes(string), table)
            case _:
                pass
    put()
    if outside.text:
        yield outside


def _bytes(string: Any) -> bytes:
    return bytes(getattr(string, "original_bytes", string))


def _said(sequence: Sequence, codes: bytes, table: dict[str, str]) -> Iterator[str]:
    for at in range(0, len(codes), 2):
        code = codes[at : at + 2].hex()
        text = table.get(code, "")
        if not text or text in "\0\ufeff\ufffe":
            sequence.unknown.append(code)
        yield text


def _table(reference: IndirectObject, fonts: dict[int, dict[str, str]]) -> dict[str, str]:
    if reference.idnum not in fonts:
        font: Any = reference.get_object()
        body = font["/ToUnicode"].get_data().decode() if "/ToUnicode" in font else ""
        fonts[reference.idnum] = {
            code: bytes.fromhex(text).decode("utf-16-be")
            for code, text in re.findall(r"^<(\w+)> <(\w+)>$", body, re.MULTILINE)
        }
    return fonts[reference.idnum]


def faults(data: bytes) -> list[str]:
    """What is wrong with the structure, in words; empty for a sound file."""
    file = read(data)
    tree = [kid for kid in file.root.walk() if not isinstance(kid, Element)]
    owners = {
        kid: element.number
        for element in (file.root, *(e for e in file.root.walk() if isinstance(e, Element)))
        for kid in element.kids
        if not isinstance(kid, Element)
    }
    found = []
    found += [
        f"Link {element.number} has no annotation"
        for element in file.root.walk()
        if isinstance(element, Element) and element.tag == "Link" and not element.objects
    ]
    if len(set(tree)) != len(tree):
        found.append("marked content stands twice in the tree")
    for index, page in enumerate(file.pages):
        painted = [s.mcid for s in page if s.mcid is not None]
        named = [mcid for at, mcid in tree if at == index]
        parents = file.parents.get(-1 if file.keys[index] is None else int(file.keys[index] or 0))
        if file.keys[index] is None:
            found.append(f"page {index + 1} has no StructParents")
        elif parents != [owners.get((index, mcid)) for mcid in range(len(parents or ()))]:
            found.append(f"page {index + 1}: parent tree and tree disagree")
        if sorted(painted) != list(range(len(parents or ()))):
            found.append(f"page {index + 1}: marked content that the parent tree does not know")
        if painted != named:
            found.append(f"page {index + 1}: painted in another order than the tree's")
        for sequence in page:
            if sequence.unknown:
                found.append(f"page {index + 1}: codes {sequence.unknown} have no Unicode")
            if not sequence.tag:
                found.append(f"page {index + 1}: text outside marked content")
    return found
