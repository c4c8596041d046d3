"""Bytes → tree: encodings, faults, limits, entities, what is not TEI."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporter import InputError, LimitExceeded, MalformedXML, Severity
from exporter.tei import Limits, read
from tests.tei.sketch import article, rules, sketch, tei

ROOT = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>{}</p></body></text></TEI>'


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("UTF-8", "é 漢 א"),
        ("UTF-16", "é 漢 א"),
        ("UTF-16-BE", "é"),
        ("ISO-8859-1", "é"),
        ("windows-1252", "“é”"),
        ("Shift_JIS", "日本"),
        ("EUC-JP", "日本"),
        ("GB18030", "漢字"),
        ("koi8-r", "Привет"),
        ("mac-roman", "é"),
    ],
)
def test_encodings(encoding: str, text: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{ROOT.format(text)}'
    read_article = read(declared.encode(encoding))
    assert sketch(read_article.blocks) == text
    assert text in read_article.tei.decode("utf-8")


def test_a_byte_order_mark_is_no_text() -> None:
    assert sketch(read(b"\xef\xbb\xbf" + ROOT.format("a").encode()).blocks) == "a"


def test_all_faults_are_told_at_once() -> None:
    broken = "<TEI>\n<p>a<hi>b</p>\n<q>x & y &nbsp; z</TEI>"
    with pytest.raises(MalformedXML) as caught:
        read(broken.encode())
    error = caught.value
    assert error.line == 2
    assert "<hi> of line 2 is still open where </p> stands" in error.message
    assert "</hi> is missing" in error.message
    assert [line for line, _, _ in error.faults] == [2, 3, 3, 3]
    assert any("&amp;" in words for _, _, words in error.faults)
    assert "3 more faults" in str(error)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"just words", "exporter draft"),
        (b"<TEI n=1/>", "quotation marks"),
        (b"<TEI", "missing"),
        (b"<a/><b/>", "after the end of the root"),
        (b"<TEI>\x01</TEI>", "control character"),
        (b"<TEI>\xff</TEI>", "save it as UTF-8"),
        (b'<?xml version="1.0" encoding="klingon"?><TEI/>', "UTF-8"),
        (b"<TEI>&nbsp;</TEI>", "write the character"),
    ],
)
def test_faults_name_their_likely_cause(data: bytes, said: str) -> None:
    with pytest.raises(MalformedXML) as caught:
        read(data)
    told = str(caught.value) + "".join(words for _, _, words in caught.value.faults)
    assert said in told


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body/></html>", "HTML page"),
        (b"<!doctype html><title>T</title><p>x<br>y", "HTML page"),
        (b"<!-- x --> <HTML><p>x", "HTML page"),
        (b'<TEI xmlns="http://www.tei-c.org/ns/2.0"/>', "<TEI> of http://www.tei-c.org/ns/2.0"),
        (b"<article><body/></article>", "JATS or DocBook"),
        (b"<foo/>", "begins with <TEI"),
    ],
)
def test_what_is_not_tei_is_told_apart(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(data)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file") as caught:
        read(tmp_path / "a.xml")
    assert caught.value.file == str(tmp_path / "a.xml")
    with pytest.raises(InputError, match="folder"):
        read(tmp_path)
    with pytest.raises(InputError, match="Give text as bytes"):
        read("<TEI/>")


def test_a_path_and_its_bytes_say_the_same(tmp_path: Path) -> None:
    place = tmp_path / "a.xml"
    place.write_bytes(tei("<p>a</p>"))
    assert read(place).blocks == read(tei("<p>a</p>")).blocks
    assert read(str(place)).file == str(place)


@pytest.mark.parametrize(
    ("limits", "data", "said"),
    [
        (Limits(size=50), ROOT.format("a" * 100), "the limit is 50"),
        (Limits(depth=10), ROOT.format("<hi>" * 9 + "</hi>" * 9), "more than 10 deep"),
        (Limits(), "<TEI>" * 100_000, "depth"),
    ],
)
def test_limits(limits: Limits, data: str, said: str) -> None:
    with pytest.raises(LimitExceeded, match=said):
        read(data.encode(), limits=limits)


def test_limits_can_be_raised() -> None:
    deep = "<hi>" * 1000 + "a" + "</hi>" * 1000
    with pytest.raises(LimitExceeded):
        read(ROOT.format(deep).encode())
    assert (
        sketch(read(ROOT.format(deep).encode(), limits=Limits(depth=2000)).blocks) == "{italic: a}"
    )


def declaring(entities: str, body: str) -> bytes:
    return f"<!DOCTYPE TEI [{entities}]>{ROOT.format(body)}".encode()


def test_an_entity_that_is_a_character_is_that_character() -> None:
    data = declaring('<!ENTITY nbsp "&#160;">', "a&nbsp;b &amp; c")
    assert sketch(read(data).blocks) == "a\u00a0b & c"
    unloaded = f'<!DOCTYPE TEI SYSTEM "tei.dtd">{ROOT.format("a&mdash;b&eacute;")}'
    assert sketch(read(unloaded.encode()).blocks) == "a—bé"


def test_other_entities_stay_as_they_are_written() -> None:
    read_article = read(declaring('<!ENTITY a "LONG">', "x &a; <hi>&a;</hi> y"))
    assert sketch(read_article.blocks) == "x &a; {italic: &a;} y"
    assert rules(read_article) == ["entity"]


@pytest.mark.parametrize(
    ("entities", "body", "said"),
    [
        ('<!ENTITY a "&b;"><!ENTITY b "x">', "&a;", "further entities"),
        ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "&a;", "themselves"),
        ('<!ENTITY a SYSTEM "/etc/passwd">', "&a;", "another file"),
        ('<!ENTITY a SYSTEM "https://a.example/">', "&a;", "another file"),
        ('<!ENTITY a "xx">', "&a;" * 101, "the limit is 100"),
        ('<!ENTITY a "xx">', "<hi rend='&a;'>x</hi>", "attribute"),
    ],
)
def test_entities_that_are_refused(entities: str, body: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(declaring(entities, body))


def test_tei_of_the_fourth_edition_is_read() -> None:
    data = (
        '<TEI.2><text><body><div id="d"><p>a <hi lang="la">b</hi></p></div></body></text></TEI.2>'
    )
    read_article = read(data.encode())
    assert sketch(read_article.blocks) == "a {italic la: b}"
    assert rules(read_article) == ["no-namespace"]


def test_tei_in_a_wrapper_is_read() -> None:
    data = f'<record xmlns="urn:x"><metadata>{ROOT.format("a")}</metadata></record>'
    read_article = read(data.encode())
    assert sketch(read_article.blocks) == "a"
    assert rules(read_article) == ["wrapped"]


def test_inclusions_are_not_followed() -> None:
    body = '<p>a</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/>'
    read_article = article(body)
    assert sketch(read_article.blocks) == "a"
    (notice,) = read_article.notices
    assert (notice.rule, notice.severity) == ("not-included", Severity.WARNING)
    assert "b.xml" in notice.message


def test_lines_beyond_65535_are_told_right() -> None:
    read_article = read(ROOT.format("\n" * 70_000 + "<blort/>a").encode())
    assert read_article.notices[0].line == 70_001


def test_a_bad_id_and_an_undeclared_prefix_are_notices() -> None:
    read_article = article('<p xml:id="1a">a</p><x:p>b</x:p>')
    assert sketch(read_article.blocks) == "a\nb"
    assert set(rules(read_article)) == {"bad-id", "unknown-element"}


@pytest.mark.parametrize(
    "body",
    ['<p xml:id="a">a</p><p xml:id="a">b</p>', '<p xml:id="1a">a</p>', "<p><x:b>a</x:b></p>"],
)
@pytest.mark.parametrize("declaration", ["", '<!DOCTYPE TEI SYSTEM "no.dtd">'])
def test_what_follows_the_root_is_refused_whatever_was_forgiven_before(
    body: str, declaration: str
) -> None:
    source = (declaration + ROOT.format(body)).encode()
    assert read(source + b"<!-- the end -->\n<?done?>\n").tei
    with pytest.raises(MalformedXML, match="after the end of the root") as refused:
        read(source + b"\n" + ROOT.format("<p>another</p>").encode())
    assert refused.value.line == 2


def test_pointers_of_p4_name_ids_without_a_hash() -> None:
    body = "<p id='p1'>a<ref target='n1'>1</ref> <ref target='p1'>here</ref></p>"
    back = "<note id='n1'>x</note>"
    source = f"<TEI.2><text><body>{body}</body><back>{back}</back></text></TEI.2>"
    assert sketch(read(source.encode()).blocks) == "a[^n1] {→#p1: here}"
