"""Chromium: pages as people meet them, and the two accessibility judges that run inside them."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias, TypedDict, Unpack

from tests.judges.files import File, on_disk
from tests.judges.missing import node_module, python_module, tool

Fonts: TypeAlias = Literal["ours", "dejavu"]
"""What a reader's machine has: the fonts that come with exporter, or DejaVu alone. None that this
machine happens to have is ever seen."""


class View(TypedDict, total=False):
    """How a page is seen. ``width`` and ``height`` are those of the window in CSS pixels at
    ``zoom`` 1; ``spacing`` sets the text spacing of WCAG 1.4.12."""

    scheme: Literal["light", "dark", "forced"]
    media: Literal["screen", "print"]
    width: int
    height: int
    zoom: float
    spacing: bool
    script: bool
    touch: bool
    locale: str
    fonts: Fonts


@contextmanager
def opened(html: File, **view: Unpack[View]) -> Iterator[Any]:
    """A Playwright page that shows the file; nothing but the file's own folder can be loaded."""
    __tracebackhide__ = True
    context = _context(view, bypass_csp=True)
    try:
        context.route(lambda url: not url.startswith(("file:", "data:")), _refuse)
        with on_disk(html, ".html") as path:
            page = context.new_page()
            page.emulate_media(media=view.get("media", "screen"))
            page.goto(path.resolve().as_uri())
            if view.get("spacing"):
                page.add_style_tag(content=_SPACING)
            yield page
    finally:
        context.close()


@contextmanager
def visited(address: str, **view: Unpack[View]) -> Iterator[Any]:
    """A Playwright page that is at an address; its policy holds, and nothing but its own server
    can be asked. What it asked for elsewhere stands in ``page.strayed``, what its console said of
    errors in ``page.complaints``."""
    __tracebackhide__ = True
    context = _context(view)
    strayed: list[str] = []
    complaints: list[str] = []

    def stray(route: Any) -> None:
        strayed.append(route.request.url)
        route.abort()

    try:
        context.route(lambda url: not url.startswith((address, "data:")), stray)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.strayed, page.complaints = strayed, complaints
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        page.goto(address)
        yield page
    finally:
        context.close()


def _context(view: View, **more: Any) -> Any:
    zoom = view.get("zoom", 1)
    scheme = view.get("scheme", "light")
    return _browser(view.get("fonts", "ours")).new_context(
        viewport={
            "width": round(view.get("width", 1280) / zoom),
            "height": round(view.get("height", 900) / zoom),
        },
        device_scale_factor=zoom,
        java_script_enabled=view.get("script", True),
        color_scheme="dark" if scheme == "dark" else "light",
        forced_colors="active" if scheme == "forced" else "none",
        reduced_motion="reduce",
        has_touch=view.get("touch", False),
        locale=view.get("locale", "en-GB"),
        **more,
    )


_SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}"
    "p{margin-bottom:2em!important}"
)


def axe(html: File, *, aaa: bool = False, **view: Unpack[View]) -> list[str]:
    """Violations by axe-core: WCAG 2.0 to 2.2 A and AA (on request AAA) and best practice; the
    size of targets is not asked of a printed page, on which nobody taps (WCAG 2.5.8)."""
    __tracebackhide__ = True
    with opened(html, **view) as page:
        return axe_in(page, aaa=aaa, printed_=view.get("media") == "print")


def axe_in(page: Any, *, aaa: bool = False, printed_: bool = False) -> list[str]:
    """The same of a page that is open, as it is now."""
    __tracebackhide__ = True
    source = node_module("axe-core/axe.min.js").read_text(encoding="utf-8")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    tags += ["wcag2aaa", "wcag21aaa", "wcag22aaa"] if aaa else []
    rules = {"target-size": {"enabled": not printed_}}
    page.evaluate(source)
    found = page.evaluate(
        "options => axe.run(document, options)",
        {"runOnly": tags, "rules": rules, "resultTypes": ["violations"]},
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]} ({node['failureSummary']})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def ibm(html: File, **view: Unpack[View]) -> list[str]:
    """Violations by IBM Equal Access (its policy and WCAG 2.2), definite failures alone."""
    __tracebackhide__ = True
    with opened(html, **view) as page:
        return ibm_in(page)


