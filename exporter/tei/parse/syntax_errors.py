"""What the parser complained of, in words that help."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

import lxml.etree as etree

from exporter.errors import InputError, LimitExceeded, MalformedXML
from exporter.files.encoding import decoded
from exporter.tei.parse.common_mistakes import Fault, explained

__all__ = ["HTML", "continued", "refusal"]

_CAUSES = {
    "ERR_ATTRIBUTE_NOT_STARTED": "An attribute's value must be in quotation marks.",
    "ERR_ATTRIBUTE_NOT_FINISHED": "A closing quotation mark is probably missing.",
    "ERR_ATTRIBUTE_WITHOUT_VALUE": 'An attribute needs a value: name="value".',
    "ERR_ATTRIBUTE_REDEFINED": "An attribute is given twice in one tag.",
    "ERR_LT_IN_ATTRIBUTE": "A quotation mark is probably missing before this, or write &lt;.",
    "ERR_COMMENT_NOT_FINISHED": "A comment is opened with <!-- and never closed with -->.",
    "ERR_HYPHEN_IN_COMMENT": "A comment may not hold two hyphens in a row.",
    "ERR_CDATA_NOT_FINISHED": "A CDATA section is never closed with ]]>.",
    "ERR_MISPLACED_CDATA_END": "Write ]]&gt; for ]]> in text.",
    "ERR_DOCUMENT_EMPTY": "It is no XML, which begins with a tag. “exporter draft” makes an "
    "article of a text.",
    "ERR_DOCUMENT_END": "There is something after the end of the root element.",
    "ERR_ENTITYREF_SEMICOL_MISSING": "Write &amp; for a plain ampersand.",
    "ERR_NAME_REQUIRED": "Write &amp; for a plain ampersand and &lt; for a plain <.",
    "ERR_UNDECLARED_ENTITY": "XML knows only amp, lt, gt, quot and apos: write the character.",
    "ERR_INVALID_CHAR": "A control character that XML does not allow: delete it.",
    "ERR_INVALID_ENCODING": "The file is not in the encoding it declares: save it as UTF-8.",
    "ERR_UNSUPPORTED_ENCODING": 'Save the file as UTF-8 and declare encoding="UTF-8".',
    "ERR_TAG_NOT_FINISHED": "The file ends too early, or an end tag is missing.",
    "ERR_GT_REQUIRED": "A > is missing, or an attribute is wrong.",
    "ERR_LTSLASH_REQUIRED": "The file ends too early, or an end tag is missing.",
    "ERR_RESERVED_XML_NAME": "The XML declaration may stand only at the very start of the file.",
    "ERR_XMLDECL_NOT_STARTED": "The XML declaration is damaged.",
    "ERR_XMLDECL_NOT_FINISHED": "The XML declaration is damaged.",
}
_LIMITS = {
    "ERR_RESOURCE_LIMIT": "its entities or its depth would take more memory than a reader gives",
    "ERR_ENTITY_LOOP": "its entities refer to themselves",
}
HTML = "This is an HTML page, not TEI. “exporter draft” makes an article of it."
_DOCTYPE = re.compile(rb"(?i)\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+)?html\b", re.DOTALL)
_MISMATCH = r"Opening and ending tag mismatch: (\S+) line (\d+) and (\S+)"


def refusal(log: Any, file: str | None, data: bytes) -> InputError | None:
    """The error for a parser's log of ``data``, or None where nothing in it is fatal."""
    fatal = [entry for entry in log if entry.level_name == "FATAL"]
    if not fatal:
        return None
    for entry in fatal:
        if entry.type_name in _LIMITS:
            cause = _LIMITS[entry.type_name]
            return LimitExceeded(
                f"This file is refused: {cause}. Write out the entities, or flatten the file.",
                file=file,
                line=entry.line or None,
            )
    if _DOCTYPE.match(data):
        return MalformedXML(HTML, file=file, line=1)
    return _malformed(explained(decoded(data), _faults(log), _faults_of), file)


def _faults(log: Any) -> tuple[Fault, ...]:
    fatal = (entry for entry in log if entry.level_name == "FATAL")
    return tuple(dict.fromkeys((e.line, e.column, _worded(e)) for e in fatal))


def _faults_of(text: str) -> tuple[Fault, ...]:
    """What is wrong with a text, in the parser's order; nothing outside it is opened."""
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, recover=True, huge_tree=True
    )
    undeclared = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", lambda found: " " * len(found[0]), text)
    with suppress(etree.XMLSyntaxError):
        etree.fromstring(undeclared.encode(), parser)
    return _faults(parser.error_log)


def continued(data: bytes, file: str | None) -> MalformedXML | None:
    """The error for what stands after the root element, or None where nothing does.

    libxml2 does not look for it once it has recovered from something, an id that is given twice
    or a prefix that is not declared. Entities are not expanded.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate()
    parser.UseForeignDTD(True)
    junk = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
    try:
        parser.Parse(data, True)
    except (LookupError, ValueError):
        return None  # an encoding that expat does not know
    except expat.ExpatError as error:
        if error.code == junk:
            words = f"Extra content. {_CAUSES['ERR_DOCUMENT_END']}"
            return _malformed(((error.lineno, error.offset + 1, words),), file)
    return None


def _malformed(faults: tuple[tuple[int, int, str], ...], file: str | None) -> MalformedXML:
    line, column, words = faults[0]
    rest = len(faults) - 1
    more = f" ({rest} more fault{'s follow' if rest > 1 else ' follows'} it.)" if rest else ""
    return MalformedXML(
        f"Not well-formed XML at column {column}: {words}{more}",
        file=file,
        line=line or None,
        faults=faults,
    )


def _worded(entry: Any) -> str:
    mismatch = re.match(_MISMATCH, entry.message)
    if mismatch:
        opened, line, closed = mismatch.groups()
        return (
            f"<{opened}> of line {line} is still open where </{closed}> stands. "
            f"Probably </{opened}> is missing, or one of the two is misspelt."
        )
    said = entry.message.strip().rstrip(".")
    cause = _CAUSES.get(entry.type_name, "")
    return f"{said}. {cause}".strip()
