"""Blocks, notes and registers as elements, read with a parser that is not ours."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from exporter import model as m
from exporter.html import HtmlOptions, recover, render
from exporter.theme import load
from exporter.values import replace
from tests.html.pages import drawn, fragment, page, text_of
from tests.judges.html import notes_from_html, text_from_html
from tests.judges.missing import python_module
from tests.judges.texts import article_notes, article_text, missing_text
from tests.sample import edition, p, t


def tree(html: bytes) -> Any:
    parser = python_module("html5lib")
    return parser.parse(html.decode(), treebuilder="etree", namespaceHTMLElements=False)


def test_every_note_is_read_once_with_its_number_and_words() -> None:
    assert notes_from_html(page()) == article_notes(edition())


def test_every_character_of_the_prose_is_read() -> None:
    assert missing_text(article_text(edition()), text_from_html(page())) == []


def test_calls_and_notes_lead_to_one_another() -> None:
    links = {a.get("id"): a for a in tree(page()).iter("a") if a.get("role") == "doc-noteref"}
    backs = {a.get("href") for a in tree(page()).iter("a") if a.get("role") == "doc-backlink"}
    assert backs == {f"#{ident}" for ident in links}
    assert links["call-n2-2"].get("href") == "#n2"
    assert links["call-n2-2"].get("aria-label") == "note 2"


def test_ids_are_unique_and_links_within_lead_somewhere() -> None:
    ids = [e.get("id") for e in tree(page()).iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    inner = {a.get("href")[1:] for a in tree(page()).iter("a") if a.get("href").startswith("#")}
    assert inner <= set(ids)


def test_from_a_claim_to_status_note_and_source_and_back_is_one_step_each() -> None:
    html = page().decode()
    assert '<a class="status supported" href="#entry-c1"' in html
    assert '<a class="entry" href="#entry-c1"' in html.partition('id="n3"')[2]
    assert '<a href="#c1">' in html.partition('id="entry-c1"')[2]


def test_one_main_one_title_and_headings_without_gaps() -> None:
    found = tree(page())
    assert len(list(found.iter("main"))) == len(list(found.iter("h1"))) == 1
    assert found.get("lang") == "en"


def test_a_table_has_a_caption_and_header_cells_with_scope() -> None:
    table = next(e for e in tree(page()).iter("table") if e.get("id") == "t-cost")
    assert table.find("caption").text == "Costs by part"
    assert [th.get("scope") for th in table.iter("th")] == ["col", "col", "row"]
    assert [th.get("rowspan") for th in table.iter("th")] == [None, None, "2"]


def test_pictures_have_size_description_and_caption() -> None:
    image = next(e for e in tree(page()).iter("img") if not e.get("class"))
    assert (image.get("width"), image.get("height")) == ("120", "80")
    assert image.get("alt") == "A stone sea wall with a gap two metres wide."
    assert image.get("src").startswith("data:image/png;base64,")


def test_a_missing_picture_is_described_in_a_frame() -> None:
    assert text_of(m.Picture("g.lost", "A crane.")) == (
        '<figure class="missing">\n<p class="frame">Picture not available: '
        '<span class="description">A crane.</span></p>\n</figure>\n'
    )


def test_an_entity_of_lines_keeps_its_shape() -> None:
    lines = (m.VerseLine(t("one")), m.VerseLine(t("two"), indent=2, number="2"))
    assert text_of(m.Verse(lines)) == (
        '<p class="verse"><span class="line">one</span><br>\n'
        '<span class="line indent-2">two</span> <span class="number">2</span></p>\n'
    )


def test_headings_below_the_sixth_level_say_their_level() -> None:
    assert text_of(m.Heading(t("Deep"), 8)) == '<div role="heading" aria-level="8">Deep</div>\n'


def test_labels_in_other_digits_number_the_list_so() -> None:
    note = m.Note("n1", 1, "١", (p(*t("ملاحظة")),), calls=("c",))
    html = drawn(p(*t("متن")), notes=(note,), lang="ar", direction="rtl").data.decode()
    assert "list-style-type: arabic-indic" in html
    assert '<html lang="ar" dir="rtl"' in html


def test_nothing_runs_and_nothing_foreign_is_let_in() -> None:
    html = page().decode()
    scripts = re.findall(r"<script[^>]*>", html)
    assert scripts == ['<script type="application/ld+json">']
    assert "default-src 'none'; style-src 'sha256-" in html
    assert not re.search(r'\son\w+="|\sstyle="|<link rel="stylesheet"', html)


def test_the_source_comes_back_byte_for_byte() -> None:
    assert recover(page()) == edition().article.tei
    assert recover(render(edition(), load(), HtmlOptions(source=False)).data) is None
    assert recover(b"no page at all") is None


def test_assets_stand_beside_the_page() -> None:
    output = render(edition(), load(), HtmlOptions(assets="files"))
    names = [name for name, _ in output.assets]
    assert all(name.startswith("files/") for name in names)
    assert {name.rpartition(".")[2] for name in names} == {"png", "xml", "css"}
    assert b"base64" not in output.data
    (sheet,) = (name for name in names if name.endswith(".css"))
    assert f'<link rel="stylesheet" href="{sheet}">'.encode() in output.data


def test_what_stands_beside_a_page_is_never_another_pages() -> None:
    """A folder may hold the files of many articles, themes and audiences."""
    one = dict(render(edition(), load(), HtmlOptions(assets="files")).assets)
    inside = replace(edition(), article=replace(edition().article, tei=b"<TEI>inside</TEI>"))
    other = dict(render(inside, load("archive"), HtmlOptions(assets="files")).assets)
    shared = one.keys() & other.keys()
    assert {name.rpartition(".")[2] for name in shared} == {"png"}
    assert all(one[name] == other[name] for name in shared)


def test_a_later_picture_beside_the_page_is_lazy() -> None:
    graphic = m.Graphic("b", "b.png", "image/png", b"x", 1, 1)
    made = replace(edition(), blocks=(m.Picture("b"), m.Picture("b")))
    made = replace(made, article=replace(made.article, graphics={"b": graphic}))
    html = render(made, load(), HtmlOptions(assets="files")).data
    assert html.count(b"<img") == 2
    assert html.count(b'loading="lazy"') == 1


def test_a_fragment_is_the_article_alone_and_touches_nothing_else() -> None:
    html = fragment(prefix="x-").data.decode()
    assert "<html" not in html
    assert "<main" not in html
    assert all(ident.startswith("x-") for ident in re.findall(r'\sid="([^"]+)"', html))
    assert all(to.startswith("x-") for to in re.findall(r'href="#([^"]+)"', html))
    style = html.partition("</style>")[0].removeprefix("<style>")
    for rule in re.findall(r"([^{}]+)\{", style):
        selector = rule.strip()
        assert selector.startswith((".x-article", "@media")), selector


OURS = ("text", "title", "notes", "notes-title", "source", "show-claim", "filter-all")


def test_an_article_and_its_page_keep_their_ids_apart() -> None:
    """The article's stay as they are in the TEI; a link to a part of the page leads to it."""
    made = edition()
    spans = tuple(m.Run(name, (m.Span("claim", name),)) for name in OURS[1:])
    made = replace(
        made,
        blocks=(*made.blocks, m.Paragraph(spans, id="text")),
        spans={**made.spans, **dict.fromkeys(OURS[1:], made.spans["c1"])},
    )
    for options in (HtmlOptions(), HtmlOptions(fragment=True, prefix="x-")):
        found = tree(render(made, load(), options).data)
        elements = [e for e in found.iter() if e.get("id")]
        ids = {e.get("id"): e for e in elements}
        assert len(ids) == len(elements)
        assert ids[f"{options.prefix}text"].tag == "p"
        assert {ids[options.prefix + name].tag for name in OURS[1:]} == {"span"}
        inner = {a.get("href") for a in found.iter("a") if a.get("href", "").startswith("#")}
        named = {e.get("aria-labelledby") for e in found.iter() if e.get("aria-labelledby")}
        assert {at.removeprefix("#") for at in inner} | named <= set(ids)
        assert ids[f"{options.prefix}filter-all-2"].get("type") == "radio"
        assert ids[f"{options.prefix}notes-2"].get("role") == "doc-endnotes"
        if not options.fragment:
            assert {"#text-2", "#notes-2"} <= inner
            assert next(e for e in found.iter("link") if e.get("href") == "#source-2") is not None


