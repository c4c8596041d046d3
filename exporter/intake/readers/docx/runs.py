"""What is in a paragraph of a DOCX → inlines; tracked changes as if accepted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from exporter.intake.document import (
    Blocks,
    Break,
    Call,
    Foreign,
    Inline,
    Inlines,
    Link,
    Picture,
    Styled,
    Text,
)
from exporter.intake.readers.docx.names import Element, attribute, child, children, local
from exporter.intake.readers.docx.parts import Looks, Relation, Style, looks, over
from exporter.intake.readers.package import Package
from exporter.values import Struct

__all__ = ["Part", "Runs"]

_PASSED = frozenset({"smartTag", "customXml", "sdtContent", "dir", "bdo", "rubyBase"})
_GONE = frozenset({"del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr"})
_HYPERLINK = re.compile(r'HYPERLINK\s+(?!\\)(?:"([^"]*)"|(\S+))')


class Part(Struct):
    """The part that is read: its relationships, notes and comments by id, and what was counted
    on the way (insertions, deletions, hidden words, symbols)."""

    package: Package
    relations: Mapping[str, Relation]
    styles: Mapping[str, Style]
    language: str
    notes: Callable[[str, str], Blocks]
    comment: Callable[[str], Call | None]
    boxed: Callable[[Element], Blocks]
    counted: Counter[str]


class _Field(Struct):
    """A complex field that is open: its instruction, and where its result begins."""

    code: str = ""
    start: int = 0
    in_result: bool = False


class Runs:
    """Reads one paragraph; ``boxes`` are the text boxes that are anchored in it."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._done: list[Inline] = []
        self._fields: list[_Field] = []
        self.boxes: list[Blocks] = []

    def read(self, paragraph: Element) -> Inlines:
        """All inlines of a paragraph."""
        self._walk(paragraph)
        while self._fields:
            self._close()
        return tuple(self._done)

    def _walk(self, element: Element) -> None:
        for each in element:
            name = local(each)
            if name == "r":
                self._run(each)
            elif name == "hyperlink":
                self._link(each)
            elif name in ("del", "moveFrom"):
                self._part.counted["deletions"] += bool("".join(each.itertext()).strip())
            elif name in _GONE:
                continue
            elif name == "fldSimple":
                self._simple(each)
            elif name in ("ins", "moveTo"):
                self._part.counted["insertions"] += bool("".join(each.itertext()).strip())
                self._walk(each)
            elif name == "sdt":
                self._walk_all(children(each, "sdtContent"))
            elif name in ("oMath", "oMathPara"):
                self._add("".join(t.text or "" for t in each.iter() if local(t) == "t"), Looks())
            elif name == "AlternateContent":
                self._walk(_chosen(each))
            elif name in _PASSED:
                self._walk(each)

    def _walk_all(self, elements: Iterator[Element]) -> None:
        for each in elements:
            self._walk(each)

    # -------------------------------------------------------------------------------- links

    def _link(self, element: Element) -> None:
        relation = self._part.relations.get(attribute(element, "id"))
        address = relation.target if relation is not None and relation.outside else ""
        self._linked(element, address)

    def _simple(self, element: Element) -> None:
        self._linked(element, _address(attribute(element, "instr")))

    def _linked(self, element: Element, address: str) -> None:
        start = len(self._done)
        self._walk(element)
        self._wrap(start, address)

    def _wrap(self, start: int, address: str) -> None:
        if address and start < len(self._done):
            self._done[start:] = [Link(address, tuple(_plainer(self._done[start:])))]

    def _field(self, element: Element) -> None:
        match attribute(element, "fldCharType"):
            case "begin":
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].start = len(self._done)
                self._fields[-1].in_result = True
            case "end" if self._fields:
                self._close()
            case _:
                pass

    def _close(self) -> None:
        field = self._fields.pop()
        if field.in_result:
            self._wrap(min(field.start, len(self._done)), _address(field.code))

    # --------------------------------------------------------------------------------- runs

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        style = self._part.styles.get(attribute(child(properties, "rStyle"), "val"))
        look = over(style.looks if style else Looks(), looks(properties))
        if look.hidden:
            self._part.counted["hidden"] += bool("".join(run.itertext()).strip())
            return
        for each in run:
            self._piece(each, look)

    def _piece(self, each: Element, look: Looks) -> None:
        match local(each):
            case "t" | "delText" if local(each) == "t":
                self._add(each.text or "", look)
            case "tab" | "ptab":
                self._add("\t", look)
            case "br" | "cr":
                if attribute(each, "type") not in ("page", "column"):
                    self._done.append(Break())
            case "noBreakHyphen":
                self._add("\u2011", look)
            case "softHyphen":
                self._add("\u00ad", look)
            case "sym":
                self._symbol(each, look)
            case "footnoteReference" | "endnoteReference" as name:
                kind = name.removesuffix("Reference")
                blocks = self._part.notes(kind, attribute(each, "id"))
                self._done.append(Call(blocks, kind))  # type: ignore[arg-type]
            case "commentReference":
                if call := self._part.comment(attribute(each, "id")):
                    self._done.append(call)
            case "fldChar":
                self._field(each)
            case "instrText" if self._fields:
                self._fields[-1].code += each.text or ""
            case "drawing" | "pict" | "object":
                self._drawing(each)
            case "AlternateContent":
                for inner in _chosen(each):
                    self._piece(inner, look)
            case "ruby":
                self._ruby(each)
            case _:
                pass

    def _ruby(self, element: Element) -> None:
        for name in ("rubyBase", "rt"):
            start = len(self._done)
            self._walk_all(children(element, name))
            if name == "rt" and start < len(self._done):
                self._done[start:] = [Styled("superscript", tuple(self._done[start:]))]

    def _symbol(self, element: Element, look: Looks) -> None:
        try:
            character = chr(int(attribute(element, "char"), 16))
        except (ValueError, OverflowError):
            return
        if "\ue000" <= character <= "\uf8ff":
            self._part.counted["symbols"] += 1
        self._add(character, look)

    def _add(self, text: str, look: Looks) -> None:
        if not text:
            return
        inline: Inline = Text(text)
        for rend in sorted(look.rends):
            inline = Styled(rend, (inline,))
        if _other(look.language, self._part.language) and text.strip():
            inline = Foreign(look.language, (inline,))
        self._done.append(inline)

    # ----------------------------------------------------------------------------- pictures

    def _drawing(self, element: Element) -> None:
        for box in _outermost(element, "txbxContent"):
            self.boxes.append(self._part.boxed(box))
        described = next((e for e in element.iter() if local(e) == "docPr"), None)
        alt = attribute(described, "descr") or attribute(described, "alt")
        for each in element.iter():
            key = {"blip": "embed", "imagedata": "id"}.get(local(each))
            if key is None or any(local(a) == "txbxContent" for a in each.iterancestors()):
                continue
            relation = self._part.relations.get(attribute(each, key) or attribute(each, "link"))
            if relation is None:
                continue
            name = relation.target.rpartition("/")[2] or "picture"
            if not alt and local(each) == "imagedata":
                alt = attribute(each.getparent(), "alt")
            if relation.outside:
                self._done.append(Picture(name, address=relation.target, alt=alt))
            elif relation.target in self._part.package:
                data = self._part.package.read(relation.target)
                self._done.append(Picture(name, data, alt=alt))


