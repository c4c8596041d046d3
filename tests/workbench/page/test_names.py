"""What somebody who listens meets: every control is named, the focus is never lost, and what was
done is said, once. ``make tasks`` asks it of every task."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbench.page.articles import DRAFTED, FERRY, MARKED
from tests.workbench.page.tasks import TASKS, ByCaret, ByFinding
from tests.workbench.page.watching import Watched, named, watching

SAMPLE = ("words that are not of the speech", "every place of a name but one", "a check on record")


@pytest.mark.parametrize("way", [ByCaret, ByFinding], ids=lambda way: way.__name__)
@pytest.mark.parametrize("name", SAMPLE)
def test_a_task_can_be_heard(name: str, way: type, tmp_path: Path) -> None:
    (task,) = (task for task in TASKS if task.name == name)
    with watching(tmp_path, task.article) as editor:
        task.do(way(editor))
        assert editor.finish() == []


def _suggestions(editor: Watched) -> None:
    editor.to_article()
    editor.press("g")
    editor.page.wait_for_selector("#proposals [role=option]:focus")
    editor.press("y", "n", "u", "c")
    editor.at_details()
    editor.press("Escape")


def _to_do(editor: Watched) -> None:
    editor.to_article()
    editor.press("t")
    editor.page.wait_for_selector("#indexes summary:focus")
    editor.page.wait_for_selector("#indexes input:visible")
    editor.tab_to("#indexes input")
    editor.press("Space")
    editor.tab_to("#indexes .main")
    editor.press("Enter")


def _copies(editor: Watched) -> None:
    editor.tab_to("[role=tab][aria-selected=true]")
    editor.press("End")
    editor.page.wait_for_selector("#formats input")
    editor.tab_to("#export")
    editor.press("Enter")
    editor.page.wait_for_selector("#written li")
    editor.hears("written")


def _dialogs(editor: Watched) -> None:
    editor.to_article()
    editor.press("?", "Escape")
    editor.page.wait_for_selector("#text:focus")
    ByCaret(editor).look("tug was ready")
    editor.tab_to("[data-key=record]")
    editor.press("Enter")
    editor.page.wait_for_selector("dialog[open] select:focus")
    editor.press("Escape")
    editor.page.wait_for_selector("[data-key=record]:focus")
    editor.tab_to("[data-field=source] input", "Shift+Tab")
    editor.type("New")
    editor.press("Enter")
    editor.page.wait_for_selector("dialog[open]")
    editor.press("Escape")
    editor.page.wait_for_selector("[data-field=source] input:focus")


def _gone(editor: Watched) -> None:
    """What is removed takes its button along."""
    ByCaret(editor).look("tug was ready")
    editor.tab_to("[data-key=remove]")
    editor.press("Enter")
    editor.settle()
    editor.press("u")


WALKS = {
    "suggestions": (_suggestions, DRAFTED),
    "to do": (_to_do, MARKED),
    "copies": (_copies, FERRY),
    "dialogs": (_dialogs, MARKED),
    "a mark removed": (_gone, MARKED),
}


@pytest.mark.parametrize("name", WALKS)
def test_a_walk_can_be_heard(name: str, tmp_path: Path) -> None:
    walk, article = WALKS[name]
    with watching(tmp_path, article) as editor:
        walk(editor)
        assert editor.finish() == []


HARMS = {
    "a tab has no name": "document.querySelector('#tab-find').replaceChildren()",
    "two of one name in ": "document.querySelector('#redo span').textContent = 'Undo'",
    "the focus was lost after p": "setTimeout(() => document.activeElement.blur(), 50)",
    "nothing was said of change after p": """
        document.querySelector('#said').id = 'mute';
        document.body.append(Object.assign(document.createElement('p'), {id: 'said'}));""",
    "said twice: Person marked.": """
        const region = document.querySelector('#said');
        const again = () => region.replaceChildren(region.textContent);
        new MutationObserver((_, watch) => {
          if (!region.textContent) return;
          watch.disconnect();
          setTimeout(again, 100);
        }).observe(region, {childList: true});""",
}


@pytest.mark.parametrize("fault", HARMS)
def test_each_fault_is_noticed(fault: str, tmp_path: Path) -> None:
    with watching(tmp_path, FERRY) as editor:
        editor.choose("Kofi Osei")
        editor.page.evaluate(f"() => {{ {HARMS[fault]} }}")
        editor.press("p")
        assert [each for each in editor.finish() if each.startswith(fault)] != []


def test_names_are_compared_within_a_region() -> None:
    def node(number: int, role: str, name: str, parent: int) -> dict[str, object]:
        values = {"role": {"value": role}, "name": {"value": name}}
        return {"nodeId": str(number), "parentId": str(parent), **values}

    tree = [node(1, "main", "", 0), node(2, "toolbar", "A", 1), node(3, "toolbar", "B", 1)]
    assert list(named([*tree, node(4, "button", "Undo", 2), node(5, "button", "Undo", 3)])) == []
    alike = [*tree, node(4, "button", "Undo", 2), node(5, "button", "Undo", 2)]
    assert list(named(alike)) == ["two of one name in A: button 'Undo'"]
    assert list(named([*tree, node(4, "button", " × ", 2)])) == ["a button has no name"]
