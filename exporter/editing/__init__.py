"""A source file as bytes with places, and edits that change nothing else in it.

    >>> source = scan(Path("harbour.xml"))
    >>> claim = Wrap(start, end, "seg", (("type", "claim"), ("source", "#s.int")))
    >>> person = AddEntry('<person xml:id="p.mi"><persName>Ada Mills</persName></person>')
    >>> data = apply(source, [claim, person], schema="article")
    >>> before = apply(data, undo(source, [claim, person]))      # the bytes of source again

``scan`` reads (encoding.py, scanner.py, source.py), edits are plain values (edits.py), and
``apply`` turns them into cuts (lowering.py, with ranges.py, markup.py and registers.py) and
writes them (writer.py): whatever the encoding, line ends and prefixes, the bytes outside of the
cuts are copied.
"""

from exporter.editing.content import Content
from exporter.editing.edits import (
    AddEntry,
    Attributes,
    Crossing,
    Delete,
    Edit,
    Insert,
    Replace,
    SetAttribute,
    Splice,
    Unwrap,
    Wrap,
)
from exporter.editing.line_places import Located, located
from exporter.editing.references import attribute_value, escaped
from exporter.editing.scanner import scan
from exporter.editing.source import Element, Kind, Source, Token
from exporter.editing.writer import apply, undo
from exporter.errors import EditError

__all__ = [
    "AddEntry",
    "Attributes",
    "Content",
    "Crossing",
    "Delete",
    "Edit",
    "EditError",
    "Element",
    "Insert",
    "Kind",
    "Located",
    "Replace",
    "SetAttribute",
    "Source",
    "Splice",
    "Token",
    "Unwrap",
    "Wrap",
    "apply",
    "attribute_value",
    "escaped",
    "located",
    "scan",
    "undo",
]
