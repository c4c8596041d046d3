"""``python -m tests.bench [--quick] [--index none]``: measures, and prints costs and ratios."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pypandoc

import exporter
from exporter.sourcing import Policy
from tests.bench.growing import grown
from tests.bench.measuring import Cost, measured
from tests.bench.peers import HTML, JATS, TYPST, converted

SOURCE = Path(__file__).parents[2] / "source"
RUNS = {1300: 7, 12500: 5, 125000: 2}
PYTHON = sys.executable
TYPST_RUN = "import sys, typst; typst.compile(sys.argv[1], sys.argv[2], pdf_standards=['ua-1'])"
WEASY_RUN = (
    "import sys, weasyprint; "
    "weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant='pdf/ua-1')"
)
STARTING = {
    "Python alone, CPU s": "pass",
    "and what the command line needs": "import click, msgspec",
    "and what reading needs": "import click, msgspec, lxml.etree",
    "and what the PDF needs": (
        "import click, msgspec, lxml.etree, uharfbuzz, reportlab.pdfbase.pdfdoc"
    ),
    "and what dates in other languages than English need": (
        "import click, msgspec, lxml.etree, uharfbuzz, reportlab.pdfbase.pdfdoc, babel.dates"
    ),
    "all of our own modules for three formats": (
        "import exporter.cli.export, exporter.tei.read, exporter.sourcing.plan\n"
        "import exporter.html.page, exporter.docx.render, exporter.pdf.document"
    ),
}
"""What starting costs at least: no article is read."""

PEERS = ("pandoc docx", "pandoc html", "typst pdf")


@dataclass(frozen=True, slots=True)
class Goal:
    """``ours`` at most ``times`` the sum of ``peers`` at this many words."""

    words: int
    ours: str
    peers: tuple[str, ...]
    times: float


Index = Literal["none", "main", "all"]

GOALS = (
    Goal(1300, "all three", PEERS, 1.5),
    Goal(12500, "all three", PEERS, 0.8),
    Goal(12500, "html", ("pandoc html",), 1.5),
    Goal(12500, "docx", ("pandoc docx",), 2),
    Goal(12500, "pdf", ("typst pdf",), 1),
    Goal(12500, "pdf", ("weasyprint pdf",), 0.1),
    Goal(125000, "all three", PEERS, 0.4),
    Goal(125000, "html", ("pandoc html",), 0.4),
    Goal(125000, "docx", ("pandoc docx",), 0.7),
    Goal(125000, "pdf", ("typst pdf",), 0.6),
)
"""Without indexes."""
INDEXED = (
    Goal(1300, "all three", PEERS, 1.2),
    Goal(12500, "all three", PEERS, 0.6),
    Goal(125000, "all three", PEERS, 0.4),
)
"""With the indexes of a public copy, which the peers' inputs have too."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the longest article")
    parser.add_argument(
        "--index",
        choices=("none", "main", "all"),
        default="main",
        help="which indexes we and the peers have",
    )
    given = parser.parse_args()
    sizes = [size for size in RUNS if not (given.quick and size == max(RUNS))]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        costs = {}
        for size in sizes:
            costs[size] = _measured(folder / str(size), size, index=given.index)
            _show(size, costs[size])
        _ratios(costs, GOALS if given.index == "none" else INDEXED)
        _alone(folder)


def _measured(folder: Path, size: int, *, index: Index) -> dict[str, Cost]:
    article = folder / "article.xml"
    _prepare(folder, article, size, index=index)
    export = [PYTHON, "-m", "exporter", "export", "-q", str(article), "-o", str(folder / "out")]
    export += ["--no-check"]  # the peers have no rules to run
    export += ["--index", index]
    costs = {
        to: measured([*export, "-t", to], folder / "out" / f"article.{to}", RUNS[size])
        for to in ("html", "docx", "pdf")
    }
    costs["all three"] = measured(export, None, RUNS[size])
    pandoc = [pypandoc.get_pandoc_path(), "-f", "jats", f"--resource-path={folder}"]
    for to, writer in (("docx", "docx"), ("html", "html5")):
        target = folder / f"peer.{to}"
        command = [*pandoc, "-s", "-t", writer, "-o", str(target), str(folder / "peer.xml")]
        costs[f"pandoc {to}"] = measured(command, target, RUNS[size])
    pdf = folder / "peer.pdf"
    typst = [PYTHON, "-c", TYPST_RUN, str(folder / "peer.typ"), str(pdf)]
    costs["typst pdf"] = measured(typst, pdf, RUNS[size])
    if size == 12500:
        weasyprint = [PYTHON, "-c", WEASY_RUN, str(folder / "peer.html.in"), str(pdf)]
        costs["weasyprint pdf"] = measured(weasyprint, pdf)
    return costs


