"""What validators miss: tags against marked content, order, text; and broken files are caught."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NumberObject

from exporter import model as m
from tests import judges
from tests.pdf.made import call, drawn, made, paragraph, prose
from tests.pdf.reading import Element, faults, read
from tests.sample import edition

SAMPLE = drawn(edition()).data
NOTED = drawn(
    made(
        *(m.Paragraph((m.Run(prose(90)), call(i), m.Run(" " + prose(60)))) for i in range(1, 9)),
        notes=tuple(prose(30 * i) for i in range(1, 9)),
    )
).data


@pytest.mark.parametrize("data", [SAMPLE, NOTED], ids=["sample", "noted"])
def test_structure_is_sound(data: bytes) -> None:
    assert faults(data) == []


def test_two_versions_are_the_same_bytes() -> None:
    assert drawn(edition()).data == SAMPLE


def test_tree_says_all_the_text_and_nothing_else() -> None:
    blocks = made(
        m.Heading((m.Run("A heading"),), 2),
        paragraph("Efficient office — “quoted” naïve ﬁgures; a soft\u00adhyphen.", call(1)),
        m.Quotation((paragraph(prose(120)),)),
        m.Verse((m.VerseLine((m.Run("One line,"),), number="5"), m.VerseLine((m.Run("two."),)))),
        m.Paragraph((m.Run("שלום עולם 123 "), m.Run("العربية")), lang="he"),
        notes=(prose(80),),
    )
    text = read(drawn(blocks).data).text()
    expected = (
        "Title A heading Efficient office — “quoted” naïve ﬁgures; a softhyphen.1 "
        f"1 {prose(80)} {prose(120)} One line, 5 two. שלום עולם 123 العربية"
    )
    assert _squeezed(text) == _squeezed(expected)


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text)


def test_sample_loses_no_character() -> None:
    said = Counter(_squeezed(read(SAMPLE).text()))
    written = Counter(_squeezed(" ".join(_runs(edition()))))
    assert not written - said


def _runs(value: Any) -> list[str]:
    """Every run's text in what an edition prints, once for each time it stands there."""
    match value:
        case m.Edition():
            notes = [note.blocks for note in value.notes]
            parts = (value.front, value.blocks, notes, value.appendices)
            return [text for part in parts for text in _runs(part)]
        case m.Run():
            return [value.text]
        case list() | tuple():
            return [text for part in value for text in _runs(part)]
        case _ if hasattr(value, "__dataclass_fields__"):
            return [
                text for name in value.__dataclass_fields__ for text in _runs(getattr(value, name))
            ]
        case _:
            return []


def test_one_element_over_two_pages() -> None:
    file = read(drawn(made(paragraph(prose(900)))).data)
    (only,) = [e for e in file.root.walk() if isinstance(e, Element) and e.tag == "P"]
    assert {page for page, _ in (kid for kid in only.kids if isinstance(kid, tuple))} == {0, 1}


def test_note_follows_its_paragraph() -> None:
    tags = [e.tag for e in read(NOTED).root.kids if isinstance(e, Element)]
    assert tags == ["H1", *["P", "Note"] * 8]


# ------------------------------------------------------------------------ broken on purpose


@pytest.mark.parametrize("label", ["term", "a term that takes a whole line and more of a page"])
def test_note_of_a_glossary_label_follows_it_in_its_item(label: str) -> None:
    item = m.Item((paragraph("meaning", call(2)),), (m.Run(label), call(1)))
    data = drawn(made(m.ListBlock((item,), "gloss"), notes=("one", "two"))).data
    assert judges.pdf(data) == []
    assert _notes_in_order(data) == ["1", "2"]
    (entry,) = [e for e in _elements(data) if e.tag == "LI"]
    assert [kid.tag for kid in entry.kids if isinstance(kid, Element)] == ["Lbl", "LBody"]
    read_aloud = read(data).text()
    assert read_aloud.index(label) < read_aloud.index("one") < read_aloud.index("meaning")


def test_note_of_a_speaker_is_read_before_those_of_the_speech() -> None:
    turn = m.Turn((m.Run("A"), call(1)), (paragraph("said", call(2)),))
    data = drawn(made(turn, notes=("one", "two"))).data
    assert _notes_in_order(data) == ["1", "2"]


@pytest.mark.parametrize("data", [SAMPLE, NOTED], ids=["sample", "noted"])
def test_notes_rise_in_the_order_of_the_tree(data: bytes) -> None:
    labels = [int(label) for label in _notes_in_order(data)]
    assert labels == sorted(labels)
    assert labels


def _elements(data: bytes) -> list[Element]:
    return [kid for kid in read(data).root.walk() if isinstance(kid, Element)]


def _notes_in_order(data: bytes) -> list[str]:
    """The labels of the notes as the tree has them."""
    file = read(data)
    return [
        file.text_of(note.kids[0]).strip()
        for note in _elements(data)
        if note.tag == "Note" and isinstance(note.kids[0], Element)
    ]


def _broken(change: Any) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(NOTED)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _no_struct_parents(writer: PdfWriter) -> None:
    del writer.pages[1]["/StructParents"]


def _wrong_mcid(writer: PdfWriter) -> None:
    stream: Any = writer.pages[0]["/Contents"].get_object()
    stream.set_data(stream.get_data().replace(b"/MCID 2>>", b"/MCID 99>>", 1))


def _untagged(writer: PdfWriter) -> None:
    stream: Any = writer.pages[0]["/Contents"].get_object()
    stream.set_data(
        re.sub(rb"/P<</MCID 1>>BDC(.*?)EMC", rb"\1", stream.get_data(), count=1, flags=re.DOTALL)
    )


def _document(writer: PdfWriter) -> Any:
    root: Any = writer.root_object["/StructTreeRoot"]
    return root["/K"].get_object()


def _swapped(writer: PdfWriter) -> None:
    kids = _document(writer)["/K"]
    kids[1], kids[2] = kids[2], kids[1]


def _dropped(writer: PdfWriter) -> None:
    del _document(writer)["/K"][1]


def _no_unicode(writer: PdfWriter) -> None:
    for font in writer.pages[0]["/Resources"]["/Font"].values():
        font.get_object().pop("/ToUnicode", None)


def _wrong_parent(writer: PdfWriter) -> None:
    root: Any = writer.root_object["/StructTreeRoot"]
    row = root["/ParentTree"]["/Nums"][1]
    row[0], row[1] = row[1], row[0]


def _no_annotation(writer: PdfWriter) -> None:
    reference = _document(writer)["/K"][1].get_object()["/K"][1].get_object()
    link = reference["/K"].get_object()
    link[NameObject("/K")] = ArrayObject(link["/K"][:1])


def _twice(writer: PdfWriter) -> None:
    kids = _document(writer)["/K"][1].get_object()["/K"]
    assert isinstance(kids, ArrayObject)
    kids.append(NumberObject(kids[0]))


@pytest.mark.parametrize(
    "change",
    [
        _no_struct_parents,
        _wrong_mcid,
        _untagged,
        _swapped,
        _dropped,
        _no_unicode,
        _wrong_parent,
        _no_annotation,
        _twice,
    ],
)
def test_broken_structure_is_caught(change: Any) -> None:
    assert faults(_broken(change))


def test_unbroken_copy_is_sound() -> None:
    assert faults(_broken(lambda _: None)) == []
