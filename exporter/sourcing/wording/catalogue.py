"""Every word that a reader sees and no author wrote, by language: one TOML file each.

A file has two tables. ``[words]`` is what renderers may ask for through ``Edition.words``, plain
strings or patterns for :meth:`str.format`; ``[phrases]`` are the patterns of notes, front matter
and registers, which only this package uses. English is complete; what another language lacks is
taken from English, and a language that has no file gets English words with a notice.

Keys of ``[words]``:

====================  =======================================================================
notes                 title of the notes
note, note-n          a note; "note {n}", the accessible name of a call (``n`` is the label)
back-to-text          accessible name of the way back, "back to text, note {n}"
back-to-text-nth      the same from a note called more than once; ``i`` counts its calls
note-continued        before the rest of a note on the next page; ``n`` is the label
skip, contents        the skip link; title of the table of contents
article               name of the landmark around the text
sourcing              heading over the indexes
legend                before the line that names the signs
claims, sources,      titles of the indexes, by ``Appendix.role``
corrections,
speakers, figures,
names, newsroom
speech, figure,       names of the kinds of span, by ``SpanKind``
claim, correction
source, name, value,  names of things that an internal copy or a review speaks of
status, date, line,
corrected
comment               a comment in the TEI file, in an internal copy's list
person, organisation, names of the kinds of name, by ``NameKind``
place
direct, reported,     kinds of speech
document
supported, disputed,  standings of a claim, by ``Standing``; ``unstated``: no status given
open, false, other,
unstated
no-source,            what review comments say of a claim, and who signs those that nobody did
not-checked,          did; what is to be done for a claim of each status
todo-source,
todo-open,
todo-disputed,
todo-false,
checking-desk,
certainty,            how sure a check is, by TEI's ``cert``; ``n`` is any other value
certainty-high,
certainty-medium,
certainty-low,
certainty-unknown
layers, show-speech,  legend and labels of the switches that show or hide a kind of span
show-figure,
show-claim
filter-claims, all    legend of the filter by standing, and its choice of no filter
close                 closes a note opened in place
page, page-of,        "Page {n}", "Page {n} of {total}"; the page that an earlier note is on
on-page
continued             after the caption of a table that goes on
picture,              a picture without description; a picture whose file is missing
picture-missing
table, list           names for structures without a title
audience-internal     the warning on every page of an internal copy
title, authors,       labels of metadata
published, publisher,
licence, identifier,
language, keywords,
source-file,
archived-copy
external-link         said of a link that leaves the document
addition, deletion,   names of editorial marks, by ``Editorial``
supplied, unclear,
gap, sic
accessibility-summary what a book says of its own accessibility
====================  =======================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from exporter.files import toml
from exporter.text.language_tags import primary
from exporter.values import Value

__all__ = ["Catalogue", "catalogue", "languages"]

_HERE = Path(__file__).parent
_FALLBACK = "en"


class Catalogue(Value):
    """The words of one language. ``lang`` is the language they are in, not the one asked for."""

    lang: str
    words: Mapping[str, str]
    phrases: Mapping[str, str]


def languages() -> tuple[str, ...]:
    """The primary subtags of the languages that have a file."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.toml")))


@lru_cache(maxsize=256)
def catalogue(lang: str) -> Catalogue:
    """The catalogue for a BCP 47 tag, by its primary subtag; English where there is none."""
    spoken = primary(lang)
    if spoken not in languages():
        spoken = _FALLBACK
    own, spare = _load(spoken), _load(_FALLBACK)
    return Catalogue(
        lang=spoken,
        words=MappingProxyType({**spare["words"], **own["words"]}),
        phrases=MappingProxyType({**spare.get("phrases", {}), **own.get("phrases", {})}),
    )


@cache
def _load(name: str) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = toml.read(_HERE / f"{name}.toml")[1]
    return words
