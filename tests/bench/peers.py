"""The same Edition for the peers: JATS for pandoc, Typst markup, HTML for WeasyPrint.

Same words, same notes, same tables and pictures; what has no counterpart there is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from exporter import model as m
from exporter.model.nesting import Branch, Node, nest

Wrap = Callable[[str], str]


def _tag(name: str, attributes: str = "") -> Wrap:
    return lambda inner: f"<{name}{attributes}>{inner}</{name}>"


@dataclass(frozen=True, slots=True)
class Language:
    """How one peer's language writes each thing; strings hold text that is escaped already."""

    text: Callable[[str], str]
    break_: str
    styles: Mapping[str, Wrap]
    link: Callable[[str, str], str]
    note: Callable[[str, str], str]
    again: Callable[[str, str], str]
    heading: Callable[[str, int], str]
    paragraph: Wrap
    quotation: Wrap
    bullets: Callable[[list[str], bool], str]
    table: Callable[[list[list[tuple[m.Cell, str]]], str], str]
    picture: Callable[[str, str, str], str]
    rule: str
    preformatted: Wrap
    document: Callable[[str, str, str], str]


def converted(edition: m.Edition, to: Language) -> str:
    """The whole edition in a peer's language."""
    return _Converter(edition, to).document()


class _Converter:
    def __init__(self, edition: m.Edition, to: Language) -> None:
        self.edition, self.to = edition, to
        self.notes = {note.id: note for note in edition.notes}

    def document(self) -> str:
        edition = self.edition
        front = "".join(
            self.to.paragraph(self.inlines(line))
            for line in (edition.front.subtitle, *(part.content for part in edition.front.lines))
            if line
        )
        body = self.blocks(edition.blocks)
        for appendix in edition.appendices:
            body += self.to.heading(self.to.text(appendix.title), 2)
            body += self.blocks(appendix.blocks)
        return self.to.document(self.inlines(edition.front.title), edition.lang, front + body)

    def blocks(self, blocks: m.Blocks) -> str:
        return "".join(self.block(block) for block in blocks)

    def block(self, block: m.Block) -> str:
        to = self.to
        match block:
            case m.Heading():
                return to.heading(self.inlines(block.content), block.level)
            case m.Paragraph():
                return to.paragraph(self.inlines(block.content))
            case m.Preformatted():
                return to.preformatted(self.inlines(block.content))
            case m.Quotation():
                return to.quotation(self.blocks(block.blocks))
            case m.Group():
                return self.blocks(block.blocks)
            case m.ListBlock():
                return self.listed(block)
            case m.Table():
                rows = [
                    [(cell, self.blocks(cell.blocks)) for cell in row.cells] for row in block.rows
                ]
                return to.table(rows, self.inlines(block.caption))
            case m.Verse():
                lines = (self.inlines(line.content) for line in block.lines)
                return to.paragraph(to.break_.join(lines))
            case m.Turn():
                return to.paragraph(self.inlines(block.speaker)) + self.blocks(block.blocks)
            case m.Picture():
                graphic = self.edition.graphics.get(block.graphic)
                name = block.graphic if graphic and graphic.data is not None else ""
                return to.picture(name, to.text(block.alt), self.blocks(block.caption))
            case m.Rule():
                return to.rule

    def listed(self, block: m.ListBlock) -> str:
        items = [self.labelled(item.label) + self.blocks(item.blocks) for item in block.items]
        return self.labelled(block.heading) + self.to.bullets(items, block.kind == "number")

    def labelled(self, label: m.Inlines) -> str:
        return self.to.paragraph(self.inlines(label)) if label else ""

    def inlines(self, inlines: m.Inlines) -> str:
        wanted = nest(inlines, frozenset((m.Emphasis, m.Link)))
        return "".join(self.node(node) for node in wanted)

    def node(self, node: Node) -> str:
        match node:
            case Branch(m.Emphasis(style), children):
                inner = "".join(map(self.node, children))
                return self.to.styles[style](inner) if style in self.to.styles else inner
            case Branch(m.Link(target), children):
                inner = "".join(map(self.node, children))
                return inner if target.startswith("#") else self.to.link(target, inner)
            case m.Run(text):
                return self.to.text(text)
            case m.Break():
                return self.to.break_
            case m.NoteCall(note, first=True) if note in self.notes:
                return self.to.note(note, self.blocks(self.notes[note].blocks))
            case m.NoteCall(note):
                return self.to.again(note, self.to.text(node.label))
            case _:
                return ""