def _outermost(element: Element, name: str) -> Iterator[Element]:
    for each in element:
        if local(each) == name:
            yield each
        elif local(each) == "AlternateContent":
            yield from _outermost(_chosen(each), name)
        else:
            yield from _outermost(each, name)


def _chosen(element: Element) -> Element:
    """The first choice of ``mc:AlternateContent``, else the fallback (ISO 29500-3)."""
    for name in ("Choice", "Fallback"):
        found = child(element, name)
        if found is not None and len(found):
            return found
    return ()


def _address(code: str) -> str:
    found = _HYPERLINK.search(code)
    return (found[1] or found[2] or "") if found else ""


def _plainer(content: list[Inline]) -> Iterator[Inline]:
    """A link's underline is no emphasis."""
    for inline in content:
        if isinstance(inline, Styled) and inline.rend == "underline":
            yield from inline.content
        elif isinstance(inline, Styled):
            yield Styled(inline.rend, tuple(_plainer(list(inline.content))))
        else:
            yield inline


def _other(tag: str, language: str) -> bool:
    """Whether a run's language differs from the text's, in more than its country."""
    own, of_text = tag.split("-")[0].casefold(), language.split("-")[0].casefold()
    return bool(own and of_text) and own != of_text and own not in ("x", "zxx")
