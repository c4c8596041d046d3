"""A small web service: POST TEI, get a document.

    uvicorn --app-dir examples service:app
    curl --data-binary @article.xml http://127.0.0.1:8000/export/pdf -o article.pdf

``POST /export/{format}`` takes TEI as the body (at most 5 MB) and answers with the document;
what there is to say about it comes in the header ``X-Notices`` (how many of which severity).
``POST /check`` answers with notices as JSON. ``GET /health`` says whether the service can work:
it exports a word to every format it offers, in a thread of its own, so that it answers while
all others are at work. Errors are JSON: what is wrong, at which line.

Nothing is kept between two requests; no picture, entity or address that an article names is ever
opened. The work is done in a few threads, so that the loop stays free. When all threads are busy
and the queue is full, the next request is told to come back later (503).
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, ParamSpec, TypeVar

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
P = ParamSpec("P")
T = TypeVar("T")
_WORD = (
    b'<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>'
    b"<title>Health</title></titleStmt></fileDesc></teiHeader><text><body><p>Well.</p></body>"
    b"</text></TEI>"
)


class Busy(Exception):
    """Too many requests wait already."""


class Works:
    """A few threads, and a bound on what may wait for them."""

    def __init__(self, workers: int, waiting: int) -> None:
        self._pool = ThreadPoolExecutor(workers)
        self._capacity = workers + waiting

    async def do(self, call: partial[T]) -> T:
        """Run a call in a thread. Raises Busy, and TimeoutError after SECONDS."""
        if not self._capacity:
            raise Busy
        self._capacity -= 1
        loop = asyncio.get_running_loop()
        work = loop.run_in_executor(self._pool, call)
        work.add_done_callback(lambda _: self._leave())
        return await asyncio.wait_for(asyncio.shield(work), SECONDS)

    def _leave(self) -> None:
        self._capacity += 1


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
        },
    )
    made.state.works = Works(workers, waiting)
    made.state.pulse = Works(1, waiting)
    return made


app = application()
