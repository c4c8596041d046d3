"""From a draft to an article, on the command line."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from exporter.cli import main
from exporter.intake.document import Document, Paragraph, Text
from tests.confirmation.articles import ARTICLE, article
from tests.intake.makers.docx import docx, package
from tests.judges.xml import tei_all

STORY = "# Ferry late\n\nBy Ada Mills\n\nThe ferry will come in May. Nobody knows why.\n"


def run(*arguments: object, given: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, list(map(str, arguments)), input=given)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestDraft:
    def test_a_draft_becomes_an_article(self, folder):
        (folder / "ferry.md").write_text(STORY, encoding="utf-8")
        result = run("draft", "ferry.md", "--date", "2026-03-02", "--publisher", "Courier")
        assert result.exit_code == 0, result.output
        assert result.stdout == "ferry.xml\n"
        data = (folder / "ferry.xml").read_bytes()
        assert tei_all(data) == []
        assert b"<author>Ada Mills</author>" in data
        assert b'<date when="2026-03-02"/>' in data

    def test_an_article_that_is_there_is_not_written_over(self, folder):
        (folder / "ferry.md").write_text(STORY, encoding="utf-8")
        (folder / "ferry.xml").write_text("mine", encoding="utf-8")
        result = run("draft", "ferry.md")
        assert result.exit_code == 2
        assert "may hold what you have confirmed" in result.output
        assert (folder / "ferry.xml").read_text("utf-8") == "mine"
        assert run("draft", "ferry.md", "--force").exit_code == 0

    def test_a_copy_never_takes_the_place_of_the_draft(self, folder):
        draft = docx(Document((Paragraph((Text("Ferry late."),)),)))
        (folder / "in").mkdir()
        (folder / "in/ferry.docx").write_bytes(draft)
        known = ("--date", "2026-03-02", "--publisher", "Courier", "--licence", "Free.")
        assert run("draft", "in/ferry.docx", "-o", "in/ferry.xml", *known).exit_code == 0
        result = run("export", "in/ferry.xml", "-o", "in")
        assert result.exit_code == 2
        assert "is the draft that this article was made from" in result.output
        assert (folder / "in/ferry.docx").read_bytes() == draft
        assert run("confirm", "in/ferry.xml", "--all").exit_code == 0
        assert run("export", "in/ferry.xml", "-o", "in", "-t", "docx").exit_code == 2
        assert run("export", "in/ferry.xml", "-o", "in/copies").exit_code == 0

    def test_pictures_lie_beside_it_in_a_folder_of_their_own(self, folder):
        relation = (
            '<Relationship Id="i1" Target="media/image1.png" Type="http://schemas.openxmlformats'
            '.org/officeDocument/2006/relationships/image"/>'
        )
        body = (
            '<w:p><w:r><w:drawing><docPr descr="A wall"/><blip r:embed="i1"/></w:drawing></w:r>'
            "</w:p><w:p><w:r><w:t>Some words.</w:t></w:r></w:p>"
        )
        data = package(body, relations=relation, extra={"word/media/image1.png": b"PNG"})
        (folder / "wall.docx").write_bytes(data)
        assert run("draft", "wall.docx", "-o", "out/story.xml").exit_code == 0
        assert (folder / "out/story-pictures/image1.png").read_bytes() == b"PNG"
        text = (folder / "out/story.xml").read_text("utf-8")
        assert '<graphic url="story-pictures/image1.png"/><figDesc>A wall</figDesc>' in text

    def test_an_exported_copy_is_told_from_a_draft(self, folder):
        run("new", "a.xml")
        run("export", "a.xml", "-t", "docx")
        result = run("draft", "a.docx", "-o", "b.xml")
        assert result.exit_code == 0
        assert "exporter merge" in result.stderr
        assert (folder / "b.xml").exists()

    def test_from_the_standard_input_to_the_standard_output(self, folder):
        result = run("draft", "-", "--from", "markdown", "--no-suggest", given=STORY.encode())
        assert result.exit_code == 0
        assert "<head>Ferry late</head>" in result.stdout
        assert list(folder.iterdir()) == []

    @pytest.mark.usefixtures("folder")
    def test_the_standard_input_needs_a_format(self):
        result = run("draft", "-", given=b"words")
        assert result.exit_code == 1
        assert "--from" in result.stderr

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--from", "docs"], "There is no draft format 'docs'"),
            (["--date", "tomorrow"], "'tomorrow' is not a day"),
            (["--kind", "speach"], "Did you mean 'speech'?"),
        ],
    )
    def test_wrong_use(self, folder, options, said):
        (folder / "ferry.md").write_text(STORY, encoding="utf-8")
        result = run("draft", "ferry.md", *options)
        assert result.exit_code == 2
        assert said in result.output
        assert not (folder / "ferry.xml").exists()


class TestNew:
    def test_it_is_valid_and_nothing_is_said_against_it(self, folder):
        assert run("new", "a.xml").stdout == "a.xml\n"
        assert tei_all((folder / "a.xml").read_bytes()) == []
        result = run("check", "--strict", "a.xml")
        assert (result.exit_code, result.stdout) == (0, "")
        assert run("export", "a.xml", "-t", "html").exit_code == 0

    def test_from_the_settings(self, folder):
        (folder / "exporter.toml").write_text(
            'desk = "Night desk"\npublisher = "P & Q"\nlicence = "https://q.example/l"\n'
            '[statuses]\ngood = "Right"\nopen = "Not yet"\n',
            encoding="utf-8",
        )
        run("new", "a.xml", "--from-config", "--title", "A <b>")
        text = (folder / "a.xml").read_text("utf-8")
        assert "Begun by Night desk." in text
        assert "<publisher>P &amp; Q</publisher>" in text
        assert '<licence target="https://q.example/l">' in text
        assert '<category xml:id="v.good"><catDesc>Right</catDesc></category>' in text
        assert "<title>A &lt;b&gt;</title>" in text
        assert run("check", "a.xml").exit_code == 0

    @pytest.mark.usefixtures("folder")
    def test_without_settings_it_says_so(self):
        assert "There is no exporter.toml" in run("new", "a.xml", "--from-config").output

    def test_nothing_is_written_over(self, folder):
        (folder / "a.xml").write_text("mine", encoding="utf-8")
        assert run("new", "a.xml").exit_code == 2
        assert (folder / "a.xml").read_text("utf-8") == "mine"


class TestSuggestions:
    def test_listed(self, folder):
        article(folder)
        result = run("suggestions", "ferry.xml", "--kind", "figure")
        assert result.stdout.splitlines() == [
            "ferry.xml:23: figure, 2 year",
            "    …“It will take [about two years],” said Lea Brandt. “Or three.”…",
        ]

    def test_as_json(self, folder):
        article(folder)
        found = json.loads(run("suggestions", "ferry.xml", "--format", "json").stdout)
        assert [each["kind"] for each in found] == ["speech", "figure", "person", "claim", "date"]
        assert found[0]["who"] == "Lea Brandt"

    def test_confirmed_and_rejected_by_choice(self, folder):
        path = article(folder)
        assert run("confirm", path, "--kind", "speech,person", "--by", "Desk").exit_code == 0
        result = run("reject", path, "--at", "24")
        assert "0 confirmed, 2 rejected, 1 waiting" in result.stderr
        assert run("confirm", path, "--all").exit_code == 0
        text = path.read_text("utf-8")
        assert "#draft" not in text
        assert "2 suggestions confirmed by Desk." in text

    def test_without_a_choice_and_a_terminal_it_asks_for_one(self, folder):
        result = run("confirm", article(folder))
        assert result.exit_code == 2
        assert "Say which: --all" in result.output

    def test_by_is_a_setting(self, folder):
        article(folder)
        (folder / "exporter.toml").write_text('by = "Checking desk"\n', encoding="utf-8")
        run("confirm", "ferry.xml", "--all")
        assert "confirmed by Checking desk." in (folder / "ferry.xml").read_text("utf-8")


def typed(path: Path, keys: str) -> tuple[int, str]:
    """The exit code and the screen of ``exporter confirm`` on a terminal, with keys pressed each
    time it asks."""
    main_end, other = pty.openpty()
    command = [sys.executable, "-m", "exporter", "confirm", str(path)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "dumb"}
    done = subprocess.Popen(command, stdin=other, stdout=other, stderr=other, env=environment)
    os.close(other)
    screen, waiting = b"", list(keys.split(" "))
    until = time.monotonic() + 60
    while time.monotonic() < until:
        ready, _, _ = select.select([main_end], [], [], 1)
        if not ready:
            continue
        try:
            more = os.read(main_end, 4096)
        except OSError:
            break
        if not more:
            break
        screen += more
        if waiting and screen.rstrip().endswith((b"u/q?", b"back):")):
            os.write(main_end, waiting.pop(0).replace("_", " ").encode())
            screen += b"\n"
    os.close(main_end)
    return done.wait(30), screen.decode()


class TestOneKeyEach:
    def test_yes_no_skip_and_quit(self, folder):
        path = article(folder)
        code, screen = typed(path, "y n s q")
        assert code == 0
        assert "1 of 4, line 23" in screen
        assert "1 confirmed, 1 rejected, 3 waiting" in screen
        text = path.read_text("utf-8")
        assert text.count('resp="#draft"') == 3
        assert text.count("<change ") == 2

    def test_undo(self, folder):
        path = article(folder)
        _, screen = typed(path, "y n u u q")
        assert "0 confirmed, 0 rejected, 5 waiting" in screen
        assert path.read_text("utf-8") == ARTICLE

    def test_yes_to_all_of_a_kind_and_undone(self, folder):
        path = article(folder)
        later = ARTICLE.replace(">Friday</date>", ">Friday</date> 3 <num type='cardinal' "
                                "value='4' resp='#draft'>4</num>")  # fmt: skip
        path.write_text(later, encoding="utf-8")
        _, screen = typed(path, "s a q")
        assert "2 confirmed, 0 rejected, 4 waiting" in screen
        path.write_text(later, encoding="utf-8")
        _, screen = typed(path, "s a u n q")
        assert "0 confirmed, 1 rejected, 5 waiting" in screen

    def test_another_speaker(self, folder):
        path = article(folder)
        typed(path, "e Zoe_Lee\n q")
        assert "<persName>Zoe Lee</persName>" in path.read_text("utf-8")

    def test_a_terminal_that_closes_loses_nothing(self, folder):
        path = article(folder)
        _, screen = typed(path, "y \x04")
        assert "1 confirmed, 0 rejected, 4 waiting" in screen
        assert "1 suggestion confirmed." in path.read_text("utf-8")

    def test_other_keys_are_explained(self, folder):
        _, screen = typed(article(folder), "x q")
        assert "The keys are: y yes, n no" in screen


class TestSettings:
    def test_the_nearer_wins_and_the_command_line_over_all(self, folder):
        inner = folder / "in"
        inner.mkdir()
        (folder / "exporter.toml").write_text(
            'theme = "archive"\nformats = ["html"]\n[export]\naudience = "internal"\n', "utf-8"
        )
        (inner / "exporter.toml").write_text('theme = "large-print"\n', encoding="utf-8")
        article(inner)
        assert run("export", "in/ferry.xml").stdout == "ferry-internal.html\n"
        assert run("export", "in/ferry.xml", "--audience", "public").stdout == "ferry.html\n"
        shown = json.loads(run("settings", "in", "--format", "json").stdout)
        found = {(each["command"], each["name"]): each for each in shown}
        assert found["", "theme"]["value"] == "large-print"
        assert found["", "theme"]["file"] == str(inner / "exporter.toml")
        assert found["export", "audience"]["file"] == str(folder / "exporter.toml")

    def test_shown_as_lines(self, folder):
        (folder / "exporter.toml").write_text('by = "Desk"\n[draft]\nlanguage = "de"\n', "utf-8")
        assert run("settings").stdout.splitlines() == [
            f'by = "Desk"    # {folder}/exporter.toml',
            f'[draft] language = "de"    # {folder}/exporter.toml',
        ]

    def test_a_theme_beside_the_settings(self, folder):
        (folder / "styles").mkdir()
        (folder / "styles/mine.toml").write_text('[colours]\nink = "#111111"\n', encoding="utf-8")
        (folder / "exporter.toml").write_text('theme = "styles/mine.toml"\n', encoding="utf-8")
        (folder / "a").mkdir()
        result = run("export", article(folder / "a"), "-t", "html", "-o", folder)
        assert "There is no theme" not in result.output

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('thema = "x"', "Did you mean 'theme'?"),
            ("[exprot]\nx = 1", "Did you mean 'export'?"),
            ("[export]\nformat = 1", "There is no setting 'format'"),
            ('audience = "all"', "It is set in exporter.toml"),
            ("theme = [1]", "takes one value"),
            ("quiet = 3", "must be true or false"),
            ("theme = ", "not TOML"),
        ],
    )
    def test_a_wrong_one_is_told_with_its_file(self, folder, text, said):
        (folder / "exporter.toml").write_text(text, encoding="utf-8")
        result = run("export", article(folder), "-t", "html")
        assert result.exit_code == 2
        assert said in result.output

    @pytest.mark.usefixtures("folder")
    def test_none(self):
        assert run("settings").exit_code == 0


class TestSources:
    def test_added_once(self, folder):
        path = article(folder)
        ris = folder / "z.ris"
        ris.write_text("TY  - RPRT\nID  - audit\nTI  - Harbour audit\nER  - \n", encoding="utf-8")
        assert run("sources", path, "--add", ris).stdout == "#s.audit  Harbour audit\n"
        assert "there already as #s.audit" in run("sources", path, "--add", ris).stderr
        assert (
            run("sources", path).stdout.splitlines()[-1] == "#s.audit  Harbour audit.  (cited 0×)"
        )
        without = [line for line in path.read_text("utf-8").splitlines() if "s.audit" not in line]
        assert without == ARTICLE.splitlines()


def test_a_document_of_the_makers_can_be_drafted(folder):
    """The whole way with a Word file."""
    document = Document((Paragraph((Text("Ferry late"),), "title"), Paragraph((Text("It is."),))))
    (folder / "ferry.docx").write_bytes(docx(document))
    assert run("draft", "ferry.docx").exit_code == 0
    assert "<head>Ferry late</head>" in (folder / "ferry.xml").read_text("utf-8")
