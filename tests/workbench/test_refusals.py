"""What cannot be done is said in the language of the interface, in words without XML."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="Starlette (extra preview) is not installed")
pytest.importorskip("httpx", reason="httpx (group embedding) is not installed")

import exporter
from exporter.files.resources import styles
from exporter.workbench.site.refusals import reworded
from tests.workbench.pages import TOKEN, article

CODE = Path(exporter.__file__).parent / "workbench"


def _template(node: ast.expr) -> str:
    """What a sentence is before its gaps are filled; empty where it is no sentence."""
    match node:
        case ast.Constant(value=str(words)):
            return words
        case ast.JoinedStr(values=parts):
            return "".join(_template(part) or "{}" for part in parts)
        case _:
            return ""


def sentences() -> set[str]:
    """Every sentence with which the page's own code refuses a change."""
    return {
        said
        for file in CODE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("EditError", "InputError", "OutputError")
        and node.args
        and (said := _template(node.args[0]))
    }


def catalogue(lang: str) -> dict[str, str]:
    text = (styles() / "workbench" / "errors.toml").read_text(encoding="utf-8")
    found: dict[str, str] = tomllib.loads(text)[lang]
    return found


def test_every_refusal_is_there_in_german():
    assert len(sentences()) > 50
    assert sentences() - set(catalogue("de")) == set()


@pytest.mark.parametrize("lang", ["en", "de"])
def test_no_refusal_speaks_xml(lang):
    for key, said in catalogue(lang).items():
        assert re.search(r"<|@|\bseg\b", said) is None, said
        assert said.count("{") <= key.count("{}"), key
    unknown = set(catalogue("en")) - set(catalogue("de"))
    assert unknown == set()


def test_gaps_are_filled_in_their_order():
    said = reworded("“{}” cannot be written in latin-1 inside a comment. Save the file as UTF-8.",
                    "de")  # fmt: skip
    assert said.startswith("„{}“ lässt sich in latin-1 nicht schreiben.")
    assert reworded("A sentence that nobody has translated.", "de").startswith("A sentence")
    said = reworded("<said> points at “p.mi”, which would be rejected. Take its @who away first, "
                    "or confirm the suggestion.", "en")  # fmt: skip
    assert said.startswith("Something else refers to “p.mi”")


def refused(page, lang: str, **action: object) -> dict[str, str]:
    response = page.ask(
        "POST",
        "/change",
        json={"version": page.version, "action": action},
        headers={"x-exporter-token": TOKEN, "accept-language": lang},
    )
    assert response.status_code == 422, response.text
    found: dict[str, str] = response.json()
    return found


def test_a_form_says_what_is_wrong_with_it(page):
    entry = {"type": "entry", "register": "person", "id": None, "fields": {"name": ""}}
    assert refused(page, "de", **entry)["error"].startswith("Ein Eintrag braucht einen Namen.")
    told = refused(page, "en", **entry)
    assert " ".join(told.values()).strip() == "An entry needs a name. Write one."
    head = {"type": "head", "fields": {"date": "gestern"}}
    assert "„gestern“ ist kein Datum" in refused(page, "de", **head)["error"]
    assert page.text == article()


def test_a_file_that_is_broken_is_said_with_its_name(page):
    page.path.write_text("<TEI><text>", encoding="utf-8")
    told = refused(page, "de", type="undo")
    assert "wall.xml" in told["error"]
    page.path.unlink()
    told = refused(page, "de", type="undo")
    assert "wall.xml" in told["error"]
    assert "laden Sie die Seite neu" in told["what_to_do"]