def test_an_internal_copy_says_so_on_every_page() -> None:
    made = edition()
    made = replace(made, article=replace(made.article, audience="internal"))
    html = render(made, load()).data.decode()
    assert 'data-audience="internal"' in html
    assert '@top-right{content:"Internal copy' in html
    assert "Internal copy" not in page().decode()


def described(html: bytes = b"") -> dict[str, Any]:
    shown = (html or page()).decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_search_engines_find_the_article_its_claims_and_reviews() -> None:
    data = described()
    assert data["@type"] == "NewsArticle"
    assert [one["@type"] for one in data["hasPart"]] == ["Quotation", "Statement", "Claim", "Claim"]
    _, review = data["subjectOf"]
    assert review["@type"] == "ClaimReview"
    assert review["claimReviewed"] == "Work starts before the audit ends."
    assert "reviewRating" not in review, "nobody judged it"
    assert data["citation"][1]["archivedAt"] == "https://archive.example/20260228/r7"


def short_form(standing: m.Standing, publisher: str = "The Courier") -> list[dict[str, Any]]:
    """The reviews of an article whose one claim is checked by the short form alone."""
    made = edition()
    article = made.article
    claim = replace(article.claims["c1"], verifications=(), status="v")
    article = replace(
        article,
        claims={"c1": claim},
        statuses={"v": m.Status("v", "As found", standing)},
        meta=replace(article.meta, publisher=publisher),
    )
    found: list[dict[str, Any]] = described(
        render(replace(made, article=article), load()).data
    ).get("subjectOf", [])
    return found


