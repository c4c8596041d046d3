"""The table of exit codes in the manual, and the table of commands in the README, hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from exporter.cli import COMMANDS, main
from exporter.cli.defaults import command_of
from exporter.cli.exit_codes import WRONG_USE, Codes, codes, epilog

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs/commands.md").read_text("utf-8").partition("## Exit codes")[2]

_BROKEN = "<TEI><text>"
_GOOD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
 <titleStmt><title>A wall</title></titleStmt><publicationStmt><publisher>Courier</publisher>
 <date when="2026-03-02"/></publicationStmt><sourceDesc><p>Written for the web.</p></sourceDesc>
 </fileDesc></teiHeader><text><body><p>A wall is a wall.</p></body></text></TEI>"""


ABSENT = {
    **dict.fromkeys(("export", "check", "watch", "annotate", "settings"), "no.xml"),
    **dict.fromkeys(("sources", "suggestions"), "no.xml"),
    **dict.fromkeys(("verify", "recover"), "no.zip"),
    **dict.fromkeys(("confirm", "reject"), "no.xml --all"),
    "draft": "no.docx",
    "archive": "no.xml -o bag",
    "sign": "no.zip --key good.xml",
    "diff": "good.xml no.xml",
    "merge": "good.xml no.docx",
    "batch": "no.xml -o target -t html",
}
"""Every command that reads a file, with one that does not exist."""


def test_every_command_that_reads_a_file_is_tried_without_it() -> None:
    assert set(COMMANDS) - set(ABSENT) == {"new", "explain", "help"}


def test_every_command_has_its_row() -> None:
    rows = [line.split("|")[1] for line in TABLE.splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(COMMANDS)


def test_each_row_says_what_the_help_says() -> None:
    for line in TABLE.splitlines():
        if line.startswith("| `"):
            names, done, failed = (cell.strip() for cell in line.strip("|").split("|"))
            for name in re.findall(r"`(\w+)`", names):
                assert codes(name) == Codes(done, failed.replace("–", ""))
                assert command_of(name).epilog == epilog(name)
    assert WRONG_USE in TABLE


def test_the_readme_has_every_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8").partition("## Commands")[2]
    assert [name for name in COMMANDS if f"`exporter {name}" not in text] == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        *((f"{name} {rest}", 2) for name, rest in ABSENT.items()),
        ("export good.xml -t html -o a", 0),
        ("export broken.xml -t html -o a", 1),
        ("export good.xml -t nothing", 2),
        ("export good.xml absent.xml -t html -o a", 2),
        ("export folder -t html -o a", 1),
        ("export empty -t html -o a", 2),
        ("export good.xml -t html,epub -o a", 0),
        ("export good.xml -t word", 2),
        ("export good.xml --language english", 2),
        ("check good.xml", 0),
        ("check broken.xml", 1),
        ("check folder", 1),
        ("check page.xml", 1),
        ("check --list-rules", 0),
        ("explain dangling-pointer", 0),
        ("explain", 0),
        ("explain nothing", 2),
        ("help", 0),
        ("help export", 0),
        ("help nothing", 2),
        ("batch absent -o target -t html", 2),
        ("export good.xml --theme absent.toml", 2),
        ("archive broken.xml -o bag", 1),
        ("verify folder", 1),
        ("recover broken.xml", 1),
        ("recover broken.docx", 1),
        ("diff good.xml good.xml", 0),
        ("diff good.xml broken.xml", 1),
        ("merge good.xml broken.docx --dry-run", 1),
        ("sources good.xml", 0),
        ("sources broken.xml", 1),
        ("suggestions broken.xml", 1),
        ("confirm broken.xml --all", 1),
        ("reject good.xml", 2),
        ("draft broken.docx -o draft.xml", 1),
        ("new --nothing", 2),
        ("settings good.xml", 0),
        ("batch folder -o target -t html", 1),
        ("batch good.xml -o target -t html", 0),
    ],
)
def test_a_command_ends_as_the_table_says(
    line: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in (("good.xml", _GOOD), ("broken.xml", _BROKEN), ("broken.docx", "no zip")):
        Path(name).write_text(text, encoding="utf-8")
    Path("page.xml").write_text("<html/>", encoding="utf-8")
    Path("empty").mkdir()
    Path("folder").mkdir()
    Path("folder/broken.xml").write_text(_BROKEN, encoding="utf-8")
    done = CliRunner().invoke(main, line.split())
    assert done.exit_code == code, done.output
