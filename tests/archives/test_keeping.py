"""Archives that keep their word: signatures given again, editions signed by themselves, moments,
audiences, and articles that are no edition."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from exporter import ArchiveError
from exporter.archives import archive, bagit, sign_bag, verify
from exporter.archives.bag_reader import BagLimits, opened
from exporter.cli import main
from tests.archives.test_archive import keys as keys  # a fixture
from tests.safety.test_articles import document

Keys = tuple[Path, Path]


def article(folder: Path, words: str, title: str = "The harbour wall", idno: str = "") -> Path:
    ident = f'<idno type="DOI">{idno}</idno>' if idno else ""
    header = (
        f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt>"
        f'<publisher>Courier</publisher>{ident}<date when="2024-05-06"/></publicationStmt>'
        "<sourceDesc><p>w</p></sourceDesc></fileDesc></teiHeader>"
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a.xml").write_bytes(document(f"<p>{words}</p>", header))
    return folder / "a.xml"


FIRST = "Yesterday builders finished repairing granite blocks beneath northern harbour defences."
LATER = FIRST.replace("Yesterday", "On Monday") + " Costs doubled."


@pytest.fixture(params=["bag", "bag.zip"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / request.param


def rules(found: object) -> list[str]:
    return [notice.rule for notice in found]  # type: ignore[attr-defined]


def test_a_bag_is_signed_later(place: Path, tmp_path: Path, keys: Keys) -> None:
    archive(article(tmp_path, FIRST), place, to=["html"])
    before = opened(place, BagLimits())
    assert sign_bag(place, keys[0]) == place
    found = verify(place, key=keys[1])
    assert (found.signature, found.sound, found.reproduced) == ("good", True, 1)
    assert found.report.notices == ()
    after = opened(place, BagLimits())
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {f"tagmanifest-{algorithm}.txt" for algorithm in bagit.ALGORITHMS}
    assert {n for n in after if n not in before} == {
        bagit.SIGNATURE, "signatures/edition-1.txt", "signatures/edition-1.txt.sig"
    }  # fmt: skip


def test_a_lost_signature_is_given_again(tmp_path: Path, keys: Keys) -> None:
    place = archive(article(tmp_path, FIRST), tmp_path / "bag", to=["html"], sign=keys[0]).path
    (place / bagit.SIGNATURE).unlink()
    assert verify(place, reproduce=False).signature == "absent"
    sign_bag(place, keys[0])
    assert verify(place, key=keys[1], reproduce=False).signature == "good"


def test_a_bag_that_holds_the_edition_already_is_signed(
    place: Path, tmp_path: Path, keys: Keys
) -> None:
    source = article(tmp_path, FIRST)
    archive(source, place, to=["html"])
    done = archive(source, into=place, to=["html"], sign=keys[0])
    assert (done.edition, done.new) == (1, False)
    assert verify(place, key=keys[1]).signature == "good"


def test_an_edition_added_without_the_key(place: Path, tmp_path: Path, keys: Keys) -> None:
    archive(article(tmp_path, FIRST), place, to=["html"], sign=keys[0])
    done = archive(article(tmp_path, LATER), into=place, to=["html"])
    (said,) = [n for n in done.report if n.rule == "signature-dropped"]
    assert "Edition 1 stays signed" in said.message
    assert "exporter sign" in said.fix
    found = verify(place)
    assert (found.signature, found.sound, found.editions) == ("absent", True, 2)
    assert any("Edition 1 is signed by itself" in notice.message for notice in found.report)
    sign_bag(place, keys[0])
    assert verify(place, key=keys[1]).report.notices == ()


def test_an_older_edition_that_was_changed_is_found(tmp_path: Path, keys: Keys) -> None:
    """Whoever has no key can make a bag with right digests, and not the edition's signature."""
    place = archive(article(tmp_path, FIRST), tmp_path / "bag", to=["html"], sign=keys[0]).path
    archive(article(tmp_path, LATER), into=place, to=["html"])
    files = opened(place, BagLimits())
    name = "data/editions/1/article/a.xml"
    files[name] = files[name].replace(b"granite", b"plaster")
    payload = {n.removeprefix("data/"): data for n, data in files.items() if n.startswith("data/")}
    tags = {n: d for n, d in files.items() if n.startswith("signatures/") or n == "README.txt"}
    shutil.rmtree(place)
    for made, data in bagit.bag(payload, [], tags).items():
        (place / made).parent.mkdir(parents=True, exist_ok=True)
        (place / made).write_bytes(data)
    found = verify(place, reproduce=False)
    assert not found.sound
    assert "has changed since it was signed" in "\n".join(map(str, found.report))


