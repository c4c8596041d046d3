"""The page's frame, its scripts and styles, and the pictures of the article."""

from __future__ import annotations

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

from exporter.files.resources import styles
from exporter.html.css import article_sheet
from exporter.text.language_tags import direction
from exporter.theme import load
from exporter.workbench.answers import title_of
from exporter.workbench.site.context import Site

__all__ = ["asset", "page", "picture"]

_TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}
"""An SVG may hold scripts, and is not shown here."""


async def page(site: Site, request: Request) -> Response:
    """The shell, with the token that changes need."""
    lang = site.words(request).lang
    shell = (styles() / "workbench" / "page.html").read_text(encoding="utf-8")
    state = site.session.state()
    values = {
        "token": "" if site.options.read_only else site.options.token,
        "lang": lang,
        "dir": direction(lang),
        "title": title_of(state) or site.session.store.name,
    }
    for key, value in values.items():
        shell = shell.replace(f"{{{key}}}", escape(value))
    return HTMLResponse(shell)


async def asset(site: Site, request: Request) -> Response:
    """A file of ``styles/workbench``, or the style sheet of the theme."""
    name = request.path_params["name"]
    if name == "theme.css":
        return Response(article_sheet(load(site.options.theme)), media_type="text/css")
    file = styles() / "workbench" / name
    kind = _TYPES.get(Path(name).suffix)
    if kind is None or file.parent != styles() / "workbench" or not file.is_file():
        return _missing()
    return FileResponse(file, media_type=kind)


async def picture(site: Site, request: Request) -> Response:
    """A picture that lies in the article's folder or below it."""
    article = site.session.store.path
    if article is None:
        return _missing()
    folder = article.resolve().parent
    file = (folder / request.path_params["path"]).resolve()
    kind = _PICTURES.get(file.suffix.lower())
    if kind is None or not file.is_relative_to(folder) or not file.is_file():
        return _missing()
    return FileResponse(file, media_type=kind)


def _missing() -> Response:
    told = {"error": "There is no such file.", "what_to_do": "Load the page again."}
    return JSONResponse(told, status_code=404)
