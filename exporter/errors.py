"""What can go wrong so badly that no value comes back.

    ExporterError                 the root: catch this one
    ├── InputError                the article cannot be read at all
    │   ├── MalformedXML          not well-formed, or not XML
    │   └── LimitExceeded         larger or deeper than the limits allow
    ├── LeakError                 a public copy that would name a source who must not be named
    ├── ThemeError                a theme file with a wrong key, value or contrast
    ├── OptionError               an option that does not exist or does not fit
    ├── EditError                 a change of a source file that cannot be made
    ├── OutputError               a target that cannot be written, a PDF that no font is there for
    ├── PluginError               another package's format, rule or style that fails
    └── ArchiveError              a bag that is unsafe, incomplete or changed

Anything less than that is a :class:`exporter.Notice` and travels beside the value.
"""

from __future__ import annotations

from collections.abc import Iterable

from exporter.text import printable

__all__ = [
    "ArchiveError",
    "EditError",
    "ExporterError",
    "InputError",
    "LeakError",
    "LimitExceeded",
    "MalformedXML",
    "OptionError",
    "OutputError",
    "PluginError",
    "ThemeError",
]


class ExporterError(Exception):
    """One sentence that says what is wrong, where, and what to do.

    ``file`` and ``line`` (1-based) tell the place; None means that there is none.
    ``str(error)`` is ``file:line: message``.
    """

    def __init__(self, message: str, *, file: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return printable.block(
            f"{printable.line(place)}: {self.message}" if place else self.message
        )

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.message, self.file, self.line)


def _rebuild(
    kind: type[ExporterError], message: str, file: str | None, line: int | None
) -> ExporterError:
    return kind(message, file=file, line=line)


class InputError(ExporterError):
    """The article cannot be read at all."""


class MalformedXML(InputError):
    """The input is not well-formed XML; ``faults`` lists every place the parser named."""

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        faults: tuple[tuple[int, int, str], ...] = (),
    ) -> None:
        super().__init__(message, file=file, line=line)
        self.faults = faults

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_malformed, (self.message, self.file, self.line, self.faults)


def _rebuild_malformed(
    message: str,
    file: str | None,
    line: int | None,
    faults: tuple[tuple[int, int, str], ...],
) -> MalformedXML:
    return MalformedXML(message, file=file, line=line, faults=faults)


class LimitExceeded(InputError):
    """The article is larger, deeper or holds more notes than :class:`exporter.Limits` allows."""


class LeakError(ExporterError):
    """A public copy that would name a source who was promised not to be named: none is made.

    ``leaks`` are (line, what is wrong) for every such place, without the name.
    """

    def __init__(
        self,
        message: str,
        *,
        file: str | None = None,
        line: int | None = None,
        leaks: tuple[tuple[int | None, str], ...] = (),
    ) -> None:
        super().__init__(message, file=file, line=line)
        self.leaks = leaks

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_leak, (self.message, self.file, self.line, self.leaks)


def _rebuild_leak(
    message: str,
    file: str | None,
    line: int | None,
    leaks: tuple[tuple[int | None, str], ...],
) -> LeakError:
    return LeakError(message, file=file, line=line, leaks=leaks)


class ThemeError(ExporterError):
    """A theme file with a key, value or colour pair that cannot stand."""


class OptionError(ExporterError):
    """An option, format or policy that does not exist or does not fit the others."""


class EditError(ExporterError):
    """A change of a source file that cannot be made; the file is as it was."""


class OutputError(ExporterError):
    """A target that cannot be written; whatever stood there before stands there still."""


def expect(name: str, value: object, allowed: Iterable[object]) -> None:
    """Raise OptionError unless a value is one of those allowed."""
    allowed = tuple(allowed)
    if value not in allowed:
        known = ", ".join(map(repr, allowed))
        raise OptionError(f"{name} is {value!r}. It may be one of {known}.")


_ALLOWED = ("unnamed-source-named",)
"""The rules that stop a public copy, and may be allowed by name."""


def expect_allowed(rules: Iterable[str]) -> None:
    """Raise OptionError unless each is a rule that may be allowed by name."""
    if isinstance(rules, str):
        raise OptionError(f"allow is {rules!r}. Give a list of names: [{rules!r}].")
    for rule in rules:
        if rule not in _ALLOWED:
            raise OptionError(
                f"{rule!r} is not a rule that can be allowed. There is: {', '.join(_ALLOWED)}."
            )


class PluginError(ExporterError):
    """A format, rule or citation style of another package that cannot be loaded, or fails."""


class ArchiveError(ExporterError):
    """A bag that is unsafe to open, incomplete or changed."""
