"""Zip files: what went in comes out, of equal bytes each time."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from exporter.files.zip_writer import zipped

MOMENT = (2024, 11, 5, 13, 37, 42)
FILES = [
    ("mimetype", b"application/epub+zip"),
    ("word/document.xml", b"<w:p/>" * 3000),
    ("word/media/Küste.PNG", bytes(range(256))),
    ("empty.xml", b""),
]


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def test_what_was_put_in_comes_out() -> None:
    archive = opened(zipped(FILES, MOMENT))
    assert archive.testzip() is None
    assert [(name, archive.read(name)) for name in archive.namelist()] == FILES
    assert {info.date_time for info in archive.infolist()} == {MOMENT}


def test_only_what_is_not_packed_yet_is_compressed() -> None:
    kinds = {info.filename: info.compress_type for info in opened(zipped(FILES, MOMENT)).infolist()}
    assert kinds["mimetype"] == kinds["word/media/Küste.PNG"] == zipfile.ZIP_STORED
    assert kinds["word/document.xml"] == zipfile.ZIP_DEFLATED


def test_permissions_are_said_where_they_are_asked_for() -> None:
    plain, unix = opened(zipped(FILES, MOMENT)), opened(zipped(FILES, MOMENT, 0o644))
    assert {info.create_system for info in plain.infolist()} == {0}
    assert {info.external_attr >> 16 for info in unix.infolist()} == {0o644}


@given(st.dictionaries(st.text("abcß/.", min_size=1), st.binary()))
def test_any_files(files: dict[str, bytes]) -> None:
    data = zipped(files.items(), MOMENT)
    archive = opened(data)
    assert {name: archive.read(name) for name in archive.namelist()} == files
    assert data == zipped(files.items(), MOMENT)
