"""The page's frame, its scripts and styles, and the pictures of the article."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

from exporter.files.resources import styles
from exporter.html.css import article_sheet
from exporter.text.language_tags import direction
from exporter.theme import load
from exporter.workbench.answers import title_of
from exporter.workbench.site.choices import formats_of, themes_of
from exporter.workbench.site.context import Site
from exporter.workbench.words import LANGUAGES, Words, interface, page_words

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
    asked = request.query_params.get("lang", "")
    words = interface(asked) if asked in LANGUAGES else site.words(request)
    shell = (styles() / "workbench" / "page.html").read_text(encoding="utf-8")
    shell = _worded(shell, page_words(words.lang))
    for key, markup in _choices(site, words).items():
        shell = shell.replace(f"{{{key}}}", markup)
    chosen = f'<option value="{words.lang}"'
    shell = shell.replace(chosen, f"{chosen} selected")
    state = site.session.state()
    values = {
        "token": "" if site.options.read_only else site.options.token,
        "lang": words.lang,
        "dir": direction(words.lang),
        "title": title_of(state) or site.session.store.name,
    }
    for key, value in values.items():
        shell = shell.replace(f"{{{key}}}", escape(value))
    return HTMLResponse(shell)


_WORDED = re.compile(r'(<[^<>]*?) data-t="([^"]+)"([^<>]*)>[^<]*<')
_LABELLED = re.compile(r'data-t-label="([^"]+)"')


def _worded(shell: str, words: Mapping[str, str]) -> str:
    """The shell in the language of the interface."""
    shell = _WORDED.sub(lambda found: f"{found[1]}{found[3]}>{escape(words[found[2]])}<", shell)
    return _LABELLED.sub(lambda found: f'aria-label="{escape(words[found[1]])}"', shell)


_EXPORTED = frozenset(("html", "docx", "pdf"))
"""What is ticked before somebody chooses."""


def _choices(site: Site, words: Words) -> dict[str, str]:
    """Links to the copies, and what can be exported."""
    links, boxes = [], []
    for each in formats_of(words):
        name, label = escape(each["name"]), escape(each["label"])
        links.append(f'<li><a href="copy/{name}" target="_blank" rel="noopener">{label}</a></li>')
        checked = " checked" if name in _EXPORTED else ""
        box = f'<input type="checkbox" value="{name}"{checked}>'
        boxes.append(f"<label>{box}<span>{label}</span></label>")
    options = []
    for each in themes_of(site, words):
        chosen = " selected" if each["name"] == site.options.theme else ""
        name, label = escape(each["name"]), escape(each["label"])
        options.append(f'<option value="{name}"{chosen}>{label}</option>')
    return {"links": "".join(links), "formats": "".join(boxes), "themes": "".join(options)}


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
