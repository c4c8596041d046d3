"""The limits with which an article was read are a part of its recipe."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter import ArchiveError, Limits
from exporter.archives import archive, verify
from exporter.archives.bag_reader import BagLimits, opened
from exporter.archives.edition_files import recipe_in
from exporter.archives.editions import editions
from exporter.notices import Severity
from tests.archives.test_keeping import FIRST, LATER, article
from tests.archives.test_keeping import place as place  # a fixture
from tests.cli.test_commands import run
from tests.safety.test_bags import changed, consistent

DEEP = "<hi>" * 200 + FIRST + "</hi>" * 200
WIDE = Limits(depth=300)


def test_what_is_deeper_than_usual_is_made_again_where_that_is_allowed(
    place: Path, tmp_path: Path
) -> None:
    archive(article(tmp_path, DEEP), place, to=["html"], limits=WIDE)
    found = verify(place, reading=WIDE)
    assert (found.sound, found.reproduced, found.report.notices) == (True, 1, ())


def test_a_bag_does_not_widen_the_limits_of_who_verifies_it(place: Path, tmp_path: Path) -> None:
    archive(article(tmp_path, DEEP), place, to=["html"], limits=WIDE)
    found = verify(place)
    assert (found.sound, found.reproduced) == (True, 0)
    (notice,) = found.report
    assert notice.severity is Severity.WARNING
    assert "--limit depth=300" in notice.message
    done = run("verify", place)
    assert (done.exit_code, "depth=300" in done.stderr) == (0, True)
    done = run("verify", place, "--limit", "depth=300")
    assert (done.exit_code, "1 export reproduced" in done.stdout) == (0, True)


def test_narrower_limits_hold_by_themselves(place: Path, tmp_path: Path) -> None:
    narrow = Limits(notes=5, pixels=100)
    archive(article(tmp_path, FIRST), place, to=["html"], limits=narrow)
    (edition,) = editions(opened(place, BagLimits()))
    assert recipe_in(edition.files).reading == narrow
    assert verify(place).reproduced == 1


def test_usual_limits_are_not_written_down(place: Path, tmp_path: Path) -> None:
    archive(article(tmp_path, FIRST), place, to=["html"], limits=Limits())
    (edition,) = editions(opened(place, BagLimits()))
    assert b'"limits"' not in edition.files["provenance.jsonld"]


def test_a_later_edition_reads_the_former_one_only_with_leave(place: Path, tmp_path: Path) -> None:
    archive(article(tmp_path, DEEP), place, to=["html"], limits=WIDE)
    with pytest.raises(ArchiveError, match=r"read with --limit depth=300"):
        archive(article(tmp_path, LATER), into=place, to=["html"])
    made = archive(article(tmp_path, LATER), into=place, to=["html"], limits=WIDE)
    assert made.edition == 2
    assert verify(place, reading=WIDE).reproduced == 2


@pytest.mark.parametrize("limits", [{"colour": 3}, {"depth": "x"}, {"depth": -1.5}, [1], "x"])
def test_limits_that_are_none(tmp_path: Path, limits: object) -> None:
    """A recipe that nobody can read makes the bag unsound, and is no traceback."""
    place = archive(article(tmp_path, FIRST), tmp_path / "bag", to=["html"]).path
    files = changed(opened(place, BagLimits()), lambda recipe: {**recipe, "limits": limits})
    found = verify(consistent(files, tmp_path / "other"))
    assert not found.sound
    assert "it cannot be made again" in str(found.report.notices[0])
