"""Registers in files of their own: what an article uses of them is as if it stood in it."""

from __future__ import annotations

import lxml.etree as etree
import pytest
from click.testing import CliRunner

import exporter
from exporter.cli import main
from exporter.errors import InputError, OptionError

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>-</p>"
    "</publicationStmt><sourceDesc><p>-</p></sourceDesc></fileDesc>{}</teiHeader>"
)


def tei(header: str, inside: str) -> str:
    space = 'xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"'
    return f"<TEI {space}>{HEADER.format(header)}{inside}</TEI>"


PEOPLE = tei(
    '<encodingDesc><classDecl><taxonomy xml:id="audience"><category xml:id="secret"><catDesc>s'
    "</catDesc></category></taxonomy></classDecl></encodingDesc>",
    '<standOff><listPerson><person xml:id="p.mi"><persName>Ada Mills</persName><persName '
    'ana="#secret">Hidden Name</persName><affiliation><orgName ref="#o.port">Port</orgName>'
    '</affiliation></person><person xml:id="p.un"><persName>Not Used</persName></person>'
    '</listPerson><listOrg><org xml:id="o.port"><orgName>Port Board</orgName></org></listOrg>'
    "</standOff>",
)
SOURCES = tei(
    "",
    '<standOff><listBibl><bibl xml:id="s.int" type="interview"><author '
    'ref="../people.xml#p.mi">Ada Mills</author>, interview.</bibl></listBibl></standOff>',
)
SETTINGS = '[registers]\nfiles = ["people.xml", "deep/sources.xml"]\n'
SAID = '<said who="people.xml#p.mi" direct="true" source="deep/sources.xml#s.int">“It sank,”</said>'


def text(inside: str) -> str:
    return f"<text><body><p>{inside}</p></body></text>"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "people.xml").write_text(PEOPLE, encoding="utf-8")
    (tmp_path / "deep/sources.xml").write_text(SOURCES, encoding="utf-8")
    (tmp_path / "exporter.toml").write_text(SETTINGS, encoding="utf-8")
    return tmp_path


def written(folder, inside: str, header: str = "", before: str = ""):
    path = folder / "a.xml"
    path.write_text(tei(header, before + text(inside)), encoding="utf-8")
    return path


def test_pointers_resolve_and_only_what_is_used_comes_along(folder):
    article = exporter.read(written(folder, f"{SAID} she said."))
    speech = next(iter(article.speeches.values()))
    assert [article.agents[key].name for key in speech.who] == ["Ada Mills"]
    assert list(article.sources) == ["s.int"]
    assert article.notices == ()
    root = etree.fromstring(article.tei)
    names = ["".join(e.itertext()) for e in root.iter("{*}person", "{*}org")]
    assert names == ["Ada MillsPort", "Port Board"]
    assert b"Not Used" not in article.tei


def test_what_is_internal_in_a_register_is_internal_in_the_article(folder):
    path = written(folder, SAID)
    assert b"Hidden Name" not in exporter.read(path).tei
    internal = exporter.read(path, audience="internal").tei
    assert b'<persName ana="#internal">Hidden Name</persName>' in internal


def test_private_schemes_lead_there_too(folder):
    scheme = (
        '<encodingDesc><listPrefixDef><prefixDef ident="psn" matchPattern="(.+)" '
        'replacementPattern="people.xml#p.$1"/></listPrefixDef></encodingDesc>'
    )
    article = exporter.read(written(folder, '<persName ref="psn:mi">She</persName>', scheme))
    assert [agent.name for agent in article.agents.values()] == ["Ada Mills", "Port Board"]


def test_an_id_that_the_article_has_is_not_taken_for_another(folder):
    own = (
        '<standOff><listPerson><person xml:id="p.mi"><persName>Bo Mills</persName></person>'
        "</listPerson></standOff>"
    )
    inside = '<persName ref="#p.mi">He</persName> <persName ref="people.xml#p.mi">she</persName>'
    article = exporter.read(written(folder, inside, before=own))
    assert article.agents["p.mi"].name == "Bo Mills"
    assert article.agents["p.mi-2"].name == "Ada Mills"


def test_a_missing_entry_is_said_with_what_was_meant(folder):
    article = exporter.read(written(folder, '<persName ref="people.xml#p.mo">X</persName>'))
    notice = next(n for n in article.notices if n.rule == "register-entry-missing")
    assert "people.xml has no “p.mo”" in notice.message
    assert notice.fix == "Did you mean “p.mi”?"


def test_nothing_that_is_not_named_is_opened(folder):
    (folder / "other.xml").write_text("no XML", encoding="utf-8")
    (folder / "exporter.toml").write_text('[registers]\nfiles = ["people.xml"]\n', "utf-8")
    inside = f'{SAID}<persName ref="other.xml#p.x">X</persName>'
    article = exporter.read(written(folder, inside))
    assert "s.int" not in article.sources


def test_a_register_that_cannot_be_read_is_named(folder):
    (folder / "people.xml").write_text("<TEI", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        exporter.read(written(folder, SAID))
    assert str(folder / "people.xml") in str(caught.value)
    assert exporter.read(written(folder, "No pointer.")).blocks


@pytest.mark.parametrize("files", ['"people.xml"', "[1]", "3"])
def test_a_wrong_setting(folder, files):
    (folder / "exporter.toml").write_text(f"[registers]\nfiles = {files}\n", encoding="utf-8")
    with pytest.raises(OptionError, match="registers"):
        exporter.read(written(folder, SAID))


def test_bytes_have_no_settings_and_may_name_files(folder, monkeypatch):
    data = written(folder, SAID).read_bytes()
    monkeypatch.chdir(folder)
    assert exporter.read(data).agents == {}
    files = ["people.xml", "deep/sources.xml"]
    assert "p.mi" in exporter.read(data, register_files=files).agents


def test_the_check_follows_them_on_the_articles_own_lines(folder):
    path = written(folder, f"{SAID}\n<persName ref='people.xml#p.mo'>X</persName>")
    found = {n.rule: n for n in exporter.check(path)}
    assert "dangling-pointer" not in found or "p.mo" in found["dangling-pointer"].message
    assert found["register-entry-missing"].line == 2


def test_a_draft_points_at_who_stands_there(folder, monkeypatch):
    monkeypatch.chdir(folder)
    (folder / "in").mkdir()
    (folder / "f.md").write_text("# Ferry\n\n“It sank,” said Ada Mills.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["draft", "f.md", "-o", "in/f.xml"])
    assert done.exit_code == 0, done.output
    article = (folder / "in/f.xml").read_text("utf-8")
    assert 'who="../people.xml#p.mi"' in article
    assert "<person" not in article
    assert CliRunner().invoke(main, ["confirm", "in/f.xml", "--all"]).exit_code == 0
    assert [a.name for a in exporter.read("in/f.xml").agents.values()] == [
        "Ada Mills",
        "Port Board",
    ]
