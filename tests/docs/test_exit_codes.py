"""The table of exit codes in the manual, and the table of commands in the README, hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from exporter.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs/commands.md").read_text("utf-8").partition("## Exit codes")[2]

_BROKEN = "<TEI><text>"
_GOOD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
 <titleStmt><title>A wall</title></titleStmt><publicationStmt><publisher>Courier</publisher>
 <date when="2026-03-02"/></publicationStmt><sourceDesc><p>Written for the web.</p></sourceDesc>
 </fileDesc></teiHeader><text><body><p>A wall is a wall.</p></body></text></TEI>"""


def test_every_command_has_its_row() -> None:
    rows = [line.split("|")[1] for line in TABLE.splitlines() if line.startswith("| `")]
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(COMMANDS)


def test_the_readme_has_every_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8").partition("## Commands")[2]
    assert [name for name in COMMANDS if f"`exporter {name}" not in text] == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("export good.xml -t html -o a", 0),
        ("export broken.xml -t html -o a", 1),
        ("export good.xml -t nothing", 2),
        ("export absent.xml", 1),
        ("check good.xml", 0),
        ("check broken.xml", 1),
        ("check absent.xml", 2),
        ("sources absent.xml", 2),
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
    Path("folder").mkdir()
    Path("folder/broken.xml").write_text(_BROKEN, encoding="utf-8")
    done = CliRunner().invoke(main, line.split())
    assert done.exit_code == code, done.output
