"""The manual: ``make docs`` builds the site and the man page."""

from exporter import __version__

project = "exporter"
author = "The authors of exporter"
version = release = __version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.viewcode", "sphinx_click"]
source_suffix = {".md": "markdown"}
myst_enable_extensions = ["colon_fence", "deflist"]
exclude_patterns = ["man"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "exporter"
html_show_sphinx = False
html_copy_source = False

autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_preserve_defaults = True

man_pages = [("commands", "exporter", "annotated TEI articles to DOCX, PDF and HTML", author, 1)]
man_show_urls = True
today = f"version {__version__}"
