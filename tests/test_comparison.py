"""What changed between two editions, told in text, JSON and HTML."""

from __future__ import annotations

import json
from decimal import Decimal

from exporter import model as m
from exporter.comparison import diff, to_html, to_json, to_text
from exporter.values import replace
from tests import judges, sample


def test_nothing() -> None:
    changes = diff(sample.article(), sample.article())
    assert len(changes) == 0
    assert to_text(changes) == "Nothing has changed.\n"
    assert judges.vnu(to_html(changes).encode()) == []


def test_facts() -> None:
    old = sample.article()
    claims = dict(old.claims)
    first, second, *_ = claims
    claims[first] = replace(claims[first], status="", verifications=())
    del claims[second]
    claims["c9"] = m.Claim("c9", "The wall is new.", line=40)
    figures = dict(old.figures)
    name = next(iter(figures))
    figures[name] = replace(figures[name], value=Decimal(5000000))
    new = replace(old, claims=claims, figures=figures)
    changes = diff(old, new)
    found = {(change.kind, change.what, change.id, change.part) for change in changes}
    assert ("changed", "claim", first, "status") in found
    assert ("added", "claim", "c9", "") in found
    assert ("removed", "claim", second, "") in found
    assert ("changed", "figure", name, "value") in found
    assert "added claim c9: The wall is new.\n" in to_text(changes)
    assert json.loads(to_json(changes))["changes"][0]["kind"] == "changed"


def test_prose() -> None:
    old = sample.article()
    one = m.Paragraph((m.Run("Crews <start> in May."),))
    other = m.Paragraph((m.Run("Crews <start> in June."),))
    before, after = replace(old, blocks=(one,)), replace(old, blocks=(other, one))
    changes = diff(before, replace(before, blocks=(other,)))
    assert to_text(changes) == (
        "changed paragraph, text:\n  - Crews <start> in May.\n  + Crews <start> in June.\n"
    )
    page = to_html(changes)
    assert "Crews &lt;start&gt; in <del>May.</del> <ins>June.</ins>" in page
    assert judges.vnu(page.encode()) == []
    assert [change.kind for change in diff(before, after)] == ["added"]
