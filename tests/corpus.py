"""``python -m tests.corpus FOLDER``: is all of any TEI found again, word for word, in every output?

Words are compared in their order and with their borders. The first column says how many of the
tree's words the reading has lost, joined, split and put in beyond what it marks as generated;
those of each format the same of what the edition says, found by readers that this project did not
write (of a PDF by the better of poppler and MuPDF), and how many notes are missing. The TEI itself
must come back out of each. Ends with 1 where anything is wrong or a file raises what is no
ExporterError; files that are refused with an error are listed, and are no fault.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import traceback
import zipfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from lxml import etree

import exporter
from exporter.tei.parse.windows_1252 import WINDOWS
from tests import judges
from tests.borders import Faults, Stream, compared, found_in, of_page
from tests.judges.texts import squeezed
from tests.tei.text import stream_of_article, stream_of_tree

Notes = list[tuple[str, str]]


def _epub_text(data: bytes) -> str:
    return " ".join(judges.text_from_html(page) for page in _pages(data))


def _epub_notes(data: bytes) -> Notes:
    return [note for page in _pages(data) for note in judges.notes_from_html(page)]


def _pages(data: bytes) -> list[bytes]:
    """The documents of a book but the list of its contents, which repeats the headings."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        pages = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    return [page for page in pages if b'epub:type="toc"' not in page]


def _pdf_texts(data: bytes) -> list[str]:
    """What readers of PDF give: poppler in two orders, MuPDF where it is installed."""
    texts = [judges.in_reading_order(judges.text_from_pdf(data))]
    if texts[0].count("\f") <= _LONG:
        texts.append(judges.tagged_text(data))
    try:
        import pymupdf
    except ImportError:
        return [of_page(text) for text in texts]
    with pymupdf.open(stream=data, filetype="pdf") as book:
        texts.append("\f".join(page.get_text() for page in book))
    return [of_page(text) for text in texts]


_LONG = 15
"""Pages of a PDF from which on its tags are not read: poppler takes minutes for a hundred pages."""

TEXTS: dict[str, Callable[[bytes], list[str]]] = {
    "html": lambda data: [judges.text_from_html(data)],
    "docx": lambda data: [judges.text_from_docx_pandoc(data)],
    "pdf": _pdf_texts,
    "epub": lambda data: [_epub_text(data)],
}
NOTES: dict[str, Callable[[bytes], Notes]] = {
    "html": judges.notes_from_html,
    "docx": judges.notes_from_docx_pandoc,
    "epub": _epub_notes,
}
"""The notes of a PDF stand in its text."""


@dataclass(frozen=True, slots=True)
class Result:
    """``faults`` are those of reading and of each format; ``notes`` those of each format that are
    missing. ``fault`` is a traceback, ``refused`` the error with which the file was turned away."""

    file: str
    cpu: float = 0
    notices: int = 0
    faults: dict[str, Faults] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)
    refused: str = ""
    fault: str = ""

    @property
    def whole(self) -> bool:
        wrong = sum(each.total for each in self.faults.values()) + sum(self.notes.values())
        return not self.fault and not wrong


def examined(file: Path, formats: Sequence[str] = tuple(TEXTS)) -> Result:
    """Export one file and read everything back."""
    try:
        return _examined(file, formats)
    except exporter.ExporterError as error:
        return Result(str(file), refused=str(error))
    except Exception:
        return Result(str(file), fault=traceback.format_exc(limit=-4))


def _examined(file: Path, formats: Sequence[str]) -> Result:
    start = time.process_time()
    article = exporter.read(file)
    edition = exporter.plan(article)
    outputs = {to: exporter.render(edition, to) for to in formats}
    cpu = time.process_time() - start
    notices = [*article.notices, *edition.notices]
    notices += [notice for output in outputs.values() for notice in output.notices]
    faults = {"read": read_faults(article)}
    missing = {}
    for to, output in outputs.items():
        if not _comes_back(to, output.data, article.tei):
            raise AssertionError(f"the TEI does not come back out of {to}")
        faults[to] = output_faults(edition, to, output.data)
        missing[to] = missing_notes(edition, to, output.data)
    return Result(str(file), cpu, len(set(notices)), faults, missing)


