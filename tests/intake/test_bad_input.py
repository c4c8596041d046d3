"""What is no draft is refused in words that say what to do; what is damaged never ends in a
traceback."""

from __future__ import annotations

import io
import random
import zipfile
from contextlib import suppress

import pytest

from exporter.errors import ExporterError, InputError, LimitExceeded, OptionError
from exporter.intake import plain_article
from exporter.tei.limits import Limits
from tests.intake.makers.documents import made
from tests.intake.makers.docx import package
from tests.intake.makers.odt import package as odt_package
from tests.intake.unchanged import FORMATS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
PARAGRAPH = "<w:p><w:r><w:t>Some words that stand here.</w:t></w:r></w:p>"


def zipped(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return target.getvalue()


REFUSED = {
    "nothing": (b"", "", "is empty"),
    "white space": (b" \n\t", "text", "is empty"),
    "a PDF": (b"%PDF-1.7\n%x", "", "made from"),
    "a PDF under another name": (b"\n%PDF-1.7", "docx", "made from"),
    "RTF": (b"{\\rtf1\\ansi", "", "RTF"),
    "an old Word file": (OLE, "", "before 2007"),
    "an encrypted Word file": (
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "",
        "encrypted",
    ),
    "a cut-off Word file": (package(PARAGRAPH)[:900], "", "damaged"),
    "a zip of something": (zipped(a=b"b"), "", "neither a Word nor an OpenDocument"),
    "a spreadsheet": (zipped(**{"[Content_Types].xml": b"", "xl__a.xml": b""}), "", "spreadsheet"),
    "a Pages document": (zipped(**{"index.xml": b"", "Data__a.jpg": b""}), "", "Export it as Word"),
    "a Word file without a text": (zipped(**{"[Content_Types].xml": b"<Types/>"}), "", "no part"),
    "a Word file whose text is no XML": (
        zipped(**{"[Content_Types].xml": b"<Types/>", "word__document.xml": b"<w:document"}),
        "",
        "damaged: its part word/document.xml",
    ),
    "a Word file without words": (package("<w:p/>"), "", "no text in the draft"),
    "an encrypted OpenDocument": (
        odt_package("<text:p>x</text:p>", extra={"META-INF/manifest.xml": b"<encryption-data/>"}),
        "",
        "encrypted",
    ),
    "an OpenDocument spreadsheet": (
        zipped(**{"content.xml": b"<o:a xmlns:o='o'><o:body><o:sheet/></o:body></o:a>"}),
        "",
        "holds no text",
    ),
    "a page without an article": (
        b"<html><body><nav><a href='/'>Home</a></nav><form>Search</form></body></html>",
        "",
        "No article is found",
    ),
    "a page that a script fills": (
        b"<html><body><div id='root'></div><script>x()</script></body></html>",
        "",
        "no text of its own",
    ),
    "a web archive": (b"From: a\r\nMIME-Version: 1.0\r\n\r\n<html>", "", "MHTML"),
    "a picture as text": (b"\x89PNG\r\n\x1a\n\0\0\0", "text", "not text"),
    "JSON that is none": (b'{"headline": \n', "ninjs", "not JSON"),
    "JSON without a text": (b'{"uri": "x", "headline": "y"}', "", "not a ninjs item with a text"),
    "JSON that is a list": (b"[1]", "ninjs", "is not an object"),
    "NITF without a text": (b"<nitf><head/></nitf>", "", "no <body>"),
    "XML that is none": (b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text>", "", "line 1"),
    "XML that is not TEI": (b"<rss><channel/></rss>", "", "news feed"),
    "only pictures": (b"![alt](a.png)", "markdown", "no text in the draft"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_draft_is_refused(name):
    data, form, said = REFUSED[name]
    with pytest.raises(InputError) as caught:
        plain_article(data, form=form)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("name", "said"),
    [("a.pages", "is not known"), ("a", "ends in nothing"), ("b.docx", "though it is called one")],
)
def test_a_file_says_its_name(tmp_path, name, said):
    path = tmp_path / name
    path.write_bytes(b"words")
    with pytest.raises(InputError, match=said) as caught:
        plain_article(path)
    assert caught.value.file == str(path)


def test_a_file_that_is_not_there(tmp_path):
    for path in (tmp_path / "none.docx", tmp_path, "a\0b"):
        with pytest.raises(InputError):
            plain_article(path)


def test_another_format_is_named():
    with pytest.raises(OptionError, match="docx, odt, markdown"):
        plain_article(b"x", form="doc")


class TestLimits:
    def test_a_large_file_is_not_read(self, tmp_path):
        path = tmp_path / "large.docx"
        with path.open("wb") as file:
            file.truncate(500 * 2**20)
        with pytest.raises(LimitExceeded, match="524,288,000 bytes"):
            plain_article(path)

    def test_a_package_that_unpacks_to_much_more(self):
        data = package(PARAGRAPH, extra={"word/media/a.bin": bytes(8 * 2**20)})
        with pytest.raises(LimitExceeded, match="unpack"):
            plain_article(data, limits=Limits(size=2**20))

    def test_a_bomb(self):
        data = package(PARAGRAPH, extra={"word/media/a.bin": bytes(200 * 2**20)})
        with pytest.raises(LimitExceeded, match="would unpack"):
            plain_article(data)

    @pytest.mark.parametrize(
        ("form", "data"),
        [
            ("html", b"<article>" + b"<div>" * 400 + b"deep"),
            ("markdown", b"> " * 400 + b"deep"),
            ("docx", package("<w:sdt><w:sdtContent>" * 300 + PARAGRAPH
                             + "</w:sdtContent></w:sdt>" * 300)),
            ("odt", odt_package("<text:section>" * 300 + "<text:p>x</text:p>"
                                + "</text:section>" * 300)),
            ("nitf", b"<nitf><body>" + b"<block>" * 300 + b"x" + b"</block>" * 300
             + b"</body></nitf>"),
            ("ninjs", b'{"body_html":' + b"[" * 100_000),
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )  # fmt: skip
    def test_what_is_nested_deeper_than_an_article(self, form, data):
        with pytest.raises(InputError):
            plain_article(data, form=form)


class TestNothingIsOpened:
    def test_entities_of_a_package_stay_closed(self, tmp_path):
        (tmp_path / "secret").write_text("SECRET")
        document = (
            f'<!DOCTYPE d [<!ENTITY e SYSTEM "{tmp_path}/secret">]><w:document xmlns:w="w">'
            "<w:body><w:p><w:r><w:t>a&e;b</w:t></w:r></w:p></w:body></w:document>"
        )
        files = {"[Content_Types].xml": b"<Types/>", "word__document.xml": document.encode()}
        try:
            tei = plain_article(zipped(**files)).tei
        except InputError:
            return
        assert b"SECRET" not in tei

    def test_pictures_outside_the_drafts_folder(self, tmp_path):
        (tmp_path / "secret.png").write_bytes(b"SECRET")
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "own.png").write_bytes(b"OWN")
        draft = folder / "a.md"
        draft.write_text("Some words. ![x](../secret.png) ![y](own.png) ![z](/etc/passwd)")
        done = plain_article(draft, pictures="p")
        assert dict(done.pictures) == {"p/own.png": b"OWN"}
        assert [n.rule for n in done.notices].count("draft-picture-missing") == 2

    def test_names_in_a_package_stay_names(self):
        relation = (
            '<Relationship Id="i1" Target="../../../etc/passwd" Type="http://schemas.openxml'
            'formats.org/officeDocument/2006/relationships/image"/>'
        )
        picture = '<w:p><w:r><w:drawing><blip r:embed="i1"/></w:drawing></w:r></w:p>'
        extra = {"../etc/passwd": b"P", "etc/passwd": b"P"}
        done = plain_article(package(PARAGRAPH + picture, relations=relation, extra=extra))
        assert all("/" not in name and ".." not in name for name, _ in done.pictures)


@pytest.mark.parametrize("form", FORMATS)
def test_damaged_files_are_read_or_refused(form):
    """Bytes changed, cut out and put in; a package's parts are damaged inside the package too."""
    features, write = FORMATS[form]
    dice = random.Random(7)
    for seed in range(40):
        data = bytearray(write(made(seed % 4, features), seed))
        if form in ("docx", "odt") and seed % 2:
            data = bytearray(_damaged_inside(bytes(data), dice))
        else:
            _damage(data, dice)
        with suppress(ExporterError):
            plain_article(bytes(data), form=form)


def _damage(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(data))
        match dice.randint(0, 3):
            case 0:
                data[at] = dice.randrange(256)
            case 1:
                del data[at : at + dice.randint(1, 60)]
            case 2:
                data[at:at] = data[dice.randrange(len(data)) :][: dice.randint(1, 60)]
            case _:
                data[at:at] = dice.choice((b"<", b">", b"&", b"</p>", b"\0", b'"', b"]]>"))
        if not data:
            data.append(32)


def _damaged_inside(data: bytes, dice: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        names = old.namelist()
        doomed = dice.choice(names)
        for name in names:
            part = bytearray(old.read(name))
            if name == doomed:
                if dice.random() < 0.2:
                    continue
                _damage(part, dice)
            new.writestr(name, bytes(part))
    return target.getvalue()
