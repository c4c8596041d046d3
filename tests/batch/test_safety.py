"""The API in threads, processes and an event loop at once: same bytes, no word, nothing global."""

import asyncio
import hashlib
import multiprocessing
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import exporter
from tests.batch.articles import article, lay
from tests.event_loop import run

FORMATS = ("html", "docx", "pdf")


def digest(path):
    """What one article becomes, in all three formats."""
    edition = exporter.plan(exporter.read(path))
    outputs = [exporter.render(edition, name) for name in FORMATS]
    return hashlib.sha256(b"".join(output.data for output in outputs)).hexdigest()


def test_threads_and_processes_give_the_same_bytes(tmp_path):
    paths = sorted(lay(tmp_path / "news", 8).rglob("*.xml"))
    alone = [digest(path) for path in paths]
    assert len(set(alone)) == len(paths)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(digest, paths * 2)) == alone * 2
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn) as pool:
        assert list(pool.map(digest, paths)) == alone


def test_one_edition_in_many_threads(tmp_path):
    (tmp_path / "a.xml").write_text(article(1))
    edition = exporter.plan(exporter.read(tmp_path / "a.xml"))
    with ThreadPoolExecutor(8) as pool:
        pages = set(pool.map(lambda _: exporter.render(edition, "docx").data, range(16)))
    assert len(pages) == 1


def test_an_event_loop_goes_on_while_a_thread_works(tmp_path):
    """The documented pattern: asyncio.to_thread."""
    (tmp_path / "a.xml").write_text(article(1))

    async def main():
        ticks = 0
        work = asyncio.create_task(asyncio.to_thread(digest, tmp_path / "a.xml"))
        while not work.done():
            await asyncio.sleep(0.001)
            ticks += 1
        return ticks, await work

    ticks, made = run(main)
    assert ticks > 1
    assert made == digest(tmp_path / "a.xml")


def test_nothing_is_printed_and_nothing_is_set(tmp_path):
    (tmp_path / "a.xml").write_text(article(1, picture="missing.png"))
    code = (
        "import gc, locale, logging, os, signal, sys, warnings\n"
        "state = lambda: (locale.setlocale(locale.LC_ALL), logging.root.handlers[:],\n"
        "    logging.root.level, dict(os.environ), os.getcwd(), warnings.filters[:],\n"
        "    gc.isenabled(), gc.get_threshold(), signal.getsignal(signal.SIGINT))\n"
        "before = state()\n"
        "import exporter\n"
        "exporter.export('a.xml', 'out')\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "exporter.export_many(['a.xml'], 'many', executor=ThreadPoolExecutor(2))\n"
        "after = state()\n"
        "assert before == after, [pair for pair in zip(before, after) if pair[0] != pair[1]]\n"
    )
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "out/a.pdf").exists()
