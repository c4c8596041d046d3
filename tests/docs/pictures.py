"""The README's pictures of our article: its page, and the first pages of its Word and PDF copies.

``python -m tests.docs.pictures`` writes them anew. LibreOffice sets the Word copy, in the fonts
that it finds; look at them before you commit.
"""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from PIL import Image

import exporter
from tests.judges.browser import screenshot
from tests.judges.files import on_disk
from tests.judges.missing import tool
from tests.judges.word import libreoffice

PICTURES = Path("docs/pictures")
WIDTH, HEIGHT = 480, 640
_COLOURS = 64
_WINDOW = 600
"""The width of the window that the page is seen in, in CSS pixels."""


def main() -> None:
    """Write the three."""
    (source,) = Path("source").glob("*.xml")
    edition = exporter.plan(exporter.read(source))
    page, word, pdf = (exporter.render(edition, name).data for name in ("html", "docx", "pdf"))
    seen = PICTURES / "html.png"
    screenshot(page, seen, full=False, width=_WINDOW, height=_WINDOW * HEIGHT // WIDTH)
    _save(Image.open(seen), seen)
    _save(_first_page(libreoffice(word)), PICTURES / "docx.png")
    _save(_first_page(pdf), PICTURES / "pdf.png")


def _first_page(pdf: bytes) -> Image.Image:
    with on_disk(pdf, ".pdf") as path:
        command = [tool("pdftoppm"), "-r", "174", "-l", "1", "-png", str(path)]
        made = subprocess.run(command, capture_output=True, check=True).stdout
    return Image.open(io.BytesIO(made))


def _save(image: Image.Image, target: Path) -> None:
    """The top of the page, at the width of the README's columns."""
    height = round(image.height * WIDTH / image.width)
    small = image.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
    small.crop((0, 0, WIDTH, HEIGHT)).quantize(_COLOURS).save(target, optimize=True)


if __name__ == "__main__":
    main()
