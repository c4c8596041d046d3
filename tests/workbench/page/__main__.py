"""``make tasks``: every task of an editor by caret and keys, and again by finding the words."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.workbench.page.finding_tasks import ALL
from tests.workbench.page.tasks import WAYS, Task
from tests.workbench.page.watching import watching


def tried(task: Task, way: type) -> tuple[str, int]:
    """What was wrong or could not be heard (nothing: empty), and how many keys were pressed."""
    with tempfile.TemporaryDirectory() as folder, watching(Path(folder), task.article) as editor:
        task.do(way(editor))
        faults = [*editor.finish(), task.wrong(editor)]
        return "\n".join(filter(None, faults)), editor.keys


def main() -> int:
    """Tell of each; the exit code is 1 where one went wrong."""
    failed = 0
    for task in ALL:
        for way in WAYS:
            wrong, keys = tried(task, way)
            failed += bool(wrong)
            print(f"{'wrong' if wrong else 'right'}  {task.name}, {way.__name__}: {keys} keys")
            if wrong:
                print(wrong)
    print(f"{len(ALL)} tasks, each in {len(WAYS)} ways; {failed} went wrong.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
