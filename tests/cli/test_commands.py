"""The other commands, on the project's own article and on faulty ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from exporter.cli import COMMANDS, main
from exporter.pdf.options import KNOWN

ARTICLE = Path(__file__).parents[2] / "source" / "north-korean-troops.xml"


def run(*arguments: object, given: bytes | None = None) -> Result:
    result = CliRunner().invoke(main, list(map(str, arguments)), input=given)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_help(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"Usage: main {name}" in result.output


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wrong") / "wrong.xml"
    text = ARTICLE.read_text(encoding="utf-8")
    path.write_text(text.replace('quantity="8000"', 'quantity="80000"'), encoding="utf-8")
    return path


def fault_line(wrong: Path) -> int:
    lines = wrong.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if 'quantity="80000"' in line)


class TestCheck:
    def test_our_article_has_no_errors(self) -> None:
        assert run("check", ARTICLE).exit_code == 0

    def test_a_figure_that_disagrees_with_its_text(self, wrong: Path) -> None:
        result = run("check", wrong)
        assert result.exit_code == 1
        assert "figure-disagrees-with-text" in result.stdout
        assert f"{wrong}:{fault_line(wrong)}:" in result.stdout

    def test_json(self, wrong: Path) -> None:
        report = json.loads(run("check", "--format", "json", wrong).stdout)
        assert report["summary"]["error"] == 1

    def test_sarif(self, wrong: Path) -> None:
        log = json.loads(run("check", "--format", "sarif", wrong).stdout)
        assert log["version"] == "2.1.0"

    def test_from_standard_input(self, wrong: Path) -> None:
        result = run("check", "-", given=wrong.read_bytes())
        assert result.exit_code == 1
        assert f"<stdin>:{fault_line(wrong)}:" in result.stdout

    def test_what_cannot_run(self, tmp_path: Path) -> None:
        assert run("check", tmp_path / "none.xml").exit_code == 2

    def test_strict_makes_warnings_errors(self) -> None:
        assert run("check", "--strict", ARTICLE).exit_code == 1


class TestArchive:
    def test_there_and_back(self, tmp_path: Path) -> None:
        bag = tmp_path / "bag.zip"
        assert run("archive", ARTICLE, "-o", bag, "-t", "html").exit_code == 0
        sound = run("verify", bag)
        assert sound.exit_code == 0, sound.output
        assert "sound; 1 edition, 1 exports reproduced" in sound.stdout.replace(
            "export ", "exports "
        )
        assert run("recover", bag, "-o", tmp_path / "back.xml").exit_code == 0
        back = etree.parse(tmp_path / "back.xml")
        assert b"Robin Placeholder" not in etree.tostring(back)

    def test_a_changed_byte_is_found(self, tmp_path: Path) -> None:
        bag = tmp_path / "bag"
        assert run("archive", ARTICLE, "-o", bag, "-t", "html").exit_code == 0
        page = next(bag.rglob("*.html"))
        page.write_bytes(page.read_bytes().replace(b"Kursk", b"Kursq", 1))
        result = run("verify", bag)
        assert result.exit_code == 1
        assert page.name in result.stderr

    def test_a_new_place_or_an_old_one(self, tmp_path: Path) -> None:
        assert run("archive", ARTICLE).exit_code == 2
        assert run("archive", ARTICLE, "-o", tmp_path, "--into", tmp_path).exit_code == 2


def test_recover_from_what_carries_nothing() -> None:
    result = run("recover", ARTICLE)
    assert result.exit_code == 1
    assert "carries no TEI" in result.stderr or "no" in result.stderr


def test_diff(wrong: Path) -> None:
    result = run("diff", ARTICLE, wrong)
    assert result.exit_code == 0
    assert "80,000" in result.stdout or "80000" in result.stdout


@pytest.mark.parametrize(
    ("option", "given", "form"),
    [
        ("--pdf-standard", ["ua-1"], "pdf"),
        ("--reference-doc", [ARTICLE], "docx"),
        ("--review", [], "docx"),
        ("--option docx.restart", ["docx.restart=page"], "docx"),
    ],
)
def test_an_option_for_a_format_that_is_not_made(
    tmp_path: Path, option: str, given: list[object], form: str
) -> None:
    result = run("export", ARTICLE, "-t", "html", option.split()[0], *given, "-o", tmp_path)
    assert result.exit_code == 2
    assert f"{option} is for {form}, which is not made." in result.stderr


def test_an_option_of_a_format(tmp_path: Path) -> None:
    given = ["-t", "html", "--fragment", "-O", "html.prefix=wall-", "-O", "html.source=false"]
    assert run("export", ARTICLE, *given, "-o", tmp_path / "a.html").exit_code == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert 'id="wall-notes"' in page
    assert "article.xml" not in page


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("html.prefix", "write FORMAT.NAME=VALUE"),
        ("prefix=a-", "write FORMAT.NAME=VALUE"),
        ("htm.prefix=a-", "There is no format 'htm'. Did you mean 'html'"),
        ("html.prefx=a-", "html has no option 'prefx'. Did you mean 'prefix'"),
        ("epub.level=2", "epub takes no options, but got level"),
        ("html.level=two", "html.level is 'two'. It must be a whole number"),
        ("html.level=7", "level is 7. It may be 1 to 5"),
        ("html.prefix=a b", "prefix is 'a b'. It must begin with a letter"),
        ("html.source=no", "html.source is 'no'. It may be true or false"),
        ("docx.restart=line", "docx.restart is 'line'. It must be 'never', 'page' or 'section'"),
        ("docx.report=x", "docx.report cannot be given as text. Set it in Python"),
    ],
)
def test_what_a_format_has_no_option_for(tmp_path: Path, given: str, says: str) -> None:
    result = run("export", ARTICLE, "-t", "html", "-t", "docx", "-O", given, "-o", tmp_path)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_the_help_names_every_pdf_standard() -> None:
    said = " ".join(run("export", "--help").stdout.split())
    start = said.index("ua-1, ua-2")
    listed = said[start : said.index(";", start)].replace(",", " ").split()
    assert set(listed) == set(KNOWN)


def test_fail_on(wrong: Path, tmp_path: Path) -> None:
    html = "export", wrong, "-t", "html", "-o", tmp_path
    assert run(*html).exit_code == 1
    assert "the rules found" in run(*html, "-q").stderr
    assert run(*html, "--fail-on", "never").exit_code == 0
    assert run(*html, "--no-check").exit_code == 0


@pytest.mark.parametrize("command", ["archive", "batch"])
def test_archive_and_batch_fail_on_what_export_fails_on(
    wrong: Path, tmp_path: Path, command: str
) -> None:
    cases: list[tuple[tuple[str, ...], int]] = [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--no-check",), 0),
    ]
    for number, (options, expected) in enumerate(cases):
        target = tmp_path / str(number)
        assert run(command, wrong, "-t", "html", "-o", target, *options).exit_code == expected
        assert target.is_dir()


def test_every_notice_is_said_once_by_line(tmp_path: Path) -> None:
    article = tmp_path / "a.xml"
    text = ARTICLE.read_text(encoding="utf-8")
    article.write_text(text.replace('source="#', 'source="#no.', 2), encoding="utf-8")
    options = "-t", "html", "-o", tmp_path, "-v"
    said = [line for line in run("export", article, *options).stderr.splitlines() if "#no." in line]
    assert len(said) == len(set(said)) == 2
    assert all(" with @source at " in line for line in said)
    lines = [line.split(":")[1] for line in run("export", article, *options).stderr.splitlines()]
    numbers = [int(line) for line in lines if line.isdigit()]
    assert numbers == sorted(numbers)
    assert "#no." in run("export", article, *options, "--no-check").stderr


def test_a_limit(tmp_path: Path) -> None:
    result = run("export", ARTICLE, "--limit", "depth=3", "-o", tmp_path)
    assert result.exit_code == 1
    assert "--limit depth=…" in result.stderr
    assert "Limits(" not in result.stderr
    assert run("export", ARTICLE, "--limit", "depth", "-o", tmp_path).exit_code == 2
