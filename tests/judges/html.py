"""HTML: the Nu checker, and a reader on html5lib."""

from __future__ import annotations

import atexit
import json
import re
import socket
import subprocess
import time
import urllib.request
from functools import cache
from typing import Any

from tests.judges.files import File, content
from tests.judges.missing import node_module, python_module, tool
from tests.judges.texts import folded


def vnu(html: File, *, xhtml: bool = False) -> list[str]:
    """Errors and warnings of the Nu HTML Checker, CSS included."""
    __tracebackhide__ = True
    kind = "application/xhtml+xml" if xhtml else "text/html"
    request = urllib.request.Request(
        f"{_vnu_server()}/?out=json",
        data=content(html),
        headers={"Content-Type": f"{kind}; charset=utf-8"},
    )
    with urllib.request.urlopen(request, timeout=120) as answer:
        messages = json.load(answer)["messages"]
    return [
        f"{m.get('subType', m['type'])}: line {m.get('lastLine', '?')}: {m['message']}"
        f" [{m.get('extract', '').strip()}]"
        for m in messages
    ]


@cache
def _vnu_server() -> str:
    """One checker for all files of this process, on a port of its own."""
    jar = node_module("vnu-jar/build/dist/vnu.jar")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    limits = ["-Xmx1g", "-Dnu.validator.servlet.max-file-size=67108864"]
    bound = ["-Dnu.validator.servlet.bind-address=127.0.0.1"]
    command = [tool("java"), *limits, *bound, "-cp", str(jar), "nu.validator.servlet.Main"]
    server = subprocess.Popen(
        [*command, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    atexit.register(server.kill)
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return f"http://127.0.0.1:{port}"
    raise RuntimeError("the Nu checker does not start")


def notes_from_html(html: File) -> list[tuple[str, str]]:
    """Every note of the notes' sections, in order: its number and its text.

    In a list the number is the item's; a lone footnote (``aside``, as EPUB readers expect) has it
    in its first paragraph.
    """
    __tracebackhide__ = True
    notes = []
    for section in _tree(html).iter("section"):
        if "doc-endnotes" not in (section.get("role") or "").split():
            continue
        for numbered in section.findall("ol"):
            start = int(numbered.get("start") or 1)
            for number, item in enumerate(numbered.findall("li"), start):
                notes.append((str(item.get("value") or number), folded(_visible(item))))
        for aside in section.findall("aside"):
            number, *rest = aside
            notes.append((folded(_visible(number)), folded("".join(map(_visible, rest)))))
    return notes


def text_from_html(html: File, *, notes: bool = False) -> str:
    """The text of ``main`` (or of the whole body), by default without the notes' sections."""
    __tracebackhide__ = True
    tree = _tree(html)
    main = tree.find(".//main")
    return folded(_visible(tree if main is None else main, notes=notes))


_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """article aside blockquote br caption dd details div dl dt figcaption figure footer h1 h2
        h3 h4 h5 h6 header hgroup li main nav ol p pre section summary table td th tr ul""",
    )
)


def _visible(element: Any, *, notes: bool = True) -> str:
    role = (element.get("role") or "").split()
    skipped = element.tag in {"script", "style", "template", "head"} or "doc-backlink" in role
    if skipped or (not notes and "doc-endnotes" in role):
        return element.tail or ""
    inner = (element.text or "") if isinstance(element.tag, str) else ""
    inner += "".join(_visible(child, notes=notes) for child in element if _is_element(child))
    space = "\n" if element.tag in _BLOCKS else ""
    return f"{space}{inner}{space}{element.tail or ''}"


def _is_element(node: Any) -> bool:
    return isinstance(node.tag, str)


def _tree(html: File) -> Any:
    parser = python_module("html5lib")
    text = re.sub(r"[\x00-\x08\x0b\x0e-\x1f]", "", content(html).decode())
    return parser.parse(text, treebuilder="etree", namespaceHTMLElements=False)
