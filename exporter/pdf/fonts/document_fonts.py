"""A document's faces and the settings of type that words are measured in."""

from __future__ import annotations

import unicodedata
from itertools import chain

from exporter.pdf.fonts.encoding import Face
from exporter.pdf.fonts.matching import Family, families_for, family
from exporter.pdf.fonts.shaping import Kit, instance, kit, shape
from exporter.pdf.fonts.wide_brackets import NARROW, composed, is_wide_text
from exporter.text.private_use import has_private, without_private
from exporter.values import Struct, Value

__all__ = ["Fonts", "Setting", "Word", "first_family"]

_SIGNS = "\ufffd\u25a1"
"""What stands for a character that no font has: the replacement character, else a box."""


class Word(Struct, eq=False):
    """A piece of text that no line breaks: one face, one direction.

    ``code`` stands inside ``[( … )]TJ``; ``width`` is points; ``count`` glyphs. Where a text
    needs more than one piece, ``parts`` holds them, each with whether a line may end after it
    and whether justification may open that place.
    ``picture`` is the index of a picture that is in the line instead of text. ``whole``: part
    of an address, which no hyphen may divide.
    """

    text: str
    code: bytes
    width: float
    face: Face
    count: int
    parts: tuple[tuple[Word, bool, bool], ...] = ()
    picture: str = ""
    whole: bool = False


class Setting(Value):
    """How text is set, apart from its colour. Sizes, ``rise`` and ``tracking`` are points;
    ``features`` are OpenType tags and ``caps`` (shown in capitals, read as written); ``lang``
    matters to shaping and to breaking words. ``whole``: words are not divided."""

    stack: tuple[str, ...]
    size: float
    weight: int = 400
    italic: bool = False
    features: tuple[str, ...] = ()
    rise: float = 0
    tracking: float = 0
    lang: str = ""
    whole: bool = False


def first_family(stack: tuple[str, ...]) -> Family | None:
    """The first family of a stack that the machine has, or one that replaces them all."""
    return next(filter(None, map(family, (*stack, "Noto Serif", "DejaVu Serif"))), None)


