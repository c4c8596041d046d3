"""Bytes → Source: one pass over the decoded text."""

from __future__ import annotations

import re
from array import array
from os import PathLike, fspath
from pathlib import Path

from msgspec.structs import force_setattr

from exporter.editing.references import declared
from exporter.editing.source import Element, Kind, Source, Token
from exporter.errors import InputError
from exporter.files.encoding import Decoded, decode
from exporter.text.patterns import pattern

__all__ = ["scan"]

MARKUP = pattern(
    r"(?P<COMMENT><!--.*?-->)"
    r"|(?P<CDATA><!\[CDATA\[.*?\]\]>)"
    r"|(?P<INSTRUCTION><\?.*?\?>)"
    r"|(?P<DOCTYPE><!DOCTYPE(?:<!--.*?-->|<\?.*?\?>|\"[^\"]*\"|'[^']*'|[^\"'<>]"
    r"|<!(?:\"[^\"]*\"|'[^']*'|[^>\"'])*>)*>)"
    r"|(?P<CLOSE></[^>]*>)"
    r"|(?P<OPEN><(?P<name>[^\s/>!?][^\s/>]*)(?:[^>\"']++|\"[^\"]*\"|'[^']*')*+>)",
    re.DOTALL,
)
"""Everything that is no text; possessive, so that a broken tag costs no second look."""


def scan(source: bytes | str | PathLike[str], file: str | None = None) -> Source:
    """Everything in a source file, with its place. ``file`` names bytes in errors.

    Raises InputError where the file cannot be had or is not in the encoding that it declares, and
    MalformedXML where it is not well-formed.
    """
    if isinstance(source, bytes):
        data = source
    else:
        file = file or fspath(source)
        try:
            data = Path(source).read_bytes()
        except OSError as error:
            raise InputError(f"The file cannot be read: {error.strerror}.", file=file) from None
    it = _decoded(data, file)
    found = _scanned(it.text)
    if found is None:
        from exporter.tei.limits import Limits
        from exporter.tei.parse.parser import parse

        parse(data, Limits(size=len(data)), file)
        raise InputError("The tags of this file cannot be matched.", file=file)
    tokens, elements = found
    lines = (0, *(end.end() for end in re.finditer(r"\r\n|\r|\n", it.text)))
    return Source(
        it,
        file,
        tokens=tuple(tokens),
        elements=tuple(elements),
        newline=_newline(it.text),
        lines=lines,
        starts=array("q", [token.start for token in tokens]),
        entities=_entities(it.text, tokens),
    )


def _decoded(data: bytes, file: str | None) -> Decoded:
    try:
        return decode(data, file)
    except InputError:
        from exporter.tei.parse.other_files import refuse_other_files

        refuse_other_files(data, file)
        raise


def _entities(text: str, tokens: list[Token]) -> dict[str, str]:
    for token in tokens:
        if token.kind is Kind.DOCTYPE:
            return declared(text[token.start : token.end])
        if token.kind is Kind.OPEN:
            break
    return {}


def _newline(text: str) -> str:
    """The line end that the file has most of; a line feed where it has none."""
    pairs = text.count("\r\n")
    counts = {"\n": text.count("\n") - pairs, "\r\n": pairs, "\r": text.count("\r") - pairs}
    return max(counts, key=lambda each: counts[each])


_KINDS = {kind.name: kind for kind in Kind}


def _scanned(text: str) -> tuple[list[Token], list[Element]] | None:
    """None where tags do not match. Written as one plain loop: a third of the time of one with a
    function a token."""
    tokens: list[Token] = []
    elements: list[Element] = []
    open_: list[int] = []
    at, parent = 0, -1
    for found in MARKUP.finditer(text):
        start, end = found.span()
        if start > at:
            tokens.append(Token(Kind.TEXT, at, start, parent))
        at = end
        kind = _KINDS[found.lastgroup or "OPEN"]
        if kind is Kind.OPEN:
            number = len(elements)
            elements.append(
                Element(
                    number, found["name"], start=start, inner=end, outer=end, end=end, parent=parent
                )
            )
            if text[end - 2] == "/":
                tokens.append(Token(Kind.EMPTY, start, end, number))
                continue
            tokens.append(Token(kind, start, end, number))
            open_.append(number)
            parent = number
        elif kind is Kind.CLOSE:
            if not open_ or elements[parent].name != text[start + 2 : end - 1].rstrip():
                return None
            element = elements[open_.pop()]
            force_setattr(element, "outer", start)  # nobody has seen it yet
            force_setattr(element, "end", end)
            tokens.append(Token(kind, start, end, parent))
            parent = element.parent
        else:
            tokens.append(Token(kind, start, end, parent))
    if open_ or not elements:
        return None
    if at < len(text):
        tokens.append(Token(Kind.TEXT, at, len(text), parent))
    return tokens, elements
