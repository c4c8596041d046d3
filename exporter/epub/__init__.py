"""Edition → EPUB 3.3 (EPUB Accessibility 1.1), from the same elements as the HTML page."""

from __future__ import annotations

from exporter.epub.book import render
from exporter.epub.container import recover

__all__ = ["recover", "render"]
