"""A draft in any format → an article with everything suggested that a program can see."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence

from exporter.arguments import checked
from exporter.confirmation import Record, scored
from exporter.confirmation.places import spots
from exporter.files.inputs import Readable
from exporter.intake import Given, plain_article
from exporter.intake.registers import Shared
from exporter.notices import Notice, Severity
from exporter.suggestions import (
    KINDS,
    Kind,
    Suggestion,
    annotate,
    spoken_languages,
    suggest,
)
from exporter.suggestions.document import open_document
from exporter.tei.limits import Limits
from exporter.tei.tree.elements import XML_ID, Element, name
from exporter.values import Value, replace

__all__ = ["Draft", "draft"]

_CLOSING = frozenset(" \t\r\n.,;:!?…)]}\"'’”»«“‹›—–")
_SOURCED = frozenset({"speech", "claim", "figure"})


class Draft(Value):
    """An article made from a draft.

    ``tei`` is its bytes, with the suggestions in it; ``plain`` the same without them. ``pictures``
    are names and bytes of the files that belong beside it. ``record`` is what belongs into
    ``ARTICLE.suggestions.json``: the scores, and what was rejected before. ``notices`` say what
    became of what is no text, and what is missing.
    """

    tei: bytes
    plain: bytes
    suggestions: tuple[Suggestion, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
    record: Record = Record()
    notices: tuple[Notice, ...] = ()


@checked
def draft(
    source: Readable,
    *,
    form: str = "",
    given: Given | None = None,
    kinds: Collection[Kind] = KINDS,
    record: Record | None = None,
    pictures: str = "",
    registers: Mapping[str, str | os.PathLike[str]] | None = None,
    limits: Limits | None = None,
    model: bytes | None = None,
    pipeline: str = "",
    name: str = "",
    base: str | os.PathLike[str] | None = None,
) -> Draft:
    """Make an article from a draft: Word, OpenDocument, Markdown, HTML, plain text, ninjs, NITF,
    or TEI, which is annotated as it stands. Its words are untouched. ``source`` is a path, bytes
    or an open binary file.

    ``form`` is the format's name (``markdown``), where the bytes and the file's name do not tell.
    ``given`` is what somebody says about the draft. ``kinds`` are what is suggested, nothing where
    there are none. What ``record`` says was rejected is not suggested again. ``pictures`` is the
    folder beside the article that its pictures are to lie in. ``model`` is what confirmed
    articles have taught (``exporter.suggestions.learning.learn``), ``pipeline`` the name of a
    spaCy pipeline that is installed here (extra ``[nlp]``). ``registers`` are files of
    people, organisations, places and sources by their addresses from the article
    (``{"people.xml": "desk/people.xml"}``): who stands there is pointed at there. ``name`` is what
    the draft is called, ``base`` the folder where its pictures are looked for, if not its own.

    Raises ExporterError where the draft cannot be read.
    """
    # Long: the signature and what it promises.
    before = record or Record()
    read = plain_article(
        source,
        form=form,
        given=given,
        pictures=pictures,
        sources="source" in kinds,
        rejected=before.fingerprints,
        limits=limits,
        name=name,
        base=base,
    )
    found: tuple[Suggestion, ...] = ()
    told: list[Notice] = []
    if kinds:
        shared = Shared(read.tei, registers or {}, limits or Limits())
        found = suggest(
            shared.tei,
            kinds=kinds,
            rejected=before.fingerprints,
            notices=told,
            model=model,
            pipeline=pipeline,
        )
        found = _with_sources(read.tei, shared.pointed(found))
    scores = scored(read.tei, found)
    return Draft(
        annotate(read.tei, found),
        read.tei,
        found,
        read.pictures,
        replace(before, scores=dict(scores)),
        (*read.notices, *told, *_unspoken(read.tei, kinds)),
    )


def _with_sources(tei: bytes, found: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Speeches, claims and figures that end where a note is called, or with a link, rest on the
    source that the note or link names."""
    document = open_document(tei)
    named = {
        str(reference.get("target")): str(entry.get(XML_ID))
        for entry in document.root.iter("{*}bibl")
        for reference in entry.iter("{*}ref")
    }
    ends: dict[int, list[tuple[int, str]]] = {}
    for element, spot in spots(document.root).items():
        kind = name(element)
        if kind == "note":
            key = f"s.{element.get(XML_ID)}"
            if key in document.ids:
                ends.setdefault(spot.block, []).append((spot.start, key))
        elif kind == "ref" and element.get("target") in named:
            ends.setdefault(spot.block, []).append((spot.end, named[element.get("target")]))
    return tuple(_sourced(each, document.blocks[each.block].text, ends) for each in found)


def _sourced(
    each: Suggestion, text: str, ends: Mapping[int, Sequence[tuple[int, str]]]
) -> Suggestion:
    keys = [
        key
        for at, key in ends.get(each.block, ())
        if at >= each.end and _CLOSING.issuperset(text[each.end : at])
    ]
    if each.kind not in _SOURCED or not keys:
        return each
    pointers = [*each.attribute("source").split(), *(f"#{key}" for key in keys)]
    rest = tuple((name, value) for name, value in each.attributes if name != "source")
    return replace(each, attributes=(*rest, ("source", " ".join(dict.fromkeys(pointers)))))


def _unspoken(tei: bytes, kinds: Collection[Kind]) -> Iterator[Notice]:
    """A notice where there are no rules for the article's language."""
    root: Element = open_document(tei).root
    tag = (root.get("{http://www.w3.org/XML/1998/namespace}lang") or "en").split("-")[0].casefold()
    if kinds and tag not in spoken_languages():
        yield Notice(
            "draft-language-unknown",
            Severity.WARNING,
            f"There are no rules for “{tag}” yet: names, figures and speech in it are not found "
            "as well as in English, or not at all.",
            fix="Mark them by hand, or with “exporter annotate”.",
        )
