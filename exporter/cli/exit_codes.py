"""What each command's exit code means: in its help, and in the manual's table."""

from __future__ import annotations

from exporter.values import Value

__all__ = ["INTERRUPTED", "WRONG_USE", "Codes", "codes", "epilog"]

WRONG_USE = "wrong use, or a file named that does not exist"
INTERRUPTED = 130


class Codes(Value):
    """What 0 and 1 mean; ``failed`` is empty where a command never ends with 1."""

    done: str
    failed: str


_EDITS = Codes("done", "a file could not be read, changed or written")
_SHOWS = Codes("done", "")
_CODES = {
    "export": Codes(
        "every copy is made", "a copy could not be made, or there is an error (--fail-on)"
    ),
    "check": Codes(
        "no errors; there may be warnings", "at least one error, or a file could not be read"
    ),
    "archive": Codes("the bag is made", "it is not, or there is an error (--fail-on)"),
    "sign": Codes("every bag is signed", "a bag could not be signed"),
    "verify": Codes("every bag is sound", "a bag is not"),
    "recover": Codes("the TEI is written", "the file holds none, or could not be read"),
    "diff": Codes("compared, whatever the result", "a file could not be read"),
    "merge": Codes("merged", "something is left to decide, or a file was refused"),
    "batch": Codes(
        "every article is exported", "an article failed, or there is an error (--fail-on)"
    ),
    "settings": _SHOWS,
    "explain": _SHOWS,
    "annotate": _SHOWS,
    "watch": _SHOWS,
    "help": _SHOWS,
}


def codes(name: str) -> Codes:
    """Those of a command."""
    return _CODES.get(name, _EDITS)


def epilog(name: str) -> str:
    """What a command's help ends with."""
    its = codes(name)
    failed = f"1 {its.failed}; " if its.failed else ""
    return f"Exit codes: 0 {its.done}; {failed}2 {WRONG_USE}."
