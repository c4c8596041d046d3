"""An internal copy holds everything, and says on every page and in its name what it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import exporter
from tests import judges

SOURCE = next((Path(__file__).parents[2] / "source").glob("*.xml"))
SECRET = "Robin"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("internal")
    done = exporter.export(SOURCE, folder, to=["html", "docx", "pdf"], audience="internal")
    return {file.suffix[1:]: file for file in done.files}


def warning() -> str:
    edition = exporter.plan(exporter.read(SOURCE, audience="internal"))
    line = next(line for line in edition.front.lines if line.kind == "audience")
    return "".join(getattr(inline, "text", "") for inline in line.content)


def test_names(files: dict[str, Path]) -> None:
    assert {file.name for file in files.values()} == {
        f"{SOURCE.stem}-internal.{to}" for to in ("html", "docx", "pdf")
    }


def test_every_page_of_the_pdf_says_so(files: dict[str, Path]) -> None:
    pages = judges.text_from_pdf(files["pdf"]).split("\f")[:-1]
    assert len(pages) > 1
    assert [page for page in pages if not re.search("internal", page, re.IGNORECASE)] == []


def test_every_page_in_word_says_so(files: dict[str, Path]) -> None:
    pages = judges.text_from_pdf(judges.libreoffice(files["docx"])).split("\f")[:-1]
    assert len(pages) > 1
    assert [page for page in pages if not re.search("internal", page, re.IGNORECASE)] == []


def test_the_page_says_so(files: dict[str, Path]) -> None:
    assert warning() in judges.text_from_html(files["html"])


@pytest.mark.parametrize("to", ["html", "docx", "pdf"])
def test_public_copies_do_not(tmp_path: Path, to: str) -> None:
    file = exporter.export(SOURCE, tmp_path, to=[to]).files[0]
    assert file.name == f"{SOURCE.stem}.{to}"
    assert warning().encode() not in file.read_bytes()


@pytest.mark.parametrize("to", ["html", "docx", "pdf"])
def test_everything_is_in_it(files: dict[str, Path], to: str) -> None:
    assert SECRET.encode() in exporter.recover(files[to])
