"""``python -m tests.mutants [--seed N] [--count N] [--least PERCENT] [PATH …]``

Draws lines of logic (of the modules at these paths, else of all), changes one at a time in a copy
of the project and runs the tests near it. What no test noticed is printed as a difference.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.mutants.changes import Change, changed, changes
from tests.mutants.nearest import stages

ROOT = Path(__file__).parents[2]
_LEFT = shutil.ignore_patterns(".git", ".venv", "build", "dist", "__pycache__", ".*_cache")
_SECONDS = 300
"""Of the processor, for one group of tests: a change may make one that never ends."""
_FAILED = re.compile(r"^(?:FAILED|ERROR) (tests/[\w/.:]+)", re.MULTILINE)


class Drawn(NamedTuple):
    path: Path
    change: Change


def drawn(root: Path, paths: list[Path], seed: int, count: int) -> list[Drawn]:
    """So many lines, each with one change; equal seeds draw equal lines from equal sources."""
    dice = random.Random(seed)
    lines: dict[tuple[Path, int], list[Change]] = {}
    for path in paths:
        for change in changes((root / path).read_bytes()):
            lines.setdefault((path, change.line), []).append(change)
    chosen = dice.sample(sorted(lines), min(count, len(lines)))
    return [Drawn(path, dice.choice(lines[path, line])) for path, line in chosen]


class Project:
    """A copy of the project, in which one module at a time is changed."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        shutil.copytree(ROOT, self.root, ignore=_LEFT, symlinks=True)
        (self.root / ".venv").symlink_to((ROOT / ".venv").resolve())
        self.failing: set[str] = set()

    def noticed_by(self, one: Drawn) -> str | None:
        """The first test that fails through a change; None where none does."""
        path = self.root / one.path
        source = path.read_bytes()
        for group in stages(self.root, path):
            while True:
                path.write_bytes(changed(source, one.change))
                found = self._failed(group)
                path.write_bytes(source)
                if found is None or found in self.failing:
                    break
                if self._failed([found] if found.startswith("tests/") else group) is None:
                    return found
                self.failing.add(found)  # without the change too
        return None

    def _failed(self, tests: list[str]) -> str | None:
        """The function or file that fails first, without those that are known to."""
        known = [f"--deselect={name}" for name in sorted(self.failing)]
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [*command, *tests, *known],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(self.root), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=_limited,
        )
        if done.returncode in (0, 5):  # 5: no tests
            return None
        found = _FAILED.search(done.stdout)
        return found[1] if found else f"a run that ended with {done.returncode}"


def _limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def difference(source: bytes, change: Change) -> str:
    """The lines as they were and as they became."""
    after = changed(source, change)
    at = source.count(b"\n", 0, change.start)
    gone = source.count(b"\n", change.start, change.stop) + 1
    come = change.text.count("\n") + 1
    was = source.decode().splitlines()[at : at + gone]
    new = after.decode().splitlines()[at : at + come]
    return "\n".join(
        [*(f"  - {line.strip()}" for line in was), *(f"  + {line.strip()}" for line in new)]
    )


def modules(given: list[Path]) -> Iterator[Path]:
    for path in given or [Path("exporter")]:
        found = sorted((ROOT / path).rglob("*.py")) if (ROOT / path).is_dir() else [ROOT / path]
        yield from (each.relative_to(ROOT) for each in found)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.mutants", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--least", type=float, default=90, help="per cent that must be noticed")
    parser.add_argument("paths", nargs="*", type=Path)
    given = parser.parse_args()
    missed, begun = 0, time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        project = Project(Path(folder))
        chosen = drawn(project.root, list(modules(given.paths)), given.seed, given.count)
        for number, one in enumerate(chosen, 1):
            test = project.noticed_by(one)
            missed += test is None
            place = f"{one.path}:{one.change.line}"
            print(f"{number}/{len(chosen)} {place}: {test or 'NOT NOTICED'}", flush=True)
            if test is None:
                print(difference((project.root / one.path).read_bytes(), one.change), flush=True)
    share = 100 * (1 - missed / len(chosen)) if chosen else 100.0
    minutes = (time.monotonic() - begun) / 60
    print(
        f"seed {given.seed}: {len(chosen) - missed} of {len(chosen)} changed lines were noticed "
        f"({share:.0f} %), in {minutes:.0f} minutes"
    )
    return int(share < given.least)


if __name__ == "__main__":
    sys.exit(main())
