"""The findings are looked for behind the scenes: of the newest state, and not in its way."""

from __future__ import annotations

import os
import subprocess
import sys
from queue import Queue

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.workbench.panel import assessment
from exporter.workbench.session import Session
from exporter.workbench.source.store import FileStore
from tests.workbench.pages import article

_PATIENCE = 60
"""Seconds until a test that waits for ever fails."""


@pytest.fixture
def session(tmp_path):
    """An article that is open without a page, so that nothing else looks at it."""
    path = tmp_path / "wall.xml"
    path.write_text(article(), encoding="utf-8")
    return Session(FileStore(path))


@pytest.fixture
def begun(monkeypatch):
    """The processes that were started, each as it starts; all articles count as long ones."""
    monkeypatch.setattr(assessment, "_ELSEWHERE", 0)
    monkeypatch.setattr(assessment, "_LONG_QUIET", 0.01)
    started: Queue[subprocess.Popen[bytes]] = Queue()
    start = assessment._process

    def process(*given):
        made = start(*given)
        started.put(made)
        return made

    monkeypatch.setattr(assessment, "_process", process)
    return started


@pytest.fixture
def here(monkeypatch):
    """What was assessed in this process."""
    found = []
    real = assessment.assessed

    def assessed(data, path, version):
        found.append(version)
        return real(data, path, version)

    monkeypatch.setattr(assessment, "assessed", assessed)
    return found


def test_a_newer_state_ends_the_process_that_looks_at_an_older_one(
    session, begun, here, monkeypatch, tmp_path
):
    endless = tmp_path / "endless"
    endless.write_text("#!/bin/sh\nexec sleep 600\n", encoding="utf-8")
    endless.chmod(0o755)
    assessor = assessment.Assessor()
    told: Queue[str] = Queue()

    def tell(_, found):
        told.put(found.version)

    older = session.state()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", str(endless))
        assessor.look(older, session.store, tell)
        process = begun.get(timeout=_PATIENCE)
    text = session.store.path.read_text(encoding="utf-8")
    session.store.path.write_text(text.replace("Work starts", "Works start"), encoding="utf-8")
    newer = session.state()
    assessor.look(newer, session.store, tell)
    assert process.wait(_PATIENCE) != 0
    assert told.get(timeout=_PATIENCE) == newer.version
    assert older.version not in here


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no setpriority")
def test_the_process_stands_back_behind_the_page(session):
    state = session.state()
    with assessment._process(session.store.path, state.version) as process:
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == min(19, own + 5)
        process.kill()


def test_what_was_assessed_at_once_is_not_assessed_again(session, begun, here):
    assessor = assessment.Assessor()
    state = session.state()
    found = assessor.now(state, session.store)
    assert found.version == state.version
    assert assessor._looked(state.source.data, session.store.path, state.version) is None
    assert here == [state.version]
    assert begun.empty()
