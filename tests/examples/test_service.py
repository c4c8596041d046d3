"""The web service: right answers, right refusals, and under load each gets their own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.batch.articles import article
from tests.event_loop import run

httpx = pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")
pytest.importorskip("uvicorn", reason="uvicorn (extra preview) is not installed")

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def service():
    """The service as a process of its own: its process id, and a client."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "--app-dir", str(EXAMPLES), "service:app"]
    command += ["--port", str(port), "--log-level", "warning"]
    with subprocess.Popen(command) as running:
        for _ in range(1200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            yield running.pid, client
        running.terminate()


def post(client, path, body):
    return client.post(path, content=body if isinstance(body, bytes) else body.encode())


def test_documents(service):
    _, client = service
    page = post(client, "/export/html", article(7))
    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert 'filename="article.html"' in page.headers["content-disposition"]
    assert "warning=" in page.headers["x-notices"]
    assert "Harbour wall, part 7" in page.text
    assert post(client, "/export/pdf", article(7)).content.startswith(b"%PDF-")
    assert post(client, "/export/docx", article(7)).content.startswith(b"PK")
    assert "Anmerkungen" in post(client, "/export/html?language=de", article(7)).text


def test_checks(service):
    _, client = service
    found = post(client, "/check", article(7).replace("#s.aud", "#s.none")).json()["notices"]
    assert any("s.none" in notice["message"] and notice["line"] for notice in found)


def test_refusals(service):
    _, client = service
    cut = post(client, "/export/html", article(7)[:700])
    assert cut.status_code == 422
    assert cut.json()["faults"][0]["line"] > 1
    assert post(client, "/export/odt", article(7)).status_code == 404
    assert post(client, "/export/html", b"").status_code == 422
    assert post(client, "/export/html", b"x" * 5_000_001).status_code == 413
    assert client.get("/export/html").status_code == 405
    bomb = '<!DOCTYPE TEI [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + article(7).replace(
        "Ada Mills said", "&a; said"
    )
    assert "root:" not in post(client, "/export/html", bomb).text


def test_health(service):
    _, client = service
    answer = client.get("/health")
    assert answer.json()["status"] == "well"


def resident(pid):
    """Memory of a process, MiB."""
    said = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", said)[1]) / 1024


def test_under_load_each_gets_their_own_and_memory_is_bounded(service):
    pid, client = service

    def ask(n):
        for _ in range(1200):
            answer = post(client, f"/export/{('html', 'docx')[n % 2]}", article(n))
            if answer.status_code != 503:
                return n, answer
            assert answer.headers["retry-after"]
            time.sleep(0.05)
        raise AssertionError("the service is always busy")

    def ask_all(numbers):
        with ThreadPoolExecutor(24) as pool:
            for n, answer in pool.map(ask, numbers):
                assert answer.status_code == 200
                if n % 2 == 0:
                    parts = set(re.findall(r"Harbour wall, part (\d+)", answer.text))
                    assert parts == {str(n)}

    ask_all(range(100))
    before = resident(pid)
    ask_all(range(100, 400))
    assert resident(pid) < before + 50
    assert client.get("/health").status_code == 200


@pytest.fixture
def example(monkeypatch):
    """The service as a module, which its processes can import too."""
    monkeypatch.syspath_prepend(str(EXAMPLES))
    import service

    return service


def test_who_comes_too_many_is_told(example):
    """With one worker and nobody waiting, the second of two at once is sent away."""

    async def main():
        works = example.Works(workers=1, waiting=0)
        first = asyncio.create_task(works.do(partial(time.sleep, 0.5)))
        await asyncio.sleep(0)
        with pytest.raises(example.Busy):
            await works.do(partial(int))
        await first
        await asyncio.sleep(0)
        assert await works.do(partial(int)) == 0
        works.end()

    run(main)


def test_what_takes_too_long_is_ended(example, monkeypatch):
    """Its process is gone, and the next call has one of its own."""

    async def main():
        works = example.Works(workers=1, waiting=0)
        pid = await works.do(partial(os.getpid))
        assert pid != os.getpid()
        monkeypatch.setattr(example, "SECONDS", 0.2)
        with pytest.raises(TimeoutError):
            await works.do(partial(time.sleep, 600))
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        monkeypatch.setattr(example, "SECONDS", 60)
        await asyncio.sleep(0)
        assert await works.do(partial(os.getpid)) not in (pid, os.getpid())
        works.end()

    run(main)


def test_a_process_that_dies_is_replaced(example):
    async def main():
        works = example.Works(workers=1, waiting=0)
        with pytest.raises(example.Died):
            await works.do(partial(os._exit, 9))
        await asyncio.sleep(0)
        with pytest.raises(ValueError, match="invalid literal"):
            await works.do(partial(int, "x"))
        await asyncio.sleep(0)
        assert await works.do(partial(int, "7")) == 7
        works.end()

    run(main)


def test_it_is_well_while_all_processes_are_at_work(example):
    async def asked():
        app = example.application(workers=2, waiting=0)
        work = [asyncio.create_task(app.state.works.do(partial(time.sleep, 600))) for _ in range(2)]
        await asyncio.sleep(0)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
            busy = await client.post("/export/html", content=article(1))
            well = await client.get("/health")
        for works in (app.state.works, app.state.pulse):
            works.end()
        ended = await asyncio.gather(*work, return_exceptions=True)
        assert all(isinstance(each, example.Died) for each in ended)
        return busy.status_code, well.json()["status"]

    assert run(asked) == (503, "well")
