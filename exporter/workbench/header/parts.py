"""Where the header of a file has what its form shows."""

from __future__ import annotations

from exporter.editing import Element
from exporter.workbench.source.versions import State

__all__ = ["Parts"]

_SUB = frozenset(("sub", "subtitle", "subordinate"))
_ROOTS = ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2")


class Parts:
    """The elements of the header, None where it has none."""

    def __init__(self, state: State) -> None:
        self.state = state
        elements = state.source.elements
        self.tei = next((each for each in elements if each.local in _ROOTS), elements[0])
        self.statement = self.at("teiHeader", "fileDesc", "titleStmt")
        self.publication = self.at("teiHeader", "fileDesc", "publicationStmt")
        titles = self.children(self.statement, "title")
        subs = [each for each in titles if self.attribute(each, "type").casefold() in _SUB]
        self.title = next((each for each in titles if each not in subs), None)
        self.subtitle = subs[0] if subs else None
        self.authors = self.children(self.statement, "author")
        self.publisher = self.first(self.publication, "publisher")
        self.date = self.first(self.publication, "date")
        self.availability = self.first(self.publication, "availability")
        self.licence = self.first(self.availability, "licence")
        self.terms = self.first(self.availability, "p")
        """Terms of use that are told in a paragraph, not in a ``licence``."""
        self.prose = self.children(self.publication, "p") + self.children(self.publication, "ab")
        """A publication that is told in paragraphs only, as TEI allows."""
        self.abstract = self.at("teiHeader", "profileDesc", "abstract")

    def at(self, *names: str) -> Element | None:
        """A descendant by the names on the way to it."""
        found: Element | None = self.tei
        for name in names:
            found = self.first(found, name)
        return found

    def first(self, parent: Element | None, name: str) -> Element | None:
        """The first child of that name which the public may see."""
        found = self.children(parent, name)
        return found[0] if found else None

    def children(self, parent: Element | None, name: str) -> list[Element]:
        """The children of that name which the public may see."""
        if parent is None:
            return []
        outline = self.state.outline
        every = (
            self.state.source.elements[number]
            for number in outline.children[parent.number]
            if outline.names[number] == name
        )
        return [each for each in every if "#internal" not in self.attribute(each, "ana").split()]

    def words(self, element: Element | None) -> str:
        """Its words; empty where there is none."""
        return self.state.outline.words_of(element) if element is not None else ""

    def attribute(self, element: Element | None, name: str) -> str:
        """The value of an attribute; empty where there is none."""
        return self.state.source.attributes(element).get(name, "") if element is not None else ""

    def author_key(self, author: Element) -> str:
        """An author as the form has it: the id of an entry, or a name."""
        own = self.attribute(author, "ref").partition(" ")[0].removeprefix("#")
        return own if own in self.state.outline.facts.entries else self.words(author)

    def holds_markup(self, element: Element) -> bool:
        """Whether there is more in it than words."""
        return bool(self.state.outline.children[element.number])
