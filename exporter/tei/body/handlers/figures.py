"""Handlers of pictures, code, examples and formulae."""

from __future__ import annotations

import re
from itertools import takewhile

import lxml.etree as etree

from exporter.model import (
    Block,
    Group,
    Image,
    Inlines,
    Paragraph,
    Picture,
    Preformatted,
    Run,
)
from exporter.notices import Severity
from exporter.tei.body.context import ALL, NOTHING, Reader, Steps, Wanted
from exporter.tei.body.handlers.blocks import paragraph
from exporter.tei.body.handlers.inlines import outermost_notes
from exporter.tei.body.rendition import EMPHASIS
from exporter.tei.body.treatment import Treatment
from exporter.tei.content.builders import FigureBuilder
from exporter.tei.content.flow import Opened
from exporter.tei.pictures.wanted_size import is_small
from exporter.tei.tree.elements import (
    Element,
    children,
    folded,
    name,
    parent_name,
    plain,
)
from exporter.values import replace

_WORDY = ("head", "p", "ab", "figure", "table", "list", "lg", "q", "quote")
"""What a figure between words does not hold."""
_APART = frozenset(
    ("figure", "body", "front", "back", "text", *(f"div{n}" for n in ("", *range(8))))
)


def picture(reader: Reader, element: Element, treatment: Treatment) -> Steps:
    flow = reader.flow
    if flow.in_paragraph and _is_sign(element):
        yield from picture_in_line(reader, element, treatment)
        return
    if reader.too_deep:
        flow.close()
        yield ALL
        flow.close()
        return
    flow.close()
    lang, given, line = reader.language(), reader.block_id(element), element.sourceline or 0
    builder = FigureBuilder(reader.push(), element)
    builder.flow.captioned = True
    reader.builders.append(builder)
    yield ALL
    reader.builders.pop()
    blocks = reader.pop()
    alt = " ".join(builder.alt)
    captions = sum(1 for _ in takewhile(_is_caption, blocks))
    if all(isinstance(block, Paragraph) for block in blocks):
        captions = len(blocks)
    caption, others = blocks[:captions], blocks[captions:]
    graphics = builder.graphics or ([] if others else [""])
    if others or len(graphics) > 1:
        pictures = [
            Picture(g, alt if n == 0 else "", id=reader.index.new("b"), line=line)
            for n, g in enumerate(graphics)
        ]
        parts = (*pictures, *others, *caption) if pictures else (*caption, *others)
        flow.add(Group(parts, "figure", given, line, lang))
    elif alt or caption or graphics != [""]:
        if graphics == [""]:
            _report_missing(reader, element)
        flow.add(Picture(graphics[0], alt, caption, given, line, lang))


def _report_missing(reader: Reader, element: Element) -> None:
    reader.remarks.count(
        "no-graphic",
        "",
        Severity.WARNING,
        lambda n: (
            "A figure names no picture; its words are in a frame."
            if n == 1
            else f"{n:,} figures name no picture; their words are in frames."
        ),
        element,
        fix="Add <graphic url=…/>.",
    )


