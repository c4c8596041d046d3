"""``make bench-page``: on the annotation page, from the key to saved and shown, in the browser."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from tests.workbench.page.articles import FERRY
from tests.workbench.page.editor import editing

SIZES = {1_300: 300, 13_000: 1_000, 125_000: 3_000}
"""Words of an article, and the milliseconds that a mark may take."""
TIMES = 7
_PARAGRAPH = (
    "  <p>Kofi Osei warned of it in March and again in April, when the ferry lay still for {n} "
    "minutes off Molenhaven and nobody on board was told why it did.</p>\n"
)
_WORDS = 31
_MEASURE = """place => new Promise(done => {
  const run = [...document.querySelectorAll(`[data-block="${place}"] [data-s]`)][0].firstChild;
  document.querySelector('#text').focus({preventScroll: true});
  getSelection().setBaseAndExtent(run, 0, run, 9);
  setTimeout(() => {
    const begun = performance.now();
    const text = document.querySelector('#text');
    text.dispatchEvent(new KeyboardEvent('keydown', {key: 'p', code: 'KeyP', bubbles: true}));
    const look = () => document.querySelector(`[data-block="${place}"] .a-person`)
      ? requestAnimationFrame(() => done(performance.now() - begun)) : requestAnimationFrame(look);
    look();
  }, 600);
})"""


def article(words: int) -> str:
    """So many words, in paragraphs of 31."""
    head, _, tail = FERRY.partition("  <p>The ferry")
    rest = tail.partition(" </div></body>")
    body = "".join(_PARAGRAPH.format(n=n) for n in range(words // _WORDS))
    return f"{head}{body}{rest[1]}{rest[2]}"


def measured(words: int) -> list[float]:
    """Milliseconds of each mark, in paragraphs spread over the article."""
    with tempfile.TemporaryDirectory() as folder, editing(Path(folder), article(words)) as editor:
        editor.page.set_default_timeout(120_000)
        count = words // _WORDS
        found = []
        for at in range(TIMES):
            found.append(editor.page.evaluate(_MEASURE, f"b{1 + at * (count - 1) // TIMES}"))
            editor.settle()
            editor.page.wait_for_timeout(1500)
        return found


def main() -> None:
    """A line for each size."""
    for words, limit in SIZES.items():
        found = measured(words)
        median, worst = statistics.median(found), max(found)
        print(f"{words:>8,} words: median {median:6.0f} ms, worst {worst:6.0f} ms, aim {limit} ms")


if __name__ == "__main__":
    main()
