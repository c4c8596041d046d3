"""Text that is safe to print: names of files and words of articles may hold what moves a cursor,
turns a line round or is no Unicode at all."""

from __future__ import annotations

import json
import re

from exporter.text.patterns import pattern

__all__ = ["as_json", "block", "line"]

_UNSEEN = r"\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_IN_A_BLOCK = pattern(f"[{_UNSEEN}]")
_IN_A_LINE = re.compile(rf"[\t\n{_UNSEEN}]")


def line(text: str) -> str:
    """In one line: control characters and directional overrides are shown as Python writes them
    (``\\x1b``), bytes of a name that are not UTF-8 as ``\\xff``."""
    return _IN_A_LINE.sub(_written, text)


def block(text: str) -> str:
    """The same; line feeds and tabs stay."""
    return _IN_A_BLOCK.sub(_written, text)


def as_json(value: object, *, indent: int | None = 1) -> str:
    """JSON in which the same characters are escaped, as JSON escapes them."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _IN_A_BLOCK.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _written(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:  # a byte, as Python keeps those of names that are not UTF-8
        code -= 0xDC00
    return {9: "\\t", 10: "\\n", 13: "\\r"}.get(
        code, f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
    )
