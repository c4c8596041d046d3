"""``exporter merge``: what it writes, prints and answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from exporter.cli import main
from tests.revisions import word_edits as word
from tests.revisions.test_merge import SOURCE, copy_of


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    article, edited = tmp_path / "wall.xml", tmp_path / "edited.docx"
    article.write_bytes(SOURCE)
    document = copy_of()
    word.say(document, "single winter", "single summer")
    edited.write_bytes(document.saved())
    return article, edited


def run(*words: object):
    return CliRunner().invoke(main, ["merge", *map(str, words)])


def test_it_writes_beside_the_article(files: tuple[Path, Path]):
    article, edited = files
    done = run(article, edited)
    assert done.exit_code == 0, done.output
    assert article.read_bytes() == SOURCE
    assert b"single summer" in article.with_name("wall.merged.xml").read_bytes()
    assert "1 taken over, 0 to check, 0 to decide." in done.output


def test_it_writes_in_place_and_keeps_what_was(files: tuple[Path, Path]):
    article, edited = files
    assert run(article, edited, "--in-place").exit_code == 0
    assert b"single summer" in article.read_bytes()
    assert article.with_name("wall.xml.bak").read_bytes() == SOURCE


def test_a_dry_run_writes_nothing(files: tuple[Path, Path]):
    article, edited = files
    before = sorted(article.parent.iterdir())
    assert run(article, edited, "--dry-run").exit_code == 0
    assert sorted(article.parent.iterdir()) == before


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html"])
def test_the_report_in_each_form(files: tuple[Path, Path], form: str):
    article, edited = files
    report = article.with_name("report")
    done = run(article, edited, "--dry-run", "--format", form, "--report", report)
    assert done.exit_code == 0, done.output
    text = report.read_text("utf-8")
    assert "winter" in text
    assert "summer" in text
    if form in ("json", "sarif"):
        json.loads(text)


def test_what_is_to_be_decided_is_exit_code_1(files: tuple[Path, Path]):
    article, edited = files
    document = copy_of()
    word.say(document, "Ada Mills, letter", "Ada Mills, postcard")
    edited.write_bytes(document.saved())
    done = run(article, edited)
    assert done.exit_code == 1
    assert "edit the entry" in done.output


def test_a_file_that_is_none(files: tuple[Path, Path]):
    article, edited = files
    edited.write_bytes(b"PK no zip")
    done = run(article, edited)
    assert done.exit_code == 1
    assert "cannot be read" in done.output
    assert not article.with_name("wall.merged.xml").exists()


def test_a_folder_of_copies(files: tuple[Path, Path]):
    article, edited = files
    copies, target = article.parent / "copies", article.parent / "target"
    copies.mkdir()
    target.mkdir()
    edited.rename(copies / "wall-internal.docx")
    assert run(article.parent, copies, "-o", target).exit_code == 0
    assert b"single summer" in (target / "wall.xml").read_bytes()
    (copies / "gate.docx").write_bytes(copy_of().saved())
    done = run(article.parent, copies, "-o", target)
    assert done.exit_code == 1
    assert "There is no article" in done.output


def test_recover_says_that_a_copy_was_edited(files: tuple[Path, Path]):
    _, edited = files
    done = CliRunner().invoke(main, ["recover", str(edited)])
    assert "visible text differs" in done.stderr
    edited.write_bytes(copy_of().saved())
    assert "differs" not in CliRunner().invoke(main, ["recover", str(edited)]).stderr


def test_diff_takes_a_word_copy(files: tuple[Path, Path]):
    article, edited = files
    done = CliRunner().invoke(main, ["diff", str(article), str(edited)])
    assert done.exit_code == 0, done.output
    assert "winter" in done.output
    assert "summer" in done.output
