"""An article as the suggesters see it: its text, analysed, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from exporter.suggestions.analysis.language import Language, language
from exporter.suggestions.analysis.prose import Prose, analysed
from exporter.suggestions.names.people import Entity
from exporter.suggestions.text_blocks import TextBlock, text_blocks
from exporter.tei.limits import Limits
from exporter.tei.parse.parser import parse
from exporter.tei.tree.elements import (
    XML_ID,
    XML_LANG,
    Element,
    children,
    identifier,
    name,
    plain,
    words,
)
from exporter.values import Value

__all__ = ["Document", "open_document"]

_HEADINGS = words("head titlePart label speaker")
_FAMILIES: dict[str, str] = {
    **dict.fromkeys(("said", "q"), "speech"),
    **dict.fromkeys(("persName", "orgName", "placeName", "rs", "name", "geogName"), "name"),
    **dict.fromkeys(("measure", "num", "date", "time"), "figure"),
    "seg": "claim",
}


class Document(Value):
    """``prose`` is one for each block; of one in a language without a table it holds no tokens.
    ``annotated``: for each block, the ranges that have an annotation of a family (``speech``,
    ``name``, ``figure``, ``claim``) already. ``ids`` are all that the file has. ``published`` is
    the day of publication; ``region`` that of the language tag."""

    root: Element
    blocks: tuple[TextBlock, ...]
    prose: tuple[Prose, ...]
    ids: frozenset[str]
    headings: frozenset[int]
    annotated: Mapping[int, tuple[tuple[str, int, int], ...]]
    published: date | None
    region: str
    open_status: str
    entities: tuple[Entity, ...]
    language: str = ""

    def is_annotated(self, family: str, block: int, start: int, end: int) -> bool:
        """Whether a range shares characters with an annotation of a family."""
        return any(
            kind == family and first < end and start < last
            for kind, first, last in self.annotated.get(block, ())
        )


def open_document(source: bytes) -> Document:
    """Parse and analyse a TEI file; raises what ``exporter.tei.parse`` raises."""
    root = parse(source, Limits()).root
    blocks = text_blocks(root)
    tag = root.get(XML_LANG) or next((b.lang for b in blocks if b.lang), "en")
    main = language(tag) or next((t for b in blocks if (t := language(b.lang)) is not None), None)
    prose = tuple(_prose(block, tag, main) for block in blocks) if main is not None else ()
    return Document(
        root,
        blocks,
        prose=prose,
        ids=frozenset(str(e.get(XML_ID)) for e in root.iter("{*}*") if e.get(XML_ID)),
        headings=frozenset(b.number for b in blocks if name(b.element) in _HEADINGS),
        annotated={b.number: ranges for b in blocks if (ranges := tuple(_annotated(b)))},
        published=_published(root),
        region=tag.replace("_", "-").partition("-")[2],
        open_status=_open_status(root),
        entities=tuple(_entities(root)),
        language=tag,
    )


def _prose(block: TextBlock, tag: str, main: Language) -> Prose:
    own = language(block.lang or tag)
    if own is not main:
        return Prose(
            block.number,
            block.text,
            language=main,
            tokens=[],
            quotations=[],
            sentences=[],
            quoted=[],
        )
    return analysed(block.number, block.text, main)


def _annotated(block: TextBlock) -> Iterator[tuple[str, int, int]]:
    """The annotations that a block's text is in, by the strings of the tree."""
    for piece in block.pieces:
        held = (piece.element.tail if piece.tail else piece.element.text) or ""
        inside = piece.element.getparent() if piece.tail else piece.element
        while inside is not None and inside is not block.element:
            family = _FAMILIES.get(name(inside), "")
            if family and not (family == "claim" and inside.get("type") != "claim"):
                yield family, piece.start, piece.start + len(held)
            inside = inside.getparent()


def _published(root: Element) -> date | None:
    """The day that the header gives: of publication, else of the last change."""
    for where in (
        "{*}teiHeader/{*}fileDesc/{*}publicationStmt//{*}date",
        "{*}teiHeader/{*}profileDesc/{*}creation//{*}date",
        "{*}teiHeader/{*}revisionDesc/{*}change",
    ):
        for element in root.iterfind(where):
            for value in (element.get("when"), element.get("notAfter"), element.get("notBefore")):
                try:
                    return date.fromisoformat((value or "")[:10])
                except ValueError:
                    continue
    return None


def _open_status(root: Element) -> str:
    """The id of the verification taxonomy's category for what nobody has checked, or empty."""
    for taxonomy in root.iter("{*}taxonomy"):
        if identifier(taxonomy) == "verification":
            for category in taxonomy.iter("{*}category"):
                label = f"{identifier(category)} {plain(category)}".casefold()
                if "open" in label or "not " in label or "nicht " in label:
                    return identifier(category)
    return ""


_NAMES = {"person": "persName", "org": "orgName", "place": "placeName"}


def _entities(root: Element) -> Iterator[Entity]:
    """The entries of the registers that the article has."""
    for element in root.iter("{*}person", "{*}org", "{*}place"):
        tag, key = name(element), identifier(element)
        own = _NAMES.get(tag)
        if own is None or not key:
            continue
        kind = {"person": "person", "org": "organisation", "place": "place"}[tag]
        for place, named in enumerate(children(element, own, "name")):
            text = plain(named)
            if text and not (place and "internal" in named.get("ana", "")):
                yield _entity(element, kind, key, text)
                if kind == "person" and element.get("role") == "unnamed-source":
                    break


def _entity(element: Element, kind: str, key: str, text: str) -> Entity:
    offices = [plain(e) for e in children(element, "occupation")]
    sex = (element.get("sex") or element.get("gender") or "").casefold()[:1]
    return Entity(
        -1,
        kind,  # type: ignore[arg-type]
        text,
        tuple(text.lower().split()),
        gender={"m": "male", "1": "male", "f": "female", "2": "female"}.get(sex, ""),
        unnamed=element.get("role") == "unnamed-source",
        identifier=key,
        occupation=" ".join(offices),
    )
