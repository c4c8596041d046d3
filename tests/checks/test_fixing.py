"""Mending without judgement: what is put right, and that all else stays as it was."""

import pytest

from exporter.checks import Config, check
from exporter.checks.fixes import FIXABLE, diff, fix
from tests.checks.small import article
from tests.checks.test_faulty import ARTICLE

STAND_OFF = (
    '<standOff><listPerson><person xml:id="p.mi"><persName>Ada Mills</persName></person>'
    "</listPerson></standOff>\n"
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<p><seg xml:id="a" next="#b">One</seg> <seg xml:id="b" >two</seg>.</p>',
            '<p><seg xml:id="a" next="#b">One</seg> <seg xml:id="b" prev="#a" >two</seg>.</p>',
        ),
        (
            "<p><persName ref='p.mi'>Mills</persName></p>",
            '<p><persName ref="#p.mi">Mills</persName></p>',
        ),
        ('<p xml:id="a"/><p xml:id="a"/>', '<p xml:id="a"/><p xml:id="a-2"/>'),
        (
            '<p><?exporter ignore="link-says-here" reason="None."?>Text.</p>',
            "<p>Text.</p>",
        ),
    ],
)
def test_what_is_mended(before: str, after: str):
    source = article(before, STAND_OFF)
    assert fix(source) == article(after, STAND_OFF)
    assert not FIXABLE & {notice.rule for notice in check(fix(source))}


def test_the_language_is_taken_from_the_header():
    source = article("<p>Text.</p>").replace(b' xml:lang="en"', b"")
    assert fix(source) == source
    used = b'<profileDesc><langUsage><language ident="fr"/></langUsage></profileDesc></teiHeader>'
    source = source.replace(b"</teiHeader>", used)
    assert b'ns/1.0" xml:lang="fr">' in fix(source)


@pytest.mark.parametrize(
    "body", ['<p xml:id="a"/><p xml:id="a"/><p corresp="#a"/>', "<p>Text.</p>"]
)
def test_what_takes_judgement_is_left(body: str):
    assert fix(article(body)) == article(body)


def test_what_is_switched_off_is_left():
    source = article('<p xml:id="a"/><p xml:id="a"/>')
    assert fix(source, config=Config({"duplicate-id": None})) == source


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16", "ISO-8859-1"])
def test_the_encoding_stays(encoding: str):
    text = article('<p xml:id="a">Zoë</p>\r\n<p xml:id="a"/>').decode()
    source = text.replace("UTF-8", encoding, 1).encode(encoding)
    assert fix(source).decode(encoding) == text.replace("UTF-8", encoding, 1).replace(
        '<p xml:id="a"/>', '<p xml:id="a-2"/>'
    )


def test_mending_twice_is_mending_once():
    once = fix(ARTICLE)
    assert once != ARTICLE.read_bytes()
    assert fix(once) == once


def test_the_difference_is_shown():
    source = article('<p xml:id="a"/>\n<p xml:id="a"/>')
    lines = diff(source, fix(source), "a.xml").splitlines()
    assert lines[:2] == ["--- a/a.xml", "+++ b/a.xml"]
    assert [line for line in lines[2:] if line[0] in "+-"] == [
        '-<p xml:id="a"/>',
        '+<p xml:id="a-2"/>',
    ]
    assert diff(source, source, "a.xml") == ""
