"""Lines of text → text operators, with their grounds, strokes and the places of links."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from exporter.pdf.draw.canvas import Canvas
from exporter.pdf.draw.strokes import panel, stroke
from exporter.pdf.fonts.document_fonts import Word
from exporter.pdf.inline.bidi import visual_order
from exporter.pdf.inline.set_text import Prose
from exporter.pdf.inline.styles import Style
from exporter.pdf.layout.boxes import Line
from exporter.pdf.objects.structure_tree import Element
from exporter.text.bidi import has_rtl
from exporter.text.private_use import without_private

__all__ = ["paint_line"]


def paint_line(canvas: Canvas, line: Line, y: float) -> None:
    prose, cut = line.prose, line.cut
    top = canvas.height - canvas.top - y
    base = top - line.drop
    if not canvas.silent:
        for ident in line.ids:
            canvas.mark(ident, line.x, top, prose.element)
    if line.ground:
        x, width, colour = line.ground
        canvas.under.append(panel(colour, x, top - line.height, width, line.height))
    words = cut.words(prose)
    if not words:
        return
    if prose.levels:
        _directed(canvas, line, words, base)
        return
    x, begin = line.x, cut.start
    canvas.out.append(b"1 0 0 1 %.2f %.2f Tm\n" % (x, base))
    at, end = bisect_right(prose.changes, begin), begin + len(words)
    start = begin
    for stop in (*prose.changes[at : bisect_left(prose.changes, end)], end):
        at += 1
        part = words[start - begin : stop - begin]
        x = _segment(canvas, line, at - 2, part, start=start, x=x, base=base, final=stop == end)
        start = stop


def _segment(
    canvas: Canvas, line: Line, look: int, words: list[Word], start: int, x: float, base: float,
    final: bool,
) -> float:  # fmt: skip
    """Words of one style, owner and face, the line's last where ``final``; the x after them."""
    prose, cut, extra, first = line.prose, line.cut, line.extra, words[0]
    style, owner, face, gaps = prose.styles[look], prose.owners[look], first.face, prose.gaps
    stop = start + len(words)
    gap = gaps[stop - 1]
    after = gap + extra if not final and (gap or stop - 1 in prose.loose) else 0.0
    if first.picture:
        led = after if stop in prose.leads else 0.0  # the space is shown with the words after it
        em = style.setting.size
        return led + canvas.inline_picture(first, owner, x, base, em=em, after=after - led)
    if canvas.owner is not owner:
        canvas.open(owner)
    if canvas.style is not style or canvas.face is not face:
        canvas.set_type(face, style)
    size, space = style.setting.size, face.space
    plain = face.blank * size / 1000 + style.setting.tracking
    between = gaps[start : stop - 1]
    body = (
        _joined(line, words, between, start, space=space, plain=plain, size=size)
        if between
        else first.code
    )
    if start in prose.leads and start > cut.start:
        body = _sep(space, plain - gaps[start - 1] - extra, size) + body
    if final and gap and cut.rest is None:
        body += space
    elif after and stop not in prose.leads:
        body += _sep(space, plain - after, size) if gap else _shift(after, size)
    canvas.out.append(b"[(%s)]TJ\n" % body)
    if prose.plain:
        return x
    if final or (start == cut.start and cut.head is not None):
        width = sum([word.width for word in words]) + sum(between)
    else:
        width = prose.rights[stop - 1] - prose.lefts[start]
    if extra:
        width += extra * _places(prose, between, start)
    link = owner if owner.target else owner.link
    if style.marked or link is not None:
        follows = prose.styles[look + 1] if after and look + 1 < len(prose.styles) else None
        _decorate(
            canvas, line, style, link, x=x, width=width, after=after, base=base, follows=follows
        )
    return x + width + after


def _joined(
    line: Line, words: list[Word], between: list[float], start: int, space: bytes, plain: float,
    size: float,
) -> bytes:  # fmt: skip
    """Words with spaces between them, or between some of them only."""
    extra, usual = line.extra, between[0]
    sep = _sep(space, plain - usual - extra, size)
    if usual and between.count(usual) == len(between):
        return sep.join([word.code for word in words])
    loose = line.prose.loose
    out = [words[0].code]
    for index, gap in enumerate(between):
        if gap:
            if gap != usual:
                usual, sep = gap, _sep(space, plain - gap - extra, size)
            out.append(sep)
        elif extra and start + index in loose:
            out.append(_shift(extra, size))
        out.append(words[index + 1].code)
    return b"".join(out)


def _places(prose: Prose, between: list[float], start: int) -> int:
    """How many gaps justification opens."""
    places = len(between) - between.count(0.0)
    if prose.loose:
        places += sum([start + index in prose.loose for index in range(len(between))])
    return places


def _after(line: Line, index: int, final: bool) -> float:
    """The space after a word, none at the end of the line."""
    gap = line.prose.gaps[index]
    if final or not (gap or index in line.prose.loose):
        return 0.0
    return gap + line.extra


def _sep(space: bytes, less: float, size: float) -> bytes:
    """A space narrowed by ``less`` points."""
    number = round(less * 1000 / size)
    return space + b")%d(" % number if number else space


