"""The notes: one list at the end, each linked both ways with what calls it.

A note opens in place without script and without a second copy of its text: the style sheet sets
the note that is the page's target at the foot of the window, where the reader stays. Without
style, and for assistive technology, following the call leads to the note in its list. Why no
popover does this, ``docs/accessibility.md`` tells.
"""

from __future__ import annotations

from exporter import model as m
from exporter.html import blocks
from exporter.html.context import Pen
from exporter.html.markup import attribute, text

__all__ = ["write"]

_DIGITS = {
    "٠": "arabic-indic",
    "۰": "persian",
    "०": "devanagari",
    "০": "bengali",
    "੦": "gurmukhi",
    "૦": "gujarati",
    "௦": "tamil",
    "౦": "telugu",
    "೦": "kannada",
    "൦": "malayalam",
    "๐": "thai",
    "໐": "lao",
    "༠": "tibetan",
    "၀": "myanmar",
    "០": "khmer",
    "᠐": "mongolian",
}


def write(pen: Pen) -> None:
    """Draw the section of notes (DPUB-ARIA 1.1 doc-endnotes, doc-backlink)."""
    notes = pen.edition.notes
    if not notes:
        return
    head, title = f"h{pen.level + 1}", pen.own("notes-title")
    kind = ' epub:type="endnotes"' if pen.epub else ""
    pen.out.append(
        f'<section class="notes" role="doc-endnotes"{kind} id="{pen.own("notes")}"'
        f' aria-labelledby="{title}">\n'
        f'<{head} id="{title}">{text(pen.word("notes"))}</{head}>\n'
    )
    if pen.epub:
        for note in notes:
            _aside(pen, note)
        pen.out.append("</section>\n")
        return
    digits = _DIGITS.get(_zero(notes[0].label))
    if digits:
        number = f'counter(list-item, {digits}) "."'
        pen.rules.append(f".notes ol.numbered {{ list-style-type: {digits} }}")
        pen.rules.append(f"@media screen {{ .note:target::before {{ content: {number} }} }}")
    pen.out.append('<ol class="numbered">\n')
    for place, note in enumerate(notes, 1):
        _note(pen, note, place)
    pen.out.append("</ol>\n</section>\n")


def _zero(label: str) -> str:
    first = label[:1]
    return chr(ord(first) - int(first)) if first.isdecimal() else ""


def _note(pen: Pen, note: m.Note, place: int) -> None:
    value = f' value="{note.number}"' if note.number != place else ""
    pen.out.append(f'<li class="note"{pen.id(note.id)}{value}{pen.lang(note.lang)}>')
    blocks.write(pen, note.blocks)
    _links(pen, note)
    pen.out.append("</li>\n")


def _aside(pen: Pen, note: m.Note) -> None:
    """A note as reading systems look for it, to show it where it is called (EPUB SSV 1.1)."""
    pen.out.append(
        f'<aside class="note" epub:type="footnote" role="doc-footnote"{pen.id(note.id)}'
        f"{pen.lang(note.lang)}>\n"
        f'<p class="number">{text(note.label)}</p>\n'
    )
    blocks.write(pen, note.blocks)
    _links(pen, note)
    pen.out.append("</aside>\n")


def _links(pen: Pen, note: m.Note) -> None:
    """The ways back to each call, and on to the register's entries for the claims it covers."""
    if not note.calls:
        return
    if pen.out[-1].endswith("</p>\n"):
        pen.out[-1] = pen.out[-1][:-1]  # a space here would let the line break before the way back
    several = len(note.calls) > 1
    key = "back-to-text-nth" if several else "back-to-text"
    back = '<p class="back">'
    for at, call in enumerate(note.calls, 1):
        name = attribute(pen.word(key, n=note.label, i=at))
        count = f"<sup>{at}</sup>" if several else ""
        back += (
            f'<a href="{pen.to(call)}" role="doc-backlink" aria-label="{name}">↩\ufe0e{count}</a> '
        )
    for covered in note.covers:
        info = pen.edition.spans.get(covered)
        if info and info.entry and info.kind == "claim":
            label = attribute(info.label)
            back += f'<a class="entry" href="{pen.to(info.entry)}" aria-label="{label}"></a> '
    pen.out.append(f"{back}</p>")
