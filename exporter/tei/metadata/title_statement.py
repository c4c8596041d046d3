"""``titleStmt``: what a text is called, what it is a part of, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from exporter.model import Author
from exporter.tei.tree.attribute_values import person_name
from exporter.tei.tree.elements import (
    XML_LANG,
    Element,
    children,
    descendants,
    first,
    is_bare,
    name,
    plain,
    words,
)
from exporter.tei.tree.pointers import Index
from exporter.text.language_tags import primary
from exporter.text.patterns import pattern
from exporter.values import Value

__all__ = ["Titles", "people", "publisher", "titles"]

_SUB = words("sub subtitle subordinate desc volume vol issue number part")
_OTHER = words("alt short short-title translated uniform filing parallel abbreviated running")
_LARGER = words("s j")


class Titles(Value):
    """``series`` is what the text is a part of: a series, a journal, a volume; ``left`` are the
    titles of the statement that are none of these."""

    main: str = ""
    sub: str = ""
    series: str = ""
    left: tuple[str, ...] = ()


def titles(description: Element | None, lang: str) -> Titles:
    """The title of the text itself (``@level="a"``, ``@type="main"``), what is subordinate to it,
    and the titles of what it is in; of titles in several languages that of the text."""
    statement = first(description, "titleStmt")
    found = list(_single(statement)) if statement is not None else []
    kinds = {t: (t.get("type") or "").casefold() for t in found}
    mains = [t for t in found if kinds[t] not in _SUB | _OTHER] or found[:1]
    best = min((_rank(t, kinds[t], mains) for t in mains), default=0)
    main = _in_language([t for t in mains if _rank(t, kinds[t], mains) == best], lang)
    level = main.get("level") if main is not None else None
    above = [t for t in mains if t is not main and _is_larger(t, level)]
    above = [t for t in above if _speaks(t, above, lang)]
    subs = [t for t in found if kinds[t] in _SUB and t is not main and not _belongs(t, above)]
    series = [plain(t, "note") for t in above] or list(_series(description, lang))
    subs = _of_one_language(subs, lang)
    shown = {main, *above, *subs}
    return Titles(
        plain(main, "note"),
        _joined([plain(t, "note") for t in subs]),
        _joined(list(dict.fromkeys(series))),
        tuple(plain(t) for t in found if t not in shown),
    )


def _single(statement: Element) -> Iterator[Element]:
    """The titles of a statement; of one that only holds others, those."""
    for title in children(statement, "title"):
        inner = [t for t in children(title, "title") if plain(t)]
        if inner and is_bare(title):
            yield from inner
        elif plain(title):
            yield title


def _rank(title: Element, kind: str, mains: Sequence[Element]) -> int:
    """The lower, the more a title is the text's own."""
    level = (title.get("level") or "").casefold()
    by_level = {"a": 0, "u": 2, "m": 4, "j": 6, "s": 6}.get(level, 2)
    if level == "" and any((t.get("level") or "") == "m" for t in mains):
        by_level = 4
    return by_level + (kind not in ("main", "full"))


def _is_larger(title: Element, level: str | None) -> bool:
    """Whether a title is that of what the text is in, not the text's in another language."""
    own = (title.get("level") or "").casefold()
    return own in _LARGER or (own == "m" and level == "a") or (not own and level == "a")


def _belongs(sub: Element, above: Sequence[Element]) -> bool:
    """Whether a subtitle is that of the series: it says the same level."""
    level = sub.get("level")
    return bool(level) and any(t.get("level") == level for t in above)


def _series(description: Element | None, lang: str) -> Iterator[str]:
    for statement in children(description, "seriesStmt") if description is not None else ():
        found = [t for t in children(statement, "title") if plain(t)]
        if found:
            yield plain(_in_language(found, lang), "note")


def _in_language(found: Sequence[Element], lang: str) -> Element | None:
    """The first that says it is in this language, else the first."""
    own = [e for e in found if lang and primary(e.get(XML_LANG) or "") == primary(lang)]
    return (own or [*found, None])[0]


def _of_one_language(found: Sequence[Element], lang: str) -> list[Element]:
    chosen = _in_language(found, lang)
    if chosen is None:
        return []
    tongue = chosen.get(XML_LANG)
    return [e for e in found if e.get(XML_LANG) == tongue]


def _speaks(title: Element, found: Sequence[Element], lang: str) -> bool:
    """Whether a title is in the language that is chosen of those at its level."""
    level = [t for t in found if t.get("level") == title.get("level")]
    return title in _of_one_language(level, lang)