def _prepare(folder: Path, article: Path, size: int, *, index: Index) -> None:
    """Our input and the peers', made from the same Edition, in a folder with the pictures."""
    folder.mkdir()
    (folder / "pictures").symlink_to(SOURCE / "pictures")
    article.write_bytes(grown(next(SOURCE.glob("*.xml")).read_bytes(), size))
    edition = exporter.plan(exporter.read(article), Policy(index=index))
    for key, graphic in edition.graphics.items():
        if graphic.data is not None:
            (folder / key).write_bytes(graphic.data)
    for language, name in ((JATS, "peer.xml"), (TYPST, "peer.typ"), (HTML, "peer.html.in")):
        (folder / name).write_text(converted(edition, language), encoding="utf-8")


def _show(size: int, costs: dict[str, Cost]) -> None:
    print(f"\n{size:,} words (median of {RUNS[size]})   CPU s   peak MiB     size KiB")
    for what, cost in costs.items():
        kib = f"{cost.size / 1024:12,.0f}" if cost.size else ""
        print(f"  {what:<30}{cost.cpu:8.2f}{cost.peak:11.0f} {kib}", flush=True)


def _ratios(costs: dict[int, dict[str, Cost]], goals: tuple[Goal, ...]) -> None:
    print("\nCPU time, whole process, ours : theirs            ratio   goal")
    for goal in goals:
        if goal.words in costs:
            ours = costs[goal.words][goal.ours].cpu
            ratio = ours / sum(costs[goal.words][peer].cpu for peer in goal.peers)
            what = f"{goal.words:,} words, {goal.ours} : {' + '.join(goal.peers)}"
            _line(what, ratio, goal.times, ratio <= goal.times)
    for size, found in costs.items():
        ratio = found["pdf"].size / found["typst pdf"].size
        _line(f"{size:,} words, size of pdf : typst pdf", ratio, 1, ratio <= 1)
    if 125000 in costs:
        for what, limit in (("pdf", 150), ("all three", 200)):
            peak = costs[125000][what].peak
            _line(f"125,000 words, {what}, peak MiB", peak, limit, peak < limit)


def _line(what: str, value: float, goal: float, reached: bool) -> None:
    print(f"  {what:<64}{value:8.2f}{goal:8.2f}  {'' if reached else 'not reached'}", flush=True)


def _alone(folder: Path) -> None:
    """What has no peer: start-up, the help, the check, and the rates of a warm process."""
    print("\nalone")
    for what, code in STARTING.items():
        cpu = measured([PYTHON, "-c", f"{code}\nimport os; os._exit(0)"], runs=9).cpu
        print(f"  {what:<64}{cpu:8.3f}", flush=True)
    help_ = measured([PYTHON, "-m", "exporter", "--help"], runs=9).cpu
    _line("exporter --help, CPU s", help_, 0.15, help_ <= 0.15)
    short, long = (folder / size / "article.xml" for size in ("1300", "12500"))
    if (
        "check"
        in subprocess.run(
            [PYTHON, "-m", "exporter", "--help"], capture_output=True, text=True, check=True
        ).stdout
    ):
        check = measured([PYTHON, "-m", "exporter", "check", str(short)], runs=7).cpu
        _line("exporter check of 1,300 words, CPU s", check, 0.6, check <= 0.6)
    warm = [PYTHON, "-m", "tests.bench.warm", str(short), str(long), "5"]
    rates = json.loads(subprocess.run(warm, capture_output=True, text=True, check=True).stdout)
    articles = rates.pop("articles")
    _line("warm, articles of 1,300 words to all three, a CPU second", articles, 40, articles >= 40)
    for what, pages in rates.items():
        _line(f"warm, PDF {what}, 12,500 words, a CPU second", pages, 150, pages >= 150)
    gain = _workers(folder, short, 1) / _workers(folder, short, 2)
    _line("batch, two workers : one, articles a second of the clock", gain, 1.8, gain >= 1.8)


def _workers(folder: Path, article: Path, jobs: int, copies: int = 100) -> float:
    """How many seconds of the clock a batch of copies of one article takes."""
    source = folder / "many"
    if not source.exists():
        source.mkdir()
        (source / "pictures").symlink_to(SOURCE / "pictures")
        for number in range(copies):
            (source / f"{number}.xml").write_bytes(article.read_bytes())
    batch = [PYTHON, "-m", "exporter", "batch", str(source), "-o", str(folder / f"done{jobs}")]
    start = time.monotonic()
    subprocess.run([*batch, "--jobs", str(jobs)], capture_output=True, check=True)
    return time.monotonic() - start


if __name__ == "__main__":
    main()
