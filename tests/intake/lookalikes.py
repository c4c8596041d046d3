"""Word and OpenDocument files as Google Docs, Word on the web and LibreOffice write them."""

from __future__ import annotations

from tests.intake.makers.docx import package
from tests.intake.makers.odt import package as odt_package

__all__ = ["FILES"]

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LINK = (
    f'<Relationship Id="rIdL" Type="{_R}/hyperlink" Target="https://audit.example/r7" '
    'TargetMode="External"/>'
)
_PICTURE = f'<Relationship Id="rIdP" Type="{_R}/image" Target="media/image1.png"/>'
_NAMED = (
    '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/>'
    '<w:basedOn w:val="Normal"/></w:style>'
)
_STYLES = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="{lang}"/></w:rPr></w:rPrDefault>'
_STYLES += "</w:docDefaults>"


def _styles(lang: str, **names: str) -> str:
    named = "".join(_NAMED.format(id=key, name=name) for key, name in names.items())
    return _STYLES.format(lang=lang) + named


def _google() -> bytes:
    """Every run has its own looks and ``w:rtl``; comments have no initials; lists stand in
    numbering only."""
    own = '<w:rtl w:val="0"/>'
    run = f'<w:r><w:rPr>{own}</w:rPr><w:t xml:space="preserve">{{}}</w:t></w:r>'
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
        f'<w:ind w:left="720"/></w:pPr>{run.format("{}")}</w:p>'
    )
    body = (
        f'<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>{run.format("Ferry to cost twice")}</w:p>'
        f'<w:p><w:pPr><w:rPr/></w:pPr>{run.format("By Ada Mills")}</w:p>'
        f'<w:p>{run.format("The ferry will cost ")}<w:r><w:rPr><w:b w:val="1"/>{own}</w:rPr>'
        f"<w:t>£4 million</w:t></w:r>{run.format(', ')}"
        '<w:hyperlink r:id="rIdL"><w:r><w:rPr><w:color w:val="1155cc"/><w:u w:val="single"/>'
        f"{own}</w:rPr><w:t>an audit</w:t></w:r></w:hyperlink>"
        '<w:commentRangeStart w:id="0"/>' + run.format(" says")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        + run.format(".")
        + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference '
        'w:customMarkFollows="0" w:id="0"/></w:r></w:p>'
        + f'<w:p><w:pPr><w:pStyle w:val="Heading2"/></w:pPr>{run.format("Who pays")}</w:p>'
        + item.format(0, "one") + item.format(1, "nested") + item.format(0, "two")
    )  # fmt: skip
    return package(
        body,
        relations=_LINK,
        styles=_styles("en-GB", Normal="normal", Title="Title", Heading2="heading 2"),
        comments='<w:comment w:author="Jo Desk" w:id="0" w:date="2026-03-01T09:00:00Z"><w:p>'
        f"{run.format('Who says so?')}</w:p></w:comment>",
        footnotes=f'<w:footnote w:id="0"><w:p>{run.format(" Port Audit Office, Review.")}</w:p>'
        "</w:footnote>",
    )


def _word_web() -> bytes:
    """Paragraph ids, localised style ids, proofing marks, tracked changes, a content control, a
    picture with alternative text and a caption, a text box in both of its forms."""
    tracked = (
        '<w:del w:id="1" w:author="B"><w:r><w:delText xml:space="preserve">five </w:delText></w:r>'
        '</w:del><w:ins w:id="2" w:author="B"><w:r><w:t xml:space="preserve">four </w:t></w:r>'
        "</w:ins>"
    )
    box = (
        '<mc:AlternateContent xmlns:mc="m"><mc:Choice Requires="wps"><w:drawing><txbxContent>'
        "<w:p><w:r><w:t>In a box.</w:t></w:r></w:p></txbxContent></w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict><textbox><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
        "</w:txbxContent></textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    picture = '<w:drawing><docPr descr="A ferry at a pier"/><blip r:embed="rIdP"/></w:drawing>'
    body = (
        '<w:p w14:paraId="1" xmlns:w14="w14"><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t>Fähre doppelt so teuer</w:t></w:r></w:p>"
        '<w:p><w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve">Die Fähre kostet '
        f'</w:t></w:r><w:proofErr w:type="spellEnd"/>{tracked}<w:sdt><w:sdtPr/><w:sdtContent><w:r>'
        '<w:t>Millionen</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space="preserve"> Euro, '
        "sagt der Bericht, und das ist nicht alles, was in dem Hafen zu sagen ist.</w:t></w:r>"
        f"<w:r>{box}</w:r></w:p>"
        '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="B"/></w:rPr></w:pPr><w:r><w:t>Zwei Abs'
        "</w:t></w:r></w:p><w:p><w:r><w:t>ätze werden einer.</w:t></w:r></w:p>"
        f"<w:p><w:r>{picture}</w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="Beschriftung"/></w:pPr><w:r><w:t xml:space="preserve">Abb. '
        '</w:t></w:r><w:fldSimple w:instr=" SEQ Abb "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r>'
        "<w:t>: Die Fähre</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="Zitat"/></w:pPr><w:r><w:t>„Niemand sagte es uns.“</w:t></w:r>'
        "</w:p>"
        '<w:tbl><w:tblPr><w:tblLook w:val="04A0" w:firstRow="1"/></w:tblPr><w:tr><w:tc><w:tcPr>'
        '<w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>Kosten</w:t></w:r></w:p></w:tc></w:tr>'
        '<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>2025</w:t></w:r>'
        "</w:p></w:tc><w:tc><w:p><w:r><w:t>2 Mio.</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc>"
        "<w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>3 Mio.</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl>"
    )
    return package(
        body, language="en-US", relations=_PICTURE, extra={"word/media/image1.png": b"PNG"}
    )


def _libreoffice() -> bytes:
    text = (
        '<text:p text:style-name="Title">Ferry to cost twice</text:p>'
        '<text:p text:style-name="Standard">The<text:s text:c="2"/>ferry will cost <text:span '
        'text:style-name="T1">£4 million</text:span>, <text:a xlink:href="https://audit.example/r7"'
        ">an audit</text:a> says<office:annotation><dc:creator>Jo Desk</dc:creator><dc:date>"
        "2026-03-01T09:00:00</dc:date><text:p>Who says so?</text:p></office:annotation>."
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Port Audit Office.</text:p></text:note-body></text:note></text:p>"
        '<text:h text:outline-level="2">Who pays</text:h>'
        '<text:list text:style-name="L2"><text:list-item><text:p>one</text:p><text:list '
        'text:style-name="L1"><text:list-item><text:p>nested</text:p></text:list-item></text:list>'
        "</text:list-item></text:list>"
        '<text:p text:style-name="P1">“We were not told.”</text:p>'
        '<text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/><svg:desc>A ferry</svg:desc>'
        "</draw:frame></text:p>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Year"
        "</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
        "<table:table-cell><text:p>2025</text:p></table:table-cell></table:table-row></table:table>"
    )
    return odt_package(text, extra={"Pictures/1.png": b"PNG"})


FILES = {"google-docs.docx": _google, "word-web.docx": _word_web, "libreoffice.odt": _libreoffice}
