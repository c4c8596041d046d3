"""What the checks of prose cost grows with the text, not with its square: counted in calls."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from exporter.checks.rules import structure
from exporter.text.close_matches import meant
from exporter.text.numerals import written


@contextmanager
def counted() -> Iterator[list[int]]:
    """How many Python functions are called."""
    calls = [0]

    def count(_: object, event: str, __: object) -> None:
        calls[0] += event == "call"

    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(None)


def test_numbers_of_a_long_paragraph_are_looked_at_once_each() -> None:
    costs = []
    for many in (200, 800):
        text = " ".join(f"{n} people and £{n} million" for n in range(many))
        written.cache_clear()
        with counted() as calls:
            assert len(written(text, "en")) >= 2 * many
        costs.append(calls[0])
    assert costs[1] < 5 * costs[0]


def test_only_the_first_of_many_lost_pointers_are_guessed_at() -> None:
    class Ids:
        ids = dict.fromkeys(f"id{n}" for n in range(50))

    guesses = structure._Guesses(Ids())  # type: ignore[arg-type]
    found = [guesses.of(f"di{n}x") for n in range(100)]
    assert len(guesses._known) == guesses._MOST
    assert not any(found[guesses._MOST :])


def test_a_guess_is_made_once() -> None:
    names = [f"name{n}" for n in range(30)]
    before = meant("nmae3", names)
    with counted() as calls:
        assert meant("nmae3", names) == before
    assert calls[0] < 60
