"""Draw the placeholder pictures of the example article: ``python source/pictures/draw.py``.

No photograph comes with the article. Each picture says on itself what it stands for.
Everything is drawn at four times its size and scaled down, for smooth edges.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import fontpkg_noto_sans
from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, BAND, SCALE = 1200, 800, 132, 4
PAPER, WALL, FLOOR = "#f3efe6", "#dfe6ea", "#c9bfae"
INK, MUTED, RED, BLUE, SKIN, GOLD = "#22303c", "#5b6b78", "#a33b3b", "#3f6188", "#e4c7ab", "#c79a3d"

Box = tuple[float, float, float, float]


class Canvas:
    """A drawing in units of the finished picture's pixels."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), WALL)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, box: Box, fill: str, radius: float = 0) -> None:
        self.pen.rounded_rectangle([v * SCALE for v in box], radius * SCALE, fill=fill)

    def oval(self, box: Box, fill: str) -> None:
        self.pen.ellipse([v * SCALE for v in box], fill=fill)

    def shape(self, points: list[tuple[float, float]], fill: str) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def line(self, points: list[tuple[float, float]], fill: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=fill, width=round(width * SCALE), joint="curve")
        for x, y in (scaled[0], scaled[-1]):
            half = width * SCALE / 2
            self.pen.ellipse((x - half, y - half, x + half, y + half), fill=fill)

    def text(self, at: tuple[float, float], words: str, size: float, fill: str) -> None:
        folder = Path(fontpkg_noto_sans.__file__).parent / "files"
        font = ImageFont.truetype(str(folder / "NotoSans[wdth,wght].ttf"), size * SCALE)
        self.pen.text((at[0] * SCALE, at[1] * SCALE), words, fill, font, anchor="mm")

    def person(self, x: float, feet: float, coat: str, height: float = 330) -> None:
        """Someone standing: ``x`` is the middle, ``feet`` where the feet are."""
        head, top = height * 0.11, feet - height
        shoulder, hem = height * 0.17, height * 0.13
        self.box((x - hem + 6, feet - height * 0.4, x - 5, feet), INK, 8)
        self.box((x + 5, feet - height * 0.4, x + hem - 6, feet), INK, 8)
        self.box((x - shoulder, top + height * 0.25, x + shoulder, feet - height * 0.3), coat, 26)
        self.shape(
            [
                (x - height * 0.05, top + height * 0.25),
                (x + height * 0.05, top + height * 0.25),
                (x, top + height * 0.4),
            ],
            PAPER,
        )
        self.oval((x - head, top, x + head, top + head * 2.15), SKIN)

    def finish(self, words: str) -> Image.Image:
        self.box((0, HEIGHT - BAND, WIDTH, HEIGHT), PAPER)
        self.box((0, HEIGHT - BAND, WIDTH, HEIGHT - BAND + 4), INK)
        self.text(
            (WIDTH / 2, HEIGHT - 90), "Placeholder drawing. It stands for a photograph:", 27, MUTED
        )
        self.text((WIDTH / 2, HEIGHT - 46), words, 34, INK)
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        return small.quantize(64, dither=Image.Dither.NONE)


def welcome(canvas: Canvas) -> None:
    """Two people on a red carpet between two rows of flags."""
    canvas.box((0, 450, WIDTH, HEIGHT), FLOOR)
    canvas.shape([(500, 450), (700, 450), (930, HEIGHT), (270, HEIGHT)], RED)
    for side in (-1, 1):
        for step in range(4):
            x, grow = 600 + side * (160 + step * 115), 1 + step * 0.16
            colour = (BLUE, GOLD)[step % 2]
            canvas.line([(x, 470 + step * 34), (x, 470 + step * 34 - 330 * grow)], MUTED, 6)
            top = 470 + step * 34 - 326 * grow
            canvas.shape(
                [
                    (x, top),
                    (x + 84 * grow, top + 14),
                    (x + 78 * grow, top + 58 * grow),
                    (x, top + 50 * grow),
                ],
                colour,
            )
    canvas.line([(540, 440), (600, 462), (660, 440)], INK, 26)
    canvas.person(525, 620, INK)
    canvas.person(675, 620, BLUE, 312)


def pentagon(canvas: Canvas) -> None:
    """Two people at two lecterns under the outline of a five-sided building."""
    canvas.box((0, 520, WIDTH, HEIGHT), FLOOR)
    for size, colour in (
        (235, BLUE),
        (205, WALL),
        (160, BLUE),
        (130, WALL),
        (85, BLUE),
        (55, WALL),
    ):
        canvas.shape(
            [
                (600, 250 - size * 0.86),
                (600 + size, 250 - size * 0.2),
                (600 + size * 0.62, 250 + size * 0.72),
                (600 - size * 0.62, 250 + size * 0.72),
                (600 - size, 250 - size * 0.2),
            ],
            colour,
        )
    for x, coat in ((290, INK), (910, MUTED)):
        canvas.person(x, 640, coat, 400)
        canvas.shape([(x - 105, 440), (x + 105, 440), (x + 80, 660), (x - 80, 660)], "#7b5a3c")
        canvas.box((x - 118, 424, x + 118, 446), "#5e432c", 6)
        canvas.line([(x - 30, 424), (x - 14, 372)], INK, 6)
        canvas.oval((x - 24, 358, x - 4, 382), INK)


def toast(canvas: Canvas) -> None:
    """Two people face each other across a table and raise their glasses."""
    canvas.box((0, 560, WIDTH, HEIGHT), FLOOR)
    for x in (150, 470, 790):
        canvas.box((x, 60, x + 260, 330), PAPER, 10)
        canvas.box((x + 16, 76, x + 244, 314), "#cfdbe2", 6)
    for side, coat in ((-1, INK), (1, BLUE)):
        x = 600 + side * 245
        canvas.person(x, 650, coat, 440)
        canvas.line([(x - side * 50, 370), (x - side * 120, 410), (x - side * 175, 330)], coat, 34)
        canvas.oval((x - side * 178 - 18, 304, x - side * 178 + 18, 340), SKIN)
        glass = 600 + side * 62
        canvas.shape([(glass - 22, 238), (glass + 22, 238), (glass, 292)], GOLD)
        canvas.line([(glass, 288), (glass, 326)], MUTED, 5)
        canvas.line([(glass - 15, 328), (glass + 15, 328)], MUTED, 5)
    canvas.box((250, 560, 950, 588), PAPER, 8)
    canvas.shape([(270, 588), (930, 588), (900, HEIGHT), (300, HEIGHT)], "#e6dfd0")


PICTURES: dict[str, tuple[Callable[[Canvas], None], str]] = {
    "welcome": (welcome, "the two leaders, Pyongyang, June 2024"),
    "pentagon": (pentagon, "the two defence chiefs, the Pentagon, 30 October 2024"),
    "toast": (toast, "the two leaders’ toast, Pyongyang, June 2024"),
}


def main() -> None:
    for name, (draw, words) in PICTURES.items():
        canvas = Canvas()
        draw(canvas)
        canvas.finish(words).save(Path(__file__).parent / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
