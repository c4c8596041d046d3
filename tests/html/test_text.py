"""Prose: every text escaped, marks nested, links kept or dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporter import model as m
from exporter.html.markup import attribute, text
from exporter.text.language_tags import direction
from exporter.urls import safe_url
from tests.html.pages import drawn, text_of
from tests.judges.html import text_from_html
from tests.judges.texts import folded
from tests.sample import p, t


def test_what_looks_like_markup_is_text() -> None:
    assert text_of(p(*t("<script>alert(1)</script> & so on"))) == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; so on</p>\n"
    )


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_text_closes_an_attribute_or_opens_an_element(value: str) -> None:
    assert not set(attribute(value)) & set('"<>\n')
    assert not set(text(value)) & set("<>\x00\x0b\x1f")


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \tjava\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://a.example/1",
        "view-source:https://a.example",
    ],
)
def test_a_link_that_could_run_something_is_dropped_with_a_notice(target: str) -> None:
    output = drawn(p(*t("a link", m.Link(target))))
    assert "<p>a link</p>" in output.data.decode()
    assert [notice.rule for notice in output.notices] == ["dangerous-link"]


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        ("https://a.example/?a=1&b=2", "https://a.example/?a=1&b=2"),
        ("mailto:desk@a.example", "mailto:desk@a.example"),
        ("tables/1.csv", "tables/1.csv"),
        ("https://a.example/two words", "https://a.example/two%20words"),
        ("doi:10.1000/182", "doi:10.1000/182"),
    ],
)
def test_a_harmless_link_stays(target: str, kept: str) -> None:
    assert safe_url(target) == kept


def test_crossing_marks_are_split_where_they_cross() -> None:
    bold, italic = m.Emphasis("bold"), m.Emphasis("italic")
    crossing = p(*t("a", bold), *t("b", bold, italic), *t("c", italic))
    assert text_of(crossing) == "<p><b>a<i>b</i></b><i>c</i></p>\n"


def test_a_name_that_the_index_links_to_has_an_id_and_no_other_has() -> None:
    one, two = (m.Name("place", "pl.n", ident) for ident in ("mention-1", "mention-2"))
    text = p(*t("Ness", one), *t("port", m.Emphasis("italic"), one), *t(" and "), *t("it", two))
    found = text_of(text, targets=frozenset(("mention-1",)))
    assert found == (
        '<p><span class="name place" data-ref="pl.n" id="mention-1">Ness<i>port</i></span>'
        ' and <span class="name place" data-ref="pl.n">it</span></p>\n'
    )


def test_no_link_stands_inside_another() -> None:
    link = m.Link("https://a.example/")
    call = m.NoteCall("n1", "call-n1", "1", marks=(link,))
    inside = m.Run("see ", (link, m.Link("https://b.example/")))
    assert text_of(p(inside, call, *t(" more", link))) == (
        '<p><a href="https://a.example/">see </a>'
        '<sup class="call"><a id="call-n1" href="#n1" role="doc-noteref" aria-label="note 1">1</a>'
        '</sup><a href="https://a.example/"> more</a></p>\n'
    )


def test_a_span_in_parts_has_its_id_once_and_its_status_at_its_end() -> None:
    span = m.Span("claim", "c2")
    info = m.SpanInfo("c2", "claim", "Claim, open", "open", entry="entry-c2")
    found = text_of(p(*t("One", span), *t(" and ")), p(*t("two", span)), spans={"c2": info})
    assert found == (
        '<p><span class="claim open" title="Claim, open" id="c2">One</span> and </p>\n'
        '<p><span class="end claim open" title="Claim, open" data-of="c2">two</span>'
        '<a class="status open" href="#entry-c2" aria-label="Claim, open"></a></p>\n'
    )


@pytest.mark.parametrize(
    ("tag", "way"),
    [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("az-Arab", "rtl"), ("ar-Latn", "ltr")],
)
def test_the_direction_is_the_scripts(tag: str, way: str) -> None:
    assert direction(tag) == way


def test_a_language_turns_its_passage_round() -> None:
    assert (
        text_of(p(*t("سلام", m.Language("ar")))) == '<p><span lang="ar" dir="rtl">سلام</span></p>\n'
    )


_MARKS = st.sampled_from(
    [
        m.Emphasis("bold"),
        m.Emphasis("italic"),
        m.Link("https://a.example"),
        m.Language("de"),
        m.Span("claim", "c1"),
        m.Span("speech", "q1"),
        m.Name("person", "p"),
    ]
)
_RUNS = st.builds(
    m.Run,
    st.text(st.characters(categories=["L", "P", "Zs"]), min_size=1, max_size=8),
    st.lists(_MARKS, unique=True, max_size=4).map(tuple),
)


@given(st.lists(_RUNS, min_size=1, max_size=8))
def test_every_character_is_read_again_whatever_the_marks(runs: list[m.Run]) -> None:
    said = "".join(run.text for run in runs)
    found = text_from_html(drawn(m.Paragraph(tuple(runs))).data)
    assert folded(said) in found


def test_a_stage_direction_beside_a_name_is_told_from_it() -> None:
    stage = m.Run("aside", (m.Emphasis("stage"),))
    turn = m.Turn((*t("ADA "), stage), (p(*t("Yes.")),))
    assert '<p class="speaker">ADA <i class="stage">aside</i></p>' in text_of(turn)
