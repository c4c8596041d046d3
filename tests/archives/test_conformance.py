"""The cases of the Library of Congress's BagIt conformance suite, made anew from their names and
RFC 8493: ``exporter verify`` gives the verdict that the suite gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from exporter.archives import bagit, verify
from exporter.archives.conformance import held
from exporter.errors import ArchiveError
from exporter.notices import Severity

Files = dict[str, bytes]
PAYLOAD = {"data/bare-filename": b"some text\n", "data/text-file.txt": b"this is my payload\n"}


def made(
    version: str = "0.97",
    payload: Mapping[str, bytes] = PAYLOAD,
    algorithm: str = "md5",
    encoding: str = "UTF-8",
    **tags: str,
) -> Files:
    """A bag as other tools write it: one manifest of each kind; ``tags`` are tag files (their dots
    written ``__``)."""
    given = {name.replace("__", ".").replace("_", "-"): text for name, text in tags.items()}
    size = sum(map(len, payload.values()))
    info = "package-info.txt" if version < "0.96" else "bag-info.txt"
    text = {info: f"Bagging-Date: 2020-01-01\nPayload-Oxum: {size}.{len(payload)}\n", **given}
    files = {name: line.encode(encoding) for name, line in text.items()}
    files["bagit.txt"] = declared(version, encoding)
    files[f"manifest-{algorithm}.txt"] = listing(payload, algorithm).encode(encoding)
    tag_list = listing(files, algorithm).encode(encoding)
    return {**payload, **files, f"tagmanifest-{algorithm}.txt": tag_list}


def declared(version: str, encoding: str = "UTF-8") -> bytes:
    return f"BagIt-Version: {version}\nTag-File-Character-Encoding: {encoding}\n".encode()


def listing(files: Mapping[str, bytes], algorithm: str = "md5") -> str:
    return "".join(
        f"{hashlib.new(algorithm, data).hexdigest()}  {name}\n" for name, data in files.items()
    )


def with_manifest(*extra: str, payload: Mapping[str, bytes] = PAYLOAD) -> Files:
    """A bag whose manifest has these lines too; nothing holds the manifest itself."""
    files = made(payload=payload)
    del files["tagmanifest-md5.txt"]
    files["manifest-md5.txt"] += "".join(f"{line}\n" for line in extra).encode()
    return files


def scoped(path: str) -> Files:
    return with_manifest(f"{hashlib.md5(b'').hexdigest()}  {path}")


def fetching(path: str) -> Files:
    return made(fetch__txt=f"https://example.org/x 10 {path}\n")


def changed(name: str, data: bytes | None, version: str = "0.97") -> Files:
    files = {**made(version), name: data or b""}
    if data is None:
        del files[name]
    return files


def twice(other: str, digest: str | None = None) -> Files:
    return with_manifest(f"{digest or hashlib.md5(b'x').hexdigest()}  {other}")


HASH = hashlib.md5(b"x").hexdigest()
ONE = {"data/hello.txt": b"x"}
NFC, NFD = "data/caf\u00e9.txt", "data/cafe\u0301.txt"
SETX = "Windows\\System32\\setx.exe"
SPACED = declared("1.0").replace(b"Version:", b"Version :")
FOREIGN_LINES = "Label1:value\nLabel2 : value\nLabel3\t:\tvalue\n\tgoing on\n"

CASES: dict[str, Callable[[], Files]] = {
    # valid
    "v0.93/valid/basic-bag": lambda: made("0.93"),
    "v0.93/valid/duplicate-metadata-entries": lambda: made(
        "0.93", package_info__txt="A: 1\nA: 2\n"
    ),
    "v0.94/valid/basic-bag": lambda: made("0.94"),
    "v0.94/valid/duplicate-metadata-entries": lambda: made(
        "0.94", package_info__txt="A: 1\nA: 2\n"
    ),
    "v0.95/valid/basic-bag": lambda: made("0.95", algorithm="sha1"),
    "v0.95/valid/basic-bag-md5": lambda: made("0.95"),
    "v0.95/valid/duplicate-metadata-entries": lambda: made(
        "0.95", package_info__txt="A: 1\nA: 2\n"
    ),
    "v0.96/valid/basic-bag": lambda: made("0.96"),
    "v0.96/valid/duplicate-metadata-entries": lambda: made("0.96", bag_info__txt="A: 1\nA: 2\n"),
    "v0.97/valid/basic-bag": made,
    "v0.97/valid/basic-bag-sha1": lambda: made(algorithm="sha1"),
    "v0.97/valid/basic-bag-sha224": lambda: made(algorithm="sha224"),
    "v0.97/valid/basic-bag-sha256": lambda: made(algorithm="sha256"),
    "v0.97/valid/basic-bag-sha384": lambda: made(algorithm="sha384"),
    "v0.97/valid/basic-bag-sha512": lambda: made(algorithm="sha512"),
    "v0.97/valid/minimal-bag": lambda: {
        **ONE,
        "bagit.txt": declared("0.97"),
        "manifest-md5.txt": listing(ONE).encode(),
    },
    "v0.97/valid/bag-in-a-bag": lambda: made(
        payload={f"data/inner/{name}": data for name, data in made().items()}
    ),
    "v0.97/valid/bag-with-space": lambda: made(payload={"data/a name  here.txt": b"x"}),
    "v0.97/valid/bag-with-escapable-characters": lambda: made(
        payload={"data/100%.txt": b"x", "data/$&;'.txt": b"x", "data/%25.txt": b"y"}
    ),
    "v0.97/valid/bag-with-encoded-names": lambda: made(
        payload={"data/line%0Afeed.txt": b"x", "data/größe.txt": b"y"}
    ),
    "v0.97/valid/bag-with-leading-dot-slash-in-manifest": lambda: (
        with_manifest(f"{HASH}  ./data/hello.txt", payload={})
        | {"data/hello.txt": b"x", "bag-info.txt": b""}
    ),
    "v0.97/valid/duplicate-metadata-entries": lambda: made(bag_info__txt="A: 1\nA: 2\n"),
    "v0.97/valid/uncommon-metadata-separators": lambda: made(bag_info__txt=FOREIGN_LINES),
    "v0.97/valid/UTF-16-encoded-tag-files": lambda: made(encoding="UTF-16"),
    "v0.97/valid/ISO-8859-1-encoded-tag-files": lambda: made(
        encoding="ISO-8859-1", bag_info__txt="Contact-Name: Zoë\n"
    ),
    "v0.97/valid/holey-bag": lambda: fetching("data/text-file.txt"),
    "v0.97/valid/local-fetch": lambda: made(fetch__txt="file:///tmp/s.png 42000 s.png\n"),
    "v1.0/valid/basicBag": lambda: made("1.0", algorithm="sha512"),
    # invalid
    "v0.97/invalid/baginfo-missing-encoding": lambda: changed(
        "bagit.txt", b"BagIt-Version: 0.97\n"
    ),
    "v0.97/invalid/bagit-with-invalid-whitespace": lambda: changed(
        "bagit.txt", declared("0.97").replace(b": 0", b":  0")
    ),
    "v0.97/invalid/bom-in-bagit.txt": lambda: changed(
        "bagit.txt", b"\xef\xbb\xbf" + declared("0.97")
    ),
    "v0.97/invalid/corrupt-data-file": lambda: changed("data/bare-filename", b"other text\n"),
    "v0.97/invalid/corrupt-tag-file": lambda: changed("bag-info.txt", b"A: 1\n"),
    "v0.97/invalid/extra-file-in-bag": lambda: changed("data/bar", b"more"),
    "v0.97/invalid/invalid-version-number": lambda: changed("bagit.txt", declared(".97")),
    "v0.97/invalid/missing-baginfo": lambda: changed("bag-info.txt", None),
    "v0.97/invalid/missing-bagit.txt": lambda: changed("bagit.txt", None),
    "v0.97/invalid/out-of-scope-file-paths-using-dot-notation": lambda: scoped("../../../README"),
    "v0.97/invalid/out-of-scope-file-paths-using-dot-notation-for-fetch": lambda: fetching(
        "../../../README.md"
    ),
    "v0.97/invalid/same-filename-listed-twice-with-different-hashes": lambda: twice(
        "data/text-file.txt"
    ),
    "v1.0/invalid/bagit-with-invalid-whitespace": lambda: changed("bagit.txt", SPACED, "1.0"),
    "v1.0/invalid/missing-from-manifest": lambda: changed(
        "data/missingFromManifest.txt", b"x", "1.0"
    ),
    "v1.0/invalid/same-filename-listed-twice-with-different-hashes": lambda: (
        twice("data/text-file.txt") | {"bagit.txt": declared("1.0")}
    ),
    "v0.97/linux-only/out-of-scope-file-paths-using-absolute-path": lambda: scoped("/tmp/foo"),
    "v0.97/linux-only/out-of-scope-file-paths-using-absolute-path-for-fetch": lambda: fetching(
        "/tmp/foo"
    ),
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut": lambda: scoped("~/foo"),
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut-for-fetch": lambda: fetching("~/foo"),
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut-username": lambda: scoped("~root/foo"),
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut-username-for-fetch": lambda: fetching(
        "~root/foo"
    ),
    "v0.97/windows-only/out-of-scope-file-paths-using-absolute-path": lambda: scoped(f"C:\\{SETX}"),
    "v0.97/windows-only/out-of-scope-file-paths-using-absolute-path-for-fetch": lambda: fetching(
        f"C:\\{SETX}"
    ),
    "v0.97/windows-only/out-of-scope-file-paths-using-shortcut": lambda: scoped(
        f"%HomeDrive%\\{SETX}"
    ),
    "v0.97/windows-only/out-of-scope-file-paths-using-shortcut-for-fetch": lambda: fetching(
        f"%HomeDrive%\\{SETX}"
    ),
    "v0.97/windows-only/out-of-scope-file-paths-using-unc": lambda: scoped(
        f"\\\\?\\UNC\\server\\{SETX}"
    ),
    "v0.97/windows-only/out-of-scope-file-paths-using-unc-for-fetch": lambda: fetching(
        f"\\\\?\\UNC\\server\\{SETX}"
    ),
    # warning
    "v0.97/warning/duplicate-file-with-different-case": lambda: made(
        payload={"data/hello.txt": b"x", "data/HELLO.txt": b"x"}
    ),
    "v0.97/warning/filename-normalization": lambda: _normalised(NFC),
    "v0.97/warning/made-with-md5sum-tools": lambda: (
        with_manifest(f"{HASH} *data/hello.txt", payload={})
        | {"data/hello.txt": b"x", "bag-info.txt": b""}
    ),
    "v0.97/warning/relative-path": lambda: (
        with_manifest(f"{HASH}  ./data/hello.txt", payload={})
        | {"data/hello.txt": b"x", "bag-info.txt": b""}
    ),
    "v0.97/warning/same-filename-listed-twice-with-different-normalization": lambda: _normalised(
        NFC, NFD
    ),
    "v0.97/warning/same-filename-listed-twice-with-the-same-hash": lambda: twice(
        "data/text-file.txt", hashlib.md5(PAYLOAD["data/text-file.txt"]).hexdigest()
    ),
    "v0.97/warning/special-system-files": lambda: made(
        payload={**PAYLOAD, "data/.DS_Store": b"x", "data/Thumbs.db": b"x"}
    ),
}


def _normalised(*listed: str) -> Files:
    """The file's name is decomposed, the manifest's may be otherwise."""
    return {
        **made(payload={NFD: b"x"}),
        "manifest-md5.txt": "".join(f"{HASH}  {name}\n" for name in listed).encode(),
        "tagmanifest-md5.txt": b"",
    }


def verdict(files: Files, folder: Path) -> str:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    try:
        found = verify(folder)
    except ArchiveError:
        return "invalid"
    severities = {notice.severity for notice in found.report.notices} - {Severity.INFO}
    assert (Severity.ERROR in severities) is not found.sound
    return "invalid" if not found.sound else "warning" if severities else "valid"


@pytest.mark.parametrize("case", CASES)
def test_suite(case: str, tmp_path: Path) -> None:
    """As the suite's harness judges: a valid bag may be spoken of, one that only some systems
    stumble over must be spoken of, and may be refused."""
    expected = case.split("/")[1]
    found = verdict(CASES[case](), tmp_path / "bag")
    match expected:
        case "valid":
            assert found in ("valid", "warning")
        case "warning":
            assert found in ("warning", "invalid")
        case _:
            assert found == "invalid"


def test_plain_bags_are_not_spoken_of(tmp_path: Path) -> None:
    for number, case in enumerate(("v0.97/valid/basic-bag", "v1.0/valid/basicBag")):
        assert verdict(CASES[case](), tmp_path / str(number)) == "valid"


def test_our_own_bags_conform() -> None:
    files = bagit.bag({"a 100%.xml": b"<TEI/>"}, [("A", "b")], {"README.txt": b"r"})
    assert list(held(files)) == []


def test_names_are_decoded() -> None:
    """RFC 8493 2.1.3: since 1.0 line ends and percent signs are written so."""
    payload = {"data/line\nfeed 100%.txt": b"x"}
    manifest = f"{HASH}  data/line%0Afeed 100%25.txt\n".encode()
    files = {**payload, "bagit.txt": declared("1.0"), "manifest-md5.txt": manifest}
    assert list(held(files)) == []


def test_each_manifest_lists_what_is_in_its_scope() -> None:
    """RFC 8493 2.1.3 and 2.2.1: the payload the one, all else the other."""
    files = made()
    inside = listing({"data/bare-filename": PAYLOAD["data/bare-filename"]}).encode()
    outside = listing({"bagit.txt": files["bagit.txt"]}).encode()
    for name, more in (("tagmanifest-md5.txt", inside), ("manifest-md5.txt", outside)):
        wrong = {**files, name: files[name] + more}
        if name == "manifest-md5.txt":
            del wrong["tagmanifest-md5.txt"]
        said = [str(notice) for notice in held(wrong) if notice.severity is Severity.ERROR]
        assert len(said) == 1
        assert "which is not in its scope" in said[0]
    assert not [notice for notice in held(files) if notice.severity is Severity.ERROR]
