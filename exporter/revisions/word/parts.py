"""What stands beside the text of a Word copy: comments, properties, the record of its making."""

from __future__ import annotations

from exporter.docx.parts import record
from exporter.revisions.word.copy import Comment
from exporter.revisions.word.package import WordFile
from exporter.tei.tree.elements import Element

__all__ = ["comments_in", "get", "local", "record_in", "saved_by"]


def record_in(package: WordFile) -> bytes | None:
    """The record of how the copy was made."""
    for name in sorted(package.names):
        if name.lower().startswith("customxml/item") and name.endswith(".xml"):
            part = package.data(name)
            if record.NAMESPACE.encode() in part:
                return part
    return None


def saved_by(package: WordFile) -> tuple[str, str]:
    """Who saved it last, and when."""
    kinds = package.related("").values()
    name = next((place for kind, place in kinds if kind.endswith("core-properties")), "")
    tree = package.tree(name)
    found = (
        {local(each): (each.text or "").strip() for each in tree if each.text}
        if (tree is not None)
        else {}
    )
    return found.get("lastModifiedBy", ""), found.get("modified", "")


def comments_in(package: WordFile, ranges: dict[str, tuple[int, int]]) -> list[Comment]:
    """The comments, with the places where they end."""
    tree = package.tree(package.part("comments"))
    found = []
    for each in tree if tree is not None else ():
        if local(each) != "comment":
            continue
        lines = ["".join(t.text or "" for t in p.iter("{*}t")) for p in each.iter("{*}p")]
        words = "\n".join(line for line in lines if line.strip())
        ident = get(each, "id")
        paragraph, end = ranges.get(ident, (-1, 0))
        author, date = get(each, "author"), get(each, "date")
        found.append(Comment(ident, author, date, words, paragraph, end))
    return found


def local(element: Element) -> str:
    """A name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def get(element: Element, attribute: str) -> str:
    """An attribute of WordprocessingML, transitional or strict."""
    for name, value in element.attrib.items():
        if name.rpartition("}")[2] == attribute:
            return str(value)
    return ""
