"""Plug-ins: the example package, installed; and broken ones, which cost only themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.articles import article

ROOT = Path(__file__).parents[2]
FORMAT = "from exporter import Format\nFORMAT = Format('bad', '.bad', 'text/plain', 'badly')\n"


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    """The example, built and installed into a folder of its own."""
    folder = tmp_path_factory.mktemp("packages")
    command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation"]
    command += ["--no-index", "--disable-pip-version-check", "--target", str(folder)]
    subprocess.run([*command, str(ROOT / "examples/plugin")], check=True)
    return folder


@pytest.fixture
def folder(tmp_path):
    shouting = article(7).replace("<head>Harbour wall, part 7", "<head>HARBOUR WALL")
    (tmp_path / "a.xml").write_text(shouting, encoding="utf-8")
    return tmp_path


def exporter(packages, folder, *arguments):
    """The command, with a folder of packages beside those that are installed."""
    command = [sys.executable, "-m", "exporter", *arguments]
    environment = os.environ | {"PYTHONPATH": f"{packages}{os.pathsep}{ROOT}"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def broken(folder, group, name, target, body=""):
    """A package that names ``target`` for an entry point, as pip would leave it."""
    info = folder / "badly-2.0.dist-info"
    info.mkdir(parents=True)
    (folder / "badly.py").write_text(body)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: badly\nVersion: 2.0\n")
    (info / "entry_points.txt").write_text(f"[{group}]\n{name} = {target}\n")
    return folder


def test_a_format(packages, folder):
    done = exporter(packages, folder, "export", "a.xml", "-t", "text", "-t", "html", "--no-check")
    assert done.stdout.split() == ["a.txt", "a.html"], done.stderr
    text = (folder / "a.txt").read_text("utf-8")
    assert text.startswith("Harbour wall, part 7\n")
    assert "It will cost 7 euros" in text
    assert "[1] " in text
    assert "Harbour Works Review" in text


def test_a_format_in_a_batch(packages, folder):
    done = exporter(packages, folder, "batch", "a.xml", "-o", "out", "-t", "text", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    assert (folder / "out/a.txt").exists()
    again = exporter(packages, folder, "batch", "a.xml", "-o", "out", "-t", "text", "--jobs", "1")
    assert again.stderr.startswith("0 exported, 1 unchanged")


def test_a_rule(packages, folder):
    done = exporter(packages, folder, "check", "a.xml")
    assert "all-capitals" in done.stdout + done.stderr
    assert "'HARBOUR WALL' is written in capitals" in done.stdout + done.stderr


def test_a_citation_style(packages, folder):
    done = exporter(packages, folder, "export", "a.xml", "-t", "text", "--citations", "terse")
    assert done.returncode == 0, done.stderr
    assert "Port Audit Office: Harbour Works Review (2026)" in (folder / "a.txt").read_text("utf-8")
    done = exporter(packages, folder, "export", "a.xml", "--citations", "loud")
    assert done.returncode == 2
    assert "no citation style 'loud'" in done.stderr
    assert "terse" in done.stderr


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise ImportError('lost a part')", "ImportError: lost a part"),
        ("FORMAT = 7", "is not an exporter.Format of this name"),
        (
            f"{FORMAT}def render(edition, theme):\n    return 1 / 0",
            "ZeroDivisionError",
        ),
        (
            f"{FORMAT}def render(edition, theme):\n    return 'text'",
            "returned no exporter.Output",
        ),
        (
            f"import exporter\n{FORMAT}def render(edition, theme):\n    return exporter.Output('')",
            "returned no exporter.Output with bytes",
        ),
        (
            f"{FORMAT}def render(edition, theme):\n    raise SystemExit(7)",
            "a.xml: The plug-in for bad (badly 2.0) failed: SystemExit: 7",
        ),
        ("raise SystemExit(7)", "cannot be loaded: SystemExit: 7"),
    ],
)
def test_a_broken_format_is_reported_by_name(folder, tmp_path, body, said):
    packages = broken(tmp_path / "packages", "exporter.formats", "bad", "badly:FORMAT", body)
    for articles in (["a.xml"], ["a.xml", "a.xml"]):
        done = exporter(packages, folder, "export", *articles, "-t", "bad")
        assert done.returncode == 1
        assert said in done.stderr
        assert "badly 2.0" in done.stderr
        assert "Traceback" not in done.stderr
    well = exporter(packages, folder, "export", "a.xml", "-t", "html")
    assert well.stdout.split() == ["a.html"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("raise RuntimeError('lost')", "RuntimeError: lost"),
        ("raise SystemExit(7)", "SystemExit: 7"),
        ("RULE = None", "not an exporter.checks.Rule"),
    ],
)
def test_a_broken_rule_leaves_the_others_at_work(folder, tmp_path, body, said):
    packages = broken(tmp_path / "packages", "exporter.rules", "bad", "badly:RULE", body)
    done = exporter(packages, folder, "check", "a.xml")
    assert "broken-plugin" in done.stdout + done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("returned", "said"),
    [
        ("{}['gone']", "failed: KeyError: 'gone'"),
        ("'words'", "gave something else than a tuple of inlines"),
        ("exit(7)", "failed: SystemExit: 7"),
    ],
)
def test_a_style_that_fails_is_reported(folder, tmp_path, returned, said):
    body = (
        "class STYLE:\n"
        f"    def full(self, source, byline, lang): return {returned}\n"
        "    def short(self, source, lang): return ()\n"
    )
    packages = broken(tmp_path / "packages", "exporter.sources", "bad", "badly:STYLE", body)
    whole = f"a.xml: The citation style 'bad' of badly 2.0 {said}, at source 's."
    done = exporter(packages, folder, "export", "a.xml", "--citations", "bad", "-t", "html")
    assert done.returncode == 1
    assert whole in done.stderr
    assert "Traceback" not in done.stderr
    done = exporter(
        packages, folder, "batch", "a.xml", "-o", "out", "--citations", "bad", "-t", "html"
    )
    assert done.returncode == 1
    assert whole in done.stderr


def test_a_broken_style_is_reported(folder, tmp_path):
    packages = broken(tmp_path / "packages", "exporter.sources", "bad", "badly:STYLE", "STYLE = 3")
    done = exporter(packages, folder, "export", "a.xml", "--citations", "bad")
    assert done.returncode == 2
    assert "is not an exporter.sourcing.CitationStyle" in done.stderr


def test_a_name_of_ours_stays_ours(folder, tmp_path):
    packages = broken(tmp_path / "packages", "exporter.formats", "html", "badly:FORMAT", "1 / 0")
    done = exporter(packages, folder, "export", "a.xml", "-t", "html")
    assert done.stdout.split() == ["a.html"]


def test_the_suggester_is_asked(packages, tmp_path):
    (tmp_path / "a.txt").write_text("Fog at sea\n\nThe Morning Tide left the harbour.\n")
    done = exporter(packages, tmp_path, "draft", "a.txt", "-o", "a.xml")
    assert done.returncode == 0, done.stderr
    assert '<rs type="ship" resp="#draft">Morning Tide</rs>' in (tmp_path / "a.xml").read_text()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("def suggest(reading): raise ValueError('no list')", "failed: ValueError: no list"),
        ("def suggest(reading): return ['x']", "returned a str, no Suggestion"),
        (
            (
                "def suggest(reading):\n    b = reading.blocks[0]\n"
                "    yield reading.suggestion('person', 'rs', b, 0, 9999)"
            ),
            "is not in block",
        ),
    ],
)
def test_a_broken_suggester_costs_only_itself(tmp_path, body, said):
    broken(tmp_path / "lib", "exporter.suggesters", "bad", "badly:suggest", body)
    (tmp_path / "a.txt").write_text("Fog at sea\n\n“It is old,” said Ada Mills.\n")
    done = exporter(tmp_path / "lib", tmp_path, "draft", "a.txt", "-o", "a.xml")
    assert done.returncode == 0, done.stderr
    assert said in done.stderr
    assert "<said" in (tmp_path / "a.xml").read_text()
