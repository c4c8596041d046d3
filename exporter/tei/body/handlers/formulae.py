"""Handlers of formulae, and of glosses over words (ruby).

What reads MathML is imported by the first formula.
"""

from __future__ import annotations

import lxml.etree as etree

from exporter.model import Emphasis, Formula, Mark, Ruby
from exporter.notices import Severity
from exporter.tei.body.context import ALL, GENERATED, Reader, Steps
from exporter.tei.body.treatment import Treatment
from exporter.tei.tree.elements import EXAMPLES, TEI, Element, text_of

_SET_OFF = ("block", "display", "displayed")


def formula(reader: Reader, element: Element, _: Treatment) -> Steps:
    """A formula: MathML is in HTML and EPUB as it is, elsewhere as it reads in one line."""
    from exporter.tei.content.mathml import is_mathml

    maths = [element] if is_mathml(element) else [c for c in element if is_mathml(c)]
    foreign = [c for c in element.iter(etree.Element) if not _is_tei(c)]
    looks = (element.get("rend") or "").split()
    display = any(math.get("display") == "block" for math in maths)
    set_off = not reader.flow.in_paragraph or display or any(w in _SET_OFF for w in looks)
    if set_off and not reader.flow.inline:
        reader.flow.close()
        reader.flow.open(reader.at(element, "formula"))
    else:
        reader.anchor(element)
    if maths:
        for math in maths:
            _set(reader, math)
        _report(reader, element, "set as MathML in HTML and EPUB, in one line elsewhere")
    elif foreign:
        _report(reader, element, "shown as their text, without their layout")
        reader.line().text(text_of(element), reader.here())
    else:
        yield ALL
    if set_off:
        reader.flow.close()


def _set(reader: Reader, math: Element) -> None:
    from exporter.tei.content.mathml import in_line, safe_markup

    mark = Formula(safe_markup(math), reader.index.new("formula"))
    line, here = reader.line(), reader.here()
    for text, style, own in in_line(math):
        marks: tuple[Mark, ...] = (*here, mark)
        if style == "superscript":
            marks = (*marks, Emphasis("superscript"))
        elif style == "subscript":
            marks = (*marks, Emphasis("subscript"))
        line.exact(text, (*marks, GENERATED) if own else marks)


def _report(reader: Reader, element: Element, how: str) -> None:
    reader.remarks.count(
        "formula",
        how,
        Severity.INFO,
        lambda n: f"{n:,} formula{'e are' if n > 1 else ' is'} {how}.",
        element,
        fix="Look at it in Word and PDF; add a picture of it where one line does not do.",
    )


def _is_tei(element: Element) -> bool:
    tag = element.tag
    return not tag.startswith("{") or tag.startswith((f"{{{TEI}}}", f"{{{EXAMPLES}}}"))


# ------------------------------------------------------------------------------ ruby


def ruby(reader: Reader, element: Element, _: Treatment) -> Steps:
    """A word and the gloss on it (TEI 3.4.2)."""
    reader.keep(element)
    reader.mark(Ruby("whole"))
    yield ALL


def ruby_text(reader: Reader, element: Element, _: Treatment) -> Steps:
    """The gloss: over its word where a format can, else in brackets behind it."""
    line, here = reader.line(), reader.here()
    line.close_up()
    line.exact("(", (*here, Ruby("sign"), GENERATED))
    reader.keep(element)
    reader.mark(Ruby("text"))
    yield ALL
    line = reader.line()
    line.close_up()
    line.exact(")", (*here, Ruby("sign"), GENERATED))
