"""What the header's title statement says and no title block shows: a notice each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporter.notices import Severity
from exporter.tei.metadata.title_statement import titles
from exporter.tei.tree.attribute_values import spaced
from exporter.tei.tree.elements import Element, children, descendants, first, identifier
from exporter.tei.tree.notice_collector import Remarks

__all__ = ["say_unshown"]


def say_unshown(header: Element, lang: str, remarks: Remarks) -> None:
    """Say which titles, notes and statements of responsibility are not shown."""
    statement = first(header, "fileDesc", "titleStmt")
    for note in header.iterfind("{*}fileDesc/{*}titleStmt/{*}title//{*}note"):
        message = "A note in the header's title is not shown: that title is words alone."
        fix = "Put it into the text: at the end of the first <head>, or of a paragraph."
        remarks.say("note-in-title", Severity.WARNING, message, note, fix=fix)
    if left := titles(first(header, "fileDesc"), lang).left:
        be = "is" if len(left) == 1 else "are"
        remarks.say(
            "title-not-shown",
            Severity.INFO,
            f"Of the titles in the header {len(left)} {be} not shown: {_some(left)}.",
            statement,
        )
    people = [words for each in _people(statement) if (words := spaced(each))]
    if people:
        several = "s of responsibility are" if len(people) > 1 else " of responsibility is"
        remarks.say(
            "people-not-shown",
            Severity.INFO,
            f"{len(people)} statement{several} not shown in the title block: {_some(people)}.",
            statement,
            fix='Name them in the text, or as <editor role="…">.',
        )


def _some(found: Sequence[str]) -> str:
    return "; ".join(f"“{each}”" for each in found[:3]) + (" …" if len(found) > 3 else "")


def _people(statement: Element | None) -> Iterator[Element]:
    """Who did what, but the program that made suggestions; and where authors work."""
    if statement is None:
        return
    for each in children(statement, "respStmt"):
        if identifier(each) != "draft":
            yield each
    for author in children(statement, "author", "editor"):
        yield from descendants(author, "affiliation")
