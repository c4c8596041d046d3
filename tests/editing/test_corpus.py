"""Random ranges of real TEI are marked: every other byte, the text and the tree stay."""

from __future__ import annotations

import random
import re
from pathlib import Path

import lxml.etree as etree
import pytest

from exporter.editing import Crossing, EditError, Source, Splice, Wrap, apply, scan, undo
from exporter.errors import ExporterError
from exporter.tei.limits import Limits
from exporter.tei.parse.parser import parse

SHARED = Path(__file__).parents[3] / "shared"
FILES = sorted([*SHARED.glob("corpus/*/*.xml"), *SHARED.glob("cases/*/*.xml")])
REFUSED = re.compile(
    "no words in this range|which is not TEI|no <TEI> element|no one element|several characters"
)

pytestmark = pytest.mark.skipif(not FILES, reason="shared/corpus is not beside the checkout")


def readable(file: Path) -> Source | None:
    try:
        parse(file, Limits())
        return scan(file)
    except ExporterError:
        return None


def tree(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, recover=True, huge_tree=True
    )
    return etree.fromstring(data, parser)


def canonical(root: etree._Element) -> bytes:
    """The canonical form, white space between the parts of the document and in registers aside."""
    for parent in (root, *root.iter("{*}standOff", "{*}teiCorpus", "{*}TEI")):
        for child in parent:
            if not (child.tail or "").strip():
                child.tail = None
        if not (parent.text or "").strip():
            parent.text = None
    return etree.tostring(root, method="c14n")


def unmarked(root: etree._Element) -> bytes:
    """The canonical form without the elements that were put in."""
    for seg in root.iter("{*}seg"):
        if seg.get("type") == "put.in":
            seg.tag = re.sub("seg$", "put.in", seg.tag)
    etree.strip_tags(root, "{*}put.in")
    for group in root.iter("{*}spanGrp"):
        if group.get("type") == "put.in":
            standoff = group.getparent()
            doomed = group if len(standoff) > 1 else standoff
            _cut(doomed)
    for anchor in list(root.iter("{*}anchor")):
        if anchor.get("{http://www.w3.org/XML/1998/namespace}id", "").startswith("put.in-"):
            _cut(anchor)
    return canonical(root)


def _cut(element: etree._Element) -> None:
    before, parent = element.getprevious(), element.getparent()
    tail = element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(element)


PUT_IN = re.compile(r"\s*(\]\]>|<!\[CDATA\[|<[^>]*>\s*)+")


def without(source: Source, undone: tuple[Splice, ...]) -> str:
    """The text of a file without what was put in, which is tags and nothing else."""
    pieces, at = [], 0
    for splice in undone:
        put_in = source.text[splice.start : splice.end]
        assert PUT_IN.fullmatch(put_in) or put_in.startswith(">")
        pieces += [source.text[at : splice.start], splice.text]
        at = splice.end
    return "".join((*pieces, source.text[at:]))


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_random_ranges(file: Path):
    source = readable(file)
    if source is None:
        pytest.skip("of shared/corpus: it cannot be read")
    texts = [e for e in source.elements if e.local == "text"] or list(source.elements[:1])
    content = source.content(texts[0].inner, texts[0].outer)
    if len(content.string) < 4:
        pytest.skip("of shared/corpus: it has no text")
    chance = random.Random(file.name)
    wanted = canonical(tree(source.data))
    for _ in range(8 if len(source.data) < 200_000 else 2):
        start = chance.randrange(len(content.string) - 1)
        end = min(len(content.string), start + chance.choice((1, 4, 20, 90, 400)))
        crossing: Crossing = chance.choice(("chain", "span"))
        name = "put.in" if crossing == "chain" else "seg"
        try:
            place = content.range(start, end)
            edits = [Wrap(*place, name, (("type", "put.in"),), crossing)]
            data = apply(source, edits)
        except EditError as error:
            if not REFUSED.search(error.message):
                raise
            continue
        assert apply(data, undo(source, edits)) == source.data
        assert without(scan(data), undo(source, edits)) == source.text
        assert unmarked(tree(data)) == wanted
