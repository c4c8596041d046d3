"""Is the text of an article the draft's, character for character? For one seed and format, or
for thousands: ``python -m tests.intake.unchanged 3000``."""

from __future__ import annotations

import sys
from collections.abc import Callable

import lxml.etree as etree

from exporter.intake import plain_article
from exporter.intake.document import Document, words
from tests.intake.makers.documents import RICH, made
from tests.intake.makers.docx import docx
from tests.intake.makers.markup import html, markdown, ninjs, nitf, text
from tests.intake.makers.odt import odt

__all__ = ["FORMATS", "difference", "visible"]

_TEI = "{http://www.tei-c.org/ns/1.0}"
Maker = Callable[[Document, int], bytes]
_PAGE = RICH - {"comments"}
_PLAIN = frozenset({"lists"})
FORMATS: dict[str, tuple[frozenset[str], Maker]] = {
    "docx": (RICH, docx),
    "odt": (RICH, odt),
    "html": (_PAGE, lambda document, seed: html(document, seed % 4)),
    "markdown": (_PAGE, lambda document, _: markdown(document)),
    "text": (frozenset(), lambda document, _: text(document)),
    "ninjs": (_PAGE, lambda document, _: ninjs(document)),
    "nitf": (_PAGE - {"notes"}, lambda document, _: nitf(document)),
}


def visible(tei: bytes) -> str:
    """The characters of an article's text that are no white space; comments are not the draft's."""
    root = etree.fromstring(tei)
    for note in root.findall(f".//{_TEI}note[@type='comment']"):
        parent, before = note.getparent(), note.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + (note.tail or "")
        else:
            parent.text = (parent.text or "") + (note.tail or "")
        parent.remove(note)
    for described in root.iter(f"{_TEI}figDesc"):
        described.text = ""
    return bare("".join(root.find(f"{_TEI}text").itertext()))


def bare(given: str) -> str:
    """Without white space."""
    return "".join(given.split())


def difference(form: str, seed: int) -> str:
    """Where text and draft part, or nothing."""
    features, write = FORMATS[form]
    document = made(seed, features)
    wanted = bare(words(document.blocks))
    found = visible(plain_article(write(document, seed), form=form).tei)
    if wanted == found:
        return ""
    at = next((i for i, (a, b) in enumerate(zip(wanted, found, strict=False)) if a != b), -1)
    at = at if at >= 0 else min(len(wanted), len(found))
    near = slice(max(0, at - 20), at + 20)
    return f"{form}, seed {seed}, at {at}: {wanted[near]!r} became {found[near]!r}"


def main() -> None:
    """Every format, this many documents of each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    wrong = [said for form in FORMATS for seed in range(count) if (said := difference(form, seed))]
    print(*wrong[:20], f"{len(wrong)} of {count * len(FORMATS)} differ", sep="\n")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
