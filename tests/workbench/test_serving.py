"""``exporter annotate``: served, told of an editor's saves, ended; drafts first."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys

import pytest

from tests.workbench.pages import article

httpx = pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")
pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("watchfiles", reason="watchfiles (extra preview) is not installed")


@pytest.fixture
def served():
    """How a command is started: its address, and a client; all are ended at the end."""
    started = []

    def start(*arguments):
        command = [sys.executable, "-m", "exporter", "annotate", "--no-browser", *arguments]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1)
        lines = iter(running.stdout.readline, "")
        line = next(each for each in lines if "http://" in each)
        address = re.search(r"http://\S+", line)[0]
        client = httpx.Client(base_url=address, timeout=60)
        started.append((running, client))
        return client

    yield start
    for running, client in started:
        client.close()
        running.send_signal(signal.SIGINT)
        assert running.wait(30) in (0, 1, 130)
        running.stdout.close()


def events(client):
    """Names and data of the events as they come."""
    with client.stream("GET", "/events") as stream:
        name = ""
        for line in stream.iter_lines():
            if line.startswith(": here"):
                yield "here", {}
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            if line.startswith("data: "):
                yield name, json.loads(line.removeprefix("data: "))


def test_an_editors_save_is_told(served, tmp_path):
    path = tmp_path / "wall.xml"
    path.write_text(article(), encoding="utf-8")
    client = served(str(path), "--lang", "de")
    version = client.get("/article").json()["version"]
    told = events(client)
    assert next(told)[0] == "here"
    path.write_text(article().replace("twice", "double"), encoding="utf-8")
    name, data = next(told)
    assert name == "version"
    assert data["version"] != version
    checked = next(each for each in told if each[0] == "checked")
    assert checked[1]["version"] == data["version"]
    assert set(checked[1]["todo"]) == {"count", "of"}
    path.write_text("<TEI>", encoding="utf-8")
    assert next(told)[0] == "unreadable"
    assert client.get("/words", headers={"accept-language": "fr"}).json()["lang"] == "de"


def test_a_draft_is_made_into_an_article_once(served, tmp_path):
    draft = tmp_path / "wall.md"
    draft.write_text("# The wall\n\nThe wall will cost €4 million, said Ada Mills.\n", "utf-8")
    client = served(str(draft))
    assert "€4 million" in client.get("/article").json()["html"]
    assert {row["kind"] for row in client.get("/suggestions").json()} >= {"speech", "figure"}
    made = tmp_path / "wall.xml"
    kept = made.read_text("utf-8").replace("The wall will", "The wall may")
    made.write_text(kept, encoding="utf-8")
    other = served(str(draft), "--read-only")
    assert other.get("/article").json()["read_only"]
    assert made.read_text("utf-8") == kept


def test_what_is_no_article(tmp_path):
    path = tmp_path / "wall.xml"
    path.write_text("<TEI><text>", encoding="utf-8")
    command = [sys.executable, "-m", "exporter", "annotate", "--no-browser", str(path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 1
    assert "wall.xml" in ended.stderr
    assert "Traceback" not in ended.stderr
