"""What ``@rend``, ``@rendition`` and ``@style`` say about type (TEI 1.3.1.1.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from exporter.model import Emphasis, Style
from exporter.notices import Severity
from exporter.tei.tree.elements import Element, identifier, name, plain, words
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.pointers import Index
from exporter.values import Value

__all__ = ["EMPHASIS", "Look", "Looks", "report_unknown"]

_WORDS: dict[Style, str] = {
    "italic": "italic italics it i ital italique italicised italicized kursiv cursive oblique "
    "slanted emph em #i italicus antiqua",
    "bold": "bold b bo bf strong fett gras heavy boldface #b",
    "small-caps": "smallcaps small-caps smcap sc smallcap small_caps smallcapitals caps-small #sc",
    "capitals": "caps allcaps uppercase capitals capital majuscule versal uc",
    "underline": "underline underlined ul u wavyunderline doubleunderline dotted underscore "
    "unterstrichen souligné underdotted wavy",
    "strikethrough": "strikethrough strike struck line-through overstrike doublestrikethrough "
    "strikeout linethrough crossedout crossed overstruck expunged durchgestrichen",
    "overline": "overline overlined overbar macron",
    "superscript": "superscript sup super above hoch exposant superior",
    "subscript": "subscript sub below tief indice inferior",
    "monospace": "monospace monospaced tt typewriter code mono teletype courier fixed",
    "letter-spaced": "letterspace letter-spaced letterspaced spaced gesperrt g spacedout "
    "spread wide spaced-out",
    "larger": "large larger big bigger huge xlarge x-large xx-large",
    "smaller": "small smaller petit tiny xsmall x-small xx-small",
}
_BY_WORD: Mapping[str, Style] = {
    word: style for style, listed in _WORDS.items() for word in listed.split()
}
EMPHASIS: Mapping[str, Emphasis] = {style: Emphasis(style) for style in _WORDS}

_ALIGN = {
    "left": "start", "start": "start", "right": "end", "end": "end",
    "center": "center", "centre": "center", "centered": "center", "centred": "center",
    "#c": "center", "c": "center", "#right": "end", "#left": "start", "zentriert": "center",
    "flushright": "end", "flush-right": "end", "rechts": "end", "ragged-left": "end",
}  # fmt: skip
_INDENT = r"indent[-_ ]?\(?(\d+(?:\.\d+)?)?\)?$"
_LENGTH = r"(-?\d+(?:\.\d+)?)\s*(em|rem|ex|ch|px|pt|cm|mm|in|%)?"
_EM = {"em": 1.0, "rem": 1.0, "ex": 0.5, "ch": 0.5, "px": 1 / 16, "pt": 1 / 12, "cm": 2.4,
       "mm": 0.24, "in": 6.0, "%": 0.3}  # fmt: skip


class Look(Value):
    """``indent`` in steps of about 1 em; the styles that it ``ends`` are those around it;
    ``block``: it stands apart from the line; ``before`` and ``after`` are quotation marks that its
    style puts around it."""

    styles: tuple[Emphasis, ...] = ()
    ends: tuple[Emphasis, ...] = ()
    align: str = ""
    indent: int = 0
    block: bool = False
    before: str = ""
    after: str = ""


_NOTHING = Look()


class Looks:
    """The looks of elements, by the renditions that the header declares; only those that
    the index found styled have an attribute that speaks of it. ``by_name`` is CSS for all of a
    name."""

    def __init__(self, index: Index) -> None:
        self._styled = index.styled
        self._declared: dict[str, str] = {}
        self.by_name: dict[str, str] = {}
        self._cache: dict[tuple[str, str, str, str], Look] = {}
        for rendition in index.census.named("rendition"):
            scheme = rendition.get("scheme", "css")
            if scheme not in ("css", "") or rendition.getparent() is None:
                continue
            css = plain(rendition)
            if scope := rendition.get("scope", ""):
                css = re.sub(r"\bcontent\b", f"content-{scope}", css)
            if given := identifier(rendition):
                self._declared[given] = css
            for selector in rendition.get("selector", "").split(","):
                if re.fullmatch(r"\s*[A-Za-z]\w*\s*", selector):
                    self.by_name[selector.strip()] = css
        for usage in index.census.named("tagUsage"):
            named = usage.get("render", usage.get("rendition", "")).lstrip("#")
            if usage.get("gi") and named in self._declared:
                self.by_name[usage.get("gi")] = self._declared[named]

    def of(self, element: Element) -> Look:
        """What an element's attributes, or the header for its name, say of its look."""
        if not self.by_name and element not in self._styled:
            return _NOTHING
        rend = element.get("rend") or element.get("rendering") or ""
        rendition, style = element.get("rendition") or "", element.get("style") or ""
        selected = self.by_name.get(name(element), "")
        if not (rend or rendition or style or selected):
            return _NOTHING
        key = (rend, rendition, style, selected)
        look = self._cache.get(key)
        if look is None:
            look = self._cache[key] = self._look(*key)
        return look

    def _look(self, rend: str, rendition: str, style: str, selected: str) -> Look:
        css, spoken = [selected], list[str]()
        for token in (*rend.split(), *rendition.split()):
            if token.startswith("#") and token[1:] in self._declared:
                css.append(self._declared[token[1:]])
            else:
                spoken.append(
                    token.removeprefix("#").removeprefix("simple:").casefold().strip(".,;")
                )
        if ":" in rend:
            css.append(rend)
        pair = [f"content-{at}: '{said}'" for key, at in _MARKS for said in _said(rend, key)]
        css += pair
        return _merged([*(_spoken(word) for word in spoken), _css(";".join([*css, style]))])


