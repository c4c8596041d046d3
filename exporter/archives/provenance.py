"""What was made from what, by which version, with which theme and options (W3C PROV, JSON-LD)."""

from __future__ import annotations

import hashlib
import json
import platform
import zlib
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from typing import Any

from exporter.errors import ArchiveError
from exporter.model import Edition
from exporter.text import printable
from exporter.values import Value

__all__ = ["Made", "Record", "recipe_of", "record", "software"]

_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "exporter": "urn:x-tei-exporter:",
    "prov:used": {"@type": "@id"},
    "prov:wasGeneratedBy": {"@type": "@id"},
    "prov:wasDerivedFrom": {"@type": "@id"},
    "prov:wasAttributedTo": {"@type": "@id"},
    "prov:wasAssociatedWith": {"@type": "@id"},
    "prov:endedAtTime": {"@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
    "exporter:recipe": {"@type": "@json"},
}


class Made(Value):
    """An export: its path, its format's name and media type, its bytes."""

    file: str
    format: str
    media_type: str
    data: bytes


class Record(Value):
    """What there is to tell of one export. ``article`` and ``theme`` are paths; ``source`` are
    all files it was made from; ``recipe`` is JSON that says how, so that it can be done again."""

    article: str
    source: Mapping[str, bytes]
    theme: str
    made: tuple[Made, ...]
    edition: Edition
    recipe: Mapping[str, Any]


def record(about: Record) -> bytes:
    """The record as JSON-LD; names are relative to the folder that it lies in."""
    meta = about.edition.meta
    authors = [
        {"@type": ["prov:Agent", "schema:Person"], "schema:name": a.name} for a in meta.authors
    ]
    graph: list[dict[str, Any]] = [
        {
            "@id": about.article,
            "@type": "prov:Entity",
            "dcterms:title": meta.title,
            "dcterms:creator": authors,
            "dcterms:format": "application/tei+xml",
            **_digest(about.source[about.article]),
        },
        *(
            {"@id": name, "@type": "prov:Entity", **_digest(data)}
            for name, data in sorted(about.source.items())
            if name != about.article
        ),
        {"@id": about.theme, "@type": ["prov:Entity", "prov:Plan"]},
        {
            "@id": "#export",
            "@type": "prov:Activity",
            "prov:used": [*sorted(about.source), about.theme],
            "prov:wasAssociatedWith": "#exporter",
            "prov:endedAtTime": made_at().isoformat(),
            "exporter:recipe": about.recipe,
        },
        {
            "@id": "#exporter",
            "@type": ["prov:SoftwareAgent", "schema:SoftwareApplication"],
            "schema:name": "exporter",
            "schema:softwareVersion": about.recipe["version"],
        },
        *(_export(made, about) for made in about.made),
    ]
    text = printable.as_json({"@context": _CONTEXT, "@graph": graph})
    return f"{text}\n".encode()


def made_at() -> datetime:
    """The moment when a bag is made, in whole seconds; ``SOURCE_DATE_EPOCH`` where it is set.

    Raises OptionError where that is not a number of seconds.
    """
    from exporter.pipeline import dated
    from exporter.sourcing import Policy

    given = dated(Policy()).timestamp
    return given or datetime.now(UTC).replace(microsecond=0)


def recipe_of(provenance: bytes) -> Any:
    """The recipe that a record holds; raises ArchiveError where there is none."""
    try:
        graph = json.loads(provenance)["@graph"]
        return next(node["exporter:recipe"] for node in graph if node["@id"] == "#export")
    except (ValueError, KeyError, TypeError, StopIteration, RecursionError) as error:
        raise ArchiveError("There is no provenance record that can be read.") from error


def software() -> dict[str, str]:
    """The versions of everything whose change could change an export's bytes: what is required,
    and the fonts of the extra ``scripts`` that are there; of a checkout that is not installed,
    Python's and zlib's alone."""
    found = {"python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    try:
        required = requires("tei-exporter") or []
    except PackageNotFoundError:
        required = []
    for requirement in required:
        if "extra ==" not in requirement or "scripts" in requirement.partition(";")[2]:
            name = requirement.split(";")[0].strip()
            name = name[: next((n for n, c in enumerate(name) if c in "<>=!~ ["), len(name))]
            try:
                found[name] = version(name)
            except PackageNotFoundError:
                continue
    return dict(sorted(found.items()))


def _export(made: Made, about: Record) -> dict[str, Any]:
    return {
        "@id": made.file,
        "@type": "prov:Entity",
        "dcterms:format": made.media_type,
        "prov:wasGeneratedBy": "#export",
        "prov:wasDerivedFrom": about.article,
        "prov:wasAttributedTo": "#exporter",
        **_digest(made.data),
    }


def _digest(data: bytes) -> dict[str, str]:
    return {"exporter:sha256": hashlib.sha256(data).hexdigest()}
