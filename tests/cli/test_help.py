"""Every command's help: what it reads, writes and prints, an example that holds, exit codes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from exporter.checks import all_rules
from exporter.cli import COMMANDS, main
from exporter.cli.defaults import command_of

ARTICLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
 <titleStmt><title>A quay</title></titleStmt><publicationStmt><publisher>Courier</publisher>
 <date when="2026-03-02"/></publicationStmt><sourceDesc><p>Written for the web.</p></sourceDesc>
 </fileDesc></teiHeader><text><body>{}</body></text></TEI>"""
GOOD = ARTICLE.format("<p>A quay is a quay.</p>")


def invoke(*args: str, code: int = 0) -> click.testing.Result:
    done = CliRunner().invoke(main, args)
    assert done.exit_code == code, done.output
    return done


@pytest.mark.parametrize("name", COMMANDS)
def test_help_says_what_is_read_written_and_returned(name: str):
    said = invoke(name, "--help").output
    for part in ("Reads   ", "Writes  ", "Prints  ", "Example:", "Exit codes: 0 "):
        assert said.count(part) == 1, part
    assert invoke("help", name).output == said


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_of_a_help_is_one(name: str):
    """Its options are there, and its arguments are as many as the command takes."""
    command = command_of(name)
    example = re.search(r"Example:\n\s+exporter (.+)", command.help or "")
    assert example is not None
    first, *rest = shlex.split(example[1])
    assert first == name
    context = click.Context(command, resilient_parsing=True)
    values, left, _ = command.make_parser(context).parse_args(rest)
    assert not left
    assert all(values.get(p.name) for p in command.params if p.required)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_has_a_help(name: str):
    for parameter in command_of(name).params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.opts


def test_help_of_what_is_not_there_names_the_nearest():
    assert "Did you mean 'export'" in invoke("help", "exprot", code=2).output


def test_rules_are_listed_and_explained():
    for rule in all_rules()[0]:
        assert f"{rule.id} " in invoke("check", "--list-rules").output
        said = invoke("explain", rule.id).output
        assert " ".join(rule.why.split()) in " ".join(said.split())
        assert " ".join(rule.fix.split()) in " ".join(said.split())
    assert invoke("explain").output == invoke("check", "--list-rules").output
    assert "Did you mean 'duplicate-id'" in invoke("explain", "dublicate-id", code=2).output


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("desk/2026").mkdir(parents=True)
    Path("desk/quay.xml").write_text(GOOD, encoding="utf-8")
    Path("desk/2026/pier.tei").write_text(GOOD, encoding="utf-8")
    Path("desk/notes.txt").write_text("no article", encoding="utf-8")
    return tmp_path


def test_a_folder_is_exported_with_what_is_below_it(folder: Path):
    invoke("export", "desk", "-t", "html,epub", "-o", "copies")
    made = sorted(path.name for path in (folder / "copies").iterdir())
    assert made == ["pier.epub", "pier.html", "quay.epub", "quay.html"]


def test_articles_of_one_name_are_not_written_over_each_other(folder: Path):
    Path("desk/2026/quay.xml").write_text(GOOD, encoding="utf-8")
    said = invoke("export", "desk", "-t", "html", "-o", "copies", code=2).output
    assert "exporter batch" in said
    assert not (folder / "copies").exists()


@pytest.mark.usefixtures("folder")
def test_a_folder_is_checked_and_one_line_says_that_all_is_well():
    assert invoke("check", "desk").stderr == "2 articles: nothing found.\n"
    assert invoke("check", "desk/quay.xml").stderr == "desk/quay.xml: nothing found.\n"


@pytest.mark.usefixtures("folder")
def test_errors_come_first():
    faulty = ARTICLE.format(
        '<p><ref target="https://a.example/">here</ref></p>'
        '<p>See <ref target="#nothing">the table of costs</ref>.</p>'
    )
    Path("desk/faulty.xml").write_text(faulty, encoding="utf-8")
    Path("desk/other.xml").write_text(faulty, encoding="utf-8")
    said = re.findall(r": (error|warning|info):", invoke("check", "desk", code=1).stdout)
    assert said == sorted(said, key=("error", "warning", "info").index)
    assert {"error", "warning"} <= set(said)


@pytest.mark.usefixtures("folder")
def test_a_name_that_is_not_there_brings_the_nearest():
    for args in (["export"], ["check"], ["diff", "desk/quay.xml"], ["verify"], ["recover"]):
        said = invoke(*args, "desk/quai.xml", code=2).output
        assert "desk/quai.xml does not exist. Did you mean 'desk/quay.xml'?" in said, args


def test_formats_by_another_name():
    for given, meant in (("word", "docx"), ("htm", "html"), ("PDF", "pdf"), (".epub", "epub")):
        done = invoke("export", __file__, "-t", given, code=2)
        assert f"Did you mean {meant!r}" in done.output
