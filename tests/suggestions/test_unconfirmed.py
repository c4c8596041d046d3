"""What nobody has confirmed: out of public copies, shown in internal ones, counted by check."""

import re

import lxml.etree as etree
import pytest

import exporter
from exporter.model import Edit
from exporter.model.traversal import contents
from exporter.suggestions import annotate, suggest
from exporter.tei.tree.suggestions import draft_ids, suggestions_in
from tests.suggestions.drafts import article

_TEXT = (
    "“The wall,” said Ada Mills, the harbour master, “will cost about €4.2 million.”",
    "Officials said on Monday that 15 per cent of it is gone.",
)


def all_inlines(blocks):
    return [inline for container in contents(blocks) for inline in container.inlines]


@pytest.fixture(scope="module")
def source():
    return article(*_TEXT)


@pytest.fixture(scope="module")
def draft(source):
    return annotate(source, suggest(source))


def test_a_public_copy_is_as_if_nothing_had_been_suggested(source, draft):
    plain, public = exporter.read(source), exporter.read(draft)
    assert (public.speeches, public.claims, public.figures) == ({}, {}, {})
    assert (public.agents, public.sources, public.places) == ({}, {}, {})
    words = [run.text for run in all_inlines(public.blocks) if hasattr(run, "text")]
    assert "".join(words) == "".join(
        run.text for run in all_inlines(plain.blocks) if hasattr(run, "text")
    )
    for trace in (b"#draft", b"application", b"respStmt", b"precision", b"p.mills", b"standOff"):
        assert trace not in public.tei


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_no_public_export_tells_of_them(draft, kind):
    edition = exporter.plan(exporter.read(draft))
    data = exporter.render(edition, kind).data
    assert b"#draft" not in data


def test_an_internal_copy_shows_them_as_suggestions(draft):
    article_ = exporter.read(draft, audience="internal")
    assert len(article_.speeches) == 2
    marked = [i for i in all_inlines(article_.blocks) if Edit("suggestion") in i.marks]
    assert "".join(run.text for run in marked if hasattr(run, "text")).startswith("“The wall,”")
    page = exporter.render(exporter.plan(article_), "html").data.decode()
    assert 'class="suggestion"' in page


def test_what_is_confirmed_is_published(draft):
    confirmed = draft.replace(
        b'direct="true" next="#q2" resp="#draft"', b'direct="true" next="#q2"'
    )
    confirmed = re.sub(rb'(<person xml:id="p.mills") resp="#draft"', rb"\1", confirmed)
    confirmed = confirmed.replace(b'prev="#q1" resp="#draft"', b'prev="#q1"')
    public = exporter.read(confirmed)
    assert [s.who for s in public.speeches.values()] == [("p.mills",)]
    assert public.figures == {}


def test_check_counts_what_is_unconfirmed(draft):
    (notice,) = [n for n in exporter.check(draft).notices if n.rule == "unconfirmed-suggestions"]
    number = len(suggestions_in(etree.fromstring(draft)))
    assert notice.message.startswith(f"{number} suggestions await a yes or no: ")
    assert "3 speeches" in notice.message


def test_another_editions_draft_is_nobodys_suggestion(source):
    foreign = source.replace(
        b"<title>T</title>",
        b'<title>T</title><respStmt xml:id="draft"><resp>drafted</resp><name>Ada</name></respStmt>',
    ).replace(b"<p>", b'<p resp="#draft">', 1)
    root = etree.fromstring(foreign)
    assert draft_ids(root) == frozenset()
    assert suggestions_in(root) == []
    assert b'resp="#draft"' in exporter.read(foreign).tei


def test_nothing_else_is_asked_of_what_is_unconfirmed(draft):
    assert {n.rule for n in exporter.check(draft).notices} == {"unconfirmed-suggestions"}
