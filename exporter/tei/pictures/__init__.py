"""Pictures: found in the article's own folder, measured, and cleaned for the public.

``load`` finds and reads them, ``formats`` knows their types and sizes, ``clean`` takes out what
a camera or an editor's program wrote into them.
"""

from exporter.tei.pictures.loader import Pictures, load_graphics

__all__ = ["Pictures", "load_graphics"]