def _directed(canvas: Canvas, line: Line, words: list[Word], base: float) -> None:
    """Words in logical order at their visual places (UAX #9 L2). Those from right to left are in
    elements that say their text in its order, for their letters are painted as they are seen; what
    is painted is in an element of its own in there, for MuPDF turns around what such a one says."""
    prose, cut = line.prose, line.cut
    start = cut.start
    widths: list[float] = []
    found: list[int] = []
    for index, word in enumerate(words, start):
        widths += [word.width, _after(line, index, index == start + len(words) - 1)]
        found += [prose.levels[index], prose.gap_levels[index]]
    places = [0.0] * len(widths)
    x = line.x
    for slot in visual_order(found):
        places[slot] = x
        x += widths[slot]
    bare = prose.rtl and not any(map(_has_letters, words))
    for first, stop in _stretches(line, words, bare):
        owner = prose.owner_of(start + first)
        said, begun = "", len(canvas.out)
        if bare and _turned(line, first, stop):
            said = _said(line, words, first, stop, canvas.fonts.two)
            canvas.open(owner)
            begun = len(canvas.out)
        elif any(has_rtl(word.text) for word in words[first:stop]):
            said = _said(line, words, first, stop, canvas.fonts.two)
            whole = owner.inline("Span", b"/ActualText" + canvas.setter.store.text(said))
            canvas.open(whole.inline("Span"))
        elif not words[first].picture:
            canvas.open(owner)
        at = first
        while at < stop:
            at = _painted(
                canvas, line, words=words, at=at, stop=stop, places=places, widths=widths, base=base
            )
        if bare and said:
            canvas.say(
                said if said[0].isdigit() and said[-1].isdigit() else f"{_LRM}{said}{_LRM}", begun
            )


_LRM = "\u200e"
"""Keeps signs at the ends of such a line where they are: poppler would turn them around."""


def _has_letters(word: Word) -> bool:
    """Whether some of it is written from right to left, figures apart."""
    return has_rtl(word.text) and any(char.isalpha() and has_rtl(char) for char in word.text)


def _turned(line: Line, first: int, stop: int) -> bool:
    """Whether words of a line without letters, such as ``1759 – 1805``, are seen in another order
    than they are read: readers take such a line for one from left to right."""
    levels, start = line.prose.levels, line.cut.start
    return any(level & 1 for level in levels[start + first : start + stop])


def _stretches(line: Line, words: list[Word], bare: bool) -> Iterator[tuple[int, int]]:
    """Words of one owner: those from the first to the last from right to left, the rest apart, and
    each picture. In a ``bare`` line, which has no letter from right to left, nothing is apart."""
    prose, start = line.prose, line.cut.start
    first = 0
    while first < len(words):
        owner, stop = prose.owner_of(start + first), first + 1
        turned = last = prose.levels[start + first] & 1
        while (
            stop < len(words)
            and not words[first].picture
            and not words[stop].picture
            and prose.owner_of(start + stop) is owner
            and (bare or turned or not prose.levels[start + stop] & 1)
        ):
            stop += 1
            last = stop - first if prose.levels[start + stop - 1] & 1 else last
        if turned and not bare:
            stop = first + last
        yield first, stop
        first = stop


def _said(line: Line, words: list[Word], first: int, stop: int, two: bool) -> str:
    gaps, start = line.prose.gaps, line.cut.start
    text = "".join(
        [
            words[at].text.replace("\u00ad", "") + (" " if gaps[start + at] else "")
            for at in range(first, stop)
        ]
    )
    return without_private(text) if two else text


def _painted(
    canvas: Canvas, line: Line, words: list[Word], at: int, stop: int, places: list[float],
    widths: list[float], base: float,
) -> int:  # fmt: skip
    """Paint a word, with those that follow it without a space where both are read from right to
    left; the index of the next."""
    prose, start, word = line.prose, line.cut.start, words[at]
    style, owner = prose.style_of(start + at), prose.owner_of(start + at)
    if word.picture:
        canvas.inline_picture(word, owner, places[2 * at], base, em=style.setting.size, after=0.0)
        return at + 1
    end, level = at + 1, prose.levels[start + at]
    while (
        level & 1
        and end < stop
        and not prose.gaps[start + end - 1]
        and prose.levels[start + end] == level
        and words[end].face is word.face
        and prose.style_of(start + end) is style
    ):
        end += 1
    canvas.set_type(word.face, style)
    code = b"".join([each.code for each in words[at:end][::-1]])
    canvas.out.append(b"1 0 0 1 %.2f %.2f Tm[(%s)]TJ\n" % (places[2 * (end - 1)], base, code))
    link = owner if owner.target else owner.link
    for each in range(at, end):
        x, width = places[2 * each], words[each].width
        _decorate(canvas, line, style, link, x=x, width=width, after=0.0, base=base, follows=None)
    last = end - 1
    if prose.gaps[start + last] and words[last] is not line.cut.tail:
        x, after = places[2 * last + 1], widths[2 * last + 1]
        canvas.out.append(b"1 0 0 1 %.2f %.2f Tm[(%s)]TJ\n" % (x, base, word.face.space))
        if after:
            follows = prose.style_of(start + end)
            _decorate(
                canvas, line, style, None, x=x, width=0.0, after=after, base=base, follows=follows
            )
    return end


def _decorate(
    canvas: Canvas,
    line: Line, style: Style, link: Element | None, x: float, width: float, after: float,
    base: float, follows: Style | None,
) -> None:  # fmt: skip
    if link is not None and not canvas.silent:
        size = style.setting.size
        rect = (x, base - 0.25 * size, x + width, base + 0.8 * size)
        canvas.page.links.setdefault(link, []).append(rect)
    if not style.marked:
        return
    prose = line.prose
    em = prose.style.setting.size
    if style.ground:
        wide = width + (after if follows and follows.ground == style.ground else 0.0)
        if wide:
            canvas.under.insert(0, panel(style.ground, x, base - 0.27 * em, wide, 1.17 * em))
    for mark in style.strokes:
        long = width + (after if follows is not None and mark in follows.strokes else 0.0)
        if long:
            height = base + mark.height * em
            canvas.under.append(stroke(mark.line, x, x + long, height, em, mark.colour))


def _shift(right: float, size: float) -> bytes:
    return b")%d(" % round(-right * 1000 / size)
