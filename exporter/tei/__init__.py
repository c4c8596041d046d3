"""Bytes → Article.

    bytes ──parse──▶ tree ──audience──▶ tree ──index, registers, plans──▶ Reader ──walk──▶ Article

- ``parse`` (with ``faults``, ``entities``, ``limits``): safely to a tree; nothing but the file
  itself is opened, no entity is expanded.
- ``audience``: what the public may not see leaves the tree before anything is read from it.
- ``index``: every id, given or made, every pointer, and what any element may say of its language
  and look: one pass over all attributes.
- ``header``, ``registers``, ``bibliography``, ``values``: facts about the document and the world.
- ``notes``, ``spans``: what must be known of the whole text beforehand: where notes are called,
  what is a claim, what crosses element borders.
- ``treatment.toml``: the one table from element to treatment; a user's own lines go before it.
- ``walk``: every element is opened and closed by the handler of its treatment (``handlers`` names
  them; ``blocks``, ``drama``, ``inlines``, ``quoting``, ``annotated``, ``structures``, ``figures``,
  ``pointing``, ``mixed`` hold them). ``reader`` is all that is known meanwhile and has been read;
  ``flow`` and ``line`` are the blocks and the line that are being written.
- ``gathering``, ``settling``, ``links``: what can be told only when everything is read, from one
  look at every run.
- ``pictures``: files from the article's own folder, measured, and cleaned for the public.

Notices are collected in ``remarks``; what recurs is said once, with its count.
"""

from exporter.tei.limits import Limits
from exporter.tei.read import Pictures, read

__all__ = ["Limits", "Pictures", "read"]
