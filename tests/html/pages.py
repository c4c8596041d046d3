"""Pages to look at: the sample in a theme, and small editions made for one question."""

from __future__ import annotations

import re
from functools import cache

from exporter import model as m
from exporter.html import HtmlOptions, render
from exporter.theme import load
from exporter.values import replace
from tests.sample import edition


@cache
def page(theme: str = "newspaper") -> bytes:
    return render(edition(), load(theme)).data


def drawn(*blocks: m.Block, **changes: object) -> m.Output:
    """A page whose text is these blocks alone."""
    made = replace(edition(), blocks=blocks, notes=(), appendices=(), spans={})
    if "lang" in changes:
        made = replace(made, article=replace(made.article, lang=changes["lang"]))
    return render(replace(made, **changes), load())


def text_of(*blocks: m.Block, **changes: object) -> str:
    """The markup inside the text of such a page."""
    found = re.search(
        r'<div class="text" id="text">\n(.*)</div></div>\n</article>',
        drawn(*blocks, **changes).data.decode(),
        re.DOTALL,
    )
    assert found
    return found[1]


def fragment(**options: object) -> m.Output:
    return render(edition(), load(), HtmlOptions(fragment=True, **options))  # type: ignore[arg-type]
