"""A hook for a content management system: when an article is published, its exports follow.

The system calls :func:`on_publish` with the article's TEI and its pictures as it keeps them
(bytes, nothing on disk). What comes back is what to attach and what to tell the editor. An article
with errors is not published: the hook says why, to the line.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import exporter
from exporter import check
from exporter.formats import find

_THEME = exporter.load_theme("newspaper")
"""Loaded once; a theme is a frozen value, so every thread may use it."""


@dataclass(frozen=True, slots=True)
class Published:
    """``attachments`` are (media type, bytes) by file name; empty where ``refused``."""

    attachments: Mapping[str, tuple[str, bytes]]
    remarks: tuple[str, ...]
    refused: bool


def on_publish(slug: str, tei: bytes, pictures: Mapping[str, bytes]) -> Published:
    """What a publication brings: called by the system, in whatever thread it likes."""
    try:
        report = check(tei, audience="public", name=f"{slug}.xml")
        if report.worst is exporter.Severity.ERROR:
            gravest_first = sorted(report, key=lambda notice: -notice.severity)
            return Published({}, tuple(map(str, gravest_first)), refused=True)
        article = _read(tei, pictures)
        edition = exporter.plan(article)
        attachments = {}
        for name in ("html", "docx", "pdf"):
            entry = find(name)
            output = exporter.render(edition, entry, _THEME)
            attachments[slug + entry.extension] = (entry.media_type, output.data)
    except exporter.ExporterError as error:
        return Published({}, (str(error),), refused=True)
    return Published(attachments, tuple(map(str, report)), refused=False)


def _read(tei: bytes, pictures: Mapping[str, bytes]) -> exporter.Article:
    """Pictures are read from a folder, so the system's are laid into one for a moment."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in pictures.items():
            (Path(folder) / Path(name).name).write_bytes(data)
        return exporter.read(tei, base=folder)
