"""``python -m tests.workbench.page.pictures FOLDER``: the page as people see it, to be looked at;
``annotate.png`` is the one in the README."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.judges.browser import View, visited
from tests.workbench.page.articles import ARABIC
from tests.workbench.page.serving import served

OURS = Path(__file__).parents[3] / "source" / "north-korean-troops.xml"
VIEWS: dict[str, tuple[View, str]] = {
    "annotate": ({"width": 1440, "height": 900}, "details"),
    "found": ({"width": 1440, "height": 900}, "find"),
    "to-do": ({"width": 1440, "height": 900}, "indexes"),
    "copies": ({"width": 1440, "height": 900}, "copies"),
    "dark": ({"width": 1440, "height": 900, "scheme": "dark"}, "details"),
    "tablet": ({"width": 820, "height": 1180, "touch": True}, "details"),
    "phone": ({"width": 390, "height": 844, "touch": True}, "details"),
    "phone-read": ({"width": 390, "height": 844, "touch": True}, ""),
    "german": ({"width": 1280, "height": 860, "locale": "de-DE"}, "indexes"),
    "zoomed": ({"width": 1280, "height": 860, "zoom": 2}, "details"),
    "keys": ({"width": 1280, "height": 860}, "keys"),
    "rtl": ({"width": 1280, "height": 860}, "details"),
}


def taken(page: Any, tab: str, target: Path) -> None:
    """A state of the page as a picture."""
    page.wait_for_selector("body[data-ready]")
    page.wait_for_timeout(2500)
    if tab == "keys":
        page.click("#help")
    elif tab:
        words = page.locator("#text .a-claim [data-s]", has_text="have been sent to")
        if words.count():
            words.first.click(force=True)
        page.wait_for_timeout(400)
        page.click(f"#tab-{tab}")
    if tab == "find":
        page.fill("#words", "North Korea")
        page.keyboard.press("Enter")
    page.wait_for_timeout(1500)
    page.screenshot(path=str(target))


def main(folder: Path, names: list[str]) -> None:
    """Every picture, or those named."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        for name in names or list(VIEWS):
            view, tab = VIEWS[name]
            article = Path(scratch) / f"{name}.xml"
            if name == "rtl":
                article.write_text(ARABIC, encoding="utf-8")
            else:
                shutil.copy(OURS, article)
                shutil.copytree(
                    OURS.parent / "pictures", Path(scratch) / "pictures", dirs_exist_ok=True
                )
            with served(article) as address, visited(address, **view) as page:
                taken(page, tab, folder / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
