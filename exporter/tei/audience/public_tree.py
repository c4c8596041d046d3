"""What one audience may see: everything else leaves the tree before anything is read from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import lxml.etree as etree

from exporter.errors import InputError
from exporter.model import Audience
from exporter.tei.audience.internal import NO_PARTS, Internal, internal_parts
from exporter.tei.audience.unnamed import NO_SECRETS, Leak, Secrets, leaks, secret_names
from exporter.tei.tree.element_index import Census
from exporter.tei.tree.elements import XML_ID, Element, children, identifier, name, plain, words
from exporter.tei.tree.notice_collector import Remarks
from exporter.tei.tree.prefixes import Prefixes, prefixes
from exporter.tei.tree.suggestions import marks_of, suggestions_in
from exporter.tei.tree.suppressions import Ignore, ignores
from exporter.values import Value

__all__ = ["Filtered", "filtered"]

_WRAPPERS = words(
    "abstract annotationBlock back castList catDesc category classDecl correspDesc creation "
    "editorialDecl encodingDesc front interpGrp joinGrp langUsage linkGrp list listAnnotation "
    "listBibl listChange listEvent listNym listObject listOrg listPerson listPlace listPrefixDef "
    "listRelation listWit noteGrp notesStmt particDesc profileDesc refsDecl revisionDesc "
    "settingDesc spanGrp standOff table row tagsDecl taxonomy textClass keywords appInfo"
)
"""Elements that mean nothing, and are not valid, once nothing is in them."""

_NEEDED: dict[str, tuple[str, ...]] = {
    "annotation": ("target",),
    "ptr": ("target", "cRef"),
    "span": ("from", "target"),
    "relation": ("active", "mutual"),
    "link": ("target",),
    "join": ("target",),
    "alt": ("target",),
    "catRef": ("target",),
}
"""Elements that go when none of these attributes is left of those they had."""


class Filtered(Value):
    """A tree as one audience may see it: a ``census`` of what is left, what of that is
    ``internal`` (nothing for the public), and the ``leaks`` in a public one: places that name a
    source who must not be named, with the exceptions that the file makes (``excepted``)
    and the names that are not to be said (``secrets``).
    ``suggested`` are the annotations in an internal copy that nobody has confirmed."""

    census: Census
    internal: Internal
    leaks: tuple[Leak, ...] = ()
    excepted: tuple[Ignore, ...] = ()
    secrets: Secrets = NO_SECRETS
    suggested: frozenset[Element] = frozenset()


def filtered(
    root: Element, audience: Audience, file: str | None, remarks: Remarks | None = None
) -> Filtered:
    """Make the tree that an audience may see, in place.

    ``internal`` keeps everything. ``public`` loses all that is internal
    (:mod:`exporter.tei.audience.internal`), the taxonomy ``audience``, all comments and processing
    instructions, and then whatever pointed at what is gone: the pointer, or the
    element, where it is nothing but that pointer. Text around what goes stays. Of suggestions
    that nobody has confirmed the words stay: the annotation, and entries of registers, go.

    Raises InputError where nothing would be left.
    """
    census = Census(root)
    internal = internal_parts(root, census, remarks)
    suggested = suggestions_in(root)
    if audience == "internal":
        return Filtered(census, internal, suggested=frozenset(suggested))
    if root in internal.elements:
        raise InputError("All of this article is internal: there is no public copy.", file=file)
    secrets = secret_names(census, internal)
    excepted = ignores(root) if secrets else ()
    private = prefixes(root)
    for remark in list(root.iter(etree.Comment, etree.PI)):
        _remove(remark)
    for element, place in (slot for passage in internal.passages for slot in passage.slots):
        _blank(element, place)
    doomed = [element for element in census.said if element in internal.elements]
    doomed += [
        taxonomy
        for taxonomy in census.named("taxonomy")
        if identifier(taxonomy).casefold() == "audience" and taxonomy is not root
    ]
    unwrapped = _without_suggestions(root, suggested, census) if suggested else {""}
    doomed += [e for e in suggested if name(e) in _ENTRIES]
    doomed += marks_of(root) if suggested else ()
    doomed += _orphans(census, unwrapped - {""}, private)
    _sweep(root, doomed, census, private)
    found = tuple(leaks(census, secrets)) if secrets else ()
    return Filtered(census, NO_PARTS, found, excepted, secrets=secrets)


_ENTRIES = words("person org place bibl biblStruct span")
_OF_ANNOTATION = words("precision certainty")
"""What only tells more of the annotation that it is in."""


def _without_suggestions(root: Element, suggested: list[Element], census: Census) -> set[str]:
    """Take the tags of annotations away that nobody has confirmed; the ids that went with them."""
    gone: set[str] = set()
    for element in suggested:
        if name(element) in _ENTRIES or element is root or element.getparent() is None:
            continue
        for part in [c for c in element if name(c) in _OF_ANNOTATION]:
            census.said.pop(part, None)
            _remove(part)
        gone.add(identifier(element))
        census.said.pop(element, None)
        _unwrap(element)
    return gone


def _unwrap(element: Element) -> None:
    """Put an element's text and children in its place."""
    parent, place = element.getparent(), element.getparent().index(element)
    inside = list(element)
    if inside:
        inside[-1].tail = (inside[-1].tail or "") + (element.tail or "")
        first = element.text or ""
    else:
        first = (element.text or "") + (element.tail or "")
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + first
    else:
        parent.text = (parent.text or "") + first
    element.tail = None
    parent.remove(element)
    for offset, child in enumerate(inside):
        parent.insert(place + offset, child)


