"""Thirty tasks of an editor, each to be done by caret and keys, and again by finding the words.

A task says what is done, on which article, and what the source must be afterwards: the article
with these words replaced by those, and not one other byte.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from exporter.values import Value
from tests.workbench.page.articles import FERRY
from tests.workbench.page.editor import Editor

__all__ = ["TASKS", "WAYS", "ByCaret", "ByFinding", "Task", "Way"]


class Way(Protocol):
    """How words are chosen; what follows is the same."""

    editor: Editor

    def choose(self, words: str, nth: int = 0) -> None:
        """These words, so that a key marks them."""

    def look(self, words: str, nth: int = 0) -> None:
        """The details of the mark that they stand in; the focus in its first field."""


class ByCaret:
    """By caret and shifted arrows."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor

    def choose(self, words: str, nth: int = 0) -> None:
        self.editor.choose(words, nth)

    def look(self, words: str, nth: int = 0) -> None:
        self.editor.caret(words, nth)
        self.editor.press("Enter")
        self.editor.at_details()


class ByFinding:
    """By typing the words; nothing is selected."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor

    def choose(self, words: str, nth: int = 0) -> None:
        several = self.editor.count(words) > 1
        self.editor.find(words, *([nth] if several else []))

    def look(self, words: str, nth: int = 0) -> None:
        self.choose(words, nth)
        self.editor.tab_to("[data-kind=details]")
        self.editor.press("Enter")
        self.editor.at_details()


WAYS = (ByCaret, ByFinding)


class Task(Value):
    """``changes`` are words of the source and what stands there afterwards."""

    name: str
    do: Callable[[Way], None]
    changes: tuple[tuple[str, str], ...]
    article: str = FERRY

    @property
    def expected(self) -> str:
        """The source afterwards."""
        made = self.article
        for was, now in self.changes:
            assert was in made, was
            made = made.replace(was, now, 1)
        return made


TASKS: list[Task] = []


def task(
    name: str, *changes: tuple[str, str], article: str = FERRY
) -> Callable[[Callable[[Way], None]], Callable[[Way], None]]:
    """Register a task under its name."""

    def kept(do: Callable[[Way], None]) -> Callable[[Way], None]:
        TASKS.append(Task(name, do, changes, article))
        return do

    return kept


def marking(key: str, words: str, nth: int = 0) -> Callable[[Way], None]:
    """Choose the words, press the key."""

    def do(way: Way) -> None:
        way.choose(words, nth)
        way.editor.press(key)

    return do


# ------------------------------------------------------------------------------------ marks

STILL = "lay still for 64 minutes off Molenhaven on 21 April"
CALLED = "“We called twice,” Hanna Kray said, “and nobody came.”"
TUG = "Sound Line\n   had cancelled the tug"
EURO = '<measure type="currency" quantity="4300" unit="EUR/month">€4,300</measure>'


def claim(words: str) -> str:
    """The words as the first claim that is marked."""
    return f'<seg type="claim" xml:id="claim-1">{words}</seg>'


task("a claim in a paragraph", (STILL, claim(STILL)))(marking("c", STILL))
task("a claim over a line’s end", (TUG, claim(TUG)))(marking("c", TUG.replace("\n  ", "")))
task("a date", ("on 21 April,", 'on <date when="2026-04-21">21 April</date>,'))(
    marking("d", "21 April")
)
task("an amount of money", ("€4,300", EURO))(marking("f", "€4,300"))
task("a person of the register", ("Kofi Osei w", '<persName ref="#p.osei">Kofi Osei</persName> w'))(
    marking("p", "Kofi Osei")
)
