"""The routes of copies: look at one, export, bring an edited Word copy back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import quote

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from exporter import theme
from exporter.errors import EditError, LeakError
from exporter.files.resources import styles
from exporter.model import Audience
from exporter.values import Value, field
from exporter.workbench import answers, merging
from exporter.workbench.copies import copy_of, file_name, write_copies
from exporter.workbench.site.choices import formats_of, themes_of
from exporter.workbench.site.context import Site
from exporter.workbench.site.protection import SHOWN

__all__ = ["answer_copy", "answer_export", "answer_formats", "answer_merge", "answer_themes"]


class _Export(Value):
    formats: list[str]
    audience: Literal["public", "internal"] = "public"
    theme: str | None = None


class _Accept(Value):
    draft: str
    accept: dict[str, str] = field(default_factory=dict)


async def answer_formats(site: Site, request: Request) -> Response:
    """``GET /formats``."""
    return JSONResponse(formats_of(site.words(request)))


async def answer_themes(site: Site, request: Request) -> Response:
    """``GET /themes``, that of the page first."""
    return JSONResponse(themes_of(site, site.words(request)))


async def answer_copy(site: Site, request: Request) -> Response:
    """``GET /copy/FORMAT?audience=…&theme=…``."""
    audience = _audience(request.query_params.get("audience", "public"))
    name, look = request.path_params["format"], _theme(site, request.query_params.get("theme", ""))

    def made() -> Response:
        state = site.session.state()
        entry, output = copy_of(state, site.session.store, name, audience, look)
        called = quote(file_name(site.session.store, entry, audience))
        shown = "inline" if entry.media_type in ("text/html", "application/pdf") else "attachment"
        headers = {"content-disposition": f"{shown}; filename*=UTF-8''{called}"}
        if entry.media_type == "text/html":
            headers["content-security-policy"] = SHOWN
        return Response(output.data, media_type=entry.media_type, headers=headers)

    return await run_in_threadpool(made)


async def answer_export(site: Site, request: Request) -> Response:
    """``POST /export``."""
    asked = msgspec.json.decode(await request.body(), type=_Export)
    look, words = _theme(site, asked.theme or ""), site.words(request)

    def made() -> Mapping[str, Any]:
        with site.session.lock:
            site.session.state()
            try:
                done = write_copies(site.session.store, asked.formats, asked.audience, look)
            except LeakError as error:
                said = error.message
                return {"written": [], "refused": True, "said": said, "notices": [said]}
            count = len(done.files)
            said = words.say("said.export" if count == 1 else "said.exports", count=count)
            told = [notice.message for notice in done.notices]
            return {"written": list(done.files), "refused": False, "said": said, "notices": told}

    return JSONResponse(await run_in_threadpool(made))


async def answer_merge(site: Site, request: Request) -> Response:
    """``POST /merge``: a Word copy, or what was decided about one."""
    body = await request.body()
    words = site.words(request)
    asked = None
    if request.headers.get("content-type", "").partition(";")[0] == "application/json":
        asked = msgspec.json.decode(body, type=_Accept)

    def made() -> Mapping[str, Any]:
        with site.session.lock:
            if asked is not None:
                item = site.merges.waiting.pop(asked.draft, None)
                if item is None:
                    raise EditError("This copy does not wait any more. Drop it once more.")
                done = merging.decided(site.session, item, asked.accept)
                return {**answers.done(site.session, item.version, done, words), "conflicts": []}
            return _compared(site, body, words)

    return JSONResponse(await run_in_threadpool(made))


def _compared(site: Site, copy: bytes, words: Any) -> Mapping[str, Any]:
    state = site.session.state()
    merged = merging.compared(state, site.session.store, copy)
    count = merging.applied(merged)
    said = merging.told(merged, words)
    decide = merging.conflicts(state, merged, words)
    for each in decide:
        each["choices"] = [{"value": c, "label": words[f"merge.{c}"]} for c in each.pop("can")]
    answer: dict[str, Any] = {"applied": count, "conflicts": decide, "notices": said}
    if decide:
        draft = site.merges.keep(merging.Waiting(state.version, merged))
        return {**answer, "said": words.say("merge.decide", count=len(decide)), "draft": draft}
    done = merging.taken_over(site.session, merged)
    return {**answers.done(site.session, state.version, done, words), **answer, "draft": None}


def _audience(given: str) -> Audience:
    return "internal" if given == "internal" else "public"


def _theme(site: Site, given: str) -> str:
    """A theme by its name: a path may be given on the command line alone."""
    if not given or given == site.options.theme:
        return site.options.theme
    if not (styles() / "themes" / f"{given}.toml").is_file() or "/" in given or "\\" in given:
        raise EditError(f"There is no theme {given!r}.")
    theme.load(given)
    return given
