"""What the public may not see: an unnamed source must stay unnamed."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import lxml.etree as etree

from exporter.checks.rule import Document, Finding, Rule
from exporter.errors import InputError
from exporter.notices import Severity
from exporter.tei.audience.public_tree import filtered
from exporter.tei.audience.unnamed import RULE, is_unnamed

__all__ = ["RULES"]


def _named(doc: Document) -> Iterator[Finding]:
    """What the public copy would tell: so it is made, and looked through."""
    if not any(map(is_unnamed, doc.all("person", "personGrp", "persona", "org"))):
        return
    copy = deepcopy(doc.root)
    twins = dict(zip(copy.iter(etree.Element), doc.root.iter(etree.Element), strict=True))
    try:
        seen = filtered(copy, "public", doc.file)
    except InputError:  # all of it is internal
        return
    for leak in seen.leaks:
        yield Finding(leak.message, twins[leak.element])


RULES = (
    Rule(
        RULE,
        "audience",
        Severity.ERROR,
        "One slip is enough to name a source who was promised not to be named.",
        'Take the name out of the public text, or mark the element ana="#internal".',
        _named,
    ),
)
