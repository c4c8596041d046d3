"""Inputs damaged at random: ``python -m tests.damaging --articles N --others N --seed S``.

Each is given to everything that may open it, in a worker process with a limit on memory and on
time. What is not one of our errors is printed with the seed that makes it again, and so is what
takes longer than 10 seconds or more than 500 MiB.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import FrameType

import exporter
from exporter.archives import archive, bagit, recover, verify
from exporter.checks import check, load_config
from exporter.errors import ExporterError
from exporter.model import Audience
from exporter.theme import load

__all__ = ["KINDS", "damaged", "tried"]

SECONDS, MEBIBYTES = 10, 500
_ROW = 400
"""How many one process tries."""
TEI = "http://www.tei-c.org/ns/1.0"
ROOT = Path(__file__).parents[1]
FORMATS = ("html", "docx", "pdf", "epub", "annotations")

ODD = [
    "", "x", "-1", "0", "²", "9" * 40, "9" * 5000, "1e999", "1/0", "3,5", "NaN", "#", "#a", "#p #p",
    "#internal", "##", "a b", "http://[", "javascript:x", "data:,", "\u202e", "\ufffd", "\u0300",
    "2024-02-30", "0000", "-0044-03-15", "99999-01-01", "T25:00", "true", "foot", "x" * 3000,
    "e\u0301" * 200, "نص", "漢字", "&amp;", "../../x", "C:\\x", "xpath(//p)",
    "string-range(#a,1,2)",
]  # fmt: skip


@cache
def _articles() -> tuple[str, ...]:
    found = [*sorted((ROOT / "source").glob("*.xml")), *sorted(ROOT.glob("tests/schema/*.xml"))]
    found += sorted(ROOT.glob("tests/checks/faulty/*.xml"))[:20]
    return tuple(path.read_text("utf-8") for path in found)


@cache
def _words() -> tuple[list[str], list[str]]:
    """Names of elements and of attributes."""
    from exporter.tei.body.treatment import _defaults

    names = sorted({key.partition("@")[0] for key in _defaults() if key[0] != "{"})
    attributes = {name for text in _articles() for name in re.findall(r"\s([\w:]+)=\"", text)}
    return names, sorted(attributes)


_PIECE = re.compile(r"<[^>]*>|[^<]+")


def damaged_article(chance: random.Random) -> bytes:
    """Tags dropped, doubled, moved and renamed; attributes given odd values; bytes flipped."""
    pieces = _PIECE.findall(chance.choice(_articles()))
    start = chance.randrange(len(pieces))
    if chance.random() < 0.7:  # a part of it, so that much can be tried
        stop = min(len(pieces), start + chance.randrange(2, 120))
        cut = pieces[start:stop]
        pieces = [f'<TEI xmlns="{TEI}"><text><body>', *cut, "</body></text></TEI>"]
    for _ in range(chance.choice((1, 1, 2, 3, 8, 30))):
        _change(pieces, chance)
    data = bytearray("".join(_balanced(pieces) if chance.random() < 0.8 else pieces).encode())
    if chance.random() < 0.1:
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _change(pieces: list[str], chance: random.Random) -> None:
    names, attributes = _words()
    at = chance.randrange(len(pieces))
    piece = pieces[at]
    match chance.randrange(9):
        case 0:
            pieces[at] = ""
        case 1:
            pieces[at] *= chance.choice((2, 2, 3, 50))
        case 2:
            other = chance.randrange(len(pieces))
            pieces[at], pieces[other] = pieces[other], pieces[at]
        case 3:
            pieces[at] = re.sub(r"^<(/?)[\w:]+", rf"<\1{chance.choice(names)}", piece)
        case 4 | 5:
            value = chance.choice(ODD).replace("<", "").replace('"', "")
            name = chance.choice(attributes)
            pieces[at] = re.sub(r"^<([\w:]+)", rf'<\1 {name}="{_literal(value)}"', piece)
        case 6:
            value = _literal(chance.choice(ODD).replace('"', ""))
            pieces[at] = re.sub(r'="[^"]*"', f'="{value}"', piece, count=1)
        case 7:
            name = chance.choice(names)
            inner = chance.choice(ODD).replace("<", "")
            pieces.insert(at, f"<{name}>{inner}</{name}>")
        case _:
            pieces[at] = chance.choice(ODD) if not piece.startswith("<") else piece


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\")


def _balanced(pieces: list[str]) -> Iterator[str]:
    """The pieces with end tags where they are wanted: else most would not be well-formed."""
    opened: list[str] = []
    for piece in _PIECE.findall("".join(pieces)):
        tag = re.match(r"<(/?)([\w:]+)", piece)
        if tag is None or piece.endswith("/>"):
            yield _once(piece)
        elif not tag[1]:
            opened.append(tag[2])
            yield _once(piece)
        elif tag[2] in opened:
            while (name := opened.pop()) != tag[2]:
                yield f"</{name}>"
            yield piece
    yield from (f"</{name}>" for name in reversed(opened))


def _once(tag: str) -> str:
    """Each attribute once."""
    seen: set[str] = set()

    def kept(found: re.Match[str]) -> str:
        fresh = found[1] not in seen
        seen.add(found[1])
        return found[0] if fresh else ""

    return re.sub(r'\s([\w:]+)="[^"]*"', kept, tag) if tag.startswith("<") else tag


def try_article(data: bytes, chance: random.Random, folder: Path) -> None:
    file = folder / "a.xml"
    file.write_bytes(data)
    audience: Audience = chance.choice(("public", "internal"))
    with suppress(ExporterError):
        check(file, audience=audience)
    edition = exporter.plan(exporter.read(file, audience=audience))
    for name in chance.sample(FORMATS, 2):
        exporter.render(edition, name)


# ------------------------------------------------------------------ bags, exports, settings


@cache
def _made() -> dict[str, bytes]:
    """Whole ones, by kind."""
    article = exporter.read(ROOT / "tests" / "schema" / "example.xml")
    edition = exporter.plan(article)
    found = {name: exporter.render(edition, name).data for name in FORMATS[:4]}
    with tempfile.TemporaryDirectory() as name:
        place = archive(ROOT / "tests" / "schema" / "example.xml", Path(name) / "b.zip", to="html")
        found["bag"] = place.path.read_bytes()
    import docx

    buffer = io.BytesIO()
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "A header"
    document.save(buffer)
    found["template"] = buffer.getvalue()
    found["theme"] = (ROOT / "styles" / "themes" / "newspaper.toml").read_bytes()
    found["treatment"] = b'[elements]\nhi = "emphasis"\n"note@place=inline" = "keep"\n'
    found["settings"] = (
        b'[check]\nschema = "auto"\nstrict = true\n[check.rules]\nlink-says-here = "off"\n'
        b'[[check.files]]\nmatch = "a*.xml"\nrules = { claim-without-status = "info" }\n'
    )
    return found


def damaged_other(chance: random.Random) -> tuple[str, bytes]:
    kind = chance.choice([*_made()])
    data = _made()[kind]
    if kind in ("docx", "epub", "bag", "template") and chance.random() < 0.7:
        return kind, _repacked(data, chance, consistent=kind == "bag")
    return kind, _flipped(data, chance, text=kind in ("theme", "treatment", "settings", "html"))


def _flipped(data: bytes, chance: random.Random, *, text: bool) -> bytes:
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 40))):
        at = chance.randrange(len(out) or 1)
        match chance.randrange(5):
            case 0:
                del out[at : at + chance.randrange(1, 30)]
            case 1:
                out[at:at] = chance.choice(ODD).encode() if text else chance.randbytes(4)
            case 2:
                out[at:at] = out[at : at + chance.randrange(1, 60)]
            case _:
                out[at : at + 1] = bytes((chance.randrange(256),))
        if not out:
            break
    return bytes(out[: chance.randrange(len(out) + 1)] if chance.random() < 0.1 else out)


def _repacked(data: bytes, chance: random.Random, *, consistent: bool) -> bytes:
    """A zip with one or more of its members damaged, and sound as a zip; a bag with digests that
    are right again."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        files = {name: package.read(name) for name in package.namelist()}
    for name in chance.sample(sorted(files), min(len(files), chance.choice((1, 1, 2)))):
        match chance.randrange(6):
            case 0:
                del files[name]
            case 1:
                files[name] = chance.choice(ODD).encode("utf-8", "replace")
            case _:
                if files[name]:
                    files[name] = _flipped(files[name], chance, text=True)
    if consistent and chance.random() < 0.8:
        files = _bagged(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _bagged(files: dict[str, bytes]) -> dict[str, bytes]:
    top = next(iter(files), "b/").split("/")[0]
    plain = {name.partition("/")[2]: data for name, data in files.items()}
    payload = {n.removeprefix("data/"): d for n, d in plain.items() if n.startswith("data/")}
    made = bagit.bag(payload, [], {"README.txt": plain.get("README.txt", b"")})
    return {f"{top}/{name}": data for name, data in made.items()}


@cache
def _edition() -> exporter.Edition:
    return exporter.plan(exporter.read(f'<TEI xmlns="{TEI}"><text><p>a</p></text></TEI>'.encode()))


def try_other(kind: str, data: bytes, folder: Path) -> None:
    suffix = {"bag": "zip", "theme": "toml", "treatment": "toml", "settings": "toml"}.get(
        kind, kind
    )
    file = folder / f"a.{suffix}"
    file.write_bytes(data)
    match kind:
        case "bag":
            with suppress(ExporterError):
                recover(file)
            verify(file)
        case "template":
            exporter.render(_edition(), "docx", options={"reference": data})
        case "theme":
            theme = load(file)
            for name in ("html", "docx", "pdf"):
                exporter.render(_edition(), name, theme)
        case "treatment":
            exporter.plan(exporter.read(f'<TEI xmlns="{TEI}"><p>a<hi>b</hi></p></TEI>'.encode(),
                                        treatment=file))  # fmt: skip
        case "settings":
            check(b"<TEI/>", config=load_config(file))
        case _:
            recover(file)


# -------------------------------------------------------------------------------- running

KINDS = ("article", "other")


def damaged(kind: str, seed: int) -> tuple[str, bytes]:
    """What a seed makes: its kind, and its bytes."""
    chance = random.Random(f"{kind} {seed}")
    return ("article", damaged_article(chance)) if kind == "article" else damaged_other(chance)


class _TooSlow(BaseException):
    pass


def _stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise _TooSlow


def tried(kind: str, seed: int) -> str:
    """What went wrong, and where; empty where an error of ours, or none, came of it."""
    what, data = damaged(kind, seed)
    with tempfile.TemporaryDirectory(prefix="exporter-damaged-") as name:
        try:
            if what == "article":
                try_article(data, random.Random(seed), Path(name))
            else:
                try_other(what, data, Path(name))
        except ExporterError as error:
            return "" if str(error) else f"{kind} {seed} ({what}): an error without words"
        except _TooSlow:
            return f"{kind} {seed} ({what}): longer than {SECONDS} s"
        except (Exception, RecursionError) as error:
            frames = traceback.extract_tb(error.__traceback__)
            ours = [f for f in frames if "/exporter/" in f.filename] or frames
            place = f"{ours[-1].filename.rpartition('/exporter/')[2]}:{ours[-1].lineno}"
            return f"{kind} {seed} ({what}): {type(error).__name__}: {error!s:.80} at {place}"
    return ""


def _work(kind: str, seed: int) -> str:
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of the processor, not of the clock
    signal.setitimer(signal.ITIMER_VIRTUAL, 3 * SECONDS)  # ends what no signal reaches: libraries
    try:
        found = tried(kind, seed)
    except _TooSlow:
        found = f"{kind} {seed}: longer than {SECONDS} s"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found or (f"{kind} {seed}: {most:.0f} MiB" if most > MEBIBYTES else "")


def _row(kind: str, first: int, stop: int) -> None:
    """Try one seed after the other in this process; each is named before it is tried. What took
    too much memory ends the row, since the process keeps it."""
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    for seed in range(first, stop):
        print(f"> {seed}", flush=True)
        if found := _work(kind, seed):
            print(found, flush=True)
            if found.endswith("MiB"):
                return


def _found(row: tuple[str, int, int]) -> tuple[int, list[str]]:
    """How many a row of seeds are, and what was wrong with them; a process that is killed at one
    is followed by another for the rest."""
    kind, first, stop = row
    found: list[str] = []
    at = first
    while at < stop:
        command = [sys.executable, "-m", "tests.damaging", "--row", kind, str(at), str(stop)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        lines = done.stdout.splitlines()
        seeds = [int(line[2:]) for line in lines if line.startswith("> ")]
        found += [line for line in lines if not line.startswith("> ")]
        if not seeds:
            return stop - first, [*found, f"{kind} {at}: no process could be started"]
        at = seeds[-1] + 1
        if done.returncode:
            found.append(f"{kind} {seeds[-1]}: its process was ended ({done.returncode})")
    return stop - first, found


def main() -> None:
    if sys.argv[1:2] == ["--row"]:
        kind, first, stop = sys.argv[2:]
        _row(kind, int(first), int(stop))
        return
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=60_000)
    parser.add_argument("--others", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    rows = [
        (kind, start, min(start + _ROW, begin + count))
        for kind, count in (("article", given.articles), ("other", given.others))
        for begin in [given.seed * 10**6]
        for start in range(begin, begin + count, _ROW)
    ]
    begun, bad, tried_, places = time.monotonic(), 0, 0, Counter[str]()
    with ThreadPoolExecutor(given.jobs) as pool:
        for count, found in pool.map(_found, rows):
            tried_ += count
            for each in found:
                bad += 1
                place = re.sub(r"^\w+ \d+ ", "", each)
                places[place] += 1
                if places[place] == 1:
                    print(each, flush=True)
            print(f"{tried_:,} tried, {time.monotonic() - begun:.0f} s", flush=True)
    print(f"{tried_:,} tried, {bad} wrong at {len(places)} places")
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
