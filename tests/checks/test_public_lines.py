"""A report on the public copy quotes nothing that the public may not see."""
# ruff: noqa: E501 - pieces of TEI are clearest on one line

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from exporter.checks.output.public_lines import public_text
from exporter.cli import main
from exporter.tei import Limits

HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>'


def tei(body: str, before: str = "") -> bytes:
    return f"{HEAD}{before}<text><body>{body}</body></text></TEI>".encode()


@pytest.mark.parametrize(
    "body",
    [
        '<p>a <ref target="#gone">b</ref> <note ana="#internal" n="SECRET">SECRET <hi>SECRET</hi></note> c</p>',
        '<p>a <ref target="#gone">b</ref> <!-- SECRET --> <?who SECRET?> c</p>',
        '<p>a <ref target="#gone">b</ref> <seg ana="#internal," xml:id="x" next="#y">SECRET</seg> c <seg xml:id="y">SECRET</seg></p>',
        '<p>a <ref target="#gone">b</ref> <anchor xml:id="x"/>SECRET <hi>SECRET</hi> SECRET<anchor xml:id="y"/> c<span from="#x" to="#y" ana="#internal"/></p>',
        '<p>a <ref target="#gone">b</ref> <seg xml:id="SECRET" ana="#internal">x</seg><said who="#SECRET #p">c</said></p>',
        '<p>a <ref target="#gone">b</ref> c</p><p ana="#internal">SECRET</p>',
    ],
)
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_what_check_prints(body: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(tei(body))
    command = ["check", str(path), "--format", form, "--schema", "none"]
    public = CliRunner().invoke(main, [*command, "--audience", "public"])
    assert "#gone" in public.output
    assert "SECRET" not in public.output
    if form == "text":
        assert '<ref target="#gone">b</ref>' in public.stdout
        assert "SECRET" in CliRunner().invoke(main, command).output or body.count("<p") > 1


def test_the_standard_input_is_quoted_alike() -> None:
    body = '<p>a <ref target="#gone">b</ref> <note ana="#internal">SECRET</note></p>'
    given = ["check", "-", "--audience", "public", "--schema", "none"]
    said = CliRunner().invoke(main, given, input=tei(body)).output
    assert "#gone" in said
    assert "SECRET" not in said


def test_a_leak_is_pointed_at_and_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    before = '<standOff><listPerson><person xml:id="p" role="unnamed"><persName>an official</persName><persName ana="#internal">Orla Quillfeather</persName></person></listPerson></standOff>'
    path.write_bytes(tei("<p>Then Orla Quillfeather came.</p>", before))
    said = CliRunner().invoke(main, ["check", str(path), "--audience", "public"]).output
    assert "unnamed-source-named" in said
    assert "uillfeather" not in said
    assert "Then" in said


@pytest.mark.parametrize("damage", [b"<p>", b"&", b""])
def test_of_what_cannot_be_read_nothing_is_quoted(damage: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    data = tei('<p>x</p>\n<p ana="#internal">SECRET</p>').replace(b"SECRET", b"SECRET" + damage)
    path.write_bytes(data[:-8] if not damage else data)
    said = CliRunner().invoke(main, ["check", str(path), "--audience", "public"]).output
    assert "malformed" in said
    assert "SECRET" not in said


def test_places_stay_where_they_were() -> None:
    data = tei('<p>äö <note ana="#internal">SEC\r\nRET</note> b</p>')
    masked = public_text(data, Limits())
    text = data.decode()
    assert len(masked) == len(text)
    assert [n for n, c in enumerate(masked) if c in "\r\n"] == [
        n for n, c in enumerate(text) if c in "\r\n"
    ]
    start, end = text.index("<note"), text.index(" b</p>")
    assert masked[:start] + masked[end:] == text[:start] + text[end:]
    assert set(masked[start:end]) == {"░", "\r", "\n"}