def _blank(element: Element, place: str) -> None:
    """Take out the text before an element's first child, or between it and the next element."""
    setattr(element, place, None)
    after = next(iter(element), None) if place == "text" else element.getnext()
    while after is not None and not isinstance(after.tag, str):  # what no entity stands for
        following = after.getnext()
        after.tail = None
        _remove(after)
        after = following


def _sweep(root: Element, doomed: list[Element], census: Census, private: Prefixes) -> None:
    """Remove elements, then what pointed at them, until nothing points at what is gone."""
    while doomed:
        gone: set[str] = set()
        for element in doomed:
            for part in _cut(root, element):
                census.said.pop(part, None)
                gone.add(identifier(part))
        doomed = list(_orphans(census, gone - {""}, private))


def _cut(root: Element, element: Element) -> Iterator[Element]:
    """Remove an element and the wrappers that it leaves empty; yield all that goes with them."""
    if element is root or not _within(root, element):
        return
    while True:
        yield from element.iter(etree.Element)
        parent = element.getparent()
        _remove(element)
        if parent is root or name(parent) not in _WRAPPERS or not _empty(parent):
            return
        element = parent


def _within(root: Element, element: Element) -> bool:
    return any(ancestor is root for ancestor in element.iterancestors())


def _empty(element: Element) -> bool:
    left = any(name(child) not in ("head", "desc") for child in children(element))
    return not left and not (element.text or "").strip()


def _remove(node: Element) -> None:
    """Take a node out and leave the text after it where it was."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail:
        if before is None:
            parent.text = (parent.text or "") + node.tail
        else:
            before.tail = (before.tail or "") + node.tail
        node.tail = None
    parent.remove(node)


def _orphans(census: Census, gone: set[str], private: Prefixes) -> Iterator[Element]:
    """Mend every pointer at what is gone; yield the elements that lived by it alone."""
    pointing = {value for value in census.values if _may_mean(value, gone, private)}
    pointing.update(
        key
        for _, own in census.noted
        if (key := own.get("key")) and not gone.isdisjoint(key.split())
    )
    if not pointing:
        return
    census.values.difference_update(pointing)
    said = census.said
    for element in [e for e, own in said.items() if not pointing.isdisjoint(own.values())]:
        lost = [
            attribute
            for attribute, value in said[element].items()
            if attribute != XML_ID and _mend(element, attribute, value, gone, private)
        ]
        census.values.update(element.values())
        if lost:
            said[element] = dict(element.items())
            if _pointless(element, name(element), lost):
                yield element


def _may_mean(value: str, gone: set[str], private: Prefixes) -> bool:
    """Whether one of the pointers in a value may be one at what is gone."""
    if ":" in value or "%" in value or "(" in value:
        return any(not gone.isdisjoint(_meant(token, private)) for token in value.split())
    return "#" in value and not gone.isdisjoint(value.replace("#", " ").split())


def _pointless(element: Element, tag: str, lost: list[str]) -> bool:
    if tag == "note":
        return "sameAs" in lost and not plain(element) and len(element) == 0
    if tag == "span":
        return "from" in lost or "to" in lost or element.get("target", element.get("from")) is None
    if tag == "relation":
        return any(element.get(key) is None for key in lost)
    needed = _NEEDED.get(tag)
    if needed is None:
        return False
    if tag in ("link", "join", "alt"):
        return len(element.get("target", "").split()) < 2
    return all(element.get(key) is None for key in needed)


def _mend(element: Element, attribute: str, value: str, gone: set[str], private: Prefixes) -> bool:
    """Take the pointers at what is gone out of one attribute; True where there were any."""
    if not any(mark in value for mark in "#:") and attribute != "key":
        return False
    tokens = value.split()
    if attribute == "key":
        left = [token for token in tokens if token not in gone]
    else:
        left = [token for token in tokens if gone.isdisjoint(_meant(token, private))]
    if len(left) == len(tokens):
        return False
    if left:
        element.set(attribute, " ".join(left))
    else:
        del element.attrib[attribute]
    return True


def _meant(token: str, private: Prefixes) -> list[str]:
    """The ids in this file that a pointer may mean."""
    found: list[str] = []
    for pointer in (token, *private.resolved(token)):
        base, mark, fragment = unquote(pointer).partition("#")
        if not mark:
            scheme, _, rest = base.partition(":")
            if scheme not in ("http", "https", "mailto", "urn", "doi"):
                found.append(rest)
        elif "://" not in base:
            found.append(fragment)
            if "(" in fragment:
                found += re.split(r"[^\w.\-]+", fragment)
    return found
