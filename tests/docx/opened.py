"""A Word copy, opened: its parts as trees, its paragraphs as (style, text)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from lxml import etree

from exporter import model as m
from exporter.docx import DocxOptions, render
from exporter.theme import load
from exporter.values import replace
from tests import sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {
    "w": W[1:-1],
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


def written(edition: m.Edition | None = None, **options: Any) -> bytes:
    """The edition (the sample) as a Word copy in the newspaper theme."""
    return render(edition or sample.edition(), load("newspaper"), DocxOptions(**options)).data


def of(*blocks: m.Block, **changes: Any) -> m.Edition:
    """The sample with these blocks for its text, no registers and no notes."""
    return replace(sample.edition(), blocks=blocks, **{"appendices": (), "notes": (), **changes})


def part(docx: bytes, name: str = "word/document.xml") -> Any:
    """One part's tree."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return etree.fromstring(archive.read(name))


def names(docx: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.namelist()


def find(tree: Any, path: str) -> list[Any]:
    """What an XPath with the usual prefixes finds."""
    return list(tree.xpath(path, namespaces=NAMES))


def paragraphs(docx: bytes, name: str = "word/document.xml") -> list[tuple[str, str]]:
    """(name of the style, text) of every paragraph; tabs and breaks as in text."""
    styles = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in part(docx, "word/styles.xml").iter(f"{W}style")
    }
    out = []
    for paragraph in part(docx, name).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        known = "" if style is None else styles[style.get(f"{W}val")]
        out.append((known, _text(paragraph)))
    return out


_SIGNS = {"tab": "\t", "br": "\n", "softHyphen": "\u00ad", "noBreakHyphen": "\u2011"}


def _text(paragraph: Any) -> str:
    out = []
    for element in paragraph.iter():
        name = etree.QName(element).localname
        in_run = element.getparent() is not None and element.getparent().tag == f"{W}r"
        if name == "t":
            out.append(element.text or "")
        elif name in _SIGNS and in_run:
            out.append(_SIGNS[name])
    return "".join(out)


def changed(docx: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same package with one part changed: to break it on purpose."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == name:
                data, before = change(data), data
                assert data != before, f"{name} did not change"
            new.writestr(info, data)
    return buffer.getvalue()
