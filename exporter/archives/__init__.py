"""The copy that is kept: BagIt bags made, opened safely, verified, and taken back to TEI.

archive(source, "kept/article")              a bag as a folder; ``.zip`` makes it one file
archive(source, into="kept/article.zip")     a new edition beside the earlier ones
verify("kept/article.zip")                   complete, unchanged, signed, reproduced
recover("article.pdf")                       the TEI that any export carries
"""

from __future__ import annotations

from exporter.archives.bag_reader import BagLimits
from exporter.archives.creation import Archived, archive
from exporter.archives.recovery import recover
from exporter.archives.seals import sign_bag
from exporter.archives.verification import Verified, verify

__all__ = ["Archived", "BagLimits", "Verified", "archive", "recover", "sign_bag", "verify"]
