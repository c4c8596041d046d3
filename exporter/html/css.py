"""Theme and ``styles/html/*.css`` → one style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from exporter.files.resources import styles
from exporter.model import Edition
from exporter.theme import Colours, Look, Theme
from exporter.values import asdict

__all__ = ["article_sheet", "book_sheet", "fragment_sheet", "sheet"]

_PARTS = ("page", "article", "layers", "notes", "indexes", "media", "print")
_BOOK = ("article", "layers", "notes", "indexes", "epub")
_STATUSES = ("supported", "disputed", "open", "false", "other")
_LAYERS = ("speech", "figure", "claim")
_SERIF = "Charter, 'Bitstream Charter', 'Sitka Text', Cambria, 'Liberation Serif', Georgia, serif"
_SANS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, sans-serif"
_MONO = "ui-monospace, 'SFMono-Regular', Menlo, Consolas, 'Liberation Mono', monospace"


def sheet(theme: Theme, edition: Edition, rules: tuple[str, ...] = ()) -> str:
    """The whole style sheet: the theme's custom properties, the looks of spans, our rules."""
    return _joined(
        _variables(theme),
        _dark(theme),
        *(_part(name) for name in _PARTS),
        _looks(theme),
        _switches(theme),
        _sheet_of_paper(theme, edition),
        *rules,
    )


def fragment_sheet(theme: Theme, root: str, rules: tuple[str, ...] = ()) -> str:
    """The same for the article alone: every rule bound to what is in the class ``root``."""
    parts = (_variables(theme), _dark(theme), *map(_part, _PARTS[1:]), _looks(theme))
    parts += (_switches(theme), *rules)
    return _scoped(_joined(*parts), f".{root}")


def article_sheet(theme: Theme) -> str:
    """What the annotation page takes of a theme: its custom properties, the looks of spans, and
    how an article and its notes are set."""
    parts = (_part("article"), _part("notes"))
    return _joined(_variables(theme), _dark(theme), *parts, _looks(theme))


def book_sheet(theme: Theme, rules: tuple[str, ...] = ()) -> str:
    """The same for an EPUB: the values in their places, since not every reading system knows
    custom properties; colours of the page are the reading system's business."""
    raw = _joined(*map(_part, _BOOK), _looks(theme), *rules)
    values = dict(line.split(": ", 1) for line in _settings(theme))
    return re.sub(r"var\((--[\w-]+)\)", lambda found: values[found[1]], raw)


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part) + "\n"


@cache
def _part(name: str) -> str:
    raw = (styles() / "html" / f"{name}.css").read_text(encoding="utf-8")
    raw = re.sub(r"/\*.*?\*/", "", raw, flags=re.DOTALL)
    raw = "\n".join(filter(None, map(str.strip, raw.split("\n"))))
    raw = re.sub(r": (?<=[a-z-]: )", ":", raw)
    raw = re.sub(r" ?([,>]) ", r"\1", raw)
    return re.sub(r"\s*([{};])\s*", r"\1", raw).replace(";}", "}").strip()


def _variables(theme: Theme) -> str:
    body = _body(_settings(theme))
    kind = theme.type
    if kind.heading == kind.text:
        same = _body([f"--heading-font: {_stack(kind.heading)}"])
        body = body.replace(same, "--heading-font:var(--text-font)")
    return f":root{{{body}}}"


