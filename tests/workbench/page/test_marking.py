"""Random words of real TEI, marked in the browser by a key: every other byte stays, and undoing
them all gives the file as it was.

``EXPORTER_MARKS=50`` marks so many ranges in every file (``make marks``); without it a few in two.
"""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest

from exporter.editing import scan
from exporter.errors import ExporterError
from exporter.tei.limits import Limits
from exporter.tei.parse.parser import parse
from tests.workbench.page.editor import Editor, editing

SHARED = Path(__file__).parents[4] / "shared"
COUNT = int(os.environ.get("EXPORTER_MARKS", "0"))
FILES = sorted(SHARED.glob("corpus/*/*.xml"), key=lambda file: file.stat().st_size)
SHORT = [file for file in FILES if 5_000 < file.stat().st_size < 35_000]
SOME = FILES if COUNT else SHORT[::4]
KEYS = "scfdpolq"
_TAG = re.compile(rb"<!--.*?-->|<\?.*?\?>|<[^>]*>", re.DOTALL)

pytestmark = pytest.mark.skipif(not FILES, reason="shared/corpus is not beside the checkout")

_CHOOSE = """([run, from, to]) => {
  const runs = [...document.querySelectorAll('#text [data-block] [data-s]')]
    .filter(each => each.firstChild?.nodeType === 3 && each.textContent.trim());
  if (!runs.length) return '';
  const node = runs[Math.floor(run * runs.length)].firstChild;
  const start = Math.floor(from * node.length);
  const end = Math.min(node.length, start + 1 + Math.floor(to * 60));
  document.querySelector('#text').focus({preventScroll: true});
  getSelection().setBaseAndExtent(node, start, node, end);
  return getSelection().toString();
}"""


def _kept(before: bytes, after: bytes) -> bool:
    """Whether every byte is there still, in its order."""
    left = iter(after)
    return all(byte in left for byte in before)


def pressed(editor: Editor, chance: random.Random) -> bool:
    """One range, one key; whether it was marked."""
    before = editor.file.read_bytes()
    shares = [chance.random() for _ in range(3)]
    if not editor.page.evaluate(_CHOOSE, shares):
        return False
    editor.page.wait_for_timeout(30)
    editor.press(chance.choice(KEYS))
    editor.settle()
    after = editor.file.read_bytes()
    assert _kept(before, after) or _kept(_TAG.sub(b"", before), _TAG.sub(b"", after))
    return after != before


@pytest.mark.parametrize("file", SOME, ids=lambda file: file.name)
def test_every_other_byte_is_kept(file: Path, tmp_path: Path) -> None:
    try:
        parse(file, Limits())
        source = scan(file)
    except ExporterError as error:
        pytest.skip(f"no article, though in shared/corpus: {error.message}")
    words, original = source.content(0, 10**9).string, file.read_bytes()
    chance = random.Random(file.name)
    with editing(tmp_path, original) as editor:
        editor.page.set_default_timeout(60_000)
        marked = sum(pressed(editor, chance) for _ in range(COUNT or 4))
        assert marked or not editor.page.locator("#text [data-block] [data-s]").count()
        scan(editor.file)
        editor.page.evaluate("() => document.querySelector('#text').focus()")
        for _ in range(marked):
            editor.press("u")
            editor.settle()
        assert editor.file.read_bytes() == original
        assert scan(editor.file).content(0, 10**9).string == words