class Fonts:
    """Faces by need. ``missing`` collects characters that no font has, with the line of the
    source where each was first met; ``blind`` the scripts that are divided without regard to words,
    likewise. ``spoken``: some words say their text once more; ``two``: in a PDF 2.0."""

    def __init__(self, *, two: bool = False) -> None:
        self.two = two
        self.faces: dict[tuple[str, int, int, float], Face] = {}
        self.missing: dict[str, int] = {}
        self.blind: dict[str, int] = {}
        self.line = 0
        self.spoken = False
        self._main: dict[Setting, Face] = {}
        self._fallbacks: dict[tuple[str, int, bool, str], tuple[Face, str]] = {}

    def reach(self, line: int) -> None:
        """What is set next is in this line of the source; 0 where that is not known."""
        self.line = line or self.line

    def face(self, setting: Setting) -> Face:
        """The first family of the stack that the machine has."""
        if face := self._main.get(setting):
            return face
        found = first_family(setting.stack)
        if found is None:
            raise RuntimeError(f"none of the fonts {', '.join(setting.stack)} is installed")
        face = self._main[setting] = self._open(found, setting)
        return face

    def _open(self, found: Family, setting: Setting) -> Face:
        file = found.pick(setting.weight, setting.italic)
        optical = 8.5 if setting.size < 9.5 else 11.0 if setting.size < 16 else 24.0
        key = (file.path, file.index, setting.weight, optical)
        if key not in self.faces:
            made = instance(file, setting.weight, optical)
            twin = next((face for face in self.faces.values() if face.instance is made), None)
            self.faces[key] = twin or Face(f"F{len(self.faces) + 1}", made)
        return self.faces[key]

    def shape(
        self, text: str, setting: Setting, level: int = 0, context: tuple[str, str] = ("", "")
    ) -> list[Word]:
        """Shape text without spaces: one word for each face it needs. ``context``: the letters
        it joins to, before and after. Letters and their marks are composed (NFC), in which fonts
        have them. A soft hyphen is neither seen nor read, so that its word is found whole; the
        word that it ends keeps it as text."""
        if not text.isascii():
            text = composed(text)
            if "\u00ad" in text:
                return self._soft(text, setting, level, context)
        face, drawn = self.face(setting), self._drawn(text, setting)
        if face.instance.covers_all(drawn):
            return [self._word(text, face, setting, level, drawn, context)]
        return [
            self._word(part, found, setting, level, shown)
            for part, found, shown in self._runs(text, drawn, face, setting)
        ]

    def _drawn(self, text: str, setting: Setting) -> str:
        """The text with narrow brackets for wide ones where these do not belong, as far as some
        font has them."""
        if text.isascii() or NARROW.keys().isdisjoint(text) or is_wide_text(text, setting.lang):
            return text
        return "".join(
            NARROW[char] if char in NARROW and self._holder(NARROW[char], setting) else char
            for char in text
        )

    def _soft(
        self, text: str, setting: Setting, level: int, context: tuple[str, str]
    ) -> list[Word]:
        bare = text.replace("\u00ad", "")
        words = self.shape(bare, setting, level, context)
        if text.endswith("\u00ad"):
            words[-1].text += "\u00ad"
        return words

    def kit(self, face: Face, setting: Setting) -> Kit:
        return kit(face.instance, setting.features, setting.lang)

    def _runs(
        self, text: str, drawn: str, main: Face, setting: Setting
    ) -> list[tuple[str, Face, str]]:
        """(text, face, what is drawn): as asked for but where a character is missing everywhere."""
        runs: list[tuple[str, Face, str]] = []
        for char, wanted in zip(text, drawn, strict=True):
            face, shown = self._face_for(wanted, main, setting)
            joins = unicodedata.combining(char) or char in _JOINERS
            if (
                runs
                and shown == wanted
                and (runs[-1][1] is face or (joins and not face.instance.glyph(char)))
            ):
                before = runs.pop()
                runs.append((before[0] + char, before[1], before[2] + shown))
            elif runs and joins and shown == wanted:
                runs += _with_its_letter(runs.pop(), char, face)
            else:
                runs.append((char, face, shown))
        return runs

    def _face_for(self, char: str, main: Face, setting: Setting) -> tuple[Face, str]:
        if main.instance.glyph(char):
            return main, char
        key = (char, setting.weight, setting.italic, setting.lang)
        if key not in self._fallbacks:
            self._fallbacks[key] = self._search(char, main, setting)
        return self._fallbacks[key]

    def _search(self, char: str, main: Face, setting: Setting) -> tuple[Face, str]:
        if char in _FILLERS:
            return main, "\u200b"
        if char in _INVISIBLE:
            return main, char
        if face := self._holder(char, setting):
            return face, char
        self.missing.setdefault(char, self.line)
        for sign in _SIGNS:
            if face := self._holder(sign, setting):
                return face, sign
        return main, "?"

    def _holder(self, char: str, setting: Setting) -> Face | None:
        """The first face that has the character, of the stack or else of all there are."""
        named = filter(None, map(family, setting.stack))
        for found in chain(named, families_for(char, setting.lang)):
            if (face := self._open(found, setting)).instance.glyph(char):
                return face
        return None

    def _word(
        self, text: str, face: Face, setting: Setting, level: int, shown: str,
        context: tuple[str, str] = ("", ""),
    ) -> Word:  # fmt: skip
        """Private-use characters say their text once more (PDF/A-3 6.2.11.7.3)."""
        tools = self.kit(face, setting)
        found = shape(tools, text, shown, bool(level & 1), *context)
        code = face.encoded(found, setting.size, setting.rise)
        if has_private(text):
            self.spoken = True
            said = without_private(text) if self.two else text
            spoken = said.encode("utf-16-be").hex().encode()
            code = b")]TJ/Span<</ActualText<FEFF%s>>>BDC[(%s)]TJ EMC[(" % (spoken, code)
        width = found.advance * setting.size / 1000 + found.count * setting.tracking
        return Word(text, code, width, face, found.count)


def _with_its_letter(
    before: tuple[str, Face, str], mark: str, face: Face
) -> list[tuple[str, Face, str]]:
    """A mark that another face has stands over its letter only if that is of the same face."""
    text, former, drawn = before
    cut = len(text) - 1
    while cut and unicodedata.combining(text[cut]):
        cut -= 1
    letter = text[cut:]
    if drawn[cut:] != letter or not face.instance.covers_all(letter):
        return [before, (mark, face, mark)]
    kept = [(text[:cut], former, drawn[:cut])] if cut else []
    return [*kept, (letter + mark, face, letter + mark)]


_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Variation selectors: they choose a form of the character before, and are no sign themselves."""
_JOINERS = frozenset("\u200c\u200d") | _SELECTORS
_INVISIBLE = frozenset(
    chr(code)
    for low, high in (
        (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x17B4, 0x17B5),
        (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
        (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF0, 0xFFF8),
        (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
    )
    for code in range(low, high + 1)
)  # fmt: skip
"""What draws nothing where a font lacks it (Default_Ignorable_Code_Point, Unicode 5.21)."""
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\U0001bca0\U0001bca1\U0001bca2\U0001bca3")
"""Of Hangul and shorthand: they draw nothing either, which HarfBuzz does not know of them."""
