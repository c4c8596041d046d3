"""What is given to a function of the API, held against the function's own annotations.

A wrong argument is an :class:`exporter.OptionError` that says what is expected and what came:
never a TypeError from somewhere deep inside. ``checked`` is for functions, ``Checked`` the
metaclass of values that callers make themselves (``Limits``, ``Policy``, a format's options).
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache, wraps
from importlib import import_module
from inspect import Parameter, Signature, signature
from types import NoneType, UnionType
from typing import (
    Any,
    BinaryIO,
    Literal,
    NamedTuple,
    ParamSpec,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from msgspec import StructMeta

from exporter.errors import OptionError
from exporter.text.close_matches import hint, meant, or_list

__all__ = ["Checked", "checked"]

P = ParamSpec("P")
R = TypeVar("R")

_LATE = {
    "CitationStyle": "exporter.sourcing",
    "Limits": "exporter.tei",
    "Notice": "exporter.notices",
    "Pictures": "exporter.tei",
    "Policy": "exporter.sourcing",
}
"""Names that modules import for type checkers alone, and where they are from."""
_MADE_BY = {
    "Article": "exporter.read makes one of a file",
    "Config": "exporter.load_config reads one from a file",
    "Edition": "exporter.plan makes one of an article",
}
_SHOWN = 60
"""Characters of a wrong value that a message repeats."""


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """The same function, which raises OptionError for arguments that it does not have, and for
    values of another kind than their annotations say. An iterator is made a tuple first."""

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        given = _bound(function, args, kwargs)
        kinds = _kinds(function)
        for name, value in given.arguments.items():
            kind = kinds.get(name)
            if kind is None:
                continue
            taken = value
            if isinstance(value, Iterator) and kind.members is not None and not _is_file(value):
                given.arguments[name] = taken = tuple(value)
            if said := _fault(name, taken, kind):
                raise OptionError(said)
        return function(*given.args, **given.kwargs)

    return called


class Checked(StructMeta):
    """Makes a value's class raise OptionError for a field that it does not have, and for a value
    of another kind than the field's annotation says."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        fields = self.__struct_fields__
        if len(args) > len(fields):
            raise OptionError(f"{self.__name__} takes {len(fields)} values, but got {len(args)}.")
        for name in kwargs:
            if name not in fields:
                raise OptionError(f"{self.__name__} has no {name!r}. {hint(name, fields)}")
        given = dict(zip(fields, args, strict=False)) | kwargs
        kinds = _kinds(self) if given else {}
        for name, value in given.items():
            if said := _fault(name, value, kinds[name]):
                raise OptionError(said)
            if isinstance(value, list):  # what is frozen holds none
                given[name] = tuple(value)
        return super().__call__(**given)


@lru_cache(maxsize=128)
def _signature(function: Callable[..., object]) -> Signature:
    return signature(function)


def _bound(function: Callable[..., object], args: Any, kwargs: Any) -> Any:
    shape = _signature(function)
    try:
        return shape.bind(*args, **kwargs)
    except TypeError as error:
        strange = [name for name in kwargs if name not in shape.parameters]
        name = function.__name__
        if strange:
            said = hint(strange[0], shape.parameters)
            raise OptionError(f"{name} has no argument {strange[0]!r}. {said}") from None
        missing = [
            each.name
            for each in shape.parameters.values()
            if each.default is Parameter.empty and each.name not in kwargs
        ][len(args) :]
        if missing:
            raise OptionError(f"{name} needs its argument {missing[0]!r} too.") from None
        raise OptionError(f"{name} cannot be called so: {error}.") from None


class _Kind(NamedTuple):
    """``words`` say what may be given, ``fits`` whether a value is it. ``members`` is the kind of
    what a collection holds or of a mapping's values, ``keys`` that of its keys; ``others`` are
    the kinds of which one must fit."""

    words: str
    fits: Callable[[object], bool]
    members: _Kind | None = None
    keys: _Kind | None = None
    others: tuple[_Kind, ...] = ()


@lru_cache(maxsize=128)
def _kinds(of: Callable[..., object]) -> Mapping[str, _Kind]:
    """What each parameter or field may be."""
    late: dict[str, object] = {}
    while True:
        try:
            hints = get_type_hints(of, localns=late)
        except NameError as error:
            name = str(error.name)
            late[name] = getattr(import_module(_LATE[name]), name)
        else:
            return {name: _kind(given) for name, given in hints.items() if name != "return"}


def _kind(wanted: Any) -> _Kind:
    origin, inner = get_origin(wanted), get_args(wanted)
    if origin in (Union, UnionType):
        return _one_of(tuple(map(_kind, inner)))
    if origin is Literal:
        return _Kind(
            or_list(map(repr, inner)),
            lambda value: any(type(value) is type(one) and value == one for one in inner),
        )
    if isinstance(origin, type) and issubclass(origin, Mapping):
        of, to = map(_kind, inner)
        return _Kind("a dictionary", lambda value: isinstance(value, Mapping), to, of)
    if origin is list:
        return _Kind("a list", lambda value: isinstance(value, list), _kind(inner[0]))
    if isinstance(origin, type) and issubclass(origin, os.PathLike):
        return _PATH
    if isinstance(origin, type) and issubclass(origin, Iterable):
        return _Kind(f"a list of {_plural(inner[0])}", _is_list, _kind(inner[0]))
    if origin is Callable or isinstance(origin, type):
        return _Kind("a function", callable)
    return _SIMPLE.get(wanted) or _class(wanted)


