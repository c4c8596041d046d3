"""The page's margins and what stands in them."""

from __future__ import annotations

import pytest

from exporter.docx import render
from exporter.theme import load
from exporter.values import replace
from tests import sample
from tests.docx.opened import W, find, part


@pytest.mark.parametrize("audience", ["public", "internal"])
@pytest.mark.parametrize("theme", ["newspaper", "archive", "large-print"])
def test_text_begins_below_the_header(theme: str, audience: str) -> None:
    edition, look = sample.edition(), load(theme)
    shown = replace(edition, article=replace(edition.article, audience=audience))
    (margins,) = find(part(render(shown, look).data), "//w:body/w:sectPr/w:pgMar")
    head, top = (int(margins.get(f"{W}{side}")) for side in ("header", "top"))
    assert top - head >= look.type.size * look.type.leading * 20 + 100
