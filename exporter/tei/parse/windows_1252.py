"""Windows-1252's characters that were taken for Unicode's: U+0080 to U+009F mean nothing there."""

from __future__ import annotations

import re
from typing import TypeAlias

from exporter.notices import Severity
from exporter.tei.tree.elements import Element, text_of
from exporter.tei.tree.notice_collector import Remarks

__all__ = ["WINDOWS", "mend_windows", "restore"]

WINDOWS: dict[int, str] = {
    code: bytes((code,)).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
"""What the control characters were: U+0093 is “, U+0085 is … (a table for ``str.translate``)."""

_CONTROLS = re.compile("[\x80-\x9f]")

Written: TypeAlias = list[tuple[Element, bool, str]]
"""What a node's text or tail was before it was mended."""


def mend_windows(root: Element, remarks: Remarks) -> Written:
    """Put in the text of a tree what such characters were; gives what to ``restore``."""
    written: Written = []
    if not _CONTROLS.search(text_of(root)):
        return written
    for node in root.iter():
        for is_tail, text in ((False, node.text), (True, node.tail)):
            if not text or not (found := _CONTROLS.findall(text)):
                continue
            if isinstance(node.tag, str) or is_tail:
                written.append((node, is_tail, text))
                _put(node, is_tail, text.translate(WINDOWS))
                _report(remarks, node, len(found))
    return written


def restore(written: Written) -> None:
    """Make a tree again what it was."""
    for node, is_tail, text in written:
        _put(node, is_tail, text)


def _put(node: Element, is_tail: bool, text: str) -> None:
    if is_tail:
        node.tail = text
    else:
        node.text = text


def _report(remarks: Remarks, node: Element, times: int) -> None:
    for _ in range(times):
        remarks.count(
            "windows-character",
            "",
            Severity.WARNING,
            lambda n: (
                f"{n:,} control character{'s were' if n > 1 else ' was'} read as what "
                "Windows-1252 has in that place: quotation marks, dashes, dots."
            ),
            node,
            fix="Convert the file from Windows-1252 to UTF-8.",
        )
