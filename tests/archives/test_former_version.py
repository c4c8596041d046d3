"""A bag that version 0.1.0 made: it verifies, says what comes out otherwise now, is added to."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import exporter
from exporter.archives import BagLimits, archive, recover, verify
from exporter.archives.bag_reader import opened
from exporter.notices import Severity
from tests.cli.test_commands import run

KEPT = Path(__file__).with_name("ferry-0.1.0.zip")
FIRST = "data/editions/1/"


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return Path(shutil.copy(KEPT, tmp_path / "ferry-0.1.0.zip"))


def test_it_is_sound_and_the_version_is_named(bag: Path) -> None:
    found = verify(bag)
    assert (found.sound, found.signature, found.editions) == (True, "absent", 1)
    assert {notice.rule for notice in found.report} == {"bag-not-reproduced"}
    assert found.report.worst is Severity.WARNING
    for notice in found.report:
        assert "made by exporter 0.1.0 (here " in notice.message
        assert exporter.__version__ in notice.message


def test_the_command_says_so(bag: Path) -> None:
    done = run("verify", bag)
    assert done.exit_code == 0
    assert f"{bag.name}: sound; 1 edition" in done.stdout
    assert "it comes out differently now: it was made by exporter 0.1.0" in done.stderr


def test_its_article_is_got_back(bag: Path) -> None:
    tei = recover(bag)
    assert tei is not None
    assert b"Ferry to cost a third more" in tei
    assert b"Call her on Monday" not in tei


def test_an_edition_is_added_and_the_first_stays(bag: Path, tmp_path: Path) -> None:
    before = opened(bag, BagLimits())
    again = tmp_path / "ferry.xml"
    again.write_bytes(before[f"{FIRST}article/ferry.xml"].replace(b"a third", b"40 per cent"))
    made = archive(again, into=bag, to=["html"])
    assert (made.edition, made.new) == (2, True)
    after = opened(bag, BagLimits())
    kept = {name: data for name, data in before.items() if name.startswith(FIRST)}
    assert {name: after.get(name) for name in kept} == kept
    found = verify(bag)
    assert (found.sound, found.editions, found.reproduced) == (True, 2, 1)
