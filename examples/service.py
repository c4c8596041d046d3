"""A small web service: POST TEI, get a document.

    uvicorn --app-dir examples service:app
    curl --data-binary @article.xml http://127.0.0.1:8000/export/pdf -o article.pdf

``POST /export/{format}`` takes TEI as the body (at most 5 MB) and answers with the document;
what there is to say about it comes in the header ``X-Notices`` (how many of which severity).
``POST /check`` answers with notices as JSON. ``GET /health`` says whether the service can work:
it exports a word to every format it offers, in a process of its own, so that it answers while
all others are at work. Errors are JSON: what is wrong, at which line.

Nothing is kept between two requests; no picture, entity or address that an article names is ever
opened. The work is done in a few threads, so that the loop stays free. When all threads are busy
and the queue is full, the next request is told to come back later (503).
"""

from __future__ import annotations

import asyncio
import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import Any, TypeVar, cast

from msgspec.structs import asdict
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import exporter
from exporter import check
from exporter.formats import find

LIMITS = exporter.Limits(size=5_000_000, notes=5_000, pixels=10_000_000)
OFFERED = ("html", "docx", "pdf")
WORKERS = 2
WAITING = 16
SECONDS = 30

THEME = exporter.load_theme()
_SPAWN = multiprocessing.get_context("spawn")
T = TypeVar("T")
_WORD = (
    b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
    b"<title>Health</title></titleStmt></fileDesc></teiHeader><text><body><p>Well.</p></body>"
    b"</text></TEI>"
)


class Busy(Exception):
    """Too many requests wait already."""


class Died(Exception):
    """The process that was at work has ended."""


def serve(pipe: Any) -> None:
    """In a process of its own: do one call after the other."""
    while True:
        try:
            call = pipe.recv()
        except EOFError:  # the service has ended
            return
        try:
            answer = True, call()
        except Exception as error:  # it is raised where the call was made
            answer = False, error
        pipe.send(answer)


class Worker:
    """A process that stays warm. One that takes too long, or dies, is replaced: a thread could
    not be ended."""

    def __init__(self) -> None:
        self._process: Any = None
        self._pipe: Any = None

    def do(self, call: partial[T]) -> T:
        """Raises what the call raises, TimeoutError after SECONDS, and Died."""
        if self._process is None:
            self._pipe, theirs = _SPAWN.Pipe()
            self._process = _SPAWN.Process(target=serve, args=(theirs,), daemon=True)
            self._process.start()
            theirs.close()
        try:
            self._pipe.send(call)
            answer = self._pipe.recv() if self._pipe.poll(SECONDS) else None
        except (EOFError, OSError) as error:
            self.end()
            raise Died from error
        if answer is None:
            self.end()
            raise TimeoutError
        good, value = answer
        if good:
            return cast("T", value)
        raise value

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


class Works:
    """A few processes, and a bound on what may wait for them."""

    def __init__(self, workers: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(workers)
        self._workers = [Worker() for _ in range(workers)]
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        self._places = workers + waiting

    async def do(self, call: partial[T]) -> T:
        """Run a call in a process. Raises what it raises, Busy, TimeoutError and Died."""
        if not self._places:
            raise Busy
        self._places -= 1
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._threads, self._done, call)
        work.add_done_callback(lambda _: self._leave())
        return await asyncio.shield(work)

    def _done(self, call: partial[T]) -> T:
        worker = self._idle.get()
        try:
            return worker.do(call)
        finally:
            self._idle.put(worker)

    def _leave(self) -> None:
        self._places += 1

    def end(self) -> None:
        """End what is at work."""
        for worker in self._workers:
            worker.end()


def exported(tei: bytes, name: str, language: str) -> tuple[bytes, exporter.Report]:
    """One article in one format, from bytes to bytes."""
    article = exporter.read(tei, limits=LIMITS, pictures="none")
    edition = exporter.plan(article, exporter.Policy(language=language))
    output = exporter.render(edition, name, THEME)
    notices = (*article.notices, *edition.notices, *output.notices)
    return output.data, exporter.Report(notices)


async def export(request: Request) -> Response:
    name = request.path_params["format"]
    if name not in OFFERED:
        return refusal(404, f"There is no format {name!r}. There are: {', '.join(OFFERED)}.")
    language = request.query_params.get("language", "")
    tei = await body(request)
    data, report = await works(request).do(partial(exported, tei, name, language))
    entry = find(name)
    counts = [
        f"{severity.label}={sum(notice.severity is severity for notice in report)}"
        for severity in exporter.Severity
    ]
    headers = {
        "Content-Disposition": f'attachment; filename="article{entry.extension}"',
        "X-Notices": ", ".join(counts),
        "X-Content-Type-Options": "nosniff",
    }
    return Response(data, media_type=entry.media_type, headers=headers)


async def check_(request: Request) -> Response:
    tei = await body(request)
    report = await works(request).do(partial(check, tei, limits=LIMITS, file="article"))
    found = [asdict(notice) | {"severity": notice.severity.label} for notice in report]
    return JSONResponse({"notices": found})


async def health(request: Request) -> Response:
    for name in OFFERED:
        await request.app.state.pulse.do(partial(exported, _WORD, name, ""))
    return JSONResponse({"status": "well", "version": exporter.__version__})


async def body(request: Request) -> bytes:
    """The request's body, refused as soon as it grows past the limit."""
    read = bytearray()
    async for piece in request.stream():
        read += piece
        if len(read) > LIMITS.size:
            raise exporter.LimitExceeded(f"The article is larger than {LIMITS.size:,} bytes.")
    return bytes(read)


def works(request: Request) -> Works:
    found: Works = request.app.state.works
    return found


def refusal(status: int, message: str, **more: Any) -> Response:
    return JSONResponse({"error": message, **more}, status_code=status)


async def wrong_article(_: Request, error: Exception) -> Response:
    assert isinstance(error, exporter.ExporterError)
    status = 413 if isinstance(error, exporter.LimitExceeded) else 422
    faults = error.faults if isinstance(error, exporter.MalformedXML) else ()
    rows = [{"line": line, "column": column, "message": said} for line, column, said in faults]
    return refusal(status, error.message, line=error.line, faults=rows)


async def wrong_use(_: Request, error: Exception) -> Response:
    return refusal(400, str(error))


async def busy(_: Request, error: Exception) -> Response:  # noqa: ARG001
    response = refusal(503, "The service is busy. Come back in a moment.")
    response.headers["Retry-After"] = "2"
    return response


async def too_long(_: Request, error: Exception) -> Response:  # noqa: ARG001
    return refusal(504, f"The article took more than {SECONDS} seconds.")


async def died(_: Request, error: Exception) -> Response:  # noqa: ARG001
    return refusal(500, "The article could not be worked on: its process has ended.")


def application(workers: int = WORKERS, waiting: int = WAITING) -> Starlette:
    made = Starlette(
        routes=[
            Route("/export/{format}", export, methods=["POST"]),
            Route("/check", check_, methods=["POST"]),
            Route("/health", health),
        ],
        exception_handlers={
            exporter.OptionError: wrong_use,
            exporter.ExporterError: wrong_article,
            Busy: busy,
            TimeoutError: too_long,
            Died: died,
        },
    )
    made.state.works = Works(workers, waiting)
    made.state.pulse = Works(1, waiting)
    return made


app = application()
