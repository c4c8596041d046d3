"""What is no TEI is called by its name, by every command that reads an article."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from exporter import read
from exporter.cli import main
from exporter.errors import InputError


def zipped(*names: str) -> bytes:
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        for name in names:
            made.writestr(name, "é" * 400)
    return package.getvalue()


OTHERS = {
    "a Word document": zipped("[Content_Types].xml", "word/document.xml"),
    "an OpenDocument file": zipped("mimetype", "content.xml"),
    "an EPUB": zipped("mimetype", "META-INF/container.xml"),
    "a bag": zipped("kept/bagit.txt"),
    "a zip file": zipped("a.xml"),
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "RTF": b"{\\rtf1 words}",
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "an old or encrypted Office": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
    "a compressed file": b"\x1f\x8b\x08\0\0",
    "no text": b"\xb2\0\1\2<TEI",
}


@pytest.mark.parametrize("what", OTHERS)
def test_it_is_said_what_a_file_is(what: str):
    with pytest.raises(InputError, match=f"This is {what}"):
        read(OTHERS[what])


@pytest.mark.parametrize("command", ["export", "check", "suggestions", "sources", "confirm --all"])
@pytest.mark.parametrize("what", ["a Word document", "a PDF", "no text"])
def test_every_command_says_it_and_names_the_file(tmp_path: Path, command: str, what: str):
    file = tmp_path / "wall.xml"
    file.write_bytes(OTHERS[what])
    done = CliRunner().invoke(main, [*command.split(), str(file)])
    assert done.exit_code == 1
    assert f"error: {file}: This is {what}" in done.output


@pytest.mark.parametrize("command", ["export", "suggestions", "sources", "confirm --all"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", ":1: The file is empty."),
        (b"<html/>", ":1: The root element is <html>."),
        (b"<TEI><p></q></TEI>", ":1: Not well-formed XML at column"),
    ],
)
def test_an_error_names_the_file(tmp_path: Path, command: str, data: bytes, said: str):
    file = tmp_path / "wall.xml"
    file.write_bytes(data)
    done = CliRunner().invoke(main, [*command.split(), str(file)])
    assert done.exit_code == 1
    assert f"error: {file}{said}" in done.output


def test_a_wrong_encoding_is_placed(tmp_path: Path):
    file = tmp_path / "wall.xml"
    file.write_bytes("<TEI>\n<p>Gr\xfc\xdfe</p></TEI>".encode("latin-1"))
    done = CliRunner().invoke(main, ["suggestions", str(file)])
    assert f"{file}:2: The file is not in the encoding that it declares (utf-8) at column 6." in (
        done.output
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_wide_letters_are_text(encoding: str):
    text = "<TEI><text><body><p>Wäll.</p></body></text></TEI>"
    assert read(f'<?xml version="1.0" encoding="{encoding[:6]}"?>{text}'.encode(encoding)).blocks
