"""Same input, same bytes: in two processes with different hash seeds, locales and time zones."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "source" / "north-korean-troops.xml"


def exported(target: Path, to: list[str], **environment: str) -> dict[str, str]:
    subprocess.run(
        [sys.executable, "-m", "exporter", "export", str(ARTICLE), "-o", str(target), "-q"]
        + [part for name in to for part in ("-t", name)],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
    )
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(target.iterdir())
    }


@pytest.mark.parametrize("to", [["html", "docx", "pdf"], ["epub", "annotations"]], ids=" ".join)
def test_two_processes(tmp_path: Path, to: list[str]) -> None:
    one = exported(tmp_path / "one", to, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    two = exported(tmp_path / "two", list(reversed(to)), PYTHONHASHSEED="2", TZ="America/Lima")
    assert one == two
    assert len(one) == len(to)


def test_the_date_of_the_environment_is_used(tmp_path: Path) -> None:
    plain = exported(tmp_path / "plain", ["docx"])
    dated = exported(tmp_path / "dated", ["docx"], SOURCE_DATE_EPOCH="86400")
    assert plain != dated
