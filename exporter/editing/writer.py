"""Edits → bytes: every byte outside of them stays, and what comes out is checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from os import PathLike

from exporter.editing.edits import Edit, Splice
from exporter.editing.lowering import Cut, lowered
from exporter.editing.scanner import scan
from exporter.editing.source import Kind, Source
from exporter.errors import EditError, ExporterError
from exporter.files.encoding import byte_offsets

__all__ = ["apply", "undo"]


def apply(
    source: Source | bytes, edits: Iterable[Edit], *, schema: str | PathLike[str] | None = None
) -> bytes:
    """The file with edits made in it; the same bytes where there are none.

    What comes out is well-formed and can be read. ``schema`` is ``article``, ``unfinished``
    (the same, with attributes that are still missing) or the path of a RELAX NG schema: a file
    that was valid by it stays valid.

    Raises EditError where an edit cannot be made, and says which and why: its place is inside a
    tag, two edits overlap, an id is taken, the result would not be well-formed or valid.
    """
    source = source if isinstance(source, Source) else scan(source)
    cuts = _merged(source, lowered(source, edits))
    if not cuts:
        return source.data
    data = _spliced(source, cuts)
    _check(source, data)
    if schema is not None:
        from exporter.editing.validity import expect_valid

        expect_valid(source, data, schema)
    return data


def undo(source: Source | bytes, edits: Iterable[Edit]) -> tuple[Splice, ...]:
    """The edits that make ``source`` again of what ``apply(source, edits)`` gives."""
    source = source if isinstance(source, Source) else scan(source)
    found: list[Splice] = []
    moved = 0
    for cut in _merged(source, lowered(source, edits)):
        start = cut.start + moved
        found.append(Splice(start, start + len(cut.text), source.text[cut.start : cut.end]))
        moved += len(cut.text) - (cut.end - cut.start)
    return tuple(found)


def _merged(source: Source, cuts: Sequence[Cut]) -> list[Cut]:
    """In the order of the text, those at one place put together; raises where two overlap."""
    ordered = sorted(cuts, key=lambda cut: (cut.start, cut.end > cut.start, cut.rank))
    for one, other in pairwise(ordered):
        if other.start < one.end:
            words = " ".join(source.text[other.start : one.end].split())[:40]
            raise source.error(
                f"Two edits want to change the same place, at “{words}”. "
                "Make one of them, read the file again, and make the other.",
                other.start,
            )
    found: list[Cut] = []
    for cut in ordered:
        if found and cut.start == found[-1].end and found[-1].start == found[-1].end:
            before = found.pop()
            found.append(Cut(before.start, cut.end, before.text + cut.text, cut.rank))
        elif cut.text != source.text[cut.start : cut.end]:
            found.append(cut)
    return [Cut(cut.start, cut.end, _writable(source, cut), cut.rank) for cut in found]


def _spliced(source: Source, cuts: Sequence[Cut]) -> bytes:
    it = source.decoded
    offsets = byte_offsets(it, [offset for cut in cuts for offset in (cut.start, cut.end)])
    pieces, at = [], 0
    for number, cut in enumerate(cuts):
        start, end = offsets[2 * number : 2 * number + 2]
        pieces += [it.data[at:start], cut.text.encode(it.codec)]
        at = end
    data = b"".join((*pieces, it.data[at:]))
    if it.exact:
        return data
    text, last = [], 0
    for cut in cuts:
        text += [it.text[last : cut.start], cut.text]
        last = cut.end
    wanted = "".join((*text, it.text[last:]))
    return data if _reads(data, it.codec, wanted) else _whole(source, wanted)


def _reads(data: bytes, codec: str, wanted: str) -> bool:
    try:
        return data.decode(codec) == wanted
    except UnicodeError:
        return False


def _whole(source: Source, wanted: str) -> bytes:
    """An encoding with shift states is written as one piece, if that gives the same bytes."""
    it = source.decoded
    if it.text.encode(it.codec) != it.data[len(it.mark) :]:
        raise source.error(
            f"This file, in {it.codec}, cannot be changed in one place alone. Save it as UTF-8."
        )
    return it.mark + wanted.encode(it.codec)


def _writable(source: Source, cut: Cut) -> str:
    """What the encoding lacks is written as a character reference, where one can stand."""
    codec = source.decoded.codec
    try:
        cut.text.encode(codec)
    except UnicodeError:
        token = source.token_at(cut.start)
        if token is not None and token.kind not in (Kind.TEXT, Kind.OPEN, Kind.EMPTY):
            lacking = next(c for c in cut.text if not _fits(c, codec))
            raise source.error(
                f"“{lacking}” cannot be written in {codec} inside {token.kind.value}. "
                "Save the file as UTF-8.",
                cut.start,
            ) from None
        return cut.text.encode(codec, "xmlcharrefreplace").decode(codec)
    return cut.text


def _fits(character: str, codec: str) -> bool:
    return _reads(character.encode(codec, "ignore"), codec, character)


def _check(source: Source, data: bytes) -> None:
    error = _unreadable(data)
    if error is not None:
        said = "The file could not be read any more after this edit"
        if _unreadable(source.data) is not None:
            said = "This file cannot be read as it is, so it is not changed"
        message = f"{said}: {error.message}"
        raise EditError(message, file=source.file, line=error.line) from None


def _unreadable(data: bytes) -> ExporterError | None:
    from exporter.tei.limits import Limits
    from exporter.tei.parse.parser import parse

    try:
        parse(data, Limits(size=max(len(data), Limits().size)))
    except ExporterError as error:
        return error
    return None
