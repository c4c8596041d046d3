"""What is in the prose, unmarked: quotations, numbers, Markdown, a second headline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from exporter.checks.queries import in_prose, is_annotated, language
from exporter.checks.rule import Document, Finding, Rule
from exporter.checks.unmarked_numbers import GAP, unmarked_numbers
from exporter.notices import Severity
from exporter.tei.tree.elements import Element, children, first, folded, name, plain, words

__all__ = ["RULES"]

_PROSE = words("p ab item l cell note")
_SPOKEN = words("said q quote soCalled mentioned title term gloss foreign note code eg egXML")
_COUNTED = words(
    "measure num date time ref ptr persName orgName placeName name rs title bibl note idno code eg "
    "egXML formula g rdg figure table list measureGrp geo email"
)
_INNER = words("note p ab item l figure table list rdg del sic orig code eg egXML formula")


def _blocks(doc: Document) -> Iterator[Element]:
    for block in doc.all(*sorted(_PROSE)):
        if in_prose(block) and not doc.internal.holds(block):
            yield block


def _unmarked(block: Element, marked: frozenset[str]) -> str:
    """The text of a block itself, a gap in the place of what is marked or stands apart."""
    pieces = [block.text or ""]
    for child in block:
        tag = name(child)
        if tag in marked or tag in _INNER:
            pieces.append(GAP)
        elif tag:
            pieces.append(_unmarked(child, marked))
        pieces.append(child.tail or "")
    return "".join(pieces)


_QUOTED = re.compile(
    r"“(?P<a>[^“”]+)”|„(?P<b>[^„“”]+)[“”]|«(?P<c>[^«»]+)»|»(?P<d>[^«»]+)«|「(?P<e>[^「」]+)」"
    r"|(?<![\w\"])\"(?P<f>[^\"\s][^\"]*)\"(?!\w)"
    r"|(?<!\w)‘(?P<g>(?:[^‘’]|(?<=\w)’(?=\w)){12,}[.,!?])’(?!\w)"
    r"|(?<=[:,] )‘(?P<h>(?:[^‘’]|(?<=\w)’(?=\w)){12,})’(?!\w)"
)
_SMALL = words(
    "a an and at by for from in of on or the to with und der die das von zu de la le du et"
)


def _quotations(block: Element) -> list[str]:
    text = folded(_unmarked(block, _SPOKEN))
    found = []
    for match in _QUOTED.finditer(text):
        inside = next(part for part in match.groups() if part)
        own = inside.replace(GAP, " ").split()
        if _is_title(inside, text[: match.start()]):
            continue
        if len(own) > 1 or (own and GAP not in inside and inside[-1] in ",.!?"):
            found.append(match[0])
    return found


def _is_title(inside: str, before: str) -> bool:
    """Whether it is the name of a book or a film: capitals, no stop, nobody says it."""
    named = [word for word in re.findall(r"[^\W\d_]+", inside) if word not in _SMALL]
    is_name = 0 < len(named) < 7 and all(word[0].isupper() for word in named)
    return is_name and inside[-1].isalnum() and not re.search(r"[:,]\s*$", before)


def _numbers(block: Element) -> list[str]:
    return unmarked_numbers(folded(_unmarked(block, _COUNTED)), language(block))


def _listing(
    what: str, of: Callable[[Element], list[str]]
) -> Callable[[Document], Iterator[Finding]]:
    def find(doc: Document) -> Iterator[Finding]:
        if not is_annotated(doc):
            return
        for block in _blocks(doc):
            if found := of(block):
                shown = "; ".join(map(_short, found[:3]))
                more = f"; and {len(found) - 3} more" if len(found) > 3 else ""
                yield _placed(doc, block, found[0], f"Nothing marks {what}: {shown}{more}.")

    return find


def _short(text: str) -> str:
    text = text.replace(GAP, "…")
    return text if len(text) <= 48 else f"{text[:44].rsplit(' ', 1)[0]} …"


def _placed(doc: Document, block: Element, text: str, message: str) -> Finding:
    """A finding at the first words of a text, where the file has them as they are."""
    begin = text.split(GAP)[0].split()
    if block not in doc.places.offsets or not begin:
        return Finding(message, block)
    after = doc.places.tag_end(block)
    end = doc.places.text.find(f"</{block.tag.rpartition('}')[2]}>", after)
    at = doc.places.text.find(begin[0], after, max(end, after))
    if at < 0:
        return Finding(message, block)
    line, column = doc.places.at(at)
    return Finding(message, block, line=line, column=column)


_STRONG = re.compile(
    r"(?P<bold>(?<![\w*])\*\*(?=[^\s*])[^*\n]*[^\s*]\*\*(?![\w*])|(?<!\w)__(?=[^\s_])[^_\n]*[^\s_]__(?!\w))"
    r"|(?P<link>!?\[[^\[\]\n]+\]\((?:(?:https?:|mailto:|www\.|[./#])[^()\s]*|[\w/-]+\.\w{2,5})\))"
    r"|(?P<heading>^#{1,6} \S[^\n]*)"
    r"|(?P<note>\[\^[\w-]+\]:?)"
)
_WEAK = re.compile(
    r"(?P<emphasis>(?<![\w*])\*(?=[^\s*])[^*\n]*[^\s*]\*(?![\w*])|(?<![\w/_.])_(?=[^\s_])[^_\n]*[^\s_]_(?![\w_]))"
    r"|(?P<code>`[^`\n]+`)"
    r"|(?P<raised>\^[\w.]+\^)"
    r"|(?P<struck>~~[^~\n]+~~)"
    r"|(?P<item>^(?:[*+] |> )\S[^\n]{0,40})"
    r"|(?P<rule>^(?:\*\*\*+|---+|___+)$)"
)
_INSTEAD = {
    "bold": '<hi rend="bold">', "emphasis": "<emph>", "link": '<ref target="…">',
    "heading": "<div> with a <head>", "note": "<note>", "code": '<hi rend="monospace">',
    "raised": '<hi rend="superscript">, or a <note>', "struck": '<hi rend="strikethrough">',
    "item": "<list> or <quote>", "rule": "<div>",
}  # fmt: skip


def _markdown(doc: Document) -> Iterator[Finding]:
    annotated = is_annotated(doc)
    for block in _blocks(doc):
        text = _unmarked(block, words("code eg egXML formula")).strip()
        found = list(_STRONG.finditer(text))
        if annotated:
            taken = [(m.start(), m.end()) for m in found]
            found += [
                m for m in _WEAK.finditer(text) if not any(a <= m.start() < b for a, b in taken)
            ]
        if found:
            found.sort(key=lambda m: m.start())
            shown = "; ".join(_short(folded(m[0])) for m in found[:3])
            more = f"; and {len(found) - 3} more" if len(found) > 3 else ""
            kinds = dict.fromkeys(m.lastgroup or "" for m in found)
            instead = "; ".join(_INSTEAD[kind] for kind in kinds)
            message = f"Markdown is left in the prose: {shown}{more}."
            at = _placed(doc, block, found[0][0], message)
            yield Finding(message, block, "", f"Write {instead}.", at.line, at.column)


def _two_headlines(doc: Document) -> Iterator[Finding]:
    title, head = doc.article.meta.title, _headline(doc)
    if not title or head is None or not (is_annotated(doc) or _is_article(head)):
        return
    above, below = _bare(title), _bare(plain(head, "note"))
    whole = _bare(f"{title} {doc.article.meta.subtitle}")
    if below and below not in (above, whole):
        yield Finding(
            f"The header calls the article “{title}”, its first heading “{plain(head, 'note')}”: "
            "both are printed.",
            head,
        )


def _is_article(head: Element) -> bool:
    return bool(head.getparent().get("type") == "article")


def _headline(doc: Document) -> Element | None:
    """The heading of the whole text, where it has one."""
    body = first(doc.root, "text", "body")
    if body is None:
        return None
    divs = list(children(body, "div"))
    return (
        first(body, "head")
        if first(body, "head") is not None
        else (first(divs[0], "head") if len(divs) == 1 else None)
    )


def _bare(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


RULES = (
    Rule(
        "unmarked-quotation",
        "sourcing",
        Severity.INFO,
        "Only if a quotation is marked do readers and registers know whose words it is.",
        "Put what somebody said into <said> with @who and @direct, what a document says into "
        "<quote> with @source.",
        _listing("as a quotation", _quotations),
    ),
    Rule(
        "unmarked-number",
        "sourcing",
        Severity.INFO,
        "A number that is not marked is in no register and has no source.",
        "Put quantities into <measure>, other numbers into <num>, dates into <date>.",
        _listing("as a figure or a date", _numbers),
    ),
    Rule(
        "markdown-in-prose",
        "structure",
        Severity.INFO,
        "TEI does not know the signs of Markdown: they are printed as they are.",
        "Write the element that is meant.",
        _markdown,
    ),
    Rule(
        "title-differs-from-heading",
        "structure",
        Severity.WARNING,
        "If an article has two headlines, catalogues show one and readers see both.",
        'Make them the same, or put the second into <title type="sub">.',
        _two_headlines,
    ),
)
