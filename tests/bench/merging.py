"""``make bench-merge``: Word copies edited in known ways, merged, and what came of it.

    python -m tests.bench.merging [--seeds N] [ARTICLE.xml …]
    python -m tests.bench.merging --everything N [ARTICLE.xml …]

One line for each article, way of saving and amount of edits: the share of annotated spans that say
exactly what they should, paragraphs whose words are not there, conflicts, and seconds of CPU.
Ways of saving: as Word leaves a copy, with every carrier stripped, edited elsewhere and saved by
LibreOffice, typed in LibreOffice itself over UNO (words alone), through pandoc. ``--everything``
makes N copies with edits of every kind, as many as chance will have it, and asks only whether each
is merged without a crash into TEI that is as valid as it was.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from exporter.errors import ExporterError
from exporter.revisions import merge
from tests.bench import office
from tests.judges.xml import tei_all
from tests.revisions.scoring import copied, kept, placed, spans, texts
from tests.revisions.word_edits import SAVES, edit_everything, edit_words

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
ARTICLES = [ROOT / "source/north-korean-troops.xml", SHARED / "cases/desk/tram-clean.xml"]
AMOUNTS: dict[str, tuple[float, int]] = {
    "5 %": (0.05, 0),
    "15 %": (0.15, 0),
    "40 %": (0.4, 0),
    "4 % + kinds": (0.04, 1),
    "15 % + kinds twice": (0.15, 2),
}


def once(
    article: Path, save: str, share: float, times: int, seed: int
) -> tuple[int, int, int, int, bool, float]:
    """Spans that are right, of how many; paragraphs that are lost; conflicts; whether header and
    registers stayed; seconds."""
    chance = random.Random(seed)
    data = article.read_bytes()
    chosen = placed(article)
    document = copied(data, article.parent)
    over_uno = save == "UNO"
    edits = office.typed(document, chosen, share, chance) if over_uno else []
    if over_uno:
        pass
    elif times:
        edit_everything(document, chosen, share, chance, times=times)
    else:
        edit_words(document, chosen, share, chance, tracked=seed % 2 == 1)
    wanted = spans(document)
    words = texts(document, max(chosen) + 1)
    if over_uno:
        edited = office.edited(copied(data, article.parent).saved(), edits)
    elif save in PROGRAMS:
        edited = PROGRAMS[save](document.saved())
    else:
        SAVES[save](document, chance)
        edited = document.saved()
    start = time.process_time()
    result = merge(article, edited)
    took = time.process_time() - start
    after = copied(result.data, article.parent)
    right = (wanted & spans(after)).total()
    lost = words - texts(after, len(after.paragraphs()))
    return right, wanted.total(), lost.total(), len(result.conflicts), kept(data, result), took


def pandoc(data: bytes) -> bytes:
    """The copy as pandoc writes it from what it read."""
    command = [_pandoc(), "-f", "docx", "-t", "docx", "-o", "-"]
    return subprocess.run(command, input=data, check=True, capture_output=True, timeout=180).stdout


def _pandoc() -> str:
    """The pandoc of this machine, else that of ``pypandoc_binary``; empty where there is none."""
    if found := shutil.which("pandoc"):
        return found
    try:
        import pypandoc
    except ImportError:
        return ""
    return str(pypandoc.get_pandoc_path())


PROGRAMS: dict[str, Callable[[bytes], bytes]] = {"LibreOffice": office.saved, "pandoc": pandoc}


def _is_here(save: str) -> bool:
    match save:
        case "UNO":
            return office.has_uno()
        case "LibreOffice":
            return shutil.which("soffice") is not None
        case "pandoc":
            return bool(_pandoc())
        case _:
            return True


def everything(articles: Sequence[Path], count: int) -> None:
    """How many of so many merges crash, or end in invalid TEI."""
    sound = [each for each in articles if not tei_all(each)]
    crashed = invalid = refused = conflicts = 0
    waiting: list[bytes] = []
    for seed in range(count):
        chance = random.Random(seed)
        article = chance.choice(sound)
        document = copied(article.read_bytes(), article.parent)
        share, times = chance.choice((0.01, 0.05, 0.15, 0.4, 0.8)), chance.choice((1, 1, 2, 4))
        edit_everything(document, placed(article), share, chance, times=times)
        for save in chance.sample(sorted(SAVES), chance.randrange(len(SAVES) + 1)):
            SAVES[save](document, chance)
        as_markup, public_log = chance.random() < 0.2, chance.random() < 0.2
        try:
            result = merge(article, document.saved(), as_markup=as_markup, public_log=public_log)
        except ExporterError as error:
            refused += 1
            print(f"  seed {seed}, {article.name}: {error}", flush=True)
        except Exception as error:
            crashed += 1
            print(f"  seed {seed}, {article.name}: {error!r}", flush=True)
        else:
            conflicts += len(result.conflicts)
            waiting.append(result.data)
        if len(waiting) == 40 or seed == count - 1:
            for complaint in tei_all(*waiting):
                invalid += 1
                print(f"  up to seed {seed}: {complaint}", flush=True)
            waiting.clear()
    print(
        f"{count} merges of {len(sound)} articles: {crashed} tracebacks, {invalid} complaints by "
        f"tei_all, {refused} refused, {conflicts} conflicts"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", type=Path)
    parser.add_argument("--seeds", type=int, default=4)
    parser.add_argument("--saves", default="word,stripped,LibreOffice,UNO,pandoc")
    parser.add_argument("--everything", type=int, default=0)
    given = parser.parse_args()
    articles = given.articles or [each for each in ARTICLES if each.exists()]
    if given.everything:
        everything(articles, given.everything)
        return
    for article in articles:
        print(article.name)
        for save in given.saves.split(","):
            if not _is_here(save):
                print(f"  {save} is not installed.")
                continue
            for amount, (share, times) in AMOUNTS.items():
                if save == "UNO" and times:
                    continue
                runs = [once(article, save, share, times, seed) for seed in range(given.seeds)]
                right, total = sum(r[0] for r in runs), sum(r[1] for r in runs)
                print(
                    f"  {save:12} {amount:20} spans {right / max(1, total):.4f} of {total:5}  "
                    f"lost {sum(r[2] for r in runs):3}  conflicts {sum(r[3] for r in runs):3}  "
                    f"rest kept {all(r[4] for r in runs)!s:5}  {max(r[5] for r in runs):.2f} s",
                    flush=True,
                )


if __name__ == "__main__":
    main()
