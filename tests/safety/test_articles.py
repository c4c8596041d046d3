"""Articles of unusual shape are read and exported, or refused in words."""

from __future__ import annotations

from pathlib import Path

import lxml.etree as etree
import pytest

import exporter
from exporter.checks import check
from exporter.model.traversal import flattened
from exporter.tei.body.treatment import _defaults

TEI = "http://www.tei-c.org/ns/1.0"
ELEMENTS = sorted({key.partition("@")[0] for key in _defaults() if key[0] != "{"})


def document(body: str, stand_off: str = "") -> bytes:
    return (
        f'<TEI xmlns="{TEI}" xml:lang="en">{stand_off}<text><body>{body}</body></text></TEI>'
    ).encode()


def through(data: bytes, *formats: str) -> dict[str, exporter.Output]:
    """Read, check, plan and render for both audiences; what is made for the public."""
    made = {}
    for audience in ("internal", "public"):
        check(data, audience=audience)
        edition = exporter.plan(exporter.read(data, audience=audience))
        made = {name: exporter.render(edition, name) for name in formats or ("html",)}
    return made


def page(data: bytes) -> str:
    return through(data, "html")["html"].data.decode()


@pytest.mark.parametrize("inner", ["x", "<p>x</p>", '<graphic url="a.png"/><figDesc>x</figDesc>'])
def test_any_element_may_be_the_root(inner: str) -> None:
    for name in ELEMENTS:
        try:
            through(f'<{name} xmlns="{TEI}">{inner}</{name}>'.encode(), "html")
        except exporter.InputError as error:
            pytest.fail(f"<{name}>: {error}")


def test_any_element_may_stand_in_a_wrapper() -> None:
    for name in ELEMENTS:
        inner = f'<{name} n="1" ana="#internal">x</{name}><!-- see #a -->'
        data = f'<o:record xmlns:o="urn:o"><TEI xmlns="{TEI}">{inner}</TEI></o:record>'
        through(data.encode(), "html")


def test_every_format_of_a_bare_root() -> None:
    for name in ("note", "figDesc", "graphic", "span", "bibl", "head", "l", "item"):
        made = through(f'<{name} xmlns="{TEI}">words</{name}>'.encode(), "html", "docx", "pdf")
        assert all(output.data for output in made.values())


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("6.022e23", "6.022 × 10²³ kilograms"),
        ("1" * 40, f"1.{'1' * 39} × 10³⁹ kilograms"),
        ("1e-40", "10⁻⁴⁰ kilograms"),
    ],
)
def test_a_figure_has_every_digit(given: str, shown: str) -> None:
    data = document(f'<p>It weighs <measure quantity="{given}" unit="kg">a lot</measure>.</p>')
    voice = exporter.plan(exporter.read(data))
    figure = next(iter(voice.article.figures.values()))
    from exporter.sourcing.wording.phrases import speak
    from exporter.sourcing.wording.quantities import spoken_value

    text = spoken_value(figure, speak("en"), "en")
    assert text == shown
    assert page(data)


@pytest.mark.parametrize("unit", ["kg", "%", "EUR", "", "troops"])
@pytest.mark.parametrize("value", ["9e27", "1e28", "1.5e29", "-3e120", "1e-30", "7" * 200])
def test_no_figure_is_too_large(unit: str, value: str) -> None:
    measure = f'<measure quantity="{value}" unit="{unit}">some</measure>'
    low = f'<measure atLeast="{value}" atMost="{value}1" unit="{unit}">some</measure>'
    assert page(document(f"<p>{measure} and {low}.</p>"))


LONG = "9" * 5000


