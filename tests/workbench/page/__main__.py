"""``make tasks``: every task of an editor by caret and keys, and again by finding the words."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.workbench.page.editor import editing
from tests.workbench.page.tasks import TASKS, WAYS, Task


def tried(task: Task, way: type) -> tuple[str, int]:
    """What was wrong (nothing: empty), and how many keys were pressed."""
    with tempfile.TemporaryDirectory() as folder, editing(Path(folder), task.article) as editor:
        task.do(way(editor))
        editor.settle()
        right = editor.file.read_text(encoding="utf-8") == task.expected
        return "" if right else "\n".join(editor.changed()), editor.keys


def main() -> int:
    """Tell of each; the exit code is 1 where one went wrong."""
    failed = 0
    for task in TASKS:
        for way in WAYS:
            wrong, keys = tried(task, way)
            failed += bool(wrong)
            print(f"{'wrong' if wrong else 'right'}  {task.name}, {way.__name__}: {keys} keys")
            if wrong:
                print(wrong)
    print(f"{len(TASKS)} tasks, each in {len(WAYS)} ways; {failed} went wrong.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
