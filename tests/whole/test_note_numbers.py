"""The number of a note right after a number, a unit or raised type is no power, in any format."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from pypdf import PdfReader

import exporter
from exporter import model as m
from exporter.sourcing import plan
from tests.sourcing.build import article, note

SPACE = "\N{NARROW NO-BREAK SPACE}"
WORDS = ["50 km", "5 m", "7 cm", "40,000", "50 km²", "10⁶"]


def edition(words: str, raised: str = "") -> exporter.Edition:
    runs = (m.Run(f"About {words}"), m.Run(raised, (m.Emphasis("superscript"),)))
    line = m.Paragraph((*(runs if raised else runs[:1]), m.NoteCall("n1"), m.Run(" of it.")))
    return plan(article(line, notes=[note("n1", "Seen.")]))


def before_the_call(what: exporter.Edition, to: str) -> str:
    """What stands in the text directly before the note's number."""
    data = exporter.render(what, to).data
    if to == "html":
        (found,) = re.findall('>([^<]*)<sup class="call">', data.decode())
    elif to == "docx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = archive.read("word/document.xml").decode()
        found = re.findall("<w:t[^>]*>([^<]*)</w:t>", body.partition("<w:footnoteReference")[0])[-1]
    else:
        page = PdfReader(io.BytesIO(data)).pages[0].extract_text()
        (found,) = re.findall(r"(About .*?)1 of it", page)
    return found


@pytest.mark.parametrize("to", ["html", "docx", "pdf"])
@pytest.mark.parametrize("words", WORDS)
def test_a_number_or_unit(words: str, to: str) -> None:
    assert before_the_call(edition(words), to).endswith(SPACE)


@pytest.mark.parametrize("to", ["html", "docx", "pdf"])
def test_raised_type(to: str) -> None:
    assert before_the_call(edition("the 19", "th"), to).endswith(SPACE)


@pytest.mark.parametrize("to", ["html", "docx", "pdf"])
def test_words_need_none(to: str) -> None:
    assert not before_the_call(edition("boats"), to).endswith((SPACE, " "))


def test_no_letter_of_it_is_missing_in_the_pdf() -> None:
    assert exporter.render(edition("50 km²"), "pdf").notices == ()
