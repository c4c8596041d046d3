"""Bags that a stranger made: nothing outside them is opened, and every one gets a verdict."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exporter.archives import archive, bagit, verify
from exporter.archives.verification import Verified
from exporter.errors import ArchiveError
from tests.safety.test_articles import document
from tests.safety.test_settings import template

RECORD = "data/editions/1/provenance.jsonld"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("bag")
    (folder / "a.xml").write_bytes(document("<p>A wall.</p>"))
    archive(folder / "a.xml", folder / "bag", to=("html", "docx"))
    found = (path for path in (folder / "bag").rglob("*") if path.is_file())
    return {path.relative_to(folder / "bag").as_posix(): path.read_bytes() for path in found}


def consistent(files: dict[str, bytes], place: Path) -> Path:
    """The files as a bag whose digests are right: only what they say is wrong."""
    payload = {n.removeprefix("data/"): d for n, d in files.items() if n.startswith("data/")}
    tags = {"README.txt": files["README.txt"]}
    for name, data in bagit.bag(payload, [], tags).items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    return place


def changed(files: dict[str, bytes], change: Callable[[Any], object]) -> dict[str, bytes]:
    """The files with a change to the recipe."""
    record = json.loads(files[RECORD])
    for node in record["@graph"]:
        if node["@id"] == "#export":
            node["exporter:recipe"] = change(node["exporter:recipe"])
    return {**files, RECORD: json.dumps(record).encode()}


def said(found: Verified) -> str:
    return "\n".join(map(str, found.report))


def test_a_consistent_bag_is_sound(files: dict[str, bytes], tmp_path: Path) -> None:
    found = verify(consistent(files, tmp_path / "b"))
    assert found.sound, said(found)
    assert found.reproduced == 2


def test_no_file_outside_the_bag_is_opened(files: dict[str, bytes], tmp_path: Path) -> None:
    """A named pipe shows it: whoever opens it waits for ever."""
    os.mkfifo(tmp_path / "pipe")
    for path in (str(tmp_path / "pipe"), "/etc/passwd", "../pipe", ""):
        options = {"docx": {"reference": path}}
        bag = changed(files, lambda recipe, o=options: {**recipe, "options": o})  # type: ignore[misc]
        found = verify(consistent(bag, tmp_path / f"bag-{len(path)}"))
        assert not found.sound
        assert "outside the bag" in said(found)
        assert found.reproduced == 0


def test_a_template_kept_in_the_recipe_is_used(files: dict[str, bytes], tmp_path: Path) -> None:
    given = {"docx": {"reference": {"base64": base64.b64encode(template()).decode()}}}
    bag = changed(files, lambda recipe: {**recipe, "options": given})
    found = verify(consistent(bag, tmp_path / "bag"))
    assert "not what this version makes" in said(found)
    assert "outside" not in said(found)


WRONG: dict[str, Callable[[Any], object]] = {
    "timestamp": lambda recipe: {**recipe, "timestamp": "garbage"},
    "timestamp of another type": lambda recipe: {**recipe, "timestamp": 5},
    "audience": lambda recipe: {**recipe, "audience": "everybody"},
    "notes": lambda recipe: {**recipe, "notes": ["foot"]},
    "formats": lambda recipe: {**recipe, "formats": [["html"]]},
    "formats that are text": lambda recipe: {**recipe, "formats": "html"},
    "index": lambda recipe: {**recipe, "index": 7},
    "language": lambda recipe: {**recipe, "language": {"a": 1}},
    "software": lambda recipe: {**recipe, "software": ["lxml"]},
    "version": lambda recipe: {**recipe, "version": None},
    "theme": lambda recipe: {**recipe, "theme": 7},
    "options": lambda recipe: {**recipe, "options": {"html": 7}},
    "option": lambda recipe: {**recipe, "options": {"html": {"level": [1]}}},
    "base64": lambda recipe: {**recipe, "options": {"docx": {"reference": {"base64": "a"}}}},
    "nothing": lambda _: None,
    "a list": lambda recipe: [recipe],
    "without formats": lambda recipe: {k: v for k, v in recipe.items() if k != "formats"},
}


@pytest.mark.parametrize("name", WRONG)
def test_a_recipe_with_wrong_values(name: str, files: dict[str, bytes], tmp_path: Path) -> None:
    found = verify(consistent(changed(files, WRONG[name]), tmp_path / "bag"))
    assert not found.sound
    assert "recipe" in said(found)


ODD: dict[str, Callable[[Any], object]] = {
    "format": lambda recipe: {**recipe, "formats": ["html", "docm"]},
    "theme": lambda recipe: {**recipe, "theme": "../../../etc/passwd"},
    "null in a theme": lambda recipe: {**recipe, "theme": "a\0b"},
    "option": lambda recipe: {**recipe, "options": {"html": {"colour": "red"}}},
    "option's value": lambda recipe: {**recipe, "options": {"html": {"level": "x" * 5000}}},
    "language": lambda recipe: {**recipe, "language": "../../secret"},
    "negative": lambda recipe: {**recipe, "options": {"html": {"level": -(10**40)}}},
    "date": lambda recipe: {**recipe, "timestamp": "9999-12-31T23:59:59+00:00"},
    "early date": lambda recipe: {**recipe, "timestamp": "0001-01-01T00:00:00"},
}


@pytest.mark.parametrize("name", ODD)
def test_a_recipe_that_cannot_be_followed(
    name: str, files: dict[str, bytes], tmp_path: Path
) -> None:
    found = verify(consistent(changed(files, ODD[name]), tmp_path / "bag"))
    assert not found.sound


@pytest.mark.parametrize(
    "record",
    [b"", b"[]", b"{}", b'{"@graph": 3}', b'{"@graph": [3]}', b"[" * 100_000, b"\xff", b"null"],
)
def test_a_record_that_is_none(record: bytes, files: dict[str, bytes], tmp_path: Path) -> None:
    found = verify(consistent({**files, RECORD: record}, tmp_path / "bag"))
    assert not found.sound
    assert "cannot be made again" in said(found)
    assert found.reproduced == 0


@pytest.mark.parametrize("number", ["9" * 5000, "²", "01", "٢", "-1"])
def test_editions_of_odd_numbers(number: str, files: dict[str, bytes]) -> None:
    from exporter.archives.editions import editions

    moved = {name.replace("/1/", f"/{number}/"): data for name, data in files.items()}
    with pytest.raises(ArchiveError, match="holds no editions"):
        editions(moved)


def test_a_pipe_in_a_bag(files: dict[str, bytes], tmp_path: Path) -> None:
    bag = consistent(files, tmp_path / "bag")
    os.mkfifo(bag / "data" / "pipe")
    with pytest.raises(ArchiveError, match="neither file nor folder"):
        verify(bag)


@pytest.mark.parametrize("label", ["Payload-Oxum", "Bagging-Date"])
def test_numbers_of_thousands_of_digits(label: str, tmp_path: Path) -> None:
    """In a bag of another maker."""
    bag = bagit.bag({"a.txt": b"a"}, [], {})
    info = f"{label}: {'9' * 5000}.1\n".encode()
    tags = {name: data for name, data in bag.items() if not name.startswith("tagmanifest")}
    for name, data in {**tags, "bag-info.txt": info}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    assert verify(tmp_path).sound is (label == "Bagging-Date")
