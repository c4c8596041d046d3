"""Every standard that can be asked for, by judges that we did not write."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from pypdf import PdfReader

from exporter import model as m
from exporter.errors import InputError, OptionError
from exporter.pdf import PdfOptions, recover
from exporter.values import replace
from tests import judges
from tests.pdf.made import drawn
from tests.pdf.reading import faults
from tests.sample import edition

LEVELS = {
    "ua-1": ["ua1"],
    "a-2a": ["2a"],
    "a-2u": ["2u"],
    "a-2b": ["2b"],
    "a-3a": ["3a"],
    "a-3u": ["3u"],
    "a-3b": ["3b"],
    "ua-1+a-2a": ["ua1", "2a"],
    "ua-1, a-3u": ["ua1", "3u"],
    "ua-1+a-3a": ["ua1", "3a"],
}


@pytest.mark.parametrize("standard", LEVELS)
def test_declared_level_is_met(standard: str) -> None:
    data = drawn(edition(), standard=standard).data
    assert judges.pdf(data, LEVELS[standard]) == []
    assert faults(data) == []


def test_outloud_hears_no_error() -> None:
    assert judges.outloud(drawn(edition()).data) == []


@pytest.mark.parametrize(
    "hole",
    [
        rb"/StructTreeRoot \d+ 0 R",
        rb"/MarkInfo<</Marked true>>",
        rb"/Lang\(en\)",
        rb"<pdfuaid:part>1</pdfuaid:part>",
        rb"<pdfaid:part>3</pdfaid:part>",
        rb"/DisplayDocTitle true",
    ],
)
def test_judge_sees_what_is_missing(hole: bytes) -> None:
    assert judges.pdf(_flattened(drawn(edition()).data, hole))


def _flattened(data: bytes, hole: bytes) -> bytes:
    """The file without object streams, and without what matches."""
    from pypdf import PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    out = io.BytesIO()
    writer.write(out)
    loose = (
        re.sub(rb"\s*\n?(/\w+) ", rb"\1 ", hole)
        .replace(rb"<<", rb"<<\s*")
        .replace(rb">>", rb"\s*>>")
    )
    loose = (
        re.sub(rb"(/[A-Z]\w+)", rb"\1\\s*", loose)
        .replace(rb" \d+", rb"\d+")
        .replace(b" true", b"true")
    )
    found = re.search(loose, out.getvalue())
    assert found, f"{hole!r} is not in the file"
    blank = b" " * len(found[0])
    return out.getvalue()[: found.start()] + blank + out.getvalue()[found.end() :]


def test_pdf_2_is_built_by_the_book() -> None:
    """ISO 14289-2: FENote and Reference point at each other, namespaces, structure destinations."""
    data = drawn(edition(), standard="ua-2+a-4f").data
    assert data.startswith(b"%PDF-2.0")
    assert faults(data) == []
    reader = PdfReader(io.BytesIO(data))
    assert "/Info" not in reader.trailer
    elements: list[Any] = [o for o in map(reader.get_object, range(1, reader.trailer["/Size"]))  # type: ignore[call-overload]
                if isinstance(o, dict) and "/S" in o and "/P" in o]  # fmt: skip
    notes = [e for e in elements if e["/S"] == "/FENote"]
    assert len(notes) == 4
    assert not any(e["/S"] == "/Note" for e in elements)
    for note in notes:
        for called in note["/Ref"]:
            assert called["/S"] == "/Reference"
            assert [back["/ID"] for back in called["/Ref"]] == [note["/ID"]]
    assert all("/NS" in e for e in elements)
    links = [a for page in reader.pages for a in page.get("/Annots", ()) if "/A" in a.get_object()]
    assert links
    assert all(a["/A"]["/S"] == "/URI" or "/SD" in a["/A"] for a in links)
    metadata: Any = reader.root_object["/Metadata"]
    xmp = metadata.get_data()
    assert b"<pdfuaid:rev>2024</pdfuaid:rev>" in xmp
    assert b"<pdfaid:rev>2020</pdfaid:rev>" in xmp


PRIVATE = "Sign \ue123"


def tags(data: bytes) -> list[Any]:
    reader = PdfReader(io.BytesIO(data))
    objects = map(reader.get_object, range(1, reader.trailer["/Size"]))  # type: ignore[call-overload]
    return [o for o in objects if isinstance(o, dict) and "/S" in o and "/P" in o]


@pytest.mark.parametrize(
    ("standard", "name"), [("ua-1+a-3a", "/None"), ("ua-2+a-4f", "/Description")]
)
def test_a_list_of_labels_says_so_in_pdf_2(standard: str, name: str) -> None:
    """ISO 14289-2 8.2.5.25."""
    item = m.Item((m.Paragraph((m.Run("a wall"),)),), (m.Run("mole"),))
    made = replace(edition(), blocks=(m.ListBlock((item,), "gloss"),), notes=(), appendices=())
    lists = [e for e in tags(drawn(made, standard=standard).data) if e["/S"] == "/L"]
    assert [e["/A"]["/ListNumbering"] for e in lists] == [name]


def test_private_use_characters_are_not_said_again_in_pdf_2() -> None:
    """ISO 19005-4 6.2.10.8, ISO 14289-2 8.4.3 and 8.6."""
    text = (m.Run(PRIVATE),)
    blocks = (m.Heading(text, 2), m.Paragraph(text), m.Picture("", PRIVATE))
    made = replace(edition(), blocks=blocks, appendices=(), notes=())
    old, new = (drawn(made, standard=s).data for s in ("ua-1+a-3a", "ua-2+a-4f"))
    said = "\ue123".encode("utf-16-be").hex().encode()
    replaced = "\ufffd".encode("utf-16-be").hex().encode()
    contents = [
        b"".join(page.get_contents().get_data() for page in PdfReader(io.BytesIO(data)).pages)
        for data in (old, new)
    ]
    assert said in contents[0]
    assert said not in contents[1]
    assert replaced in contents[1]
    outline = [str(entry.title) for entry in PdfReader(io.BytesIO(new)).outline[1:2][0]]
    assert outline == ["Sign \ufffd"]
    assert "Sign \ufffd" in {str(e["/Alt"]) for e in tags(new) if "/Alt" in e}


def test_a_call_in_pdf_2_is_a_reference_that_is_the_link_itself() -> None:
    """ISO 32005: a Reference holds no Link; two calls inside one link have an annotation each."""
    marks = (m.Link("https://a.example/"),)
    first, second = edition().notes[:2]
    calls = [
        m.NoteCall(note.id, f"call-{note.id}", note.label, marks=marks) for note in (first, second)
    ]
    text = (m.Run("see ", marks), calls[0], m.Run(" and ", marks), calls[1])
    made = replace(edition(), blocks=(m.Paragraph(text),), appendices=(), notes=(first, second))
    for standard, inside in (("ua-1+a-3a", True), ("ua-2+a-4f", False)):
        found = tags(drawn(made, standard=standard).data)
        references = [e for e in found if e["/S"] == "/Reference"]
        assert len(references) == 2
        held = [kid for e in references for kid in kids(e)]
        links = [kid for kid in held if isinstance(kid, dict) and kid.get("/S") == "/Link"]
        annotations = [kid for kid in held if isinstance(kid, dict) and kid.get("/Type") == "/OBJR"]
        assert bool(links) is False
        assert len(annotations) == (0 if inside else 2)


def kids(element: Any) -> list[Any]:
    found = element["/K"]
    return [kid.get_object() for kid in (found if isinstance(found, list) else [found])]


def test_tei_comes_back() -> None:
    source = edition().article.tei
    assert recover(drawn(edition()).data) == source
    assert recover(drawn(edition(), standard="ua-2+a-4f").data) == source
    assert recover(drawn(edition(), standard="a-2a").data) is None
    with pytest.raises(InputError):
        recover(b"no pdf")


@pytest.mark.parametrize("wrong", ["ua-3", "", "a-2a+a-3a", "ua-2+a-3a", "ua-1+a-4f", "pdf"])
def test_wrong_standards_are_refused(wrong: str) -> None:
    with pytest.raises(OptionError):
        PdfOptions(standard=wrong).resolve()


def test_metadata_is_in_the_packet() -> None:
    xmp = PdfReader(io.BytesIO(drawn(edition()).data)).root_object["/Metadata"].get_data().decode()  # type: ignore[attr-defined]
    for part in (
        '<rdf:li xml:lang="en">Harbour wall to cost twice the estimate</rdf:li>',
        "<rdf:li>R. Okoye</rdf:li>",
        "<rdf:li>Example Courier</rdf:li>",
        "<prism:publicationName>Example Courier</prism:publicationName>",
        "<prism:publicationDate>2026-03-02</prism:publicationDate>",
        "<prism:modificationDate>2026-03-04</prism:modificationDate>",
        "<xmpRights:WebStatement>https://news.example/lic</xmpRights:WebStatement>",
    ):
        assert part in xmp
