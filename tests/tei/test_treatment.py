"""The table from element to treatment: whole, and changed by a user's own lines."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from exporter import OptionError
from exporter.tei.body.dispatch import HANDLERS
from tests.tei.sketch import article, rules, sketch

TABLE = files("exporter.tei.body") / "treatment.toml"


def own(tmp_path: Path, lines: str) -> Path:
    place = tmp_path / "mine.toml"
    place.write_text(f"[elements]\n{lines}", encoding="utf-8")
    return place


def test_every_line_of_the_table_has_a_handler() -> None:
    lines = tomllib.loads(TABLE.read_text(encoding="utf-8"))["elements"]
    assert {line.split()[0] for line in lines.values()} <= set(HANDLERS)


def test_every_treatment_is_explained_at_the_table_s_head() -> None:
    head = TABLE.read_text(encoding="utf-8").partition("[elements]")[0]
    explained = {word.strip(",") for line in head.split("\n") for word in line[4:28].split()}
    verbs = {verb for verb in HANDLERS if ":" not in verb}
    assert verbs <= explained


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('fw = "paragraph forme-work"', "a\n(forme-work) head\nb"),
        ('fw = "keep"', "aheadb"),
        ('"fw@type=header" = "style bold"', "a{bold: head}b"),
        ('"fw@type" = "wrap [ ]"', "a{made: [}head{made: ]}b"),
        ('"fw@type=footer" = "keep"', "ab"),
    ],
)
def test_a_user_s_own_lines(tmp_path: Path, lines: str, expected: str) -> None:
    body = '<p>a<fw type="header">head</fw>b</p>'
    assert sketch(article(body, treatment=own(tmp_path, lines)).blocks) == expected


def test_an_element_of_one_s_own(tmp_path: Path) -> None:
    table = own(tmp_path, 'blort = "style italic"')
    read_article = article("<p><blort>a</blort></p>", treatment=table)
    assert sketch(read_article.blocks) == "{italic: a}"
    assert not rules(read_article)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('p = "paragraf"', "'paragraf', which there is not"),
        ("p = 3", "which there is not"),
        ("p = ", "this is not TOML"),
        ('[other]\np = "keep"', "one table"),
    ],
)
def test_a_wrong_table_is_told(tmp_path: Path, lines: str, said: str) -> None:
    with pytest.raises(OptionError, match=said) as caught:
        article("<p/>", treatment=own(tmp_path, lines))
    assert "mine.toml" in str(caught.value)


def test_a_table_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="cannot be read"):
        article("<p/>", treatment=tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Between blocks each stands by itself …
        ("<blort>One</blort><blort>Two</blort>", "One\nTwo"),
        ("<blort><p>One</p><p>Two</p></blort><blort>Three</blort>", "One\nTwo\nThree"),
        ("<x:a xmlns:x='urn:x'>One</x:a><x:b xmlns:x='urn:x'>Two</x:b>", "One\nTwo"),
        ("<list><item><blort>One</blort><blort>Two</blort></item></list>", "- One / Two"),
        # … in a line it is a part of it.
        ("<p>o<blort>n</blort>e</p>", "one"),
        ("<p>one <blort>two</blort><blort>three</blort></p>", "one two three"),
        ("Loose <blort>words</blort>, and more", "Loose words, and more"),
        ("<l>one<blort/>two</l>", "/ onetwo"),
    ],
)
def test_elements_that_nobody_knows_part_words_where_blocks_would(body: str, expected: str) -> None:
    assert sketch(article(f"<div>{body}</div>").blocks).replace("\n  ", " / ") == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>one<br/>two <b>three</b> <em>four</em></p>", "one⏎two {bold: three} {italic: four}"),
        ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
        ("<h2>One</h2><p>two</p>", "# One\ntwo"),
        ("<blockquote>one</blockquote><section><p>two</p></section>", "one\ntwo"),
        ("<p>x<sup>2</sup> <a href='https://x.example'>one</a></p>", "x{superscript: 2} one"),
    ],
)
def test_html_is_read_as_what_it_means_and_said(body: str, expected: str) -> None:
    made = article(f"<div>{body}</div>")
    assert sketch(made.blocks) == expected
    assert set(rules(made)) == {"unknown-element"}
    assert made.notices[0].fix is not None
    assert made.notices[0].fix.startswith("That is HTML. In TEI write <")


@pytest.mark.parametrize(
    ("tag", "fix"),
    [
        ("mesure", "Did you mean <measure>?"),
        ("PersName", "Did you mean <persName>?"),
        ("noet", "Did you mean <note>?"),
        ("strong", 'That is HTML. In TEI write <hi rend="bold">.'),
        ("zzz", "Correct its name, or say in a treatment table how it is to be read."),
    ],
)
def test_what_a_misspelt_element_may_have_been(tag: str, fix: str) -> None:
    (notice,) = article(f"<p><{tag}>x</{tag}></p>").notices
    assert notice.fix == fix
