"""Ten thousand inputs that no author meant: a document, or an error of ours; in time; whole.

Half are mutants of a small article that uses everything, half are any elements in any elements.
All are read; one in eight is planned, drawn as HTML and as a Word file too, one in forty as a PDF.
"""

from __future__ import annotations

import random
import re
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

import exporter
from tests import judges
from tests.judges.texts import article_text, squeezed
from tests.tei.sketch import tei
from tests.tei.test_fuzz import PIECES, SAMPLE, VALUES, tree

EACH = 1250
SECONDS = 20


@contextmanager
def in_time(what: str) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"{number} {frame}: not done in {SECONDS} s: {what}")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def mutant(chance: random.Random) -> bytes:
    pieces = list(PIECES)
    if chance.random() < 0.3:
        at = chance.randrange(len(SAMPLE))
        junk = chance.randbytes(chance.randrange(4))
        return SAMPLE[:at] + junk + SAMPLE[at + chance.randrange(9) :]
    if chance.random() < 0.3:
        one, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        pieces[one] = chance.choice((b"", pieces[one] * 2, pieces[other]))
        return b"".join(pieces)
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(pieces))
        value = chance.choice(VALUES).encode().replace(b"\\", rb"\\")
        pieces[at] = re.sub(rb'"[^"]*"', b'"' + value + b'"', pieces[at])
    return b"".join(pieces)


def tried(data: bytes, number: int) -> bool:
    """Whether a document came of it."""
    try:
        article = exporter.read(data)
        if number % 8:
            return True
        edition = exporter.plan(article)
        page = exporter.render(edition, "html").data.decode()
        wanted = Counter(squeezed("".join(article_text(edition))))
        assert not wanted - Counter(squeezed(_words(page)))
        exporter.render(edition, "docx")
        if number % 40 == 0:
            exporter.render(edition, "pdf")
    except exporter.ExporterError as error:
        return not str(error) and pytest.fail("an error says what is wrong")
    return True


def _words(page: str) -> str:
    from lxml import html

    tree = html.fromstring(page)
    for waste in tree.xpath("//script|//style|//template"):
        waste.drop_tree()
    return str(tree.text_content())


@pytest.mark.parametrize("seed", range(4))
def test_mutants(seed: int) -> None:
    chance = random.Random(seed)
    made = 0
    for number in range(EACH):
        data = mutant(chance)
        with in_time(repr(data)):
            made += tried(data, number)
    assert EACH / 3 < made < EACH


@pytest.mark.parametrize("seed", range(4, 8))
def test_any_trees(seed: int) -> None:
    chance = random.Random(seed)
    for number in range(EACH):
        data = tei(tree(chance, chance.randrange(4)))
        with in_time(repr(data)):
            assert tried(data, number)


def test_mutated_files_of_other_projects() -> None:
    """Pointers of real TEI bent, its tags dropped, doubled and exchanged."""
    chance = random.Random(8)
    files = sorted(judges.shared("corpus").glob("[!b]*/*.xml"))
    number = 0
    for file in (file for file in files if file.stat().st_size < 40_000):
        source = file.read_bytes()
        pieces = re.findall(rb"<[^>]*>|[^<]+", source)
        for _ in range(25):
            changed = list(pieces)
            for _ in range(chance.randrange(1, 30)):
                at = chance.randrange(len(pieces))
                value = chance.choice(VALUES).encode().replace(b"\\", rb"\\")
                changed[at] = re.sub(rb'"#[^"]*"', b'"' + value + b'"', changed[at])
            if chance.random() < 0.3:
                one, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
                changed[one] = chance.choice((b"", pieces[one] * 2, pieces[other]))
            number += 1
            with in_time(f"{file} {number}"):
                tried(b"".join(changed), number)
    assert number > 200