def _is_caption(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "caption"


def description(reader: Reader, element: Element, _: Treatment) -> Wanted | Steps:
    """``figDesc``: the alternative text of the figure it is in."""
    builder = reader.builder
    if isinstance(builder, FigureBuilder) and builder.element is element.getparent():
        builder.alt.append(plain(element, "note"))
        return outermost_notes(reader, element)
    if parent_name(element) == "figure" and _has_graphic(element.getparent()):
        return outermost_notes(reader, element)
    return paragraph(reader, element, Treatment("paragraph", ("caption",)))


def _has_graphic(figure: Element) -> bool:
    return next(children(figure, "graphic", "media", "binaryObject"), None) is not None


def graphic(reader: Reader, element: Element, _: Treatment) -> Wanted:
    given = _kept(reader, element)
    builder = reader.builder
    alt = " ".join(plain(d) for d in children(element, "desc"))
    figure = element.getparent()
    if isinstance(builder, FigureBuilder) and builder.flow is reader.flow and not reader.flow.line:
        builder.graphics.append(given)
        if alt:
            builder.alt.append(alt)
        return NOTHING
    if not alt and figure is not None:
        alt = " ".join(plain(d, "note") for d in children(figure, "figDesc"))
    flow = reader.flow
    if flow.in_paragraph or _goes_on(element, figure):
        opened = Opened(flow.role, "", element.sourceline or 0, reader.lang)
        flow.open(opened).image(Image(given, alt, reader.here()))
    else:
        block_id = reader.index.new("b")
        reader.flow.add(Picture(given, alt, id=block_id, line=element.sourceline or 0))
    return NOTHING


def _is_sign(figure: Element) -> bool:
    """Whether a figure stands between words: it says so, or has no words of its own and a picture
    no larger than a sign is asked for."""
    said = " ".join(figure.get(key) or "" for key in ("rend", "place", "rendition", "type"))
    if "inline" in said.replace("-", ""):
        return next(children(figure, *_WORDY), None) is None
    parts = list(children(figure))
    graphics = [part for part in parts if name(part) == "graphic"]
    bare = all(name(part) in ("graphic", "figDesc", "desc") for part in parts)
    return bare and bool(graphics) and all(map(is_small, graphics))


def _goes_on(element: Element, parent: Element | None) -> bool:
    """Whether text follows it at once, in an item, a cell or a note."""
    tail = element.tail
    return bool(tail and not tail.isspace()) and parent is not None and name(parent) not in _APART


def _kept(reader: Reader, element: Element) -> str:
    """The id of a picture; one that is shown again keeps its first."""
    url = (element.get("url") or "").strip()
    size = [element.get(key) or "" for key in ("width", "height", "scale")]
    known = reader.graphics_by_url.get((url, *size))
    if known is not None:
        return known
    given = reader.index.id(element, "graphic")
    reader.graphics[given] = element
    if url:
        reader.graphics_by_url[(url, *size)] = given
    return given


def picture_in_line(reader: Reader, element: Element, _: Treatment) -> Steps:
    """A figure where only a line can stand: its pictures and its words."""
    reader.anchor(element)
    if next(children(element, *_WORDY), None) is None:
        yield ALL
        return
    reader.apart()
    yield ALL
    reader.apart()


# ------------------------------------------------------------------ code, formulae


def code(reader: Reader, element: Element, _: Treatment) -> Steps:
    """Text whose white space counts; an empty line at its start or end is left out."""
    flow = reader.flow
    flow.close()
    lang, given = reader.language(), reader.block_id(element)
    verbatim, reader.verbatim = reader.verbatim, True
    reader.push(inline=True)
    yield ALL
    content = reader.pop_inlines()
    reader.verbatim = verbatim
    content = _trimmed(content)
    if content:
        flow.add(Preformatted(content, given, element.sourceline or 0, lang))


def _trimmed(content: Inlines) -> Inlines:
    items = list(content)
    if items and isinstance(items[0], Run):
        items[0] = replace(items[0], text=re.sub(r"^[ \t]*\r?\n", "", items[0].text))
    if items and isinstance(items[-1], Run):
        items[-1] = replace(items[-1], text=items[-1].text.rstrip())
    return tuple(i for i in items if not isinstance(i, Run) or i.text)


_DECLARED = r'\s+xmlns(?::\w+)?="[^"]*"'


def example(reader: Reader, element: Element, _: Treatment) -> Wanted:
    """``egXML``: its markup as code, as it would be typed."""
    source = markup(element)
    flow = reader.flow
    if flow.inline:
        flow.line.exact(folded(source), (*reader.here(), EMPHASIS["monospace"]))
        return NOTHING
    flow.close()
    given = reader.block_id(element)
    if source:
        line, lang = element.sourceline or 0, reader.language()
        flow.add(Preformatted((Run(source),), given, line, lang))
    return NOTHING


def markup(element: Element) -> str:
    """The content of an example, serialised without namespaces, its common indent taken off."""
    pieces = [_escaped(element.text or "")]
    for child in element:
        text = etree.tostring(child, encoding="unicode", with_tail=False)
        pieces += [re.sub(_DECLARED, "", text), _escaped(child.tail or "")]
    rows = "".join(pieces).expandtabs(2).rstrip().split("\n")
    while rows and not rows[0].strip():
        rows.pop(0)
    indents = [len(row) - len(row.lstrip(" ")) for row in rows[1:] if row.strip()]
    indents += [len(rows[0]) - len(rows[0].lstrip(" "))] if rows and rows[0][:1] == " " else []
    cut = min(indents, default=0)
    return "\n".join(row[cut:].rstrip() if row[:cut].isspace() else row.rstrip() for row in rows)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
