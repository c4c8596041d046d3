"""Inputs whose cost once grew with the square of their size: ``python -m tests.bench.slow``.

Each is exported and checked at three sizes, the second twice the first and the third twice that,
in a process of its own; time and memory beyond those of an article of one word are printed, and
how many times they grow. Twice the input may cost 2.3 times as much.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

__all__ = ["INPUTS", "MOST", "article"]

TEI = "http://www.tei-c.org/ns/1.0"
MOST = 2.3


def article(body: str, stand_off: str = "", head: str = "") -> bytes:
    """A document with this body, these registers, and this before its root."""
    return (
        f'{head}<TEI xmlns="{TEI}" xml:lang="en">{stand_off}<text><body>{body}</body></text></TEI>'
    ).encode()


def _claims(size: int) -> bytes:
    """Claims that all run to the end of the text."""
    words = "".join(f'<p><anchor xml:id="a{n}"/>x <anchor xml:id="b{n}"/></p>' for n in range(size))
    spans = "".join(
        f'<span xml:id="s{n}" from="#a{n}" to="#b{size - 1}" source="#s"/>' for n in range(size)
    )
    return article(
        f'{words}<spanGrp type="claim">{spans}</spanGrp>',
        '<standOff><listBibl><bibl xml:id="s">B</bibl></listBibl></standOff>',
    )


def _entities(size: int) -> bytes:
    declared = "".join(f'<!ENTITY a{n} "xx">' for n in range(size // 4))
    return article(f'<p n="{"&amp;" * size}">x</p>', head=f"<!DOCTYPE TEI [{declared}]>")


def _chain(size: int) -> bytes:
    bibls = "".join(f'<bibl xml:id="s{n}"><title>T{n}</title></bibl>' for n in range(size))
    cites = "".join(
        f'<relation name="cites" active="#s{n}" passive="#s{n + 1}"/>' for n in range(size - 1)
    )
    return article(
        '<p><seg type="claim" source="#s0">x</seg></p>',
        f"<standOff><listBibl>{bibls}</listBibl><listRelation>{cites}</listRelation></standOff>",
    )


def _joined(size: int) -> bytes:
    """Segments that are parts of one claim."""
    parts = "".join(
        f'<seg type="claim" xml:id="c{n}" prev="#c{n - 1}" next="#c{n + 1}">x</seg> y '
        for n in range(size)
    )
    return article(f"<p>{parts}</p>")


def _prose(pattern: str) -> Callable[[int], bytes]:
    """A paragraph of a pattern in which ``{n}`` counts."""

    def made(size: int) -> bytes:
        return article(f"<p>{''.join(pattern.replace('{n}', str(n)) for n in range(size))}</p>")

    return made


INPUTS: Mapping[str, tuple[tuple[str, ...], int, Callable[[int], bytes]]] = {
    "one word, letters": (("pdf",), 15_000, _prose("W")),
    "one word, Arabic": (("pdf",), 4_000, _prose("سلام")),
    "one word, no-break spaces": (("pdf",), 5_000, _prose("ab\u00a0")),
    "one word, word joiners": (("pdf",), 5_000, _prose("ab\u2060")),
    "one word, marked letter by letter": (("pdf",), 3_000, _prose("<hi rend='bold'>W</hi>w")),
    "unknown elements": (("html", "check"), 4_000, _prose("<u{n}>x</u{n}>")),
    "unknown languages": (("html", "check"), 4_000, _prose('<foreign xml:lang="x{n}">x</foreign>')),
    "tokens of @ana": (
        ("html", "check"), 30_000, lambda size: article(f'<p ana="{"#a " * size}">x</p>')),
    "notes in a paragraph": (("html", "docx", "pdf"), 2_500, _prose("a<note>n</note> ")),
    "entities times ampersands": (("html",), 20_000, _entities),
    "overlapping claims": (("html", "docx", "pdf", "check"), 200, _claims),
    "parts of one claim": (("html", "check"), 1_000, _joined),
    "sources citing in a chain": (("html", "check"), 1_000, _chain),
    "scales of a number": (("check",), 2_000, _prose("million ")),
}  # fmt: skip
"""By name: what is measured, the smallest size, and the article of a size."""

_RUN = """
import resource, sys, time
import exporter
from exporter.checks import check
wanted, path = sys.argv[1], sys.argv[2]
limits = exporter.Limits(size=2**30, notes=10**6)
def export(data):
    if wanted == "check":
        check(data, limits=limits)
    else:
        exporter.render(exporter.plan(exporter.read(data, limits=limits)), wanted)
export(b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><text><p>x</p></text></TEI>')
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
export(open(path, "rb").read())
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(time.process_time() - start, memory / 1024)
"""


def _cost(wanted: str, data: bytes, folder: Path, patience: float) -> tuple[float, float] | None:
    """Seconds of processor time and MiB; None where it takes longer than ``patience``."""
    file = folder / "article.xml"
    file.write_bytes(data)
    command = [sys.executable, "-c", _RUN, wanted, str(file)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=patience, check=True)
    except subprocess.TimeoutExpired:
        return None
    except subprocess.CalledProcessError as error:
        sys.exit(error.stderr)
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("only", nargs="*", help="parts of the names of inputs")
    parser.add_argument("--patience", type=float, default=120, help="seconds for each run")
    given = parser.parse_args()
    print(f"{'input':36} {'size':>8} {'to':>6} {'s':>8} {'MiB':>7}   growth: s, MiB")
    with tempfile.TemporaryDirectory() as name:
        for label, (targets, least, made) in INPUTS.items():
            if not given.only or any(part in label for part in given.only):
                for wanted in targets:
                    _show(label, wanted, least, made, Path(name), given.patience)


def _show(
    label: str,
    wanted: str,
    least: int,
    made: Callable[[int], bytes],
    folder: Path,
    patience: float,
) -> None:
    before: tuple[float, float] | None = None
    for size in (least, 2 * least, 4 * least):
        cost = _cost(wanted, made(size), folder, patience)
        if cost is None:
            print(f"{label:36} {size:8,} {wanted:>6}  over {patience:g} s")
            return
        growth = ""
        if before:
            seconds, memory = (
                now / max(then, 0.01) for now, then in zip(cost, before, strict=True)
            )
            slow = "  too fast" if seconds > MOST and cost[0] > 0.2 else ""
            growth = f"   {seconds:4.1f}, {memory:4.1f}{slow}"
        print(f"{label:36} {size:8,} {wanted:>6} {cost[0]:8.2f} {cost[1]:7.0f}{growth}", flush=True)
        before = cost


if __name__ == "__main__":
    main()
