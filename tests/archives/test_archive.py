"""An article kept, verified, added to and taken back; every promise broken once on purpose."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from docx import Document
from lxml import etree

import exporter
from exporter import ArchiveError, OptionError
from exporter.archives import archive, provenance, recover, verify
from exporter.archives.recipe import theme_from, theme_to_toml
from exporter.files.atomic import write
from exporter.files.resources import styles
from exporter.formats import FORMATS
from exporter.sourcing import Policy
from exporter.values import replace
from tests import judges

SOURCE = next((Path(__file__).parents[2] / "source").glob("*.xml"))
EVERY = [entry.name for entry in FORMATS]
SMALL = ["html"]


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our article in every format, as a folder."""
    return archive(SOURCE, tmp_path_factory.mktemp("kept") / "article", to=EVERY).path


def canonical(tei: bytes) -> bytes:
    return bytes(etree.tostring(etree.fromstring(tei), method="c14n"))


def test_holds_what_it_promises(bag: Path) -> None:
    names = {path.relative_to(bag).as_posix() for path in bag.rglob("*") if path.is_file()}
    stem = SOURCE.stem
    assert {
        "README.txt",
        "bag-info.txt",
        "bagit.txt",
        "data/LICENCE.txt",
        "data/schema/article.rnc",
        f"data/editions/1/article/{stem}.xml",
        "data/editions/1/notices.json",
        "data/editions/1/provenance.jsonld",
        "data/editions/1/revisions.txt",
        "data/editions/1/theme/newspaper.toml",
        *(f"data/editions/1/exports/{stem}{entry.extension}" for entry in FORMATS),
    } <= names
    pictures = exporter.read(SOURCE).graphics.values()
    assert {f"data/editions/1/article/{picture.url}" for picture in pictures} <= names
    assert exporter.read(SOURCE).meta.title in (bag / "README.txt").read_text(encoding="utf-8")


def test_exports_are_those_of_export(bag: Path, tmp_path: Path) -> None:
    exporter.export(SOURCE, tmp_path, to=["html", "docx", "pdf"])
    for file in tmp_path.iterdir():
        assert (bag / "data/editions/1/exports" / file.name).read_bytes() == file.read_bytes()


def test_bagit_library_accepts_it(bag: Path) -> None:
    library = judges.python_module("bagit")
    library.Bag(str(bag)).validate()


def test_sound(bag: Path) -> None:
    found = verify(bag)
    assert [str(fault) for fault in found.report] == []
    assert (found.signature, found.editions, found.reproduced) == ("absent", 1, len(FORMATS))


def test_same_article_same_bag(tmp_path: Path) -> None:
    """In processes with different hash seeds, byte for byte, where the moment is given."""
    for seed in "1", "2":
        code = (
            "import sys; from exporter.archives import archive;"
            f"archive({str(SOURCE)!r}, {str(tmp_path / seed / 'kept.zip')!r})"
        )
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1772409600"},
        )
    one, other = ((tmp_path / seed / "kept.zip").read_bytes() for seed in "12")
    assert one == other


def test_options_are_kept(tmp_path: Path) -> None:
    theme = tmp_path / "mine.toml"
    theme.write_text('inherits = "newspaper"\n[light]\naccent = "#123456"\n', encoding="utf-8")
    policy = Policy(notes="end", registers=False, language="de")
    options = {"html": {"assets": "files"}, "pdf": {"standard": "ua-1+a-3u"}}
    to = ["html", "pdf"]
    place = tmp_path / "kept.zip"
    archive(SOURCE, place, to=to, theme=theme, policy=policy, options=options, audience="internal")
    found = verify(place)
    assert [str(fault) for fault in found.report] == []
    assert found.reproduced > 2


def test_a_newsroom_template_and_table_are_kept(tmp_path: Path) -> None:
    """What is made from files of one's own can be made again where they are not."""
    template, table = tmp_path / "news.docx", tmp_path / "mine.toml"
    Document().save(str(template))
    table.write_text('[elements]\nfw = "paragraph forme-work"\n', encoding="utf-8")
    options = {"docx": {"reference": str(template)}}
    place = tmp_path / "kept.zip"
    archive(SOURCE, place, to=["docx"], options=options, treatment=table)
    template.unlink()
    table.unlink()
    assert [str(fault) for fault in verify(place).report] == []
    with pytest.raises(OptionError, match=r"news\.docx cannot be read: no such file"):
        archive(SOURCE, tmp_path / "other.zip", to=["docx"], options=options)


@pytest.mark.parametrize("theme", [path.stem for path in (styles() / "themes").glob("*.toml")])
def test_themes_are_kept_whole(theme: str) -> None:
    look = exporter.load_theme(theme)
    assert theme_from(theme_to_toml(look), theme) == look


def test_provenance(bag: Path) -> None:
    record = json.loads((bag / "data/editions/1/provenance.jsonld").read_bytes())
    nodes = {node["@id"]: node for node in record["@graph"]}
    made = [name for name, node in nodes.items() if node.get("prov:wasGeneratedBy") == "#export"]
    assert len(made) == len(FORMATS)
    for name in made:
        assert nodes[name]["prov:wasDerivedFrom"] == f"article/{SOURCE.stem}.xml"
    assert nodes["#export"]["exporter:recipe"]["theme"] == "newspaper"
    assert nodes["#exporter"]["schema:softwareVersion"] == exporter.__version__


