"""What the public may not see: an unnamed source must stay unnamed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exporter.checks.queries import internal
from exporter.checks.rule import Document, Finding, Rule
from exporter.notices import Severity
from exporter.tei.tree.elements import XML_ID, Element, children, name, plain

__all__ = ["RULES"]


def _unnamed(doc: Document) -> Iterator[Element]:
    for agent in doc.all("person", "org"):
        if "unnamed-source" in (agent.get("role") or "").split():
            yield agent


def _secrets(agent: Element) -> set[str]:
    """The whole internal names of an agent, and their last words."""
    names = [plain(e) for e in children(agent, "persName", "orgName", "name") if internal(e)]
    last = {words[-1] for n in names if len(words := n.split()) > 1 and len(words[-1]) > 3}
    return {*filter(None, names), *last}


def _resolved(doc: Document) -> Iterator[Finding]:
    secrets: dict[str, str] = {}
    for agent in _unnamed(doc):
        given = agent.get(XML_ID) or ""
        public = [e for e in children(agent, "persName", "orgName") if not internal(e)]
        for extra in public[1:]:
            yield Finding(
                f"The unnamed source #{given} has a second name here that the public copy would "
                "show.",
                extra,
            )
        secrets.update((secret.casefold(), given) for secret in _secrets(agent))
    if secrets:
        yield from _spoken(doc, secrets)


def _spoken(doc: Document, secrets: dict[str, str]) -> Iterator[Finding]:
    words = "|".join(re.escape(secret) for secret in sorted(secrets, key=len, reverse=True))
    secret = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for element in doc.root.iter("{*}*"):
        pieces = [element.text or "", *(child.tail or "" for child in element)]
        pieces += [value for value in element.attrib.values() if not value.startswith("#")]
        if name(element) in ("persName", "orgName", "name", "rs"):
            pieces.append(plain(element))
        hit = next((found for piece in pieces if (found := secret.search(piece))), None)
        if hit and not internal(element):
            given = secrets.get(hit[0].casefold(), "")
            yield Finding(f"The public copy names the unnamed source #{given} here.", element)


RULES = (
    Rule(
        "unnamed-source-named",
        "audience",
        Severity.ERROR,
        "A source who was promised not to be named is betrayed by one slip.",
        'Take the name out of the public text, or mark the element ana="#internal".',
        _resolved,
    ),
)
