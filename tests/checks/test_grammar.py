"""What a schema has against an article, in words."""

from pathlib import Path

import pytest

from exporter.checks import check
from exporter.checks.config import Config
from exporter.errors import OptionError
from exporter.notices import Severity
from tests.checks.small import article

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "tests/schema/example.xml").read_text(encoding="utf-8")
SCHEMA = ROOT / "exporter/tei/schema"
DAY = "2026-03-02"


def said(old: str, new: str) -> list[str]:
    assert old in EXAMPLE
    report = check(EXAMPLE.replace(old, new, 1).encode())
    return [notice.message for notice in report if notice.rule == "schema"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "The money ",
            "<w>The</w> money ",
            "<w> is not known here. In <said> only these are allowed: anchor, app,",
        ),
        (
            "The money ",
            '<f:w xmlns:f="urn:f">The</f:w> money ',
            "<f:w> is not known here. In <said> only these are allowed: anchor, app,",
        ),
        (
            "The money ",
            '<w xmlns="urn:f">The</w> money ',
            '<w xmlns="urn:f"> is not known here. In <said> only these are allowed: anchor, app,',
        ),
        (' type="document"', "", "<bibl> needs the attribute type."),
        (' unit="EUR" commodity', " commodity", "<measure> needs the attribute unit."),
        ("<title>Ferry to cost twice as much</title>", "", "<titleStmt> needs <title> in it."),
        ('xml:id="c1a"', 'xml:id="1a"', "“1a” is not a value for xml:id of <seg>."),
        (
            'place="foot"',
            'place="margin"',
            "place of <note> is “margin”; it may be “foot”, “bottom”",
        ),
        ("<list type", '<list rend="x" type', "<list> has no attribute rend here."),
        (" 2026</date>", " 2026<p/></date>", "<p> is not allowed in <date>."),
    ],
)
def test_the_message_says_what_is_wrong(old: str, new: str, message: str):
    messages = said(old, new)
    assert len(messages) == 1
    assert messages[0].startswith(message)


def test_what_a_parent_lacks_is_said_there_alone():
    """And hides no fault of its children."""
    start = EXAMPLE.index("<availability")
    end = EXAMPLE.index("</availability>") + len("</availability>")
    without = EXAMPLE.replace(EXAMPLE[start:end], "", 1)
    assert said(EXAMPLE, without) == ["<publicationStmt> needs <availability> in it."]
    fixes = {notice.message: notice.fix for notice in check(without.encode())}
    assert fixes["<publicationStmt> needs <availability> in it."] == (
        'Add <availability><licence target="https://…">…</licence></availability>.'
    )
    assert said(EXAMPLE, without.replace('<idno type="URI"', "<idno", 1)) == [
        "<publicationStmt> needs <availability> in it.",
        "<idno> needs the attribute type.",
    ]


def test_what_a_rule_says_of_a_value_the_grammar_does_not_repeat():
    for old, new in ((DAY, "2026-02-30"), ('quantity="4200000"', 'quantity="four"')):
        report = check(EXAMPLE.replace(old, new, 1).encode())
        assert [n.rule for n in report if n.severity is Severity.ERROR] == ["invalid-value"]


def test_one_fault_does_not_hide_another():
    """Of a missing language the rule speaks; the grammar still speaks of the rest."""
    broken = EXAMPLE.replace(' xml:lang="en"', "", 1).replace("<standOff>", '<standOff n="1">', 1)
    messages = [(notice.rule, notice.message) for notice in check(broken.encode())]
    assert ("schema", "<standOff> has no attribute n here.") in messages
    assert "language-missing" in {rule for rule, _ in messages}
    assert not any(rule == "schema" and "lang" in message for rule, message in messages)


def test_plain_tei_is_not_held_against_the_articles_grammar():
    plain = article("<sp><speaker>A</speaker><l>One</l></sp>")
    assert list(check(plain)) == []
    assert "schema" in {notice.rule for notice in check(plain, schema="article")}
    assert list(check(plain, schema="none")) == []


def test_another_schema(tmp_path: Path):
    grammar = tmp_path / "any.rng"
    grammar.write_text(
        '<element name="TEI" xmlns="http://relaxng.org/ns/structure/1.0" ns="x"><empty/></element>'
    )
    assert [n.rule for n in check(article("<p>A</p>"), schema=grammar)] == ["schema"]
    config = Config(schema="any.rng", folder=tmp_path)
    assert [n.rule for n in check(article("<p>A</p>"), config=config)] == ["schema"]


def test_another_schematron(tmp_path: Path):
    rules = tmp_path / "house.sch"
    rules.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="t" '
        'uri="http://www.tei-c.org/ns/1.0"/><pattern><rule context="t:p">'
        '<assert test="@n">Every paragraph needs a number.</assert></rule></pattern></schema>'
    )
    found = [
        n for n in check(article("<p>A</p>\n<p n='2'>B</p>"), schema=rules) if (n.line or 0) > 5
    ]
    assert [(n.rule, n.line, n.message) for n in found if n.rule == "assertion"] == [
        ("assertion", 6, "Every paragraph needs a number.")
    ]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("gone.rng", None, "is no file"),
        ("no.rng", "<grammar/>", "is not a RELAX NG schema"),
        ("no.sch", "<schema/>", "is not a Schematron schema"),
        ("bad.rng", "<grammar", "cannot be read"),
        ("a.rnc", "start = x", "Make an .rng of it"),
    ],
)
def test_a_schema_that_is_none_is_refused(tmp_path: Path, name: str, text: str | None, says: str):
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(OptionError, match=says):
        check(article("<p/>"), schema=tmp_path / name)
