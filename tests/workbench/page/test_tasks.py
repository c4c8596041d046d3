"""Tasks of an editor: by caret and keys alone, and again by finding the words alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbench.page.editor import editing
from tests.workbench.page.tasks import TASKS, WAYS, Task


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name.replace(" ", "-"))
def test_a_task_changes_what_had_to_change(task: Task, way: type, tmp_path: Path) -> None:
    with editing(tmp_path, task.article) as editor:
        task.do(way(editor))
        editor.settle()
        made = (tmp_path / "article.xml").read_text(encoding="utf-8")
        assert made == task.expected
        assert editor.focus_is_somewhere()