@pytest.mark.parametrize(("standing", "rating"), [("supported", 5), ("disputed", 2), ("false", 1)])
def test_a_check_by_the_short_form_is_a_review_by_the_publisher(
    standing: m.Standing, rating: int
) -> None:
    (review,) = short_form(standing)
    assert review["author"] == {"@type": "Organization", "name": "The Courier"}
    assert review["reviewRating"]["ratingValue"] == rating
    assert not {"datePublished", "reviewBody", "citation"} & set(review)


def test_what_nobody_found_out_by_the_short_form_is_no_review() -> None:
    assert short_form("open") == short_form("other") == short_form("false", publisher="") == []


def test_an_author_is_an_organisation_where_the_register_says_so() -> None:
    made = edition()
    agent = m.Agent("o.desk", "organisation", "The Desk")
    authors = (m.Author("The Desk", "o.desk"), m.Author("R. Okoye"))
    meta = replace(made.meta, authors=authors)
    article = replace(made.article, meta=meta, agents={**made.article.agents, "o.desk": agent})
    found = described(render(replace(made, article=article), load()).data)["author"]
    assert [one["@type"] for one in found] == ["Organization", "Person"]


def test_machines_are_given_web_addresses_alone() -> None:
    """Every address of the article leads into a trap; none is in the head."""
    made, trap = edition(), "javascript:alert(1)"
    article = made.article
    meta = replace(article.meta, licence=trap, identifiers=(("URI", trap),))
    sources = {
        k: replace(one, original=trap, archived=f" {trap}") for k, one in article.sources.items()
    }
    agents = {k: replace(one, address=trap) for k, one in article.agents.items()}
    article = replace(article, meta=meta, sources=sources, agents=agents)
    html = render(replace(made, article=article), load()).data
    assert trap not in json.dumps({**described(html), "identifier": []})
    links = [e.get("href", "") for e in tree(html).iter("link")]
    named = [e for e in tree(html).iter("meta") if trap in e.get("content", "")]
    assert not any(trap in link for link in links)
    assert [e.get("name") for e in named] == ["dcterms.identifier"]


def test_a_title_cannot_end_the_data_block() -> None:
    made = edition()
    meta = replace(made.meta, title="</script><script>alert(1)</script>")
    html = render(replace(made, article=replace(made.article, meta=meta)), load()).data
    assert html.count(b"<script") == 1


@pytest.mark.parametrize(
    "expected",
    [
        '<meta name="citation_title" content="Harbour wall to cost twice the estimate">',
        '<meta name="citation_author" content="R. Okoye">',
        '<meta name="citation_publication_date" content="2026/03/02">',
        '<meta property="og:type" content="article">',
        '<meta name="z:itemType" content="newspaperArticle">',
        '<meta name="dcterms.date" content="2026-03-02">',
        '<link rel="canonical" href="https://news.example/a/101">',
        '<link rel="license" href="https://news.example/lic">',
        '<link rel="alternate" type="application/tei+xml" href="#source">',
    ],
)
def test_reference_managers_find_what_they_look_for(expected: str) -> None:
    assert expected in page().decode()


def test_equal_editions_give_equal_bytes_at_any_time() -> None:
    later = replace(edition(), timestamp=datetime(2031, 1, 1, tzinfo=UTC))
    assert render(edition(), load()).data == page()
    assert render(later, load()).data == page()


def test_a_line_break_in_a_heading_is_a_space_in_the_contents() -> None:
    heads = (m.Heading((*t("Part"), m.Break(), *t(n)), 2, id=f"h{n}") for n in ("one", "two"))
    html = drawn(*heads).data.decode()
    assert '<li><a href="#hone">Part one</a></li>' in html


def test_a_term_that_comes_again_begins_another_list() -> None:
    """HTML 4.4.9: no name stands twice in one dl."""
    words = ("Quay", "Wall", "Quay", "Quay", "")
    items = tuple(
        m.Item((m.Paragraph((m.Run(f"{at}."),)),), (m.Run(word),) if word else ())
        for at, word in enumerate(words)
    )
    lists = text_of(m.ListBlock(items, "gloss")).split("<dl")[1:]
    assert [re.findall("<dt[^>]*>([^<]*)</dt>", each) for each in lists] == [
        ["Quay", "Wall"],
        ["Quay"],
        ["Quay", ""],
    ]


def test_headings_deeper_than_html_has_say_how_deep_they_are() -> None:
    """ARIA 1.2, heading: its level is aria-level."""
    shown = [text_of(m.Heading((m.Run("Deep"),), level)) for level in (6, 7)]
    assert shown == [
        "<h6>Deep</h6>\n",
        '<div role="heading" aria-level="7">Deep</div>\n',
    ]
