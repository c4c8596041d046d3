"""Settings that people write: whatever is wrong with them is told with file and line."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

import exporter
from exporter.checks import load_config
from exporter.docx import DocxOptions, render
from exporter.errors import OptionError, ThemeError
from exporter.theme import load
from exporter.theme.loader import from_toml
from tests import sample

DEEP = "x = " + "[" * 3000 + "]" * 3000
BROKEN = {
    "deep arrays": (DEEP.encode(), "nested"),
    "deep tables": (("x = " + "{a=" * 3000 + "1" + "}" * 3000).encode(), "nested"),
    "latin-1": ("# caf\xe9\n".encode("latin-1"), "UTF-8"),
    "utf-16": ("[page]\n".encode("utf-16"), "UTF-8"),
    "no toml": (b"[page]\nwidth = \n", "TOML"),
    "twice": (b"[page]\n[page]\n", "TOML"),
    "null": (b"a = '\0'\n", "TOML"),
}


LOADERS: dict[str, Callable[[Path], object]] = {
    "theme": load,
    "treatment": lambda file: exporter.read(b"<TEI/>", treatment=file),
    "exporter": load_config,
}


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("kind", LOADERS)
def test_settings_that_are_no_toml(kind: str, name: str, tmp_path: Path) -> None:
    data, reason = BROKEN[name]
    file = tmp_path / f"{kind}.toml"
    file.write_bytes(data)
    with pytest.raises((ThemeError, OptionError)) as caught:
        LOADERS[kind](file)
    assert reason in caught.value.message
    assert str(file) in str(caught.value)


def test_the_line_of_what_is_no_toml(tmp_path: Path) -> None:
    file = tmp_path / "theme.toml"
    file.write_bytes(b"[page]\r\nwidth = 210\r\nheight 290\r\n")
    with pytest.raises(ThemeError) as caught:
        load(file)
    assert caught.value.line == 3


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "exporter.toml").write_bytes(b"\xef\xbb\xbf[check]\nstrict = true\n")
    assert load_config(tmp_path / "exporter.toml").strict
    (tmp_path / "treatment.toml").write_bytes(b"\xef\xbb\xbf[elements]\nhi = 'hide'\n")
    treatment = tmp_path / "treatment.toml"
    article = exporter.read(b"<TEI><text><p>a <hi>bcd</hi></p></text></TEI>", treatment=treatment)
    assert "bcd" not in str(article.blocks)


@pytest.mark.parametrize("selector", ["p@", "@rend", "", "p@=x", "p q", "p@a b", "1", "p@1=x"])
def test_a_treatment_of_nothing(selector: str, tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(f'[elements]\n"{selector}" = "keep"\n')
    with pytest.raises(OptionError, match="names no element"):
        exporter.read(b"<TEI/>", treatment=tmp_path / "t.toml")


@pytest.mark.parametrize("selector", ["p", "p@rend", "p@rend=a b", "{urn:x}p", "tei:p@xml:id", "é"])
def test_treatments_that_name_something(selector: str, tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(f'[elements]\n"{selector}" = "keep"\n', encoding="utf-8")
    exporter.read(b"<TEI><text><p xml:id='a'>a</p></text></TEI>", treatment=tmp_path / "t.toml")


def test_a_citation_style_in_another_encoding(tmp_path: Path) -> None:
    pytest.importorskip("citeproc")
    from exporter.sourcing.citations.csl import load as style

    text = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info>'
        "<title>Café</title></info><citation><layout><text variable='title'/></layout></citation>"
        "</style>"
    )
    file = tmp_path / "style.csl"
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(OptionError, match="not XML"):
        style(file)
    file.write_bytes(f'<?xml version="1.0" encoding="iso-8859-1"?>{text}'.encode("latin-1"))
    assert "Café" in style(file).style


@pytest.mark.parametrize("toml", [b"[page]\nwidth = 'a'", b"[type]\nsize = 0", b"inherits = 'x'"])
def test_a_theme_of_an_archive_is_checked(toml: bytes) -> None:
    with pytest.raises(ThemeError):
        from_toml(toml, "odd")


# ------------------------------------------------------------------------------- templates


def template(**changes: bytes) -> bytes:
    """A template of Word's, with parts changed: ``word_styles`` is ``word/styles.xml``."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "The Daily Template"
    plain, changed = io.BytesIO(), io.BytesIO()
    document.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            key = name.removesuffix(".xml").replace("/", "_")
            new.writestr(name, changes.get(key, old.read(name)))
    return changed.getvalue()


PARTS = ("word_document", "word_styles", "word_settings", "word_fontTable", "word_theme_theme1",
         "word_numbering", "word_header1")  # fmt: skip


@pytest.mark.parametrize("data", [b"<x", b"", b"\xff\xfe", b"<a>&b;</a>", b"<!DOCTYPE a><a/>"])
@pytest.mark.parametrize("part", PARTS)
def test_a_template_with_a_damaged_part(part: str, data: bytes) -> None:
    with pytest.raises(OptionError) as caught:
        render(sample.edition(), load(), DocxOptions(reference=template(**{part: data})))
    if part != "word_document":
        assert part.replace("_", "/").partition("/")[2].split("/")[-1] in caught.value.message


def test_a_template_that_is_whole() -> None:
    assert render(sample.edition(), load(), DocxOptions(reference=template())).data


def test_a_template_that_unpacks_to_too_much() -> None:
    vast = template(word_webSettings=b"<a>" + b" " * (129 * 2**20) + b"</a>")
    with pytest.raises(OptionError, match="unpacks to more"):
        render(sample.edition(), load(), DocxOptions(reference=vast))
