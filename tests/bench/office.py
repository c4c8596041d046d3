"""LibreOffice, driven for real: a Word copy saved by it, and one edited in it over UNO."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.revisions.word_edits import WORDS, Document, W, text_of

__all__ = ["edited", "has_uno", "saved", "typed"]

Typed = tuple[str, str, str, str]
"""A word, the words behind it, the word behind these, and what the words become."""
_SCRIPT = Path(__file__).with_name("office_script.py")


@cache
def has_uno() -> bool:
    """Whether LibreOffice and a Python with ``uno`` are here (Debian: python3-uno)."""
    if shutil.which("soffice") is None:
        return False
    done = subprocess.run(
        [_python(), "-c", "import uno"], capture_output=True, env=_environment(), check=False
    )
    return done.returncode == 0


def _python() -> str:
    return os.environ.get("UNO_PYTHON", "/usr/bin/python3")


def _environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    return kept | ({"PYTHONPATH": os.environ["UNO_PATH"]} if "UNO_PATH" in os.environ else {})


def saved(data: bytes) -> bytes:
    """The copy as LibreOffice saves it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (Path(folder) / "a.docx").write_bytes(data)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", f"{folder}/out"]
        subprocess.run([*command, f"{folder}/a.docx"], check=True, capture_output=True, timeout=180)
        return (Path(folder) / "out" / "a.docx").read_bytes()


def typed(
    document: Document, chosen: Iterable[int], share: float, chance: random.Random
) -> list[Typed]:
    """Words to type in a copy: each between two others of its run that stand so only once. They
    are typed in ``document`` too, whose spans then say what they should."""
    paragraphs = document.paragraphs()
    whole = " ".join(text_of(each) for each in paragraphs)
    made: list[Typed] = []
    for at in chosen:
        for run in paragraphs[at].iter(f"{{{W}}}r"):
            text = run.find(f"{{{W}}}t")
            if text is None or len(run.findall(f"{{{W}}}t")) != 1:
                continue
            words = (text.text or "").split(" ")
            number = 1
            while number < len(words) - 1:
                left, old, right = words[number - 1 : number + 2]
                fits = all(re.fullmatch(r"[^\W\d]+", word) for word in (left, old, right))
                if fits and whole.count(f"{left} {old} {right}") == 1 and chance.random() < share:
                    new = chance.choice(WORDS)
                    new = chance.choice((new, new, f"{old} {new}", ""))
                    made.append((left, old, right, new))
                    words[number : number + 1] = [new] if new else []
                    number += 3
                number += 1
            text.text = " ".join(words)
    return made


def edited(data: bytes, edits: list[Typed]) -> bytes:
    """The copy with these words typed in LibreOffice. Raises where one was not found."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        there = Path(folder)
        (there / "a.docx").write_bytes(data)
        (there / "edits.json").write_text(json.dumps(edits), encoding="utf-8")
        pipe = there.name
        office = subprocess.Popen(
            [
                "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
                "--norestore", f"--accept=pipe,name={pipe};urp;",
            ],
            start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            files = [str(there / name) for name in ("a.docx", "b.docx", "edits.json")]
            done = subprocess.run(
                [_python(), str(_SCRIPT), pipe, *files],
                check=True, capture_output=True, text=True, timeout=300, env=_environment(),
            )  # fmt: skip
            assert int(done.stdout) == len(edits), "some words were not found"
            return (there / "b.docx").read_bytes()
        finally:
            try:
                office.wait(30)
            except subprocess.TimeoutExpired:
                os.killpg(office.pid, signal.SIGKILL)
                office.wait()