def test_an_edition_by_another_key_is_said(tmp_path: Path, keys: Keys) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    other = tmp_path / "other"
    other.write_bytes(
        Ed25519PrivateKey.generate().private_bytes(
            Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()
        )
    )
    place = archive(article(tmp_path, FIRST), tmp_path / "bag", to=["html"], sign=other).path
    sign_bag(place, keys[0])
    found = verify(place, key=keys[1], reproduce=False)
    assert (found.signature, found.sound) == ("good", True)
    assert "by another key" in str(found.report.notices[0])


def test_a_changed_bag_is_not_signed(tmp_path: Path, keys: Keys) -> None:
    place = archive(article(tmp_path, FIRST), tmp_path / "bag", to=["html"]).path
    (place / "data" / "LICENCE.txt").write_bytes(b"Do what you want.\n")
    with pytest.raises(ArchiveError, match=r"LICENCE.txt: it has changed"):
        sign_bag(place, keys[0])


def test_a_bag_without_signatures_of_editions_verifies(tmp_path: Path, keys: Keys) -> None:
    """As 0.1.0 made them."""
    place = archive(article(tmp_path, FIRST), tmp_path / "bag", to=["html"], sign=keys[0]).path
    files = opened(place, BagLimits())
    plain = {n: data for n, data in files.items() if not n.startswith("signatures/")}
    shutil.rmtree(place / "signatures")
    for name, data in bagit.with_tags(plain, {}).items():
        (place / name).write_bytes(data)
    (place / bagit.SIGNATURE).unlink()
    found = verify(place)
    assert (found.sound, found.signature, found.report.notices) == (True, "absent", ())


# ----------------------------------------------------------------------------- moments


