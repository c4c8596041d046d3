"""Word copies opened and saved by LibreOffice: is every note, reference and word still there?

``python -m tests.docx.reopening [FOLDER]`` tries our article, the tests' articles and those of a
folder, public and internal copies; it prints what was lost and exits with 1.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import exporter
from exporter.errors import ExporterError
from tests.docx.opened import W, part
from tests.judges.missing import tool

ROOT = Path(__file__).parents[2]
PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")


def saved(copies: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each copy as LibreOffice saves it, by name, from one start of the program."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        files = []
        for name, data in copies.items():
            files.append(home / f"{name}.docx")
            files[-1].write_bytes(data)
        command = [tool("soffice"), f"-env:UserInstallation={(home / 'profile').as_uri()}"]
        command += ["--headless", "--convert-to", "docx:MS Word 2007 XML"]
        command += ["--outdir", str(home / "out"), *map(str, files)]
        subprocess.run(command, capture_output=True, check=True, timeout=120 + 60 * len(files))
        return {name: (home / "out" / f"{name}.docx").read_bytes() for name in copies}


def lost(before: bytes, after: bytes) -> list[str]:
    """What the second copy lacks of the first: references to notes with what they say, notes,
    words. Numbers of pages are the program's own."""
    found = []
    here, there = references(before), references(after)
    if here != there:
        found.append(f"references to notes: {here} became {there}")
    found += [f"a reference to a note says nothing: {text!r}" for text in there if not text]
    for name in PARTS:
        gone = words(before, name) - words(after, name)
        if gone:
            found.append(f"{name}: {dict(gone.most_common(5))}")
    return found


def references(docx: bytes) -> list[str]:
    """What the ``NOTEREF`` fields say, in every part."""
    said = []
    for name in _present(docx):
        for field, pieces in _results(part(docx, name)):
            if _is(field, "NOTEREF"):
                said.append("".join(piece.text or "" for piece in pieces).strip())
    return said


def words(docx: bytes, name: str) -> Counter[str]:
    """The words of a part, without fields' results that are pages' numbers."""
    if name not in _present(docx):
        return Counter()
    tree = part(docx, name)
    pages = {piece for field, pieces in _results(tree) if _is(field, "PAGEREF") for piece in pieces}
    text = " ".join(
        "".join((piece.text or "") for piece in paragraph.iter(f"{W}t") if piece not in pages)
        for paragraph in tree.iter(f"{W}p")
    )
    return Counter(text.split())


def _present(docx: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return [name for name in PARTS if name in archive.namelist()]


def _is(instruction: str, kind: str) -> bool:
    return instruction.split()[:1] == [kind]


def _results(tree: Any) -> Iterator[tuple[str, list[Any]]]:
    """The instruction of each complex field (ECMA-376 17.16.18), and the texts of its result."""
    open_: list[tuple[list[str], list[Any]]] = []
    for node in tree.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            open_.append(([], []))
        elif kind == "end" and open_:
            instruction, result = open_.pop()
            yield "".join(instruction).strip(), result
        elif open_ and node.tag == f"{W}instrText":
            open_[-1][0].append(node.text or "")
        elif open_ and node.tag == f"{W}t":
            open_[-1][1].append(node)


def made(path: Path) -> Iterator[tuple[str, bytes]]:
    """A file's copies, by audience; nothing where it cannot be read."""
    for audience in ("public", "internal"):
        try:
            article = exporter.read(path, audience=audience)
            yield audience, exporter.render(exporter.plan(article), "docx").data
        except ExporterError:
            return


def main(folders: list[str]) -> int:
    paths = [*ROOT.glob("source/*.xml"), *ROOT.glob("tests/**/*.xml")]
    for folder in folders:
        paths += sorted(Path(folder).rglob("*.xml"))
    bad = 0
    for at in range(0, len(paths), 10):
        copies = {
            f"{at + number}-{audience}": data
            for number, path in enumerate(paths[at : at + 10])
            for audience, data in made(path)
        }
        once = saved(copies)
        twice = saved(once)
        for name, data in copies.items():
            for again in (once[name], twice[name]):
                for line in lost(data, again):
                    bad += 1
                    print(f"{paths[int(name.split('-')[0])]} ({name.split('-')[1]}): {line}")
    print(f"{len(paths)} articles, {bad} losses")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
