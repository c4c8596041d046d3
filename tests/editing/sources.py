"""A small article to edit."""

from __future__ import annotations

from exporter.editing import Edit, Source, apply, scan

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/>"
    "</publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
)
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">'


def article(body: str, stand_off: str = "") -> Source:
    """A document around some blocks."""
    return scan(f"{TEI}{HEADER}{stand_off}<text><body>{body}</body></text></TEI>".encode())


def place(source: Source, words: str) -> tuple[int, int]:
    """Where words stand in the file, as they are written there."""
    start = source.text.index(words)
    return start, start + len(words)


def body(source: Source, *edits: Edit) -> str:
    """What is in ``body`` after edits."""
    text = apply(source, edits).decode()
    return text[text.index("<body>") + 6 : text.index("</body>")]
