"""Whether a file is as valid as it was."""

from __future__ import annotations

from functools import lru_cache
from os import PathLike, fspath
from pathlib import Path

import lxml.etree as etree

from exporter.editing.source import Source
from exporter.errors import EditError, OptionError

__all__ = ["expect_valid"]

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_ARTICLE = Path(__file__).parents[1] / "tei" / "schema" / "article.rng"


def expect_valid(source: Source, data: bytes, schema: str | PathLike[str]) -> None:
    """Raise EditError where ``data`` breaks a schema that ``source`` keeps to."""
    path = fspath(schema)
    own = path in ("article", "unfinished")
    grammar = _grammar(str(_ARTICLE) if own else path, lenient=path == "unfinished")
    after = _fault(grammar, data)
    if after is None or _fault(grammar, source.data) is not None:
        return
    line, message = after
    message = f"The file would no longer be valid after this edit: {message}"
    raise EditError(message, file=source.file, line=line)


@lru_cache(maxsize=4)
def _grammar(path: str, *, lenient: bool) -> etree.RelaxNG:
    """``lenient``: no attribute has to be there."""
    try:
        tree = etree.parse(path)
        for attribute in list(tree.iter(f"{_RNG}attribute")) if lenient else ():
            around = etree.Element(f"{_RNG}optional")
            attribute.getparent().replace(attribute, around)
            around.append(attribute)
        return etree.RelaxNG(tree)
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
