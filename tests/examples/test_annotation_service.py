"""The annotation page behind a sign-on: articles in a database, two people, a stranger."""

from __future__ import annotations

import re
import sqlite3
from importlib import util
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")
pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")

import httpx

from tests.event_loop import run
from tests.workbench.pages import article

EXAMPLE = Path(__file__).parents[2] / "examples" / "annotation_service.py"


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """Requests of somebody who is signed on."""
    monkeypatch.setenv("EXPORTER_ARTICLES", str(tmp_path))
    with sqlite3.connect(tmp_path / "articles.db") as rows:
        rows.execute("create table articles (name text primary key, tei blob)")
        rows.execute("insert into articles values ('wall', ?)", [article().encode()])
    found: Any = util.spec_from_file_location("annotation_service", EXAMPLE)
    service = util.module_from_spec(found)
    found.loader.exec_module(service)

    def asked(who, method, path, **more):
        async def one():
            transport = httpx.ASGITransport(app=service.app)
            base = "https://desk.example"
            async with httpx.AsyncClient(transport=transport, base_url=base) as client:
                headers = {"x-signed-on-as": who, **more.pop("headers", {})}
                return await client.request(method, f"/edit{path}", headers=headers, **more)

        return run(one)

    return asked


def token(ask, who):
    page = ask(who, "GET", "/wall/").text
    return re.search(r'name="token" content="([^"]+)"', page)[1]


def test_two_people_annotate_one_article(ask, tmp_path):
    first = ask("Kim", "GET", "/wall/article").json()
    for who, kind, exact in (("Kim", "claim", "Work starts"), ("Lee", "emphasis", "twice")):
        asked = {
            "version": first["version"],
            "action": {"type": "quote", "kind": kind, "exact": exact},
        }
        headers = {"x-exporter-token": token(ask, who)}
        told = ask(who, "POST", "/wall/change", json=asked, headers=headers)
        assert told.status_code == 200, told.text
    with sqlite3.connect(tmp_path / "articles.db") as rows:
        tei = bytes(rows.execute("select tei from articles").fetchone()[0]).decode()
    assert "Work starts</seg>" in tei
    assert "<emph>twice</emph>" in tei
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles.db"]


def test_each_has_a_token_of_their_own(ask):
    headers = {"x-exporter-token": token(ask, "Kim")}
    assert ask("Lee", "POST", "/wall/change", json={}, headers=headers).status_code == 403


def test_strangers_and_other_articles(ask):
    assert ask("", "GET", "/wall/article").status_code == 404
    assert ask("Kim", "GET", "/other/article").status_code == 404
