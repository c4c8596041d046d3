"""Plain text → document: paragraphs are parted by empty lines, or stand one a line."""

from __future__ import annotations

import codecs
import re

from exporter.errors import InputError
from exporter.intake.document import Block, Break, Document, Inline, Paragraph, Text

__all__ = ["decoded", "read"]

_LONG = 100
"""Characters; lines longer than this are paragraphs by themselves."""


def read(data: bytes, file: str | None) -> Document:
    """Read plain text. A short first line with nothing right after it is the title."""
    text = decoded(data, file).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    text = re.sub("[\u2028\u0085\v]", "\n", text).replace("\u2029", "\n\n")
    pieces = [piece.strip("\n") for piece in re.split(r"\n[ \t]*\n", text)]
    pieces = [piece for piece in pieces if piece.strip()]
    if any(len(line) > _LONG for line in text.split("\n")):
        pieces = [line for piece in pieces for line in piece.split("\n") if line.strip()]
    blocks: list[Block] = [Paragraph(_lines(piece)) for piece in pieces]
    if len(pieces) > 1 and _is_title(pieces[0]):
        blocks[0] = Paragraph((Text(pieces[0].strip()),), "title")
    return Document(tuple(blocks))


_INSTEAD = "Save the draft as .docx, .odt, .html, .md or .txt, and name that."


def decoded(data: bytes, file: str | None, instead: str = _INSTEAD) -> str:
    """Bytes as text: by byte order mark, UTF-8, else Windows-1252; raises InputError for what is
    no text, which says what to do ``instead``."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace")
    if b"\0" in data[:4096]:
        raise InputError(
            f"This is not text: it holds zero bytes. {instead}",
            file=file,
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _lines(piece: str) -> tuple[Inline, ...]:
    """Lines of a paragraph that was broken by hand stay lines where they are short verse-like
    ones, else they run on."""
    lines = piece.split("\n")
    runs_on = len(lines) == 1 or max(map(len, lines)) > 60
    content: list[Inline] = []
    for number, line in enumerate(lines):
        if number:
            content.append(Text("\n") if runs_on else Break())
        content.append(Text(line))
    return tuple(content)


def _is_title(piece: str) -> bool:
    line = piece.strip()
    return "\n" not in line and len(line) <= 160 and not re.search(r"[.:;,”\"]$", line)
