"""A run of blocks while it is being read."""

from __future__ import annotations

from collections.abc import Callable

from exporter.model import (
    Anchor,
    Block,
    Blocks,
    Heading,
    Image,
    Inline,
    Inlines,
    Marks,
    NoteCall,
    Paragraph,
    Picture,
    Quotation,
    Run,
    Verse,
    VerseLine,
)
from exporter.tei.content.block_ends import (
    appended,
    begins_with_text,
    opens,
    prepended,
    split_numbers,
)
from exporter.tei.content.line_builder import CLOSING, Line
from exporter.values import Value, replace

__all__ = ["Flow", "Opened"]

_MOST_SIGNS = 4


class Opened(Value):
    """What the next paragraph of a flow will be. ``lang`` is the language of its text in full."""

    role: str = ""
    id: str = ""
    line: int = 0
    lang: str = ""
    explicit: bool = False


class Flow:
    """Blocks, and the line that is open at their end.

    Text that arrives where no paragraph is open opens one: mixed content in a division, an item
    or a cell becomes paragraphs. In an ``inline`` flow (a heading, a line of verse) there is one
    line, and blocks within it are set apart by a space. ``first`` is where the section that is
    open begins in ``blocks``; in a ``captioned`` flow (a figure) notes belong to the caption.
    """

    __slots__ = (
        "blocks", "captioned", "first", "inline", "lang", "leading", "line", "make_id", "opened",
        "role", "verse", "verse_at",
    )  # fmt: skip

    def __init__(
        self, lang: str, make_id: Callable[[], str], *, role: str = "", inline: bool = False
    ) -> None:
        self.blocks: list[Block] = []
        self.line = Line()
        self.opened: Opened | None = Opened(lang=lang) if inline else None
        self.inline = inline
        self.role = role
        self.lang = lang
        self.verse: list[VerseLine] = []
        self.verse_at = Opened()
        self.leading: list[Inline] = []
        self.make_id = make_id
        self.first = 0
        self.captioned = False

    @property
    def in_paragraph(self) -> bool:
        """Whether what comes now is in a line of text."""
        return self.inline or bool(self.line) or (self.opened is not None and self.opened.explicit)

    def open(self, opened: Opened) -> Line:
        """The open line; where there is none, one that will be the paragraph ``opened``."""
        if self.opened is None:
            self.end_verse()
            self.opened = opened
            for inline in self.leading:
                self.line.put(inline)
            self.leading.clear()
        return self.line

    def close(self) -> None:
        """End the open paragraph, if there is one with something in it."""
        if self.inline or self.opened is None:
            return
        opened, self.opened = self.opened, None
        if sign := self.line.take_opening():  # it opens what comes, which is a block
            self.leading.append(Run(*sign))
        content = self.line.finish()
        self.line = Line()
        if not content:
            if opened.explicit and opened.id:
                self.leading.append(Anchor(opened.id))
        else:
            lang = opened.lang if opened.lang != self.lang else ""
            ident = opened.id or self.make_id()
            picture = None if opened.role else self._picture(content)
            if picture is not None:
                self.blocks.append(replace(picture, id=ident, line=opened.line, lang=lang))
            else:
                self.blocks.append(Paragraph(content, opened.role, ident, opened.line, lang))

    def _picture(self, content: Inlines) -> Picture | None:
        """The picture that is all of a paragraph; what is called there belongs to its caption."""
        if Image not in map(type, content):
            return None
        pictures = [inline for inline in content if isinstance(inline, Image)]
        others = tuple(inline for inline in content if isinstance(inline, NoteCall | Anchor))
        blank = sum(isinstance(each, Run) and not each.text.strip() for each in content)
        if len(pictures) != 1 or len(others) + blank + 1 != len(content) or pictures[0].marks:
            return None
        caption = (Paragraph(others, "caption", self.make_id()),) if others else ()
        return Picture(pictures[0].graphic, pictures[0].alt, caption)

    def add(self, block: Block) -> None:
        """A block of its own; calls that found no text before it stand at its beginning."""
        self.close()
        self.end_verse()
        if isinstance(block, Heading):
            numbers, content = split_numbers(block.content)
            self.leading += numbers
            signs = tuple(filter(opens, self.leading))
            block = replace(block, content=(*signs, *content))
            self.leading = [inline for inline in self.leading if not opens(inline)]
        if not begins_with_text(block):
            self._numbers_apart(block)
        if self.leading and not isinstance(block, Heading):
            begun = prepended(block, tuple(self.leading))
            if begun is not None:
                block = begun
                self.leading.clear()
        self.blocks.append(block)

    def _numbers_apart(self, block: Block) -> None:
        """Numbers of pages and parts that begin right before a heading, a table or a picture stand
        there, in a paragraph of their own."""
        numbers = tuple(each for each in self.leading if isinstance(each, Run) and not opens(each))
        if not numbers:
            return
        self.leading = [each for each in self.leading if each not in numbers]
        line = getattr(block, "line", 0)
        if numbers[-1].text.isspace():
            numbers = numbers[:-1]
        self.blocks.append(Paragraph(numbers, "milestone", self.make_id(), line))

    def add_verse_line(self, line: VerseLine, at: Opened) -> None:
        """A line of verse: those that follow one another make a stanza."""
        self.close()
        if not self.verse:
            self.verse_at = at
        if self.leading:
            line = replace(line, content=(*self.leading, *line.content))
            self.leading.clear()
        self.verse.append(line)

    def end_verse(self) -> None:
        """End the stanza."""
        if self.verse:
            at, lines = self.verse_at, tuple(self.verse)
            self.verse = []
            lang = at.lang if at.lang != self.lang else ""
            self.blocks.append(Verse(lines, at.id or self.make_id(), at.line, lang))

    def call(self, inline: Inline) -> None:
        """A note call: in the open line, else at the end of the block before it in its section,
        else at the start of the next."""
        if self.in_paragraph:
            self.line.put(inline)
        elif self.verse:
            last = self.verse[-1]
            self.verse[-1] = replace(last, content=(*last.content, inline))
        elif not (self.captioned and self._call_in_caption(inline)):
            found = len(self.blocks) > self.first and appended(self.blocks[-1], inline)
            if found:
                self.blocks[-1] = found
            else:
                self.leading.append(inline)

    def begin_section(self) -> int:
        """Where a section begins among the blocks. What was called behind a picture that has no
        caption, with no text after it, is called in one."""
        self.close()
        self.end_verse()
        last = self.blocks[-1] if len(self.blocks) > self.first else None
        calls = tuple(inline for inline in self.leading if isinstance(inline, NoteCall))
        if calls and isinstance(last, Picture) and not last.caption:
            caption = (Paragraph(calls, "caption", self.make_id()),)
            self.blocks[-1] = replace(last, caption=caption)
            self.leading = [inline for inline in self.leading if inline not in calls]
        self.first = len(self.blocks)
        return self.first

    def ended(self, text: str, marks: Callable[[], Marks]) -> bool:
        """Whether text between blocks opens no paragraph: it is blank, or signs such as ``;`` that
        end the line of verse or the paragraph before it, where they now stand."""
        sign = text.strip()
        if sign and not (
            len(sign) <= _MOST_SIGNS and set(sign) <= CLOSING and self._ends_in_text()
        ):
            return False
        if sign:
            self.call(Run(sign, marks()))
        return True

    def _ends_in_text(self) -> bool:
        if self.verse:
            return True
        last = self.blocks[-1] if len(self.blocks) > self.first else None
        return isinstance(last, Paragraph | Verse | Quotation)

    def _call_in_caption(self, inline: Inline) -> bool:
        for at, block in enumerate(self.blocks):
            if isinstance(block, Paragraph) and block.role == "caption":
                self.blocks[at] = replace(block, content=(*block.content, inline))
                return True
        return False

    def finish(self) -> Blocks:
        """All blocks; calls that found no text get a paragraph."""
        self.close()
        self.end_verse()
        leading, self.leading, self.first = self.leading, [], 0
        for inline in leading:
            self.call(inline)
        if self.leading:
            content = tuple(self.leading)
            self.leading = []
            self.blocks.append(Paragraph(content, self.role, self.make_id()))
        return tuple(self.blocks)

    def inlines(self) -> Inlines:
        """The one line of an inline flow."""
        return self.line.finish()
