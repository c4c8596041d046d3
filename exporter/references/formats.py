"""Which format a file of sources is in."""

from __future__ import annotations

import re
from pathlib import Path

from exporter.errors import InputError, LimitExceeded
from exporter.intake.readers.text import decoded
from exporter.references import bibtex, csl_json, ris
from exporter.references.reference import Reference

__all__ = ["read_references"]

_LARGEST = 64 * 2**20

_INSTEAD = "Sources are read from CSL-JSON, BibTeX and RIS; Zotero exports all three."


def read_references(path: str | Path) -> tuple[Reference, ...]:
    """All sources of a file, by what it holds: JSON, ``@article{…}`` or ``TY  - …``.

    Raises InputError where it cannot be read or is none of these."""
    file = str(path)
    try:
        if Path(path).stat().st_size > _LARGEST:
            raise LimitExceeded(f"The file is larger than {_LARGEST:,} bytes. Split it.", file=file)
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"The file cannot be read: {error.strerror}.", file=file) from None
    text = decoded(data, file, _INSTEAD).lstrip("\ufeff")
    if text.lstrip().startswith(("[", "{")):
        return tuple(csl_json.read(text, file))
    if re.search(r"^TY  ?-", text, re.MULTILINE):
        return tuple(ris.read(text, file))
    if re.search(r"@\s*\w+\s*[{(]", text):
        return tuple(bibtex.read(text, file))
    raise InputError(
        "These are no sources that are known: neither CSL-JSON, nor BibTeX, nor RIS. Zotero "
        "exports all three.",
        file=file,
    )