def _joined(parts: Sequence[str]) -> str:
    """“One. Two”."""
    said = ""
    for part in parts:
        said = f"{said}{'' if said[-1:] in '.!?:' else '.'} {part}" if said else part
    return said


# ---------------------------------------------------------------------------- people

_NAMES = ("persName", "orgName", "name")
_AND = pattern(r"[\s,;]*(?:and|und|et|y|e|en|og|och|&|;|/|,)\s*", re.IGNORECASE)
_LESSER = words("alt alternative variant pseudonym pen pseudo birth former short abbr sort reg")


def people(statement: Element | None, index: Index, role: str, lang: str) -> Iterator[Author]:
    """Authors or editors: each element is one person, whose name may be given in several
    languages or forms; several where words stand between the names or they point at several."""
    for person in children(statement, role) if statement is not None else ():
        for named in _persons(person, index, lang):
            ref = (index.targets(person, "ref") or index.targets(named, "ref") or ("",))[0]
            said = _author_name(named) or _registered(index.elements.get(ref), lang)
            if said := said or _of_key(named.get("key") or ""):
                yield Author(said, ref, (person.get("role") or "") if role == "editor" else "")


_KEY = re.compile(r"([^\W\d_][^\d,:#/]*)(?:, ([^\W\d_][^\d,:#/]*))?")


def _of_key(key: str) -> str:
    """The name that a ``@key`` is, “Able, Ann”; empty for an identifier."""
    found = _KEY.fullmatch(key.strip())
    if not found or " " not in key.strip():
        return ""
    return f"{found[2]} {found[1]}" if found[2] else found[1]


def _registered(entry: Element | None, lang: str) -> str:
    """The name of an entry of a register: of several the one in this language."""
    names = list(children(entry, *_NAMES)) if entry is not None else []
    chosen = _in_language([e for e in names if plain(e)], lang)
    return person_name(chosen) if chosen is not None else ""


def _persons(person: Element, index: Index, lang: str) -> list[Element]:
    names = [e for e in children(person, *_NAMES) if plain(e)]
    if not names or (person.text or "").strip():
        return [person]
    refs = {index.targets(e, "ref") or e.get("ref") for e in names if e.get("ref")}
    tongues = {e.get(XML_LANG) for e in names}
    if len(tongues) == len(names) and None not in tongues:
        refs = {ref for ref in refs if isinstance(ref, tuple)}
    parted = any(_AND.fullmatch(e.tail or "") and (e.tail or "").strip() for e in names[:-1])
    if len(refs) > 1 or parted:
        return names
    if any((e.tail or "").strip() for e in names[:-1]):
        return [person]
    persons = [e for e in names if name(e) != "orgName"] or names
    usual = [e for e in persons if (e.get("type") or "").casefold() not in _LESSER] or persons
    chosen = _in_language(usual, lang)
    return [chosen] if chosen is not None else []


def _author_name(element: Element) -> str:
    said = person_name(element)
    extras = list(children(element, "idno", "email", "affiliation", "ref", "note", "ptr"))
    for child in reversed(extras):
        extra = plain(child)
        if extra and said.endswith(extra):
            said = said[: -len(extra)].rstrip(" ,;")
    return said


_MAIL = re.compile(r"[\s,;(]*\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\)?")
_APART = words("address email ref ptr idno note date pubPlace affiliation figure graphic p ab")


def publisher(publication: Element | None, lang: str) -> str:
    """Who publishes it, by name: without address, e-mail and numbers; else the authority, else who
    distributes it. Of names in several languages that in ``lang``."""
    for role in ("publisher", "authority", "distributor"):
        found = list(descendants(publication, role)) if publication is not None else []
        if len(found) > 1 and len({e.get(XML_LANG) for e in found} - {None}) == len(found):
            found = _of_one_language(found, lang)
        named = filter(None, (_organisation(element, lang) for element in found))
        if said := ", ".join(dict.fromkeys(named)):
            return said
    return ""


def _organisation(element: Element, lang: str) -> str:
    names = [e for e in children(element, "orgName", "persName", "name") if plain(e)]
    loose = " ".join([element.text or "", *(e.tail or "" for e in element)]).strip(" \n\t,;.")
    if names and not loose:
        tongues = {e.get(XML_LANG) for e in names}
        if len(tongues) == len(names) and None not in tongues:
            names = _of_one_language(names, lang)
        return ", ".join(dict.fromkeys(_named(e) for e in names))
    if not plain(element, *_APART) and (link := plain(next(children(element, "ref"), None))):
        return link
    return _MAIL.sub("", plain(element, *_APART)).strip(" ,;:")


def _named(element: Element) -> str:
    return (
        person_name(element) if name(element) == "persName" else plain(element, "address", "email")
    )
