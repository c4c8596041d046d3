"""People, organisations, places, sources, relations and verifications, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable

from exporter.model import (
    Agent,
    AgentKind,
    Author,
    Change,
    Link,
    Place,
    Relation,
    Run,
    Source,
    Status,
    Verification,
)
from exporter.tei.audience.internal import NO_PARTS, Internal
from exporter.tei.audience.unnamed import is_unnamed
from exporter.tei.content.line_builder import Line
from exporter.tei.metadata.bibliography import ENTRIES, read_source
from exporter.tei.metadata.header import change, read_statuses
from exporter.tei.tree.attribute_values import person_name, spaced
from exporter.tei.tree.elements import (
    XML_LANG,
    Element,
    children,
    descendants,
    identifier,
    name,
    named,
    parts,
    plain,
)
from exporter.tei.tree.pointers import Index
from exporter.text.language_tags import tag as language_tag
from exporter.values import Struct, field, replace

__all__ = ["Registers", "read_registers"]

_NAMES = frozenset({"persName", "orgName", "name"})
_INSIDE_TEXT = frozenset({"bibl", "biblStruct", "biblFull", "msDesc"})


class Registers(Struct):
    """Everything that the prose may point at, by id, in document order."""

    agents: dict[str, Agent] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    statuses: dict[str, Status] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    verifications: tuple[Verification, ...] = ()
    index: Index | None = None
    internal: Internal = NO_PARTS
    _addresses: dict[str, str] = field(default_factory=dict)
    _named: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def sources_of(self, element: Element | None) -> tuple[str, ...]:
        """The ids of the sources that ``@source`` names. An address there is a source of its
        own, as it stands."""
        if element is None or self.index is None:
            return ()
        value = self.index.said[element].get("source")
        if not value:
            return ()
        return self._named.get(value) or self._sources(value, element)

    def _sources(self, value: str, element: Element) -> tuple[str, ...]:
        assert self.index is not None
        found, tokens = [], value.split()
        for token in tokens:
            target = self.index.target(token)
            if target and target not in self.sources:
                self._adopt(target)
            if target in self.sources:
                found.append(target)
            elif token.startswith(("http://", "https://")):
                found.append(self._by_address(token, element))
        named = tuple(dict.fromkeys(found))
        if len(found) == len(tokens):
            self._named[value] = named
        return named

    def _adopt(self, target: str) -> None:
        """A source that is in the text, outside every list."""
        assert self.index is not None
        entry = self.index.elements[target]
        if name(entry) in ENTRIES:
            self.sources[target] = read_source(entry, self.index)

    def _by_address(self, address: str, element: Element) -> str:
        assert self.index is not None
        found = self._addresses.get(address)
        if found is None:
            found = self._addresses[address] = self.index.new("source")
            text = (Run(address, (Link(address),)),)
            line = element.sourceline or 0
            self.sources[found] = Source(found, original=address, text=text, line=line)
        return found


def read_registers(root: Element, index: Index, internal: Internal = NO_PARTS) -> Registers:
    """Read all registers of a tree; ``internal`` is what of it is not for the public."""
    census = index.census
    registers = Registers(index=index, statuses=read_statuses(root, index), internal=internal)
    for element in census.below(root, "person", "personGrp", "persona", "org"):
        agent = _agent(element, index)
        registers.agents[agent.id] = agent
    for element in census.below(root, "place"):
        place = _place(element, index)
        registers.places[place.id] = place
    for listed in census.below(root, *ENTRIES):
        if _is_listed(listed):
            source = read_source(listed, index)
            registers.sources[source.id] = source
    registers.relations = tuple(_relation(r, index) for r in census.below(root, "relation"))
    registers.verifications = tuple(
        _verification(annotation, index, registers)
        for annotation in census.below(root, "annotation")
        if annotation.get("target") and _assesses(annotation, index, registers)
    )
    return registers


def _is_listed(entry: Element) -> bool:
    parent = entry.getparent()
    holder = name(parent) if parent is not None else ""
    if holder not in ("listBibl", "standOff", "sourceDesc"):
        return False
    if holder == "sourceDesc" and not identifier(entry):
        return False
    return not any(name(around) in _INSIDE_TEXT for around in entry.iterancestors())


def _agent(element: Element, index: Index) -> Agent:
    is_org = name(element) == "org"
    kind: AgentKind = "organisation" if is_org else "person"
    wanted = ("orgName", "name") if is_org else ("persName", "name", "orgName")
    own = parts(element)
    names = list(dict.fromkeys(filter(None, map(person_name, named(own, *wanted)))))
    shown = names[0] if names else plain(element, "note", "desc") if len(element) == 0 else ""
    return Agent(
        id=index.id(element, "org" if is_org else "person"),
        kind=kind,
        name=shown or index.id(element, "person"),
        position=_position(own),
        unnamed=is_unnamed(element),
        other_names=tuple(names[1:]),
        address=_address(element),
        line=element.sourceline or 0,
        lang=language_tag(element.get(XML_LANG) or ""),
        surname=_surname(own) if kind == "person" else "",
    )


def _surname(own: list[tuple[str, Element]]) -> str:
    """What the first name marks as surname, with what links it (“van der”)."""
    for part in named(own, "persName")[:1]:
        marked = [part for part in part if name(part) in ("nameLink", "surname")]
        if any(name(part) == "surname" for part in marked):
            return " ".join(filter(None, (plain(part, "note") for part in marked)))
    return ""


def _position(own: list[tuple[str, Element]]) -> str:
    """Role and affiliation as one phrase: "director, New Geopolitics Research Network"."""
    if all(tag in _NAMES and not len(part) for tag, part in own):
        return ""
    roles = [plain(o, "note", "date") for o in named(own, "occupation", "socecStatus")]
    roles += [plain(r, "note") for n in named(own, "persName") for r in _roles(n)]
    places = [spaced(a, ", ", "note", "date") for a in named(own, "affiliation")]
    phrases = [part for part in roles if part]
    for affiliation in filter(None, places):
        if any(affiliation.casefold() in phrase.casefold() for phrase in phrases):
            continue
        phrases = [p for p in phrases if p.casefold() not in affiliation.casefold()]
        phrases.append(affiliation)
    return ", ".join(dict.fromkeys(phrases))


def _roles(person: Element) -> Iterable[Element]:
    return (r for r in children(person, "roleName") if r.get("type") not in ("honorific", "title"))


def _address(element: Element) -> str:
    for part in descendants(element, "idno", "ptr", "ref"):
        for address in (part.get("target") or "", plain(part)):
            if address.startswith(("http://", "https://")) and " " not in address:
                return address
    return ""


def _place(element: Element, index: Index) -> Place:
    names = named(
        parts(element), "placeName", "geogName", "settlement", "country", "region", "name"
    )
    shown = next(filter(None, (plain(n, "note") for n in names)), "")
    country = next((plain(c, "note") for c in descendants(element, "country")), "")
    given = index.id(element, "place")
    return Place(
        given,
        shown or given,
        country if country != shown else "",
        _address(element),
        element.sourceline or 0,
        language_tag(element.get(XML_LANG) or ""),
    )


def _relation(element: Element, index: Index) -> Relation:
    return Relation(
        element.get("name") or (element.get("ref") or "").rpartition("#")[2] or "related",
        index.targets(element, "active"),
        index.targets(element, "passive"),
        index.targets(element, "mutual"),
        index.targets(element, "source"),
        element.sourceline or 0,
    )


def _assesses(annotation: Element, index: Index, registers: Registers) -> bool:
    motives = (annotation.get("motivation") or "").split()
    return "assessing" in motives or any(
        target in registers.statuses for target in index.targets(annotation, "ana")
    )


def _verification(annotation: Element, index: Index, registers: Registers) -> Verification:
    status = [i for i in index.targets(annotation, "ana") if i in registers.statuses]
    changes = tuple(change(c, index) for c in descendants(annotation, "change"))
    evidence = [
        target
        for pointer in descendants(annotation, "ptr", "ref")
        if pointer.get("type") in ("evidence", None)
        for target in index.targets(pointer, "target")
        if target in registers.sources
    ]
    return Verification(
        id=index.id(annotation, "check"),
        targets=index.targets(annotation, "target"),
        status=status[0] if status else "",
        certainty=annotation.get("cert") or "",
        responsibility=" ".join(filter(None, (plain(r) for r in descendants(annotation, "resp")))),
        by=_checkers(annotation, index),
        when=_latest(changes),
        changes=changes,
        note=_note(annotation, registers.internal),
        evidence=tuple(dict.fromkeys(evidence)),
        line=annotation.sourceline or 0,
    )


def _checkers(annotation: Element, index: Index) -> tuple[Author, ...]:
    found = []
    for statement in children(annotation, "respStmt"):
        for person in children(statement, "persName", "orgName", "name"):
            target = (index.targets(person, "ref") or ("",))[0]
            found.append(Author(person_name(person), target))
    return tuple(author for author in found if author.name)


def _latest(changes: tuple[Change, ...]) -> str:
    return max((c.when for c in changes if c.when), default="")


def _note(annotation: Element, internal: Internal) -> tuple[Run, ...]:
    """What the check found, for everyone: what is for the newsroom alone is a remark."""
    line = Line()
    for note in children(annotation, "note", "desc"):
        if note in internal.elements:
            continue
        line.space(())
        line.text(plain(note), ())
    return tuple(inline for inline in line.finish() if isinstance(inline, Run))


def name_of(registers: Registers, given: str) -> str:
    """The name of an agent, or an empty string."""
    agent = registers.agents.get(given)
    return agent.name if agent is not None else ""


def with_author_names(change_: Change, registers: Registers) -> Change:
    """A change that says by name who made it."""
    return replace(change_, by=name_of(registers, change_.by) or change_.by)
