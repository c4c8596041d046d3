"""``python -m tests.corpus FOLDER``: is all of any TEI found again in every output?

Per file: CPU time, notices, and for each format the share of the text's words and of the notes
that readers find again which this project did not write. What must be found is told from the
tree, not from what was read; and the TEI itself must come back out of each. Ends with 1 where
anything is missing or a file raises what is no ExporterError; files that are refused with an
error are listed, and are no fault.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import time
import traceback
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from lxml import etree

import exporter
from exporter.values import replace
from tests import judges
from tests.judges.texts import INVISIBLE, squeezed
from tests.tei.text import text_in_tree

Notes = list[tuple[str, str]]


def _epub_text(data: bytes) -> str:
    return " ".join(judges.text_from_html(page) for page in _pages(data))


def _epub_notes(data: bytes) -> Notes:
    return [note for page in _pages(data) for note in judges.notes_from_html(page)]


def _pages(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]


_LONG = 15
"""Pages of a PDF from which on its text is read from the pages, not from the tags: poppler's
reader of tags takes minutes for a hundred pages. Pages part a word that goes over their end."""

_BRACKETS = dict.fromkeys(map(ord, "[]<>\u27e8\u27e9"))
"""What editors put around parts of words, and a reader around what is supplied."""

_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")


def _pages_of(data: bytes) -> str:
    """The text of a long PDF by its pages; empty for one whose lines pages would not keep in
    order, and for a short one."""
    text = judges.text_from_pdf(data)
    if text.count("\f") <= _LONG:
        return ""
    return "" if len(_RIGHT_TO_LEFT.findall(text)) > len(text) / 10 else text


def _pdf_text(data: bytes) -> str:
    return _pages_of(data) or judges.tagged_text(data)


def _pdf_notes(data: bytes) -> Notes:
    pages = _pages_of(data)
    return [("", pages)] if pages else judges.notes_from_pdf(data)


READERS: dict[str, tuple[Callable[[bytes], str], Callable[[bytes], Notes]]] = {
    "html": (judges.text_from_html, judges.notes_from_html),
    "docx": (judges.text_from_docx_pandoc, judges.notes_from_docx_pandoc),
    "pdf": (_pdf_text, _pdf_notes),
    "epub": (_epub_text, _epub_notes),
}


@dataclass(frozen=True, slots=True)
class Share:
    """Found of all, and the first few that were not."""

    found: int = 0
    all: int = 0
    missing: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "–" if not self.all else f"{100 * self.found / self.all:.6g}"


@dataclass(frozen=True, slots=True)
class Result:
    """``fault`` is a traceback, ``refused`` the error with which the file was turned away."""

    file: str
    cpu: float = 0
    notices: int = 0
    shares: dict[str, tuple[Share, Share]] = field(default_factory=dict)
    refused: str = ""
    fault: str = ""

    @property
    def whole(self) -> bool:
        both = [share for pair in self.shares.values() for share in pair]
        return not self.fault and all(share.found == share.all for share in both)


def examined(file: Path, formats: Sequence[str] = tuple(READERS)) -> Result:
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
    body, notes = text_in_tree(article.tei)
    registers = "\n".join(judges.article_text(replace(edition, blocks=())))
    shares = {}
    for to, output in outputs.items():
        if not _comes_back(to, output.data, article.tei):
            raise AssertionError(f"the TEI does not come back out of {to}")
        text, find_notes = READERS[to]
        there = "\n".join(squeezed(note) for _, note in find_notes(output.data))
        shares[to] = words_found(body, text(output.data), registers), notes_found(notes, there)
    return Result(str(file), cpu, len(set(notices)), shares)


def _comes_back(to: str, data: bytes, tei: bytes) -> bool:
    found: bytes | None = import_module(f"exporter.{to}").recover(data)
    return found is not None and (found == tei or _canonical(found) == _canonical(tei))


def _canonical(tei: bytes) -> bytes:
    parser = etree.XMLParser(huge_tree=True, recover=True)
    return bytes(etree.tostring(etree.fromstring(tei, parser), method="c14n"))


def words_found(wanted: str, text: str, beside: str = "") -> Share:
    """Which words of a text stand in another in the same order; other words may stand between.

    A word is looked for a little way on. Where it is not there, it is looked for farther away
    together with those after or before it, for some formats move what stands in a table or at a
    side, or put words of their own in; hyphens are not told from those at a line's end. One that
    stands alone among such must be there as often as in the text and in ``beside``, which are
    words that stand there too.
    """
    plain = unicodedata.normalize("NFKC", wanted.translate(INVISIBLE))
    words = re.findall(r"\w+|[^\w\s-]", plain.translate(_BRACKETS))
    there, whole = (squeezed(one).translate(_BRACKETS) for one in (text, wanted + beside))
    at, missing = 0, []
    for number, word in enumerate(words):
        end = _ends(there, words, number, at)
        if end >= 0:
            at = end
        elif there.count(word) < whole.count(word):
            missing.append(word)
    return Share(len(words) - len(missing), len(words), tuple(missing[:8]))


def _ends(there: str, words: list[str], number: int, at: int) -> int:
    """Where a word ends in a text, looked for from ``at`` on; -1 where it is not."""
    word = words[number]
    if (found := there.find(word, at, at + len(word) + 40)) >= 0:
        return found + len(word)
    after = "".join(words[number : number + 4])
    for found in (there.find(after, at), there.find(after)):
        if found >= 0:
            return found + len(word)
    before = "".join(words[max(0, number - 3) : number + 1])
    found = there.find(before) if number else -1
    return found + len(before) if found >= 0 else _over_pages(there, word, at)


def _over_pages(there: str, word: str, at: int) -> int:
    """Where a word ends that something stands in: a page's end with its notes, or editors' signs
    such as brackets around what is supplied."""
    signs = re.compile(".{0,12}?".join(map(re.escape, word)))
    if found := signs.search(there, at, at + 13 * len(word) + 40):
        return found.end()
    for cut in range(2, len(word) - 1):
        first = there.find(word[:cut], at, at + cut + 40) if len(word) > 4 else -1
        second = there.find(word[cut:], first + cut, at + 8000) if first >= 0 else -1
        if second >= 0:
            return second + len(word) - cut
    return -1


def notes_found(notes: Iterable[str], there: str) -> Share:
    """Which notes stand whole among those that were read back."""
    wanted = [note for note in notes if squeezed(note)]
    missing = [
        note for note in wanted if squeezed(note) not in there and words_found(note, there).missing
    ]
    return Share(len(wanted) - len(missing), len(wanted), tuple(n[:80] for n in missing[:3]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("-t", "--to", action="append", choices=list(READERS))
    given = parser.parse_args()
    formats = given.to or list(READERS)
    files = sorted(path for path in given.folder.rglob("*.xml") if path.is_file())
    if not files:
        print(f"There is no .xml file in {given.folder}.", file=sys.stderr)
        return 2
    head = "".join(f"{to + ' text':>11}{'notes':>8}" for to in formats)
    print(f"{'CPU s':>7}{'notices':>9}{head}  file")
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
    shares = "".join(f"{result.shares[to][0]!s:>11}{result.shares[to][1]!s:>8}" for to in formats)
    print(f"{result.cpu:7.2f}{result.notices:9}{shares}  {result.file}", flush=True)
    for to, pair in result.shares.items():
        for share in pair:
            if share.missing:
                print(f"         {to} lacks: {' | '.join(share.missing)}")


def _summary(results: Sequence[Result]) -> int:
    read = [result for result in results if result.shares]
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
