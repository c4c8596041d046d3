"""The copy that is kept: BagIt bags made, opened safely, verified, and taken back to TEI.

archive(source, "kept/article")              a bag as a folder; ``.zip`` makes it one file
archive(source, into="kept/article.zip")     a new edition beside the earlier ones
verify("kept/article.zip")                   complete, unchanged, signed, reproduced
recover("article.pdf")                       the TEI that any export carries
"""

from __future__ import annotations

from exporter.archiving.making import Archived, archive
from exporter.archiving.opening import BagLimits
from exporter.archiving.recovering import recover
from exporter.archiving.verifying import Verified, verify

__all__ = ["Archived", "BagLimits", "Verified", "archive", "recover", "verify"]
