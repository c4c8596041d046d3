"""What stands on pages without being read: running head, page number, warning."""

from __future__ import annotations

from exporter.model import Edition
from exporter.pdf.draw.canvas import Canvas
from exporter.pdf.fonts.document_fonts import Setting, Word
from exporter.pdf.layout.composer import Frame
from exporter.rendering.running_titles import LEAST, PUBLISHER, shortened
from exporter.theme import Theme

__all__ = ["furnish"]


def furnish(canvas: Canvas, edition: Edition, theme: Theme, frame: Frame, height: float) -> None:
    """Add pagination artifacts to every painted page (ISO 32000-1 14.8.2.2)."""
    pen = _Pen(canvas, theme, frame)
    total = len(canvas.pages)
    warning = edition.word("audience-internal") if edition.audience == "internal" else ""
    title = edition.heading
    size = theme.type.small_size
    head = height - theme.page.top / 25.4 * 72 + max(16.0, 7.5 + size)
    beside = frame.width - pen.width(warning) - 2 * size
    fits = beside >= LEAST * frame.width
    over = 0.0 if fits else 1.5 * size
    foot, longest = theme.page.bottom / 25.4 * 72 - 30, PUBLISHER * frame.width
    for index, page in enumerate(canvas.pages):
        top: list[bytes] = []
        if warning and index:
            side, up = ("end", head) if fits else ("start", head + over)
            top.append(pen.text(warning, up, side, "accent", available=frame.width))
        if index:
            available = beside if warning and fits else frame.width
            top.append(pen.text(title, head, "start", "muted", available=available))
            top.append(pen.rule(head - max(5.0, 0.45 * size)))
        if top:
            page.content.append(_artifact(b"Header", b"Top", top))
        number = edition.word(
            "page-of", n=_written(index + 1, edition), total=_written(total, edition)
        )
        bottom = [
            pen.text(edition.meta.publisher, foot, "start", "muted", available=longest),
            pen.text(number, foot, "end", "muted"),
        ]
        page.content.append(_artifact(b"Footer", b"Bottom", bottom))


def _written(number: int, edition: Edition) -> str:
    """A number in the edition's digits."""
    digits = edition.words.get("digits", "0123456789")
    return "".join(digits[int(digit)] for digit in str(number))


def _artifact(kind: bytes, side: bytes, parts: list[bytes]) -> bytes:
    return b"/Artifact<</Type/Pagination/Subtype/%s/Attached[/%s]>>BDC\n%sEMC\n" % (
        kind,
        side,
        b"".join(parts),
    )


class _Pen:
    def __init__(self, canvas: Canvas, theme: Theme, frame: Frame) -> None:
        self.canvas = canvas
        self.styler = canvas.setter.styler
        self.frame = frame
        style = self.styler.base(theme.type.small_size, 1.2)
        self.setting: Setting = style.setting

    def text(self, text: str, y: float, align: str, ink: str, available: float = 0.0) -> bytes:
        """One line; cut with an ellipsis where it is wider than ``available``."""
        if not text:
            return b""
        words, width = self._fit(text, available)
        frame = self.frame
        x = frame.left
        if align == "center":
            x += (frame.width - width) / 2
        elif (align == "end") != frame.rtl:
            x += frame.width - width
        out = [
            b"BT 0 Ts 0 Tc %.3f %.3f %.3f rg 1 0 0 1 %.2f %.2f Tm"
            % (*self.styler.colour(ink), x, y)
        ]
        for word in words:
            size = self.setting.size
            out.append(b"/%s %.4g Tf[(%s)]TJ" % (word.face.name.encode(), size, word.code))
        return b" ".join([*out, b"ET\n"])

    def width(self, text: str) -> float:
        """How long a line of this text is, in points."""
        return sum(word.width for word in self._words(text))

    def rule(self, y: float) -> bytes:
        colour = self.styler.colour("rule")
        left, right = self.frame.left, self.frame.left + self.frame.width
        return b"q %.3f %.3f %.3f RG .4 w %.2f %.2f m %.2f %.2f l S Q\n" % (
            *colour,
            left,
            y,
            right,
            y,
        )

    def _fit(self, text: str, available: float) -> tuple[list[Word], float]:
        words = self._words(text)
        width = sum(word.width for word in words)
        while available and width > available and len(text) > 2:
            share = max(1, min(len(text) - 2, int(len(text) * available / width)))
            text = shortened(text, share)
            words = self._words(text)
            width = sum(word.width for word in words)
        return words, width

    def _words(self, text: str) -> list[Word]:
        """Shaped in one piece where one direction does; right-to-left runs in visual order."""
        from exporter.model import Run
        from exporter.pdf.inline.bidi import levels, visual_order
        from exporter.text.bidi import has_rtl

        fonts = self.canvas.fonts
        if not self.frame.rtl and not has_rtl(text):
            return fonts.shape(text, self.setting)
        found = levels((Run(text),), self.frame.rtl)
        runs: list[tuple[int, str]] = []
        for char, level in zip(text, found, strict=True):
            if runs and runs[-1][0] == level:
                runs[-1] = level, runs[-1][1] + char
            else:
                runs.append((level, char))
        order = visual_order([level for level, _ in runs])
        out: list[Word] = []
        for index in order:
            level, part = runs[index]
            shaped = fonts.shape(part, self.setting, level)
            out += reversed(shaped) if level & 1 else shaped
        return out
