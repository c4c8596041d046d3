"""The form of the header → edits: what changed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from exporter.editing import (
    AddEntry,
    Delete,
    Edit,
    Element,
    Replace,
    SetAttribute,
    Splice,
    attribute_value,
    escaped,
)
from exporter.errors import EditError
from exporter.tei.tree.datatypes import is_temporal
from exporter.text.language_tags import tag
from exporter.urls import allowed_url
from exporter.workbench.actions.action import Fields, Planned
from exporter.workbench.actions.removal import removed_line
from exporter.workbench.header.fields import head_values
from exporter.workbench.header.parts import Parts
from exporter.workbench.source.versions import State

__all__ = ["headed"]

_STATEMENT = "teiHeader/fileDesc/titleStmt"
_PUBLICATION = "teiHeader/fileDesc/publicationStmt"
_ABSTRACT = "teiHeader/profileDesc/abstract"
_NEEDED = {
    "title": "An article needs a title. Write one.",
    "date": "An article needs the day of its publication. Write one, such as 2026-03-02.",
    "publisher": "An article needs a publisher. Write who publishes it.",
    "licence": "An article needs terms of use. Write them, such as “All rights reserved.”",
    "language": "An article needs a language. Write its tag, such as en or de-AT.",
}
_TERMS = frozenset(("licence", "licence_address"))


def headed(state: State, fields: Fields) -> Planned:
    """The edits that make the header say what the form says. Raises EditError where a value does
    not fit, or where what is needed would be taken away."""
    now = head_values(state)
    given = {key: _folded(value) for key, value in fields.items() if key in now}
    wanted = {key: value for key, value in given.items() if value != now[key]}
    for key, why in _NEEDED.items():
        if key in wanted and not wanted[key]:
            raise EditError(why)
    _expect_values(wanted)
    edits = tuple(_Writer(state, {**now, **wanted}).edits(wanted.keys()))
    return Planned(edits, "said.head", {"fields": " ".join(wanted)}, -1)


def _folded(value: object) -> object:
    if isinstance(value, list):
        return [each for each in (" ".join(str(each).split()) for each in value) if each]
    return " ".join(str(value or "").split())


def _expect_values(wanted: Fields) -> None:
    if "date" in wanted and not is_temporal(wanted["date"]):
        raise EditError(f"“{wanted['date']}” is no date. Write it as in 2026-03-02.")
    address = wanted.get("licence_address")
    if address and not allowed_url(address):
        raise EditError(f"“{address}” is no address. It begins with https:// or http://.")
    language = wanted.get("language")
    if language and not tag(language):
        raise EditError(f"“{language}” is no language tag. Write one such as en or de-AT.")


class _Writer:
    """``fields`` are the values that the header has afterwards."""

    def __init__(self, state: State, fields: Fields) -> None:
        self.state = state
        self.fields = fields
        self.parts = Parts(state)

    def edits(self, names: AbstractSet[str]) -> Iterator[Edit]:
        yield from self._titles(names)
        if "authors" in names:
            yield from self._authors()
        if self.parts.prose and names & {"publisher", "date", *_TERMS}:
            yield self._told_in_elements()
        else:
            yield from self._published(names)
        if "language" in names:
            yield SetAttribute(self.parts.tei.start, "xml:lang", tag(self.fields["language"]))
        if "description" in names:
            yield from self._described()

    def _titles(self, names: AbstractSet[str]) -> Iterator[Edit]:
        for name, there, start in (
            ("title", self.parts.title, "<title>"),
            ("subtitle", self.parts.subtitle, '<title type="sub">'),
        ):
            if name in names:
                yield from self._worded(
                    there, self.fields[name], f"{start}{{}}</title>", _STATEMENT
                )

    def _worded(
        self, there: Element | None, words: str, markup: str, container: str
    ) -> Iterator[Edit]:
        """Give an element these words, make it, or take it away."""
        if there is None:
            yield AddEntry(markup.format(escaped(words)), container)
        elif not words:
            yield Delete(*removed_line(self.state, there))
        else:
            yield self._replaced(there, words)

    def _replaced(self, there: Element, words: str) -> Edit:
        if self.parts.holds_markup(there):
            raise EditError(
                f"“{self.parts.words(there)[:60]}” holds markup of its own, which would be lost. "
                "Change it in an editor."
            )
        if there.is_empty_tag:
            start = self.state.source.text[there.start : there.end - 2].rstrip()
            return Splice(there.start, there.end, f"{start}>{escaped(words)}</{there.name}>")
        return Replace(there.inner, there.outer, words)

    # ------------------------------------------------------------------------------- authors

    def _authors(self) -> Iterator[Edit]:
        there = {self.parts.author_key(each): each for each in self.parts.authors}
        wanted = list(dict.fromkeys(self.fields["authors"]))
        stays = [key for key in there if key in wanted]
        if stays != [key for key in wanted if key in there]:
            stays = []  # another order: all are written anew
        for key, element in there.items():
            if key not in stays:
                yield Delete(*removed_line(self.state, element))
        for key in wanted:
            if key not in stays:
                entry = self.state.outline.facts.entries.get(key)
                ref = f" ref={attribute_value('#' + key)}" if entry is not None else ""
                name = entry.label if entry is not None else key
                yield AddEntry(f"<author{ref}>{escaped(name)}</author>", _STATEMENT)

    # --------------------------------------------------------------------------- publication

    def _published(self, names: AbstractSet[str]) -> Iterator[Edit]:
        if "publisher" in names:
            there, words = self.parts.publisher, self.fields["publisher"]
            yield from self._worded(there, words, "<publisher>{}</publisher>", _PUBLICATION)
        if "date" in names:
            yield from self._dated(self.parts.date)
        if names & _TERMS:
            yield from self._licensed(names)

    def _dated(self, there: Element | None) -> Iterator[Edit]:
        """A date without words is worded in the language of each copy."""
        if there is None:
            yield AddEntry(self._date(), _PUBLICATION)
            return
        yield SetAttribute(there.start, "when", self.fields["date"])
        if self.parts.words(there):
            yield Replace(there.inner, there.outer, "")

    def _date(self) -> str:
        return f"<date when={attribute_value(self.fields['date'])}/>"

    def _licensed(self, names: AbstractSet[str]) -> Iterator[Edit]:
        licence, terms = self.parts.licence, self.parts.terms
        if licence is None and terms is None:
            if self.parts.availability is None:
                yield AddEntry(f"<availability>{self._licence()}</availability>", _PUBLICATION)
            else:
                yield AddEntry(self._licence(), f"{_PUBLICATION}/availability")
        elif licence is None and terms is not None and self.fields["licence_address"]:
            if self.parts.holds_markup(terms):
                yield self._replaced(terms, "")
            yield Replace(terms.start, terms.end, self._licence(), markup=True)
        else:
            there = licence or terms
            assert there is not None
            if "licence" in names:
                yield self._replaced(there, self.fields["licence"])
            if "licence_address" in names:
                address = self.fields["licence_address"] or None
                yield SetAttribute(there.start, "target", address)

    def _licence(self) -> str:
        if not self.fields["licence"]:
            raise EditError(_NEEDED["licence"])
        address = self.fields["licence_address"]
        target = f" target={attribute_value(address)}" if address else ""
        return f"<licence{target}>{escaped(self.fields['licence'])}</licence>"

    def _told_in_elements(self) -> Edit:
        """A publication told in paragraphs becomes one told in elements, which alone can be
        added to; the words of the paragraphs become terms of use."""
        prose = self.parts.prose
        if any(self.parts.holds_markup(each) for each in prose):
            said = self.parts.words(prose[0])[:60]
            raise EditError(f"“{said}” holds markup of its own. Change it in an editor.")
        told = "".join(
            f"<p>{escaped(words)}</p>" for each in prose if (words := self.parts.words(each))
        )
        licence = self._licence() if self.fields["licence"] else ""
        parts = f"<publisher>{escaped(self.fields['publisher'])}</publisher>"
        parts += self._date() if self.fields["date"] else ""
        if licence or told:
            parts += f"<availability>{licence}{told}</availability>"
        return Replace(prose[0].start, prose[-1].end, parts, markup=True)

    # --------------------------------------------------------------------------- description

    def _described(self) -> Iterator[Edit]:
        words, abstract = self.fields["description"], self.parts.abstract
        if abstract is None:
            yield AddEntry(f"<p>{escaped(words)}</p>", _ABSTRACT)
            return
        paragraphs = self.parts.children(abstract, "p")
        if len(paragraphs) > 1:
            raise EditError("The description has several paragraphs. Change it in an editor.")
        if not words:
            yield Delete(*removed_line(self.state, abstract))
        elif paragraphs:
            yield self._replaced(paragraphs[0], words)
        else:
            yield self._replaced(abstract, words)