def ibm_in(page: Any) -> list[str]:
    """The same of a page that is open, as it is now."""
    __tracebackhide__ = True
    source = node_module("accessibility-checker-engine/ace.js").read_text(encoding="utf-8")
    page.evaluate(f"{source}; window.ace = ace")
    found = page.evaluate(
        "() => new ace.Checker().check(document, ['IBM_Accessibility', 'WCAG_2_2'])"
    )
    return [
        f"{result['ruleId']}: {result['message']}: {result['snippet'][:160]}"
        for result in found["results"]
        if result["value"] == ["VIOLATION", "FAIL"]
    ]


def overflowing(html: File, **view: Unpack[View]) -> list[str]:
    """Elements that reach beyond the window sideways, so that one would have to scroll (1.4.10).

    What scrolls inside a region of its own, or is clipped to be heard only, does not count.
    """
    __tracebackhide__ = True
    with opened(html, **view) as page:
        return overflowing_in(page)


def overflowing_in(page: Any) -> list[str]:
    """The same of a page that is open, as it is now."""
    found: list[str] = page.evaluate(_OVERFLOWING)
    return found


_OVERFLOWING = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const held = element => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return true;
    return false;
  };
  return [...document.body.querySelectorAll('*')]
    .filter(element => element.getBoundingClientRect().right > wide + 1 && !held(element))
    .map(element => element.outerHTML.slice(0, 120));
}"""


def screenshot(html: File, target: Path, *, full: bool = True, **view: Unpack[View]) -> Path:
    """The page as a PNG at ``target``."""
    __tracebackhide__ = True
    with opened(html, **view) as page:
        page.screenshot(path=str(target), full_page=full)
    return target


def printed(html: File, **options: Any) -> bytes:
    """The page as Chromium prints it to PDF (A4 by the page's own style)."""
    __tracebackhide__ = True
    with opened(html, media="print") as page:
        data: bytes = page.pdf(prefer_css_page_size=True, print_background=True, **options)
    return data


@cache
def _playwright() -> Any:
    started = python_module("playwright.sync_api", "playwright").sync_playwright().start()
    atexit.register(started.stop)
    return started


@cache
def _browser(fonts: Fonts) -> Any:
    program = tool("chromium")
    browser = _playwright().chromium.launch(
        executable_path=program,
        env={**os.environ, "FONTCONFIG_FILE": str(_fontconfig(fonts))},
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    )
    atexit.register(browser.close)
    return browser


_GENERIC: dict[Fonts, dict[str, str]] = {
    "ours": {
        "serif": "Noto Serif",
        "sans-serif": "Noto Sans",
        "system-ui": "Noto Sans",
        "monospace": "Source Code Pro",
        "Times New Roman": "Noto Serif",
    },
    "dejavu": {
        "serif": "DejaVu Serif",
        "sans-serif": "DejaVu Sans",
        "system-ui": "DejaVu Sans",
        "monospace": "DejaVu Sans Mono",
        "Times New Roman": "DejaVu Serif",
    },
}


def _fontconfig(fonts: Fonts) -> Path:
    """A configuration of fontconfig that knows these fonts and no others."""
    if fonts == "dejavu":
        folders = {node_module("dejavu-fonts-ttf/ttf/DejaVuSerif.ttf").parent}
    else:
        site = Path(python_module("fontpkg_noto_serif").__file__ or "").parent.parent
        named = (*site.glob("fontpkg_*"), *site.glob("pylopdf_fonts_*"))
        folders = {each for each in named if each.is_dir()}
    cache_folder = Path(tempfile.mkdtemp(prefix="exporter-fonts-"))
    atexit.register(shutil.rmtree, cache_folder, ignore_errors=True)
    lines = [f"<dir>{folder}</dir>" for folder in sorted(folders)]
    lines += [
        f'<match target="pattern"><test name="family"><string>{generic}</string></test><edit '
        f'name="family" mode="prepend" binding="strong"><string>{family}</string></edit></match>'
        for generic, family in _GENERIC[fonts].items()
    ]
    file = cache_folder / "fonts.conf"
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<cachedir>{cache_folder}</cachedir>{''.join(lines)}</fontconfig>"
    )
    return file


def _refuse(route: Any) -> None:
    route.abort()
