"""The annotation page without a browser: an article in a file, and what the page would ask."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import httpx

from exporter.checks import check
from exporter.workbench.session import Session
from exporter.workbench.site.application import application
from exporter.workbench.site.context import Options
from exporter.workbench.source.store import FileStore
from tests.event_loop import run

TOKEN = "the-token"
_HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
  <titleStmt><title>The wall</title></titleStmt>
  <publicationStmt><publisher>Courier</publisher><date when="2026-03-02"/>
   <availability><p>All rights reserved.</p></availability></publicationStmt>
  <sourceDesc><p>Written for the web.</p></sourceDesc></fileDesc>
 <encodingDesc><classDecl><taxonomy xml:id="verification">
   <category xml:id="v.ok"><catDesc>Supported</catDesc></category>
   <category xml:id="v.open"><catDesc>Not independently verified</catDesc></category></taxonomy>
  <taxonomy xml:id="audience">
   <category xml:id="internal"><catDesc>For the newsroom</catDesc></category></taxonomy>
  </classDecl></encodingDesc></teiHeader>
<standOff>
 <listPerson>
  <person xml:id="p.mi"><persName>Ada Mills</persName></person>
 </listPerson>
 <listBibl>
  <bibl xml:id="s.int" type="interview">Ada Mills, <date when="2026-02-27">February</date>.</bibl>
 </listBibl>
</standOff>
<text><body><div type="article"><head>The wall</head>
"""
_TAIL = "</div></body></text></TEI>\n"
FIRST = (
    " <p>The wall of Nessport will cost about €4.2 million, Ada Mills said on 27 February 2026.</p>"
)
SECOND = " <p>“That is twice what we were told,” she said, “and it is late.”</p>"
THIRD = " <p>Work starts in May. The review may add up to 15 per cent.</p>"
PARAGRAPHS = f"{FIRST}\n{SECOND}\n{THIRD}\n"


def article(body: str = PARAGRAPHS) -> str:
    """A small valid article with these paragraphs."""
    return f"{_HEAD}{body}{_TAIL}"


class Page:
    """What the page knows: the version that it shows."""

    def __init__(self, path: Path, **options: Any) -> None:
        self.path = path
        self.session = Session(FileStore(path))
        self.app = application(self.session, Options(TOKEN, **options))
        self.version = ""
        self.last: dict[str, Any] = {}
        self.read()

    def twin(self) -> Page:
        """Another tab of the same page."""
        other = object.__new__(Page)
        other.path, other.session, other.app = self.path, self.session, self.app
        other.version, other.last = "", {}
        other.read()
        return other

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """One request."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            base = "http://127.0.0.1:8000"
            async with httpx.AsyncClient(transport=transport, base_url=base) as client:
                return await client.request(method, path, **more)

        return run(asked)

    def get(self, path: str, **query: str) -> Any:
        """The JSON of an answer that must be a good one."""
        response = self.ask("GET", path, params=query)
        assert response.status_code == 200, response.text
        return response.json()

    def read(self) -> dict[str, Any]:
        """Load the article."""
        found: dict[str, Any] = self.get("/article")
        self.version = found["version"]
        return found

    def act(self, name: str, /, *, status: int = 200, version: str = "", **action: Any) -> Any:
        """Carry an action out; ``status`` 0: whether it can be or not."""
        asked = {"version": version or self.version, "action": {"type": name, **action}}
        headers = {"x-exporter-token": TOKEN}
        response = self.ask("POST", "/change", json=asked, headers=headers)
        assert response.status_code == status or not status, response.text
        assert response.status_code in (200, 409, 422), response.text
        self.last = response.json()
        self.version = self.last.get("version", self.version)
        return self.last

    def mark(self, kind: str, exact: str, **fields: Any) -> str:
        """Mark words by typing them; the place of what was marked."""
        return str(self.act("quote", kind=kind, exact=exact, fields=fields)["chosen"])

    def place(self, exact: str) -> list[str]:
        """The places of words: where they begin and where they end."""
        found = self.get("/find", exact=exact)["occurrences"]
        assert len(found) == 1, found
        return [found[0]["place"], found[0]["end"]]

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")


def changed(before: str, after: str) -> list[str]:
    """The lines that differ, each with ``-`` or ``+`` before it."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line[:2].strip() + line[2:] for line in lines if line[0] in "+-"]


def new(page: Page, before: str) -> list[str]:
    """The lines that were put in, without white space before them; the file is valid."""
    assert not [n for n in check(page.path) if n.rule in ("schema", "malformed")]
    return [line[1:].strip() for line in changed(before, page.text) if line[0] == "+"]


def only(page: Page, before: str, old: str, line: str) -> None:
    """One line changed, and to this."""
    assert changed(before, page.text) == [f"-{old}", f"+{line}"]
    new(page, before)
