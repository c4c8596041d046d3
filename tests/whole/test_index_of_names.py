"""What the index of names leads to is there, wherever a name stands."""

from __future__ import annotations

import io
import re
import zipfile

import exporter
from exporter import model as m
from exporter.values import replace
from tests.sample import edition, names_everywhere

IDS = [f"m{number}" for number in range(13)]


def indexed() -> exporter.Edition:
    numbers = tuple(m.Run("1", (m.PageNumber(ident),)) for ident in IDS)
    entry = m.Item((m.Paragraph((m.Run("Nessport: "), *numbers)),))
    index = m.Appendix("index", "names", "Names", (m.ListBlock((entry,), "plain"),))
    return replace(
        edition(),
        blocks=tuple(names_everywhere()),
        notes=(),
        appendices=(index,),
        targets=frozenset(IDS),
    )


def test_html() -> None:
    page = exporter.render(indexed(), "html").data.decode()
    assert [ident for ident in IDS if page.count(f' id="{ident}"') != 1] == []
    assert [ident for ident in IDS if page.count(f'href="#{ident}"') != 1] == []


def test_word() -> None:
    with zipfile.ZipFile(io.BytesIO(exporter.render(indexed(), "docx").data)) as archive:
        body = archive.read("word/document.xml").decode()
    placed = re.findall(r'w:name="_tei_(m\d+)"', body)
    asked = re.findall(r"PAGEREF _tei_(m\d+) ", body)
    assert sorted(placed) == sorted(asked) == sorted(IDS)
