"""Word files (DOCX, ECMA-376) → :class:`exporter.intake.document.Document`.

The package's parts are read as they are: libraries lose tracked changes, footnotes or the styles
of titles and quotations.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from exporter.errors import InputError
from exporter.intake.document import Blocks, Call, Document
from exporter.intake.readers.docx.body import Body, comment, is_real, without_label
from exporter.intake.readers.docx.names import Element, attribute, child, children
from exporter.intake.readers.docx.parts import (
    Numbering,
    Relation,
    main_part,
    metadata,
    numbering,
    relations,
    styles,
)
from exporter.intake.readers.docx.runs import Part
from exporter.intake.readers.html.page import check_depth
from exporter.intake.readers.notices import said
from exporter.intake.readers.package import Package, open_package
from exporter.notices import Notice, Severity
from exporter.values import replace

__all__ = ["read"]

_TEI = b"http://www.tei-c.org/ns/1.0"


def read(data: bytes, file: str | None, size: int) -> Document:
    """Read a DOCX; ``size`` is how many bytes its parts may have together. Raises InputError."""
    package = open_package(data, file, size=size, kind="Word")
    main = main_part(package)
    root = package.xml(main)
    check_depth(root, file)
    body = child(root, "body")
    if body is None:
        raise InputError(
            f"The file is damaged: its part {main} holds no body. Open it in Word, and save it "
            "again.",
            file=file,
        )
    reader = _Reader(package, main)
    blocks = reader.body(main).blocks(body)
    meta = metadata(package)
    meta = replace(meta, language=meta.language or reader.language)
    notices = (*_own_copy(package, file), *said(reader.counted, file))
    return Document(blocks, meta, notices)


def _own_copy(package: Package, file: str | None) -> Iterator[Notice]:
    """A notice where the file carries the TEI that it was exported from."""
    for part in package.names:
        if re.fullmatch(r"customxml/item\d+\.xml", part) and _TEI in package.read(part):
            yield Notice(
                "draft-is-a-copy",
                Severity.WARNING,
                "This Word file was exported from an article and carries it: its notes and "
                "indexes were made by the program, and are taken for the draft's own here.",
                file,
                fix="“exporter recover” takes the article out of it, “exporter merge” what was "
                "changed in Word.",
            )
            return


class _Reader:
    """The parts of one package, each read when it is first asked for."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._relations = relations(package, main)
        self._styles, self.language = styles(package, self._part("styles"))
        self._lists: Numbering = numbering(package, self._part("numbering"))
        self._notes: dict[str, dict[str, Element]] = {}
        self._bodies: dict[str, Body] = {}
        self.counted: Counter[str] = Counter()

    def _part(self, kind: str) -> str | None:
        return next((r.target for r in self._relations.values() if r.kind == kind), None)

    def body(self, name: str) -> Body:
        """The reader of one part, whose relationships are its own."""
        if name not in self._bodies:
            own: dict[str, Relation] = relations(self._package, name)
            part = Part(
                self._package,
                own,
                self._styles,
                self.language,
                notes=self._note,
                comment=self._comment,
                boxed=lambda element: self._bodies[name].blocks(element),
                counted=self.counted,
            )
            self._bodies[name] = Body(part, self._lists)
        return self._bodies[name]

    def _elements(self, kind: str, tag: str) -> dict[str, Element]:
        if kind not in self._notes:
            part = self._part(kind)
            found = part is not None and part in self._package
            root = self._package.xml(part) if found and part is not None else ()
            if found:
                check_depth(root, self._package.file)
            self._notes[kind] = {attribute(e, "id"): e for e in children(root, tag)}
        return self._notes[kind]

    def _note(self, kind: str, given: str) -> Blocks:
        element = self._elements(f"{kind}s", kind).get(given)
        part = self._part(f"{kind}s")
        if element is None or part is None or not is_real(element):
            return ()
        return without_label(self.body(part).blocks(element))

    def _comment(self, given: str) -> Call | None:
        element = self._elements("comments", "comment").get(given)
        part = self._part("comments")
        if element is None or part is None:
            return None
        self.counted["comments"] += 1
        return comment(element, self.body(part))
