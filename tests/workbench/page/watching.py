"""Somebody who listens: after each key it is noticed where the focus is, what the controls are
called, and what was said.

``faults`` are sentences, each once: the focus lost to the page as a whole, a control without a
name, two controls of one name in one region, a change that nobody was told of, or told twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Unpack

from tests.judges.browser import View
from tests.workbench.page.editor import Editor, editing

_CONTROLS = frozenset(
    ("button", "checkbox", "combobox", "link", "listbox", "option", "radio", "searchbox", "tab",
     "textbox", "DisclosureTriangle", "switch", "spinbutton")
)  # fmt: skip
_REGIONS = frozenset(
    ("alertdialog", "banner", "complementary", "dialog", "form", "group", "listbox", "listitem",
     "main", "navigation", "radiogroup", "region", "search", "tablist", "tabpanel", "toolbar")
)  # fmt: skip
_MOVES = ("Arrow", "Home", "End", "Shift+")
Node = dict[str, Any]

_LISTEN = """() => {
  const told = window.told = {lost: [], silent: [], twice: [], said: []};
  let key = '', since = null, had = false;
  addEventListener('keydown', event => { key = event.key; }, true);
  setInterval(() => {
    const held = document.activeElement !== document.body;
    had ||= held;
    if (held || !had || key === 'Tab') since = null;  // Tab may lead out of the page
    else if ((since ??= performance.now()) < performance.now() - 300) told.lost.push(key);
  }, 40);
  for (const id of ['said', 'urgent']) {
    const region = document.getElementById(id);
    new MutationObserver(() => {
      const words = region.textContent;
      if (!words) return;
      const last = told.said.at(-1);
      const now = performance.now();
      if (last && last.words === words && last.key === key && now - last.at < 1500)
        told.twice.push(words);
      told.said.push({words, key, at: now});
    }).observe(region, {childList: true, characterData: true, subtree: true});
  }
  const plain = window.fetch;
  window.fetch = async (path, options) => {
    const answer = await plain(path, options);
    if (options?.method === 'POST' && answer.ok) {
      const count = told.said.length;
      setTimeout(() => told.said.length === count && told.silent.push(`${path} after ${key}`), 600);
    }
    return answer;
  };
}"""


class Watched(Editor):
    """An editor who notices."""

    def __init__(self, page: Any, file: Path) -> None:
        super().__init__(page, file)
        self.faults: list[str] = []
        page.evaluate(_LISTEN)
        self._tree = page.context.new_cdp_session(page)

    def press(self, *keys: str) -> None:
        for key in keys:
            super().press(key)
            if not key.startswith(_MOVES) and not key.startswith(("Control+", "Backspace")):
                self.look()

    def settle(self) -> None:
        super().settle()
        self.look()

    def look(self) -> None:
        """The names of the controls as they are now."""
        nodes = self._tree.send("Accessibility.getFullAXTree")["nodes"]
        self._note(*named(nodes))

    def finish(self) -> list[str]:
        """What was noticed, when all is quiet."""
        self.settle()
        self.page.wait_for_timeout(700)
        told = self.page.evaluate("() => window.told")
        self._note(*(f"the focus was lost after {key}" for key in told["lost"]))
        self._note(*(f"nothing was said of {each}" for each in told["silent"]))
        self._note(*(f"said twice: {each}" for each in told["twice"]))
        return self.faults

    def _note(self, *faults: str) -> None:
        self.faults += [each for each in dict.fromkeys(faults) if each not in self.faults]


def named(nodes: list[Node]) -> Iterator[str]:
    """Controls without a name, and controls of one name and kind in one region."""
    by = {node["nodeId"]: node for node in nodes}
    seen: dict[tuple[str, str, str], str] = {}
    for node in nodes:
        role = _value(node, "role")
        if node.get("ignored") or role not in _CONTROLS:
            continue
        name = _value(node, "name")
        if not name.strip(" ×*–…"):
            yield f"a {role} has no name"
            continue
        region = _region(node, by)
        if role == "option" and "combobox" in _ancestors(node, by):
            continue
        key = (region["nodeId"] if region else "", role, name)
        if key in seen and _value(node, "description") == seen[key]:
            where = _value(region, "name") or _value(region, "role") if region else "the page"
            yield f"two of one name in {where}: {role} {name!r}"
        seen[key] = _value(node, "description")


def _value(node: Node, key: str) -> str:
    return str(node.get(key, {}).get("value", ""))


def _above(node: Node, by: dict[str, Node]) -> Iterator[Node]:
    while (parent := by.get(node.get("parentId", ""))) is not None:
        yield parent
        node = parent


def _ancestors(node: Node, by: dict[str, Node]) -> list[str]:
    return [_value(each, "role") for each in _above(node, by)]


def _region(node: Node, by: dict[str, Node]) -> Node | None:
    return next((each for each in _above(node, by) if _value(each, "role") in _REGIONS), None)


@contextmanager
def watching(
    folder: Path, article: str, *, options: Any = None, **view: Unpack[View]
) -> Iterator[Watched]:
    """Somebody who listens, at the page of an article."""
    with editing(folder, article, options=options, **view) as editor:
        yield Watched(editor.page, editor.file)