# ------------------------------------------------------------------------------ JATS


def _jats_document(title: str, lang: str, body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<article xmlns:xlink="http://www.w3.org/1999/xlink" xml:lang={quoteattr(lang)}>'
        f"<front><article-meta><title-group><article-title>{title}</article-title></title-group>"
        f"</article-meta></front><body>{body}</body></article>"
    )


def _xml_table(rows: list[list[tuple[m.Cell, str]]], caption: str) -> str:
    lines = []
    for row in rows:
        cells = (
            f'<{"th" if cell.header else "td"} rowspan="{cell.rows}" colspan="{cell.columns}">'
            f"{inner}</{'th' if cell.header else 'td'}>"
            for cell, inner in row
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    head = lines[:1] if rows and all(cell.header for cell, _ in rows[0]) else []
    inner = f"<thead>{''.join(head)}</thead><tbody>{''.join(lines[len(head) :])}</tbody>"
    return f"<table-wrap><caption><p>{caption}</p></caption><table>{inner}</table></table-wrap>"


def _xml_list(items: list[str], numbered: bool) -> str:
    inner = "".join(f"<list-item>{item}</list-item>" for item in items)
    return f'<list list-type="{"order" if numbered else "bullet"}">{inner}</list>'


JATS = Language(
    text=escape,
    break_="<break/>",
    styles={
        "italic": _tag("italic"),
        "bold": _tag("bold"),
        "small-caps": _tag("sc"),
        "underline": _tag("underline"),
        "strikethrough": _tag("strike"),
        "superscript": _tag("sup"),
        "subscript": _tag("sub"),
        "monospace": _tag("monospace"),
    },
    link=lambda to, inner: f"<ext-link xlink:href={quoteattr(to)}>{inner}</ext-link>",
    note=lambda name, inner: f"<fn id={quoteattr(name)}>{inner}</fn>",
    again=lambda _, label: f"<sup>{label}</sup>",
    heading=lambda inner, level: (
        f"<p><bold>{inner}</bold></p>" if level < 2 else f"<sec><title>{inner}</title></sec>"
    ),
    paragraph=_tag("p"),
    quotation=_tag("disp-quote"),
    bullets=_xml_list,
    table=_xml_table,
    picture=lambda name, alt, caption: (
        f"<fig><caption>{caption}</caption><alt-text>{alt}</alt-text>"
        f"<graphic xlink:href={quoteattr(name)}/></fig>"
        if name
        else f"<p>{alt}</p>{caption}"
    ),
    rule="<p>* * *</p>",
    preformatted=_tag("code"),
    document=_jats_document,
)

# ------------------------------------------------------------------------------ HTML


def _html_document(title: str, lang: str, body: str) -> str:
    style = "@page{size:A4;margin:25mm} .fn{float:footnote}"
    return (
        f"<!DOCTYPE html><html lang={quoteattr(lang)}><head><meta charset=utf-8>"
        f"<title>{title}</title><style>{style}</style></head><body><h1>{title}</h1>{body}</body></html>"
    )


def _html_table(rows: list[list[tuple[m.Cell, str]]], caption: str) -> str:
    table = _xml_table(rows, "").split("<table>", 1)[1].removesuffix("</table-wrap>")
    return f"<table><caption>{caption}</caption>{table}"


def _unparagraphed(blocks: str) -> str:
    return re.sub(r"</p>\s*<p>", "<br>", blocks).removeprefix("<p>").removesuffix("</p>")


HTML = Language(
    text=escape,
    break_="<br>",
    styles={
        "italic": _tag("i"),
        "bold": _tag("b"),
        "superscript": _tag("sup"),
        "subscript": _tag("sub"),
        "monospace": _tag("code"),
    },
    link=lambda to, inner: f"<a href={quoteattr(to)}>{inner}</a>",
    note=lambda _, inner: f'<span class="fn">{_unparagraphed(inner)}</span>',
    again=lambda _, label: f"<sup>{label}</sup>",
    heading=lambda inner, level: f"<h{level}>{inner}</h{level}>",
    paragraph=_tag("p"),
    quotation=_tag("blockquote"),
    bullets=lambda items, numbered: _tag("ol" if numbered else "ul")(
        "".join(f"<li>{item}</li>" for item in items)
    ),
    table=_html_table,
    picture=lambda name, alt, caption: (
        f"<figure><img src={quoteattr(name)} alt={quoteattr(alt)}>"
        f"<figcaption>{caption}</figcaption></figure>"
        if name
        else f"<p>{alt}</p>{caption}"
    ),
    rule="<hr>",
    preformatted=_tag("pre"),
    document=_html_document,
)

# ----------------------------------------------------------------------------- Typst


def _typst_text(text: str) -> str:
    return re.sub(r"([\\#$*_`<>@=\-+/~\"'\[\]])", r"\\\1", text)


def _typst_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _typst_table(rows: list[list[tuple[m.Cell, str]]], caption: str) -> str:
    columns = max((sum(cell.columns for cell, _ in row) for row in rows), default=1)
    lines = []
    for n, row in enumerate(rows):
        cells = "".join(
            f"table.cell(rowspan: {cell.rows}, colspan: {cell.columns})[{inner}], "
            for cell, inner in row
        )
        head = n == 0 and all(cell.header for cell, _ in row)
        lines.append(f"table.header({cells})," if head else cells)
    table = f"table(columns: {columns}, {''.join(lines)})"
    return f"#figure(caption: [{caption}], {table})\n\n"


def _typst_picture(name: str, alt: str, caption: str) -> str:
    if not name:
        return f"{alt}\n\n{caption}"
    image = f"image({_typst_string(name)}, alt: {_typst_string(alt)})"
    return f"#figure(caption: [{caption}], {image})\n\n"


TYPST = Language(
    text=_typst_text,
    break_=" \\\n",
    styles={
        "italic": lambda inner: f"#emph[{inner}]",
        "bold": lambda inner: f"#strong[{inner}]",
        "small-caps": lambda inner: f"#smallcaps[{inner}]",
        "superscript": lambda inner: f"#super[{inner}]",
        "subscript": lambda inner: f"#sub[{inner}]",
        "underline": lambda inner: f"#underline[{inner}]",
        "strikethrough": lambda inner: f"#strike[{inner}]",
    },
    link=lambda to, inner: f"#link({_typst_string(to)})[{inner}]",
    note=lambda name, inner: f"#[#footnote[{inner}]#label({_typst_string(name)})]",
    again=lambda name, _: f"#footnote(label({_typst_string(name)}))",
    heading=lambda inner, level: f"\n#heading(level: {level})[{inner}]\n\n",
    paragraph=lambda inner: f"{inner}\n\n",
    quotation=lambda inner: f"#quote(block: true)[{inner}]\n\n",
    bullets=lambda items, numbered: (
        f"#{'enum' if numbered else 'list'}({''.join(f'[{item}], ' for item in items)})\n\n"
    ),
    table=_typst_table,
    picture=_typst_picture,
    rule="#line(length: 100%)\n\n",
    preformatted=lambda inner: f"{inner}\n\n",
    document=lambda title, lang, body: (
        f"#set document(title: [{title}])\n#set text(lang: {_typst_string(lang[:2])})\n"
        '#set page(paper: "a4", numbering: "1")\n#set par(justify: true)\n'
        f"#set smartquote(enabled: false)\n#heading(level: 1)[{title}]\n\n{body}"
    ),
)
