"""Where start tags begin: for any well-formed document, in any encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from exporter.checks.positions import Places, locate
from exporter.files.encoding import encoding_of


def placed(data: bytes) -> tuple[Places, etree._Element]:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, remove_blank_text=False))
    return locate(data, root), root


TRICKY = """<?xml version="1.0"?>
<!-- <a> is no tag --><?pi <b> neither?>
<!DOCTYPE TEI [
  <!-- it's <c> -->
  <!ELEMENT TEI ANY>
  <!ENTITY e "<d>'">
]>
<TEI a="x > y" b='"<'>
  <![CDATA[<e>]]><p
   rend="a"
   n = "3" /><!-- <f> --><?go <g>?>
  <p>é<hi/></p>
</TEI>
""".replace("b='\"<'", "b='\"&lt;'")


def test_comments_sections_and_declarations_hold_no_tags():
    places, root = placed(TRICKY.encode())
    lines = TRICKY.splitlines()
    for element in root.iter(etree.Element):
        line, column = places.of(element)
        assert line is not None
        assert column is not None
        assert lines[line - 1][column - 1 :].startswith(f"<{element.tag}")
    paragraph = root[0]
    assert places.of(paragraph) == (9, 18)
    assert places.of(paragraph, "n") == (11, 4)
    assert places.of(paragraph, "absent") == (9, 18)


names = st.sampled_from(["p", "tei:q", "a.b-c", "Ü"])
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)
escaped = texts.map(lambda t: t.translate({38: "&amp;", 60: "&lt;", 62: "&gt;"}))
attributes = st.one_of(
    st.just(""),
    escaped.map(lambda t: f' a="{t.replace(chr(34), "")}>"'),
    escaped.map(lambda t: f"\n b = '{t.replace(chr(39), '')}'"),
)
fillers = st.sampled_from(["", "<!-- <p> ' -->", "<?x <p>?>", "<![CDATA[<p>]]>", "\r\n", "\n"])


def element(name, attribute, before, children, after):
    inner = "".join(children)
    return f"<{name}{attribute}>{before}{inner}</{name}>{after}"


trees = st.recursive(
    st.builds(lambda name, attribute: f"<{name}{attribute}/>", names, attributes),
    lambda inner: st.builds(
        element,
        names,
        attributes,
        st.one_of(fillers, escaped),
        st.lists(inner, max_size=3),
        fillers,
    ),
    max_leaves=12,
)


@given(trees, st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_every_element_is_found(inner: str, encoding: str):
    text = f'<TEI xmlns:tei="x">{inner}</TEI>'
    data = text.encode(encoding)
    places, root = placed(data)
    assert len(places.offsets) == sum(1 for _ in root.iter(etree.Element, etree.PI))
    for element, offset in places.offsets.items():
        if isinstance(element.tag, str):
            prefix = f"{element.prefix}:" if element.prefix else ""
            assert places.text[offset:].startswith(f"<{prefix}{etree.QName(element).localname}")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"<TEI/>", "utf-8"),
        (b"\xef\xbb\xbf<TEI/>", "utf-8-sig"),
        ("<TEI/>".encode("utf-16"), "utf-16"),
        ('<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16-be"), "utf-16-be"),
        (b'<?xml version="1.0" encoding="Shift_JIS"?><TEI/>', "shift_jis"),
        (b'<?xml version="1.0" encoding="no-such"?><TEI/>', "utf-8"),
    ],
)
def test_encodings(data: bytes, encoding: str):
    assert encoding_of(data) == encoding


def test_a_text_that_does_not_match_its_tree_gives_lines_only():
    places = locate(b"<TEI><p/></TEI>", etree.fromstring("<TEI>\n<p/><p/></TEI>"))
    assert places.offsets == {}
    other = etree.fromstring("<TEI>\n<p/></TEI>")
    assert places.of(other[0]) == (2, None)
