"""What is unsafe is refused before anything is made of it; what was changed is named."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from exporter import ArchiveError
from exporter.archives import bagit
from exporter.archives.bag_reader import BagLimits, opened, zipped

PAYLOAD = {"article.xml": b"<TEI/>", "pictures/wall 100%.png": b"png", "über.txt": b"u"}
BAG = bagit.bag(PAYLOAD, [("External-Description", "Harbour\nwall")], {"README.txt": b"read me"})


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def packed(path: Path, names: list[str], content: bytes = b"x") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name in names:
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return path


def test_bag_is_whole() -> None:
    assert list(bagit.faults(BAG)) == []
    assert bagit.info_value(BAG, "External-Description") == "Harbour wall"
    assert bagit.info_value(BAG, "Payload-Oxum") == "10.3"
    assert b"pictures/wall 100%25.png" in BAG["manifest-sha512.txt"]


def test_bagit_library_accepts_it(tmp_path: Path) -> None:
    library = pytest.importorskip("bagit")
    plain = {name: data for name, data in PAYLOAD.items() if "%" not in name}  # it errs on those
    library.Bag(str(written(tmp_path / "bag", bagit.bag(plain, [], {})))).validate()


def test_folder_and_zip_hold_the_same(tmp_path: Path) -> None:
    assert opened(written(tmp_path / "bag", BAG), BagLimits()) == BAG
    (tmp_path / "bag.zip").write_bytes(zipped(BAG, "bag"))
    assert opened(tmp_path / "bag.zip", BagLimits()) == BAG


@pytest.mark.parametrize("name", sorted(BAG))
def test_every_changed_byte_is_found(name: str) -> None:
    for at in range(len(BAG[name])):
        changed = bytearray(BAG[name])
        changed[at] ^= 1
        found = list(bagit.faults({**BAG, name: bytes(changed)}))
        assert found, f"byte {at}"
        assert any(name in str(fault) for fault in found)


@pytest.mark.parametrize("name", sorted(BAG))
def test_every_missing_file_is_named(name: str) -> None:
    files = {other: data for other, data in BAG.items() if other != name}
    assert name in {fault.file for fault in bagit.faults(files)}


@pytest.mark.parametrize("name", ["data/added.xml", "added.txt", "data/editions/9/x"])
def test_every_added_file_is_named(name: str) -> None:
    assert name in {fault.file for fault in bagit.faults({**BAG, name: b"more"})}


@pytest.mark.parametrize(
    "name",
    [
        "bag/../../etc/passwd",
        "/etc/passwd",
        "bag/data/..\\..\\evil",
        "C:/evil",
        "bag//data",
        "bag/data/./x",
        "bag/data/line\nbreak",
    ],
)
def test_paths_that_lead_out(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="leads out of the bag"):
        opened(packed(tmp_path / "bag.zip", ["bag/bagit.txt", name]), BagLimits())


@pytest.mark.parametrize("other", ["bag/data/A.xml", "bag/data/\u0061\u0301.xml"])
def test_names_that_collide(tmp_path: Path, other: str) -> None:
    names = ["bag/bagit.txt", "bag/data/a.xml", "bag/data/\u00e1.xml", other]
    with pytest.raises(ArchiveError, match="one name on some systems"):
        opened(packed(tmp_path / "bag.zip", names), BagLimits())


def test_name_that_stands_twice(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        packed(tmp_path / "bag.zip", ["bag/bagit.txt", "bag/x", "bag/x"])
    with pytest.raises(ArchiveError, match="twice"):
        opened(tmp_path / "bag.zip", BagLimits())


def test_link_in_a_folder(tmp_path: Path) -> None:
    bag = written(tmp_path / "bag", BAG)
    (bag / "data" / "out.xml").symlink_to("/etc/passwd")
    with pytest.raises(ArchiveError, match="is a link"):
        opened(bag, BagLimits())


def test_link_to_a_folder(tmp_path: Path) -> None:
    bag = written(tmp_path / "bag", BAG)
    (bag / "data" / "out").symlink_to(tmp_path)
    with pytest.raises(ArchiveError, match="is a link"):
        opened(bag, BagLimits())


def test_link_in_a_zip(tmp_path: Path) -> None:
    entry = zipfile.ZipInfo("bag/data/out.xml")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "bag.zip", "w") as package:
        package.writestr("bag/bagit.txt", b"")
        package.writestr(entry, "/etc/passwd")
    with pytest.raises(ArchiveError, match="is a link"):
        opened(tmp_path / "bag.zip", BagLimits())


def test_zip_bomb(tmp_path: Path) -> None:
    packed(tmp_path / "bag.zip", ["bag/bagit.txt"], bytes(50 * 2**20))
    with pytest.raises(ArchiveError, match="zip bomb"):
        opened(tmp_path / "bag.zip", BagLimits())


def test_zip_that_lies_about_its_size(tmp_path: Path) -> None:
    data = packed(tmp_path / "bag.zip", ["bag/bagit.txt"], bytes(100_000)).read_bytes()
    small = (100).to_bytes(4, "little")
    data = data.replace((100_000).to_bytes(4, "little"), small)
    (tmp_path / "bag.zip").write_bytes(data)
    with pytest.raises(ArchiveError):
        opened(tmp_path / "bag.zip", BagLimits())


def test_limits(tmp_path: Path) -> None:
    bag = written(tmp_path / "bag", BAG)
    with pytest.raises(ArchiveError, match="more than 3 files"):
        opened(bag, BagLimits(files=3))
    with pytest.raises(ArchiveError, match="larger than 100 bytes"):
        opened(bag, BagLimits(size=100))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a zip", b"%PDF-1.7"])
def test_no_zip(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "bag.zip").write_bytes(data)
    with pytest.raises(ArchiveError, match=r"This is no bag|This zip is damaged"):
        opened(tmp_path / "bag.zip", BagLimits())


def test_no_bag(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"there is no bagit\.txt"):
        opened(tmp_path, BagLimits())
    with pytest.raises(ArchiveError, match="holds no bag"):
        opened(packed(tmp_path / "bag.zip", ["one/x", "two/bagit.txt"]), BagLimits())
    with pytest.raises(ArchiveError, match="cannot be read: no such file"):
        opened(tmp_path / "nothing.zip", BagLimits())


def test_truncated_and_mutated_zips_raise_nothing_else(tmp_path: Path) -> None:
    whole = zipped(BAG, "bag")
    path = tmp_path / "bag.zip"
    for at in range(0, len(whole), 7):
        for data in (whole[:at], whole[:at] + b"\xff" + whole[at + 1 :]):
            path.write_bytes(data)
            try:
                files = opened(path, BagLimits())
            except ArchiveError:
                continue
            assert isinstance(files, dict)
    assert zipfile.ZipFile(io.BytesIO(whole)).testzip() is None