@pytest.mark.parametrize(
    "body",
    [
        f'<lg><l n="{LONG}">a</l><l n="²">b</l><l n="٣">c</l></lg>',
        f'<p>a<note n="{LONG}">b</note></p>',
        '<p>a<note n="²">b</note></p>',
        f'<table><row><cell cols="{LONG}" rows="²">a</cell></row></table>',
        f'<list rend="numbered"><item n="{LONG}">a</item></list>',
        f'<list type="ordered" n="{LONG}"><item>a</item></list>',
        f'<p>a <num value="{LONG}">{LONG}</num> b <date when="{LONG}-01-01">c</date></p>',
        f'<p>a <measure quantity="{LONG}" unit="kg">{LONG} kg</measure></p>',
        f'<p>a <measure quantity="{LONG}/{LONG}" unit="kg">{LONG} million</measure></p>',
        f'<pb n="{LONG}"/><p>{LONG}</p>',
        f"<p>{'million ' * 3000}</p>",
        f'<p><num value="1">one {"trillion " * 300}</num></p>',
    ],
)
def test_numbers_of_thousands_of_digits(body: str) -> None:
    made = through(document(body), "html", "docx", "pdf", "epub")
    assert all(output.data for output in made.values())


def test_usage_of_a_language_that_is_no_number() -> None:
    header = (
        '<teiHeader><profileDesc><langUsage><language ident="de" usage="²"/>'
        f'<language ident="fr" usage="{LONG}"/></langUsage></profileDesc></teiHeader>'
    )
    data = f'<TEI xmlns="{TEI}">{header}<text><body><p>a</p></body></text></TEI>'.encode()
    assert exporter.read(data).lang == "de"


def cited_in_a_chain(length: int) -> bytes:
    bibls = "".join(f'<bibl xml:id="s{n}"><title>Work {n}</title></bibl>' for n in range(length))
    relations = "".join(
        f'<relation name="cites" active="#s{n}" passive="#s{n + 1}"/>' for n in range(length - 1)
    )
    return document(
        '<p><seg type="claim" source="#s0">It rains.</seg></p>',
        f"<standOff><listBibl>{bibls}</listBibl>"
        f"<listRelation>{relations}</listRelation></standOff>",
    )


def test_a_chain_of_sources_of_any_length() -> None:
    edition = exporter.plan(exporter.read(cited_in_a_chain(1200)))
    assert [n.rule for n in edition.notices] == ["chain-cut"]
    html = exporter.render(edition, "html").data.decode()
    assert all(f"Work {n}" in html for n in (0, 39, 1199))


def test_a_chain_that_a_note_can_tell_is_told_whole() -> None:
    edition = exporter.plan(exporter.read(cited_in_a_chain(40)))
    assert edition.notices == ()
    (note,) = edition.notes
    assert "Work 39" in flattened(note.blocks[0].content)


def test_a_foreign_element_of_the_same_name_comes_first() -> None:
    """ISO Schematron's skeleton counts it, lxml does not."""
    data = (
        f'<TEI xmlns="{TEI}"><text><body><div><p xmlns="urn:other">x</p><head xmlns="urn:o"/>'
        '<head xml:id="h">T</head><p><seg type="claim" ana="#h">a</seg></p></div>'
        "</body></text></TEI>"
    )
    found = [n for n in check(data.encode(), schema="article") if "taxonomy" in n.message]
    assert found
    assert all(notice.line == 1 for notice in found)


def test_a_picture_whose_address_is_none_fails_nowhere(tmp_path: Path) -> None:
    from exporter.batch.storage import beside

    for url in ("http://[x", "//[", "a\0b.png", "http://[::1", "\0"):
        assert beside(str(tmp_path / "a.xml"), url) is None


def test_nothing_of_xml_is_needed_to_find_a_place() -> None:
    from exporter.checks.schema.validation import _located

    root = etree.fromstring("<a><b/><b><c/></b></a>").getroottree()
    second = _located(root, "/*[local-name()='a']/*[local-name()='b'][2]")
    assert second is root.getroot()[1]
    assert _located(root, "/*[local-name()='a']/*[local-name()='b'][9]") is root.getroot()
    assert _located(root, "nonsense") is root.getroot()