# ------------------------------------------------------------------------- tampering


def changed(bag: Path, to: Path, name: str, data: bytes | None) -> Path:
    shutil.copytree(bag, to)
    if data is None:
        (to / name).unlink()
    else:
        (to / name).write_bytes(data)
    return to


def test_one_byte_of_any_file(bag: Path, tmp_path: Path) -> None:
    for number, file in enumerate(sorted(path for path in bag.rglob("*") if path.is_file())):
        name = file.relative_to(bag).as_posix()
        data = bytearray(file.read_bytes())
        data[number * 7919 % len(data)] ^= 0x20
        found = verify(changed(bag, tmp_path / str(number), name, bytes(data)), reproduce=False)
        assert not found.sound
        assert any(name in str(fault) for fault in found.report)


def test_export_that_is_not_of_the_article(bag: Path, tmp_path: Path) -> None:
    """Forged with all its checksums: the article that is kept gives it away."""
    from exporter.archives import bagit
    from exporter.archives.bag_reader import BagLimits, opened
    from exporter.files.atomic import write_folder

    files = opened(bag, BagLimits())
    name = f"editions/1/exports/{SOURCE.stem}.html"
    payload = {n.removeprefix("data/"): d for n, d in files.items() if n.startswith("data/")}
    payload[name] = payload[name].replace(b"</h1>", b"!</h1>")
    forged = bagit.bag(payload, [], {"README.txt": files["README.txt"]})
    found = verify(write_folder(tmp_path / "forged", forged))
    assert [fault.file for fault in found.report] == [f"data/{name}"]
    assert "not what this version makes" in str(found.report.notices[0])