_MARKS = (("pre", "before"), ("post", "after"))


def _said(rend: str, key: str) -> list[str]:
    """What a rendition ladder (``pre(“)post(”)``) puts before or after."""
    return [said for said in re.findall(rf"\b{key}\(([^()]*)\)", rend) if said != "none"]


def _spoken(word: str) -> Look:
    """The look of one word of ``@rend``: ``italic``, ``indent2``, ``align(center)``."""
    call = re.fullmatch(
        r"(?:text-)?(?:align|rend|font|style|just)(?:\(([\w-]+)\)|-?([a-z]+))", word
    )
    word = call[1] or call[2] if call else word
    indent = re.match(_INDENT, word)
    if indent:
        return Look(indent=_steps(float(indent[1] or 1)))
    style = _BY_WORD.get(word)
    return Look(
        styles=(EMPHASIS[style],) if style else (),
        ends=tuple(EMPHASIS[s] for s in _ENDS.get(word, ())),
        align=_ALIGN.get(word, ""),
        block=word in ("block", "blockquote", "display", "displayed"),
    )


def report_unknown(index: Index, texts: Sequence[Element], remarks: Remarks) -> None:
    """Say which words of ``@rend`` change nothing in how a text looks."""
    found: dict[str, list[Element]] = {}
    for element in index.said if texts and index.styled else ():
        rend = element.get("rend") or "" if element in index.styled else ""
        if not rend or ":" in rend or name(element) in _OTHERWISE:
            continue
        aligned = name(element) not in _UNALIGNED
        for word in rend.split():
            bare = word.casefold().strip(".,;").removeprefix("#")
            look = _spoken(bare)
            in_vain = look == _NOTHING or (not aligned and look == Look(align=look.align))
            if bare not in _SILENT and in_vain:
                found.setdefault(word, []).append(element)
    if not found:
        return
    usual = sorted(found, key=lambda word: (-len(found[word]), word))
    listed = ", ".join(f"{word!r} ({len(found[word]):,})" for word in usual[:8])
    more = f" and {len(usual) - 8:,} others" if len(usual) > 8 else ""
    remarks.say(
        "unknown-rend",
        Severity.INFO,
        f"What @rend says here has no effect on how it looks: {listed}{more}.",
        found[usual[0]][0],
        fix="Say in a <rendition> what it means, in CSS, and point at that with @rendition.",
    )


