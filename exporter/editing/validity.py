"""Whether a file is as valid as it was."""

from __future__ import annotations

from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path

import lxml.etree as etree

from exporter.editing.source import Source
from exporter.errors import EditError, OptionError

__all__ = ["expect_valid"]

_ARTICLE = Path(__file__).parents[1] / "tei" / "schema" / "article.rng"


def expect_valid(source: Source, data: bytes, schema: str | PathLike[str]) -> None:
    """Raise EditError where ``data`` breaks a schema that ``source`` keeps to."""
    path = fspath(schema)
    grammar = _grammar(str(_ARTICLE) if path == "article" else path)
    after = _fault(grammar, data)
    if after is None or _fault(grammar, source.data) is not None:
        return
    line, message = after
    message = f"The file would no longer be valid after this edit: {message}"
    raise EditError(message, file=source.file, line=line)


@lru_cache(maxsize=4)
def _grammar(path: str) -> etree.RelaxNG:
    try:
        return etree.RelaxNG(etree.parse(path))
    except (OSError, etree.LxmlError) as error:
        raise OptionError(f"The schema {path} cannot be used: {error}.") from None


def _fault(grammar: etree.RelaxNG, data: bytes) -> tuple[int, str] | None:
    """The first complaint, with its line."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, recover=True, huge_tree=True
    )
    tree = etree.fromstring(data, parser).getroottree()
    if grammar.validate(tree):
        return None
    entry = grammar.error_log[0]
    return entry.line, str(entry.message)