def _settings(theme: Theme) -> list[str]:
    kind = theme.type
    heads = (
        f"--h{at}: {round(size / kind.size, 3):g}em" for at, size in enumerate(kind.headings, 1)
    )
    return [
        *_colours(theme.light),
        f"--text-font: {_stack(kind.text)}",
        f"--heading-font: {_stack(kind.heading)}",
        f"--mono-font: {_stack(kind.mono, mono=True)}",
        f"--size: {kind.screen:g}rem",
        f"--print-size: {kind.size:g}pt",
        f"--leading: {kind.screen_leading:g}",
        f"--print-leading: {kind.leading:g}",
        f"--note-size: {round(kind.note_size / kind.size, 3):g}em",
        f"--small-size: {round(kind.small_size / kind.size, 3):g}em",
        *heads,
        f"--heading-leading: {kind.heading_leading:g}",
        f"--heading-weight: {kind.heading_weight}",
        f"--measure: {kind.measure:g}rem",
        f"--indent: {kind.indent if kind.paragraphs == 'indent' else 0:g}em",
        f"--space: {kind.space if kind.paragraphs == 'space' else 0:g}em",
        f"--hyphens: {'auto' if kind.hyphenate else 'manual'}",
        f"--print-align: {'justify' if kind.justify else 'start'}",
    ]


def _dark(theme: Theme) -> str:
    body = _body(_colours(theme.dark))
    return f"@media screen and (prefers-color-scheme:dark){{:root{{{body}}}}}"


def _body(lines: list[str]) -> str:
    return ";".join(line.replace(": ", ":", 1).replace(", ", ",") for line in lines)


def _colours(colours: Colours) -> list[str]:
    return [f"--{name.replace('_', '-')}: {value}" for name, value in asdict(colours).items()]


def _stack(names: tuple[str, ...], *, mono: bool = False) -> str:
    sans = bool(names) and "sans" in names[0].lower()
    spare = _MONO if mono else _SANS if sans else _SERIF
    return ", ".join([*(f"'{name}'" for name in names), spare])


def _looks(theme: Theme) -> str:
    """The looks at the theme's strength, and the signs of claims' statuses."""
    rules = _look_rules(theme.shown, "")
    if theme.signs == "full":
        rules.append(_part("speech"))
    if theme.signs == "none":
        rules.append(".text .status { display: none }")
    for status in _STATUSES:
        sign = theme.look("claim", status).sign
        spare = theme.quiet.get(f"claim-{status}") or theme.quiet.get("claim", Look())
        rules.append(_sign(f".status.{status}::before", sign or spare.sign))
    return "\n".join(rules)


def _switches(theme: Theme) -> str:
    """What the switches of the page do: each shows a kind in full, or where all is shown in full
    plain."""
    rules = []
    for kind in _LAYERS:
        if theme.signs == "full":
            off = f":root:has(.show-{kind}:not(:checked)) .text"
            plain = "; ".join(f"{key}: {value}" for key, value in _PLAIN.items())
            rules.append(f"{off} .{kind} {{ {plain}; border: 0; padding: 0 }}")
            rules.append(f"{off} .{kind}::after {{ content: none }}")
            if kind == "claim":
                rules.append(f"{off} .status {{ display: none }}")
            continue
        on = f":root:has(.show-{kind}:checked) .text"
        looks = {name: look for name, look in theme.looks.items() if name.split("-")[0] == kind}
        rules += _look_rules(looks, f"{on} ")
        rules += _look_rules({kind: theme.looks.get(kind, Look())}, ".layers label ")
        if kind == "speech":
            rules.append(_scoped(_part("speech"), on))
        if kind == "claim" and theme.signs == "none":
            rules.append(f"{on} .status {{ display: inline }}")
    return "\n".join(rules)


def _look_rules(looks: Mapping[str, Look], where: str) -> list[str]:
    """A look for a standing replaces the kind's whole look, as :meth:`Theme.look` has it."""
    rules = []
    for name, look in looks.items():
        kind, _, standing = name.partition("-")
        base = looks.get(kind, Look())
        lines = _look(look)
        if standing:
            lines = {**{key: _PLAIN[key] for key in _look(base) if key not in lines}, **lines}
        selector = f"{where}.{kind}.{standing}" if standing else f"{where}.{kind}"
        if lines:
            body = "; ".join(f"{key}: {value}" for key, value in lines.items())
            rules.append(f"{selector} {{ {body} }}")
        if kind != "claim" and (look.sign or base.sign):
            rules.append(_sign(f"{selector}.end::after", look.sign))
    return rules


