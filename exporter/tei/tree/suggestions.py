"""Suggestions in TEI: annotation that a program proposed and nobody has confirmed.

``resp="#draft"`` marks one, where ``#draft`` is a ``respStmt`` in ``titleStmt`` that names an
``encodingDesc/appInfo/application`` of this program: other editions may own that id.
"""

from __future__ import annotations

from exporter.tei.tree.elements import Element, children, first, identifier, words

__all__ = ["APPLICATION", "DRAFT", "draft_ids", "is_suggestion", "marks_of", "suggestions_in"]

APPLICATION = "exporter"
"""``application/@ident`` of this program."""
DRAFT = "draft"
"""The usual ``xml:id`` of the ``respStmt``."""

_ELEMENTS = words(
    "said q quote seg measure num date time persName orgName placeName rs name person org place "
    "bibl biblStruct span"
)


def draft_ids(root: Element) -> frozenset[str]:
    """The ids that mark suggestions: of each ``respStmt`` that names this program."""
    found: set[str] = set()
    for header in root.iter("{*}teiHeader"):
        own = {
            f"#{identifier(application)}"
            for application in header.iterfind("{*}encodingDesc/{*}appInfo/{*}application")
            if application.get("ident") == APPLICATION and identifier(application)
        }
        title = first(header, "fileDesc", "titleStmt")
        if title is None or not own:
            continue
        for statement in children(title, "respStmt"):
            pointers = {
                token
                for child in children(statement)
                for attribute in ("ref", "corresp", "source")
                for token in (child.get(attribute) or "").split()
            }
            if pointers & own and identifier(statement):
                found.add(identifier(statement))
    return frozenset(found)


def is_suggestion(element: Element, drafts: frozenset[str]) -> bool:
    """Whether an element is a suggestion; ``drafts`` are the file's ``draft_ids``."""
    responsible = element.get("resp")
    return responsible is not None and any(
        token[1:] in drafts for token in responsible.split() if token.startswith("#")
    )


def suggestions_in(root: Element) -> list[Element]:
    """All suggestions of a file, in document order: annotations and entries of registers."""
    drafts = draft_ids(root)
    if not drafts:
        return []
    return [
        element
        for element in root.iter("{*}*")
        if element.get("resp") is not None
        and is_suggestion(element, drafts)
        and element.tag.rpartition("}")[2] in _ELEMENTS
    ]


def marks_of(root: Element) -> list[Element]:
    """What the header has for suggestions alone: the ``respStmt`` and its ``application``."""
    drafts = draft_ids(root)
    return [
        element
        for element in root.iter("{*}respStmt", "{*}application")
        if identifier(element) in drafts or element.get("ident") == APPLICATION
    ]
