"""Expected outputs that ``make accept`` rewrites; skips that CI does not let pass."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TypeAlias

import hypothesis
import pytest

Report: TypeAlias = pytest.TestReport | pytest.CollectReport
CI = os.environ.get("CI", "").lower() in {"1", "true"}

hypothesis.settings.register_profile("tests", deadline=None, derandomize=CI)
hypothesis.settings.load_profile("tests")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept",
        action="store_true",
        help="rewrite the expected outputs instead of comparing with them",
    )


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Callable[[Path, str | bytes], None]:
    """``expected(path, data)``: the file at ``path`` holds ``data``; ``--accept`` makes it so."""

    def compare(path: Path, data: str | bytes) -> None:
        __tracebackhide__ = True
        made = data.encode() if isinstance(data, str) else data
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
        elif not path.exists():
            pytest.fail(f"{path} is not there yet: look at what is made, then `make accept`")
        elif isinstance(data, str):
            assert data == path.read_text(encoding="utf-8"), f"{path}: `make accept` if right"
        else:
            assert made == path.read_bytes(), f"{path}: `make accept` if right"

    return compare


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """``--accept`` runs only the tests that have something to accept."""
    if config.getoption("--accept"):
        accepting = [item for item in items if "expected" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in accepting])
        items[:] = accepting


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,  # noqa: ARG001
    call: pytest.CallInfo[None],  # noqa: ARG001
) -> Generator[None, Report, Report]:
    report = yield
    _allow_no_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,  # noqa: ARG001
) -> Generator[None, Report, Report]:
    """A whole module may be skipped."""
    report = yield
    _allow_no_skip(report)
    return report


def _allow_no_skip(report: Report) -> None:
    """In CI a test that is skipped fails: nothing is missing there but, perhaps, the folder
    ``shared`` and the right to mount a disk."""
    if not CI or report.outcome != "skipped" or hasattr(report, "wasxfail"):
        return
    reason = str(report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr)
    if not any(allowed in reason for allowed in _ALLOWED):
        report.outcome = "failed"
        report.longrepr = f"skipped, which CI does not allow: {reason}"


_ALLOWED = ("shared", "this system forbids mounting")
