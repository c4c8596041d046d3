"""EPUB: EPUBCheck and DAISY Ace."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

from tests.judges.files import File, on_disk
from tests.judges.missing import node_module, python_module, tool


def epubcheck(epub: File) -> list[str]:
    """Errors, warnings and usage remarks graver than a hint, by EPUBCheck."""
    __tracebackhide__ = True
    jar = Path(str(python_module("epubcheck").__file__)).with_name("epubcheck.jar")
    with on_disk(epub, ".epub") as path:
        command = [tool("java"), "-jar", str(jar), str(path), "-q", "--json", "-"]
        done = subprocess.run(command, capture_output=True, timeout=300, check=False)
    return [
        f"{message['severity']}: {message['ID']}: {message['message']}"
        f" [{'; '.join(_place(place) for place in message['locations'][:3])}]"
        for message in json.loads(done.stdout)["messages"]
        if message["severity"] in {"FATAL", "ERROR", "WARNING"}
    ]


def _place(place: dict[str, object]) -> str:
    return f"{place.get('path')}:{place.get('line')}"


def ace(epub: File) -> list[str]:
    """Violations by DAISY Ace (axe over every page, and EPUB Accessibility metadata)."""
    __tracebackhide__ = True
    program = node_module("@daisy/ace/bin/ace-puppeteer.js")
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": tool("chromium")}
    with on_disk(epub, ".epub") as path, tempfile.TemporaryDirectory() as out:
        command = [tool("node"), str(program), "--silent", "--force", "--outdir", out, str(path)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=300, check=False
        )
        report = Path(out) / "report.json"
        if not report.exists():
            return [f"Ace gave no report: {done.stdout}{done.stderr}"]
        findings = json.loads(report.read_text(encoding="utf-8"))["assertions"]
    return [
        f"{one['earl:test']['earl:impact']}: {one['earl:test']['dct:title']}: "
        f"{finding['earl:testSubject']['url']}: {one['earl:result']['dct:description']}"
        for finding in findings
        for one in finding["assertions"]
        if one["earl:result"]["earl:outcome"] == "fail"
    ]
