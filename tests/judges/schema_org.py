"""schema.org: TypeScript's compiler on JSON-LD, with Google's types of its vocabulary."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.judges.files import File, content
from tests.judges.missing import node_module, tool

__all__ = ["json_ld", "schema_dts"]


def json_ld(html: File) -> Any:
    """The description that a page carries."""
    text = content(html).decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def schema_dts(*nodes: Any) -> list[str]:
    """What is wrong with descriptions of news articles: properties that a type does not have, and
    values of the wrong type."""
    __tracebackhide__ = True
    compiler = node_module("typescript/bin/tsc")
    modules = node_module("schema-dts/package.json").parents[1]
    head = 'import type { WithContext, NewsArticle } from "schema-dts";\n'
    lines = (f"export const it{i}: WithContext<NewsArticle> = {json.dumps(node)};"
             for i, node in enumerate(nodes))  # fmt: skip
    with TemporaryDirectory() as folder:
        (Path(folder) / "node_modules").symlink_to(modules)
        file = Path(folder) / "it.ts"
        file.write_text(head + "\n".join(lines), encoding="utf-8")
        options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext"]
        command = [tool("node"), str(compiler), *options, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    return [line for line in done.stdout.splitlines() if "error TS" in line]
