"""Every character of a source file has its place."""

import lxml.etree as etree
import pytest

from exporter.editing import EditError, Kind, scan
from exporter.errors import InputError, MalformedXML
from tests.editing.sources import article, place

HARD = (
    "<!DOCTYPE TEI [<!-- > --><!ENTITY nbsp2 '&#160;'><!ENTITY desk \"the desk\">]>\n"
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><?pi a > b?><text n="1 > 0 \'">'
    "<!-- <p>no</p> --><body ><p\n>a &amp; b&#x2019;s &eacute;&nbsp2;&desk; "
    "<![CDATA[x < y &amp; ]] z]]> e\u0301 \U0001f600</p\n><p/></body></text></TEI>\n"
)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_text_and_elements_are_those_of_a_parser(encoding: str, newline: str):
    declared = f'<?xml version="1.0" encoding="{encoding[:6].rstrip("-")}"?>'
    data = (declared + HARD).replace("\n", newline).encode(encoding)
    source = scan(data)
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, recover=True))
    assert [e.name for e in source.elements] == [
        etree.QName(e).localname for e in root.iter(etree.Element)
    ]
    paragraph = source.elements[3]
    content = source.content(paragraph.inner, paragraph.outer)
    assert content.string == ("a & b’s é\u00a0&desk; x < y &amp; ]] z e\u0301 \U0001f600")
    for at, character in enumerate(content.string):
        start, end = content.starts[at], content.ends[at]
        first, last = source.bytes_of(start, end)
        codec = encoding.removesuffix("-sig") + ("-le" if encoding in ("utf-16", "utf-32") else "")
        assert data[first:last].decode(codec) == source.text[start:end]
        assert source.text[start:end] == character or source.text[start] == "&"


def test_latin_1_is_read_byte_by_byte():
    text = HARD.replace("\U0001f600", "ü").replace("\u0301", "")
    data = f'<?xml version="1.0" encoding="ISO-8859-1"?>{text}'.encode("latin-1")
    source = scan(data)
    start, end = place(source, "ü")
    assert data[slice(*source.bytes_of(start, end))] == b"\xfc"


def test_attributes_are_given_as_a_parser_gives_them():
    source = article('<p n=\'a &amp; "b"\'  rend = "x\ty">T</p>')
    paragraph = source.element(source.text.index("<p n"))
    assert source.attributes(paragraph) == {"n": 'a & "b"', "rend": "x y"}


def test_what_is_around_a_place():
    source = article("<p>a<hi>b</hi><lb/>c</p>")
    names = []
    for offset in range(*place(source, "<p>a<hi>b</hi><lb/>c</p>")):
        around = source.around(offset)
        if source.token_at(offset) is None or source.token_at(offset).kind is Kind.TEXT:
            names.append((source.text[offset], around.name if around else ""))
    assert names == [
        ("<", "body"),
        ("a", "p"),
        ("<", "p"),
        ("b", "hi"),
        ("<", "hi"),
        ("<", "p"),
        ("c", "p"),
        ("<", "p"),
    ]


def test_what_is_left_out():
    source = article("<p>a<note>n <hi>m</hi></note> b<!-- c --></p>")
    text = source.elements[-5]
    assert source.content(text.inner, text.outer, without=frozenset({"note"})).string == "a b"


def test_a_range_that_cuts_a_reference_for_several_characters():
    source = article("<p>a &NotEqualTilde; b</p>")
    content = source.content(0, len(source.text))
    at = content.string.index("a ")
    assert source.text[slice(*content.range(at, at + 4))] == "a &NotEqualTilde;"
    with pytest.raises(EditError, match="inside a reference that stands for several"):
        content.range(at, at + 3)


def test_what_cannot_be_scanned():
    with pytest.raises(MalformedXML, match="still open"):
        scan(b"<TEI><p></TEI>")
    with pytest.raises(InputError, match="not in the encoding that it declares"):
        scan(b"<TEI>\xff</TEI>", "a.xml")
    with pytest.raises(InputError, match="No such file"):
        scan("nowhere.xml")
