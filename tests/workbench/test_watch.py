"""``exporter watch``: the page, the notices beside it, renewed at every change, for us alone."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import threading

import pytest

from tests.batch.articles import article, png

httpx = pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")
pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("watchfiles", reason="watchfiles (extra preview) is not installed")


@pytest.fixture
def watched(tmp_path):
    """An article that is watched, and a client for its site."""
    file = tmp_path / "a.xml"
    file.write_text(article(1, picture="wall.png"), encoding="utf-8")
    command = [sys.executable, "-m", "exporter", "watch", str(file), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1) as running:
        address = re.search(r"http://\S+", running.stdout.readline())[0]
        with httpx.Client(base_url=address, timeout=30) as client:
            yield file, client, running
        running.send_signal(signal.SIGINT)
        assert running.wait(20) in (0, 1, 130)


def changes(client):
    """The numbers of the states as they come."""
    with client.stream("GET", "/changes") as stream:
        for line in stream.iter_lines():
            if line.startswith("data: "):
                yield int(line.removeprefix("data: "))


def test_the_page_and_its_notices(watched):
    _, client, _ = watched
    shell = client.get("/")
    assert "a.xml" in shell.text
    assert '<link rel="icon" href="data:,">' in shell.text
    page = client.get("/article")
    assert "Harbour wall, part 1" in page.text
    assert "script-src 'none'" in page.headers["content-security-policy"]
    said = client.get("/notices").json()
    assert said["readable"]
    assert any(notice["line"] and "wall.png" in notice["message"] for notice in said["notices"])
    assert client.get("/as/pdf").content.startswith(b"%PDF-")
    assert client.get("/as/odt").status_code == 404


def test_a_fault_is_said_once(watched):
    file, client, _ = watched
    numbers = changes(client)
    next(numbers)
    wrong = article(2).replace("#p.mi", "#p.gone")
    threading.Timer(0.3, lambda: file.write_text(wrong, encoding="utf-8")).start()
    next(numbers)
    said = client.get("/notices").json()["notices"]
    dangling = [notice["line"] for notice in said if notice["rule"] == "dangling-pointer"]
    assert len(dangling) == wrong.count("#p.gone")
    lines = [notice["line"] or 0 for notice in said]
    assert lines == sorted(lines)


def test_every_change_renews_it(watched):
    file, client, _ = watched
    numbers = changes(client)
    first = next(numbers)

    def after(change):
        threading.Timer(0.3, change).start()
        return next(numbers)

    second = after(lambda: file.write_text(article(2, picture="wall.png"), encoding="utf-8"))
    assert second > first
    assert "Harbour wall, part 2" in client.get("/article").text
    after(lambda: (file.parent / "wall.png").write_bytes(png(3)))
    assert "data:image/png" in client.get("/article").text
    after(lambda: file.write_text("<TEI", encoding="utf-8"))
    said = client.get("/notices").json()
    assert not said["readable"]
    assert said["notices"][0]["severity"] == "error"
    after(lambda: file.write_text(article(4), encoding="utf-8"))
    assert "Harbour wall, part 4" in client.get("/article").text


def test_ctrl_c_ends_it_quietly_while_a_browser_is_open(tmp_path):
    file = tmp_path / "a.xml"
    file.write_text(article(1), encoding="utf-8")
    command = [sys.executable, "-m", "exporter", "watch", str(file), "--no-open"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, text=True, bufsize=1, stdout=pipe, stderr=pipe) as running:
        address = re.search(r"http://\S+", running.stdout.readline())[0]
        with httpx.Client(base_url=address, timeout=30) as client:
            numbers = changes(client)
            next(numbers)
            running.send_signal(signal.SIGINT)
            assert list(numbers) == []
        assert running.wait(20) == 0
        assert running.stderr.read() == ""


def test_only_this_machine_is_answered(watched):
    """A page elsewhere that points a name at this machine learns nothing (DNS rebinding)."""
    _, client, _ = watched
    assert client.get("/article", headers={"Host": "evil.example"}).status_code == 400


def test_a_theme_that_is_not_there(tmp_path):
    (tmp_path / "a.xml").write_text(article(1), encoding="utf-8")
    command = [sys.executable, "-m", "exporter", "watch", "a.xml", "--theme", "nope", "--no-open"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=60
    )
    assert done.returncode == 2
    assert "There is no theme nope" in done.stderr


def test_no_article(tmp_path):
    command = [sys.executable, "-m", "exporter", "watch", str(tmp_path / "none.xml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "does not exist" in done.stderr
