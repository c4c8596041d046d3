"""A draft in any format → an article: its words untouched."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from exporter._version import __version__
from exporter.arguments import Checked, checked
from exporter.errors import InputError, LimitExceeded, OptionError
from exporter.files.inputs import Readable, load
from exporter.intake import formats
from exporter.intake.article.body import Written, body
from exporter.intake.article.header import STATUSES, Category, article
from exporter.intake.article.sources import Sources
from exporter.intake.block_roles import arranged
from exporter.intake.document import Document, Metadata, words
from exporter.intake.language import guessed, primary
from exporter.intake.pictures import Pictures
from exporter.notices import Notice, Severity
from exporter.tei.limits import Limits
from exporter.tei.parse.parser import parse
from exporter.text.language_names import expect_language
from exporter.values import Value, replace

__all__ = ["Given", "Plain", "day", "plain_article"]

_UNPACKED = 4
"""A package's parts may be so many times larger together than a file may be."""
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")


class Given(Value, metaclass=Checked):
    """What somebody says about a draft; it wins over what the draft says. ``date`` is the day of
    publication, ``YYYY-MM-DD``."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    publisher: str = ""
    language: str = ""
    licence: str = ""
    statuses: tuple[Category, ...] = STATUSES

    def __post_init__(self) -> None:
        if self.language:
            expect_language("language", self.language)
        day(self.date)


class Plain(Value):
    """An article made from a draft, with nothing annotated.

    ``tei`` is its bytes; ``pictures`` are names and bytes of the files that belong beside it;
    ``notices`` say what became of what is no text, and what is missing.
    """

    tei: bytes
    pictures: tuple[tuple[str, bytes], ...] = ()
    notices: tuple[Notice, ...] = ()


@checked
def plain_article(
    source: Readable,
    *,
    form: str = "",
    given: Given | None = None,
    pictures: str = "",
    sources: bool = True,
    rejected: Collection[str] = (),
    limits: Limits | None = None,
    name: str = "",
    base: str | os.PathLike[str] | None = None,
) -> Plain:
    """Read a draft (a path, its bytes, or an open binary file) and write it as plain TEI, with
    nothing annotated.

    ``form`` is a format's name; without it the bytes and the file's name tell. TEI is taken as it
    stands. ``pictures`` is the folder, beside the article, that its pictures are to lie in. With
    ``sources`` its notes and links are suggested as entries of the register, except those whose
    fingerprints (``exporter.suggestions.fingerprint`` of all words) are ``rejected``. ``name`` is
    what the draft is called, ``base`` the folder where its pictures are looked for, if not its own.

    Raises InputError, MalformedXML, LimitExceeded or OptionError.
    """
    bounds = limits or Limits()
    known = formats.named(form) if form else None
    it = load(
        source,
        name=name or None,
        most=bounds.size,
        what="draft",
        large="Make its pictures smaller, or read it with Limits(size=…).",
    )
    data, file = it.data, it.file
    formats.refuse(data, file)
    entry = known or formats.detected(data, file)
    try:
        document = formats.read(data, file, entry, size=_UNPACKED * bounds.size)
    except RecursionError:
        raise LimitExceeded(
            "Parts of the draft are nested too deeply. Flatten its tables, lists or quotations.",
            file=file,
        ) from None
    if document.tei:
        parse(document.tei, bounds)
        return Plain(document.tei)
    folder = Path(base) if base is not None else it.folder
    shown = Pictures(folder, bounds.pictures, f"{pictures}/" if pictures else "")
    register = Sources(frozenset(rejected)) if sources else None
    return _written(document, file, given or Given(), Written(pictures=shown, sources=register))


def day(text: str) -> str:
    """A day as ``YYYY-MM-DD``, or nothing for nothing; raises OptionError for what is no day."""
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise OptionError(f"{text!r} is not a day. Write it as 2026-04-14.") from None


def _written(document: Document, file: str | None, given: Given, done: Written) -> Plain:
    text = words(document.blocks)
    if not text.strip():
        raise InputError(
            "There is no text in the draft: nothing but pictures, or nothing at all. A scanned "
            "page is read by a program for text recognition first.",
            file=file,
        )
    arranged_ = arranged(document)
    meta, notices = _settled(arranged_.meta, text, file, given)
    body(arranged_.blocks, done)
    origin = f"Made from {Path(file).name}" if file else "Made from a draft"
    tei = article(
        meta,
        done.text,
        statuses=given.statuses,
        sources=tuple(done.sources.entries.values()) if done.sources else (),
        origin=f"{origin} by exporter {__version__}.",
    )
    notices = [*document.notices, *notices, *(replace(n, file=file) for n in done.pictures.notices)]
    files = {done.pictures.prefix + name: data for name, data in done.pictures.files.items()}
    return Plain(tei, tuple(files.items()), tuple(dict.fromkeys(notices)))


def _settled(
    meta: Metadata, text: str, file: str | None, given: Given
) -> tuple[Metadata, list[Notice]]:
    notices: list[Notice] = []
    language, said = _language(meta.language, text, file)
    notices.extend(said if not given.language else ())
    title = given.title or meta.title or (Path(file).stem if file else "") or "Untitled"
    settled = replace(
        meta,
        title=title,
        authors=given.authors or meta.authors,
        date=given.date or meta.date,
        publisher=given.publisher or meta.publisher,
        language=given.language or language,
        licence=given.licence or meta.licence,
    )
    if not (given.title or meta.title):
        notices.append(
            Notice(
                "draft-no-title",
                Severity.WARNING,
                f"No title is found in the draft; it is called “{title}”.",
                file,
                fix="Give its title the style Title, or say --title.",
            )
        )
    notices.extend(_missing(settled, file))
    return settled, notices


def _missing(meta: Metadata, file: str | None) -> Iterator[Notice]:
    wanted = {
        "date": "the day of publication",
        "publisher": "the publisher",
        "licence": "the licence",
    }
    for name, text in wanted.items():
        if not getattr(meta, name):
            yield Notice(
                f"draft-no-{name}",
                Severity.INFO,
                f"The draft does not tell {text}.",
                file,
                fix=f"Say --{name}, or write it into the article.",
            )


def _language(tag: str, text: str, file: str | None) -> tuple[str, list[Notice]]:
    """The language: what the file says, unless its words are plainly of another one."""
    said = tag.replace("_", "-") if _TAG.fullmatch(tag) else ""
    found = guessed(text)
    if found and said and primary(said) != found:
        message = f"The draft says that it is in “{said}”, but its words are “{found}”: so it is."
        notice = Notice(
            "draft-language", Severity.WARNING, message, file, fix=f"If not, say --language {said}."
        )
        return found, [notice]
    if not (found or said):
        message = "Which language the draft is in is not told; English is taken."
        notice = Notice("draft-language", Severity.INFO, message, file, fix="Say --language.")
        return "en", [notice]
    return said or found, []
