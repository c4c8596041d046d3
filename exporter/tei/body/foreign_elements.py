"""Elements that TEI does not have: HTML that got in, and names that are misspelt."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from exporter.tei.body.treatment import Treatment
from exporter.text.close_matches import meant

__all__ = ["FOREIGN", "instead_of"]

_HTML = {
    "b strong": ("style bold", '<hi rend="bold">'),
    "i em": ("style italic", '<emph>, or <hi rend="italic">'),
    "small": ("style smaller", '<hi rend="small">'),
    "sup": ("style superscript", '<hi rend="superscript">'),
    "sub": ("style subscript", '<hi rend="subscript">'),
    "tt samp kbd": ("style monospace", "<code>"),
    "br": ("break", "<lb/>"),
    "hr": ("rule", '<milestone unit="section" rend="rule"/>'),
    "ul ol dl": ("list", "<list>"),
    "li dd": ("item", "<item>"),
    "dt": ("label", "<label>"),
    "h1 h2 h3 h4 h5 h6": ("heading", "<head>, first in a <div>"),
    "blockquote": ("either", "<quote>"),
    "pre": ("code", "<eg>"),
    "td th": ("cell", "<cell>"),
    "thead tbody tfoot": ("keep", "nothing: the rows stand in <table>"),
    "a": ("keep", '<ref target="…">'),
    "img": ("empty", '<graphic url="…"/>'),
    "figcaption": ("paragraph caption", "<head>, in the <figure>"),
    "section article aside header footer main": ("either", "<div>"),
}

FOREIGN: Mapping[str, Treatment] = {
    name: Treatment(given[0].split()[0], tuple(given[0].split()[1:]))
    for names, given in _HTML.items()
    for name in names.split()
}
"""How the elements of HTML are read that TEI does not have."""


def instead_of(tag: str, known: Collection[str]) -> str:
    """What to write for an element that is not known."""
    for names, (_, written) in _HTML.items():
        if tag in names.split():
            return f"That is HTML. In TEI write {written}."
    near = "" if tag.startswith("{") else meant(tag, [name for name in known if name[0] != "{"])
    return (
        f"Did you mean <{near}>?"
        if near
        else "Correct its name, or say in a treatment table how it is to be read."
    )