def test_another_version_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that another version made otherwise is no fault, but is said."""
    from exporter import html
    from exporter.archives import creation

    monkeypatch.setattr(creation, "__version__", "0.0.1")
    place = archive(SOURCE, tmp_path / "kept", to=SMALL).path
    monkeypatch.undo()
    draw = html.render

    def otherwise(*arguments: Any) -> exporter.Output:
        output = draw(*arguments)
        return replace(output, data=output.data + b"\n")

    monkeypatch.setattr(html, "render", otherwise)
    found = verify(place)
    assert found.sound
    assert found.reproduced == 0, "its one export did not come out the same"
    assert "it was made by exporter 0.0.1 (here" in str(found.report.notices[0])


def test_changed_zip(tmp_path: Path) -> None:
    place = archive(SOURCE, tmp_path / "kept.zip", to=SMALL).path
    whole = place.read_bytes()
    assert verify(place, reproduce=False).sound
    for at in range(0, len(whole), len(whole) // 60):
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        try:
            assert not verify(place, reproduce=False).sound, at
        except ArchiveError:
            continue


# ------------------------------------------------------------------------ signatures


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("keys")
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    (folder / "key").write_bytes(private)
    public = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH)
    (folder / "key.pub").write_bytes(public)
    return folder / "key", folder / "key.pub"


def test_signed(tmp_path: Path, keys: tuple[Path, Path]) -> None:
    private, public = keys
    place = archive(SOURCE, tmp_path / "kept.zip", to=SMALL, sign=private).path
    assert verify(place, key=public, reproduce=False).signature == "good"
    unconfirmed = verify(place, reproduce=False)
    assert unconfirmed.signature == "unconfirmed"
    assert unconfirmed.signer.startswith("SHA256:")


def test_signature_missing_or_bad(tmp_path: Path, keys: tuple[Path, Path]) -> None:
    private, public = keys
    place = archive(SOURCE, tmp_path / "kept", to=SMALL, sign=private).path
    signature = place / "tagmanifest-sha512.txt.sig"
    kept = signature.read_bytes()
    signature.write_bytes(kept.replace(b"U", b"V", 1))
    found = verify(place, key=public)
    assert (found.signature, found.sound) == ("bad", False)
    signature.unlink()
    found = verify(place, key=public)
    assert (found.signature, found.sound) == ("absent", False)
    assert verify(place).sound


# -------------------------------------------------------------------------- recovery


@pytest.mark.parametrize("to", ["html", "docx", "pdf", "epub"])
def test_recovered_from_every_export(bag: Path, to: str) -> None:
    tei = recover(bag / "data/editions/1/exports" / f"{SOURCE.stem}.{to}")
    assert canonical(tei) == canonical(exporter.read(SOURCE).tei)


@pytest.mark.parametrize("to", ["html", "docx", "pdf", "epub"])
def test_internal_copy_gives_everything_back(tmp_path: Path, to: str) -> None:
    exporter.export(SOURCE, tmp_path, to=[to], audience="internal")
    tei = recover(next(tmp_path.iterdir()))
    assert canonical(tei) == canonical(SOURCE.read_bytes())


@pytest.mark.parametrize(
    "file",
    [
        "drama/leisewitz-die-pfandung.xml",
        "guidelines/CE-CertaintyResponsibility.xml",
        "parliament/ParlaMint-ES-GA_2016-10-21-DSPG001.xml",
        "tei-tests/testchinese.xml",
        "tei-tests/testnames.xml",
    ],
)
def test_real_tei_comes_back_whole(tmp_path: Path, file: str) -> None:
    source = judges.shared(f"corpus/{file}")
    exporter.export(source, tmp_path, to=["html", "pdf", "epub"])
    kept = canonical(exporter.read(source).tei)
    assert {path.suffix: canonical(recover(path)) == kept for path in tmp_path.glob("*.*")} == {
        ".html": True,
        ".pdf": True,
        ".epub": True,
    }


def test_recovered_from_beside_a_page(tmp_path: Path) -> None:
    exporter.export(SOURCE, tmp_path, to=["html"], options={"html": {"assets": "media"}})
    page = tmp_path / f"{SOURCE.stem}.html"
    assert canonical(recover(page)) == canonical(exporter.read(SOURCE).tei)
    shutil.rmtree(tmp_path / "media")
    with pytest.raises(ArchiveError, match="Keep the page's files beside it"):
        recover(page)
    page.write_text(page.read_text("utf-8").replace('href="media/', 'href="../media/'), "utf-8")
    with pytest.raises(ArchiveError, match="carries no TEI"):
        recover(page)


def test_recovered_from_a_bag(bag: Path, tmp_path: Path) -> None:
    assert canonical(recover(bag)) == canonical(exporter.read(SOURCE).tei)
    place = archive(SOURCE, tmp_path / "kept.zip", to=SMALL).path
    assert recover(place) == recover(bag)
    with pytest.raises(ArchiveError, match="There is no edition 2; it holds 1"):
        recover(bag, edition=2)


@pytest.mark.parametrize("data", [b"<p>", b"%PDF-1.7\n", b"PK\x03\x04", b""])
def test_nothing_to_recover(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(ArchiveError):
        recover(tmp_path / "file")


# --------------------------------------------------------------------------- history


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    """The article with one figure and one status changed, pictures beside it."""
    folder = tmp_path / "revised"
    shutil.copytree(SOURCE.parent, folder)
    file = folder / SOURCE.name
    text = file.read_text(encoding="utf-8")
    changed = text.replace('quantity="8000"', 'quantity="9000"').replace("#v.disputed", "#v.false")
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    return file


@pytest.mark.parametrize("name", ["kept", "kept.zip"])
def test_new_edition(tmp_path: Path, revised: Path, name: str) -> None:
    place = tmp_path / name
    archive(SOURCE, place, to=SMALL)
    first = recover(place)
    added = archive(revised, into=place, to=SMALL)
    assert (added.edition, added.new) == (2, True)
    assert recover(place, edition=1) == first
    assert b'quantity="9000"' in recover(place)
    found = verify(place)
    assert [str(fault) for fault in found.report] == []
    assert (found.editions, found.reproduced) == (2, 2)
    again = archive(revised, into=place, to=SMALL)
    assert (again.edition, again.new) == (2, False)
    assert os.listdir(tmp_path).count(name) == 1


def test_changes_are_told(tmp_path: Path, revised: Path) -> None:
    place = tmp_path / "kept"
    archive(SOURCE, place, to=SMALL)
    archive(revised, into=place, to=SMALL)
    text = (place / "data/editions/2/changes.txt").read_text(encoding="utf-8")
    assert "status:\n  - Disputed" in text
    assert "value:\n" in text
    assert judges.vnu(place / "data/editions/2/changes.html") == []


def test_changed_bag_takes_no_edition(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    archive(SOURCE, place, to=SMALL)
    write(place / "data/LICENCE.txt", b"Do what you want.\n")
    with pytest.raises(ArchiveError, match=r"LICENCE.txt: it has changed"):
        archive(SOURCE, into=place, to=SMALL)


def test_signature_falls_with_a_new_edition(
    tmp_path: Path, revised: Path, keys: tuple[Path, Path]
) -> None:
    place = tmp_path / "kept"
    archive(SOURCE, place, to=SMALL, sign=keys[0])
    said = archive(revised, into=place, to=SMALL).report
    assert "signature-dropped" in {notice.rule for notice in said}
    assert verify(place, reproduce=False).signature == "absent"


def test_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match="either to a new place or into"):
        archive(SOURCE)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_bytes(b"")
    with pytest.raises(OptionError, match="is there already"):
        archive(SOURCE, tmp_path / "full", to=SMALL)
    (tmp_path / "full.zip").write_bytes(b"")
    with pytest.raises(OptionError, match="is there already"):
        archive(SOURCE, tmp_path / "full.zip", to=SMALL)
    with pytest.raises(ArchiveError, match="not a bag"):
        archive(SOURCE, into=tmp_path / "full", to=SMALL)


def test_a_checkout_that_is_not_installed_keeps_articles_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> list[str]:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(provenance, "requires", absent)
    assert set(provenance.software()) == {"python", "zlib"}
    done = archive(SOURCE, tmp_path / "bag", to=SMALL)
    assert verify(done.path).sound
