"""The manual: what it shows is run, what there is stands in it, and it builds without a warning.

In a page, ``console`` blocks are run line by line (``$ `` before a command, what it must print
after it), ``python`` blocks too, in a folder that holds the blocks with a caption as files. ``sh``
blocks are not run: they install, serve, or need another machine.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import exporter
from exporter.cli import COMMANDS, main
from exporter.errors import __all__ as errors

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))

_FENCE = re.compile(
    r"^```(\{code-block\} )?(\w+)\n(?::caption: (\S+)\n\n?)?(.*?)^```$", re.MULTILINE | re.DOTALL
)


def blocks(page: Path) -> Iterator[tuple[str, str, str]]:
    """(language, caption, text) of every fenced block, in order."""
    for found in _FENCE.finditer(page.read_text("utf-8")):
        yield found[2], found[3] or "", found[4]


def run(command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


RUN = [page for page in PAGES if page.stem != "rules"]
"""What the page of rules shows is run by tests/checks."""


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.stem)
def test_what_a_page_shows_is_run(page, tmp_path):
    script: list[str] = []
    for language, caption, text in blocks(page):
        if caption:
            file = tmp_path / caption
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        elif language == "console":
            printed = ""
            for line in text.splitlines():
                if line.startswith("$ "):
                    printed = run(line.removeprefix("$ "), tmp_path)
                else:
                    assert line in printed.splitlines(), f"{line!r} is not in {printed!r}"
        elif language == "python":
            script.append(text)
    if script:
        (tmp_path / "page.py").write_text("\n".join(script), encoding="utf-8")
        run(f"{sys.executable} page.py", tmp_path)


def manual() -> str:
    return "\n".join(page.read_text("utf-8") for page in PAGES)


def test_every_public_name_stands_in_the_api():
    text = (DOCS / "api.md").read_text("utf-8")
    for name in set(exporter.__all__) - set(errors) - {"__version__"}:
        assert f"exporter.{name}\n" in text, name


def test_every_page_is_reached():
    index = (DOCS / "index.md").read_text("utf-8")
    for page in PAGES:
        assert page.stem == "index" or f"\n{page.stem}\n" in index, page.stem


def test_themes_page_names_every_key():
    from exporter.theme import Colours, Look, Page, Type

    text = (DOCS / "themes.md").read_text("utf-8")
    for kind in (Page, Type, Colours, Look):
        for name in kind.__struct_fields__:
            assert f"`{name}`" in text, f"{kind.__name__}.{name}"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The site, built; a warning is an error."""
    pytest.importorskip("sphinx", reason="Sphinx (group docs) is not installed")
    folder = tmp_path_factory.mktemp("manual")
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going"]
    command += ["-d", str(folder / "doctrees"), str(DOCS), str(folder / "html")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return folder


def options() -> Iterator[tuple[str, str]]:
    """Every command with each of its long options."""
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command
        for parameter in command.params:
            yield from ((name, option) for option in parameter.opts if option.startswith("--"))


def test_the_site_has_every_command_and_option(built):
    from lxml import html

    page = html.parse(built / "html/commands.html").getroot().text_content()
    for name, option in options():
        assert f"exporter {name}" in page, name
        assert option in page, f"{name} {option}"


def test_the_man_page_that_is_packed_is_whole():
    """``make docs`` writes it anew."""
    page = (DOCS / "man/exporter.1").read_text("utf-8").replace("\\-", "-")
    for name, option in options():
        assert f"exporter {name}" in page, f"{name}: run make docs"
        assert option in page, f"{name} {option}: run make docs"


def test_the_man_page_is_readable():
    if not shutil.which("man"):
        pytest.skip("man is not there")
    done = subprocess.run(
        ["man", "-l", str(DOCS / "man/exporter.1")],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"MANPAGER": "cat", "LC_ALL": "C.UTF-8"},
    )
    assert "exporter" in done.stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell):
    """Each shell gets its script, and is told the commands."""
    if shell == "bash" and not shutil.which("bash"):
        pytest.skip("bash is not there")
    command = f"_EXPORTER_COMPLETE={shell}_source exporter"
    assert "_EXPORTER_COMPLETE" in run(command, ROOT)
    words = "COMP_WORDS='exporter ba' COMP_CWORD=1"
    if shell == "fish":
        words = "COMP_WORDS='exporter ba' COMP_CWORD='ba'"
    assert "batch" in run(f"{words} _EXPORTER_COMPLETE={shell}_complete exporter", ROOT)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("export --theme ", "plain,large-print"),
        ("watch --theme ", "plain,large-print"),
        ("export --theme ./st", "file,./st"),
        ("export --language ", "plain,de"),
        ("export --citations h", "file,h"),
    ],
)
def test_completion_of_a_value(line, offered):
    words = f"COMP_WORDS='exporter {line}' COMP_CWORD={len(line.split(' '))}"
    assert offered in run(f"{words} _EXPORTER_COMPLETE=bash_complete exporter", ROOT).splitlines()


def test_one_name_is_one_article():
    """Examples of one name are the same on every page, so that a reader may go on with one."""
    seen: dict[str, str] = {}
    for page in (ROOT / "README.md", *PAGES):
        for _, caption, text in blocks(page):
            if caption:
                assert seen.setdefault(caption, text) == text, f"{page.name}: {caption}"
    readme = (ROOT / "README.md").read_text("utf-8")
    assert seen["harbour.xml"] in readme
