"""``exporter export`` as a person uses it: what it prints, writes and returns."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from exporter.cli import main
from exporter.errors import OptionError
from exporter.pipeline import export
from exporter.tei import read

ARTICLE = Path(__file__).parents[2] / "source" / "north-korean-troops.xml"
SMALL = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader>
<fileDesc><titleStmt><title>A</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text><body><p>Text.<note>Note.</note></p></body></text></TEI>"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.xml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_three_documents_by_default(tmp_path: Path) -> None:
    result = run(ARTICLE, "-o", tmp_path)
    assert result.exit_code == 0, result.output
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"north-korean-troops.{end}" for end in ("docx", "html", "pdf")]
    assert [Path(line).name for line in result.stdout.splitlines()] == [
        f"north-korean-troops.{end}" for end in ("html", "docx", "pdf")
    ]


def test_quiet_prints_errors_only(small: Path, tmp_path: Path) -> None:
    result = run(small, "-t", "html", "-q", "-o", tmp_path)
    assert result.exit_code == 0
    assert result.output == ""
    assert "gone.xml" in run(tmp_path / "gone.xml", "-q", "-o", tmp_path).stderr


def test_one_file_by_name(small: Path, tmp_path: Path) -> None:
    result = run(small, "-t", "html", "-o", tmp_path / "page.html")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "page.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_one_file_by_an_ending_of_two_parts(small: Path, tmp_path: Path) -> None:
    result = run(small, "-t", "annotations", "-o", tmp_path / "a.annotations.jsonld")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "a.annotations.jsonld").is_file()


def test_one_file_for_three_formats_is_wrong_use(small: Path, tmp_path: Path) -> None:
    result = run(small, "-o", tmp_path / "page.html")
    assert result.exit_code == 2
    assert "one format with -t" in result.output


def test_from_the_standard_input_to_the_standard_output(small: Path, tmp_path: Path) -> None:
    command = ["export", "-", "-t", "html", "-o", "-"]
    small.write_text(SMALL.replace(' xml:lang="en"', ""), encoding="utf-8")
    result = CliRunner().invoke(main, command, input=small.read_bytes())
    assert result.exit_code == 1, result.output
    assert run(small, "-t", "html", "-o", tmp_path / "page.html").exit_code == 1
    assert result.stdout_bytes == (tmp_path / "page.html").read_bytes()
    assert "<stdin>: warning: The article does not say its language" in result.stderr
    assert "<stdin>: the rules found" in result.stderr
    malformed = CliRunner().invoke(main, command, input=b"<TEI>")
    assert malformed.exit_code == 1
    assert "error: <stdin>:1: " in malformed.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["-"], "has no name to call its copies by"),
        (["-", "-o", "-"], "3 formats cannot be written to one file"),
        (["-", __file__, "-t", "html", "-o", "-"], "- is one file"),
        (["-", "-t", "html", "-o", "-", "--assets", "beside"], "need a folder"),
    ],
)
def test_what_the_standard_streams_cannot_do(options: list[str], says: str) -> None:
    result = CliRunner().invoke(main, ["export", *options], input=SMALL.encode())
    assert result.exit_code == 2
    assert says in result.output


def test_a_bad_article_costs_only_itself(small: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_text("<TEI><p></TEI>", encoding="utf-8")
    page = tmp_path / "page.xml"
    page.write_text("<html/>", encoding="utf-8")
    result = run(bad, page, small, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{bad}:1" in result.stderr
    assert f"{page}:1" in result.stderr
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == ["small"] * 3
    assert "Traceback" not in result.output


def test_the_command_that_is_named_can_be_pasted(small: Path, tmp_path: Path) -> None:
    small.write_text(SMALL.replace(' xml:lang="en"', ""), encoding="utf-8")
    spaced = small.rename(tmp_path / "my article.xml")
    result = run(spaced, "-t", "html", "-o", tmp_path)
    assert f"exporter check '{spaced}'" in result.stderr


def test_an_internal_copy_says_so_in_its_name(small: Path, tmp_path: Path) -> None:
    assert run(small, "--audience", "internal", "-t", "pdf", "-o", tmp_path).exit_code == 0
    assert (tmp_path / "small-internal.pdf").exists()


def test_two_articles_of_one_name_are_wrong_use(small: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "small.xml"
    other.parent.mkdir()
    other.write_text(SMALL, encoding="utf-8")
    result = run(small, other, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "overwrite" in result.output or "both be written" in result.output


def test_two_articles_in_one_file_are_wrong_use(small: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_text(SMALL, encoding="utf-8")
    result = run(small, other, "-t", "html", "-o", tmp_path / "one.html")
    assert result.exit_code == 2
    assert "one file" in result.output
    assert not (tmp_path / "one.html").exists()


def test_a_file_that_no_format_is_written_to(small: Path) -> None:
    result = run(small, "-t", "html", "-o", small)
    assert result.exit_code == 2
    assert "Name a folder, or a file that ends in .html." in result.output


def test_unknown_theme_names_those_there_are(small: Path, tmp_path: Path) -> None:
    result = run(small, "--theme", "baroque", "-o", tmp_path)
    assert result.exit_code != 0
    assert "newspaper" in result.output


def test_the_input_is_never_changed(small: Path, tmp_path: Path) -> None:
    before = small.read_bytes()
    run(small, "-o", tmp_path)
    assert small.read_bytes() == before


def test_without_registers(tmp_path: Path) -> None:
    assert run(ARTICLE, "--no-registers", "-t", "html", "-o", tmp_path / "a.html").exit_code == 0
    assert run(ARTICLE, "-t", "html", "-o", tmp_path / "b.html").exit_code == 0
    short, full = (tmp_path / "a.html").stat().st_size, (tmp_path / "b.html").stat().st_size
    assert short < full


def test_a_copy_for_review_carries_what_the_rules_found(tmp_path: Path) -> None:
    def comments(*options: str) -> str:
        assert run(ARTICLE, "-t", "docx", "-o", tmp_path, *options).exit_code == 0
        with zipfile.ZipFile(tmp_path / "north-korean-troops.docx") as word:
            return word.read("word/comments.xml").decode()

    assert "The claim #c06 is the article’s own" in comments("--review").replace("'", "’")
    assert "The claim #c06" not in comments("--review", "--no-check")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"to": "html5"}, "no format 'html5'. Did you mean 'html'"),
        ({"to": []}, "No format is asked for. There are: html, docx"),
        ({"options": {"docxx": {}}}, "no format 'docxx'. Did you mean 'docx'"),
        ({"audience": "Public"}, "audience is 'Public'. It must be 'public' or 'internal'"),
    ],
)
def test_what_export_refuses(small: Path, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(OptionError, match=says):
        export(small, small.parent, **wrong)
    assert list(small.parent.iterdir()) == [small]


def test_one_format_needs_no_list(small: Path, tmp_path: Path) -> None:
    assert export(small, tmp_path / "out", to="html").files == (tmp_path / "out" / "small.html",)


def test_read_refuses_another_way_with_pictures() -> None:
    with pytest.raises(OptionError, match="pictures is 'maybe'"):
        read(SMALL.encode(), pictures="maybe")  # type: ignore[arg-type]


@pytest.mark.parametrize("tag", ["", "de_DE", "not a tag!!"])
def test_a_language_that_is_none(small: Path, tmp_path: Path, tag: str) -> None:
    result = run(small, "--language", tag, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "BCP 47" in result.output
    assert not (tmp_path / "out").exists()


def test_a_language_without_words_is_said(small: Path, tmp_path: Path) -> None:
    result = run(small, "--language", "qq", "-t", "html", "-o", tmp_path)
    assert result.exit_code == 0
    assert "There is no wording for qq yet" in result.stderr


def test_export_finds_for_a_review_what_the_rules_say(tmp_path: Path) -> None:
    options = {"docx": {"review": True}}
    done = export(ARTICLE, tmp_path, to=["docx"], options=options)
    with zipfile.ZipFile(done.files[0]) as word:
        assert b"[claim-unattributed]" in word.read("word/comments.xml")
