"""Streams, devices and files of the wrong kind, where an article or a model is expected."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import exporter
from exporter.cli import main
from exporter.errors import LimitExceeded


def run(*words: str, given: str | None = None):
    return CliRunner().invoke(main, list(words), input=given)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_what_never_ends_is_read_to_the_limit():
    with pytest.raises(LimitExceeded, match="more than 1,000 bytes"):
        exporter.read("/dev/zero", limits=exporter.Limits(size=1000))
    done = run("export", "/dev/zero", "--limit", "size=1000")
    assert done.exit_code == 1
    assert "/dev/zero: The file has more than 1,000 bytes" in done.output


def test_a_new_article_goes_to_the_standard_output(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("new", "-", "--title", "Ferry late")
    assert done.exit_code == 0
    assert "<title>Ferry late</title>" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_the_standard_input_has_no_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("export", "-", given="<TEI/>")
    assert done.exit_code == 2
    assert "Name a file with -o, or - for the standard output." in done.output


def test_a_wrong_model_is_named(tmp_path, monkeypatch):
    pytest.importorskip("pycrfsuite")
    monkeypatch.chdir(tmp_path)
    Path("ferry.md").write_text("# Ferry\n\nIt is late.\n", encoding="utf-8")
    Path("own.model").write_bytes(b"nothing")
    done = run("draft", "ferry.md", "--model", "own.model")
    assert done.exit_code == 1
    assert "error: own.model: This is not a model" in done.output
    assert not Path("ferry.xml").exists()
