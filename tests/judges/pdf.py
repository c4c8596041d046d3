"""PDF: two validators, and readers on poppler."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from tests.judges.files import File, content, on_disk
from tests.judges.missing import python_module, tool
from tests.judges.texts import folded


def pdf(file: File, levels: Iterable[str] = ("ua1", "3a")) -> list[str]:
    """Failures at each level: ``ua1``, ``1a`` … ``3u`` (ISO 14289-1, 19005-1 to -3)."""
    __tracebackhide__ = True
    page = python_module("page", "page-validation")
    limits = page.SafetyLimits.unlimited()
    return [
        f"{level}: {failure.rule_id}: {failure.message}"
        for level in levels
        for failure in page.validate_pdf_bytes(content(file), profile=level, limits=limits).failures
    ]


def outloud(file: File, *, warnings: bool = False, skip: Iterable[str] = ()) -> list[str]:
    """Errors (on request also warnings) of outloud; ORD-001 is known to accuse wrongly."""
    __tracebackhide__ = True
    checker = python_module("outloud")
    with on_disk(file, ".pdf") as path:
        result = checker.check(str(path), skip=list(skip) or None)
    if result.error:
        return [f"unreadable: {result.error}"]
    wanted = {"error", "warning"} if warnings else {"error"}
    return [
        f"{finding.severity}: {finding.rule}: {finding.message} [{finding.evidence}]"
        for finding in result.sorted_findings()
        if finding.severity in wanted
    ]


def text_from_pdf(file: File, *, layout: bool = False) -> str:
    """What ``pdftotext`` reads, pages parted by form feeds; ``layout`` keeps the places."""
    __tracebackhide__ = True
    options = ["-layout"] if layout else []
    with on_disk(file, ".pdf") as path:
        return _run([tool("pdftotext"), "-enc", "UTF-8", *options, str(path), "-"])


def struct_text(file: File) -> str:
    """The tag tree with its text, as ``pdfinfo -struct-text`` prints it."""
    __tracebackhide__ = True
    with on_disk(file, ".pdf") as path:
        return _run([tool("pdfinfo"), "-enc", "UTF-8", "-struct-text", str(path)])


def notes_from_pdf(file: File) -> list[tuple[str, str]]:
    """Each Note (or FENote) of the tag tree: the text of its first Lbl, and the rest."""
    __tracebackhide__ = True
    return [_labelled(note) for note in tag_tree(file).walk() if note.name in {"Note", "FENote"}]


def _labelled(note: Tag) -> tuple[str, str]:
    label = next((tag for tag in note.walk() if tag.name == "Lbl"), Tag("Lbl", block=False))
    return folded(label.text()), folded(note.text(without=label))


def tagged_text(file: File) -> str:
    """The text of the tag tree in its order, notes left out. Words from right to left are painted
    as they are seen, and poppler tells them so: their letters are put back in order."""
    __tracebackhide__ = True
    text = folded(tag_tree(file).text(skip=frozenset({"Note", "FENote"})))
    return re.sub(r"[.!؟]?[\u0590-\u08ff]+", lambda found: found[0][::-1], text)


@dataclass(slots=True)
class Tag:
    """A structure element as poppler shows it; children are elements and strings."""

    name: str
    block: bool
    children: list[Tag | str] = field(default_factory=list)

    def walk(self) -> Iterator[Tag]:
        yield self
        for child in self.children:
            if isinstance(child, Tag):
                yield from child.walk()

    def text(self, skip: frozenset[str] = frozenset(), without: Tag | None = None) -> str:
        if self.name in skip or self is without:
            return ""
        inner = "".join(
            child if isinstance(child, str) else child.text(skip, without)
            for child in self.children
        )
        if self.name == "Lbl" and _LIST_SIGN.fullmatch(inner.strip()):
            return ""
        return f"\n{inner}\n" if self.block else inner


_LIST_SIGN = re.compile(r"[•‣◦▪▫–—·*-]|\w{1,4}[.)]")
"""What a list puts before its items; no word of the article."""

_ELEMENT = re.compile(
    r"^(?P<name>[A-Za-z]\w*)(?: <.*>)?(?: \".*\")? \((?P<kind>block|inline|\w+)\)"
)


def tag_tree(file: File) -> Tag:
    """The tree that ``pdfinfo -struct-text`` prints, under a root without a name."""
    __tracebackhide__ = True
    return _tag_tree(content(file))


@lru_cache(maxsize=2)
def _tag_tree(file: bytes) -> Tag:
    """Poppler lays out a page anew for every element of it: once a file is enough."""
    stack = [(-1, Tag("", block=True))]
    lines = iter(struct_text(file).splitlines())
    for line in lines:
        rest = line.lstrip(" ")
        depth = len(line) - len(rest)
        while len(stack) > 1 and stack[-1][0] >= depth:
            stack.pop()
        if rest.startswith('"'):
            while not (rest.endswith('"') and len(rest) > 1):
                rest += "\n" + next(lines, '"')
            stack[-1][1].children.append(rest[1:-1])
        elif found := _ELEMENT.match(rest):
            tag = Tag(found["name"], block=found["kind"] == "block")
            stack[-1][1].children.append(tag)
            stack.append((depth, tag))
    return stack[0][1]


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, timeout=600, check=True)
    return done.stdout.decode("utf-8", "replace")


def in_reading_order(text: str) -> str:
    """What ``pdftotext`` tells of lines from right to left, as it is read. It tells signs and
    numbers between words as they are seen, from left to right, within marks that say so (U+202A …
    U+202C in U+202B … U+202C): what stands at their left is read last."""
    return _TURNED.sub(_read_line, text)


_TURNED = re.compile("\u202b((?:[^\u202a-\u202c\n]|\u202a[^\u202a-\u202c\n]*\u202c)*)\u202c")
_EMBEDDED = re.compile("\u202a([^\u202c]*)\u202c")
_UNIT = re.compile(r"[^\W\d_](?:(?:(?!\[ \]|\( \))[^٠-٩۰-۹])*[^\W_٠-٩۰-۹])?|\d+(?:[.,:/٫٬]\d+)*%?")
"""Words from left to right, and numbers, keep their order."""


def _read_line(line: re.Match[str]) -> str:
    whole = _EMBEDDED.fullmatch(line[1])  # a line in another script
    return whole[1] if whole else _EMBEDDED.sub(_read, line[1])


def _read(found: re.Match[str]) -> str:
    told, parts, at = found[1], list[str](), 0
    for unit in _UNIT.finditer(told):
        parts += [told[at : unit.start()][::-1], unit[0]]
        at = unit.end()
    return "".join(reversed([*parts, told[at:][::-1]]))
