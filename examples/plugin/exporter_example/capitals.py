"""A rule: a heading in capitals, which a screen reader may spell out."""

from __future__ import annotations

from collections.abc import Iterator

from exporter.checks import Document, Finding, Rule
from exporter.notices import Severity


def _find(doc: Document) -> Iterator[Finding]:
    for head in doc.all("head"):
        text = "".join(head.itertext()).strip()
        if len(text) > 3 and text.isupper():
            yield Finding(f"the heading {text!r} is written in capitals.", head)


RULE = Rule(
    "all-capitals",
    "accessibility",
    Severity.WARNING,
    "Some screen readers spell out what is written in capitals.",
    "Write it in lower case, and leave capitals to the theme.",
    _find,
)
