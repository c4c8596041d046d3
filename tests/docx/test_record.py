"""How a Word copy was made stands in it, and nothing that its reader may not see."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from exporter import InputError, Policy, plan, read, render
from exporter.docx.parts import record
from exporter.docx.parts.record import Record, digest, words_digest
from exporter.docx.parts.tei_part import recover
from exporter.model import Audience
from tests.checks.small import article
from tests.judges.missing import tool

BODY = (
    "<head>One</head><p>Two <hi>three</hi>.<note>Four.</note></p>"
    '<p ana="#internal">Five.</p><p>Six “seven”.</p>'
    "<list><item>Eight</item><item>Nine</item></list>"
)


def made(source: bytes, audience: Audience = "public", theme: str = "newspaper", **policy: Any):
    edition = plan(read(source, audience=audience), Policy(**policy))
    return render(edition, "docx", theme, {"contents": "never"}).data


def recorded(data: bytes) -> Record:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [n for n in package.namelist() if n.startswith("customXml/item")]
        found = [record.read(package.read(name)) for name in parts if name.endswith(".xml")]
    return next(each for each in found if each is not None)


def test_it_says_what_the_copy_was_made_with():
    data = made(article(BODY), "internal", "archive", language="de", notes="end", registers=False)
    found = recorded(data)
    assert (found.format, found.audience) == ("1", "internal")
    assert found.tei == digest(recover(data) or b"")
    assert dict(found.options) == {
        "citations": "",
        "contents": "never",
        "language": "de",
        "legend": "true",
        "notes": "end",
        "index": "none",
        "signs": "full",
        "restart": "never",
        "review": "false",
        "theme": "archive",
    }


def test_each_paragraph_has_its_words_and_its_path():
    found = recorded(made(article(BODY)))
    by_words = {paragraph.words: paragraph for paragraph in found.paragraphs}
    for words, part, path in [
        ("One", "document", "TEI/text/body/head"),
        ("Two three.", "document", "TEI/text/body/p[1]"),
        ("Four.", "footnotes", "TEI/text/body/p[1]/note"),
        ("Six “seven”.", "document", "TEI/text/body/p[2]"),
        ("Nine", "document", "TEI/text/body/list/item[2]"),
    ]:
        paragraph = by_words[words_digest(words)]
        assert (paragraph.part, paragraph.path) == (part, path)


def test_paragraphs_of_the_same_words_keep_their_order():
    found = recorded(made(article("<p>Yes.</p><p>No.</p><p>Yes.</p>")))
    paths = [p.path for p in found.paragraphs if p.words == words_digest("Yes.")]
    assert paths == ["TEI/text/body/p[1]", "TEI/text/body/p[3]"]


def test_a_public_record_is_that_of_an_article_without_the_internal_layer():
    hidden = '<p ana="#internal">Five.</p>'
    with_it = article(BODY)
    without = article(BODY.replace(hidden, ""))
    one, other = recorded(made(with_it)), recorded(made(without))
    assert one.paragraphs == other.paragraphs
    assert one == other


def test_a_later_format_is_refused():
    later = f'<record xmlns="{record.NAMESPACE}" format="2"/>'.encode()
    with pytest.raises(InputError, match="made by a later exporter"):
        record.read(later)
    assert record.read(b"<other/>") is None
    assert record.read(b"no XML") is None


def test_libreoffice_keeps_it(tmp_path: Path):
    before = made(Path("source/north-korean-troops.xml").read_bytes())
    (tmp_path / "a.docx").write_bytes(before)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    out = tmp_path / "out"
    command = [tool("soffice"), profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    subprocess.run(
        [*command, "--outdir", str(out), str(tmp_path / "a.docx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert recorded((out / "a.docx").read_bytes()) == recorded(before)
