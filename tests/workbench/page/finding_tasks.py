"""Tasks with the article as a whole, and with what the rules find in it."""

from __future__ import annotations

import re

from exporter.checks import check
from exporter.notices import Severity
from tests.workbench.page.articles import BRIDGE, FERRY
from tests.workbench.page.desk import Desk
from tests.workbench.page.editor import Editor
from tests.workbench.page.tasks import TASKS, ByCaret, Way, pick, task

__all__ = ["ALL"]

NEWS = re.sub(
    "<publisher>.*</publicationStmt>",
    "<publisher></publisher></publicationStmt>",
    FERRY,
    flags=re.DOTALL,
)
PUBLISHED = (
    '<publisher>Example Courier</publisher><date when="2026-05-04"/><availability><licence>'
    "All rights reserved.</licence></availability></publicationStmt>"
)


@task(
    "what the head lacks",
    ("for a tug</title>", 'for a tug</title><title type="sub">Her captain called</title>'),
    ("</author></titleStmt>", "</author><author>N. Wren</author></titleStmt>"),
    ("<publisher></publisher></publicationStmt>", PUBLISHED),
    article=NEWS,
)
def headed(way: Way) -> None:
    way.choose("Kofi Osei")
    desk = Desk(way.editor)
    way.editor.to_article()
    way.editor.press("h")
    way.editor.page.wait_for_selector("dialog[open]")
    desk.write(subtitle="Her captain called")
    way.editor.tab_to("dialog [data-field=authors] input")
    way.editor.type("N. Wren")
    way.editor.press("ArrowDown", "Enter")
    desk.write(date="2026-05-04", publisher="Example Courier", licence="All rights reserved.")
    way.editor.press("Enter")


FIGURES = FERRY.replace(
    "64 minutes", '<measure quantity="64" unit="minute">64 minutes</measure>'
).replace("212 people", '<measure quantity="212" unit="people">212 people</measure>')


@task(
    "one source for two figures",
    ('unit="minute">', 'unit="minute" source="#s.log">'),
    ('unit="people">', 'unit="people" source="#s.log">'),
    article=FIGURES,
)
def sourced(way: Way) -> None:
    if isinstance(way, ByCaret):
        Desk(way.editor).answer("figure-without-source", lambda desk: desk.pick("source", "log"))
        return
    for words in ("64 minutes", "212 people"):
        way.look(words)
        pick(way.editor, "source", "log")
        way.editor.settle()


def _no_warnings(editor: Editor) -> str:
    """Nothing is left to say, no word is another, and other lines are as they were."""
    left = [n.message for n in check(editor.file) if n.severity >= Severity.WARNING]
    before, now = (_words(text) for text in (editor.before, editor.file.read_text("utf-8")))
    touched = [line for line in editor.changed() if line[0] == "-"]
    needless = [line for line in touched if not any(sign in line for sign in _MAY_CHANGE)]
    return "\n".join([*left, *needless, "" if before == now else "words changed"]).strip()


def _words(source: str) -> str:
    return re.sub(r"<[^>]*>", "", source.partition("<text>")[2])


_MAY_CHANGE = ('resp="#draft"', "<publisher>", "</publicationStmt>", "revisionDesc", 'xml:id="c')


@task("every warning of a draft", article=BRIDGE, judge=_no_warnings)
def resolved(way: Way) -> None:
    desk = Desk(way.editor)
    desk.confirm_everything()
    desk.head(date="2026-03-06", publisher="Example Courier", licence="All rights reserved.")
    desk.answer("source-without-address", _review)
    if isinstance(way, ByCaret):
        desk.answer("speech-without-speaker", lambda desk: desk.pick("who", "County"))
        desk.answer("reported-speech-quoted", _as_proposed)
        desk.answer("claim-without-source", lambda desk: desk.pick("source", "review"), [0])
        desk.answer("claim-without-source", lambda desk: desk.enter("source", "Interview", _asked))
        desk.answer("claim-unattributed", lambda desk: desk.pick("source", "review"))
    else:
        _found(way)


def _as_proposed(desk: Desk) -> None:
    """What the form has is right already."""
    assert desk.editor.focus_is_somewhere()


def _asked(desk: Desk) -> None:
    desk.write(date="2026-03-05")


def _review(desk: Desk) -> None:
    desk.pick("authors", "County")
    desk.write(
        title="Review of the Orrin bridge",
        date="2026-03-03",
        original="https://audit.example/orrin",
    )


def _found(way: Way) -> None:
    """The same in the details, each place found by its words."""
    editor = way.editor
    way.look("The new bridge at Orrin will")
    editor.tab_to("#details .around button", "Shift+Tab")
    editor.press("Enter")
    editor.page.wait_for_selector("[data-field=who]")
    pick(editor, "who", "County")
    editor.settle()
    way.choose("“no later than May”")
    editor.press("s")
    editor.settle()
    way.look("no later than")
    pick(editor, "who", "County")
    editor.settle()
    for words in ("department knew of", "The bridge is to carry"):
        way.look(words)
        pick(editor, "source", "review")
        editor.settle()
    way.look("had no price")
    editor.tab_to("[data-field=source] input")
    editor.type("Interview")
    editor.press("ArrowUp", "Enter")
    editor.page.wait_for_selector("dialog[open]")
    _asked(Desk(editor))
    editor.press("Enter")
    editor.page.wait_for_selector("dialog[open]", state="detached")
    editor.settle()


ALL = tuple(TASKS)
"""Every task there is."""
