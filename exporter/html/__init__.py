"""Edition → one accessible HTML page that needs no script and nothing from elsewhere."""

from __future__ import annotations

from exporter.html.page import HtmlOptions, render
from exporter.html.recovery import recover

__all__ = ["HtmlOptions", "recover", "render"]
