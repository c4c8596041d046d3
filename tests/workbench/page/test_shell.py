"""What the page is made of: plain modules, small; words in both languages; nothing inline."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from exporter.files.resources import styles
from tests.workbench.page.articles import FERRY, GERMAN
from tests.workbench.page.editor import editing

FOLDER = styles() / "workbench"
SCRIPTS = sorted(FOLDER.glob("*.js"))


def test_the_scripts_are_sixty_kilobytes_at_most() -> None:
    assert sum(script.stat().st_size for script in SCRIPTS) <= 60_000


def test_the_scripts_import_one_another_and_nothing_else() -> None:
    names = {script.name for script in SCRIPTS}
    for script in SCRIPTS:
        for found in re.findall(r'from "([^"]+)"', script.read_text(encoding="utf-8")):
            assert found.removeprefix("./") in names
            assert found.startswith("./")


def test_nothing_stands_inline_in_the_page() -> None:
    page = (FOLDER / "page.html").read_text(encoding="utf-8")
    assert (
        re.search(r"<style|style=|\son\w+=|<script(?! type=\"module\" src=)|javascript:", page)
        is None
    )
    assert re.findall(r'(?:src|href)="(?!assets/|#|data:,)', page) == []


def test_both_languages_have_every_word_and_every_word_is_used() -> None:
    words = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    assert set(words) == {"en", "de"}
    assert set(words["en"]) == set(words["de"])
    text = "".join(file.read_text(encoding="utf-8") for file in (*SCRIPTS, FOLDER / "page.html"))
    asked = set(re.findall(r'"([\w.-]+)"', text))
    begun = tuple(re.findall(r"`([\w.-]+)\$\{", text))
    unused = {
        key
        for key in words["en"]
        if key not in asked
        and key.rpartition(".")[0] not in asked
        and not key.startswith(begun)
        and not key.endswith("-what")
    }
    assert unused == set()
    missing = set(re.findall(r'(?:\bt|tn|tell|warn)\("([\w.-]+)"', text)) | set(
        re.findall(r'data-t(?:-label)?="([^"]+)"', text)
    )
    known = set(words["en"]) | {key.rpartition(".")[0] for key in words["en"]}
    assert missing - known == set()


def test_the_policy_holds_and_nothing_outside_is_asked(tmp_path: Path) -> None:
    """``editing`` fails where the page's console complains or another address is asked."""
    with editing(tmp_path, FERRY) as editor:
        for tab in ("find", "suggestions", "indexes", "copies", "details"):
            editor.page.click(f"#tab-{tab}")
            editor.page.wait_for_timeout(150)


def test_the_page_speaks_german(tmp_path: Path) -> None:
    with editing(tmp_path, GERMAN, locale="de-DE") as editor:
        assert editor.page.get_attribute("html", "lang") == "de"
        assert editor.page.inner_text("#tab-suggestions") == "Vorschläge"
        editor.choose("Molenhaven")
        editor.press("l")
        editor.settle()
        editor.hears("Ort markiert.")


def test_what_another_program_breaks_or_changes_is_said(tmp_path: Path) -> None:
    with editing(tmp_path, FERRY) as editor:
        editor.to_article()
        editor.file.write_text(FERRY.replace("Kofi Osei warned", "Ada warned"), encoding="utf-8")
        editor.page.wait_for_function(
            "() => document.querySelector('#text').textContent.includes('Ada')"
        )
        assert editor.focus_is_somewhere()
        editor.hears("The article was changed elsewhere; this page shows it as it is now.")
