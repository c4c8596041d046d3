"""Tasks of an editor: by caret and keys alone, and again by finding the words alone.

A sample, so that the suite is quick; ``make tasks`` does them all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbench.page.editor import editing
from tests.workbench.page.finding_tasks import ALL
from tests.workbench.page.tasks import WAYS, Task

SAMPLE = (
    "a claim over a line’s end",
    "a claim over half a speech",
    "words that are not of the speech",
    "every place of a name but one",
    "marked, undone, done again, undone",
    "the value that the words name",
    "a new source with an archived copy",
    "a check on record",
    "what the head lacks",
    "one source for two figures",
    "every warning of a draft",
)


def test_there_are_thirty_tasks_at_least() -> None:
    assert len(ALL) >= 30
    assert {task.name for task in ALL} >= set(SAMPLE)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("name", SAMPLE)
def test_a_task_changes_what_had_to_change_and_nothing_else(
    name: str, way: type, tmp_path: Path
) -> None:
    (task,) = (task for task in ALL if task.name == name)
    with editing(tmp_path, task.article) as editor:
        task.do(way(editor))
        editor.settle()
        assert not task.wrong(editor)
        assert editor.focus_is_somewhere()
        editor.hears()


def test_a_task_that_goes_wrong_is_noticed(tmp_path: Path) -> None:
    task = Task("nothing", lambda way: way.choose("Kofi Osei"), (("Kofi", "<persName>Kofi"),))
    with editing(tmp_path, task.article) as editor:
        task.do(WAYS[0](editor))
        assert task.wrong(editor)
