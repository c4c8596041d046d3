"""Run as a process: exports in memory over and over, and prints rates as JSON."""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import exporter
from exporter.sourcing import Policy


def rate(work: Callable[[], object], seconds: float) -> float:
    """How often the work is done in a second of CPU time."""
    for _ in range(3):
        work()
    start, done = time.process_time(), 0
    while time.process_time() - start < seconds:
        work()
        done += 1
        if done % 20 == 0:
            gc.collect()
    return done / (time.process_time() - start)


def main(short: str, long: str, seconds: str) -> None:
    gc.disable()
    source = Path(short)
    look = exporter.load_theme("newspaper")

    def article() -> None:
        edition = exporter.plan(exporter.read(source))
        for to in ("html", "docx", "pdf"):
            exporter.render(edition, to, look)

    def pages(*, registers: bool) -> float:
        edition = exporter.plan(exporter.read(Path(long)), Policy(registers=registers))
        count = _pages(exporter.render(edition, "pdf", look).data)
        return count * rate(lambda: exporter.render(edition, "pdf", look), float(seconds))

    rates = {
        "articles": rate(article, float(seconds)),
        "pages": pages(registers=False),
        "pages with registers": pages(registers=True),
    }
    print(json.dumps(rates))


def _pages(pdf: bytes) -> int:
    import page

    limits = page.SafetyLimits.unlimited()
    count: int = page.validate_pdf_bytes(pdf, profile="ua1", limits=limits).document.page_count
    return count


if __name__ == "__main__":
    main(*sys.argv[1:])
