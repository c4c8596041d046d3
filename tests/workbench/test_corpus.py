"""Random words of real TEI are marked by way of the page: every other byte stays.

``EXPORTER_MARKS=50`` marks so many ranges in every file (``make marks``); without it a few ranges
in a few files.
"""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from exporter.editing import scan
from exporter.errors import ExporterError
from exporter.tei.limits import Limits
from exporter.tei.parse.parser import parse
from tests.workbench.pages import Page

SHARED = Path(__file__).parents[3] / "shared"
COUNT = int(os.environ.get("EXPORTER_MARKS", "0"))
FILES = sorted(SHARED.glob("corpus/*/*.xml"))
SHORT = [file for file in FILES if file.stat().st_size <= 150_000]
SOME = FILES if COUNT else SHORT[:: max(1, len(SHORT) // 8)]
KINDS = ("speech", "claim", "figure", "date", "person", "organisation", "place", "source")
_RUN = re.compile(r'data-block="(b\d+)"|data-s="(\d+)">([^<]*)<')

pytestmark = pytest.mark.skipif(not FILES, reason="shared/corpus is not beside the checkout")


def runs(html: str) -> list[tuple[str, int, int]]:
    """The runs of the page: block, offset of the first character, characters."""
    found, block = [], ""
    for name, start, words in _RUN.findall(html):
        if name:
            block = name
        elif words.strip() and block:
            plain = re.sub(r"&[^;]+;", "x", words)
            found.append((block, int(start), len(plain)))
    return found


@pytest.mark.parametrize("file", SOME, ids=lambda file: file.name)
def test_every_other_byte_is_kept(file, tmp_path):
    try:
        parse(file, Limits())
    except ExporterError as error:
        pytest.skip(f"no article, though in shared/corpus: {error.message}")
    path = tmp_path / file.name
    path.write_bytes(file.read_bytes())
    page = Page(path)
    chance = random.Random(file.name)
    places = runs(page.read()["html"])
    words = scan(path).content(0, 10**9).string
    marked = 0
    for _ in range(COUNT or 6 if places else 0):
        block, start, length = chance.choice(places)
        first = start + chance.randrange(length)
        last = min(start + length, first + chance.randint(1, 60))
        before, number = path.read_bytes(), page.session.state().number
        ranges = [[f"{block}:{first}", f"{block}:{last}"]]
        fields = {"value": "1"}
        told = page.act("mark", status=0, kind=chance.choice(KINDS), ranges=ranges, fields=fields)
        if "said" not in told:
            assert path.read_bytes() == before
            continue
        marked += 1
        assert page.session.state().number == number + 1
        steps = page.session.steps[-1].splices
        assert all(each.start == each.end or each.text.startswith("<") for each in steps)
        page.act("undo")
        assert path.read_bytes() == before
        page.act("redo")
        places = runs(page.read()["html"])
    assert marked or not places
    scan(path)
    for _ in range(marked):
        page.act("undo")
    assert path.read_bytes() == file.read_bytes()
    assert scan(path).content(0, 10**9).string == words
