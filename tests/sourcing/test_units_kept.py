"""The table of English units is what Babel says."""

from __future__ import annotations

from exporter.sourcing.wording import units


def test_the_table_of_english_units_is_babel_s() -> None:
    assert units._english() == units._names("en")  # else write it anew from what _names gives
