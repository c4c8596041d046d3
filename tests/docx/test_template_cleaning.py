"""What a template's headers, footers and parts bring along beside the look: none of it gets out."""
# ruff: noqa: E501 - pieces of WordprocessingML are clearest on one line

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest

from exporter.docx import DocxOptions, render
from exporter.docx.validate.invariants import faults
from exporter.theme import load
from tests import judges, sample
from tests.audience.exploding import layers
from tests.docx.opened import written
from tests.tei.test_pictures import picture

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def field(instruction: str, result: str) -> str:
    marks = [
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    ]
    half = len(instruction) // 2
    code = f"<w:r><w:instrText>{instruction[:half]}</w:instrText></w:r><w:r><w:instrText>{instruction[half:]}</w:instrText></w:r>"
    return f"{marks[0]}{code}{marks[1]}{run(result)}{marks[2]}"


GONE = {
    "inserted": '<w:ins w:id="1" w:author="SECRET">' + run("SECRET") + "</w:ins>",
    "deleted": '<w:del w:id="1" w:author="SECRET"><w:r><w:delText>SECRET</w:delText></w:r></w:del>',
    "moved": '<w:moveFrom w:id="1" w:author="SECRET">' + run("SECRET") + "</w:moveFrom>",
    "a changed look": run("", '<w:b/><w:rPrChange w:id="1" w:author="SECRET"><w:rPr/></w:rPrChange>'),
    "a changed mark": '<w:r><w:rPr><w:ins w:id="1" w:author="SECRET"/></w:rPr></w:r>',
    "hidden": run("SECRET", "<w:vanish/>"),
    "hidden by a style": run("SECRET", '<w:rStyle w:val="Unseen"/>'),
    "hidden by a style above": run("SECRET", '<w:rStyle w:val="UnseenToo"/>'),
    "a comment": "<!-- SECRET -->",
    "an instruction": "<?SECRET SECRET?>",
    "a commented range": '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/><w:t/></w:r>',
    "a program": field("DDEAUTO SECRET SECRET", "SECRET"),
    "a file": field("INCLUDETEXT SECRET", "SECRET"),
    "a picture of a field": field("includepicture SECRET", "SECRET"),
    "a nested program": field("IF 1=1 SECRET", field("DDE SECRET", "SECRET")),
    "a user": field("USERNAME", "SECRET"),
    "a simple field": '<w:fldSimple w:instr="FILENAME \\p">' + run("SECRET") + "</w:fldSimple>",
    "an open field": '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE SECRET</w:instrText></w:r>',
    "an object": '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="SECRET" r:id="rIdOut"/></w:object></w:r>',
    "a picture elsewhere": '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata r:id="rIdOut"/></v:shape></w:pict></w:r>',
    "a permission": '<w:permStart w:id="1" w:ed="SECRET"/>',
    "a binding": '<w:sdt><w:sdtPr><w:dataBinding w:xpath="SECRET" w:storeItemID="SECRET"/></w:sdtPr><w:sdtContent>' + run("") + "</w:sdtContent></w:sdt>",
}  # fmt: skip


def template(
    header: str = "", *, settings: str = "", styles: str = "", picture_: bytes = b""
) -> bytes:
    """A template with something more in its header, footer, settings and styles."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "The Daily Template"
    section.footer.paragraphs[0].text = "Foot"
    if picture_:
        section.header.paragraphs[0].add_run().add_picture(io.BytesIO(picture_))
    buffer = io.BytesIO()
    document.save(buffer)
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if re.fullmatch(r"word/(header|footer)\d\.xml", name):
                data = data.replace(
                    b"</w:p></w:", f"{header}</w:p></w:".encode().replace(b"<w:", b"<w:"), 1
                )
            if name == "word/settings.xml":
                data = re.sub(rb"(<w:settings[^>]*>)", lambda m: m[1] + settings.encode(), data)
            if name == "word/styles.xml":
                data = data.replace(b"</w:styles>", styles.encode() + b"</w:styles>")
            new.writestr(name, data)
        names = [name for name in old.namelist() if re.fullmatch(r"word/header\d\.xml", name)]
        for name in names if not picture_ else ():
            new.writestr(f"word/_rels/{name[5:]}.rels", RELATIONSHIPS)
    return out.getvalue()


RELATIONSHIPS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rIdOut" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://SECRET.example/p.png" TargetMode="External"/>
<Relationship Id="rIdLink" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://SECRET.example/" TargetMode="External"/></Relationships>"""
STYLES = """<w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="UnseenToo"><w:name w:val="UnseenToo"/><w:basedOn w:val="Unseen"/><w:rPr><w:b/></w:rPr></w:style>"""


def told(made: bytes) -> bool:
    return any(b"SECRET" in layer for layer in layers(made))


@pytest.mark.parametrize("what", GONE)
def test_what_is_left_out(what: str) -> None:
    source = template(GONE[what], styles=STYLES)
    assert told(source) or what == "a commented range"
    output = render(sample.edition(), load("newspaper"), DocxOptions(reference=source))
    assert not told(output.data)
    assert b"commentReference" not in b"".join(part(output.data, "header"))
    assert b"The Daily Template" in b"".join(part(output.data, "header"))
    assert b"Foot" in b"".join(part(output.data, "footer"))
    assert faults(output.data) == []
    assert "template-left-out" in {notice.rule for notice in output.notices}
    assert "SECRET" not in str(output.notices)


def part(made: bytes, kind: str) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return [
            package.read(name) for name in package.namelist() if name.startswith(f"word/{kind}")
        ]


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        (field("PAGE \\* MERGEFORMAT", "7"), b"PAGE"),
        ('<w:fldSimple w:instr=" NUMPAGES ">' + run("9") + "</w:fldSimple>", b"NUMPAGES"),
        (field('HYPERLINK "https://SECRET.example"', "our page"), b"our page"),
        ('<w:hyperlink r:id="rIdLink">' + run("our site") + "</w:hyperlink>", b"our site"),
        (run("seen", '<w:vanish w:val="0"/>'), b"seen"),
        ('<w:smartTag w:uri="SECRET" w:element="x">' + run("smart") + "</w:smartTag>", b"smart"),
    ],
)  # fmt: skip
def test_what_stays(header: str, kept: bytes) -> None:
    made = written(reference=template(header, styles=STYLES))
    assert kept in b"".join(part(made, "header"))
    assert not told(made)


def test_pictures_of_a_template_are_cleaned() -> None:
    source = template(picture_=picture("JPEG"))
    assert told(source)
    made = written(reference=source)
    assert not told(made)
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        assert [name for name in package.namelist() if name.startswith("word/media/")]


def test_settings_and_styles_tell_nothing() -> None:
    settings = '<w:attachedTemplate r:id="rIdT" xmlns:r="x"/><w:docVars><w:docVar w:name="SECRET" w:val="SECRET"/></w:docVars><!-- SECRET -->'
    styles = '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><!-- SECRET --><w:pPr><w:pPrChange w:id="3" w:author="SECRET"><w:pPr/></w:pPrChange></w:pPr></w:style>'
    assert not told(written(reference=template(settings=settings, styles=styles)))


def test_a_clean_template_is_not_talked_about() -> None:
    output = render(sample.edition(), load("newspaper"), DocxOptions(reference=template("")))
    outside = [n for n in output.notices if n.rule == "template-left-out"]
    assert len(outside) == 1  # its header relates to a picture elsewhere
    assert "links that lead outside" in outside[0].message
    assert judges.openxml(output.data) == []
