"""Random documents, as the intake's own values: the same seed gives the same document."""

from __future__ import annotations

from random import Random
from typing import Literal

from exporter.intake.document import (
    Block,
    Blocks,
    Break,
    Call,
    Cell,
    Code,
    Document,
    Heading,
    Inline,
    Inlines,
    Link,
    Listing,
    Metadata,
    Paragraph,
    Quotation,
    Row,
    Styled,
    Table,
    Text,
)

__all__ = ["RICH", "made"]

RICH = frozenset({"notes", "comments", "tables", "lists", "quotes", "code", "styles", "links"})
_WORDS = [
    "harbour",
    "wall",
    "the",
    "of",
    "and",
    "said",
    "cost",
    "€4.2",
    "38%",
    "O’Neill",
    "“twice”",
    "(see)",
    "a—b",
    "1,000",
    "x²",
    "Ελλάδα",
    "Київ",
    "שלום",
    "مرحبا",
    "東京",
    "한국",
    "naïve",
    "café",
    "👩\u200d🚀",
    "<b>",
    "&",
    "&amp;",
    "*star*",
    "_low_",
    "[x]",
    "`t`",
    "#1",
    "1.",
    "-",
    ">",
    "|",
    "\\",
    "~~",
    "zero\u200bwidth",
    "soft\xadhyphen",
    "no\xa0break",
    "A.B.",
    "…",
    "½",
    "ﬁ",
    "\u202bx\u202c",
    "{y}",
    "]]>",
    "$5",
    "@me",
]


def made(seed: int, features: frozenset[str] = RICH) -> Document:
    """A document of some ten blocks; ``features`` are what its format can hold."""
    maker = _Maker(Random(seed), features)
    title = f"Title {seed}"
    blocks = (Heading(1, (Text(title),)), *maker.blocks(3, maker.random.randint(2, 9)))
    return Document(blocks, Metadata(title=title))


class _Maker:
    def __init__(self, random: Random, features: frozenset[str]) -> None:
        self.random = random
        self.features = features

    def chance(self, share: float, feature: str = "") -> bool:
        return self.random.random() < share and (not feature or feature in self.features)

    def blocks(self, depth: int, count: int) -> Blocks:
        return tuple(self.block(depth) for _ in range(count))

    def block(self, depth: int) -> Block:
        if depth < 3 or self.chance(0.5):
            return Paragraph(self.line())
        if self.chance(0.25):
            return Heading(self.random.randint(2, 4), self.line(notes=False))
        if self.chance(0.35, "lists"):
            return self.listing(2)
        if self.chance(0.3, "tables"):
            return self.table()
        if self.chance(0.4, "quotes"):
            return Quotation(self.blocks(0, self.random.randint(1, 2)))
        if self.chance(0.3, "code"):
            return Code("\n".join(self.text() for _ in range(self.random.randint(1, 3))))
        return Paragraph(self.line())

    def listing(self, depth: int) -> Listing:
        ordered = self.chance(0.5)
        items = []
        for _ in range(self.random.randint(1, 3)):
            inner = (self.listing(depth - 1),) if depth and self.chance(0.3) else ()
            items.append((Paragraph(self.line()), *inner))
        return Listing(ordered, tuple(items))

    def table(self) -> Table:
        width = self.random.randint(2, 3)
        rows = [
            Row(
                tuple(Cell((Paragraph(self.line()),)) for _ in range(width)),
                header=not number,
            )
            for number in range(self.random.randint(2, 3))
        ]
        return Table(tuple(rows))

    def text(self) -> str:
        count = self.random.randint(1, 6)
        return " ".join(self.random.choice(_WORDS) for _ in range(count))

    def line(self, *, notes: bool = True) -> Inlines:
        content: list[Inline] = [Text(f"{self.text()} w")]
        for _ in range(self.random.randint(0, 4)):
            content.append(self.inline(notes=notes))
            content.append(Text(f" {self.text()} "))
        content.append(Text("end."))
        return tuple(content)

    def inline(self, *, notes: bool) -> Inline:
        if notes and self.chance(0.25, "notes"):
            kind: Literal["endnote", "footnote"] = "endnote" if self.chance(0.3) else "footnote"
            return Call((Paragraph(self.plain_line()),), kind)
        if notes and self.chance(0.15, "comments"):
            return Call((Paragraph((Text("query this"),)),), "comment", "Desk", "2026-03-01")
        if self.chance(0.3, "styles"):
            rend = self.random.choice(("bold", "italic"))
            return Styled(rend, (Text("word styled word"),))
        if self.chance(0.3, "links"):
            return Link("https://news.example/a?b=1&c=2", (Text("linked words"),))
        if self.chance(0.2):
            return Break()
        return Text(self.text())

    def plain_line(self) -> Inlines:
        return (Text(f"Note {self.text()} end"),)
