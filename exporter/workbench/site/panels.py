"""The routes that only look: what is chosen, registers, indexes, suggestions, forms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from exporter.errors import EditError
from exporter.workbench.actions.decisions import waiting
from exporter.workbench.conflicts import StaleError
from exporter.workbench.panel import registers as lists
from exporter.workbench.panel.chosen import chosen
from exporter.workbench.panel.forms import form
from exporter.workbench.panel.indexes import indexes
from exporter.workbench.places import offset_of
from exporter.workbench.quotes import Occurrence, occurrences
from exporter.workbench.site.context import Site

__all__ = ["answer_chosen", "answer_find", "answer_form", "answer_indexes", "answer_registers",
           "answer_suggestions"]  # fmt: skip


async def answer_chosen(site: Site, request: Request) -> Response:
    """``GET /chosen?version=…&place=…[&end=…]``."""
    asked = request.query_params
    words = site.words(request)

    def found() -> Mapping[str, Any]:
        state = site.session.state()
        resolver = site.session.resolver(asked.get("version") or state.version)
        place, last = asked.get("place", ""), asked.get("end")
        if place.startswith("@"):
            start = offset_of(place, state.blocks, state.outline.ids)
            end = None
        elif last:
            start, end = resolver.range(place, last)
        else:
            start, end = resolver.range(place, place)[0], None
        return chosen(resolver.state, start, end, site.assessor.latest, words)

    try:
        answer = await run_in_threadpool(found)
    except StaleError:
        raise EditError("These words were changed meanwhile. Choose them again.") from None
    return JSONResponse({**answer, "version": site.session.state().version})


async def answer_registers(site: Site, request: Request) -> Response:
    """``GET /registers``."""
    del request
    return JSONResponse(await run_in_threadpool(lambda: lists.registers(site.session.state())))


async def answer_indexes(site: Site, request: Request) -> Response:
    """``GET /indexes``."""
    words = site.words(request)

    def found() -> Mapping[str, Any]:
        state = site.session.state()
        return indexes(state, waiting(state, site.session.store), site.checked(), words)

    return JSONResponse(await run_in_threadpool(found))


async def answer_suggestions(site: Site, request: Request) -> Response:
    """``GET /suggestions``."""
    words = site.words(request)

    def found() -> list[dict[str, Any]]:
        state = site.session.state()
        return lists.suggestions(state, waiting(state, site.session.store), words)

    return JSONResponse(await run_in_threadpool(found))


async def answer_form(site: Site, request: Request) -> Response:
    """``GET /form?of=…``: title and fields of a form (``exporter.workbench.panel.forms``)."""
    asked = request.query_params
    words = site.words(request)

    def found() -> Mapping[str, Any]:
        resolver = site.session.resolver(asked.get("version") or site.session.state().version)
        return form(resolver.state, asked, resolver.element, words=words, by=site.options.by)

    try:
        return JSONResponse(await run_in_threadpool(found))
    except StaleError:
        raise EditError("These words were changed meanwhile. Choose them again.") from None


async def answer_find(site: Site, request: Request) -> Response:
    """``GET /find?exact=…`` or ``?entry=…``: where words stand, or every form of a name."""
    asked = request.query_params

    def found() -> list[dict[str, str]]:
        state = site.session.state()
        own = asked.get("entry", "")
        if own and own in state.outline.facts.entries:
            seen: dict[tuple[int, int], Occurrence] = {}
            for form in lists.forms_of(state, own):
                for each in occurrences(state, form, whole=True):
                    inside = any(s <= each.start and each.end <= e for s, e in seen)
                    if not inside:
                        seen[each.start, each.end] = each
            several = [seen[key] for key in sorted(seen)]
        else:
            prefix, suffix = asked.get("prefix", ""), asked.get("suffix", "")
            several = list(occurrences(state, asked.get("exact", ""), prefix, suffix))
        return [each.to_json(state) for each in several]

    return JSONResponse({"occurrences": await run_in_threadpool(found)})
