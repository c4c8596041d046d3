"""``exporter watch``: an article in the browser, renewed as it is written (extra ``[preview]``).

``drawing`` makes the page and says what there is to say, ``site`` serves both on this machine
alone, ``watching`` looks at the files.
"""

from __future__ import annotations

from exporter.workbench.preview.server import serve

__all__ = ["serve"]
