"""Tasks of an editor, each to be done by caret and keys, and again by finding the words.

A task says what is done, on which article, and what the source must be afterwards: the article
with these words replaced by those, and not one other byte.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from exporter.values import Value
from tests.workbench.page.articles import FERRY, MARKED
from tests.workbench.page.editor import Editor

__all__ = ["TASKS", "WAYS", "ByCaret", "ByFinding", "Task", "Way", "pick", "task"]


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
        self.editor.tab_to("[data-act=details]")
        self.editor.press("Enter")
        self.editor.at_details()


WAYS = (ByCaret, ByFinding)


class Task(Value):
    """``changes`` are words of the source and what stands there afterwards; where there are too
    many to write down, ``judge`` says what is wrong (nothing: empty) with the file, and with the
    lines that changed."""

    name: str
    do: Callable[[Way], None]
    changes: tuple[tuple[str, str], ...]
    article: str = FERRY
    judge: Callable[[Editor], str] | None = None

    def wrong(self, editor: Editor) -> str:
        """What is wrong with what came of it; empty where nothing is."""
        if self.judge is not None:
            return self.judge(editor)
        right = editor.file.read_text(encoding="utf-8") == self.expected
        return "" if right else "\n".join(editor.changed()) or "nothing changed"

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
    name: str,
    *changes: tuple[str, str],
    article: str = FERRY,
    judge: Callable[[Editor], str] | None = None,
) -> Callable[[Callable[[Way], None]], Callable[[Way], None]]:
    """Register a task under its name."""

    def kept(do: Callable[[Way], None]) -> Callable[[Way], None]:
        TASKS.append(Task(name, do, changes, article, judge))
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
THIRD = '<num type="fraction" value="1/3">a third<precision match="@value" precision="low"/></num>'
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
task("an organisation, second of two", (
    "that Sound Line never", 'that <orgName ref="#o.line">Sound Line</orgName> never'
))(marking("o", "Sound Line", 1))  # fmt: skip
task("a place of the register", (
    "off Molenhaven", 'off <placeName ref="#pl.mole">Molenhaven</placeName>'
))(marking("l", "Molenhaven"))  # fmt: skip
task("words with an entity", ("March &amp; again", claim("March &amp; again")))(
    marking("c", "March & again")
)
task("words after a sign of two units", (
    "Osei 😀 until Monday", f"Osei 😀 {claim('until Monday')}"
))(marking("c", "until Monday"))  # fmt: skip
task("a speech", (CALLED, f'<said direct="true">{CALLED}</said>'))(marking("s", CALLED))
task("a fraction", ("a third", THIRD))(marking("f", "a third"))
LISTED = "  </listBibl>\n </standOff>"
SPAN = (
    '  </listBibl>\n  <spanGrp type="claim">\n   <span xml:id="claim-1" from="#claim-1-start" '
    'to="#claim-1-end"/>\n  </spanGrp>\n </standOff>'
)
FROM = '<anchor xml:id="claim-1-start"/>'
TO = '<anchor xml:id="claim-1-end"/>'
task(
    "a claim over two paragraphs",
    (LISTED, SPAN),
    ("She had 212", f"{FROM}She had 212"),
    ("denies that.", f"denies that.{TO}"),
)(marking("c", "She had 212 people on board.¶The company denies that."))
task(
    "a claim over half a speech",
    (LISTED, SPAN),
    ("and nobody", f"and {FROM}nobody"),
    ("212 people", f"212 people{TO}"),
    article=MARKED,
)(marking("c", "nobody came.” She had 212 people"))


@task("a note", ("forty years", 'forty years<note place="foot">Counted in 2025.</note>'))
def note(way: Way) -> None:
    way.choose("forty years")
    way.editor.press("n")
    way.editor.type("Counted in 2025.")
    way.editor.press("Tab", "Enter")


# ----------------------------------------------------------------------------- marks go, undo


@task("a claim is none", (
    '<seg type="claim" xml:id="c1" source="#s.log">The tug was ready at nine</seg>',
    "The tug was ready at nine",
), article=MARKED)  # fmt: skip
def unmark(way: Way) -> None:
    way.choose("tug was ready")
    way.editor.press("x")


@task("marked, undone, done again, undone")
def undo(way: Way) -> None:
    way.choose("Kofi Osei")
    for key in "puru":
        way.editor.press(key)
        way.editor.settle()
        way.editor.to_article()


SPLIT = (
    'source="#s.kray" next="#q1-2">“We called twice,”</said> Hanna Kray said, <said who="#p.kray" '
    'direct="true" source="#s.kray" xml:id="q1-2" prev="#q1">“and'
)


@task("words that are not of the speech", (
    'source="#s.kray">“We called twice,” Hanna Kray said, “and', SPLIT
), article=MARKED)  # fmt: skip
def split(way: Way) -> None:
    way.choose("Hanna Kray said,")
    way.editor.press("b")


@task("every place of a name but one", (
    "Sound Line\n", '<orgName ref="#o.line">Sound Line</orgName>\n'
), ("that Sound Line", 'that <orgName ref="#o.line">Sound Line</orgName>'))  # fmt: skip
def everywhere(way: Way) -> None:
    editor = way.editor
    if isinstance(way, ByCaret):
        way.choose("Sound Line")
        editor.press("a")
        editor.page.wait_for_selector("#found legend")
    else:
        editor.find("Sound Line", -1)
    editor.press("End", "Space", "o")
    editor.page.wait_for_selector("dialog[open]")
    editor.type("Sound")
    editor.press("Enter")
    editor.tab_to("dialog button.main")
    editor.press("Enter")


# ------------------------------------------------------------------------------------ details


def pick(editor: Editor, field: str, typed: str) -> None:
    """Choose an entry of a register in a field."""
    editor.tab_to(f"[data-field={field}] input")
    editor.type(typed)
    editor.press("Enter")


@task("who spoke", ('who="#p.kray" direct', 'who="#p.kray #p.osei" direct'), article=MARKED)
def speaker(way: Way) -> None:
    way.look("called twice")
    pick(way.editor, "who", "osei")


@task(
    "where a claim is from",
    ('source="#s.log">The tug', 'source="#s.log #s.kray">The tug'),
    article=MARKED,
)
def source(way: Way) -> None:
    way.look("tug was ready")
    pick(way.editor, "source", "interview")


@task(
    "how a claim stands",
    ('source="#s.log">The tug', 'source="#s.log" ana="#v.disputed">The tug'),
    article=MARKED,
)
def status(way: Way) -> None:
    way.look("tug was ready")
    way.editor.tab_to("[data-field=status] select")
    way.editor.press("d", "Tab")


@task("reported speech", ('direct="true" source', 'direct="false" source'), article=MARKED)
def reported(way: Way) -> None:
    way.look("called twice")
    way.editor.tab_to("[data-field=direct] input")
    way.editor.press("Space")


@task(
    "for the newsroom only",
    ('source="#s.log">The tug', 'source="#s.log" ana="#internal">The tug'),
    article=MARKED,
)
def internal(way: Way) -> None:
    way.look("tug was ready")
    way.editor.tab_to("#details summary")
    way.editor.press("Enter")
    way.editor.tab_to("[data-field=internal] input")
    way.editor.press("Space")


@task("the value that the words name", ('quantity="46"', 'quantity="64"'), article=MARKED)
def value(way: Way) -> None:
    way.look("64 minutes")
    way.editor.tab_to("[data-field=quantity] button")
    way.editor.press("Enter")


@task("a unit by hand", ('unit="minute"', 'unit="min"'), article=MARKED)
def unit(way: Way) -> None:
    way.look("64 minutes")
    way.editor.tab_to("[data-field=unit] input")
    way.editor.press("Control+a")
    way.editor.type("min")
    way.editor.press("Enter")


LUND = (
    '   <person xml:id="p.lund"><persName>Jo Lund</persName>'
    "<occupation>spokesman</occupation></person>\n"
)


@task("a new person", ("  </listPerson>", f"{LUND}  </listPerson>"), (
    "a spokesman", '<persName ref="#p.lund">a spokesman</persName>'
), article=MARKED)  # fmt: skip
def person(way: Way) -> None:
    way.choose("a spokesman")
    way.editor.press("p")
    way.editor.settle()
    way.look("a spokesman")
    editor = way.editor
    editor.type("Jo Lund")
    editor.press("ArrowUp", "Enter")
    editor.page.wait_for_selector("dialog[open]")
    editor.tab_to("[name=occupation]")
    editor.type("spokesman")
    editor.press("Enter")


TIMETABLE = (
    '   <bibl xml:id="s.timetable" type="document"><title>Timetable</title>, <ref type="original" '
    'target="https://line.example/t">original</ref>, <ref type="archived" '
    'target="https://archive.example/t">archived</ref>.</bibl>\n'
)


@task("a new source with an archived copy", ("  </listBibl>", f"{TIMETABLE}  </listBibl>"), (
    'source="#s.log">The tug', 'source="#s.log #s.timetable">The tug'
), article=MARKED)  # fmt: skip
def new_source(way: Way) -> None:
    way.look("tug was ready")
    editor = way.editor
    editor.tab_to("[data-field=source] input")
    editor.type("Timetable")
    editor.press("Enter")
    editor.page.wait_for_selector("dialog[open]")
    for name, typed in (
        ("original", "https://line.example/t"),
        ("archived", "https://archive.example/t"),
    ):
        editor.tab_to(f"[name={name}]")
        editor.type(typed)
    editor.tab_to("dialog button.main")
    editor.press("Enter")


RECORD = (
    '  <listAnnotation type="claims">\n   <annotation xml:id="a.c1" target="#c1" '
    'motivation="assessing" ana="#v.ok" cert="high"><respStmt><resp>checked by</resp><persName>'
    'Checking desk</persName></respStmt><revisionDesc><change when="2026-05-03">Checked.</change>'
    '</revisionDesc><note type="verification">The log says ten.</note><ptr type="evidence" '
    'target="#s.log"/></annotation>\n  </listAnnotation>\n </standOff>'
)


@task("a check on record", (" </standOff>", RECORD), (
    'source="#s.log">The tug', 'source="#s.log" cert="high" ana="#v.ok">The tug'
), article=MARKED)  # fmt: skip
def verified(way: Way) -> None:
    way.look("tug was ready")
    editor = way.editor
    editor.tab_to("[data-key=record]")
    editor.press("Enter")
    editor.page.wait_for_selector("dialog[open]")
    editor.press("s", "Tab", "h", "Tab")
    editor.type("Checking desk")
    editor.press("ArrowDown", "Enter")
    editor.tab_to("dialog [name=when]")
    editor.press("Control+a")
    editor.type("2026-05-03")
    pick(editor, "evidence", "log")
    editor.tab_to("dialog [name=note]")
    editor.type("The log says ten.")
    editor.tab_to("dialog button.main")
    editor.press("Enter")
