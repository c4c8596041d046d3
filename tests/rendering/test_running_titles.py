"""What a running head says where a title is too long for it."""

from __future__ import annotations

import pytest

from exporter.rendering.running_titles import shortened


@pytest.mark.parametrize(
    ("text", "count", "kept"),
    [
        ("Quays of the north, and their people", 18, "Quays of the…"),
        ("Quays of the north, and their people", 19, "Quays of the north…"),
        ("Quays of the north, and their people", 24, "Quays of the north, and…"),
        ("Donaudampfschifffahrt", 10, "Donaudampf…"),
    ],
)
def test_a_title_is_cut_after_a_word(text: str, count: int, kept: str) -> None:
    assert shortened(text, count) == kept
