"""What is read is never written over, by whatever name."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import exporter
from exporter.batch import export_many
from exporter.cli import main
from exporter.errors import OptionError
from exporter.files.originals import refuse_originals

ARTICLE = b"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc>
<titleStmt><title>Ferry</title></titleStmt></fileDesc></teiHeader>
<text><body><p>The ferry is late.</p></body></text></TEI>"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("ferry.xml").write_bytes(ARTICLE)
    Path("old.xml").write_bytes(ARTICLE.replace(b"late", b"early"))
    Path("ferry.md").write_text("# Ferry\n\nThe ferry is late.\n", encoding="utf-8")
    exporter.export("ferry.xml", "ferry-edited.docx", to="docx")
    Path("link").symlink_to("ferry.xml")
    Path("link.docx").symlink_to("ferry-edited.docx")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        "diff old.xml ferry.xml -o ferry.xml",
        "diff old.xml ferry.xml -o old.xml",
        "diff old.xml ferry.xml -o link",
        "recover ferry-edited.docx -o ferry-edited.docx",
        "recover ferry-edited.docx -o ./link.docx",
        "merge ferry.xml ferry-edited.docx -o ferry-edited.docx",
        "merge ferry.xml ferry-edited.docx -o ferry.xml",
        "merge ferry.xml ferry-edited.docx --dry-run --report ferry.xml",
        "merge ferry.xml ferry-edited.docx --report link.docx",
        "draft ferry.md -o ferry.md --force",
        "draft ferry.md -o ferry.md",
        "draft ferry-edited.docx -o link.docx --force",
        "export ferry.xml -t docx -o link.docx --reference-doc ferry-edited.docx",
        "export ferry.xml -t docx --reference-doc ferry-edited.docx -o ferry-edited.docx",
    ],
)
def test_a_command_refuses(folder: Path, words: str):
    before = {each: each.read_bytes() for each in folder.iterdir()}
    done = CliRunner().invoke(main, words.split())
    assert done.exit_code == 2, done.output
    assert "lost" in done.output or "itself" in done.output
    assert {each: each.read_bytes() for each in folder.iterdir()} == before


@pytest.mark.usefixtures("folder")
def test_a_draft_that_is_tei_may_be_marked_in_its_place():
    assert CliRunner().invoke(main, ["draft", "old.xml", "-o", "old.xml"]).exit_code == 2
    assert CliRunner().invoke(main, ["draft", "old.xml", "-o", "old.xml", "--force"]).exit_code == 0


@pytest.mark.usefixtures("folder")
def test_a_batch_leaves_drafts_as_they_are():
    Path("in").mkdir()
    Path("in/boat.docx").write_bytes(Path("ferry-edited.docx").read_bytes())
    drafted = CliRunner().invoke(main, ["draft", "in/boat.docx", "-o", "in/boat.xml"])
    assert drafted.exit_code == 0, drafted.output
    before = Path("in/boat.docx").read_bytes()
    summary = export_many(["in"], "in", to=["html", "docx"], jobs=1)
    assert summary.failed == 1
    assert Path("in/boat.docx").read_bytes() == before
    assert not Path("in/boat.html").exists()


def test_what_is_not_there_or_is_no_file_is_no_original(tmp_path: Path):
    refuse_originals([None, tmp_path / "new"], [None, tmp_path / "old"])
    (tmp_path / "old").write_bytes(b"")
    refuse_originals([tmp_path / "new"], [tmp_path / "old"])
    with pytest.raises(OptionError, match="would be lost"):
        refuse_originals([tmp_path / "old"], [str(tmp_path / "old")])
