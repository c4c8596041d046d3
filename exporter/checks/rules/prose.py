"""What is in the prose, unmarked: quotations, numbers, Markdown, a second headline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from exporter.checks.queries import in_prose, is_annotated, language
from exporter.checks.rule import Document, Finding, Rule
from exporter.checks.units import units_after, units_before
from exporter.checks.written_dates import MONTHS
from exporter.notices import Severity
from exporter.tei.tree.elements import Element, children, first, folded, name, plain, words
from exporter.text.numerals import written

__all__ = ["RULES"]

_PROSE = words("p ab item l cell note")
_GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Replaces, in a block's text, what is marked."""
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
            pieces.append(_GAP)
        elif tag:
            pieces.append(_unmarked(child, marked))
        pieces.append(child.tail or "")
    return "".join(pieces)


_QUOTED = re.compile(
    r"“(?P<a>[^“”]+)”|„(?P<b>[^„“”]+)[“”]|«(?P<c>[^«»]+)»|»(?P<d>[^«»]+)«|「(?P<e>[^「」]+)」"
    r"|(?<![\w\"])\"(?P<f>[^\"\s][^\"]*)\"(?!\w)|(?<!\w)‘(?P<g>[^‘’]{12,}[.,!?])’(?!\w)"
)


def _quotations(block: Element) -> list[str]:
    text = folded(_unmarked(block, _SPOKEN))
    found = []
    for match in _QUOTED.finditer(text):
        inside = next(part for part in match.groups() if part)
        own = inside.replace(_GAP, " ").split()
        if len(own) > 1 or (own and _GAP not in inside and inside[-1] in ",.!?"):
            found.append(match[0])
    return found


_CAPITAL = re.compile(r"(?P<word>[^\W\d_][\w.’'-]*|[§#№])[\s\u00a0]+$")
_LOOSE = words(
    "the some about around nearly over more almost only at by in of for from to and or between up "
    "a an its their his her with after before since until than just under roughly another all but "
    "that this is was were are has have had it he she they we i as on when while if every each not"
)
_LABELS = words(
    "no nr nos page pages p pp vol chapter section article art line paragraph para figure fig "
    "table act scene part number room level grade class type phase step"
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATED = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{_MONTH})\b\.?(?:,?\s+\d{{4}})?"
    rf"|(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?|(?:{_MONTH})\s+\d{{4}})",
    re.IGNORECASE,
)


def _numbers(block: Element) -> list[str]:
    text = folded(_unmarked(block, _COUNTED))
    found = [(match.start(), match[0].rstrip(".")) for match in _DATED.finditer(text)]
    text = _DATED.sub(lambda match: _GAP * len(match[0]), text)
    end = 0
    for number in sorted(written(text, language(block)), key=lambda n: (n.start, -n.end)):
        if number.start >= end and _is_figure(text, number.start, number.end):
            found.append((number.start, _with_unit(text, number.start, number.end)))
            end = number.end
    return [words for _, words in sorted(found)]


def _is_figure(text: str, start: int, end: int) -> bool:
    """Whether a number is one that a reader would check, no part of a name and no label."""
    it, before, after = text[start:end], text[max(start - 40, 0) : start], text[end : end + 40]
    counted = (
        units_before(text, start) or units_after(text, end) or re.match(r"\s*(?:%|per cent)", after)
    )
    if not any(char.isdigit() for char in it):
        return bool(counted) and not re.fullmatch(r"an?|one|once|first|second|third", it.casefold())
    if counted:
        return True
    if (
        re.search(r"\d{2}/|/\d{2}", it)
        or re.match(r"[\w/:.]?\d|[\w/]", after)
        or re.search(r"[\w/:#.(\[^-]$", before)
    ):
        return False
    if re.fullmatch(r"1\d{3}|20\d\d", it):
        return False
    label = _CAPITAL.search(before)
    if not label:
        return bool(before.strip(f" {_GAP}")) or len(it) > 2
    word = label["word"].rstrip(".").casefold()
    return word not in _LABELS and (word in _LOOSE or not label["word"][0].isupper())


def _with_unit(text: str, start: int, end: int) -> str:
    sign = re.search(r"[£$€¥]\s?$", text[max(start - 2, 0) : start])
    after = text[end : end + 40]
    unit = re.match(r"\s*%|[\s-]+[^\W\d_]+(?:\s+cent\b)?", after) if not sign else None
    return (sign[0] if sign else "") + text[start:end] + (unit[0] if unit else "")


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
    text = text.replace(_GAP, "…")
    return text if len(text) <= 48 else f"{text[:44].rsplit(' ', 1)[0]} …"


def _placed(doc: Document, block: Element, text: str, message: str) -> Finding:
    """A finding at the first words of a text, where the file has them as they are."""
    begin = text.split(_GAP)[0].split()
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
    r"|(?P<link>!?\[[^\[\]\n]+\]\((?:https?:|mailto:|www\.|[./#])[^()\s]*\))"
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
