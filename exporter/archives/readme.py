"""What tells a person, in fifty years, what they have found."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from exporter._version import __version__
from exporter.archives.provenance import made_at
from exporter.model import Edition as Planned

if TYPE_CHECKING:
    from exporter.archives.editions import Edition

__all__ = ["info", "licence", "readme", "schema"]


def info(edition: Planned) -> list[tuple[str, str]]:
    """bag-info.txt (RFC 8493 2.2.2), from the article's own header."""
    meta = edition.meta
    fields = [
        ("Source-Organization", meta.publisher),
        ("Contact-Name", ", ".join(author.name for author in meta.authors)),
        ("External-Description", edition.title),
        *(("External-Identifier", value) for _, value in meta.identifiers),
        ("Bagging-Date", made_at().date().isoformat()),
        ("Bag-Software-Agent", f"exporter {__version__}"),
        ("Audience", edition.audience),
    ]
    return [(label, value) for label, value in fields if value.strip()]


def licence(edition: Planned) -> bytes:
    """What the article itself says about its rights."""
    meta = edition.meta
    said = [line for line in (meta.rights, meta.licence) if line]
    return ("\n".join(said or ["The article says nothing about its rights."]) + "\n").encode()


def schema() -> dict[str, bytes]:
    """The schema that articles of this kind are written to."""
    folder = files("exporter") / "tei" / "schema"
    found = [file for file in folder.iterdir() if file.name.endswith((".rnc", ".rng", ".sch"))]
    return {
        f"schema/{file.name}": file.read_bytes() for file in sorted(found, key=lambda f: f.name)
    }


def readme(edition: Planned, editions: Sequence[Edition]) -> bytes:
    """The text at the top of the bag; plain ASCII but for the article's own words."""
    newest = f"data/editions/{len(editions)}"
    exports = [name for name in sorted(editions[-1].files) if name.startswith("exports/")]
    authors = ", ".join(author.name for author in edition.meta.authors)
    text = _TEXT.format(
        title=edition.title,
        authors=f"By {authors}\n" if authors else "",
        publisher=f"Published by {edition.meta.publisher}\n" if edition.meta.publisher else "",
        date=edition.timestamp.date().isoformat(),
        warning=_WARNING if edition.audience == "internal" else _PUBLIC,
        newest=newest,
        exports="\n".join(f"    {newest}/{name}" for name in exports),
        count=f"{len(editions)} edition{'s' if len(editions) > 1 else ''}",
    )
    return text.encode()


_WARNING = """
THIS IS AN INTERNAL COPY. It may name sources who were promised that they would not be named.
Do not publish it.
"""

_PUBLIC = """
This is the public copy: it holds nothing that was marked internal. If an internal copy was kept,
it lies elsewhere.
"""

_TEXT = """{title}
{authors}{publisher}As of {date}
{warning}
What this is

An article of a newsroom or a scholar, kept whole: its text, who said what, which claims it makes,
the sources of each, and how they were checked. This folder is a "bag" (BagIt 1.0, RFC 8493): a
folder with lists of checksums, by which anyone can see that nothing was lost or changed.

How to read it

To read the article, open one of these:
{exports}

The article itself, from which those were made, is the XML file in {newest}/article.
It is plain text in UTF-8, marked up by the rules of the Text Encoding Initiative (TEI P5);
data/schema holds the grammar it is written to. If no program opens the other files any more, read
this one: everything is in it.

What else is here

    data/editions/N        each edition of the article ({count}), the oldest is 1
      article              the article in TEI, with its pictures
      exports              what was made from it for readers
      revisions.txt        what its editors say they revised
      changes.txt          what differs from the edition before (also as .html and .json)
      notices.json         what the program had to say about the article
      provenance.jsonld    what was made from what, by which program, how (W3C PROV)
      theme                the measures and colours of the design
    data/LICENCE.txt       what the article says about its rights
    data/schema            the grammar of the XML
    bag-info.txt           who made this bag, and when
    manifest-*.txt         the checksums of everything in data
    tagmanifest-*.txt      the checksums of everything else
    tagmanifest-sha512.txt.sig   a signature over that list, if the bag was signed
    signatures/edition-N.txt     the checksums of one edition, and a signature over them (.sig)

How to check it

In this folder, on any system that has the program sha512sum:

    sha512sum -c manifest-sha512.txt
    sha512sum -c tagmanifest-sha512.txt

With the program that made it: exporter verify FOLDER. A signature is in the form of OpenSSH:

    ssh-keygen -Y check-novalidate -n exporter-archive \\
        -s tagmanifest-sha512.txt.sig < tagmanifest-sha512.txt
"""
