"""TEI in no namespace goes into every format, and comes back out of it."""

from __future__ import annotations

from importlib import import_module

import pytest

import exporter

SOURCE = b"<TEI.2><text><body><p>x<note>n</note></p></body></text></TEI.2>"


@pytest.mark.parametrize("to", ["html", "docx", "pdf", "epub"])
def test_comes_back(to: str) -> None:
    article = exporter.read(SOURCE)
    data = exporter.render(exporter.plan(article), to).data
    assert b"<TEI.2>" in import_module(f"exporter.{to}").recover(data)
