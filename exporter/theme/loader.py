"""A theme file, or a chain of them, read and checked: every fault names file, line and remedy."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from os import PathLike
from pathlib import Path
from typing import Any, Literal, get_args

from exporter.arguments import checked
from exporter.errors import ThemeError
from exporter.files import toml
from exporter.files.resources import styles
from exporter.text.close_matches import hint
from exporter.theme import contrast, line_styles
from exporter.theme.tokens import DARK, Colours, LineStyle, Look, Page, Signs, Theme, Type
from exporter.theme.toml_positions import line_of
from exporter.values import Value, field_names, replace

__all__ = ["LOOKS", "load", "names"]

LOOKS = (
    *("speech", "speech-direct", "speech-reported", "speech-document"),
    *("figure", "figure-quantity", "figure-number", "figure-date"),
    *("claim", "claim-supported", "claim-disputed", "claim-open", "claim-false", "claim-other"),
    "correction",
)
_TABLES = ("page", "type", "light", "dark", "looks", "quiet")
_KEYS = ("inherits", "signs")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_FAMILY = re.compile(r"[\w .\-]+")
_WORDS: dict[str, tuple[str, ...]] = {
    "line": get_args(LineStyle),
    "paragraphs": ("indent", "space"),
    "colour": ("", *field_names(Colours)),
    "background": ("", *field_names(Colours)),
    "line_colour": ("", *field_names(Colours)),
}
_RANGES: dict[str, tuple[float, float]] = {
    "width": (50, 2000),
    "height": (50, 2000),
    "top": (0, 200),
    "right": (0, 200),
    "bottom": (0, 200),
    "left": (0, 200),
    "size": (4, 96),
    "note_size": (4, 96),
    "small_size": (4, 96),
    "headings": (4, 200),
    "leading": (0.8, 4),
    "note_leading": (0.8, 4),
    "heading_leading": (0.8, 4),
    "screen_leading": (0.8, 4),
    "heading_weight": (100, 1000),
    "indent": (0, 20),
    "space": (0, 20),
    "measure": (10, 120),
    "screen": (0.5, 6),
}


class _File(Value):
    path: Path
    text: str
    raw: Mapping[str, Any]

    def fault(self, message: str, table: str = "", key: str = "") -> ThemeError:
        path = (*table.split("."), key) if table else (key,)
        return ThemeError(message, file=str(self.path), line=line_of(self.text, path))


@checked
def load(name: Theme | str | PathLike[str] = "newspaper", signs: Signs | Literal[""] = "") -> Theme:
    """A theme by the name of one of ours, or by the path of a ``.toml`` file; one that is loaded
    already is taken as it is.

    ``signs`` is how strongly spans are marked, ``quiet``, ``full`` or ``none``; empty leaves it to
    the theme, and where that says nothing to the audience. Raises OptionError for another word,
    and ThemeError for a theme that does not exist, for a key or value that a theme cannot
    have, for margins that leave no space, for two colours that meet with a contrast under 4.5:1,
    and for two looks that nothing but colour tells apart.
    """
    theme = name if isinstance(name, Theme) else _loaded(name)
    return replace(theme, signs=signs) if signs else theme


def _loaded(name: str | PathLike[str]) -> Theme:
    chain = _chain(name)
    theme = Theme(Path(name).stem, Page(), Type(), Colours(), DARK, {})
    for file in chain:
        theme = _over(theme, file)
    _check_margins(chain, theme)
    for mode, ink, paper, found in contrast.faults(theme):
        raise _faint(chain, theme, mode, ink, paper, found)
    for table, other, look in line_styles.faults(theme):
        raise _alike(chain, table, other, look)
    return theme


def from_toml(text: bytes, name: str) -> Theme:
    """A theme that is one text and inherits nothing, as archives keep it. What it says is checked
    as for :func:`load`, but for contrast and for looks that are alike. Raises ThemeError."""
    try:
        decoded = text.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ThemeError("This is not UTF-8.", file=name) from error
    file = _File(Path(name), decoded, toml.parse(decoded, ThemeError, name))
    if "inherits" in file.raw:
        raise file.fault("a theme in an archive inherits nothing.", "", "inherits")
    theme = _over(Theme(name, Page(), Type(), Colours(), DARK, {}), file)
    _check_margins([file], theme)
    return theme


def names() -> list[str]:
    """The names of our themes."""
    return sorted(path.stem for path in (styles() / "themes").glob("*.toml"))


def _chain(name: str | PathLike[str]) -> list[_File]:
    """The file and those it inherits from, the most general first."""
    chain: list[_File] = []
    wanted: str | PathLike[str] | None = name
    while wanted is not None:
        file = _read(wanted, chain[-1] if chain else None)
        if any(file.path == other.path for other in chain):
            raise chain[-1].fault(
                f"the theme inherits from itself through {wanted!r}.", "", "inherits"
            )
        chain.append(file)
        wanted = file.raw.get("inherits")
        if wanted is not None and not isinstance(wanted, str):
            raise file.fault(
                "inherits must be the name of a theme or the path of a .toml file.", "", "inherits"
            )
    return chain[::-1]


def _read(name: str | PathLike[str], heir: _File | None) -> _File:
    path = Path(name)
    if path.suffix == ".toml":
        path = heir.path.parent / path if heir else path
    elif path.name == str(name):
        path = styles() / "themes" / f"{path.name}.toml"
    try:
        return _File(path, *toml.read(path, ThemeError))
    except OSError as error:
        near = hint(Path(name).stem, names())
        message = f"There is no theme {name} that can be read. {near}"
        raise (heir.fault(message, "", "inherits") if heir else ThemeError(message)) from error


def _over(theme: Theme, file: _File) -> Theme:
    """The theme with what a file says laid over it."""
    raw = file.raw
    for key, value in raw.items():
        if key not in (*_TABLES, *_KEYS):
            raise file.fault(
                f"a theme has no {key!r}. It has: {', '.join((*_KEYS, *_TABLES))}.", key, key
            )
        if key in _TABLES and not isinstance(value, dict):
            raise file.fault(f"{key} must be a table: write [{key}].", "", key)
    signs = raw.get("signs", theme.signs)
    if signs not in ("", *get_args(Signs)):
        allowed = ", ".join(repr(word) for word in get_args(Signs))
        raise file.fault(f"signs is {signs!r}. It must be one of {allowed}.", "", "signs")
    return replace(
        theme,
        page=_filled(file, "page", theme.page, raw.get("page", {})),
        type=_filled(file, "type", theme.type, raw.get("type", {})),
        light=_filled(file, "light", theme.light, raw.get("light", {})),
        dark=_filled(file, "dark", theme.dark, raw.get("dark", {})),
        looks=_looks_over(file, "looks", theme.looks),
        quiet=_looks_over(file, "quiet", theme.quiet),
        signs=signs,
    )


def _looks_over(file: _File, name: str, former: Mapping[str, Look]) -> Mapping[str, Look]:
    """The looks of one strength with what a file says laid over them."""
    looks = dict(former)
    for key, value in file.raw.get(name, {}).items():
        table = f"{name}.{key}"
        if key not in LOOKS:
            raise file.fault(f"there is no look {key!r}. There are: {', '.join(LOOKS)}.", table)
        if not isinstance(value, dict):
            raise file.fault(f"{table} must be a table: write [{table}].", name, key)
        looks[key] = _filled(file, table, looks.get(key, Look()), value)
    return looks


def _filled(file: _File, table: str, tokens: Any, values: Mapping[str, Any]) -> Any:
    known = set(field_names(type(tokens)))
    for key, value in values.items():
        if key not in known:
            allowed = ", ".join(sorted(known))
            raise file.fault(f"[{table}] has no {key!r}. It has: {allowed}.", table, key)
        if wanted := _refused(key, value, getattr(tokens, key), isinstance(tokens, Colours)):
            raise file.fault(f"{table}.{key} is {value!r}. It must be {wanted}.", table, key)
    return replace(tokens, **{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})


def _refused(key: str, value: Any, present: Any, colour: bool) -> str:
    """What the value must be, or empty where it is that."""
    if colour:
        good = isinstance(value, str) and bool(_COLOUR.fullmatch(value))
        return "" if good else "a colour written #rrggbb"
    if isinstance(present, bool):
        return "" if isinstance(value, bool) else "true or false"
    if isinstance(present, tuple):
        return _refused_list(key, value)
    if isinstance(present, int | float):
        whole = key == "heading_weight"
        return "" if _number(key, value, whole) else _range(key, whole)
    if key in _WORDS:
        allowed = ", ".join(repr(word) for word in _WORDS[key])
        return "" if value in _WORDS[key] else f"one of {allowed}"
    if key.startswith("word_"):
        good = isinstance(value, str) and bool(_FAMILY.fullmatch(value))
        return "" if good else "the name of a font family"
    good = isinstance(value, str) and len(value) <= 2 and (not value or value.isprintable())
    return "" if good else "empty or a single sign"


def _refused_list(key: str, value: Any) -> str:
    if key == "headings":
        good = isinstance(value, list) and len(value) == 6
        good = good and all(_number(key, one, False) for one in value)
        return "" if good else "a list of six sizes in points"
    good = isinstance(value, list) and bool(value)
    good = good and all(isinstance(one, str) and _FAMILY.fullmatch(one) for one in value)
    return "" if good else "a list of names of font families"


def _number(key: str, value: Any, whole: bool) -> bool:
    if isinstance(value, bool) or not isinstance(value, int if whole else int | float):
        return False
    least, most = _RANGES[key]
    return bool(least <= value <= most)


def _range(key: str, whole: bool) -> str:
    least, most = _RANGES[key]
    return f"a {'whole ' if whole else ''}number from {least:g} to {most:g}"


def _check_margins(chain: list[_File], theme: Theme) -> None:
    """What the margins leave must be ten em wide and ten em high."""
    page = theme.page
    least = math.ceil(10 * theme.type.size * 25.4 / 72)
    for whole, sides in (("width", ("left", "right")), ("height", ("top", "bottom"))):
        size, taken = getattr(page, whole), sum(getattr(page, side) for side in sides)
        if size - taken >= least:
            continue
        message = (
            f"page.{' and page.'.join(sides)} take {taken:g} of {size:g} mm and leave "
            f"{max(size - taken, 0):g}. Leave {least} or more: ten times the size of the type."
        )
        raise _blamed(chain, message, "page", (*sides, whole))


def _blamed(chain: list[_File], message: str, table: str, keys: Iterable[str]) -> ThemeError:
    """The error stands at the last file and line that set one of the keys."""
    for file in reversed(chain):
        for key in keys:
            if key in file.raw.get(table, {}):
                return file.fault(message, table, key)
    return chain[-1].fault(message, table)


def _faint(
    chain: list[_File], theme: Theme, mode: str, ink: str, paper: str, found: float
) -> ThemeError:
    colours = theme.light if mode == "light" else theme.dark
    message = (
        f"in {mode} colours, {ink} ({getattr(colours, ink)}) on {paper} "
        f"({getattr(colours, paper)}) has a contrast of {found:.2f}:1; "
        f"it must be {contrast.LEAST}:1 or more."
    )
    return _blamed(chain, message, mode, (ink, paper))


def _alike(chain: list[_File], table: str, other: str, name: str) -> ThemeError:
    than = f"[{table}.{other}]" if other else "the text around it"
    message = (
        f"[{table}.{name}] differs from {than} in colour alone. Give it a line, a sign, bold, "
        "italic or a background that the other has not."
    )
    return _blamed(chain, message, table, (name, other))
