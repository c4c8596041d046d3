"""The visible text of a TEI tree, block by block, with the place of every character in the tree.

The one definition of places for those who suggest and those who write: a *text block* is an
element that holds prose (``p``, ``head``, ``item``, ``cell``, ``l`` …) with the text of which it
is the nearest such element. Notes, unchosen readings and what is no prose are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from exporter.tei.tree.elements import XML_LANG, Element, name, path, words
from exporter.values import Value

__all__ = ["BREAK", "NESTED", "Piece", "TextBlock", "text_blocks"]

NESTED = "\ufffc"
"""Replaces, in a block's text, a block or a picture inside it: no span may cross it."""
BREAK = "\n"
"""Replaces, in a block's text, an ``lb``: it has no place in the tree, but may be crossed."""

_BLOCKS = words(
    "p head item cell ab l byline dateline salute signed trailer label docAuthor titlePart "
    "docDate docImprint docEdition imprimatur speaker stage addrLine u quote q cit"
)
_ONLY_BETWEEN = words("quote q cit label stage")
"""Blocks only where they stand between blocks; in running text they are a part of it."""
_RUNNING = _BLOCKS - _ONLY_BETWEEN
_HIDDEN = words(
    "note noteGrp figDesc desc rdg precision certainty index fw teiHeader standOff del surplus "
    "listPerson listOrg listPlace listBibl listRelation spanGrp linkGrp figure table list "
    "floatingText formula graphic media gap"
)
_STOPS = words("figure table list floatingText formula graphic media")
_TEXTS = words("text")
_CHOICE = ("corr", "reg", "expan", "unclear", "seg")


class Piece(Value):
    """A stretch of a block's text that is one string of the tree: from ``start`` in the block's
    text on it is ``element.text`` (``tail`` False) or ``element.tail``, whole."""

    start: int
    element: Element
    tail: bool


class TextBlock(Value):
    """``text`` is as lxml holds it (white space as it stands); ``lang`` is the nearest
    ``xml:lang`` or empty; ``number`` counts from 0 in document order. ``calls`` are the notes
    inside, with the offsets at which they are called."""

    number: int
    element: Element
    text: str
    pieces: tuple[Piece, ...]
    lang: str
    calls: tuple[tuple[int, Element], ...] = ()

    @property
    def path(self) -> str:
        return path(self.element)

    def place(self, offset: int, *, end: bool = False) -> tuple[Piece, int]:
        """The piece that holds a character, and the offset in its string. ``end`` asks for the
        place after the character before ``offset``. Raises LookupError where ``offset`` is in no
        string: at a break or a nested block."""
        wanted = offset - 1 if end else offset
        for piece in reversed(self.pieces):
            if piece.start <= wanted:
                held = (piece.element.tail if piece.tail else piece.element.text) or ""
                if wanted < piece.start + len(held):
                    return piece, offset - piece.start
                break
        raise LookupError(f"no character of the tree stands at {wanted} of this block")


def text_blocks(root: Element) -> tuple[TextBlock, ...]:
    """All blocks of a tree that hold text, in document order: of each ``text``, else of the root.

    The tree is the whole one: what stands before a block decides its number, so the writer and
    the reader of a suggestion both count on the tree of the same bytes.
    """
    found: list[TextBlock] = []
    texts = [e for e in root.iter("{*}text") if name(e) == "text"] or [root]
    seen: set[Element] = set()
    for start in texts:
        for element in _holders(start):
            if element in seen:
                continue
            seen.add(element)
            gathered = _Gatherer()
            gathered.inside(element)
            text = "".join(gathered.strings)
            if text.strip(f"{NESTED} \t\r\n"):
                pieces = tuple(gathered.pieces)
                found.append(
                    TextBlock(
                        len(found),
                        element,
                        text,
                        pieces,
                        _language(element),
                        tuple(gathered.calls),
                    )
                )
    return tuple(found)


def _holders(start: Element) -> Iterator[Element]:
    """Blocks below an element, in document order; what is hidden is not gone into, but lists,
    tables and figures are, for their items, cells and captions."""
    for child in start:
        tag = name(child)
        if not tag:
            continue
        if tag in _BLOCKS and not (tag in _ONLY_BETWEEN and _in_prose(child)):
            yield child
        if tag not in _HIDDEN or tag in _STOPS:
            yield from _holders(child)


def _in_prose(element: Element) -> bool:
    """Whether an element that may be a block is in running text, or only holds blocks."""
    if any(name(child) in _RUNNING for child in element):
        return False
    ancestor = element.getparent()
    while ancestor is not None:
        tag = name(ancestor)
        if tag in _RUNNING:
            return True
        if tag in ("text", "body", "div", "note"):
            return False
        ancestor = ancestor.getparent()
    return False


class _Gatherer:
    def __init__(self) -> None:
        self.strings: list[str] = []
        self.pieces: list[Piece] = []
        self.calls: list[tuple[int, Element]] = []
        self.length = 0

    def put(self, text: str | None, element: Element, *, tail: bool) -> None:
        if text:
            self.pieces.append(Piece(self.length, element, tail))
            self._add(text)

    def _add(self, text: str) -> None:
        self.strings.append(text)
        self.length += len(text)

    def inside(self, element: Element) -> None:
        self.put(element.text, element, tail=False)
        chosen = _chosen(element)
        for child in element:
            if chosen is None or child is chosen:
                self.child(child)
            if chosen is None:
                self.put(child.tail, child, tail=True)

    def child(self, child: Element) -> None:
        tag = name(child)
        if not tag:
            return
        if tag == "lb":
            self._add(BREAK)
        elif tag in _RUNNING or tag in _STOPS or (tag in _ONLY_BETWEEN and not _in_prose(child)):
            self._add(NESTED)
        elif tag == "note":
            self.calls.append((self.length, child))
        elif tag not in _HIDDEN:
            self.inside(child)


def _chosen(element: Element) -> Element | None:
    """The child of a ``choice`` or ``app`` that is shown; None where all are."""
    tag = name(element)
    if tag not in ("choice", "app"):
        return None
    own = [child for child in element if name(child)]
    order = _CHOICE if tag == "choice" else ("lem", "rdg")
    for wanted in order:
        for child in own:
            if name(child) == wanted:
                return child
    return own[0] if own else None


def _language(element: Element) -> str:
    while element is not None:
        if lang := element.get(XML_LANG):
            return str(lang)
        element = element.getparent()
    return ""
