"""Sources who must not be named: who they are, what they are called, where a copy would say it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate
from urllib.parse import unquote

import lxml.etree as etree

from exporter.tei.audience.internal import Internal
from exporter.tei.tree.element_index import Census
from exporter.tei.tree.elements import (
    XML_LANG,
    Element,
    children,
    descendants,
    identifier,
    name,
    plain,
    words,
)
from exporter.values import Value, field

__all__ = [
    "NO_SECRETS",
    "RULE",
    "UNNAMED",
    "Leak",
    "Secrets",
    "is_unnamed",
    "leaks",
    "said_in",
    "secret_names",
]

RULE = "unnamed-source-named"
"""The rule that a leak breaks, which may be allowed by this name alone."""

UNNAMED = frozenset({"unnamed-source", "unnamed", "anonymous-source", "anonymous"})
_AGENTS = ("person", "personGrp", "persona", "org")
_NAMES = ("persName", "orgName", "name", "surname")
_SUFFIXES = words("jr sr ii iii iv phd md mp mep qc kc esq obe mbe cbe")
_SHORT = 3
"""Letters: so short a last word is no name by itself, and a short name is looked for as written."""


class Leak(Value):
    """``element`` names the unnamed source, whose id is ``agent``: empty where the id would tell
    it too. ``second`` is a further name in the register that nothing keeps from the public."""

    element: Element
    agent: str
    second: bool = False

    @property
    def message(self) -> str:
        """What is wrong, without the name."""
        whom = f"the unnamed source #{self.agent}" if self.agent else "an unnamed source"
        if self.second:
            return f"{whom[0].upper()}{whom[1:]} has a second name here that the public copy shows."
        return f"The public copy names {whom} here."


class Secrets(Value):
    """``names`` are what is not to be said, each with the id of whose name it is; ``agents`` the
    unnamed sources themselves, those with no secret name too."""

    names: Mapping[str, str] = field(default_factory=dict)
    agents: tuple[Element, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.agents)


NO_SECRETS = Secrets()


def is_unnamed(element: Element) -> bool:
    """Whether a register's entry is of a source who was promised not to be named."""
    role = element.get("role") or element.get("type") or ""
    return name(element) in _AGENTS and not UNNAMED.isdisjoint(role.casefold().split())


def secret_names(census: Census, internal: Internal) -> Secrets:
    """The internal names of unnamed sources: in their entries, and where the text points at one
    by ``@ref``. A family name is a secret by itself."""
    agents = tuple(e for e in census.named(*_AGENTS) if is_unnamed(e))
    if not agents:
        return NO_SECRETS
    names: dict[str, str] = {}
    public: dict[str, str] = {}
    for agent in agents:
        given = identifier(agent)
        own = list(descendants(agent, *_NAMES))
        public[given] = _normal(" ".join(plain(e) for e in own if not internal.holds(e)))
        for element in own:
            if internal.holds(element):
                names.update((secret, given) for secret in _said(element, public[given]))
    for element in census.named("persName", "orgName", "name"):
        refs = [r[1:] for r in (element.get("ref") or "").split() if r[1:] in public]
        if refs and internal.holds(element):
            names.update((secret, refs[0]) for secret in _said(element, public[refs[0]]))
    return Secrets(names, agents)


def _said(element: Element, public: str) -> Iterator[str]:
    """A name whole, and what in it is a family name; not what the public description says."""
    text = _normal(plain(element, "note"))
    whole, comma, rest = (part.strip() for part in text.partition(","))
    known = set(re.findall(r"\w+", public.casefold()))
    if whole and not {word.casefold() for word in re.findall(r"\w+", whole)} <= known:
        yield f"{rest} {whole}" if rest and " " not in whole else whole
    if comma and rest and " " not in whole:
        last = whole
    else:
        spoken = [w for w in re.findall(r"[\w'\-]+", whole) if w.casefold() not in _SUFFIXES]
        last = spoken[-1] if len(spoken) > 1 else ""
    if len(last) > _SHORT and last.casefold() not in known:
        yield last


def _normal(text: str) -> str:
    """Without accents and invisible characters, apostrophes all alike."""
    return text if text.isascii() else _BEYOND_ASCII.sub(_bare, text)


_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")


def _bare(found: re.Match[str]) -> str:
    return "".join(
        "'" if char in "’ʼ‘" else char
        for char in unicodedata.normalize("NFKD", found[0])
        if unicodedata.category(char) not in ("Mn", "Cf")
    )