def read_faults(article: exporter.Article) -> Faults:
    """What reading has lost, joined, split or put in."""
    wanted = stream_of_tree(article.tei).translate(WINDOWS)
    return compared(Stream(wanted), Stream(stream_of_article(article)))


def output_faults(edition: exporter.Edition, to: str, data: bytes) -> Faults:
    """What an output has lost, joined or split of the words of an edition, by its best reader."""
    pieces = judges.article_text(edition)
    notes = [text for _, text in judges.article_notes(edition)]
    if to == "pdf":
        pieces, notes = ([of_page(piece) for piece in each] for each in (pieces, notes))
    found = [found_in(pieces, text, notes) for text in TEXTS[to](data)]
    return min(found, key=lambda faults: faults.total)


def missing_notes(edition: exporter.Edition, to: str, data: bytes) -> int:
    """How many notes an output lacks, by its best reader."""
    wanted = [text for _, text in judges.article_notes(edition)]
    if to in NOTES:
        there = [squeezed(text) for _, text in NOTES[to](data)]
        return sum(not any(squeezed(note) in text for text in there) for note in wanted)
    texts = TEXTS[to](data)
    wanted = [of_page(note) for note in wanted]
    return min(sum(bool(found_in([note], text).lost) for note in wanted) for text in texts)


def _comes_back(to: str, data: bytes, tei: bytes) -> bool:
    found: bytes | None = import_module(f"exporter.{to}").recover(data)
    return found is not None and (found == tei or _canonical(found) == _canonical(tei))


def _canonical(tei: bytes) -> bytes:
    parser = etree.XMLParser(huge_tree=True, recover=True)
    return bytes(etree.tostring(etree.fromstring(tei, parser), method="c14n"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("-t", "--to", action="append", choices=list(TEXTS))
    given = parser.parse_args()
    formats = given.to or list(TEXTS)
    files = sorted(path for path in given.folder.rglob("*.xml") if path.is_file())
    if not files:
        print(f"There is no .xml file in {given.folder}.", file=sys.stderr)
        return 2
    head = "".join(f"{to:>14}{'notes':>6}" for to in formats)
    print("words lost/joined/split/put in, calls astray; and notes that are missing")
    print(f"{'CPU s':>7}{'notices':>9}{'read':>14}{head}  file")
    with ProcessPoolExecutor(given.jobs) as pool:
        results = []
        for result in pool.map(examined, files, [formats] * len(files)):
            _show(result, formats)
            results.append(result)
    return _summary(results)


def _show(result: Result, formats: Sequence[str]) -> None:
    if result.refused or result.fault:
        print(f"{'refused' if result.refused else 'FAULT':>7}  {result.refused or result.file}")
        print(result.fault, end="", flush=True)
        return
    columns = "".join(f"{result.faults[to]!s:>14}{result.notes[to]:>6}" for to in formats)
    read = str(result.faults["read"])
    print(f"{result.cpu:7.2f}{result.notices:9}{read:>14}{columns}  {result.file}", flush=True)
    for to, faults in result.faults.items():
        for example in faults.examples:
            print(f"         {to} {example}")


def _summary(results: Sequence[Result]) -> int:
    read = [result for result in results if result.faults]
    whole = sum(result.whole for result in read)
    refused = sum(bool(result.refused) for result in results)
    faults = sum(bool(result.fault) for result in results)
    seconds = sum(result.cpu for result in read)
    print(
        f"\n{len(results)} files: {whole} of {len(read)} exported whole, {refused} refused, "
        f"{faults} with a fault, {seconds:.1f} s of CPU time to export"
    )
    return 0 if whole == len(read) and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
