"""Exports that somebody damaged: the TEI, or an error in words; never more than asked for."""

from __future__ import annotations

import base64
import io
import os
import zipfile
from pathlib import Path

import pytest

import exporter
from exporter import ArchiveError
from exporter.archives import recover
from exporter.files.reading import LARGEST
from tests.safety.test_articles import document

ARTICLE = document("<p>A wall.<note>Stone.</note></p>" * 20)
KINDS = ("html", "docx", "epub", "pdf")


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    edition = exporter.plan(exporter.read(ARTICLE))
    return {kind: exporter.render(edition, kind).data for kind in KINDS}


def tried(path: Path) -> bytes | None:
    try:
        return recover(path)
    except ArchiveError as error:
        return None if str(path) in str(error) else pytest.fail("the error names no file")


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_byte_anywhere(kind: str, made: dict[str, bytes], tmp_path: Path) -> None:
    file = tmp_path / f"a.{kind}"
    for at in range(0, len(made[kind]), max(1, len(made[kind]) // 150)):
        damaged = bytearray(made[kind])
        damaged[at] ^= 0x55
        file.write_bytes(damaged)
        tried(file)


@pytest.mark.parametrize("kind", KINDS)
def test_cut_off_anywhere(kind: str, made: dict[str, bytes], tmp_path: Path) -> None:
    file = tmp_path / f"a.{kind}"
    for at in range(0, len(made[kind]), max(1, len(made[kind]) // 40)):
        file.write_bytes(made[kind][:at])
        tried(file)


def repacked(data: bytes, change: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", method) as new:
        for name in old.namelist():
            new.writestr(name, change.get(name, old.read(name)))
        for name in change.keys() - set(old.namelist()):
            new.writestr(name, change[name])
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("kind", "member"), [("docx", "customXml/item1.xml"), ("epub", "EPUB/article.xml")]
)
def test_what_unpacks_to_more_than_an_article_has(
    kind: str, member: str, made: dict[str, bytes], tmp_path: Path
) -> None:
    vast = b'<TEI xmlns="http://www.tei-c.org/ns/1.0">' + b" " * LARGEST
    file = tmp_path / f"a.{kind}"
    file.write_bytes(repacked(made[kind], {member: vast}))
    assert file.stat().st_size < 2**20
    with pytest.raises(ArchiveError, match="unpacks to more"):
        recover(file)


def test_a_pdf_whose_attachment_unpacks_to_too_much(made: dict[str, bytes], tmp_path: Path) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(io.BytesIO(made["pdf"])) as pdf:
        stream = pdf.Root.AF[0].EF.F
        stream.write(b"<TEI>" + b" " * LARGEST)
        pdf.save(tmp_path / "a.pdf", compress_streams=True)
    assert (tmp_path / "a.pdf").stat().st_size < 2**20
    with pytest.raises(ArchiveError):
        recover(tmp_path / "a.pdf")


def test_a_way_of_compressing_that_is_not_read(made: dict[str, bytes], tmp_path: Path) -> None:
    for kind in ("docx", "epub"):
        file = tmp_path / f"a.{kind}"
        file.write_bytes(repacked(made[kind], {}, zipfile.ZIP_BZIP2))
        with pytest.raises(ArchiveError, match="compressed in a way"):
            recover(file)


@pytest.mark.parametrize("address", ["a\0b.xml", "loop.xml", "pipe.xml", "folder", "x" * 5000])
def test_a_page_whose_source_is_no_file(address: str, tmp_path: Path) -> None:
    (tmp_path / "loop.xml").symlink_to(tmp_path / "loop.xml")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe.xml")
    page = tmp_path / "a.html"
    page.write_text(f'<a href="{address}" rel="alternate" type="application/tei+xml">')
    with pytest.raises(ArchiveError, match="cannot be read"):
        recover(page)


def test_a_page_with_many_sources_is_read_once(tmp_path: Path) -> None:
    block = 'href="data:application/tei+xml;base64,{}"'
    texts = [base64.b64encode(f"<TEI n='{n}'/>".encode()).decode() for n in range(2000)]
    (tmp_path / "a.html").write_text("\n".join(map(block.format, texts)))
    assert recover(tmp_path / "a.html") == b"<TEI n='1999'/>"
