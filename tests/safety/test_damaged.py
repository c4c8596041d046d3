"""A sample of the inputs that ``make damage`` tries: errors of ours, or none."""

from __future__ import annotations

import pytest

from tests import damaging


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("kind", damaging.KINDS)
def test_a_sample(kind: str, part: int) -> None:
    wrong = [damaging.tried(kind, 40 * part + seed) for seed in range(40)]
    assert [found for found in wrong if found] == []


@pytest.mark.parametrize("kind", damaging.KINDS)
def test_a_seed_makes_the_same_again(kind: str) -> None:
    assert damaging.damaged(kind, 7) == damaging.damaged(kind, 7)
    assert damaging.damaged(kind, 7) != damaging.damaged(kind, 8)
