"""MathML: what of it a page may hold, and how it reads in one line (MathML Core; MathML 3)."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TypeAlias

from exporter.tei.tree.elements import Element, folded, words

__all__ = ["Piece", "in_line", "is_mathml", "safe_markup"]

MATHML = "http://www.w3.org/1998/Math/MathML"
_PREFIX = f"{{{MATHML}}}"

_ELEMENTS = words(
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom menclose "
    "msub msup msubsup munder mover munderover mmultiscripts mprescripts "
    "none mtable mtr mlabeledtr "
    "mtd maligngroup malignmark"
)
_ATTRIBUTES = words(
    "display displaystyle scriptlevel mathvariant mathsize mathcolor mathbackground form fence "
    "separator stretchy symmetric largeop movablelimits accent accentunder linethickness lspace "
    "rspace width height depth voffset minsize maxsize columnalign rowalign columnspan rowspan "
    "columnlines rowlines columnspacing rowspacing frame framespacing align notation bevelled "
    "numalign denomalign dir alttext"
)
_FENCED = {"open": "(", "close": ")"}

Piece: TypeAlias = tuple[str, str, bool]
"""A text; ``superscript``, ``subscript`` or nothing; whether it is the reader's own."""


def is_mathml(element: Element) -> bool:
    """Whether an element is one of MathML."""
    return isinstance(element.tag, str) and element.tag.startswith(_PREFIX)


def _tag(element: Element) -> str:
    return str(element.tag[len(_PREFIX) :]) if is_mathml(element) else ""


def safe_markup(math: Element) -> str:
    """A ``math`` element as presentation MathML without prefixes, without annotations, and with
    nothing that could run or fetch anything."""
    return "".join(_serialised(math))


def _serialised(element: Element) -> Iterator[str]:
    tag = _tag(element)
    if tag in ("annotation", "annotation-xml"):
        return
    if tag == "mfenced":
        yield from _fenced(element)
        return
    if tag == "semantics":
        yield from _children(element)
        return
    known = tag in _ELEMENTS
    if known:
        given = "".join(
            f' {key}="{escape(folded(value))}"'
            for key, value in sorted(element.attrib.items())
            if key in _ATTRIBUTES and "url(" not in value
        )
        space = f' xmlns="{MATHML}"' if tag == "math" else ""
        yield f"<{tag}{space}{given}>"
    if element.text and not (len(element) and element.text.isspace()):
        yield escape(folded(element.text), quote=False)
    yield from _children(element)
    if known:
        yield f"</{tag}>"


def _children(element: Element) -> Iterator[str]:
    for child in element:
        if isinstance(child.tag, str):
            yield from _serialised(child)


def _fenced(element: Element) -> Iterator[str]:
    """``mfenced`` as the ``mrow`` that it stands for (MathML 3, 3.3.8)."""
    parts = ["".join(_serialised(child)) for child in element if isinstance(child.tag, str)]
    separators = "".join(element.get("separators", ",").split())
    yield f"<mrow><mo>{escape(element.get('open', _FENCED['open']))}</mo>"
    for at, part in enumerate(parts):
        if at and separators:
            yield f"<mo>{escape(separators[min(at, len(separators)) - 1])}</mo>"
        yield part
    yield f"<mo>{escape(element.get('close', _FENCED['close']))}</mo></mrow>"


# ------------------------------------------------------------------------------ in one line

_RELATIONS = frozenset("=≠<>≤≥≈≡∼≃≅∝→⇒⇔↦∈∉⊂⊆∪∩∧∨:≔")
_OPERATORS = frozenset("+−±×÷·∓-*")
_INVISIBLE = frozenset("\u2061\u2062\u2063\u2064")


def in_line(math: Element) -> Iterator[Piece]:
    """A formula as it reads in one line of text: ``r²``, ``A/π``, ``√(a + b)``."""
    kids = [child for child in math if isinstance(child.tag, str)]
    match _tag(math), kids:
        case (("annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts"), _):
            return
        case "semantics", [first, *_]:
            yield from in_line(first)
        case "mfrac", [above, below]:
            yield from _grouped(above)
            yield "/", "", True
            yield from _grouped(below)
        case (("msup" | "mover"), [base, raised]):
            yield from _base(base)
            yield from _script(raised, "superscript")
        case (("msub" | "munder"), [base, lowered]):
            yield from _base(base)
            yield from _script(lowered, "subscript")
        case (("msubsup" | "munderover"), [base, lowered, raised]):
            yield from _base(base)
            yield from _script(lowered, "subscript")
            yield from _script(raised, "superscript")
        case "msqrt", _:
            yield "√(", "", True
            yield from _all(kids)
            yield ")", "", True
        case "mroot", [base, index]:
            yield from _script(index, "superscript")
            yield "√(", "", True
            yield from in_line(base)
            yield ")", "", True
        case "mfenced", _:
            yield from _listed(math, kids)
        case "mtable", _:
            yield from _rows(kids)
        case "mspace", _:
            yield " ", "", True
        case "mo", _:
            yield from _operator(folded(math.text or ""))
        case _, []:
            yield folded(math.text or ""), "", False
        case _:
            yield from _all(kids)


def _all(elements: list[Element]) -> Iterator[Piece]:
    for element in elements:
        yield from in_line(element)


def _operator(sign: str) -> Iterator[Piece]:
    if sign in _INVISIBLE:
        return
    spaced = sign in _RELATIONS or sign in _OPERATORS
    if spaced:
        yield " ", "", True
    yield sign, "", False
    if spaced or sign == ",":
        yield " ", "", True


def _is_simple(element: Element) -> bool:
    """Whether it reads as one word."""
    kids = [child for child in element if isinstance(child.tag, str)]
    if len(kids) == 1:
        return _is_simple(kids[0])
    return not kids or _tag(element) in ("msup", "msub", "msubsup", "msqrt", "mroot", "mfenced")


def _grouped(element: Element) -> Iterator[Piece]:
    simple = _is_simple(element)
    if not simple:
        yield "(", "", True
    yield from in_line(element)
    if not simple:
        yield ")", "", True


_base = _grouped


def _script(element: Element, style: str) -> Iterator[Piece]:
    for text, _, own in in_line(element):
        yield text, style, own


def _listed(element: Element, kids: list[Element]) -> Iterator[Piece]:
    separators = "".join(element.get("separators", ",").split())
    yield element.get("open", _FENCED["open"]), "", True
    for at, kid in enumerate(kids):
        if at and separators:
            yield f"{separators[min(at, len(separators)) - 1]} ", "", True
        yield from in_line(kid)
    yield element.get("close", _FENCED["close"]), "", True


def _rows(rows: list[Element]) -> Iterator[Piece]:
    for at, row in enumerate(rows):
        if at:
            yield "; ", "", True
        for place, cell in enumerate(child for child in row if isinstance(child.tag, str)):
            if place:
                yield ", ", "", True
            yield from in_line(cell)