def _class(wanted: Any) -> _Kind:
    if wanted is BinaryIO:
        return _Kind("an open binary file", _is_file)
    if not isinstance(wanted, type) or getattr(wanted, "_is_protocol", False):
        return _Kind("", lambda _: True)
    name = _public(wanted)
    made = f" ({by})" if (by := _MADE_BY.get(wanted.__name__)) else ""
    article = "an" if name[0] in "aeiou" else "a"
    return _Kind(f"{article} {name}{made}", lambda value: isinstance(value, wanted))


def _one_of(kinds: tuple[_Kind, ...]) -> _Kind:
    """The kind of a union; text beside a path means a path."""
    quoted = [word for kind in kinds for word in _words(kind)]
    plain = (kind.words.split(" or ") for kind in kinds if kind.words and not _words(kind))
    words = list(dict.fromkeys([*map(repr, quoted), *(word for part in plain for word in part)]))
    if _PATH.words in words and _TEXT.words in words:
        words.remove(_TEXT.words)
    members = next((kind.members for kind in kinds if kind.members is not None), None)
    return _Kind(
        or_list(words), lambda value: any(kind.fits(value) for kind in kinds), members, None, kinds
    )


def _public(wanted: type) -> str:
    """The shortest name that a caller can import a class by."""
    parts = wanted.__module__.split(".")
    for end in range(1, len(parts)):
        package = ".".join(parts[:end])
        if wanted.__name__ in getattr(sys.modules.get(package), "__all__", ()):
            return f"{package}.{wanted.__name__}"
    return f"{wanted.__module__}.{wanted.__name__}"


def _plural(wanted: Any) -> str:
    if wanted is str or get_origin(wanted) is Literal:
        return "names"
    return "paths" if "a path" in _kind(wanted).words else "values"


def _is_file(value: object) -> bool:
    if isinstance(value, io.TextIOBase):
        return False
    return callable(getattr(value, "read", None)) or callable(getattr(value, "write", None))


def _is_path(value: object) -> bool:
    return isinstance(value, os.PathLike) and isinstance(os.fspath(value), str)


def _is_list(value: object) -> bool:
    """Text is a collection of letters, bytes one of numbers: neither is meant."""
    return isinstance(value, Collection) and not isinstance(value, str | bytes | bytearray)


_TEXT = _Kind("text", lambda value: isinstance(value, str))
_PATH = _Kind("a path", _is_path)
_SIMPLE: dict[Any, _Kind] = {
    str: _TEXT,
    bool: _Kind("True or False", lambda value: isinstance(value, bool)),
    int: _Kind(
        "a whole number", lambda value: isinstance(value, int) and not isinstance(value, bool)
    ),
    float: _Kind(
        "a number", lambda value: isinstance(value, int | float) and not isinstance(value, bool)
    ),
    bytes: _Kind("bytes", lambda value: isinstance(value, bytes | bytearray | memoryview)),
    NoneType: _Kind("None", lambda value: value is None),
    Any: _Kind("", lambda _: True),
    object: _Kind("", lambda _: True),
}


def _fault(name: str, value: object, kind: _Kind) -> str:
    """What is wrong with a value, or nothing."""
    if kind.others:
        fitting = [other for other in kind.others if other.fits(value)]
        faults = [_fault(name, value, other) for other in fitting]
        return _refusal(name, value, kind) if not fitting else faults[0] if all(faults) else ""
    if not kind.fits(value):
        return _refusal(name, value, kind)
    if kind.members is None:
        return ""
    if isinstance(value, Mapping):
        for key, member in value.items():
            if kind.keys is not None and not kind.keys.fits(key):
                return f"{name} has a key {_shown(key)}. Keys are {kind.keys.words}."
            if said := _fault(f"{name}[{key!r}]", member, kind.members):
                return said
        return ""
    assert isinstance(value, Collection)
    inside = (_fault(f"{name}[{at}]", one, kind.members) for at, one in enumerate(value))
    return next((said for said in inside if said), "")


def _refusal(name: str, value: object, kind: _Kind) -> str:
    said = f"{name} is {_shown(value)}."
    if isinstance(value, io.TextIOBase) and "binary" in kind.words:
        return f"{said} Open it in binary mode: 'rb' to read, 'wb' to write."
    near = meant(value, _words(kind), 0.6) if isinstance(value, str) else ""
    whole = f"{said} It must be {kind.words}."
    return f"{whole} Did you mean {near!r}?" if near else whole


def _words(kind: _Kind) -> list[str]:
    """The words in quotation marks that a kind allows."""
    parts = kind.words.replace(" or ", ", ").split(", ")
    return [part.strip("'") for part in parts if part.startswith("'")]


def _shown(value: object) -> str:
    """A value as a message shows it; of what is large or strange only its type."""
    if isinstance(value, io.TextIOBase):
        return "a file opened as text"
    if value is None or isinstance(value, bool | int | float | str | bytes | os.PathLike):
        text = repr(value)
        if len(text) <= _SHOWN:
            return text
    return f"of the type {type(value).__name__}"
