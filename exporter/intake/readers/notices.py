"""What a word processor's file held besides its text, said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exporter.notices import Notice, Severity

__all__ = ["said"]


def said(counted: Mapping[str, int], file: str | None) -> Iterator[Notice]:
    """Notices for what a reader has counted: ``insertions``, ``deletions``, ``comments``,
    ``hidden`` runs, ``symbols``, ``chunks``."""

    def notice(rule: str, severity: Severity, message: str) -> Notice:
        return Notice(rule, severity, message, file)

    def count(name: str) -> int:
        return counted.get(name, 0)

    changes = [
        f"{count(kind)} {kind if count(kind) > 1 else kind[:-1]}"
        for kind in ("insertions", "deletions")
        if count(kind)
    ]
    if changes:
        message = f"Tracked changes are taken as accepted: {' and '.join(changes)}."
        yield notice("draft-tracked-changes", Severity.WARNING, message)
    if count("comments"):
        message = f"Comments ({count('comments')}) become notes for the newsroom."
        yield notice("draft-comments", Severity.INFO, message)
    if count("hidden"):
        message = f"Hidden text is left out ({count('hidden')} runs)."
        yield notice("draft-hidden-text", Severity.WARNING, message)
    if count("symbols"):
        message = (
            f"Signs of a symbol font ({count('symbols')}) have no character of their own. "
            "Replace them in the draft."
        )
        yield notice("draft-symbols", Severity.WARNING, message)
    if count("chunks"):
        message = "A file that Word would put in here is left out. Save the draft in Word once."
        yield notice("draft-left-out", Severity.WARNING, message)