def leaks(census: Census, secrets: Secrets) -> Iterator[Leak]:
    """Every place of a public tree that names an unnamed source: in its text, however it is broken
    up by elements, and in its attributes."""
    search = _Search(secrets.names) if secrets.names else None
    for agent in secrets.agents:
        if agent in census.said:
            yield from _second_names(agent, _shown(identifier(agent), search))
    if search is None:
        return
    found: dict[Element, str] = {}
    ids = {own for each, _ in census.noted if (own := identifier(each))}
    values = {value for own in census.said.values() for value in own.values()}
    hits = {value: hit[0] for value in values if (hit := search.first(_attribute(value, ids)))}
    for element, own in census.said.items() if hits else ():
        for value in own.values():
            if value in hits:
                found.setdefault(element, hits[value])
    elements = list(census.said)
    for element, hit_text in _in_text(elements[0], search) if elements else ():
        found.setdefault(element, hit_text)
    order = {element: place for place, element in enumerate(elements)}
    folded = {_key(secret): agent for secret, agent in secrets.names.items()}
    for element in sorted(found, key=lambda e: order.get(e, 0)):
        yield Leak(element, _shown(folded.get(_key(found[element]), ""), search))


class _Search:
    """Looks for names, however many: those that begin alike are one pattern."""

    def __init__(self, names: Mapping[str, str]) -> None:
        groups: dict[str, list[list[str]]] = defaultdict(list)
        for secret in sorted(names, key=len, reverse=True):
            parts = re.findall(r"[^\W_]+", secret)
            if parts and (begins := _LETTERS.match(parts[0])):
                groups[begins[0].casefold()].append(parts)
        self._patterns = {begins: _pattern(said) for begins, said in groups.items()}

    def all(self, text: str) -> Iterator[re.Match[str]]:
        """Every name in a text, in order. Of few names the words that they begin with are looked
        for first, which is quick: a word's folded letters are part of the folded text's."""
        if len(self._patterns) <= _FEW:
            folded = text.casefold()
            if not any(begins in folded for begins in self._patterns):
                return
        at = 0
        for word in _LETTERS.finditer(text):
            pattern = self._patterns.get(word[0].casefold())
            if pattern is not None and word.start() >= at:
                hit = pattern.match(text, word.start())
                if hit is not None:
                    at = hit.end()
                    yield hit

    def first(self, text: str) -> re.Match[str] | None:
        return next(self.all(text), None)


_LETTERS = re.compile(r"[^\W\d_]+")
_FEW = 32


def _pattern(names: list[list[str]]) -> re.Pattern[str]:
    """Names given by their words; a short one is looked for as it is written."""
    long: list[str] = []
    short: list[str] = []
    for parts in names:
        letters = sum(map(len, parts))
        (long if letters > _SHORT else short).append(r"[\W_]+".join(map(re.escape, parts)))
    whole = "|".join(part for part in (f"(?i:{'|'.join(long)})" if long else "", *short) if part)
    return re.compile(rf"(?<![^\W\d_])(?:{whole})(?![^\W\d_])")


def _key(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text)).casefold()


def _shown(given: str, search: _Search | None) -> str:
    """An id, unless it tells the name."""
    return "" if search is not None and search.first(_normal(given)) else given


def _attribute(value: str, ids: set[str]) -> str:
    """What an attribute says; pointers at ids of this file are said where the id is given."""
    if "#" in value:
        value = " ".join(t for t in value.split() if not (t[0] == "#" and t[1:] in ids))
    return _normal(unquote(value))


def _in_text(root: Element, search: _Search) -> Iterator[tuple[Element, str]]:
    """Where the text holds a secret, be nothing or a space between its elements."""
    pieces: list[str] = []
    owners: list[Element] = []
    for event, node in etree.iterwalk(root, events=("start", "end")):
        text = node.text if event == "start" else node.tail if node is not root else None
        if text and (piece := _normal(text)):
            pieces.append(piece)
            owners.append(node if event == "start" else node.getparent())
    for glue in ("", " "):
        starts = list(accumulate((len(piece) + len(glue) for piece in pieces), initial=0))
        for hit in search.all(glue.join(pieces)):
            yield owners[bisect_right(starts, hit.start()) - 1], hit[0]


def _second_names(agent: Element, given: str) -> Iterator[Leak]:
    """Names after the first that look like one, in the same language."""
    names = list(children(agent, "persName", "orgName"))
    for extra in names[1:]:
        text = plain(extra)
        if extra.get(XML_LANG) == names[0].get(XML_LANG) and text != text.lower():
            yield Leak(extra, given, second=True)


def _unaccented(text: str) -> str:
    """The same text, as many characters, those with accents without."""
    if text.isascii():
        return text
    return "".join(c if c.isascii() else unicodedata.normalize("NFKD", c)[:1] for c in text)


def said_in(text: str, secrets: Secrets) -> Iterator[tuple[int, int]]:
    """Where a text, markup and all, says a secret as it is written."""
    if secrets.names:
        for hit in _Search(secrets.names).all(_unaccented(text)):
            yield hit.span()
