"""The annotation page as an ASGI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from exporter.errors import EditError, ExporterError
from exporter.values import Value
from exporter.workbench import answers
from exporter.workbench.actions.action import Action
from exporter.workbench.conflicts import AmbiguousError, StaleError
from exporter.workbench.quotes import occurrences
from exporter.workbench.resolver import made_anew
from exporter.workbench.session import Session
from exporter.workbench.site import outputs, panels, shell
from exporter.workbench.site.context import Options, Site
from exporter.workbench.site.events import stream
from exporter.workbench.site.protection import Protection
from exporter.workbench.site.refusals import reworded
from exporter.workbench.source.store import ChangedMeanwhileError
from exporter.workbench.words import LANGUAGES, Words, page_words

__all__ = ["application"]


class _Asked(Value):
    version: str
    action: Action


class _Find(Value):
    exact: str
    prefix: str = ""
    suffix: str = ""
    entry: str = ""


Answering = Callable[[Site, Request], Awaitable[Response]]


def application(session: Session, options: Options) -> Starlette:
    """The application for one article."""
    site = Site(session, options)
    session.by = options.by
    site.follow()
    routes = [
        Route("/", _bound(site, shell.page)),
        Route("/assets/{name}", _bound(site, shell.asset)),
        Route("/picture/{path:path}", _bound(site, shell.picture)),
        Route("/words", _bound(site, _words)),
        Route("/article", _bound(site, _article)),
        Route("/change", _bound(site, _change), methods=["POST"]),
        Route("/find", _bound(site, panels.answer_find)),
        Route("/find", _bound(site, _find), methods=["POST"]),
        Route("/chosen", _bound(site, panels.answer_chosen)),
        Route("/registers", _bound(site, panels.answer_registers)),
        Route("/indexes", _bound(site, panels.answer_indexes)),
        Route("/suggestions", _bound(site, panels.answer_suggestions)),
        Route("/form", _bound(site, panels.answer_form)),
        Route("/formats", _bound(site, outputs.answer_formats)),
        Route("/themes", _bound(site, outputs.answer_themes)),
        Route("/copy/{format}", _bound(site, outputs.answer_copy)),
        Route("/export", _bound(site, outputs.answer_export), methods=["POST"]),
        Route("/merge", _bound(site, outputs.answer_merge), methods=["POST"]),
        Route("/events", _bound(site, _events)),
    ]
    guard = Middleware(
        Protection, token=options.token, read_only=options.read_only, hosts=options.hosts
    )
    app = Starlette(routes=routes, middleware=[guard])
    app.state.site = site
    return app


def _bound(site: Site, answer: Answering) -> Callable[[Request], Awaitable[Response]]:
    async def route(request: Request) -> Response:
        try:
            return await answer(site, request)
        except ChangedMeanwhileError:
            words = site.words(request)
            return refused(409, words["meanwhile"], words["try.again"])
        except AmbiguousError as error:
            return _ambiguous(site, error, site.words(request))
        except EditError as error:
            return refused(422, reworded(error.message, site.words(request).lang), "")
        except ExporterError as error:
            return refused(
                422, _located(error, site.words(request)), site.words(request)["try.file"]
            )
        except (msgspec.MsgspecError, UnicodeError) as error:
            return refused(400, str(error), site.words(request)["try.reload"])

    return route


def _located(error: ExporterError, words: Words) -> str:
    """The file, the line, and what is wrong."""
    said = reworded(error.message, words.lang)
    return str(error).replace(error.message, said, 1)


def refused(status: int, error: str, remedy: str, **more: object) -> Response:
    """An answer that says what is wrong and what to do."""
    return JSONResponse({"error": error, "what_to_do": remedy, **more}, status_code=status)


def _ambiguous(site: Site, error: AmbiguousError, words: Words) -> Response:
    state = site.session.state()
    found = [each.to_json(state) for each in error.found]
    key = "quote.several" if found else "quote.none"
    return refused(422, words[key], words[f"{key}.remedy"], occurrences=found)


async def _words(site: Site, request: Request) -> Response:
    lang = request.query_params.get("lang", "")
    lang = lang if lang in LANGUAGES else site.words(request).lang
    return JSONResponse({**page_words(lang), "languages": list(LANGUAGES), "lang": lang})


async def _article(site: Site, request: Request) -> Response:
    def drawn() -> Mapping[str, Any]:
        with site.session.lock:
            state = site.session.state()
            site.look(state)
            return answers.article(site.session, state, site.words(request))

    found = await run_in_threadpool(drawn)
    return JSONResponse({**found, "read_only": site.options.read_only, "todo": site.todo})


async def _change(site: Site, request: Request) -> Response:
    raw = await request.body()
    asked = msgspec.json.decode(raw, type=_Asked)
    words = site.words(request)

    def made() -> tuple[int, Mapping[str, Any]]:
        with site.session.lock:
            try:
                done = site.session.change(asked.version, asked.action)
            except StaleError as error:
                state = site.session.state()
                again = made_anew(asked.action, site.session.resolver(asked.version))
                told = answers.conflict(error, state, msgspec.to_builtins(again))
                return 409, {**told, **answers.brought_up(site.session, asked.version, words)}
            return 200, answers.done(site.session, asked.version, done, words)

    status, answer = await run_in_threadpool(made)
    return JSONResponse({**answer, "todo": site.todo}, status_code=status)


async def _find(site: Site, request: Request) -> Response:
    asked = msgspec.json.decode(await request.body(), type=_Find)

    def found() -> list[dict[str, str]]:
        state = site.session.state()
        return [
            each.to_json(state)
            for each in occurrences(state, asked.exact, asked.prefix, asked.suffix)
        ]

    return JSONResponse({"occurrences": await run_in_threadpool(found)})


async def _events(site: Site, request: Request) -> Response:
    del request
    return stream(site.board)
