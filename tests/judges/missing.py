"""What a judge needs: found, or the test is skipped (with ``CI=true``: fails) saying so."""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import NoReturn

import pytest

_PACKAGES = {
    "java": "Java (Debian: default-jre-headless)",
    "node": "Node (Debian: nodejs, npm)",
    "chromium": "Chromium (Debian: chromium)",
    "soffice": "LibreOffice (Debian: libreoffice-writer-nogui)",
    "pdftotext": "poppler (Debian: poppler-utils)",
    "pdfinfo": "poppler (Debian: poppler-utils)",
    "pdftoppm": "poppler (Debian: poppler-utils)",
}


def lacking(what: str) -> NoReturn:
    """This machine lacks a judge: a skip, but a failure where CI promises to have them all."""
    __tracebackhide__ = True
    reason = f"missing: {what}; `make test` as root installs it"
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def tool(name: str) -> str:
    """The path of a program."""
    __tracebackhide__ = True
    return shutil.which(name) or lacking(_PACKAGES.get(name, name))


def python_module(name: str, package: str = "") -> ModuleType:
    """A Python module, imported."""
    __tracebackhide__ = True
    try:
        return importlib.import_module(name)
    except ImportError:
        lacking(f"{package or name} (PyPI)")


def node_module(path: str) -> Path:
    """A file of one of the packages that ``tests/judges/package.json`` pins.

    They are installed into the virtual environment, under ``judges/node_modules``.
    """
    __tracebackhide__ = True
    file = Path(sys.prefix) / "judges" / "node_modules" / path
    if not file.exists():
        parts = path.split("/")
        lacking(f"{'/'.join(parts[: 2 if path.startswith('@') else 1])} (npm)")
    return file
