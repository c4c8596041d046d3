"""What a copy was made from, and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import lxml.etree as etree

from exporter.docx.parts import record as records
from exporter.docx.parts.record import Record
from exporter.errors import InputError
from exporter.revisions.base import Base, Line, made
from exporter.revisions.compare.alignment import aligned
from exporter.revisions.compare.words import normal
from exporter.revisions.word.copy import Copy, Paragraph
from exporter.sourcing import CitationStyle
from exporter.tei import Limits, read
from exporter.values import Struct, field

__all__ = ["Choice"]

_STRANGE = 0.4
"""A copy that shares less than this of an article's words is another's."""


class Choice(Struct):
    """``base`` is the article of today as a copy, ``old`` what the edited copy was made from: the
    same where nothing has changed since. ``kind`` is as in :class:`Merged`."""

    data: bytes
    copy: Copy
    limits: Limits
    citations: CitationStyle | None = None
    folder: Path | None = None
    file: str | None = None
    copy_file: str | None = None
    record: Record = field(default_factory=lambda: Record(records.FORMAT, "public", ""))
    kind: str = "article"
    base: Base | None = None
    old: Base | None = None

    def choose(self) -> None:
        """Find out what the copy was made from. Raises InputError for another article's."""
        tei = self.copy.tei
        recorded = records.read(self.copy.record) if self.copy.record is not None else None
        if recorded is not None:
            self.record = recorded
            if records.digest(self._filtered(recorded.audience)) == recorded.tei:
                self.base = self.old = self.made(self.data)
            elif tei is not None:
                self._three_way(tei)
        elif tei is not None:
            self._guess(tei)
        if self.base is None:
            self._guess(None)
        assert self.base is not None
        assert self.old is not None
        own = self.copy.paragraphs if self.kind == "guessed" else self.base.copy.paragraphs
        if self.kind != "article" and _share(self.old.lines, own) < _STRANGE:
            raise InputError(
                "This Word copy is not one of this article: hardly a paragraph of it is the same.",
                file=self.copy_file,
            )

    def _filtered(self, audience: str) -> bytes:
        article = read(
            self.data,
            audience="internal" if audience == "internal" else "public",
            limits=self.limits,
            pictures="none",
        )
        return article.tei

    def made(self, data: bytes) -> Base:
        """The copy of an article, made as the record says."""
        return made(
            data,
            self.record,
            folder=self.folder,
            citations=self.citations,
            limits=self.limits,
            file=self.file,
        )

    def _three_way(self, tei: bytes) -> None:
        """The article is no more what the copy was made from."""
        self.kind = "embedded"
        self.base, self.old = self.made(self.data), self.made(tei)

    def _guess(self, tei: bytes | None) -> None:
        """A copy without a record: made from the TEI in it or from the article as it stands, for
        the public or the newsroom, in this language or that: whatever fits best."""
        self.kind = "guessed"
        best: tuple[float, Record, Base] | None = None
        for record in _records():
            if tei is not None and _is_internal(tei) != (record.audience == "internal"):
                continue
            self.record = record
            candidate = self.made(self.data if tei is None else tei)
            score = self._fit(candidate)
            if best is None or score > best[0]:
                best = score, record, candidate
            if score > 0.8:
                break
        assert best is not None
        self.record, self.old = best[1], best[2]
        if tei is None:
            self.base = self.old
        elif _canonical(self._filtered(best[1].audience)) == _canonical(tei):
            self.base = self.old = self.made(self.data)
        else:
            self._three_way(tei)

    def _fit(self, base: Base) -> float:
        """The share of the paragraphs made from registers and header that the copy has as well:
        these tell how a copy was made, and hardly anybody edits them."""
        known = {normal(it.text) for it in self.copy.paragraphs}
        texts = [normal(line.text) for line in base.lines if not line.is_placed]
        here = [text for text in texts if text]
        mine = {normal(line.text) for line in base.lines}
        left = sum(bool(text) and text not in mine for text in known)
        return sum(text in known for text in here) / (len(here) + left) if here else 0.0


def _records() -> Iterable[Record]:
    """Ways in which a copy may have been made, the usual ones first."""
    for audience in ("public", "internal"):
        for language in ("", "de", "en", "ar"):
            for index in ("", "none", "all"):
                options = (("language", language), ("index", index))
                yield Record(records.FORMAT, audience, "", options)


def _canonical(tei: bytes) -> bytes:
    """What programs that write XML anew leave alone."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, recover=True, load_dtd=False
    )
    canonical: bytes = etree.tostring(etree.fromstring(tei, parser), method="c14n")
    return canonical


def _is_internal(tei: bytes) -> bool:
    return b'"#internal"' in tei or b"'#internal'" in tei or b"#internal " in tei


def _share(lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> float:
    """The share of the author's words whose paragraphs have a counterpart among others."""
    found = {
        at for group in aligned([line.it for line in lines], paragraphs).groups for at in group.base
    }
    sizes = [len(line.text.split()) if line.is_placed else 0 for line in lines]
    total = sum(sizes)
    return sum(sizes[at] for at in found) / total if total else 1.0
