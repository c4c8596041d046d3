"""Which font file sets a family, and which families are used where it lacks a character.

Packages ``fontpkg_*`` come first: they are the same on every machine. Then the system's fonts.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from exporter.text.language_tags import script
from exporter.values import Value

__all__ = ["Family", "FontFile", "families_for", "family"]


class FontFile(Value):
    """``weight`` is None where the file has a weight axis; ``index`` counts in a collection."""

    path: str
    italic: bool = False
    weight: int | None = None
    index: int = 0


class Family(Value):
    name: str
    files: tuple[FontFile, ...]

    def pick(self, weight: int, italic: bool) -> FontFile:
        """The nearest file; slant counts more than weight."""
        return min(
            self.files,
            key=lambda file: (file.italic != italic, abs((file.weight or weight) - weight)),
        )


_CJK = {
    "Jpan": ("Noto Serif JP", "Noto Serif CJK JP", "Noto Sans JP", "Noto Sans CJK JP"),
    "Kore": ("Noto Serif KR", "Noto Serif CJK KR", "Noto Sans KR", "Noto Sans CJK KR"),
    "Hant": ("Noto Serif TC", "Noto Serif CJK TC", "Noto Sans TC", "Noto Sans CJK TC"),
    "Hans": ("Noto Serif SC", "Noto Serif CJK SC", "Noto Sans SC", "Noto Sans CJK SC"),
}
_BUNDLES = {
    "SC": "pylopdf_fonts_zh_cn",
    "TC": "pylopdf_fonts_zh_tw",
    "JP": "pylopdf_fonts_jp",
    "KR": "pylopdf_fonts_ko",
}
_SCRIPTS: tuple[tuple[int, int, tuple[str, ...]], ...] = (
    (0x0590, 0x05FF, ("Frank Ruhl Libre", "Noto Serif Hebrew", "Noto Sans Hebrew", "Heebo")),
    (0x0600, 0x08FF, ("Amiri", "Noto Naskh Arabic", "Noto Sans Arabic")),
    (0xFB1D, 0xFB4F, ("Frank Ruhl Libre", "Noto Serif Hebrew", "Heebo")),
    (0xFB50, 0xFEFF, ("Amiri", "Noto Naskh Arabic", "Noto Sans Arabic")),
    (0x0900, 0x097F, ("Noto Serif Devanagari", "Noto Sans Devanagari")),
    (0x0980, 0x09FF, ("Noto Serif Bengali", "Noto Sans Bengali", "Hind Siliguri")),
    (0x0B80, 0x0BFF, ("Noto Serif Tamil", "Noto Sans Tamil")),
    (0x0C00, 0x0C7F, ("Noto Serif Telugu", "Noto Sans Telugu")),
    (0x0E00, 0x0E7F, ("Noto Serif Thai", "Noto Sans Thai")),
    (0x1780, 0x17FF, ("Noto Serif Khmer", "Noto Sans Khmer")),
)
_ANY = ("Noto Serif", "Noto Sans", "Source Code Pro", "Noto Sans Math", "Noto Sans Symbols",
        "Noto Sans Symbols 2", "DejaVu Serif", "DejaVu Sans", "FreeSerif", "Amiri",
        "Noto Emoji")  # fmt: skip


def families_for(char: str, lang: str) -> Iterator[Family]:
    """Families that may hold the character, likeliest first, each once, the system's last."""
    code = ord(char)
    names = [name for low, high, group in _SCRIPTS if low <= code <= high for name in group]
    if code >= 0x2E80:
        names += [name for group in _by_language(lang) for name in group]
    seen = set()
    for name in (*names, *_ANY):
        if name not in seen and (found := family(name)):
            seen.add(name)
            yield found
    for name, found in sorted(_system().items()):
        if name not in seen:
            yield found


def _by_language(lang: str) -> list[tuple[str, ...]]:
    wanted = _CJK.get(script(lang))
    return sorted(_CJK.values(), key=lambda group: group is not wanted)


@cache
def family(name: str) -> Family | None:
    """The family of this name, or None where the machine has none."""
    return _packaged(name) or _system().get(name)


def _packaged(name: str) -> Family | None:
    slug = name.lower().replace(" ", "_")
    spec = find_spec(f"fontpkg_{slug}")
    if spec is None or spec.origin is None:
        return _bundled(name)
    folder = Path(spec.origin).parent
    meta = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    files = tuple(
        FontFile(
            str(folder / entry["path"]),
            entry["style"] != "normal",
            None if entry["variable"] else entry["weight"] or 400,
        )
        for entry in meta["files"]
    )
    return Family(name, files) if files else None


def _bundled(name: str) -> Family | None:
    package = _BUNDLES.get(name.rpartition(" ")[2], "")
    spec = find_spec(package) if package else None
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / f"{name.replace(' ', '')}-Regular.otf"
    return Family(name, (FontFile(str(path), weight=400),)) if path.is_file() else None


@cache
def _system() -> dict[str, Family]:
    import uharfbuzz as hb

    found: dict[str, list[FontFile]] = {}
    for path in _system_files():
        blob = hb.Blob.from_file_path(str(path))
        for index in range(hb.Face(blob).count):
            face = hb.Face(blob, index)
            name = face.get_name(hb.OTNameIdPredefined.TYPOGRAPHIC_FAMILY) or face.get_name(
                hb.OTNameIdPredefined.FONT_FAMILY
            )
            if not name or not face.glyph_count or "Adobe Blank" in name:
                continue
            font = hb.Font(face)
            variable = any(axis.tag == "wght" for axis in face.axis_infos)
            weight = None if variable else round(font.get_style_value(hb.StyleTag.WEIGHT))
            italic = bool(font.get_style_value(hb.StyleTag.ITALIC)) or "Italic" in path.name
            found.setdefault(name, []).append(FontFile(str(path), italic, weight, index))
    return {name: Family(name, tuple(files)) for name, files in found.items()}


def _system_files() -> Iterator[Path]:
    home = Path.home()
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts")]
    folders += [home / ".fonts", home / ".local/share/fonts"]
    if sys.platform == "darwin":
        folders += [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    if sys.platform == "win32":
        folders.append(Path(os.environ.get("WINDIR", r"C:\Windows")) / "Fonts")
    for folder in folders:
        if folder.is_dir():
            yield from sorted(
                path
                for path in folder.rglob("*")
                if path.suffix.lower() in (".ttf", ".otf", ".ttc", ".otc")
            )
