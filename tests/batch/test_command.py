"""``exporter batch`` as a program: what it prints, how it ends, how it is stopped."""

import json
import os
import pty
import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from exporter.cli.batch import command
from tests.batch.articles import contents, lay

COMMAND = [sys.executable, "-m", "exporter", "batch"]


def exporter(*arguments, **options):
    command = [*COMMAND, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def test_plain_lines_where_there_is_no_terminal(tmp_path):
    news = lay(tmp_path / "news", 4, bad=(2,))
    done = exporter(news, "-o", tmp_path / "out", "-t", "html", "--jobs", "1")
    assert done.returncode == 1
    assert done.stdout.strip() == str(tmp_path / "out/_batch/report.html")
    error, closing = done.stderr.splitlines()
    assert error.startswith(f"error: {news}/000/a00002.xml:")
    assert closing.startswith("3 exported, 1 failed in ")
    assert "\r" not in done.stderr


def test_a_terminal_sees_rate_and_remaining_time(tmp_path):
    news = lay(tmp_path / "news", 8, bad=(2,))
    terminal, end = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, str(news), "-o", str(tmp_path / "out"), "-t", "html", "--jobs", "1"],
        stdout=subprocess.DEVNULL,
        stderr=end,
    ) as running:
        os.close(end)
        shown = b""
        try:
            while piece := os.read(terminal, 4096):
                shown += piece
        except OSError:
            pass
        running.wait()
    text = shown.decode()
    assert "1 of 8 (12%), " in text
    assert "/s, " in text
    assert " left" in text
    assert "7 exported, 1 failed in " in text


def test_an_unchanged_batch_and_a_clean_one_end_well(tmp_path):
    news, out = lay(tmp_path / "news", 2), tmp_path / "out"
    assert exporter(news, "-o", out, "-t", "html", "--jobs", "1").returncode == 0
    again = exporter(news, "-o", out, "-t", "html", "--jobs", "1")
    assert again.returncode == 0
    assert again.stderr.startswith("0 exported, 2 unchanged in ")
    assert exporter(news, "-o", out, "-t", "html", "--jobs", "1", "-q").stderr == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "out"], "Name a source"),
        (["nowhere", "-o", "out"], "nowhere does not exist"),
        (["-o", "out", "--resume"], "no interrupted run"),
        (["nowhere"], "Missing option '-o'"),
        (["nowhere", "-o", "out", "-t", "odt"], "There is no format 'odt'. There are: annotations"),
    ],
)
def test_wrong_use(tmp_path, arguments, said):
    done = exporter(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr


def test_ctrl_c_stops_cleanly_and_resume_goes_on(tmp_path):
    news, out = lay(tmp_path / "news", 400), tmp_path / "out"
    command = [*COMMAND, str(news), "-o", str(out), "-t", "html", "--jobs", "2"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        while not contents(out):
            time.sleep(0.02)
        os.killpg(running.pid, signal.SIGINT)
        said = running.stderr.read()
        running.wait()
    assert running.returncode == 130
    assert "Finishing what was begun" in said
    assert "go on with --resume" in said
    assert "Traceback" not in said
    finished = set(contents(out))
    assert 0 < len(finished) < 400
    resumed = exporter("-o", out, "-t", "html", "--jobs", "2", "--resume")
    assert resumed.returncode == 0
    assert len(contents(out)) == 400
    lines = (out / "_batch/report.jsonl").read_text("utf-8").splitlines()
    assert len({json.loads(line)["source"] for line in lines}) == len(lines) == 400


def test_a_second_ctrl_c_ends_as_the_first(tmp_path, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("exporter.batch.export_many", interrupted)
    done = CliRunner().invoke(command, [str(tmp_path), "-o", str(tmp_path / "out")])
    assert done.exit_code == 130


def test_two_articles_of_one_name_are_said(tmp_path):
    news = lay(tmp_path / "news", 1)
    (news / "a00000.xml").write_text("<TEI>")
    done = exporter(
        news / "000/a00000.xml", news / "a00000.xml", "-o", tmp_path / "out", "-t", "html"
    )
    assert done.returncode == 1
    assert f"error: {news}/a00000.xml: its files would be named a00000.*" in done.stderr
    assert "1 exported, 1 failed" in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have names in Unicode alone")
def test_a_name_that_is_not_utf_8_is_said(tmp_path):
    news = lay(tmp_path / "news", 1)
    (news / os.fsdecode(b"th\xe9.xml")).write_text("<TEI>")
    done = exporter(news, "-o", tmp_path / "out", "-t", "html", "--jobs", "1")
    assert done.returncode == 1
    assert f"error: {news}/th\\xe9.xml:" in done.stderr
    assert "1 exported, 1 failed" in done.stderr


def test_a_killed_batch_loses_next_to_nothing(tmp_path):
    """Without a word of warning: what stands is whole, and the next run does the rest."""
    news, out = lay(tmp_path / "news", 300), tmp_path / "out"
    command = [*COMMAND, str(news), "-o", str(out), "-t", "html", "--jobs", "2"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as running:
        while len([*out.rglob("[!.]*.html")]) < 20:
            time.sleep(0.02)
        running.kill()
    for file in out.rglob("[!.]*.html"):
        assert file.read_bytes().endswith(b"</html>\n"), file
    assert exporter("-o", out, "-t", "html", "--jobs", "2", "--resume").returncode == 0
    assert len([name for name in contents(out) if name.endswith(".html")]) == 300
