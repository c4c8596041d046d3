"""Edits → cuts: which characters of the file go, and what comes in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from exporter.editing.edits import (
    AddEntry,
    Attributes,
    Delete,
    Edit,
    Insert,
    Replace,
    SetAttribute,
    Splice,
    Unwrap,
    Wrap,
)
from exporter.editing.ids import Ids
from exporter.editing.markup import prefixed, start_tag, written
from exporter.editing.ranges import chain_of, moved, shrunk
from exporter.editing.references import attribute_value, escaped
from exporter.editing.registers import Additions
from exporter.editing.source import Element, Kind, Source
from exporter.text.patterns import pattern
from exporter.values import Struct, Value, field

__all__ = ["Cut", "lowered"]

CLOSE, MIDDLE, OPEN = 0, 1, 2

_LOOKS = frozenset(("hi", "emph", "foreign", "add", "del"))
"""Elements whose parts mean nothing together: they are not joined."""


class Cut(Value):
    """``text`` comes in the place of ``source.text[start:end]``. Of those at one place the one
    with the smaller rank comes first: end tags from the inside, what is put in, start tags from
    the outside."""

    start: int
    end: int
    text: str
    rank: tuple[int, int, int] = (MIDDLE, 0, 0)


def lowered(source: Source, edits: Iterable[Edit]) -> list[Cut]:
    """The cuts of all edits, in their order. Raises EditError."""
    job = _Job(source, Ids(source))
    for number, edit in enumerate(edits):
        job.cuts += job.cuts_of(edit, number)
    if job.known is not None:
        job.cuts += (Cut(*put, (MIDDLE, 1, 0)) for put in job.known.written())
    _expect_nested(source, job.wraps)
    return job.cuts


class _Job(Struct):
    source: Source
    ids: Ids
    cuts: list[Cut] = field(default_factory=list)
    wraps: list[tuple[int, int]] = field(default_factory=list)
    known: Additions | None = None

    @property
    def additions(self) -> Additions:
        """The entries that are to be added; made when the first one comes."""
        if self.known is None:
            self.known = Additions(self.source)
        return self.known

    def cuts_of(self, edit: Edit, number: int) -> Iterator[Cut]:
        match edit:
            case Insert(at, words, markup):
                yield self._put(at, at, words, markup, number)
            case Replace(start, end, words, markup):
                self._expect_whole(start, end)
                yield self._put(start, end, words, markup, number)
            case Delete(start, end):
                self._expect_whole(start, end)
                yield self._put(start, end, "", False, number)
            case Wrap():
                yield from self._wrap(edit, number)
            case Unwrap(start):
                element = self.source.element(start)
                yield Cut(element.start, element.inner, "")
                yield Cut(element.outer, element.end, "")
            case SetAttribute(start, name, value):
                yield self._attribute(self.source.element(start), name, value, number)
            case AddEntry(entry, container):
                self.additions.add(entry, container)
            case Splice(start, end, text):
                yield Cut(start, end, text, (MIDDLE, 0, number))
            case _:
                assert_never(edit)

    # -------------------------------------------------------------------- words

    def _put(self, start: int, end: int, words: str, markup: bool, number: int) -> Cut:
        source = self.source
        in_cdata = self._is_in_cdata(start, end)
        for offset in {start, end}:
            self._expect_place(offset)
        if markup:
            text = prefixed(source, words, start)
            text = f"]]>{text}<![CDATA[" if in_cdata else text
        elif in_cdata:
            text = words.replace("]]>", "]]]]><![CDATA[>")
        else:
            text = escaped(words)
        return Cut(start, end, self._lines(text), (MIDDLE, 0, number))

    def _lines(self, text: str) -> str:
        return text if self.source.newline == "\n" else text.replace("\n", self.source.newline)

    def _is_in_cdata(self, start: int, end: int) -> bool:
        token = self.source.token_at(start)
        return (
            token is not None
            and token.kind is Kind.CDATA
            and token.start + 9 <= start <= end <= token.end - 3
        )

    def _expect_place(self, offset: int) -> None:
        """An edit begins and ends in text, or between two tags."""
        source = self.source
        if not 0 <= offset <= len(source.text):
            raise source.error(f"There is no place {offset:,} in this file: it is shorter.")
        token = source.token_at(offset)
        if token is None:
            if source.around(offset) is None:
                raise source.error("This place is outside the root element.", offset)
            return
        if token.kind is Kind.TEXT:
            within = _reference_at(source.text, offset)
            if within is not None:
                shown = "a line end (CR and LF)" if within == "\r\n" else within
                raise source.error(
                    f"This place is inside {shown}, which is one character. Choose all of it.",
                    offset,
                )
        elif token.kind is not Kind.CDATA or not self._is_in_cdata(offset, offset):
            raise source.error(f"This place is inside {token.kind.value}.", offset)

    def _expect_whole(self, start: int, end: int) -> None:
        """A range that goes as a whole begins and ends in the same element."""
        source = self.source
        if start > end:
            raise source.error("The range ends before it begins.", start)
        if start == end:
            return
        for offset in (start, end):
            self._expect_place(offset)
        first, last = source.around(start), source.around(end)
        if first is not last:
            names = [f"<{each.name}>" if each else "nothing" for each in (first, last)]
            raise source.error(
                f"The range begins in {names[0]} and ends in {names[1]}: only half of an element "
                "would go. Take the words of each by an edit of its own.",
                start,
            )

    # -------------------------------------------------------------------- wraps

    def _wrap(self, edit: Wrap, number: int) -> Iterator[Cut]:
        source = self.source
        for offset in (edit.start, edit.end):
            self._expect_place(offset)
        if edit.start >= edit.end:
            raise source.error("There is nothing in this range to put an element around.")
        start, end = moved(source, edit.start, edit.end)
        if source.around(start) is not source.around(end):
            start, end = moved(source, *shrunk(source, start, end))
        if source.around(start) is source.around(end):
            self.ids.take(dict(edit.attributes).get("xml:id"))
            yield from self._around(start, end, edit.name, edit.attributes, number, edit.ending)
            return
        parts = chain_of(source, start, end)
        if not parts:
            raise source.error("There are no words in this range.", start)
        names = [f"<{each.name}>" for at in (start, end) if (each := source.around(at))]
        crosses = f"The range begins in {names[0]} and ends in {names[-1]}"
        match edit.crossing:
            case "refuse":
                raise source.error(f"{crosses}: no one element can hold it.", start)
            case "chain":
                yield from self._chain(edit, parts, number)
            case "span":
                if edit.name != "seg":
                    raise source.error(
                        f"{crosses}. Only a claim (seg) can be a span; ask for a chain.", start
                    )
                yield from self._span(edit, start, end, number)
            case _:
                assert_never(edit.crossing)

    def _around(
        self,
        start: int,
        end: int,
        name: str,
        attributes: Attributes,
        number: int,
        ending: str = "",
    ) -> Iterator[Cut]:
        self.wraps.append((start, end))
        opened, closed = start_tag(self.source, name, attributes, start)
        closed = f"{prefixed(self.source, ending, start)}{closed}" if ending else closed
        if self._is_in_cdata(start, start):
            opened = f"]]>{opened}<![CDATA["
        if self._is_in_cdata(end, end):
            closed = f"]]>{closed}<![CDATA["
        yield Cut(start, start, opened, (OPEN, -end, number))
        yield Cut(end, end, closed, (CLOSE, -start, -number))

    def _chain(self, edit: Wrap, parts: list[tuple[int, int]], number: int) -> Iterator[Cut]:
        if edit.name in _LOOKS:
            for first, last in parts:
                yield from self._around(first, last, edit.name, edit.attributes, number)
            return
        given = dict(edit.attributes)
        stem = given.pop("xml:id", None)
        if stem is None:
            stem = given.get("type") or edit.name
            ids = [self.ids.fresh(stem) for _ in parts]
        else:
            self.ids.take(stem)
            ids = [stem, *(self.ids.fresh(stem) for _ in parts[1:])]
        for place, (first, last) in enumerate(parts):
            links = [("xml:id", ids[place])]
            if place > 0:
                links.append(("prev", f"#{ids[place - 1]}"))
            if place + 1 < len(parts):
                links.append(("next", f"#{ids[place + 1]}"))
            attributes = (*given.items(), *links) if len(parts) > 1 else edit.attributes
            yield from self._around(first, last, edit.name, attributes, number)

    def _span(self, edit: Wrap, start: int, end: int, number: int) -> Iterator[Cut]:
        start, end = shrunk(self.source, start, end)
        given = dict(edit.attributes)
        kind = given.pop("type", "claim")
        own = given.pop("xml:id", None)
        if own is None:
            own = self.ids.fresh(kind)
        else:
            self.ids.take(own)
        ends = [self.ids.fresh(f"{own}-{which}", bare=True) for which in ("start", "end")]
        for at, xml_id, rank in ((start, ends[0], OPEN), (end, ends[1], CLOSE)):
            anchor = prefixed(self.source, f'<anchor xml:id="{xml_id}"/>', at)
            if self._is_in_cdata(at, at):
                anchor = f"]]>{anchor}<![CDATA["
            yield Cut(at, at, anchor, (rank, 0, number))
        attributes = [("xml:id", own), ("from", f"#{ends[0]}"), ("to", f"#{ends[1]}")]
        span = written("span", (*attributes, *given.items()))
        self.additions.add(span, f"standOff/spanGrp[@type='{kind}']")

    # --------------------------------------------------------------- attributes

    def _attribute(self, element: Element, name: str, value: str | None, number: int) -> Cut:
        source = self.source
        place = source.attribute_range(element, name)
        if value is None:
            if place is None:
                raise source.error(f"<{element.name}> has no @{name} to take away.", element.start)
            return Cut(place[0], place[2], "", (MIDDLE, 0, number))
        if name == "xml:id" and source.attributes(element).get(name) != value:
            self.ids.take(value)
        if place is not None:
            return Cut(place[1], place[2], attribute_value(value), (MIDDLE, 0, number))
        end = element.inner - (2 if element.is_empty_tag else 1)
        while source.text[end - 1].isspace():
            end -= 1
        return Cut(end, end, f" {name}={attribute_value(value)}", (MIDDLE, 0, number))


_REFERENCE = pattern(r"\r\n|&[^\s&;<>]+;")


def _reference_at(text: str, offset: int) -> str | None:
    """The reference or line end that an offset is strictly inside of."""
    for found in _REFERENCE.finditer(text, max(0, offset - 64), offset + 64):
        if found.start() < offset < found.end():
            return found[0]
    return None


def _expect_nested(source: Source, wraps: list[tuple[int, int]]) -> None:
    """Elements that are put in together must not cross each other."""
    open_: list[int] = []
    for start, end in sorted(wraps, key=lambda each: (each[0], -each[1])):
        while open_ and open_[-1] <= start:
            open_.pop()
        if open_ and end > open_[-1]:
            raise source.error(
                "Two of the elements that are to be put in cross each other. Put in one, read the "
                "file again, and put in the other: it becomes a span or a chain.",
                start,
            )
        open_.append(end)
