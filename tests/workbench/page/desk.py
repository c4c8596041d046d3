"""What a desk does on the page with a draft, by keys alone: yes to what is suggested, the head of
the article, an answer to each finding, copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tests.workbench.page.editor import Editor

__all__ = ["Desk", "Fill"]

Fill = Callable[["Desk"], None]
"""What is filled into a form that is open."""


class Desk:
    """``editor`` counts the keys."""

    def __init__(self, editor: Editor) -> None:
        self.editor = editor
        self.page = editor.page

    # ------------------------------------------------------------------------------ suggestions

    def confirm_everything(self) -> None:
        """Yes to all of each kind."""
        self.editor.to_article()
        self.editor.press("g")
        self.page.wait_for_selector("#proposals .what")
        for _ in range(20):
            left = self.page.locator("#proposals .what").count()
            if not left:
                return
            self.editor.press("a")
            self.page.wait_for_function(
                "n => document.querySelectorAll('#proposals .what').length < n", arg=left
            )
            self.editor.settle()
        raise AssertionError("suggestions are left")

    # ------------------------------------------------------------------------------------ forms

    def head(self, **values: str) -> None:
        """The article as a whole."""
        self.editor.to_article()
        self.editor.press("h")
        self._form(lambda desk: desk.write(**values))

    def _form(self, fill: Fill) -> None:
        """Fill the form that opens, and save it."""
        forms = self.page.locator("dialog[open]").count()
        self.page.wait_for_selector("dialog[open] >> nth=0")
        fill(self)
        self.editor.press("Enter")
        self.page.wait_for_function(
            "n => document.querySelectorAll('dialog[open]').length <= n", arg=max(0, forms - 1)
        )
        self.editor.settle()

    def write(self, **values: str) -> None:
        """Words into fields of a form."""
        for name, words in values.items():
            self.editor.tab_to(f"dialog[open] [data-field={name}] :is(input,textarea)")
            self.editor.press("Control+a")
            self.editor.type(words)

    def pick(self, field: str, words: str) -> None:
        """An entry of a register."""
        self.editor.tab_to(f"dialog[open]:last-of-type [data-field={field}] input")
        self.editor.type(words)
        self.editor.press("Enter")
        self.page.wait_for_selector("dialog .picker [role=listbox]:not([hidden])", state="detached")

    def enter(self, field: str, words: str, fill: Fill) -> None:
        """A new entry, for a field."""
        self.editor.tab_to(f"dialog[open]:last-of-type [data-field={field}] input")
        self.editor.type(words)
        self.editor.press("ArrowUp", "Enter")
        self.page.wait_for_function("() => document.querySelectorAll('dialog[open]').length === 2")
        fill(self)
        self.editor.press("Enter")
        self.page.wait_for_function("() => document.querySelectorAll('dialog[open]').length === 1")
        self.editor.settle()

    # --------------------------------------------------------------------------------- findings

    def to_do(self) -> list[str]:
        """The rules that are still to do, in the order of the list."""
        found: list[str] = self.page.evaluate(
            "() => [...document.querySelectorAll('#indexes .ticks')]"
            ".map(each => each.closest('details').dataset.key)"
        )
        return found

    def rows(self, rule: str) -> list[str]:
        """The words of its findings."""
        found: list[str] = self.page.evaluate(
            "rule => [...document.querySelectorAll(`details[data-key='${rule}'] .ticks label`)]"
            ".filter(each => each.querySelector('[data-key]')).map(each => each.textContent)",
            rule,
        )
        return found

    def answer(self, rule: str, fill: Fill, rows: Sequence[int] | None = None) -> None:
        """One answer for all findings of a rule, or for those of these numbers."""
        group = f"#indexes details[data-key='{rule}']"
        if not self.page.evaluate("() => document.activeElement.closest('#indexes')"):
            self.editor.to_article()
            self.editor.press("t")
            self.page.wait_for_selector(group)
        self.editor.tab_to(f"{group} > summary, {group} .ticks input")
        if self.page.evaluate("() => document.activeElement.matches('details:not([open]) > *')"):
            self.editor.press("Enter")
        self.editor.tab_to(f"{group} .ticks input")
        count = len(self.rows(rule))
        self.editor.press("Home")
        if rows is None and count > 1:
            self.editor.press("Space")
        for steps in _steps(rows or (), count):
            self.editor.press(*["ArrowDown"] * steps)
            if rows is not None and len(rows) > 1:
                self.editor.press("Space")
        self.editor.press("Enter")
        self._form(fill)
        self.page.wait_for_function(_FEWER, arg=[rule, count])

    # ----------------------------------------------------------------------------------- copies

    def copies(self) -> None:
        """Write the copies that are ticked."""
        self.editor.to_article()
        self.editor.tab_to("[role=tab]")
        while self.page.evaluate("() => document.activeElement.id") != "tab-copies":
            self.editor.press("ArrowRight")
        self.editor.tab_to("#export")
        self.editor.press("Enter")
        self.page.wait_for_selector("#written li")


_FEWER = """([rule, count]) => document.querySelectorAll(
  `details[data-key='${rule}'] .ticks label [data-key]`).length < count"""


def _steps(rows: Sequence[int], count: int) -> Iterator[int]:
    """How far down each row is from the one before; "all of them" stands above where there are
    several."""
    at = -1 if count > 1 else 0
    for row in rows:
        yield row - at
        at = row
