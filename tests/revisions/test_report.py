"""What came of a merge, counted."""

from __future__ import annotations

import pytest

from exporter.revisions.findings import Finding
from exporter.revisions.merger import Merged
from exporter.revisions.report import to_text

FIGURE = Finding("figure-changed", "Now 5.")
CLAIM = Finding("claim-changed", "Worded otherwise.")


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ((), "Nothing has changed."),
        ((FIGURE,), "0 taken over, 1 to check, 0 to decide."),
        ((FIGURE, CLAIM), "0 taken over, 2 to check, 0 to decide."),
        (
            (Finding("words", "Other words."), FIGURE),
            "1 taken over, 1 to check, 0 to decide.",
        ),
        (
            (Finding("words", "Both.", applied=False, conflict=True), CLAIM),
            "0 taken over, 1 to check, 1 to decide.",
        ),
    ],
)
def test_the_last_line_counts(findings: tuple[Finding, ...], said: str) -> None:
    assert to_text(Merged(b"", findings, "article", b"")).splitlines()[-1] == said
