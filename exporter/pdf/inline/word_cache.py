"""The words of one setting in one document, each made when it is first met."""

from __future__ import annotations

from exporter.pdf.fonts.document_fonts import Fonts, Setting, Word
from exporter.pdf.fonts.encoding import Face
from exporter.pdf.fonts.shaping import Kit, plain
from exporter.text.bidi import has_rtl
from exporter.text.line_break import blind, is_address, pieces

__all__ = ["Words"]


def _beside(text: str, start: int, end: int, context: tuple[str, str]) -> tuple[str, str]:
    """The letters before and after a piece of a text, soft hyphens passed over: Arabic joins."""
    before, after = text[:start].replace("\u00ad", ""), text[end:].replace("\u00ad", "")
    return before[-1:] or context[0], after[:1] or context[1]


class Words(dict[str, Word]):
    """Words by text; right-to-left ones begin with U+0000 as keys.

    ``odd`` are the texts of several pieces, or in another face. ``space`` is the width of a word
    space in points, negative until it is asked for.
    """

    __slots__ = ("_face", "_kit", "fonts", "odd", "setting", "space")

    def __init__(self, fonts: Fonts, setting: Setting) -> None:
        super().__init__()
        self.fonts = fonts
        self.setting = setting
        self.odd: set[str] = set()
        self.space = -1.0
        self._face: Face | None = None
        self._kit: Kit | None = None

    def __missing__(self, text: str) -> Word:
        face, kit = self._face, self._kit
        if face is None or kit is None:
            face = self._face = self.fonts.face(self.setting)
            kit = self._kit = self.fonts.kit(face, self.setting)
        shape = plain(kit, text)
        if shape is None:
            word = self._compound(text, 0, ("", ""))
            if word.parts or word.face is not face:
                self.odd.add(text)
        else:
            setting = self.setting
            code = face.encoded(shape, setting.size, setting.rise)
            width = shape.advance * setting.size / 1000 + shape.count * setting.tracking
            word = Word(text, code, width, face, shape.count)
        self[text] = word
        return word

    def at(self, text: str, level: int, context: tuple[str, str] = ("", "")) -> Word:
        """The word at a level of UAX #9; ``context`` are the letters beside it."""
        if not has_rtl(text):
            if not level & 1:
                return self[text]
        elif not level & 1:
            return self._compound(text, level, context)
        key = "\0".join(("", *context, text))
        found = self.get(key)
        if found is None:
            found = self[key] = self._compound(text, level, context)
        return found

    def _compound(self, text: str, level: int, context: tuple[str, str]) -> Word:
        parts: list[tuple[Word, bool, bool]] = []
        at = 0
        for piece, cut, loose in pieces(text):
            at += len(piece)
            beside = _beside(text, at - len(piece), at, context) if level & 1 else ("", "")
            made = self.fonts.shape(piece, self.setting, level, beside)
            parts += [(word, False, False) for word in made[:-1]]
            parts.append((made[-1], cut, loose))
        if len(parts) > 1 and (script := blind(text)):
            self.fonts.blind.setdefault(script, self.fonts.line)
        if len(parts) > 1 and is_address(text):
            for part, _, _ in parts:
                part.whole = True
        if len(parts) == 1 and not parts[0][1]:
            return parts[0][0]
        word = Word(text, b"", sum(part.width for part, _, _ in parts), parts[0][0].face, 0)
        word.parts = tuple(parts)
        return word
