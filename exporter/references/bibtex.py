"""BibTeX and BibLaTeX → references."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.errors import InputError
from exporter.references.latex import unlatexed
from exporter.references.reference import Name, Reference, kind_of

__all__ = ["read"]

_ENTRY = re.compile(r"@\s*(\w+)\s*([{(])")
_FIELD = re.compile(r"\s*([\w:.+/-]+)\s*=\s*")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_PARTICLE = re.compile(r"^[a-zà-ÿ]")
Fields = dict[str, str]


def read(text: str, file: str | None) -> Iterator[Reference]:
    """All entries; what stands between them is a comment. Raises InputError where one does not
    end or a field is none."""
    strings = dict(zip(_MONTHS, _MONTHS, strict=True))
    at = 0
    while (found := _ENTRY.search(text, at)) is not None:
        kind = found[1].casefold()
        inside, at = _braced(text, found.end() - 1, file)
        start = found.end()
        if kind in ("comment", "preamble"):
            continue
        if kind == "string":
            strings.update(_fields(inside, start, text, strings, file))
            continue
        key, comma, rest = inside.partition(",")
        fields = _fields(rest, start + len(key) + len(comma), text, strings, file)
        yield _reference(kind, key.strip(), fields)


def _braced(text: str, opening: int, file: str | None) -> tuple[str, int]:
    """What is in a pair of braces (or parentheses), and where it ends."""
    pairs = {"{": "}", "(": ")"}
    closing = pairs[text[opening]]
    depth = 0
    at = opening
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            at += 1
        elif sign == "{" or (sign == text[opening] and at == opening):
            depth += 1
        elif sign == "}" or (sign == closing and depth == 1):
            depth -= 1
            if depth == 0:
                return text[opening + 1 : at], at + 1
        at += 1
    line = text.count("\n", 0, opening) + 1
    raise InputError("This BibTeX entry does not end: a brace is missing.", file=file, line=line)


def _fields(inside: str, start: int, text: str, strings: Fields, file: str | None) -> Fields:
    found: Fields = {}
    at = 0
    while inside[at:].strip(" \t\r\n,"):
        while at < len(inside) and inside[at] in " \t\r\n,":
            at += 1
        named = _FIELD.match(inside, at)
        if named is None:
            line = text.count("\n", 0, start + at) + 1
            words = " ".join(inside[at : at + 40].split())
            raise InputError(
                f"Here a field such as title = {{…}} is expected, not “{words}”.",
                file=file,
                line=line,
            )
        value, at = _value(inside, named.end(), strings, file)
        found.setdefault(named[1].casefold(), value)
    return found


def _value(inside: str, at: int, strings: Fields, file: str | None) -> tuple[str, int]:
    """One value: braces, quotation marks, a number or a name, joined by ``#``."""
    parts: list[str] = []
    while at < len(inside):
        if inside[at] == "{":
            part, at = _braced(inside, at, file)
        elif inside[at] == '"':
            part, at = _quoted(inside, at)
        else:
            word = re.compile(r"[^\s,#]*").match(inside, at)
            assert word is not None
            part, at = strings.get(word[0].casefold(), word[0]), word.end()
        parts.append(part)
        join = re.compile(r"\s*#\s*").match(inside, at)
        if join is None:
            break
        at = join.end()
    return "".join(parts), at


def _quoted(inside: str, at: int) -> tuple[str, int]:
    depth, end = 0, at + 1
    while end < len(inside) and (inside[end] != '"' or depth):
        depth += {"{": 1, "}": -1}.get(inside[end], 0)
        end += 2 if inside[end] == "\\" else 1
    return inside[at + 1 : end], end + 1


# ------------------------------------------------------------------------------ references


def _reference(kind: str, key: str, fields: Fields) -> Reference:
    def one(*names: str) -> str:
        return next((unlatexed(fields[name]) for name in names if fields.get(name)), "")

    date = one("date") or "-".join(filter(None, (one("year"), _month(one("month")))))
    entry = "newspaper" if "newspaper" in one("entrysubtype", "type").casefold() else kind
    container = one("journaltitle", "journal", "booktitle", "maintitle")
    return Reference(
        key=key or "source",
        kind=kind_of(entry),
        title=": ".join(filter(None, (one("title"), one("subtitle")))),
        container=container,
        is_journal=kind == "article",
        authors=tuple(_names(fields.get("author", ""))),
        editors=tuple(_names(fields.get("editor", ""))),
        date=date if re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", date) else "",
        dated=date,
        publisher=one("publisher", "institution", "organization", "school"),
        place=one("location", "address"),
        volume=one("volume"),
        issue=one("number", "issue"),
        pages=re.sub(r"\s*[-–]+\s*", "–", one("pages")),
        doi=one("doi"),
        isbn=one("isbn"),
        address=fields.get("url", "").strip() or _howpublished(fields.get("howpublished", "")),
        accessed=one("urldate"),
        note=one("note"),
    )


def _month(text: str) -> str:
    if text.isdigit():
        return text.zfill(2)
    short = text.casefold()[:3]
    return f"{_MONTHS.index(short) + 1:02}" if short in _MONTHS else ""


def _howpublished(text: str) -> str:
    found = re.search(r"\\url\{([^}]*)\}|(https?://\S+)", text)
    return (found[1] or found[2]).strip() if found else ""


def _names(text: str) -> Iterator[Name]:
    """``Mills, Ada and {Port Audit Office} and Ludwig van Beethoven``."""
    for part in _parted(text):
        if part.startswith("{") and part.endswith("}"):
            yield Name(unlatexed(part))
        elif part.casefold() == "others":
            continue
        elif "," in part:
            pieces = [unlatexed(piece) for piece in part.split(",")]
            family = " ".join([pieces[0], *pieces[1:-1]] if len(pieces) > 2 else pieces[:1])
            yield Name(family, pieces[-1])
        else:
            words = part.split()
            at = next((i for i, w in enumerate(words[:-1]) if i and _PARTICLE.match(w)),
                      len(words) - 1)  # fmt: skip
            yield Name(unlatexed(" ".join(words[at:])), unlatexed(" ".join(words[:at])))


def _parted(text: str) -> Iterator[str]:
    """At each ``and`` that is in no brace."""
    depth, start = 0, 0
    for found in re.finditer(r"\\.|[{}]|\s+and\s+", text):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif not depth and found[0].strip() == "and":
            yield text[start : found.start()].strip()
            start = found.end()
    if text[start:].strip():
        yield text[start:].strip()