def test_moments_are_when_it_was_made_and_dates_the_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = article(tmp_path, FIRST)
    made = []
    for epoch in ("1500000000", "1600000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        archive(source, tmp_path / epoch, to=["html"])
        made.append(opened(tmp_path / epoch, BagLimits()))
    info = [bag["bag-info.txt"].decode() for bag in made]
    assert "Bagging-Date: 2017-07-14" in info[0]
    assert "Bagging-Date: 2020-09-13" in info[1]
    ended = re.findall(
        rb'"prov:endedAtTime": "(.{10})', made[0]["data/editions/1/provenance.jsonld"]
    )
    assert ended == [b"2017-07-14"]


def test_without_a_moment_given_only_it_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    source = article(tmp_path, FIRST)
    archive(source, tmp_path / "one", to=["html", "docx", "pdf"])
    one = opened(tmp_path / "one", BagLimits())
    again = archive(source, into=tmp_path / "one", to=["html", "docx", "pdf"])
    assert not again.new
    from exporter.archives import provenance, readme

    later = provenance.made_at().replace(year=2031)
    monkeypatch.setattr(provenance, "made_at", lambda: later)
    monkeypatch.setattr(readme, "made_at", lambda: later)
    archive(source, tmp_path / "two", to=["html", "docx", "pdf"])
    two = opened(tmp_path / "two", BagLimits())
    differing = {name for name in one if one[name] != two[name]}
    record = "data/editions/1/provenance.jsonld"
    assert differing == {"bag-info.txt", record, *(n for n in one if "manifest-" in n)}
    ended = re.compile(rb'"prov:endedAtTime": "[^"]*"')
    assert ended.sub(b"", one[record]) == ended.sub(b"", two[record])
    assert verify(tmp_path / "two").sound
    assert not archive(source, into=tmp_path / "one", to=["html", "docx", "pdf"]).new


# ---------------------------------------------------------------------- which, and whose


@pytest.mark.parametrize(("audience", "said"), [("public", "public"), ("internal", "INTERNAL")])
def test_it_says_whose_copy_it_keeps(audience: str, said: str, tmp_path: Path) -> None:
    source = article(tmp_path, FIRST)
    command = ["archive", str(source), "-o", str(tmp_path / "bag"), "-t", "html"]
    done = CliRunner().invoke(main, [*command, "--audience", audience, "--no-check"])
    assert done.exit_code == 0, done.output
    assert f"the {said} copy" in done.output
    text = (tmp_path / "bag" / "README.txt").read_text("utf-8")
    assert (f"{said} copy" if audience == "public" else f"{said} COPY") in text
    info = (tmp_path / "bag" / "bag-info.txt").read_text("utf-8")
    assert f"Audience: {audience}" in info


OTHER = "Tomorrow musicians perform forgotten symphonies inside the restored theatre downtown."


@pytest.mark.parametrize(
    ("title", "words", "idno"),
    [
        ("The opera", OTHER, ""),
        ("The opera", OTHER, "10.1/other"),
        ("The harbour wall", FIRST, "10.1/other"),
    ],
)
def test_another_article_is_no_edition(title: str, words: str, idno: str, tmp_path: Path) -> None:
    first = article(tmp_path / "1", FIRST, idno="10.1/wall" if idno else "")
    place = archive(first, tmp_path / "bag", to=["html"]).path
    before = opened(place, BagLimits())
    with pytest.raises(ArchiveError, match="nother article than “The harbour wall”"):
        archive(article(tmp_path / "2", words, title, idno), into=place, to=["html"])
    assert opened(place, BagLimits()) == before


@pytest.mark.parametrize(
    ("title", "words", "idno"),
    [
        ("The harbour wall", OTHER, ""),
        ("Harbour wall: what it cost", LATER, ""),
        ("The opera", OTHER, "10.1/wall"),
    ],
)
def test_a_revised_article_is(title: str, words: str, idno: str, tmp_path: Path) -> None:
    """By its identifier, else its title, else its words."""
    place = tmp_path / "bag"
    archive(article(tmp_path / "1", FIRST, idno=idno), place, to=["html"])
    done = archive(article(tmp_path / "2", words, title, idno), into=place, to=["html"])
    assert (done.edition, done.new) == (2, True)


def test_verify_names_the_bag_in_each_line_and_ends_with_a_total(tmp_path: Path) -> None:
    source = article(tmp_path, FIRST)
    places = [str(archive(source, tmp_path / name, to=["html"]).path) for name in ("a", "b", "c")]
    (tmp_path / "b" / "data" / "LICENCE.txt").write_bytes(b"x")
    shutil.rmtree(tmp_path / "c" / "data")
    (tmp_path / "none").mkdir()
    done = CliRunner().invoke(main, ["verify", *places, str(tmp_path / "none")])
    assert done.exit_code == 1
    *lines, total = done.output.strip().splitlines()
    assert total == "4 bags: 1 sound, 3 not sound"
    assert all(str(tmp_path) in line for line in lines), done.output


def test_the_command_signs(tmp_path: Path, keys: Keys) -> None:
    place = archive(article(tmp_path, FIRST), tmp_path / "bag", to=["html"]).path
    run = CliRunner().invoke
    assert run(main, ["sign", str(place), "--key", str(keys[0])]).output == f"{place}\n"
    assert (
        "signed by the key given" in run(main, ["verify", str(place), "--key", str(keys[1])]).output
    )
    assert run(main, ["sign", str(place), "--key", str(keys[1])]).exit_code == 2
    assert run(main, ["sign", str(tmp_path / "none"), "--key", str(keys[0])]).exit_code == 2
    assert run(main, ["sign", str(tmp_path), "--key", str(keys[0])]).exit_code == 1
