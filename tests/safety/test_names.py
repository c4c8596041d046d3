"""Names that are no UTF-8 or hold what a terminal obeys: every command takes them, none prints
them as they are, and what is made of them can be read again."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import exporter
from exporter.archives import archive, verify
from exporter.checks import check
from exporter.checks.output.text_and_json import FORMATS, worded
from exporter.errors import OutputError
from exporter.notices import Notice, Severity
from exporter.text import printable
from tests.safety.test_articles import document

NAMES = [b"a\xff.xml", b"a\nb.xml", b"a\rb.xml", b"a\x1b[31mb.xml", b"a\x07b.xml", b"a\\b.xml",
         "a\u009bb.xml".encode(), "a\u202eb.xml".encode(), "\u0430 b.xml".encode(), b"\xc3(.xml",
         b"\t.xml", b" .xml", b"a\x7fb.xml"]  # fmt: skip
RAW = re.compile(
    rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xa8-\xae]|\xe2\x81[\xa6-\xa9]"
)


@pytest.fixture(params=NAMES, ids=range(len(NAMES)))
def article(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / os.fsdecode(request.param)
    path.write_bytes(document('<p>A wall. <ref target="#x">See</ref> <graphic url="n.png"/></p>'))
    return path


def run(*arguments: str | Path) -> bytes:
    """What a command prints, on both streams; it may find faults, but not fail."""
    command = [sys.executable, "-m", "exporter", *(os.fspath(each) for each in arguments)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode("utf-8", "replace")
    assert b"Traceback" not in done.stderr
    done.stdout.decode(), done.stderr.decode()  # what is printed is UTF-8
    return done.stdout + done.stderr


def test_every_command_takes_it(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = run("export", article, "-o", out, "-v")
    said += run("check", article) + run("archive", article, "-o", tmp_path / "bag")
    said += run("verify", tmp_path / "bag") + run("diff", article, article)
    for made in sorted(out.iterdir()):
        said += run("recover", made, "-o", tmp_path / "again.xml")
    assert not RAW.search(said), said


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_of_a_report_holds_it(form: str, article: Path) -> None:
    found = check(article)
    assert len(found)
    said = worded(found, form, files=[str(article)]).encode()  # type: ignore[arg-type]
    assert not RAW.search(said), said
    if form == "json":
        files = {notice["file"] for notice in json.loads(said)["notices"]}
        assert files == {str(article)}


def test_every_format_holds_it(article: Path) -> None:
    edition = exporter.plan(exporter.read(article))
    for name in ("html", "docx", "pdf", "epub", "annotations"):
        assert exporter.render(edition, name).data, name


def test_an_archive_of_it_verifies(article: Path, tmp_path: Path) -> None:
    for place in (tmp_path / "bag", tmp_path / "bag.zip"):
        archive(article, place, to=("html", "pdf"))
        found = verify(place)
        assert found.sound, "\n".join(map(str, found.report))
        assert found.reproduced == 2


def test_a_batch_of_them(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number, name in enumerate(NAMES):
        words = document(f"<p>{number}</p>")
        (source / os.fsdecode(name)).write_bytes(words if number % 3 else words[:-9])
    said = run("batch", source, "-o", tmp_path / "out", "-t", "html")
    assert not RAW.search(said.replace(b"\r\x1b[K", b"")), said
    for line in (tmp_path / "out" / "_batch").glob("*.jsonl"):
        assert not RAW.search(line.read_bytes())


@pytest.mark.parametrize("command", ["export", "check", "verify", "recover", "archive"])
def test_what_is_said_of_a_file_that_is_not_there(command: str, tmp_path: Path) -> None:
    more = ["-o", str(tmp_path / "o")] if command == "archive" else []
    for name in (b"no\x1b]0;title\x07.xml", b"no\xff.xml"):
        run_command = [sys.executable, "-m", "exporter", command, os.fsdecode(name), *more]
        done = subprocess.run(run_command, capture_output=True, cwd=tmp_path, check=False)
        assert done.returncode in (1, 2)
        assert not RAW.search(done.stderr), done.stderr
        assert b"no\\x" in done.stderr


def test_options_that_name_such_files(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_bytes(document("<p>a</p>"))
    for option in ("--theme", "--treatment", "--reference-doc", "--csl"):
        command = [sys.executable, "-m", "exporter", "export", "a.xml", option, "x\x1b[2J.toml"]
        done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)
        assert done.returncode == 2
        assert not RAW.search(done.stderr), done.stderr


def test_control_characters_of_the_article_itself() -> None:
    """XML 1.0 allows those from U+0080 to U+009F, and directional overrides."""
    data = document('<p>It costs <num value="3">four \x9b31m \u202e</num>.</p>')
    for form in FORMATS:
        assert not RAW.search(worded(check(data, name="a.xml"), form).encode())


def test_errors_and_notices_are_printable() -> None:
    error = OutputError("it is\x1b[1m odd\nhere", file="a\nb\udcff")
    assert str(error) == "a\\nb\\xff: it is\\x1b[1m odd\nhere"
    notice = Notice("odd", Severity.INFO, "a\nb", "c\x85d")
    assert str(notice) == "c\\x85d: info: a\\nb [odd]"


def test_json_is_the_same_json() -> None:
    value = {"a\x9b": ["\u202e", "\udcff", "\x7f", "é\n"]}
    text = printable.as_json(value)
    assert json.loads(text) == value
    assert text.encode()
    assert not RAW.search(text.encode())
