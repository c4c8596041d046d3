"""No finding that the page shows speaks XML, in any language."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

from click.testing import CliRunner

from exporter.checks import check
from exporter.checks.engine import own_rules
from exporter.cli import main
from exporter.notices import Notice, Severity
from exporter.workbench.panel.findings import said_plainly
from exporter.workbench.words import LANGUAGES, interface
from tests.workbench.page.articles import BRIDGE_TEXT
from tests.workbench.pages import Page

ROOT = Path(__file__).parents[2]
XML = re.compile(r"[@<>#]|xml:id|\w=\"")


def told(page: Page) -> list[str]:
    """What the list of things to do says, and the panel at each block and at each place."""
    groups = [group for group in page.get("/indexes")["groups"] if group["todo"]]
    entries = [e for group in groups for e in group["entries"]]
    said = [text for e in entries for text in (e["label"], e["message"])]
    said += [group["label"] for group in groups]
    elements = [place["element"] for e in entries for place in e["places"] if "element" in place]
    for place in [*elements, *(f"{block}:0" for block in page.read()["blocks"])]:
        for each in page.get("/chosen", place=place)["findings"]:
            said += [each["message"], each["act_label"]]
    return said


def drafted(folder: Path, *, confirmed: bool) -> Path:
    """An article of a draft in plain text."""
    (folder / "bridge.txt").write_text(BRIDGE_TEXT, encoding="utf-8")
    path = folder / "bridge.xml"
    made = [
        ["draft", "-o", str(path), str(folder / "bridge.txt")],
        ["confirm", "--all", "--by", "A", str(path)],
    ]
    for command in made[: 1 + confirmed]:
        assert CliRunner().invoke(main, command).exit_code == 0
    return path


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("confirmed", [False, True])
def test_a_draft_is_spoken_of_in_plain_words(tmp_path, lang, confirmed):
    page = Page(drafted(tmp_path, confirmed=confirmed), lang=lang)
    said = told(page)
    assert len(said) > (10 if confirmed else 1)
    assert [text for text in said if XML.search(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_our_own_article_is_spoken_of_in_plain_words(tmp_path, lang):
    article = shutil.copytree(ROOT / "source", tmp_path / "source") / "north-korean-troops.xml"
    said = told(Page(article, lang=lang))
    assert said
    assert [text for text in said if XML.search(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_its_sentence(tmp_path, lang):
    faulty = Path(shutil.copy(ROOT / "tests/checks/faulty/article.xml", tmp_path))
    page, words = Page(faulty), interface(lang)
    outline, rules = page.session.state().outline, {rule.id for rule in own_rules()}
    for finding in check(faulty):
        said = said_plainly(finding, outline, words)
        assert not XML.search(said), said
        assert said != finding.message or finding.rule not in rules
    table = tomllib.loads((ROOT / "styles/workbench/findings.toml").read_text(encoding="utf-8"))
    assert set(table["en"]) == set(table["de"])
    assert rules <= set(table[lang])


@pytest.mark.parametrize(
    ("message", "lang", "said"),
    [
        ("@quantity of <measure> is odd.", "en", "Value of figure is odd."),
        ("@quantity of <measure> is odd.", "de", "Wert of Zahl is odd."),
        ("<seg> names #p.mi.", "en", "claim names Ada Mills."),
        ("xml:id #gone of <t:zone n='1'/>.", "en", "id “gone” of “zone”."),
        ("“#1 <b> @home” stays; @made-up.", "en", "“#1 <b> @home” stays; “made-up”."),
        ("Nothing to reword.", "en", "Nothing to reword."),
    ],
)
def test_a_rule_without_a_sentence_is_reworded(page, message, lang, said):
    finding = Notice("rule-of-a-plugin", Severity.WARNING, message)
    assert said_plainly(finding, page.session.state().outline, interface(lang)) == said


@pytest.mark.parametrize(
    ("rule", "message", "lang", "said"),
    [
        ("link-says-here", "The link text “{here}” does not say.", "en", "leads: “{here}”."),
        ("link-says-here", "The link text “here” does not say.", "de", "führt: „here“."),
        ("unmarked-number", "Nothing marks it: 12 boats.", "en", "yet: “12 boats”. Mark it"),
        ("schema", "<publicationStmt> needs <date> in it.", "en", "wrong: date."),
        ("schema", "Something is odd.", "en", "expect it: this place."),
    ],
)
def test_a_sentence_says_which_words_it_is_about(page, rule, message, lang, said):
    finding = Notice(rule, Severity.WARNING, message)
    assert said in said_plainly(finding, page.session.state().outline, interface(lang))