_PLAIN = {
    "color": "inherit",
    "background-color": "transparent",
    "text-decoration": "none",
    "text-decoration-color": "currentcolor",
    "text-decoration-thickness": "auto",
    "font-weight": "inherit",
    "font-style": "inherit",
}


def _sign(selector: str, sign: str) -> str:
    escaped = "".join(f"\\{ord(letter):06x}" for letter in sign)
    return f'{selector} {{ content: "{escaped}" }}'


def _look(look: Look) -> dict[str, str]:
    lines = {}
    if look.colour:
        lines["color"] = _variable(look.colour)
    if look.background:
        lines["background-color"] = _variable(look.background)
    if look.line != "none":
        lines["text-decoration"] = f"underline {'solid' if look.line == 'thick' else look.line}"
        lines["text-decoration-thickness"] = ".16em" if look.line == "thick" else ".07em"
        if look.line_colour:
            lines["text-decoration-color"] = _variable(look.line_colour)
    if look.bold:
        lines["font-weight"] = "650"
    if look.italic:
        lines["font-style"] = "italic"
    return lines


def _variable(name: str) -> str:
    return f"var(--{name.replace('_', '-')})"


def _sheet_of_paper(theme: Theme, edition: Edition) -> str:
    """Margins as the theme says, and what is in them as in the PDF; the paper is the
    reader's own, A4 or Letter."""
    page = theme.page
    start, end = ("right", "left") if edition.direction == "rtl" else ("left", "right")
    kind = theme.type
    fonts = _stack(kind.heading[:1]).replace(", ", ",")
    look = f"color:{theme.light.muted};font:{kind.small_size:g}pt {fonts}"
    number = edition.word("page-of")
    for name, counter in (("n", "page"), ("total", "pages")):
        number = number.replace(f"{{{name}}}", f"\0counter({counter})\0")
    number = " ".join(
        part if part.startswith("counter(") else _string(part)
        for part in number.split("\0")
        if part
    )
    boxes = {
        f"@top-{start}": _string(edition.heading),
        f"@bottom-{start}": _string(edition.meta.publisher),
        f"@bottom-{end}": number,
    }
    if edition.audience == "internal":
        boxes[f"@top-{end}"] = _string(edition.word("audience-internal"))
    drawn = "".join(f"{box}{{content:{what};{look}}}" for box, what in boxes.items())
    edges = f"{page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm"
    return f"@page{{margin:{edges};{drawn}}}\n@page :first{{@top-{start}{{content:none}}}}"


def _string(words: str) -> str:
    """A CSS string; what could end it, or the style element, is escaped."""
    escaped = "".join(c if c.isalnum() or c == " " else f"\\{ord(c):06x}" for c in words)
    return f'"{escaped}"'


# ----------------------------------------------------------------------------- scoping


def _scoped(css: str, root: str) -> str:
    """The sheet with every rule bound to what is in ``root`` (a class selector).

    Reads our own sheets, not any CSS: no braces in strings, conditions nested at will.
    """
    out: list[str] = []
    at = 0
    for found in re.finditer(r"[{}]", css):
        head = css[at : found.start()]
        at = found.end()
        if found[0] == "}":
            out.append(f"{head}}}")
            continue
        bare = head.strip()
        out.append(f"\n{bare} {{" if bare.startswith("@") else f"\n{_bound(bare, root)} {{")
    return "".join(out) + css[at:]


def _bound(selectors: str, root: str) -> str:
    return ", ".join(_bind(one.strip(), root) for one in _split(selectors))


def _bind(selector: str, root: str) -> str:
    for own in (":root", "html", "body"):
        if selector == own or selector.startswith((f"{own}:", f"{own} ", f"{own}.")):
            return root + selector[len(own) :]
    return f"{root} {selector}"


def _split(selectors: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(selectors):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and not depth:
            parts.append(selectors[start:at])
            start = at + 1
    return [*parts, selectors[start:]]