_OTHERWISE = words(
    "list item note lb pb cb gb milestone formula table row graphic figure rendition q quote said "
    "ref ptr pc fw space gap label lg l div u sp add del"
)
"""What reads other things from ``@rend``, or is laid out by its nature."""

_UNALIGNED = words("head dateline salute opener byline titlePart docTitle docAuthor docImprint")
"""What stands where the theme has it, whatever it says."""

_SILENT = words(
    "none normal roman plain left start justify justified inline block sup hang in-text"
)

_ENDS: Mapping[str, tuple[Style, ...]] = {
    **dict.fromkeys(("roman", "upright", "recte", "nonitalic", "non-italic"), ("italic",)),
    **dict.fromkeys(("normal", "plain", "regular"), ("italic", "bold", "small-caps")),
}


def _steps(length: float) -> int:
    return max(0, min(40, round(length)))


_CSS: tuple[tuple[str, str, Style], ...] = (
    ("font-style", "italic|oblique", "italic"),
    ("font-weight", "bold|bolder|[6-9]00", "bold"),
    ("font-variant", "small-caps", "small-caps"),
    ("font-variant-caps", "small-caps", "small-caps"),
    ("text-transform", "uppercase", "capitals"),
    ("text-decoration", ".*underline.*", "underline"),
    ("text-decoration", ".*line-through.*", "strikethrough"),
    ("text-decoration", ".*overline.*", "overline"),
    ("text-decoration-line", ".*underline.*", "underline"),
    ("text-decoration-line", ".*line-through.*", "strikethrough"),
    ("vertical-align", "super|top", "superscript"),
    ("vertical-align", "sub|bottom", "subscript"),
    ("font-family", ".*(monospace|courier|typewriter).*", "monospace"),
    ("letter-spacing", r"0*[.]?[1-9].*", "letter-spaced"),
    ("letter-spacing", r"0?[.]\d.*", "letter-spaced"),
    ("font-size", "larger|large|x-large|xx-large|1[1-9]\\d%|[2-9]\\d\\d%", "larger"),
    ("font-size", "smaller|small|x-small|xx-small|[1-9]\\d%", "smaller"),
)


_NORMAL: tuple[tuple[str, Style], ...] = (
    ("font-style", "italic"),
    ("font-weight", "bold"),
    ("font-variant", "small-caps"),
)


def _css(css: str) -> Look:
    rules: dict[str, str] = {}
    for rule in css.split(";"):
        key, _, value = rule.partition(":")
        rules[key.strip().casefold()] = value.strip()
    styles = []
    for key, pattern, style in _CSS:
        value = rules.get(key, "").casefold()
        if value and re.fullmatch(pattern, value) and EMPHASIS[style] not in styles:
            styles.append(EMPHASIS[style])
    ends = [EMPHASIS[style] for key, style in _NORMAL if rules.get(key, "").casefold() == "normal"]
    return Look(
        tuple(styles),
        tuple(ends),
        align=_ALIGN.get(rules.get("text-align", "").casefold(), ""),
        indent=_indent(rules),
        block=rules.get("display", "") == "block",
        before=_quoted(rules.get("content-before", "")),
        after=_quoted(rules.get("content-after", "")),
    )


def _indent(rules: dict[str, str]) -> int:
    for key in ("text-indent", "margin-left", "padding-left", "margin-inline-start"):
        length = re.match(_LENGTH, rules.get(key, ""))
        if length:
            return _steps(float(length[1]) * _EM.get(length[2] or "px", 1.0))
    return 0


def _quoted(value: str) -> str:
    return value.strip("\"'") if value[:1] in ("'", '"') else ""


def _merged(looks: list[Look]) -> Look:
    styles = tuple(dict.fromkeys(style for look in looks for style in look.styles))
    return Look(
        styles,
        tuple(dict.fromkeys(style for look in looks for style in look.ends)),
        align=next((look.align for look in looks if look.align), ""),
        indent=max(look.indent for look in looks),
        block=any(look.block for look in looks),
        before="".join(look.before for look in looks),
        after="".join(look.after for look in looks),
    )
