"""Bytes → tree, safely: no entity is expanded, and nothing but the file itself is opened.

lxml's usual settings refuse well-formed TEI (a duplicate ``xml:id`` is fatal there), and
``collect_ids=False`` opens external DTDs. ``recover=True`` together with a refusal of every
fatal error reads all that is well-formed and opens nothing.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from pathlib import Path

import lxml.etree as etree

from exporter.errors import InputError, LimitExceeded, MalformedXML
from exporter.files.inputs import Loaded, Readable, load
from exporter.notices import Notice, Severity
from exporter.tei.limits import Limits
from exporter.tei.parse.entities import settle
from exporter.tei.parse.other_files import refuse_other_files
from exporter.tei.parse.sgml import in_tei_letters
from exporter.tei.parse.syntax_errors import HTML, continued, refusal
from exporter.tei.tree.elements import TEI, Element, _local
from exporter.values import Value

__all__ = ["Parsed", "parse"]

_OTHERS = {
    "html": HTML,
    "article": "This looks like JATS or DocBook, not TEI. Convert it to TEI first, for instance "
    "with pandoc or TEIGarage.",
    "book": "This looks like DocBook or BITS, not TEI. Convert it to TEI first.",
    "document": "This looks like a part of a word processor's file. Convert it to TEI first, for "
    "instance with TEIGarage.",
    "rss": "This is a news feed, not TEI.",
    "feed": "This is a news feed, not TEI.",
    "grammar": "This is a schema, not a TEI document.",
}
_P4 = frozenset({"TEI", "TEI.2", "teiCorpus", "teiCorpus.2", "text", "body", "div"})


class Parsed(Value):
    """``root`` is TEI; ``file`` the name for notices, None for bytes; ``folder`` where it lies;
    ``entities`` the names of those that are in the text as they are written."""

    root: Element
    file: str | None
    folder: Path | None
    notices: tuple[Notice, ...]
    entities: frozenset[str]


def parse(source: Readable | Loaded, limits: Limits, name: str | None = None) -> Parsed:
    """Parse a file or its bytes; ``name`` is what messages call them.

    Raises MalformedXML with all faults of the file, LimitExceeded where it is too large, too
    deep or leans on entities, and InputError where it cannot be had or is not TEI.
    """
    given = load(source, name=name, most=limits.size)
    root = _tree(given.data, given.file)
    _check_depth(root, limits, given.file)
    root, notices = _tei(root, given.file)
    entities = settle(root, limits, given.file)
    return Parsed(root, given.file, given.folder, tuple(notices), entities)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, recover=True, huge_tree=True
    )


def _tree(data: bytes, file: str | None) -> Element:
    if not data.strip():
        raise MalformedXML(
            "The file is empty.", file=file, line=1, faults=((1, 1, "The file is empty."),)
        )
    refuse_other_files(data, file)
    parser = _parser()
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    error = refusal(parser.error_log, file, data)
    if error is not None and (again := _recoded(data, parser.error_log)) is not None:
        return _tree(again, file)
    if error is None and len(parser.error_log):
        error = continued(data, file)
    if error is not None:
        raise error
    if root is None:
        raise MalformedXML("This is not XML.", file=file, line=1, faults=((1, 1, "No XML."),))
    return root


_DECLARATION = rb"^(<\?xml[^>]*?)\s+encoding\s*=\s*[\"']([\w.:-]+)[\"']"


def _recoded(data: bytes, log: etree._ListErrorLog) -> bytes | None:
    """The same text in UTF-8, where Python knows an encoding that libxml2 does not."""
    if all(entry.type_name != "ERR_UNSUPPORTED_ENCODING" for entry in log):
        return None
    declared = re.match(_DECLARATION, data)
    if declared is None:
        return None
    try:
        text = codecs.decode(data, declared[2].decode("ascii"))
    except (LookupError, UnicodeError, TypeError):
        return None
    if not isinstance(text, str):
        return None
    return re.sub(r"^(<\?xml[^>]*?)\s+encoding\s*=\s*[\"'][^\"']*[\"']", r"\1", text).encode()


_DEEPEST = 2048
"""libxml2 itself refuses what is deeper (``xmlParserMaxDepth``)."""


@lru_cache(maxsize=8)
def _below(depth: int) -> etree.XPath:
    """Finds the elements that stand below so many others."""
    return etree.XPath("/*" * (depth + 1))


def _check_depth(root: Element, limits: Limits, file: str | None) -> None:
    deep = _below(max(0, limits.depth))(root) if limits.depth < _DEEPEST else []
    if deep:
        raise LimitExceeded(
            f"Elements are nested more than {limits.depth} deep. "
            "Flatten the file, or read it with Limits(depth=…).",
            file=file,
            line=deep[0].sourceline,
        )


def _tei(root: Element, file: str | None) -> tuple[Element, list[Notice]]:
    """The TEI element of a file: its root, or the one that a wrapper (OAI, METS) holds."""
    if root.tag.startswith(f"{{{TEI}}}"):
        return root, []
    former = root.tag
    if in_tei_letters(root):
        message = f"<{former}> is TEI P4 in capital letters; it is read in those of TEI."
        _hash_targets(root)
        return root, [Notice("sgml-names", Severity.INFO, message, file, root.sourceline)]
    if root.tag in _P4:
        _hash_targets(root)
        message = (
            f"<{root.tag}> is in no namespace, as in TEI P4. It is read as if it were in TEI's."
        )
        fix = f'Add xmlns="{TEI}" to the root element.'
        line = root.sourceline
        return root, [Notice("no-namespace", Severity.WARNING, message, file, line, fix=fix)]
    inner = next(root.iter(f"{{{TEI}}}TEI", f"{{{TEI}}}teiCorpus"), None)
    if inner is not None:
        message = f"The TEI is inside <{_local(root.tag)}>; what is around it is not read."
        return inner, [Notice("wrapped", Severity.INFO, message, file, inner.sourceline)]
    space, _, local = root.tag.rpartition("}")
    local = local.rpartition(":")[2]
    hint = _OTHERS.get(local, "") or f'A TEI document begins with <TEI xmlns="{TEI}">.'
    of = f" of {space[1:]}" if space and local in _P4 else ""
    raise InputError(f"The root element is <{local}>{of}. {hint}", file=file, line=root.sourceline)


def _hash_targets(root: Element) -> None:
    """P4 points at ids by their bare names (``target="p1"``); P5 writes ``#p1``."""
    ids = {given for element in root.iter(etree.Element) if (given := element.get("id"))}
    for element in root.iter("ref", "ptr", "note", "link") if ids else ():
        found = (element.get("target") or "").split()
        if any(token in ids for token in found):
            element.set("target", " ".join(f"#{t}" if t in ids else t for t in found))
