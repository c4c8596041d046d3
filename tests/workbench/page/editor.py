"""Somebody at the page who has a keyboard and nothing else.

Everything is done by keys; the page is only read (where the caret is, what has the focus, what a
screen reader was told), as a person reads it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Unpack

from tests.judges.browser import View, visited
from tests.workbench.page.serving import served


class Editor:
    """``page`` is Playwright's; ``keys`` counts what was pressed."""

    def __init__(self, page: Any, file: Path) -> None:
        self.page = page
        self.file = file
        self.before = file.read_text(encoding="utf-8", errors="replace")
        self.keys = 0
        self._asked: set[Any] = set()
        page.on("request", lambda request: self._asked.add(request))
        for event in ("requestfinished", "requestfailed"):
            page.on(event, lambda request: self._asked.discard(request))

    # ------------------------------------------------------------------- keys and focus

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.keys += len(words)

    def tab_to(self, selector: str, key: str = "Tab") -> None:
        """On to the next stop of Tab that fits."""
        for _ in range(120):
            if self.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self.press(key)
        raise AssertionError(f"no way to {selector} by keyboard; at {self.focus()}")

    def focus(self) -> str:
        """What has the focus, as a screen reader names it, or its words."""
        found: str = self.page.evaluate(
            "() => { const e = document.activeElement; return [e.tagName, e.id, e.role,"
            " e.getAttribute('aria-label'), e.textContent.slice(0, 40)].join(' | ') }"
        )
        return found

    def focus_is_somewhere(self) -> bool:
        """It is not lost to the page as a whole."""
        found: bool = self.page.evaluate("() => document.activeElement !== document.body")
        return found

    def to_article(self) -> None:
        if not self.page.evaluate("() => document.activeElement.id === 'text'"):
            self.press("Escape")
        if not self.page.evaluate("() => document.activeElement.id === 'text'"):
            self.tab_to("#text")

    # ------------------------------------------------------------------- choosing words

    def choose(self, words: str, nth: int = 0) -> None:
        """By caret and shifted arrows; ``¶`` stands between paragraphs."""
        words = words.replace("¶", "")
        self.to_article()
        start, end = self.page.evaluate(_EXTENT, [words, nth])
        self._move(start, "")
        self._move(end, "Shift+")
        chosen = self.page.evaluate("() => getSelection().toString().replace(/\\s+/g, ' ')")
        assert "".join(chosen.split()) == "".join(words.split()), (chosen, words)
        self.rest()

    def caret(self, words: str, nth: int = 0) -> None:
        """The caret before the second letter of these words."""
        self.to_article()
        start, _ = self.page.evaluate(_EXTENT, [words, nth])
        self._move(start + 1, "")
        self.rest()

    def _move(self, goal: int, shift: str) -> None:
        """As people do: by paragraph, by line, by word, by letter, until it is there."""
        rtl = (
            self.page.evaluate("() => getComputedStyle(document.querySelector('#text')).direction")
            == "rtl"
        )
        on, back = ("ArrowLeft", "ArrowRight") if rtl else ("ArrowRight", "ArrowLeft")
        for _ in range(4000):
            at = self.page.evaluate(_AT)
            if at == goal:
                return
            far = abs(at - goal)
            if far > 12:
                self.press(f"{shift}Control+{on if at < goal else back}")
            else:
                self.press(f"{shift}{on if at < goal else back}")
        raise AssertionError(f"the caret does not come to {goal}, it is at {at}")

    def find(self, words: str, *numbers: int) -> None:
        """By typing them; ``numbers`` are those of the occurrences meant, none where it is one."""
        self.to_article()
        self.press("w")
        self.type(words.replace("¶", " "))
        self.press("Enter")
        self.page.wait_for_selector("#found legend")
        self.settle()
        at = 0
        for number in numbers:
            for _ in range(number + 1 - at):
                self.press("ArrowDown")
            at = number + 1
            self.press("Space")

    def count(self, words: str) -> int:
        """How often they stand in the article."""
        found: int = self.page.evaluate(_COUNT, words)
        return found

    def at_details(self) -> None:
        """Until the details are shown and have the focus."""
        self.page.wait_for_selector("#details:not([hidden]) #chosen:not([inert]) blockquote")
        self.page.wait_for_function("() => document.activeElement.closest('#details')")

    # ------------------------------------------------------------------- what came of it

    def settle(self) -> None:
        """Until everything is saved and shown."""
        self.page.wait_for_function(_QUIET)
        while any(request.resource_type != "eventsource" for request in self._asked):
            self.page.wait_for_timeout(20)
            self.page.wait_for_function(_QUIET)

    def rest(self) -> None:
        """Until the page has noticed where the caret is."""
        self.page.wait_for_timeout(300)

    def hears(self, words: str = "") -> None:
        """Until a screen reader is told these words, or anything."""
        self.page.wait_for_function(
            "words => ['#urgent', '#said'].some(region => {"
            " const said = document.querySelector(region).textContent;"
            " return said && said.includes(words) })",
            arg=words,
        )

    def changed(self) -> list[str]:
        """The lines of the article that are other than before, as ``-`` and ``+``."""
        now = self.file.read_text(encoding="utf-8")
        lines = difflib.unified_diff(self.before.split("\n"), now.split("\n"), n=0, lineterm="")
        return [line for line in lines if line[:2] not in ("--", "++", "@@")]


_EXTENT = """([words, nth]) => {
  const runs = [...document.querySelectorAll('#text [data-s]')];
  const all = runs.map(run => run.textContent).join('').replace(/\\s/g, ' ');
  let at = -1;
  for (let i = 0; i <= nth; i++) at = all.indexOf(words, at + 1);
  if (at < 0) throw new Error('not in the article: ' + words);
  return [at, at + words.length];
}"""

_COUNT = """words => {
  const runs = [...document.querySelectorAll('#text [data-s]')];
  return runs.map(run => run.textContent).join('').replace(/\\s/g, ' ').split(words).length - 1;
}"""

_AT = """() => {
  const selection = getSelection();
  const range = document.createRange();
  range.setStart(document.querySelector('#text'), 0);
  range.setEnd(selection.focusNode, selection.focusOffset);
  const copy = range.cloneContents();
  for (const made of copy.querySelectorAll('[data-generated]')) made.remove();
  return [...copy.querySelectorAll('[data-s]')].map(run => run.textContent).join('').length;
}"""

_QUIET = """() => new Promise(done => {
  let since = performance.now();
  const look = () => {
    if (document.querySelector('#state').dataset.now !== 'saved') since = performance.now();
    if (performance.now() - since > 250) done(true);
    else setTimeout(look, 20);
  };
  look();
})"""


@contextmanager
def editing(
    folder: Path, article: str | bytes, *, options: Any = None, **view: Unpack[View]
) -> Iterator[Editor]:
    """Somebody at the page of an article."""
    file = folder / "article.xml"
    file.write_bytes(article.encode() if isinstance(article, str) else article)
    with served(file, **(options or {})) as address, visited(address, **view) as page:
        page.wait_for_selector("body[data-ready]")
        yield Editor(page, file)
        wrong = [said for said in page.complaints if "Failed to load" not in said]
        if page.strayed or wrong:
            raise AssertionError(page.strayed + wrong)
