"""How a Word copy was made, in a custom XML part of its own: what is needed to make it again, and
to tell which paragraph an edited one was.

The record of a public copy is made from what that copy holds and nothing else: no file name, no
offset, no count of what was left out.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from lxml import etree

from exporter.docx.context import Job, Kind
from exporter.docx.opc.xml import DECLARATION, quote
from exporter.errors import InputError
from exporter.model import Generated, Inlines, Run
from exporter.model.traversal import flattened
from exporter.tei.tree.elements import Element, descendants, name, text_of
from exporter.values import Struct, Value, field

__all__ = ["FORMAT", "NAMESPACE", "Record", "digest", "read", "words_digest", "written"]

NAMESPACE = "urn:x-tei-exporter:record"
FORMAT = "1"
"""Raised when what a reader of the record must know has changed, and at no other time."""

_PARTS: dict[Kind, str] = {"body": "document", "foot": "footnotes", "end": "endnotes"}
_GENERATED = Generated()
_NESTED = frozenset({"note", "figure", "list", "table", "quote", "p", "ab", "lg", "floatingText"})


class Paragraph(Value):
    """``part`` is ``document``, ``footnotes`` or ``endnotes``; ``words`` a digest of its words;
    ``path`` leads to its element in the TEI that the copy holds, empty for words that were made."""

    part: str
    words: str
    path: str = ""


class Record(Value):
    """``options`` by name, those of the policy, the theme and the format; ``signs`` are those of
    the theme's looks; ``tei`` is the digest of the TEI that the copy holds."""

    format: str
    audience: str
    tei: str
    options: tuple[tuple[str, str], ...] = ()
    signs: tuple[tuple[str, str], ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()


def digest(tei: bytes) -> str:
    """What tells one filtered TEI from another."""
    return f"sha256:{hashlib.sha256(tei).hexdigest()}"


def words_digest(text: str) -> str:
    """What tells one paragraph's words from another's; white space and marks that a program may
    compose otherwise aside."""
    words = unicodedata.normalize("NFC", "".join(text.split()))
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()


def written(job: Job) -> bytes:
    """The record of a copy, as XML."""
    edition, options = job.edition, job.options
    chosen = {
        **dict(edition.choices),
        "theme": job.theme.name,
        "signs": job.theme.signs,
        "review": "true" if options.review else "false",
        "contents": options.contents,
        "restart": options.restart,
    }
    said = f'audience="{edition.audience}" tei="{digest(edition.article.tei)}"'
    out = [f'{DECLARATION}<record xmlns="{NAMESPACE}" format="{FORMAT}" {said}>']
    out += [f'<option name="{k}" value="{quote(v)}"/>' for k, v in sorted(chosen.items())]
    out += [
        f'<sign look="{quote(look)}" value="{quote(it.sign)}"/>'
        for look, it in job.theme.shown.items()
        if it.sign
    ]
    holders, paths = _holders(edition.article.tei), _Paths()
    for kind, inlines in job.written:
        found = holders.get(_words(inlines))
        at = f' path="{quote(paths.of(found.pop()))}"' if found else ""
        words = words_digest(flattened(inlines))
        out.append(f'<paragraph part="{_PARTS[kind]}" words="{words}"{at}/>')
    return "".join((*out, "</record>\n")).encode()


def read(part: bytes) -> Record | None:
    """The record in a custom XML part, None where it is another's. Raises InputError for a record
    of a later format."""
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    if root.tag != f"{{{NAMESPACE}}}record":
        return None
    if root.get("format") != FORMAT:
        raise InputError(
            f"This copy was made by a later exporter (its record has the format "
            f"{root.get('format')}). Update this one."
        )
    return Record(
        FORMAT,
        root.get("audience", "public"),
        root.get("tei", ""),
        tuple(_pairs(root, "option", "name")),
        tuple(_pairs(root, "sign", "look")),
        tuple(
            Paragraph(each.get("part", ""), each.get("words", ""), each.get("path", ""))
            for each in root.iterfind(f"{{{NAMESPACE}}}paragraph")
        ),
    )


def _pairs(root: Element, tag: str, key: str) -> Iterator[tuple[str, str]]:
    for each in root.iterfind(f"{{{NAMESPACE}}}{tag}"):
        yield each.get(key, ""), each.get("value", "")


def _words(inlines: Inlines) -> str:
    """What an author wrote of a paragraph, without white space."""
    texts = [i.text for i in inlines if type(i) is Run and _GENERATED not in i.marks]
    return "".join("".join(texts).split())


def _holders(tei: bytes) -> dict[str, list[Element]]:
    """The elements of the text that have words of their own, by these without white space; of
    those with the same words the first comes last."""
    found: dict[str, list[Element]] = defaultdict(list)
    if not tei:
        return found
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, recover=True, load_dtd=False
    )
    root = etree.fromstring(tei, parser)
    waiting = [next(root.iter("{*}text"), root)]
    while waiting:
        element = waiting.pop()
        if _has_words(element):
            nested: list[Element] = []
            is_whole = next(descendants(element, *_NESTED), None) is None
            own = text_of(element) if is_whole else "".join(_own(element, nested))
            words = "".join(own.split())
            found[words].append(element)
            waiting += nested
        else:
            waiting += element.iterchildren(etree.Element)
    return found


def _has_words(element: Element) -> bool:
    """Whether text is in it that is in none of its children."""
    if (element.text or "").strip():
        return True
    return any((child.tail or "").strip() for child in element)


def _own(element: Element, nested: list[Element]) -> Iterable[str]:
    """The text of an element without that of the blocks and notes in it, which are noted."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            if name(child) in _NESTED:
                nested.append(child)
            else:
                yield from _own(child, nested)
        yield child.tail or ""


class _Paths(Struct):
    """Paths of elements, each parent's children counted once."""

    labels: dict[Element, dict[Element, str]] = field(default_factory=dict)

    def of(self, element: Element) -> str:
        """``TEI/text/body/p[3]``; a number where the parent has several of this name."""
        parent = element.getparent()
        if parent is None:
            return name(element)
        if parent not in self.labels:
            self.labels[parent] = dict(_labelled(parent))
        return f"{self.of(parent)}/{self.labels[parent][element]}"


def _labelled(parent: Element) -> Iterator[tuple[Element, str]]:
    children = [child for child in parent if isinstance(child.tag, str)]
    total = Counter(map(name, children))
    count: Counter[str] = Counter()
    for child in children:
        label = name(child)
        count[label] += 1
        yield child, f"{label}[{count[label]}]" if total[label] > 1 else label
