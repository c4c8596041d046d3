"""Lines as a person would write them: runs of one look joined, white space at the ends gone."""

from __future__ import annotations

import re
from collections.abc import Callable

from exporter.intake.document import (
    Blocks,
    Break,
    Call,
    Foreign,
    Inline,
    Inlines,
    Link,
    Picture,
    Styled,
    Text,
)
from exporter.values import replace

__all__ = ["tidied"]

_WRAPPED = re.compile(r"[ \t\r\n]*[\r\n][ \t\r\n]*")
_SPACE = " \t\r\n"


def tidied(content: Inlines, notes: Callable[[Blocks], Blocks]) -> Inlines:
    """The same words; ``notes`` settles the blocks of a note. White space alone is changed."""
    joined = _joined(content, notes)
    return _trimmed(_trimmed(joined, at=0), at=-1)


def _joined(content: Inlines, notes: Callable[[Blocks], Blocks]) -> Inlines:
    done: list[Inline] = []
    for inline in content:
        last = done[-1] if done else None
        match inline, last:
            case Text(), Text():
                done[-1] = Text(last.text + inline.text)
            case (Styled(), Styled()) if last.rend == inline.rend:
                done[-1] = Styled(last.rend, (*last.content, *inline.content))
            case (Link(), Link()) if last.address == inline.address:
                done[-1] = Link(last.address, (*last.content, *inline.content))
            case (Foreign(), Foreign()) if last.language == inline.language:
                done[-1] = Foreign(last.language, (*last.content, *inline.content))
            case _:
                done.append(inline)
    return tuple(kept for inline in done if (kept := _settled(inline, notes)) is not None)


def _settled(inline: Inline, notes: Callable[[Blocks], Blocks]) -> Inline | None:
    match inline:
        case Text():
            text = _WRAPPED.sub(" ", inline.text)
            return Text(text) if text else None
        case Styled() | Link() | Foreign():
            content = _joined(inline.content, notes)
            if all(isinstance(i, Text) and not i.text.strip() for i in content):
                return Text("".join(i.text for i in content if isinstance(i, Text)))
            return replace(inline, content=content)
        case Call():
            return replace(inline, blocks=notes(inline.blocks))
        case Picture():
            return replace(inline, caption=_joined(inline.caption, notes))
        case Break():
            return inline


def _trimmed(content: Inlines, *, at: int) -> Inlines:
    """Without white space, and without breaks, at the start (0) or the end (-1)."""
    while content:
        edge = content[at]
        if isinstance(edge, Text):
            text = edge.text.lstrip(_SPACE) if at == 0 else edge.text.rstrip(_SPACE)
            if text:
                new = (Text(text),)
                return (*new, *content[1:]) if at == 0 else (*content[:-1], *new)
        elif not isinstance(edge, Break):
            return content
        content = content[1:] if at == 0 else content[:-1]
    return content
